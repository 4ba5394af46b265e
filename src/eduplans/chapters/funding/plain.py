"""Sentences for a reader without statistics: multiples, percent a year, plan periods."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from eduplans.display import number, percent
from eduplans.trends import by_period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eduplans.chapters.funding.data import Funding
    from eduplans.chapters.funding.words import Facts


def times_sentence(data: Funding, found: Facts) -> str:
    """Say what multiple of the first year the last one is; with emphasis only where the scope stayed.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.
    found
        Result of `facts`.

    Returns
    -------
    str
        Markdown.
    """
    breaks = [year for year in data.growth.years("break") if found.first < year <= found.last]
    strong = "" if breaks else "**"
    said = (
        f"{data.name}: the value of {found.last} is {strong}{number(found.nominal_times)} times{strong} that of "
        f"{found.first} at current prices and {strong}{number(found.real_times)} times{strong} at prices of "
        f"{data.base}."
    )
    if not breaks:
        return said
    return (
        f"{said} This is not growth: the scope changes in {', '.join(map(str, breaks))}, and the multiple holds "
        "these changes too."
    )


def year_a_year(log_growth: float) -> str:
    """Write a yearly log growth as percent a year.

    Parameters
    ----------
    log_growth
        Natural logarithm of growth.

    Returns
    -------
    str

    Examples
    --------
    >>> year_a_year(0.1), year_a_year(-0.01)
    ('grew by 10.5 %', 'fell by 1.0 %')
    """
    rate = 100 * math.expm1(log_growth)
    return f"{'fell' if rate < 0 else 'grew'} by {percent(abs(rate))}"


def plain_sentence(data: Funding, found: Facts) -> str:
    """Say for a reader without statistics how money and pupils grew, and what share pupils have in it.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.
    found
        Result of `facts`.

    Returns
    -------
    str
        Markdown.
    """
    if not found.used:
        return f"No two neighbouring years of {data.name} can be compared."
    span = f"From {found.first} to {found.last}" + (
        f", in the {found.used} years that can be compared with the year before," if found.breaks else ""
    )
    name = data.name[:1].lower() + data.name[1:]
    return (
        f"{span} {name} {year_a_year(found.spending / found.used)} a year ({data.prices}), "
        f"the number of pupils {year_a_year(found.pupils / found.used)} a year. "
        f"**{percent(100 - found.pupils_share, 0)}** of the growth was more money for each pupil, "
        f"{percent(found.pupils_share, 0)} was more pupils."
    )


def plan_sentence(data: Funding, later: tuple[int, int, float] | None) -> str:
    """Say in which plan period money grew fastest and slowest, and what cannot be said of unfinished ones.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.
    later
        Result of `later_totals`.

    Returns
    -------
    str
        Markdown.
    """
    table = by_period(data.growth)
    whole = table[table["used"] == table["years"]].sort_values("mean_spending").to_dict("records")
    said = []
    if len(whole) > 1:
        low, high = whole[0], whole[-1]
        said.append(f"Growth was fastest under {_period(high)}; it was slowest under {_period(low)}.")
    part = table[(table["used"] < table["years"]) & table["used"].gt(0)].to_dict("records")
    said += [
        f"{_plan(row)} is left out: only {row['used']} of its {row['years']} years can be compared." for row in part
    ]
    if later and part and part[-1]["first"] < later[1] <= part[-1]["last"]:
        said.append(_later(part[-1], later))
    return " ".join(said) or "No plan period can be compared as a whole."


def _plan(row: Mapping[Any, Any]) -> str:
    return f"The {row['period']} plan ({row['period_zh']}, {row['first'] + 1}–{row['last']})"


def _period(row: Mapping[Any, Any]) -> str:
    name = _plan(row)
    return (
        f"{name[0].lower()}{name[1:]}: money {year_a_year(row['mean_spending'])} a year and pupils "
        f"{year_a_year(row['mean_pupils'])}"
    )


def _later(period: Mapping[Any, Any], later: tuple[int, int, float]) -> str:
    first, last, change = later
    pupils = period["mean_pupils"]
    moved = f"the printed totals of all pupils {'fell' if change < 0 else 'rose'} by {percent(abs(change))}"
    if (change < 0) != (pupils < 0):
        many = "that year" if period["used"] == 1 else f"those {period['used']} years"
        return (
            f"In {many} pupils {year_a_year(pupils)} a year, but the missing ones point the other way: from {first} "
            f"to {last} {moved}."
        )
    return f"The missing years point the same way: from {first} to {last} {moved}."
