"""How often tests of unit roots find what is there, in series as short as these: a small Monte Carlo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np


@dataclass(frozen=True, slots=True)
class Power:
    """Share of invented series in which a test rejects its null hypothesis at five percent.

    Parameters
    ----------
    test
        ``ADF``, ``KPSS`` or ``Engle-Granger``.
    rho
        Share of a deviation that is left a year later; 1 is a unit root.
    n
        Years of each series.
    rejects
        Share of series in which the test rejects.
    error
        Standard error of that share, from `draws` draws.
    draws, seed
        Number of series and seed of the random numbers.
    """

    test: str
    rho: float
    n: int
    rejects: float
    error: float
    draws: int
    seed: int


def paths(rho: float, n: int, draws: int, seed: int) -> np.ndarray:
    """Draw series y(t) = rho y(t-1) + e(t) with standard normal e.

    A stationary series starts in its stationary distribution, a random walk at zero.

    Parameters
    ----------
    rho
        Between 0 and 1.
    n, draws, seed
        Years, number of series, seed.

    Returns
    -------
    numpy.ndarray
        ``draws`` × ``n``.

    Examples
    --------
    >>> paths(1.0, 5, 3, seed=1).shape
    (3, 5)
    """
    shocks = np.random.default_rng(seed).standard_normal((draws, n))
    found = np.empty((draws, n))
    found[:, 0] = shocks[:, 0] / np.sqrt(1 - rho**2) if rho < 1 else shocks[:, 0]
    for year in range(1, n):
        found[:, year] = rho * found[:, year - 1] + shocks[:, year]
    return found


def adf_statistics(series: np.ndarray, trend: Literal["n", "c", "ct"] = "c", lags: int = 1) -> np.ndarray:
    """Augmented Dickey-Fuller statistics of many series at once, the same as `adf` gives one by one.

    Parameters
    ----------
    series
        A series a row.
    trend
        ``n``: neither constant nor trend, as for residuals; ``c``, ``ct``: see `eduplans.trends.unit_roots.adf`.
    lags
        Lagged differences.

    Returns
    -------
    numpy.ndarray
        One statistic a row.
    """
    steps = np.diff(series, axis=1)
    used = steps.shape[1] - lags
    left = steps[:, lags:]
    columns = [series[:, lags:-1]]
    columns += [steps[:, lags - lag : lags - lag + used] for lag in range(1, lags + 1)]
    if trend != "n":
        columns.append(np.ones_like(left))
    if trend == "ct":
        columns.append(np.broadcast_to(np.arange(1.0, used + 1), left.shape))
    design = np.stack(columns, axis=2)
    square = np.linalg.inv(np.einsum("dtk,dtl->dkl", design, design))
    slopes = np.einsum("dkl,dtl,dt->dk", square, design, left)
    residuals = left - np.einsum("dtk,dk->dt", design, slopes)
    variance = (residuals**2).sum(axis=1) / (used - design.shape[2])
    statistics: np.ndarray = slopes[:, 0] / np.sqrt(variance * square[:, 0, 0])
    return statistics


def kpss_statistics(series: np.ndarray, lags: int) -> np.ndarray:
    """KPSS statistics of many series at once around a constant, the same as `kpss` gives one by one.

    Parameters
    ----------
    series
        A series a row.
    lags
        Lags of the Bartlett kernel.

    Returns
    -------
    numpy.ndarray
        One statistic a row.
    """
    n = series.shape[1]
    left = series - series.mean(axis=1, keepdims=True)
    variance = (left**2).sum(axis=1)
    for lag in range(1, lags + 1):
        variance = variance + 2 * (1 - lag / (lags + 1)) * (left[:, lag:] * left[:, :-lag]).sum(axis=1)
    statistics: np.ndarray = (left.cumsum(axis=1) ** 2).sum(axis=1) / (n * variance)
    return statistics


def power(test: str, rho: float, n: int, draws: int = 4000, seed: int = 20240601) -> Power:
    """Simulate how often a test rejects at five percent.

    Parameters
    ----------
    test
        ``ADF`` and ``KPSS`` look at one series around a constant; ``Engle-Granger`` at two series whose difference
        deviates from zero by a series with `rho`.
    rho
        Share of a deviation that is left a year later.
    n, draws, seed
        Years, number of series, seed.

    Returns
    -------
    Power

    Examples
    --------
    >>> weak = power("ADF", 0.9, 25, draws=500)
    >>> weak.rejects < 0.3
    True
    """
    from statsmodels.tsa.adfvalues import mackinnoncrit

    lags = 1
    deviations = paths(rho, n, draws, seed)
    if test == "KPSS":
        found = kpss_statistics(deviations, int(4 * (n / 100) ** (2 / 9))) > 0.463
    elif test == "ADF":
        found = adf_statistics(deviations, "c", lags) < mackinnoncrit(1, "c", n - lags - 1)[1]
    else:
        found = _residual_statistics(deviations, n, draws, seed, lags) < mackinnoncrit(2, "c", n - 1)[1]
    share = float(found.mean())
    return Power(test, rho, n, share, float(np.sqrt(share * (1 - share) / draws)), draws, seed)


def _residual_statistics(deviations: np.ndarray, n: int, draws: int, seed: int, lags: int) -> np.ndarray:
    """Dickey-Fuller statistics, without constant, of the residuals of the line between two series."""
    walk = paths(1.0, n, draws, seed + 1)
    left, right = walk + deviations, walk
    centred = [one - one.mean(axis=1, keepdims=True) for one in (left, right)]
    slope = (centred[0] * centred[1]).sum(axis=1) / (centred[1] ** 2).sum(axis=1)
    residuals = centred[0] - slope[:, None] * centred[1]
    return adf_statistics(residuals, "n", lags)
