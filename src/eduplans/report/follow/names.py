"""Where each name that a table rests on is told: its page and its place there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eduplans.report.follow.facts import Facts

_VALUE = re.compile(r"([a-z_]+)/([a-z_]+)/(\d{4})")


@dataclass(frozen=True, slots=True)
class Target:
    """A place that a link leads to.

    Parameters
    ----------
    href
        From the top of the report.
    card
        Name of what a panel shows of it, such as ``yunze-2024-plan:2c6349aa`` or ``enrolment@2010-primary``; empty:
        it has no card, and the link is followed.
    """

    href: str
    card: str = ""


def figure_target(figure_id: str) -> Target:
    """Lead to a figure.

    Examples
    --------
    >>> figure_target("yunze-2024-plan:2c6349aa")
    Target(href='figures/yunze-2024-plan.html#f-2c6349aa', card='yunze-2024-plan:2c6349aa')
    """
    doc, own = figure_id.rsplit(":", 1)
    return Target(f"figures/{doc}.html#f-{own}", figure_id)


def value_target(series: str, year: str, level: str = "") -> Target:
    """Lead to a value of a series, or to all its values of a year.

    Examples
    --------
    >>> value_target("enrolment", "2010", "primary").href, value_target("gdp", "2010").card
    ('series/enrolment.html#y-2010-primary', 'gdp@2010')
    """
    place = f"{year}-{level}" if level else year
    return Target(f"series/{series}.html#y-{place}", f"{series}@{place}")


def target(name: str, facts: Facts) -> Target | None:
    """Lead to what a name stands for.

    Parameters
    ----------
    name
        Id of a figure, document or item, name of a series, of a value (``gpb_edu/all/2010``) or of a table of the
        codebook.
    facts
        What there is.

    Returns
    -------
    Target or None
        None where the report has no place for it.
    """
    value = _VALUE.fullmatch(name)
    if name in facts.figures:
        return figure_target(name)
    if name in facts.series:
        return Target(f"series/{name}.html")
    if value and value[1] in facts.series:
        return value_target(value[1], value[3], value[2])
    doc = facts.document_of(name)
    if doc:
        return Target(f"figures/{doc}.html")
    return Target(f"data/codebook/{name}.csv") if name in facts.tables else None


def series_of(names: tuple[str, ...], facts: Facts) -> list[str]:
    """List the series that names stand for, each once, in their order.

    Parameters
    ----------
    names
        Names of series and of their values; others are passed over.
    facts
        What there is.
    """
    found = []
    for name in names:
        series = name.split("/", 1)[0]
        if series in facts.series and series not in found:
            found.append(series)
    return found
