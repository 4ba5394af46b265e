"""Facts that the sentences on national funding and enrolment state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.data import CONCEPTS, concept_name, level_name, year_ranges
from eduplans.display import log_points, number
from eduplans.errors import ParameterError, Problem
from eduplans.trends import by_period

if TYPE_CHECKING:
    from eduplans.chapters.funding.data import Funding


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentences on national spending and pupils need.

    Parameters
    ----------
    first, last
        First and last year in which both spending of the chosen concept and pupils were found.
    nominal_times, real_times
        Spending of `last` as a multiple of `first`.
    pupils_first, pupils_last, pupils_change
        Pupils of both years and the change in percent.
    used, dropped, lacking
        Number of usable yearly differences, and the years dropped and lacking in words.
    breaks
        Number of dropped differences.
    spending, pupils, per_pupil
        Sums of the usable log differences.
    copies, cells
        Values seen only in copies, of all values used.
    """

    first: int
    last: int
    nominal_times: float
    real_times: float
    pupils_first: float
    pupils_last: float
    pupils_change: float
    used: int
    breaks: int
    dropped: str
    lacking: str
    spending: float
    pupils: float
    per_pupil: float
    copies: int
    cells: int

    @property
    def pupils_share(self) -> float:
        """Share of the growth of spending that is growth of pupils, in percent; not a number where nothing grew."""
        return 100 * self.pupils / self.spending if self.spending else float("nan")


def facts(data: Funding) -> Facts:
    """Work out what the sentences on national spending and pupils need.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    Facts

    Raises
    ------
    ParameterError
        If no year has both spending of the chosen concept and pupils.
    """
    nominal, real, heads = data.nominal[data.concept], data.real[data.concept], data.heads.total
    both = nominal.values.notna() & heads.notna()
    years = nominal.values.index[both]
    if years.empty:
        raise ParameterError(
            Problem(
                f"no year from {both.index[0]} to {both.index[-1]} has both spending of {data.concept} and pupils",
                remedy="take other years",
            )
        )
    first, last = int(years[0]), int(years[-1])
    growth = data.growth
    sums = growth.usable[["spending", "pupils", "per_pupil"]].sum()
    found = nominal.values.notna()
    level_found = data.heads.frame.notna()
    return Facts(
        first=first,
        last=last,
        nominal_times=float(nominal.values[last] / nominal.values[first]),
        real_times=float(real.values[last] / real.values[first]),
        pupils_first=float(heads[first]),
        pupils_last=float(heads[last]),
        pupils_change=float(100 * (heads[last] / heads[first] - 1)),
        used=len(growth.usable),
        breaks=len(growth.years("break")),
        dropped=year_ranges(pd.Index(growth.years("break"))) or "none",
        lacking=year_ranges(pd.Index(growth.years("missing"))) or "none",
        spending=float(sums["spending"]),
        pupils=float(sums["pupils"]),
        per_pupil=float(sums["per_pupil"]),
        copies=int((nominal.frame["copy"] & found).sum() + (data.heads.copies & level_found).sum().sum()),
        cells=int(found.sum() + level_found.sum().sum()),
    )


def what_is_missing(data: Funding) -> str:
    """Say which years of which series were not found.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
    """
    gaps = [
        f"{concept_name(name)}: {year_ranges(pd.Index(data.nominal[name].missing))}"
        for name in CONCEPTS
        if data.nominal[name].missing
    ]
    heads = [
        f"pupils of {year}: {', '.join(level_name(level) for level in levels)}"
        for year, levels in data.heads.missing.items()
    ]
    return "; ".join([*gaps, *heads]) or "none"


def rounding_sentence(data: Funding) -> str:
    """Say what rounding leaves open in the yearly growth of pupils where it leaves most open.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
    """
    heads, half = data.heads.total, data.heads.half
    open_by = ((half + half.shift()) / heads).dropna()
    if open_by.empty:
        return ""
    year = max((int(when) for when in open_by.index), key=lambda when: float(open_by[when]))
    growth = data.growth.frame["pupils"][year]
    return (
        f"Rounding of the printed numbers leaves most open in {year}: pupils grew by {log_points(growth, 2)} "
        f"log points, give or take {number(100 * open_by[year], 3)}."
    )


def period_sentence(data: Funding) -> str:
    """Say what pupils and money per pupil contributed to the mean yearly growth of each plan period.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
    """
    parts = [
        f"{row['period_zh']} ({row['used']} of {row['years']} years): {log_points(row['mean_spending'])} a year, "
        f"of it {log_points(row['mean_pupils'], 2)} pupils"
        for row in by_period(data.growth).to_dict("records")
        if row["used"]
    ]
    return "Mean growth in log points. " + "; ".join(parts) + "." if parts else "No difference is usable."


def comparable_sentence(data: Funding) -> str:
    """Say how the means change where growth printed on a comparable basis replaces dropped differences.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
        Empty where nothing was dropped.
    """
    if not data.growth.years("break"):
        return ""
    without, filled = by_period(data.growth), by_period(data.filled)
    parts = [
        f"{after['period_zh']} {log_points(after['mean_spending'])} instead of {log_points(before['mean_spending'])}"
        for before, after in zip(without.to_dict("records"), filled.to_dict("records"), strict=True)
        if after["used"] > before["used"]
    ]
    gone = ", ".join(str(year) for year in data.growth.years("break"))
    left = ", ".join(str(year) for year in data.filled.years("break")) or "none"
    return (
        f"The dropped differences ({gone}) are not a random choice of years: the scope changed in just these. With "
        f"the growth that the publication prints on a comparable basis in their place, the mean growth of {data.noun} "
        f"is {'; '.join(parts) or 'unchanged'}. Still dropped, without such a rate: {left}."
    )
