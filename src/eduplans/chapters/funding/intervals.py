"""The headline estimate under every kind of interval, and what so few years can find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.estimates import fitted, interval
from eduplans.display import number
from eduplans.trends import detectable, fixed_b
from eduplans.trends.elasticity import SMALLEST_SAMPLE

if TYPE_CHECKING:
    from eduplans.chapters.funding.data import Funding
    from eduplans.trends import Elasticity, FixedB


def fixed_intervals(data: Funding) -> tuple[FixedB, ...]:
    """Estimate with fixed-b intervals at three bandwidths: the short one of HAC, the recommended one, and all years.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

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
    return tuple(fixed_b(data.growth, width) for width in widths)


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
    for name, kind in (("HC3, Student's t", "HC3"), ("HAC, Student's t", "HAC")):
        found = fitted(data.growth, kind)  # type: ignore[arg-type]
        if found is not None:
            half = (found.high - found.low) / 2
            rows.append(_row(name, f"{found.lags + 1}" if found.lags else "", found.error, half / found.error, found))
    rows += [
        _row("fixed-b, Kiefer and Vogelsang", f"{one.bandwidth}", one.error, one.critical, one)
        for one in fixed_intervals(data)
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
    found = fixed_intervals(data)
    chosen = fixed_b(data.growth)
    zero, one = (int(table[f"holds {value}"].sum()) for value in (0, 1))
    return (
        f"{zero} of the {len(table)} intervals hold 0 and {one} hold 1. The fixed-b interval at the recommended "
        f"bandwidth of {chosen.bandwidth} years runs from {interval(chosen.low, chosen.high)}; over all bandwidths the "
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
