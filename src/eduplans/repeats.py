"""Which figures repeat another: a report that sums up prints the same fact twice, a copy of it prints all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

#: What two figures of the same fact share.
SAME = ("doc", "indicator", "level", "year", "value", "value_max", "unit", "status", "change")
#: A value of so many significant digits does not come twice by chance under one indicator, level and year.
_DIGITS = 3


def repeats(figures: pd.DataFrame) -> list[str | None]:
    """Find for each figure the earlier one of its document that it repeats.

    Two figures are one fact when they have the same indicator, level, year, value, unit, status and change, and the
    same measure; or, where the measure is worded otherwise, a value of at least three significant digits, printed
    in another item.

    Parameters
    ----------
    figures
        Rows of the processed figures in reading order within each document.

    Returns
    -------
    list of str or None
        Id of the first figure of the same fact; None for that figure itself and for what is printed once.
    """
    first: dict[Hashable, str] = {}
    printed: dict[Hashable, tuple[str, str]] = {}
    found: list[str | None] = []
    for row in figures.to_dict("records"):
        key = tuple(_cell(row[name]) for name in SAME)
        measure, item, own = _cell(row["measure"]), _cell(row["item"]), str(row["figure_id"])
        earlier = first.get((*key, measure)) if measure else None
        if earlier is None and row["indicator"] != "other" and _digits(row) >= _DIGITS:
            there, place = printed.get(key, ("", item))
            earlier = there if place != item else None
        found.append(earlier)
        first.setdefault((*key, measure), earlier or own)
        printed.setdefault(key, (own, item))
    return found


def repeats_of_copies(figures: pd.DataFrame, duplicates: Mapping[str, str]) -> pd.Series[str]:
    """Give every figure of a copy of another document the figure there that it repeats.

    Parameters
    ----------
    figures
        Rows of the processed figures with what they repeat in their own document, in reading order.
    duplicates
        First document of its text by copy.

    Returns
    -------
    pandas.Series
        The column ``repeats`` anew: a figure of a copy has the figure of the first document that is printed the same,
        the first for the first and the second for the second, or what that one repeats. What is printed in another
        way there goes with what is left, in reading order.
    """
    repeated = figures["repeats"].copy()
    docs = {doc: rows for doc, rows in figures.groupby("doc") if doc in {*duplicates, *duplicates.values()}}
    for copy, first in duplicates.items():
        if copy in docs and first in docs:
            for index, there in _pairs(docs[copy], docs[first]):
                repeated[index] = figures["figure_id"][there] if pd.isna(repeated[there]) else repeated[there]
    return repeated


def _pairs(copy: pd.DataFrame, first: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """Pair the figures of a copy with those of the first document."""
    here, there = _numbered(copy), _numbered(first)
    same = here.keys() & there.keys()
    yield from ((here.pop(key), there.pop(key)) for key in sorted(same))
    yield from zip(here.values(), there.values(), strict=False)


def _numbered(rows: pd.DataFrame) -> dict[tuple[str, int], int]:
    """Place of each figure by what is printed and how often that was printed before."""
    before = rows.groupby("as_printed").cumcount()
    places = zip(rows.index, rows["as_printed"], before, strict=True)
    return {(printed, count): int(index) for index, printed, count in places}


def _cell(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _digits(row: Mapping[Hashable, object]) -> int:
    return len(f"{float(str(row['value'])):.12g}".replace(".", "").strip("0-"))
