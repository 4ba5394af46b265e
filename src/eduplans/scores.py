"""How well the grammar reads, measured against annotations made by reading.

Rows of the extractor and of the annotation are aligned in reading order by their printed forms; what is left over
on either side is a false figure or a miss. Figures that divide readers (`confidence` unsure in the annotation) count
neither for nor against; what the extractor calls unsure counts like all else.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Row = Mapping[str, str]
    Pair = tuple[Row, Row]

#: Columns in which a matched pair must agree, each scored by itself.
COLUMNS = ("value_unit", "qualifier", "status", "change", "level", "year", "item", "measure")
_BLANK = re.compile(r"\s+")
_Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval after Wilson (1927).

    Parameters
    ----------
    hits, of
        Numerator and denominator; `hits` is fractional for the overlap of characters.
    """

    hits: float
    of: int

    @property
    def percent(self) -> float:
        """The share in percent; 100 where there was nothing to miss."""
        return 100 * self.hits / self.of if self.of else 100.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end in percent.

        Examples
        --------
        >>> low, high = Share(95, 100).interval
        >>> round(low, 1), round(high, 1)
        (88.8, 97.8)
        """
        if not self.of:
            return (0.0, 100.0)
        share, n = self.hits / self.of, self.of
        middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        return (100 * (middle - half), 100 * (middle + half))


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one text or group of texts.

    Parameters
    ----------
    matched, missed, false
        Numbers of figures found, not found, and found where there is none.
    columns
        Share of matched figures that agree, by column of `COLUMNS`.
    value_unit_matched
        Matched figures whose value and unit are right, for the F1 of both together.
    """

    matched: int
    missed: int
    false: int
    columns: dict[str, Share]
    value_unit_matched: int

    @property
    def precision(self) -> Share:
        """Share of what was found that is a figure.

        Examples
        --------
        >>> Score(matched=90, missed=30, false=10, columns={}, value_unit_matched=90).precision.percent
        90.0
        """
        return Share(self.matched, self.matched + self.false)

    @property
    def recall(self) -> Share:
        """Share of the figures that were found.

        Examples
        --------
        >>> Score(matched=90, missed=30, false=10, columns={}, value_unit_matched=90).recall.percent
        75.0
        """
        return Share(self.matched, self.matched + self.missed)

    @property
    def found_f1(self) -> float:
        """F1 of finding, in percent."""
        return _f1(self.matched, self.missed, self.false)

    @property
    def value_unit_f1(self) -> float:
        """F1 of finding with value and unit right, in percent."""
        wrong = self.matched - self.value_unit_matched
        return _f1(self.value_unit_matched, self.missed + wrong, self.false + wrong)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.matched + other.matched,
            self.missed + other.missed,
            self.false + other.false,
            {
                name: Share(
                    self.columns[name].hits + other.columns[name].hits,
                    self.columns[name].of + other.columns[name].of,
                )
                for name in COLUMNS
            },
            self.value_unit_matched + other.value_unit_matched,
        )


def _f1(hits: int, missed: int, false: int) -> float:
    whole = 2 * hits + missed + false
    return 100 * 2 * hits / whole if whole else 100.0


def overlap(one: str, other: str) -> float:
    """Measure how many characters two phrases share.

    Parameters
    ----------
    one, other
        Phrases.

    Returns
    -------
    float
        Twice the shared characters over all characters of both (Dice), 0 to 1; 1 for two empty phrases.

    Examples
    --------
    >>> overlap("教育支出", "公共预算教育支出"), overlap("", "")
    (0.6666666666666666, 1.0)
    """
    a, b = (Counter(_BLANK.sub("", text)) for text in (one, other))
    whole = a.total() + b.total()
    return 2 * (a & b).total() / whole if whole else 1.0


