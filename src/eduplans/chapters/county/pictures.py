"""Pictures of the chapter on one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.chapters.county.figures import STATUSES, family_counts, family_name
from eduplans.chapters.county.rates import rate_points
from eduplans.plots import counts, dots

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from eduplans.chapters.county.document import Profile


def figures_by_family(one: Profile) -> Figure:
    """Draw how many figures each family of indicators has, by status.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    numbers = family_counts(one)
    numbers.index = numbers.index.map(family_name)
    numbers.columns = [f"{status}: {STATUSES[status]}" for status in numbers.columns]
    return counts(numbers, title=f"Figures: {one.name}", xlabel="figures 数字")


def rates(one: Profile) -> Figure:
    """Draw the percentages with a named indicator, marked by status.

    Parameters
    ----------
    one
        What `profile` took out of the tables.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    groups = [f"{status}: {STATUSES[status]}" for status in STATUSES]
    points = [(label, value, f"{status}: {STATUSES[status]}") for label, value, status in rate_points(one)]
    return dots(points, title=f"Rates: {one.name}", xlabel="percent 百分比", groups=groups, limits=(0, 103))
