"""Tests of unit roots and of cointegration, for series of a few dozen years."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from eduplans.errors import ParameterError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

Trend = Literal["c", "ct"]
#: Fewer years than this are not tested.
SMALLEST_RUN = 10


@dataclass(frozen=True, slots=True)
class Test:
    """A test and its outcome.

    Parameters
    ----------
    name
        ``ADF``, ``KPSS`` or ``Engle-Granger``.
    null
        What it rejects: ``unit root``, ``stationary`` or ``no cointegration``.
    statistic, critical
        The statistic and its critical value at five percent.
    p
        The p-value. That of KPSS is known only between 0.01 and 0.10, and stands at the nearer end outside.
    rejects
        Whether the null hypothesis is rejected at five percent.
    trend
        ``c``: a constant; ``ct``: a constant and a linear trend.
    lags
        Lagged differences (ADF, Engle-Granger) or lags of the Bartlett kernel (KPSS).
    first, last
        Years of the series tested.
    """

    __test__ = False  # not one of pytest's

    name: str
    null: str
    statistic: float
    critical: float
    p: float
    rejects: bool
    trend: Trend
    lags: int
    first: int
    last: int

    @property
    def n(self) -> int:
        """Number of years."""
        return self.last - self.first + 1

    @property
    def used(self) -> int:
        """Number of years in the regression: a difference and each lagged one cost a year; KPSS uses all."""
        return self.n if self.name == "KPSS" else self.n - 1 - self.lags


def longest_run(values: pd.Series, breaks: Iterable[int] = ()) -> pd.Series:
    """Take the longest stretch of years without a missing value and without a change of scope inside.

    Parameters
    ----------
    values
        By year, an index without gaps.
    breaks
        Years that differ in scope from the year before.

    Returns
    -------
    pandas.Series
        The earlier one of two stretches of the same length; empty where nothing is known.

    Examples
    --------
    >>> values = pd.Series([1.0, 2.0, None, 4.0, 5.0, 6.0], index=range(2000, 2006))
    >>> list(longest_run(values).index), list(longest_run(values, [2005]).index)
    ([2003, 2004, 2005], [2000, 2001])
    """
    runs: list[list[int]] = [[]]
    changes = set(breaks)
    for year, value in zip(map(int, values.index), values, strict=True):
        if pd.isna(value):
            runs.append([])
            continue
        if year in changes:
            runs.append([])
        runs[-1].append(year)
    return values.loc[max(runs, key=len)]


def adf(values: pd.Series, trend: Trend = "c", lags: int = 1) -> Test:
    """Augmented Dickey-Fuller test of a unit root.

    Δy(t) = μ (+ δ t) + φ y(t-1) + Σ γ(j) Δy(t-j) + e(t); the statistic is the t-ratio of φ, and small values reject
    the unit root φ = 0.

    Parameters
    ----------
    values
        By year, without gaps.
    trend
        Whether the alternative is a series around a constant or around a trend.
    lags
        Lagged differences.

    Returns
    -------
    Test

    Raises
    ------
    ParameterError
        If a year is missing or fewer than `SMALLEST_RUN` are there.

    Examples
    --------
    >>> wave = pd.Series([1.0, -1.0, 0.5, -0.7, 0.9, -1.2, 0.8, -0.6, 1.1, -0.9, 0.4, -0.8], index=range(2000, 2012))
    >>> adf(wave, lags=0).rejects
    True

    References
    ----------
    D. A. Dickey and W. A. Fuller (1979), Journal of the American Statistical Association 74, 427-431; p-values and
    critical values by J. G. MacKinnon (1994, 2010), as in statsmodels.
    """
    from statsmodels.tsa.stattools import adfuller

    _check(values)
    found = adfuller(values.to_numpy(float), maxlag=lags, regression=trend, autolag=None, result_object=False)
    statistic, p, critical = float(found[0]), float(found[1]), float(found[4]["5%"])
    return _outcome("ADF", "unit root", values, statistic, critical, p, statistic < critical, trend, lags)


def kpss(values: pd.Series, trend: Trend = "c", lags: int | None = None) -> Test:
    """Test of stationarity by Kwiatkowski, Phillips, Schmidt and Shin.

    η = Σ S(t)² / (n² ω²), with S the partial sums of residuals around the constant or trend and ω² their long-run
    variance (Bartlett kernel); large values reject stationarity.

    Parameters
    ----------
    values
        By year, without gaps.
    trend
        Whether the null is a series around a constant or around a trend.
    lags
        Lags of the kernel; by default floor(4 (n/100)^(2/9)).

    Returns
    -------
    Test

    Raises
    ------
    ParameterError
        If a year is missing or fewer than `SMALLEST_RUN` are there.

    Examples
    --------
    >>> wave = pd.Series([1.0, -1.0, 0.5, -0.7, 0.9, -1.2, 0.8, -0.6, 1.1, -0.9, 0.4, -0.8], index=range(2000, 2012))
    >>> kpss(wave).rejects, kpss(wave.cumsum() + pd.Series(range(12), index=wave.index)).rejects
    (False, True)

    References
    ----------
    D. Kwiatkowski, P. C. B. Phillips, P. Schmidt and Y. Shin (1992), Journal of Econometrics 54, 159-178.
    """
    from statsmodels.tools.sm_exceptions import InterpolationWarning
    from statsmodels.tsa.stattools import kpss as test

    _check(values)
    chosen = int(4 * (len(values) / 100) ** (2 / 9)) if lags is None else lags
    with warnings.catch_warnings():
        # A p-value outside of the printed table stands at its end, which `Test` says.
        warnings.simplefilter("ignore", InterpolationWarning)
        found = test(values.to_numpy(float), regression=trend, nlags=chosen, result_object=False)
    statistic, p, critical = float(found[0]), float(found[1]), float(found[3]["5%"])
    return _outcome("KPSS", "stationary", values, statistic, critical, p, statistic > critical, trend, chosen)


def engle_granger(left: pd.Series, right: pd.Series, trend: Trend = "c", lags: int = 1) -> Test:
    """Test of cointegration of two series: a unit-root test of the residuals of the line between them.

    Parameters
    ----------
    left, right
        By the same years, without gaps; the line explains `left`.
    trend
        Whether the line has a trend besides its constant.
    lags
        Lagged differences in the test of the residuals.

    Returns
    -------
    Test

    Raises
    ------
    ParameterError
        If a year is missing, fewer than `SMALLEST_RUN` are there or the years differ.

    Examples
    --------
    >>> years = pd.RangeIndex(2000, 2014)
    >>> drift = pd.Series([0.0, 1, 1, 3, 2, 4, 5, 5, 7, 8, 7, 9, 11, 10], index=years)
    >>> wave = pd.Series([0.1, -0.1] * 7, index=years)
    >>> engle_granger(2 * drift + wave, drift, lags=0).rejects
    True

    References
    ----------
    R. F. Engle and C. W. J. Granger (1987), Econometrica 55, 251-276; critical values by J. G. MacKinnon (2010).
    """
    from statsmodels.tsa.stattools import coint

    _check(left)
    _check(right)
    if not left.index.equals(right.index):
        raise ParameterError(Problem("two series are tested over the same years"))
    found = coint(left.to_numpy(float), right.to_numpy(float), trend=trend, maxlag=lags, autolag=None)
    statistic, p, critical = float(found[0]), float(found[1]), float(np.asarray(found[2])[1])
    return _outcome(
        "Engle-Granger", "no cointegration", left, statistic, critical, p, statistic < critical, trend, lags
    )


def _outcome(
    name: str, null: str, values: pd.Series, statistic: float, critical: float, p: float, rejects: bool,
    trend: Trend, lags: int,
) -> Test:  # fmt: skip
    first, last = int(values.index[0]), int(values.index[-1])
    return Test(name, null, statistic, critical, p, bool(rejects), trend, lags, first, last)


def _check(values: pd.Series) -> None:
    if values.isna().any() or len(values) < SMALLEST_RUN or np.any(np.diff(values.index.to_numpy()) != 1):
        raise ParameterError(
            Problem(
                "too few neighbouring years for a test of unit roots",
                value=str(int(values.notna().sum())),
                rule=f"at least {SMALLEST_RUN}, none missing",
                remedy="take an earlier start or a later end",
            )
        )
