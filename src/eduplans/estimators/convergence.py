"""Convergence: whether those that are behind catch up (beta), and whether dispersion falls (sigma)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from eduplans.errors import ParameterError, Problem
from eduplans.estimators.fit import Coefficient, Covariance, least_squares

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class Beta:
    """Beta convergence over a span of years.

    Parameters
    ----------
    slope
        Of mean yearly log growth on the log of the first value; below zero, those behind grow faster.
    speed, speed_low, speed_high
        Share of the gap closed in a year, 0.02 for two percent; NaN where the slope allows none.
    half_life
        Years until half of the gap is closed; infinite where it does not close.
    years, n
        Length of the span; units.
    fit
        R² of the line.
    """

    slope: Coefficient
    speed: float
    speed_low: float
    speed_high: float
    half_life: float
    years: int
    n: int
    fit: float

    @property
    def half_life_range(self) -> tuple[float, float]:
        """Half-lives at the two ends of the speed, shortest first; the longest is infinite where the gap may stay."""
        return half_life(self.speed_high), half_life(self.speed_low)


def speed(slope: float, years: int) -> float:
    """Turn a slope of mean yearly growth on the log of the first value into a speed of convergence.

        slope = -(1 - exp(-speed T)) / T,   speed = -ln(1 + slope T) / T

    Examples
    --------
    >>> round(speed(-(1 - math.exp(-0.02 * 30)) / 30, 30), 12)
    0.02
    """
    inside = 1 + slope * years
    return -math.log(inside) / years if inside > 0 else float("nan")


def half_life(rate: float) -> float:
    """Years until half of a gap is closed at a speed: ln 2 / speed.

    Examples
    --------
    >>> round(half_life(0.02)), half_life(-0.01)
    (35, inf)
    """
    if math.isnan(rate):
        return float("nan")
    return math.log(2) / rate if rate > 0 else float("inf")


def beta_convergence(
    first: ArrayLike, last: ArrayLike, years: int, *, covariance: Covariance = "HC3", confidence: float = 0.95
) -> Beta:
    """Regress mean yearly log growth on the log of the first value.

        (ln y(T) - ln y(0)) / T = a + b ln y(0) + e

    Parameters
    ----------
    first, last
        Values of the same units in the first and the last year, above zero.
    years
        Years between.
    covariance, confidence
        See `least_squares`; the interval of the speed is that of the slope, carried over.

    Returns
    -------
    Beta

    Raises
    ------
    ParameterError
        If a value is not above zero.

    Examples
    --------
    >>> start = np.array([1.0, 2.0, 4.0, 8.0, 3.0])
    >>> found = beta_convergence(start, start ** np.exp(-0.05 * 10), 10)
    >>> round(found.speed, 6), round(found.half_life, 1)
    (0.05, 13.9)

    Notes
    -----
    A slope below zero does not show that dispersion falls (Galton's fallacy; Quah 1993), and error of measurement in
    the first value pushes it below zero: read it beside sigma.

    References
    ----------
    R. J. Barro and X. Sala-i-Martin (1992), Journal of Political Economy 100, 223-251. D. Quah (1993), Scandinavian
    Journal of Economics 95, 427-443.
    """
    start, end = np.asarray(first, float), np.asarray(last, float)
    if not ((start > 0).all() and (end > 0).all()) or years < 1:
        raise ParameterError(Problem("convergence needs values above zero in both years, one year or more apart"))
    growth = np.log(end / start) / years
    line = least_squares(
        growth, np.column_stack([np.log(start), np.ones(len(start))]), ["start", "constant"], covariance=covariance
    )
    slope = line.coefficient("start", confidence)
    rate = speed(slope.value, years)
    return Beta(
        slope, rate, speed(slope.high, years), speed(slope.low, years), half_life(rate), years, line.n, line.fit
    )


def sigma_convergence(frame: pd.DataFrame, value: str, time: str) -> pd.DataFrame:
    """Dispersion of a value among units, year by year.

    Parameters
    ----------
    frame
        One row a unit and year.
    value, time
        Columns; values above zero.

    Returns
    -------
    pandas.DataFrame
        By year: ``n`` units, ``sd_log`` (standard deviation of logarithms, with n - 1) and ``variation``
        (coefficient of variation: standard deviation, with n - 1, over mean), unweighted.

    Examples
    --------
    >>> frame = pd.DataFrame({"t": [1, 1, 2, 2], "y": [1.0, np.e, 1.0, 1.0]})
    >>> sigma_convergence(frame, "y", "t")["sd_log"].round(4).tolist()
    [0.7071, 0.0]
    """
    rows = frame[[time, value]].dropna()
    if (rows[value] <= 0).any():
        raise ParameterError(Problem("dispersion of logarithms needs values above zero", column=value))
    grouped = rows.assign(log=np.log(rows[value])).groupby(time)
    return pd.DataFrame(
        {
            "n": grouped[value].size(),
            "sd_log": grouped["log"].std(ddof=1),
            "variation": grouped[value].std(ddof=1) / grouped[value].mean(),
        }
    )
