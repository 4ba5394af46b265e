"""The headline estimate under every kind of interval, and what so few years can find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from eduplans.chapters.funding.estimates import fitted, interval
from eduplans.display import number, percent
from eduplans.trends import coverage, detectable, diagnose, fixed_b
from eduplans.trends.elasticity import SMALLEST_SAMPLE

if TYPE_CHECKING:
    from eduplans.chapters.funding.data import Funding
    from eduplans.trends import Coverage, Elasticity, FixedB
    from eduplans.trends.elasticity import Covariance


#: Names of the kinds of interval in tables.
_NAMES = {
    "HC3": "HC3, Student's t",
    "HAC": "HAC, Student's t",
    "fixed-b": "fixed-b, Kiefer and Vogelsang",
    "fixed-b corrected": "fixed-b, × √(n/(n−2))",
}


def fixed_intervals(data: Funding, *, corrected: bool = False) -> tuple[FixedB, ...]:
    """Estimate with fixed-b intervals at three bandwidths: the short one of HAC, the recommended one, and all years.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.
    corrected
        Whether with the factor √(n / (n - 2)), as HAC has it.

    Returns
    -------
    tuple of FixedB
        Empty where too few differences are usable.
    """
    n = len(data.growth.usable)
    hac = fitted(data.growth, "HAC")
    if hac is None:
        return ()
    recommended = fixed_b(data.growth)
    widths = dict.fromkeys([hac.lags + 1, recommended.bandwidth, n])
    return tuple(fixed_b(data.growth, width, corrected=corrected) for width in widths)


def interval_table(data: Funding) -> pd.DataFrame:
    """Lay the 95 % intervals of the headline slope out, one row a kind.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`; empty where nothing is estimated.
    """
    rows: list[dict[str, object]] = []
    kinds: tuple[Covariance, ...] = ("HC3", "HAC")
    for kind in kinds:
        found, name = fitted(data.growth, kind), _NAMES[kind]
        if found is not None:
            half = (found.high - found.low) / 2
            rows.append(_row(name, f"{found.lags + 1}" if found.lags else "", found.error, half / found.error, found))
    rows += [
        _row(_NAMES["fixed-b corrected" if corrected else "fixed-b"], f"{one.bandwidth}", one.error, one.critical, one)
        for corrected in (False, True)
        for one in fixed_intervals(data, corrected=corrected)
    ]
    return pd.DataFrame(rows)


def _row(name: str, width: str, error: float, critical: float, found: FixedB | Elasticity) -> dict[str, object]:
    low, high = found.low, found.high
    return {
        "interval": name,
        "bandwidth, years": width or None,
        "standard error": number(error, 2),
        "× critical value": number(critical, 2),
        "from, to": interval(low, high),
        "holds 0": low <= 0 <= high,
        "holds 1": low <= 1 <= high,
    }


def interval_sentence(data: Funding) -> str:
    """Say what the intervals agree on.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
        Empty where nothing is estimated.
    """
    table = interval_table(data)
    if table.empty:
        return ""
    found = [*fixed_intervals(data), *fixed_intervals(data, corrected=True)]
    chosen, wider = (fixed_b(data.growth, corrected=corrected) for corrected in (False, True))
    zero, one = (int(table[f"holds {value}"].sum()) for value in (0, 1))
    return (
        f"{zero} of the {len(table)} intervals hold 0 and {one} hold 1. The fixed-b interval at the recommended "
        f"bandwidth of {chosen.bandwidth} years runs from {interval(chosen.low, chosen.high)}, with "
        f"the factor √(n/(n−2)) of HAC from {interval(wider.low, wider.high)}; over all bandwidths and both forms the "
        f"lower end is between {number(min(x.low for x in found), 1, sign=True)} and "
        f"{number(max(x.low for x in found), 1, sign=True)}, the upper between "
        f"{number(min(x.high for x in found), 1, sign=True)} and {number(max(x.high for x in found), 1, sign=True)}."
    )


def reach_sentence(data: Funding, power: float = 0.8) -> str:
    """Say how many differences are usable, and how large a slope must be to be found with them.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.
    power
        Probability with which it is to be found.

    Returns
    -------
    str
    """
    growth = data.growth
    years = len(data.cpi.frame)
    lost = f"{len(growth.years('break'))} straddle a change of scope and are dropped, "
    said = (
        f"{years} years have {years - 1} differences; {lost}{len(growth.years('missing'))} lack a value, and "
        f"**{len(growth.usable)}** are left."
    )
    estimate = fitted(growth, "HC3")
    if estimate is None:
        return f"{said} A line needs at least {SMALLEST_SAMPLE}."
    least = detectable(estimate, power)
    spread = 100 * float(growth.usable["pupils"].std())
    verdict = (
        "a slope of 1, money in proportion to pupils, would most likely not be told from 0"
        if least > 1
        else "a slope of 1, money in proportion to pupils, would most likely be told from 0"
    )
    return (
        f"{said} Growth of pupils hardly varied between them (its standard deviation is {number(spread, 2)} log "
        f"points), so a slope would have to be at least **{number(least, 1)}** on either side of 0 to be found with a "
        f"probability of {number(100 * power, 0)} % at this standard error: {verdict}."
    )


def memory_sentence(data: Funding) -> str:
    """Say how often the interval of the headline holds the truth in histories that remember as the residuals do.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
        Empty where nothing is estimated.
    """
    growth = data.growth
    if len(growth.usable) < SMALLEST_SAMPLE:
        return ""
    rho = _found(data)
    found = coverage(growth.usable["pupils"].to_numpy(float), rho)
    share = next(one.share for one in found if one.interval == "HC3")
    claimed = 0.95
    against = ", not 95 %" if round(100 * share) < 100 * claimed else ""
    if not rho:
        return (
            "The residuals do not resemble those of the year before; in invented histories of independent years the "
            f"interval above holds the truth in {percent(100 * share, 0)}{against}."
        )
    return (
        f"But {percent(100 * rho, 0)} of a residual is left a year later: in invented histories with such memory the "
        f"interval above holds the truth in {percent(100 * share, 0)}{against}."
    )


def _found(data: Funding) -> float:
    """Give the resemblance of neighbouring years found in the residuals; not below none."""
    return min(max(0.0, round(diagnose(data.growth).autocorrelation, 2)), 0.95)


def _rhos(data: Funding) -> tuple[float, ...]:
    """Give resemblances of neighbouring years: none, as found in the residuals, and strong."""
    return tuple(dict.fromkeys([0.0, _found(data), 0.8]))


def coverage_table(data: Funding) -> pd.DataFrame:
    """Simulate how often each interval that claims 95 % holds the true slope, with growth of pupils as it was.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`; empty where nothing is estimated.
    """
    if len(data.growth.usable) < SMALLEST_SAMPLE:
        return pd.DataFrame(columns=["interval"])
    pupils = data.growth.usable["pupils"].to_numpy(float)
    rows: dict[tuple[str, int], dict[str, object]] = {}
    for rho in _rhos(data):
        for one in coverage(pupils, rho):
            row = rows.setdefault(
                (one.interval, one.bandwidth),
                {"interval": _NAMES[one.interval], "bandwidth, years": one.bandwidth or None},
            )
            row[f"errors left after a year: {percent(100 * rho, 0)}"] = percent(100 * one.share)
    return pd.DataFrame(list(rows.values()))


def coverage_sentence(data: Funding) -> str:
    """Say which interval comes closest to what it claims at the resemblance found in the residuals.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
        Empty where nothing is estimated.
    """
    if len(data.growth.usable) < SMALLEST_SAMPLE:
        return ""
    rho, pupils = _found(data), data.growth.usable["pupils"].to_numpy(float)
    found, free = coverage(pupils, rho), coverage(pupils, 0.0)
    worst, best = (pick(found, key=lambda one: one.share) for pick in (min, max))
    most = float(np.max([one.error for one in found]))
    return (
        f"Where {percent(100 * rho, 0)} of an error is left a year later, as in the residuals of the chapter's line, "
        f"intervals that claim 95 % hold the true slope in {percent(100 * worst.share, 0)} ({_called(worst)}) to "
        f"{percent(100 * best.share, 0)} ({_called(best)}) of invented histories, give or take "
        f"{number(200 * most, 1)} points of simulation. Fixed-b as it is defined has no factor n/(n−2), which HAC has: "
        f"with independent errors it holds the slope in {_shares(free, 'fixed-b')}, with the factor in "
        f"{_shares(free, 'fixed-b corrected')}; both are shown."
    )


def _shares(found: tuple[Coverage, ...], kind: str) -> str:
    shares = sorted(100 * one.share for one in found if one.interval == kind)
    ends = list(dict.fromkeys(percent(value) for value in (shares[0], shares[-1])))
    return " to ".join(ends)


def _called(one: Coverage) -> str:
    name = one.interval.replace(" corrected", " × √(n/(n−2))")
    return name if not one.bandwidth else f"{name}, bandwidth {one.bandwidth}"
