"""Intervals that allow for the noise in a standard error robust to autocorrelation: fixed-b."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.codebook import read
from eduplans.errors import ParameterError, Problem
from eduplans.trends.elasticity import ols

if TYPE_CHECKING:
    from eduplans.trends.growth import Decomposition


@dataclass(frozen=True, slots=True)
class FixedB:
    """The slope of a line through yearly differences with a fixed-b interval.

    Parameters
    ----------
    slope, error
        The elasticity, and its standard error with the Bartlett kernel and bandwidth `bandwidth`.
    low, high
        Ends of the interval, slope ± critical × error.
    n, bandwidth, b
        Differences, bandwidth M and M / n.
    critical
        The critical value: 1.96 at b = 0 for 95 %, more for every longer bandwidth.
    confidence
        Coverage of the interval.
    corrected
        Whether the standard error has the factor √(n / (n - 2)) for the two coefficients of the line.
    """

    slope: float
    error: float
    low: float
    high: float
    n: int
    bandwidth: int
    b: float
    critical: float
    confidence: float
    corrected: bool = False


def critical_value(b: float, confidence: float = 0.95) -> float:
    """Critical value of a t-statistic whose variance is estimated with the Bartlett kernel and bandwidth b × n.

    c(b) = a0 + a1 b + a2 b² + a3 b³, with coefficients fitted to the limiting distribution at fixed b, which is not
    normal.

    Parameters
    ----------
    b
        Bandwidth over number of observations, above 0 and up to 1.
    confidence
        Coverage of the two-sided interval: 0.8, 0.9, 0.95 or 0.98.

    Returns
    -------
    float

    Raises
    ------
    ParameterError
        If `b` is out of range or no coefficients are printed for `confidence`.

    Examples
    --------
    >>> round(critical_value(0.1), 4), round(critical_value(1.0), 4)
    (2.2606, 4.813)

    References
    ----------
    N. M. Kiefer and T. J. Vogelsang (2005), A new asymptotic theory for heteroskedasticity-autocorrelation robust
    tests, Econometric Theory 21, 1130-1164, doi:10.1017/S0266466605050565. The coefficients are the codebook's
    ``fixed_b``.
    """
    if not 0 < b <= 1:
        raise ParameterError(
            Problem("b is a share of the observations", column="b", value=str(b), rule="above 0, to 1")
        )
    rows = {round(2 * float(row["quantile"]) - 1, 6): row for row in read("fixed_b")}
    if round(confidence, 6) not in rows:
        known = ", ".join(f"{value:g}" for value in rows)
        raise ParameterError(
            Problem("no critical values for this coverage", column="confidence", value=str(confidence), remedy=known)
        )
    row = rows[round(confidence, 6)]
    return sum(float(row[f"a{power}"]) * b**power for power in range(4))


def long_bandwidth(n: int) -> int:
    """Bandwidth that Lazarus, Lewis, Stock and Watson recommend with fixed-b critical values: 1.3 √n, rounded up.

    Parameters
    ----------
    n
        Number of observations.

    Returns
    -------
    int

    Examples
    --------
    >>> long_bandwidth(22), long_bandwidth(100)
    (7, 13)

    References
    ----------
    E. Lazarus, D. J. Lewis, J. H. Stock and M. W. Watson (2018), HAR inference: recommendations for practice,
    Journal of Business & Economic Statistics 36, 541-559.
    """
    return min(n, math.ceil(1.3 * math.sqrt(n)))


def fixed_b(
    decomposition: Decomposition, bandwidth: int | None = None, confidence: float = 0.95, *, corrected: bool = False
) -> FixedB:
    """Estimate the elasticity with an interval by fixed-b critical values.

    Parameters
    ----------
    decomposition
        Result of `decompose`, with enough usable differences for `elasticity`.
    bandwidth
        Bandwidth M of the Bartlett kernel: the covariance at lag j has the weight 1 - j / M. By default that of
        `long_bandwidth`.
    confidence
        Coverage: 0.8, 0.9, 0.95 or 0.98.
    corrected
        Whether the standard error is multiplied by √(n / (n - 2)), as that of HAC is. The definition has no such
        factor; in few years intervals without it are too short even where years are independent.

    Returns
    -------
    FixedB

    Raises
    ------
    ParameterError
        If the bandwidth is not between 1 and n, or too few differences are usable.

    Examples
    --------
    >>> import pandas as pd
    >>> from eduplans.trends import Decomposition
    >>> heads = [0.0, 0.01, 0.02, 0.03, 0.04, 0.05]
    >>> frame = pd.DataFrame({"pupils": heads, "state": "usable"}, index=range(2001, 2007))
    >>> frame["spending"] = [0.1, 0.13, 0.13, 0.17, 0.17, 0.21]
    >>> result = fixed_b(Decomposition("invented", frame), bandwidth=2)
    >>> result.bandwidth, round(result.b, 3), round(result.critical, 3)
    (2, 0.333, 2.976)

    Notes
    -----
    With few years a standard error robust to autocorrelation is itself noisy; the normal or t distribution does not
    know that, and its intervals are too short. A long bandwidth has little bias and much noise, and the critical
    value allows for the noise. Where a difference is dropped, its neighbours are treated as adjacent.
    """
    rows = decomposition.usable
    model = ols(rows)
    n = len(rows)
    chosen = long_bandwidth(n) if bandwidth is None else bandwidth
    if not 1 <= chosen <= n:
        raise ParameterError(
            Problem("a bandwidth lies between 1 and n", column="bandwidth", value=str(chosen), rule=f"1 to {n}")
        )
    result = model.fit(cov_type="HAC", cov_kwds={"maxlags": chosen - 1, "use_correction": corrected})
    slope, error = float(result.params[1]), float(result.bse[1])
    critical = critical_value(chosen / n, confidence)
    return FixedB(
        slope=slope,
        error=error,
        low=slope - critical * error,
        high=slope + critical * error,
        n=n,
        bandwidth=chosen,
        b=chosen / n,
        critical=critical,
        confidence=confidence,
        corrected=corrected,
    )
