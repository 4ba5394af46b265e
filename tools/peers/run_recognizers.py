"""Let Recognizers-Text mark the numbers of texts: JSON in, JSON out.

Runs in the environment of the peers, where nothing of this project is installed. Reads `{"texts": {name: text}}`
and writes `{"cpu_seconds": s, "marks": {name: [[start, end, kind, value, unit], ...]}}`; texts go line by line, as
its recognizers expect a sentence or two.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_number, recognize_ordinal, recognize_percentage
from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension
from recognizers_text import Culture

RECOGNIZERS = (
    recognize_number,
    recognize_percentage,
    recognize_ordinal,
    recognize_currency,
    recognize_dimension,
    recognize_age,
    recognize_datetime,
)


def resolved(mark: Any) -> tuple[str, str]:
    """Take value and unit of a mark; of times and durations what the first reading says."""
    resolution = mark.resolution or {}
    if "values" in resolution:
        first = resolution["values"][0]
        timed = first.get("timex", "") if mark.type_name.endswith("duration") else first.get("value", "")
        return str(timed), ""
    return str(resolution.get("value", "")), str(resolution.get("unit", ""))


def marks(text: str) -> list[list[object]]:
    found: list[list[object]] = []
    offset = 0
    for line in text.split("\n"):
        for recognize in RECOGNIZERS:
            for mark in recognize(line, Culture.Chinese) if line.strip() else ():
                kind = mark.type_name.removeprefix("datetimeV2.")
                found.append([offset + mark.start, offset + mark.end + 1, kind, *resolved(mark)])
        offset += len(line) + 1
    return found


def main() -> None:
    texts = json.load(sys.stdin)["texts"]
    marks("去年有5人。")  # makes the recognizers, which is not what is timed
    started = time.process_time()
    found = {name: marks(text) for name, text in texts.items()}
    json.dump({"cpu_seconds": time.process_time() - started, "marks": found}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
