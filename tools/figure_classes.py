"""Classes of figures to compare systems by: money, percent, Chinese numerals, ranges, lists, table cells, other.

A figure may be of several classes (百分之五 is percent and a Chinese numeral); `other` is what is of no class.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans.scores import Score, align, tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = Mapping[str, str]

CLASSES = ("percent", "money", "chinese_numeral", "range", "list", "table", "other")
_DIGIT = re.compile(r"[0-9]")
#: A cell has its unit in the head of its column.
_CELL = re.compile(r"[0-9][0-9,.]*")
_RANGE = re.compile(r"[0-9一二三四五六七八九十百千万亿][-~–—―～至到][0-9一二三四五六七八九十百千万亿]")


def classify(rows: Sequence[Row]) -> list[frozenset[str]]:
    """Find the classes of each row.

    Parameters
    ----------
    rows
        Rows of one text in reading order with `as_printed`, `start`, `unit` and `value_max`.

    Returns
    -------
    list of frozenset
        In the order of the rows. A list is told by places: its figures stand one sign apart (85%、82%).
    """
    listed = _in_lists(rows)
    return [
        _of(row) | ({"list"} if position in listed else set()) or frozenset({"other"})
        for position, row in enumerate(rows)
    ]


def by_class(reference: Sequence[Row], found: Sequence[Row]) -> dict[str, Score]:
    """Score each class by itself.

    A figure that both have is of the classes that the reading gives it; a false one of those that its own row shows.

    Parameters
    ----------
    reference, found
        Rows of one text as `eduplans.scores.score` takes them, with `start`.

    Returns
    -------
    dict
        Score by name of class.
    """
    pairs, missed, false = align(reference, found)
    kinds = {id(row): kind for rows in (reference, found) for row, kind in zip(rows, classify(rows), strict=True)}
    return {
        name: tally(
            [pair for pair in pairs if name in kinds[id(pair[0])]],
            [row for row in missed if name in kinds[id(row)]],
            [row for row in false if name in kinds[id(row)]],
        )
        for name in CLASSES
    }


def _of(row: Row) -> frozenset[str]:
    kinds = set()
    if row["unit"] in ("percent", "percentage_point"):
        kinds.add("percent")
    if row["unit"] == "yuan":
        kinds.add("money")
    if not _DIGIT.search(row["as_printed"]):
        kinds.add("chinese_numeral")
    if row["value_max"] or _RANGE.search(row["as_printed"]):
        kinds.add("range")
    if _CELL.fullmatch(row["as_printed"]):
        kinds.add("table")
    return frozenset(kinds)


def _in_lists(rows: Sequence[Row]) -> set[int]:
    """Positions of rows that stand one sign before or after another."""
    listed: set[int] = set()
    for position in range(1, len(rows)):
        before, row = rows[position - 1], rows[position]
        if int(row["start"]) - int(before["start"]) - len(before["as_printed"]) == 1:
            listed |= {position - 1, position}
    return listed
