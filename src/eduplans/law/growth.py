"""Growth on the year before, from a printed rate or from two printed amounts."""

from __future__ import annotations

from eduplans.errors import ParameterError, Problem
from eduplans.law.model import Evidence, Growth
from eduplans.trends import Interval, half_unit, printed_amount


def printed_growth(printed: str, name: str = "", figure_id: str = "", *, fall: bool = False) -> Growth:
    """Take a printed rate of growth, with half a unit of its last digit on either side.

    Parameters
    ----------
    printed
        Such as ``7.21%``; a minus sign, or `fall`, makes it a fall.
    name, figure_id
        What it is the growth of, and the id of the figure.
    fall
        Whether the words around it say that it is a fall (下降, 减少), which the printed number does not.

    Returns
    -------
    Growth

    Examples
    --------
    >>> growth = printed_growth("7.21%", "spending").percent
    >>> round(growth.low, 3), growth.value, round(growth.high, 3)
    (7.205, 7.21, 7.215)
    >>> printed_growth("1.5%", fall=True).percent.value
    -1.5
    """
    sign = -1.0 if fall or printed.strip().startswith(("-", "−", "-")) else 1.0
    value, half = sign * printed_amount(printed), half_unit(printed)
    words = f"{printed} (a fall)" if fall else printed
    return Growth(Interval(value, value - half, value + half), (Evidence(name, words, figure_id),))


def growth_of_amounts(before: Evidence, now: Evidence, *, same_scope: bool = True, reason: str = "") -> Growth:
    """Compute growth from two printed amounts; rounding of both stays open.

    g = 100 (A(t) / A(t-1) - 1), lowest with A(t) at its lower and A(t-1) at its upper end.

    Parameters
    ----------
    before, now
        The amounts of the year before and of the year, as printed.
    same_scope, reason
        Whether both count the same things, and if not, why.

    Returns
    -------
    Growth

    Raises
    ------
    ParameterError
        If the amount of the year before may be zero.

    Examples
    --------
    >>> growth = growth_of_amounts(Evidence("spending 2019", "100万元"), Evidence("spending 2020", "102万元"))
    >>> [round(x, 2) for x in (growth.percent.low, growth.percent.value, growth.percent.high)]
    [1.0, 2.0, 3.02]
    """
    found = growth_of_values(
        (printed_amount(before.printed), half_unit(before.printed)),
        (printed_amount(now.printed), half_unit(now.printed)),
    )
    return Growth(found, (before, now), same_scope, reason)


def growth_of_values(before: tuple[float, float], now: tuple[float, float]) -> Interval:
    """Compute growth in percent from two values, each with how far it may lie from the true one.

    Parameters
    ----------
    before, now
        Value and half width of the year before and of the year.

    Returns
    -------
    Interval

    Raises
    ------
    ParameterError
        If the value of the year before may be zero.

    Examples
    --------
    >>> growth_of_values((100.0, 0.0), (110.0, 0.0)).value
    10.000000000000009
    """
    (first, open_first), (last, open_last) = before, now
    if first - open_first <= 0:
        raise ParameterError(Problem("growth needs a value above zero in the year before", value=str(first)))
    return Interval(
        value=100 * (last / first - 1),
        low=100 * ((last - open_last) / (first + open_first) - 1),
        high=100 * ((last + open_last) / (first - open_first) - 1),
    )
