"""Which figures repeat another of their document: a report that sums up prints the same fact twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

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


def _cell(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _digits(row: Mapping[Hashable, object]) -> int:
    return len(f"{float(str(row['value'])):.12g}".replace(".", "").strip("0-"))
