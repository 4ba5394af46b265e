"""Spending per student by level, within one definition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.codebook import read
from eduplans.trends.growth import scope_breaks
from eduplans.trends.series import national_series

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PerStudent:
    """Spending per student of one definition.

    Parameters
    ----------
    name
        The definition; two definitions are never joined.
    values, copies
        A row a year, a column a level: yuan per student (missing: not found), and whether the value was seen
        only in a copy.
    growth
        Percent on the year before, missing across a restated base.
    comparable
        By level and year, growth in percent that the publication itself prints on a comparable basis.
    """

    name: str
    values: pd.DataFrame
    copies: pd.DataFrame
    growth: pd.DataFrame
    comparable: Mapping[str, Mapping[int, float]]


def per_student(national: pd.DataFrame, name: str, *, start: int | None = None, end: int | None = None) -> PerStudent:
    """Lay spending per student out by year and level.

    Parameters
    ----------
    national
        The table of national statistics.
    name
        ``gpb_edu_per_student`` (2017 on) or ``gpb_recurrent_per_student``.
    start, end
        First and last year; by default those in which the series has values.

    Returns
    -------
    PerStudent

    Examples
    --------
    >>> table = pd.DataFrame({"year": [2019, 2020, 2021], "series": "gpb_edu_per_student",
    ...     "level_printed": "primary", "value": [100.0, 110.0, 112.0], "unit": "yuan", "as_printed": "",
    ...     "source": "invented", "seen_in": "copy", "other_values": "", "note": ""})
    >>> result = per_student(table, "gpb_edu_per_student")
    >>> result.growth["primary"].round(1).tolist(), result.comparable["primary"]
    ([nan, 10.0, nan], {2021: 2.22})
    """
    rows = national[national["series"] == name]
    first = int(rows["year"].min()) if start is None and len(rows) else start
    last = int(rows["year"].max()) if end is None and len(rows) else end
    found = set(rows["level_printed"]) or {"all"}
    order = [row["level"] for row in read("pupil_levels") if row["level"] in found]
    levels = [*order, *sorted(found - set(order))]
    series = {level: national_series(national, name, level, start=first, end=last) for level in levels}
    values = pd.DataFrame({level: one.values for level, one in series.items()})
    copies = pd.DataFrame({level: one.frame["copy"] for level, one in series.items()})
    growth = 100 * (values / values.shift() - 1)
    comparable: dict[str, dict[int, float]] = {}
    for level in levels:
        drops = [row for row in scope_breaks(name, level) if row["effect"] == "drop"]
        growth.loc[growth.index.isin([int(row["year"]) for row in drops]), level] = float("nan")
        comparable[level] = {
            int(row["year"]): float(row["comparable_growth"]) for row in drops if row["comparable_growth"]
        }
    return PerStudent(name, values, copies, growth, comparable)
