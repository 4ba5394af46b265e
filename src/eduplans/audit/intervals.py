"""What a printed number leaves open, and arithmetic with it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eduplans.audit.page import Fig

__all__ = ["Interval", "is_plain", "printed", "printed_or_cut", "total"]

_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_SLACK = 1e-9
#: 近 (nearly) and 约 (about) reach so far from the number they stand on.
_NEARLY, _ABOUT = 0.2, 0.1
#: Units that are counted one by one: a whole number of them is exact.
_MEASURED = frozenset({"yuan", "percent", "percentage_point", "mu", "square_metre", "other"})


@dataclass(frozen=True, slots=True)
class Interval:
    """All values that a printed or computed number may stand for, with the one it names.

    Parameters
    ----------
    value
        The number itself.
    low, high
        Ends, both included; infinite where a word such as 以上 leaves them open.

    Examples
    --------
    >>> Interval(2, 1.5, 2.5) + Interval(3, 3, 3)
    Interval(value=5, low=4.5, high=5.5)
    """

    value: float
    low: float
    high: float

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.value - other.value, self.low - other.high, self.high - other.low)

    def __mul__(self, times: float) -> Interval:
        return Interval(self.value * times, self.low * times, self.high * times)

    def __truediv__(self, other: Interval) -> Interval:
        """Divide positive numbers."""
        return Interval(_over(self.value, other.value), _over(self.low, other.high), _over(self.high, other.low))

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        slack = _SLACK * max(1.0, abs(self.value), abs(other.value))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def below(self, other: Interval) -> bool:
        """Whether every value of this one is smaller than every value of the other."""
        return self.high < other.low and not self.meets(other)


def _over(upper: float, lower: float) -> float:
    if math.isinf(lower):
        return 0.0
    return upper / lower if lower > 0 else math.inf


def total(parts: list[Interval]) -> Interval:
    """Add up intervals.

    Examples
    --------
    >>> total([Interval(1, 1, 1), Interval(2, 1, 3)]).high
    4
    """
    result = parts[0]
    for part in parts[1:]:
        result = result + part
    return result


def _half(figure: Fig) -> float:
    """Half a unit of the last printed digit, in the unit of the value."""
    match = _NUMBER.search(figure.as_printed)
    if match is None or "/" in figure.as_printed or figure.status == "standard":  # a rule is not rounded
        return 0.0
    plain = float(match[0].replace(",", ""))
    scale = figure.value / plain if plain else 1.0
    if match[1] is None and figure.unit not in _MEASURED and abs(scale - 1) < _SLACK:
        return 0.0
    return 0.5 * scale / 10.0 ** len(match[1] or "")


def printed(figure: Fig, *, digits: float = 1.0) -> Interval:
    """Give all values that a figure may stand for.

    Parameters
    ----------
    figure
        The figure.
    digits
        1 for half a unit of the last digit on either side; 2 for a whole one.

    Returns
    -------
    Interval
        Counts of single things are exact; 30多 is above 30 and below 40; 以上 is open above.
    """
    value, half = figure.value, digits * _half(figure)
    top = figure.value_max if figure.value_max is not None else value
    if figure.qualifier == "more_than":
        return Interval(value, value, value + _place(figure) if re.search("[多余]", figure.as_printed) else math.inf)
    if figure.qualifier == "at_least":
        return Interval(value, value - half, math.inf)
    if figure.qualifier == "at_most":
        return Interval(value, 0.0, top + half)
    if figure.qualifier == "less_than":
        return Interval(value, value * (1 - _NEARLY), value)
    if figure.qualifier == "about":
        return Interval(value, value * (1 - _ABOUT), top * (1 + _ABOUT))
    return Interval(value, value - half, top + half)


def is_plain(*figures: Fig) -> bool:
    """Whether figures are single numbers without a word such as 以上, so that their sums and shares mean something."""
    return all(figure.qualifier == "exact" and figure.value_max is None for figure in figures)


def printed_or_cut(figure: Fig) -> Interval:
    """Give all values if the number may also have been cut after its last digit instead of rounded."""
    return printed(figure, digits=2.0)


def _place(figure: Fig) -> float:
    """Give the unit of the last digit that is not zero: 30多 leaves less than ten open, 200多 less than a hundred."""
    value = round(figure.value)
    place = 1
    while value and value % (place * 10) == 0:
        place *= 10
    return float(place)
