"""Printed numbers and what their last digit leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eduplans.errors import ParameterError, Problem

_PRINTED = re.compile(r"(\d+(?:\.(\d+))?)([万亿]{0,2})")
_SCALES = {"": 1.0, "万": 1e4, "亿": 1e8, "万亿": 1e12}


def printed_amount(printed: str) -> float:
    """Read the amount that a publication printed, in base units.

    Parameters
    ----------
    printed
        Digits with an optional 万 or 亿 and anything after it.

    Returns
    -------
    float

    Examples
    --------
    >>> printed_amount("27695.97亿元"), printed_amount("1.5万人")
    (2769597000000.0, 15000.0)
    """
    match = _match(printed)
    # Rounded: 27695.97 × 1e8 is not whole in binary, though the amount is.
    return round(float(match[1]) * _SCALES[match[3]], 6)


def half_unit(printed: str) -> float:
    """Give half a unit of the last printed digit: how far the printed value may lie from the true one.

    Parameters
    ----------
    printed
        Digits with an optional 万 or 亿 and anything after it.

    Returns
    -------
    float
        In base units.

    Examples
    --------
    >>> half_unit("7.21%"), half_unit("1.08亿人"), half_unit("35")
    (0.005, 500000.0, 0.5)
    """
    match = _match(printed)
    return float(f"{0.5 * _SCALES[match[3]] / 10 ** len(match[2] or ''):.12g}")


def _match(printed: str) -> re.Match[str]:
    match = _PRINTED.search(printed.replace(",", ""))
    if match is None:
        raise ParameterError(Problem("no number is printed here", value=printed))
    return match


@dataclass(frozen=True, slots=True)
class Interval:
    """A value and the range that rounding of its inputs leaves open."""

    value: float
    low: float
    high: float


def implied_growth(total: str, per_head: str) -> Interval:
    """Growth of heads that the growth of a total and of the amount per head imply.

    total = heads × per head, so (1 + g_heads) = (1 + g_total) / (1 + g_per_head). Each printed rate is an
    interval of half a unit of its last digit on either side; the result is widest where the one is at its
    upper and the other at its lower end.

    Parameters
    ----------
    total, per_head
        Rates of growth in percent as printed, such as ``7.21%``; a fall has a minus sign.

    Returns
    -------
    Interval
        Growth of heads in percent.

    Examples
    --------
    >>> growth = implied_growth("10%", "5%")
    >>> round(growth.value, 3), round(growth.low, 3), round(growth.high, 3)
    (4.762, 3.791, 5.742)

    Notes
    -----
    The identity holds for one definition of spending and of heads in both years. A bulletin that counts heads
    otherwise, or averages them over two school years, prints rates that need not satisfy it.
    """
    rates = [_rate(printed) for printed in (total, per_head)]
    (whole, open_whole), (each, open_each) = rates
    return Interval(
        value=_ratio(whole, each),
        low=_ratio(whole - open_whole, each + open_each),
        high=_ratio(whole + open_whole, each - open_each),
    )


def _rate(printed: str) -> tuple[float, float]:
    sign = -1.0 if printed.strip().startswith(("-", "−", "-")) else 1.0
    return sign * printed_amount(printed), half_unit(printed)


def _ratio(whole: float, each: float) -> float:
    return 100 * ((1 + whole / 100) / (1 + each / 100) - 1)
