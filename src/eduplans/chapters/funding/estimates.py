"""The elasticity of spending, and what it can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.display import log_points, number
from eduplans.trends import Decomposition, Elasticity, elasticity
from eduplans.trends.elasticity import SMALLEST_SAMPLE

if TYPE_CHECKING:
    from eduplans.chapters.funding.data import Funding
    from eduplans.trends.elasticity import Covariance


def estimate(data: Funding, covariance: Covariance = "HC3") -> Elasticity | None:
    """Estimate the elasticity of the chosen concept; None where too few differences are usable.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.
    covariance
        How standard errors are made; see `eduplans.trends.elasticity`.

    Returns
    -------
    Elasticity | None
    """
    return fitted(data.growth, covariance)


def fitted(growth: Decomposition, covariance: Covariance, *, trend: bool = False) -> Elasticity | None:
    """Estimate where enough differences are usable.

    Parameters
    ----------
    growth
        Log growth accounting.
    covariance, trend
        See `eduplans.trends.elasticity`.

    Returns
    -------
    Elasticity | None
    """
    return elasticity(growth, covariance, trend=trend) if len(growth.usable) >= SMALLEST_SAMPLE else None


def interval(low: float, high: float, decimals: int = 1) -> str:
    """Write an interval with signs.

    Parameters
    ----------
    low
        Lower end.
    high
        Upper end.
    decimals
        Digits after the point.

    Returns
    -------
    str

    Examples
    --------
    >>> interval(-4.83, 1.66)
    '−4.8 to +1.7'
    """
    return f"{number(low, decimals, sign=True)} to {number(high, decimals, sign=True)}"


def estimate_sentence(estimate: Elasticity | None, noun: str = "spending") -> str:
    """State an estimate with its interval; empty where there is none.

    Parameters
    ----------
    estimate
        The estimate; None where too few differences are usable.
    noun
        ``funds`` or ``spending``.

    Returns
    -------
    str

    Examples
    --------
    >>> estimate_sentence(None)
    ''
    """
    if estimate is None:
        return ""
    verb = "grow" if noun == "funds" else "grows"
    made = ", made for independent years," if estimate.covariance == "HC3" else ""
    return (
        f"Over {estimate.n} differences one percent more pupils goes with {number(abs(estimate.slope), 2)} percent "
        f"{'less' if estimate.slope < 0 else 'more'} money: the slope is {number(estimate.slope, 2, sign=True)}, its "
        f"{estimate.covariance} standard error {number(estimate.error, 2)}, the {100 * estimate.confidence:.0f} % "
        f"interval{made} runs from {interval(estimate.low, estimate.high)} "
        f"(t with {estimate.freedom} degrees of freedom). With pupils unchanged, "
        f"{noun} {verb} by {log_points(estimate.constant)} log points a year. R² is {number(estimate.fit, 2)}."
    )


def verdict(estimate: Elasticity | None) -> str:
    """Say what an estimate can and cannot tell.

    Parameters
    ----------
    estimate
        The estimate; None where too few differences are usable.

    Returns
    -------
    str
        A sentence.

    Examples
    --------
    >>> verdict(None)
    'Too few yearly differences are usable for a line: nothing is estimated.'
    """
    if estimate is None:
        return "Too few yearly differences are usable for a line: nothing is estimated."
    zero, one = estimate.low <= 0 <= estimate.high, estimate.low <= 1 <= estimate.high
    if zero and one:
        return (
            "The interval holds both 0 (money does not follow pupils at all) and 1 (money follows pupils in "
            "proportion): these years cannot tell the two apart, and the sign of the slope is not established."
        )
    if zero:
        return "The interval holds 0 and not 1: these years speak against money that follows pupils in proportion."
    if one:
        return "The interval holds 1 and not 0: these years agree with money that follows pupils in proportion."
    side = "below 0" if estimate.high < 0 else "above 1" if estimate.low > 1 else "between 0 and 1"
    return f"The interval lies {side}: neither 0 nor 1 agrees with these years."
