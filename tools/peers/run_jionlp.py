"""Let JioNLP mark amounts of money and durations in texts: JSON in, JSON out, as `run_recognizers.py` does.

JioNLP finds money and time in running text; it has no extractor of plain numbers or of percentages.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import time

with contextlib.redirect_stdout(sys.stderr):  # it greets on the way in
    import jionlp

# It logs every try that fails, with a traceback each.
logging.disable(logging.CRITICAL)


def marks(text: str) -> list[list[object]]:
    found: list[list[object]] = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            for mark in jionlp.ner.extract_money(line):
                start, end = (offset + place for place in mark["offset"])
                amount = mark["detail"]["num"]
                low, high = amount if isinstance(amount, list) else (amount, "")
                found.append([start, end, "currency", f"{low}/{high}".rstrip("/"), mark["detail"]["case"]])
            for mark in jionlp.ner.extract_time(line):
                start, end = (offset + place for place in mark["offset"])
                if mark["type"] == "time_delta" and isinstance(mark["detail"]["time"], dict):
                    unit, value = next(iter(mark["detail"]["time"].items()))
                    found.append([start, end, "period", str(value), unit])
                else:
                    found.append([start, end, "date", "", ""])
        offset += len(line) + 1
    return found


def main() -> None:
    texts = json.load(sys.stdin)["texts"]
    with contextlib.redirect_stdout(sys.stderr):
        marks("去年花了5元,历时3天。")  # loads its dictionaries, which is not what is timed
        started = time.process_time()
        found = {name: marks(text) for name, text in texts.items()}
        seconds = time.process_time() - started
    json.dump({"cpu_seconds": seconds, "marks": found}, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
