"""The elasticity of spending, under every choice, and what it can tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.data import CONCEPTS, concept_name
from eduplans.display import EMPTY, log_points, number
from eduplans.trends import Decomposition, Elasticity, decompose, deflate, elasticity, scope_breaks, with_other_value
from eduplans.trends.elasticity import SMALLEST_SAMPLE

if TYPE_CHECKING:
    from eduplans.chapters.funding.data import Funding
    from eduplans.trends.elasticity import Covariance


@dataclass(frozen=True, slots=True)
class Choice:
    """An estimate with both kinds of standard error; none where too few differences are usable."""

    concept: str
    prices: str
    variant: str
    estimate: Elasticity | None
    hac: Elasticity | None


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


def choices(data: Funding) -> tuple[Choice, ...]:
    """Estimate under every concept, price and value of a year with two values.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    tuple[Choice, ...]
    """
    found = []
    for name in CONCEPTS:
        years = [int(row["year"]) for row in scope_breaks(name) if row["effect"] == "show both"]
        variants = {"later table" if years else EMPTY: data.nominal[name]}
        for year in years:
            variants[f"announced {year}"] = with_other_value(data.nominal[name], year)
        for label, nominal in variants.items():
            for prices, series in (("current", nominal), (f"of {data.base}", deflate(nominal, data.cpi, data.base))):
                growth = decompose(series, data.heads.total)
                found.append(Choice(name, prices, label, fitted(growth, "HC3"), fitted(growth, "HAC")))
    return tuple(found)


def choice_table(found: tuple[Choice, ...]) -> pd.DataFrame:
    """Lay estimates out, one row a choice.

    Parameters
    ----------
    found
        Result of `choices`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame([_choice(one) for one in found])


def _choice(one: Choice) -> dict[str, object]:
    return {
        "concept": concept_name(one.concept),
        "prices": one.prices,
        "year with two values": one.variant,
        "differences": one.estimate.n if one.estimate else 0,
        **_columns(one.estimate, one.hac),
    }


def _columns(estimate: Elasticity | None, hac: Elasticity | None) -> dict[str, object]:
    return {
        "elasticity": number(estimate.slope, 2, sign=True) if estimate else None,
        "HC3 error": number(estimate.error, 2) if estimate else None,
        "HC3 interval": interval(estimate.low, estimate.high) if estimate else None,
        "HAC error": number(hac.error, 2) if hac else None,
        "HAC interval": interval(hac.low, hac.high) if hac else None,
    }


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
    return (
        f"Over {estimate.n} differences one percent more pupils goes with {number(estimate.slope, 2, sign=True)} "
        f"percent of {noun}; {estimate.covariance} standard error {number(estimate.error, 2)}, "
        f"{100 * estimate.confidence:.0f} % interval from {interval(estimate.low, estimate.high)} "
        f"(t with {estimate.freedom} degrees of freedom, p = {number(estimate.p, 2)}). With pupils unchanged, "
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
