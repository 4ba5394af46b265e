"""How often each kind of interval holds the true slope, with growth of pupils as it was: a small Monte Carlo."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from eduplans.errors import ParameterError, Problem
from eduplans.trends.elasticity import SMALLEST_SAMPLE
from eduplans.trends.fixed_b import critical_value, long_bandwidth
from eduplans.trends.power import paths


@dataclass(frozen=True, slots=True)
class Coverage:
    """Share of invented years in which an interval that claims 95 % holds the true slope.

    Parameters
    ----------
    interval
        ``HC3``, ``HAC``, ``fixed-b`` or ``fixed-b corrected`` (with the factor √(n / (n - 2)) that HAC has).
    bandwidth
        Years over which errors may resemble each other; 0 for HC3.
    rho
        Share of an error that is left a year later.
    share, error
        The share, and its standard error from `draws` draws.
    draws, seed
        Number of draws and seed of the random numbers.
    """

    interval: str
    bandwidth: int
    rho: float
    share: float
    error: float
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class _Slopes:
    """Slopes of many lines with the same causes; what each year adds to a slope; leverages."""

    slopes: np.ndarray
    parts: np.ndarray
    leverage: np.ndarray


def coverage(pupils: np.ndarray, rho: float, draws: int = 4000, seed: int = 20240601) -> tuple[Coverage, ...]:
    """Simulate how often each interval holds the true slope.

    Growth of money is invented around a line through growth of pupils as it was, with errors
    e(t) = rho e(t-1) + u(t), u normal. Its slope and scale do not matter, so the true slope is 0.

    Parameters
    ----------
    pupils
        Growth of pupils in the usable differences, in order.
    rho
        Between 0 and 1: share of an error that is left a year later.
    draws, seed
        Number of lines, and seed.

    Returns
    -------
    tuple of Coverage
        HC3 and HAC with Student's t, then fixed-b at the bandwidth of HAC, at `long_bandwidth` and over all years,
        as it is defined and with the factor of HAC.

    Raises
    ------
    ParameterError
        If there are too few differences for a line.

    Examples
    --------
    >>> pupils = np.array([0.01, -0.01, 0.0, 0.02, 0.01, -0.02, 0.0, 0.01, 0.015, -0.005])
    >>> [one.interval for one in coverage(pupils, 0.0, draws=50)][:4]
    ['HC3', 'HAC', 'fixed-b', 'fixed-b']

    Notes
    -----
    Intervals are those of `elasticity` and `fixed_b`, computed for all lines at once.
    """
    from scipy import stats

    n = len(pupils)
    if n < SMALLEST_SAMPLE:
        raise ParameterError(Problem(f"{n} differences are too few for a line", rule=f"at least {SMALLEST_SAMPLE}"))
    found = _slopes(np.asarray(pupils, float), paths(rho, n, draws, seed))
    student = float(stats.t.ppf(0.975, n - 2))
    short = int(4 * (n / 100) ** (2 / 9)) + 1
    factor = math.sqrt(n / (n - 2))
    result = [
        _covered("HC3", 0, found, _long_run(found.parts / (1 - found.leverage), 1), student),
        _covered("HAC", short, found, _long_run(found.parts, short) * factor, student),
    ]
    result += [
        _covered(name, width, found, _long_run(found.parts, width) * by, critical_value(width / n))
        for name, by in (("fixed-b", 1.0), ("fixed-b corrected", factor))
        for width in dict.fromkeys([short, long_bandwidth(n), n])
    ]
    return tuple(
        Coverage(name, width, rho, share, math.sqrt(share * (1 - share) / draws), draws, seed)
        for name, width, share in result
    )


def _slopes(pupils: np.ndarray, money: np.ndarray) -> _Slopes:
    """Draw the line through each row of `money`."""
    design = np.column_stack([np.ones_like(pupils), pupils])
    solve = np.linalg.inv(design.T @ design) @ design.T
    fits = money @ solve.T
    residuals = money - fits @ design.T
    return _Slopes(fits[:, 1], residuals * solve[1], np.einsum("tk,kt->t", design, solve))


def _long_run(parts: np.ndarray, bandwidth: int) -> np.ndarray:
    """Compute standard errors of slopes from what each year adds, Bartlett kernel; bandwidth 1: no neighbours."""
    variance = (parts**2).sum(axis=1)
    for lag in range(1, bandwidth):
        variance = variance + 2 * (1 - lag / bandwidth) * (parts[:, lag:] * parts[:, :-lag]).sum(axis=1)
    errors: np.ndarray = np.sqrt(variance)
    return errors


def _covered(name: str, width: int, found: _Slopes, errors: np.ndarray, critical: float) -> tuple[str, int, float]:
    return name, width, float((np.abs(found.slopes) <= critical * errors).mean())