def align(reference: Sequence[Row], found: Sequence[Row]) -> tuple[list[Pair], list[Row], list[Row]]:
    """Pair the rows of two readings of one text.

    Parameters
    ----------
    reference, found
        Rows in reading order with the column `as_printed`.

    Returns
    -------
    pairs : list of (reference row, found row)
    missed : list of reference rows without a partner
    false : list of found rows without a partner
    """
    pairs: list[Pair] = []
    missed: list[Row] = []
    false: list[Row] = []
    # with their items, so that 100% of one item does not take the place of 100% of another
    keys = [[(row.get("item", ""), _BLANK.sub("", row["as_printed"])) for row in rows] for rows in (reference, found)]
    blocks = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in blocks:
        if tag == "equal":
            pairs.extend(zip(reference[i1:i2], found[j1:j2], strict=True))
        else:
            more, left, right = _near(reference[i1:i2], found[j1:j2])
            pairs.extend(more)
            missed.extend(left)
            false.extend(right)
    return pairs, missed, false


def _near(reference: Sequence[Row], found: Sequence[Row]) -> tuple[list[Pair], list[Row], list[Row]]:
    """Pair rows whose printed forms differ only in how far they reach: one contains the other."""
    pairs: list[Pair] = []
    left, rest = [], list(found)
    for row in reference:
        mine = _BLANK.sub("", row["as_printed"])
        for position, other in enumerate(rest):
            theirs = _BLANK.sub("", other["as_printed"])
            if _number(mine) == _number(theirs) and (mine in theirs or theirs in mine):
                pairs.append((row, other))
                del rest[position]
                break
        else:
            left.append(row)
    return pairs, left, rest


def _number(text: str) -> str:
    """Keep the digits and numerals of a printed form, so that 5所 and 15所 do not pair."""
    return re.sub(r"[^\d.〇零一二两三四五六七八九十百千万亿半]", "", text)


def score(reference: Sequence[Row], found: Sequence[Row]) -> Score:
    """Score the extractor's rows of one text against the annotation.

    Parameters
    ----------
    reference, found
        Rows in reading order with the columns of the codebook, as text.

    Returns
    -------
    Score
    """
    return tally(*align(reference, found))


def tally(pairs: Sequence[Pair], missed: Sequence[Row], false: Sequence[Row]) -> Score:
    """Score what `align` gives, or a part of it, such as one class of figures.

    Parameters
    ----------
    pairs
        Reference row and found row of each figure in both.
    missed
        Reference rows without a partner; unsure ones do not count.
    false
        Found rows without a partner.

    Returns
    -------
    Score
    """
    sure = [(mine, theirs) for mine, theirs in pairs if mine["confidence"] != "unsure"]
    shares = {name: Share(sum(_AGREE[name](*pair) for pair in sure), len(sure)) for name in COLUMNS}
    return Score(
        matched=len(sure),
        missed=sum(row["confidence"] != "unsure" for row in missed),
        false=len(false),
        columns=shares,
        value_unit_matched=int(shares["value_unit"].hits),
    )


def _same_number(one: str, other: str) -> bool:
    if not one or not other:
        return one == other
    return abs(float(one) - float(other)) <= 1e-6 * max(1.0, abs(float(one)))


def value_and_unit_agree(mine: Row, theirs: Row) -> bool:
    """Tell whether two rows have the same value, upper end and unit.

    Examples
    --------
    >>> five = {"value": "5", "value_max": "", "unit": "school"}
    >>> value_and_unit_agree(five, five | {"value": "5.0"}), value_and_unit_agree(five, five | {"unit": "class"})
    (True, False)
    """
    same = all(_same_number(mine[name], theirs[name]) for name in ("value", "value_max"))
    return same and mine["unit"] == theirs["unit"]


def _value_unit(mine: Row, theirs: Row) -> float:
    return float(value_and_unit_agree(mine, theirs))


def _same(name: str) -> Callable[[Row, Row], float]:
    return lambda mine, theirs: float(mine[name] == theirs[name])


_AGREE: dict[str, Callable[[Row, Row], float]] = {
    "value_unit": _value_unit,
    **{name: _same(name) for name in ("qualifier", "status", "change", "level", "item")},
    "year": lambda mine, theirs: float(_same_number(mine["year"], theirs["year"])),
    "measure": lambda mine, theirs: overlap(mine["measure"], theirs["measure"]),
}
