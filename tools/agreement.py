"""How far two independent annotations agree: what both found, and each column with its kappa.

python tools/agreement.py            counts, percent and Cohen's kappa by column
python tools/agreement.py --differ   also list every difference, for settling
"""

from __future__ import annotations

import argparse
import csv
from itertools import chain
from pathlib import Path

import pandas as pd
from statsmodels.stats.inter_rater import cohens_kappa

from eduplans.scores import align, overlap

REFERENCE = Path(__file__).resolve().parent.parent / "tests" / "reference"
COLUMNS = ("value", "value_max", "unit", "qualifier", "status", "change", "level", "year", "item", "confidence")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa of two columns of labels; 1 where only one label occurs."""
    labels = sorted(set(chain.from_iterable(pairs)))
    if len(labels) < 2:
        return 1.0
    first, second = zip(*pairs, strict=True)
    table = pd.crosstab(pd.Categorical(first, labels), pd.Categorical(second, labels), dropna=False)
    return float(cohens_kappa(table.to_numpy(), return_results=False))


def plain(row: dict[str, str], column: str) -> str:
    """Make a label comparable: numbers by value, the rest as written."""
    try:
        return repr(float(row[column]))
    except ValueError:
        return row[column]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--differ", action="store_true", help="list every difference")
    differ = parser.parse_args().differ
    pairs, only_first, only_second = [], 0, 0
    for path in sorted((REFERENCE / "first").glob("*.csv")):
        both, mine, theirs = align(read(path), read(REFERENCE / "second" / path.name))
        pairs += both
        only_first += sum(row["confidence"] == "sure" for row in mine)
        only_second += sum(row["confidence"] == "sure" for row in theirs)
        for row in (*mine, *theirs) if differ else ():
            print(f"{path.stem} alone {row['order']}: {row['as_printed']} ({row['measure']}) {row['confidence']}")
    print(f"{len(pairs)} figures in both; sure ones only in the first {only_first}, only in the second {only_second}")
    sure = [pair for pair in pairs if "unsure" not in (pair[0]["confidence"], pair[1]["confidence"])]
    print(f"columns of the {len(sure)} figures that both call sure:")
    for column in COLUMNS:
        scope = pairs if column == "confidence" else sure
        labels = [(plain(one, column), plain(other, column)) for one, other in scope]
        same = sum(one == other for one, other in labels)
        print(f"  {column:<10} {100 * same / len(labels):5.1f} %  kappa {kappa(labels):.2f}")
        if differ:
            for (one, _), (a, b) in zip(scope, labels, strict=True):
                if a != b:
                    print(f"    {one['doc']} {one['order']} {one['as_printed']} ({one['measure']}): {a!r} / {b!r}")
    measures = [overlap(one["measure"], other["measure"]) for one, other in sure]
    print(f"  measure    {sum(measures) / len(measures):.2f} overlap of characters")


if __name__ == "__main__":
    main()
