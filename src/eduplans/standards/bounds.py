"""What a printed figure leaves open, and whether it meets a number."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

Verdict = Literal["met", "missed", "not reported", "not comparable"]
#: Units that are counted: what is printed is exact.
COUNTED = frozenset(
    {
        "person", "school", "class", "place", "item", "time", "set", "room", "village", "town", "county", "project",
        "machine", "document", "meeting", "rank", "clock", "class_hour",
    }
)  # fmt: skip
_NUMBER = re.compile(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A printed value and the range in which the true one may lie; an end may be infinite."""

    value: float
    low: float
    high: float


def printed_bounds(
    as_printed: str,
    value: float,
    *,
    unit: str,
    qualifier: str = "exact",
    value_max: float | None = None,
    status: str = "actual",
) -> Bounds:
    """Give the range that a printed figure stands for.

    A measured number is rounded: it stands for half a unit of its last printed digit on either side. A count is
    exact, and so is a number that a rule sets. 不低于, 以上, 多 leave the upper end open, 不超过, 以内, 近 the lower
    one down to zero; 约 widens the range to half a unit of the last digit that is not zero.

    Parameters
    ----------
    as_printed
        Number and unit as printed.
    value
        The number in the base unit.
    unit, qualifier
        As in `figures.csv`.
    value_max
        Upper end of a printed range.
    status
        As in `figures.csv`: what a rule (``standard``) or a plan (``target``) sets is exact.

    Returns
    -------
    Bounds
        In the base unit.

    Examples
    --------
    >>> printed_bounds("5.78%", 5.78, unit="percent")
    Bounds(value=5.78, low=5.775, high=5.785)
    >>> printed_bounds("80%以上", 80.0, unit="percent", qualifier="at_least")
    Bounds(value=80.0, low=80.0, high=inf)
    >>> printed_bounds("约90%", 90.0, unit="percent", qualifier="about")
    Bounds(value=90.0, low=85.0, high=95.0)
    """
    top = value if value_max is None else value_max
    exact = unit in COUNTED or status in {"standard", "target"}
    half = 0.0 if exact and qualifier != "about" else _half(as_printed, top, rough=qualifier == "about")
    if qualifier in {"at_least", "more_than"}:
        return Bounds(value, value, math.inf)
    if qualifier in {"at_most", "less_than"}:
        return Bounds(value, 0.0, top)
    return Bounds(value, _tidy(value - half), _tidy(top + half))


def _half(as_printed: str, last_value: float, *, rough: bool) -> float:
    """Half a unit of the last printed digit in the base unit; zero where no digits are printed."""
    found = [(match[0].replace(",", ""), len(match[1] or "")) for match in _NUMBER.finditer(as_printed)]
    if not found:
        return 0.0
    # Of 15.5:1 the number itself counts; of 3-5万元 the last, which the unit multiplies.
    digits, decimals = next((one for one in reversed(found) if float(one[0]) == last_value), found[-1])
    number = float(digits)
    step = 10.0**-decimals
    if rough and number:
        plain = digits.replace(".", "")
        step *= 10.0 ** (len(plain) - len(plain.rstrip("0")))
    return step / 2 * (last_value / number if number else 1.0)


def _tidy(value: float) -> float:
    """Take off what binary fractions add in the last place."""
    return float(f"{value:.12g}")


def row_bounds(row: Mapping[Any, Any]) -> Bounds:
    """Give the range that a row of `figures.csv` stands for.

    Parameters
    ----------
    row
        With `as_printed`, `value`, `value_max`, `unit`, `qualifier` and `status`.

    Returns
    -------
    Bounds
        See `printed_bounds`.

    Examples
    --------
    >>> row_bounds({"as_printed": "1至2项", "value": 1.0, "value_max": 2.0, "unit": "item", "qualifier": "exact",
    ...     "status": "actual"})
    Bounds(value=1.0, low=1.0, high=2.0)
    """
    top: float | None = None if pd.isna(row["value_max"]) else float(row["value_max"])
    return printed_bounds(
        str(row["as_printed"]),
        float(row["value"]),
        unit=str(row["unit"]),
        qualifier=str(row["qualifier"]),
        value_max=top,
        status=str(row["status"]),
    )


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a figure meets a number.

    Parameters
    ----------
    verdict
        ``met``, ``missed``, or ``not comparable`` where the qualifier leaves it open.
    certain
        Whether the whole range lies on one side; otherwise the printed value decides and rounding leaves it open.
    margin, margin_low, margin_high
        By how much it is met (above zero) or missed, for the printed value and the ends of its range; None where an
        end is open.
    """

    verdict: Verdict
    certain: bool
    margin: float
    margin_low: float | None
    margin_high: float | None


def judge(bounds: Bounds, target: float, sense: str, qualifier: str = "exact") -> Judgement:
    """Hold a figure against a number.

    With ``at_least`` the margin is value - target, with ``at_most`` target - value, with ``equal`` minus their
    distance. The figure meets the number where the margin is not below zero over its whole range, and misses it
    where it is below zero throughout. Where the range lies on both sides, an exact figure is judged by what is
    printed; one with a qualifier cannot be judged.

    Parameters
    ----------
    bounds
        Result of `printed_bounds`.
    target
        The number.
    sense
        ``at_least``, ``at_most`` or ``equal``.
    qualifier
        Qualifier of the figure.

    Returns
    -------
    Judgement

    Examples
    --------
    >>> judge(printed_bounds("85.02%", 85.02, unit="percent"), 85, "at_least").verdict
    'met'
    >>> judge(printed_bounds("80%以上", 80, unit="percent", qualifier="at_least"), 85, "at_least", "at_least").verdict
    'not comparable'
    """
    low, high = _margins(bounds, target, sense)
    margin = _tidy(_distance(bounds.value, target, sense))
    ends = tuple(None if math.isinf(end) else _tidy(end) for end in (low, high))
    if low >= 0:
        return Judgement("met", True, margin, *ends)
    if high < 0 or (high == 0 and qualifier in _open(sense)):
        return Judgement("missed", True, margin, *ends)
    if qualifier != "exact":
        return Judgement("not comparable", False, margin, *ends)
    return Judgement("met" if margin >= 0 or sense == "equal" else "missed", False, margin, *ends)


def _open(sense: str) -> frozenset[str]:
    """Give the qualifier that excludes the very number it stands on, on the wrong side of the sense."""
    return frozenset({"less_than"} if sense == "at_least" else {"more_than"} if sense == "at_most" else ())


def _distance(value: float, target: float, sense: str) -> float:
    if sense == "equal":
        return -abs(value - target)
    return value - target if sense == "at_least" else target - value


def _margins(bounds: Bounds, target: float, sense: str) -> tuple[float, float]:
    ends = sorted(_distance(end, target, sense) for end in (bounds.low, bounds.high))
    inside = sense == "equal" and bounds.low <= target <= bounds.high
    return ends[0], 0.0 if inside else ends[1]
