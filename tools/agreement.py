"""How far two independent annotations agree: what both found, and each column with its kappa and alpha.

python tools/agreement.py            counts, percent, Cohen's kappa and Krippendorff's alpha by column
python tools/agreement.py --differ   also list every difference, for settling
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from statsmodels.stats.inter_rater import cohens_kappa

from eduplans.scores import align, overlap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = Mapping[str, str]

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


def alpha(pairs: Sequence[tuple[str, str]]) -> float:
    """Krippendorff's alpha of two columns of labels without gaps; 1 where only one label occurs.

    One less the disagreement that is there over that of chance: `1 - (n - 1) * d / (n * n - sum(n_c * n_c))`, where
    `d` counts the labels in pairs that differ, `n` all labels, and `n_c` those of one name (K. Krippendorff,
    Computing Krippendorff's Alpha-Reliability, 2011, part B: nominal data, two observers, no missing data).
    """
    counts = Counter(chain.from_iterable(pairs))
    n = counts.total()
    by_chance = n * n - sum(count * count for count in counts.values())
    if not by_chance:
        return 1.0
    differing = 2 * sum(one != other for one, other in pairs)
    return 1 - (n - 1) * differing / by_chance


def plain(row: Row, column: str) -> str:
    """Make a label comparable: numbers by value, the rest as written."""
    try:
        return repr(float(row[column]))
    except ValueError:
        return row[column]


@dataclass(frozen=True, slots=True)
class Both:
    """What two readings have in common.

    Parameters
    ----------
    pairs
        Rows of the first and the second reading for each figure that both found.
    alone
        Name of the text and row of what one found and the other did not.
    first, second
        Of these, how many each reader calls sure.
    """

    pairs: list[tuple[Row, Row]]
    alone: list[tuple[str, Row]]
    first: int
    second: int

    @property
    def sure(self) -> list[tuple[Row, Row]]:
        """Figures that both call sure."""
        return [pair for pair in self.pairs if "unsure" not in (pair[0]["confidence"], pair[1]["confidence"])]

    def labels(self, column: str) -> list[tuple[str, str]]:
        """Pair what both say in a column; of confidence for all figures, of others for those that both call sure."""
        scope = self.pairs if column == "confidence" else self.sure
        return [(plain(one, column), plain(other, column)) for one, other in scope]

    @property
    def overlap(self) -> float:
        """Mean overlap of the measures' characters."""
        measures = [overlap(one["measure"], other["measure"]) for one, other in self.sure]
        return sum(measures) / len(measures)


def compare(reference: Path = REFERENCE) -> Both:
    """Pair the rows of the two readings of all texts."""
    pairs: list[tuple[Row, Row]] = []
    alone: list[tuple[str, Row]] = []
    sure = [0, 0]
    for path in sorted((reference / "first").glob("*.csv")):
        both, *rests = align(read(path), read(reference / "second" / path.name))
        pairs += both
        for reader, rest in enumerate(rests):
            alone += [(path.stem, row) for row in rest]
            sure[reader] += sum(row["confidence"] == "sure" for row in rest)
    return Both(pairs, alone, *sure)


def agreement(both: Both) -> dict[str, dict[str, float]]:
    """Percent, kappa and alpha by column."""
    scores = {}
    for column in COLUMNS:
        labels = both.labels(column)
        same = sum(one == other for one, other in labels)
        scores[column] = {"percent": 100 * same / len(labels), "kappa": kappa(labels), "alpha": alpha(labels)}
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--differ", action="store_true", help="list every difference")
    differ = parser.parse_args().differ
    both = compare()
    for name, row in both.alone if differ else ():
        print(f"{name} alone {row['order']}: {row['as_printed']} ({row['measure']}) {row['confidence']}")
    found = f"{len(both.pairs)} figures in both; sure ones only in the first {both.first}"
    print(f"{found}, only in the second {both.second}")
    print(f"columns of the {len(both.sure)} figures that both call sure:")
    for column, scores in agreement(both).items():
        print(
            f"  {column:<10} {scores['percent']:5.1f} %  kappa {scores['kappa']:.2f}  alpha {scores['alpha']:.2f}",
        )
        if differ:
            scope = both.pairs if column == "confidence" else both.sure
            for (one, _), (a, b) in zip(scope, both.labels(column), strict=True):
                if a != b:
                    print(f"    {one['doc']} {one['order']} {one['as_printed']} ({one['measure']}): {a!r} / {b!r}")
    print(f"  measure    {both.overlap:.2f} overlap of characters")


if __name__ == "__main__":
    main()
