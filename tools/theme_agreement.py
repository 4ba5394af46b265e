"""How far the readings of themes agree with each other, and the method with each of them.

python tools/theme_agreement.py            write src/eduplans/codebook/theme_agreement.csv
python tools/theme_agreement.py --differ   also list every item on which two of them differ

The method is measured twice: as it is, and without the words of its lexicon that only one item of the data uses. The
lexicon was weighed with these readings in view; only readings that nobody who weighed it has seen would be a test.
"""

from __future__ import annotations

import argparse
import csv
import io
from typing import TYPE_CHECKING

import eduplans
from agreement import REFERENCE, alpha, kappa, read
from eduplans.themes.classify import KINDS, judge_all, rare_words
from eduplans.themes.facts import gather

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Labels = Mapping[tuple[str, str], Mapping[str, str]]

READINGS = REFERENCE / "themes"
TARGET = REFERENCE.parent.parent / "src" / "eduplans" / "codebook" / "theme_agreement.csv"
FIELDS = ("one", "other", "column", "items", "percent", "kappa", "alpha")


def readings(folder: Path = READINGS) -> dict[str, Labels]:
    """Labels of each reading by item."""
    return {
        name: {(row["doc"], row["item"]): row for row in read(folder / f"{name}.csv")} for name in ("first", "second")
    }


def method(data: Path | None = None) -> dict[str, Labels]:
    """Labels of the method by item, as it is and without words of one item."""
    tables = (eduplans.load(name, data) for name in ("items", "item_words", "figures"))
    facts = gather(*tables)
    judged = judge_all(facts)
    poorer = judge_all(facts, rare_words(judged))
    return {
        name: {key: {kind: one.verdict(kind).label for kind in KINDS} for key, one in found.items()}
        for name, found in (("method", judged), ("method without words of one item", poorer))
    }


def rows(sources: Mapping[str, Labels]) -> list[dict[str, str]]:
    """Compare the readings with each other and each method with each reading."""
    pairs = [("first", "second")]
    pairs += [(name, reading) for name in sources if name.startswith("method") for reading in ("first", "second")]
    made = []
    for one, other in pairs:
        common = [key for key in sources[one] if key in sources[other]]
        for column in KINDS:
            labels = [(sources[one][key][column], sources[other][key][column]) for key in common]
            same = sum(a == b for a, b in labels)
            numbers = (len(labels), 100 * same / len(labels), kappa(labels), alpha(labels))
            texts = (str(numbers[0]), f"{numbers[1]:.1f}", f"{numbers[2]:.3f}", f"{numbers[3]:.3f}")
            made.append(dict(zip(FIELDS, (one, other, column, *texts), strict=True)))
    return made


def differences(sources: Mapping[str, Labels]) -> list[str]:
    """Items on which the readings or the method differ, a line each."""
    lines = []
    for key, judged in sources["method"].items():
        for column in KINDS:
            said = [sources[name].get(key, {}).get(column, "") for name in ("first", "second")]
            if {*said, judged[column]} - {""} != {judged[column]}:
                lines.append(f"{key[0]} {key[1]} {column}: first {said[0]}, second {said[1]}, method {judged[column]}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--differ", action="store_true", help="list every difference")
    sources = readings() | method()
    table = rows(sources)
    if parser.parse_args().differ:
        print("\n".join(differences(sources)))
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    beside = TARGET.with_suffix(".part")
    beside.write_text(text.getvalue(), encoding="utf-8")
    beside.replace(TARGET)
    print(text.getvalue(), end="")


if __name__ == "__main__":
    main()
