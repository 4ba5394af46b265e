"""The wild cluster bootstrap: p-values and intervals where clusters are few.

A dependency was weighed: the packages that do this need numba, which takes minutes to install and compile, for what
the sums below do at once on 31 clusters. The tests hold them against such a package.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal

import numpy as np

from eduplans.errors import ParameterError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from eduplans.estimators.fit import Fit

Weights = Literal["rademacher", "webb"]
#: Doublings of the step in search of an end of the interval; beyond it the interval is open.
_STEPS = 24


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """Result of a wild cluster bootstrap.

    Parameters
    ----------
    name, value
        The coefficient and its estimate.
    t
        Ratio of the estimate less the null to its CR1 standard error.
    p
        Share of draws with a larger absolute t under the null; a draw that repeats the data is not larger.
    low, high
        The values of the coefficient that the bootstrap does not reject; infinite where no end was found.
    draws
        Number of draws; with few clusters and Rademacher weights all sign patterns, each once.
    weights, seed, confidence
        How the draws were made, and the coverage of the interval.
    """

    name: str
    value: float
    t: float
    p: float
    low: float
    high: float
    draws: int
    weights: Weights
    seed: int
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """What the bootstrap needs of the data: sums by cluster, of outcome (0) and cause (1), both without the rest."""

    cause: NDArray[np.float64]
    scores: tuple[NDArray[np.float64], NDArray[np.float64]]
    crossed: tuple[NDArray[np.float64], NDArray[np.float64]]
    mixed: NDArray[np.float64]
    value: float


def wild_cluster_bootstrap(
    fit: Fit,
    name: str,
    *,
    null: float = 0.0,
    weights: Weights = "webb",
    draws: int = 1999,
    seed: int = 20180901,
    confidence: float = 0.95,
    interval: bool = True,
) -> Bootstrap:
    """Test a coefficient by the restricted wild cluster bootstrap (WCR) and invert the test.

    Under the null b = b0 the model is fitted without the cause; each draw multiplies the residuals of a whole cluster
    by one random weight, v(g), and the t statistic with CR1 errors is computed anew:

        y*(g) = fitted(g) + v(g) u(g),    p = share of |t*| > |t|

    The interval holds the values b0 that are not rejected.

    Parameters
    ----------
    fit
        A regression with clusters; unit effects may have been taken out of it where units lie within clusters.
    name
        The coefficient.
    null
        Its value under the null.
    weights
        ``rademacher``: -1 and 1. ``webb``: six points, for few clusters (Webb 2014).
    draws
        Number of draws. Where 2^G is not larger, Rademacher weights run through all sign patterns instead.
    seed
        Of the random numbers.
    confidence
        Coverage of the interval.
    interval
        Whether the test is inverted.

    Returns
    -------
    Bootstrap

    Raises
    ------
    ParameterError
        If the regression has no clusters.

    Examples
    --------
    >>> from eduplans.estimators.fit import least_squares
    >>> x = np.column_stack([np.ones(12), np.arange(12.0)])
    >>> y = 2 * x[:, 1] + np.tile([0.5, -0.5, 0.2, -0.2], 3)
    >>> line = least_squares(y, x, ["constant", "x"], covariance="CR1", groups=np.arange(12) // 2)
    >>> found = wild_cluster_bootstrap(line, "x", weights="rademacher")
    >>> found.draws, found.p < 0.05
    (64, True)

    Notes
    -----
    Draws that repeat the data are not counted as larger, as in other programs; with all 2^G sign patterns the p-value
    is then a multiple of 2^(1 - G) and may be 0. With fewer than about ten clusters take Webb's weights, and believe
    little. Where a single cluster decides, the test hardly ever rejects.

    References
    ----------
    A. C. Cameron, J. B. Gelbach and D. L. Miller (2008), Review of Economics and Statistics 90, 414-427. D. Roodman,
    J. G. MacKinnon, M. Ø. Nielsen and M. D. Webb (2019), Stata Journal 19, 4-60. M. D. Webb (2014), Queen's Economics
    Department Working Paper 1315.
    """
    if fit.groups is None:
        raise ParameterError(Problem("the wild cluster bootstrap needs a regression with clusters"))
    sums = _sums(fit, fit.place(name))
    signs = _signs(fit.clusters, weights, draws, seed)

    def p_value(value: float) -> float:
        # a draw of ones repeats the data: it is not larger, whatever the last digits of the computer are
        return float(np.mean(np.abs(_drawn(sums, signs, value)) > abs(_observed(sums, value)) * (1 + 1e-9)))

    low, high = float("nan"), float("nan")
    if interval:
        step = float(np.sqrt(fit.matrix[fit.place(name), fit.place(name)]))
        low = _end(p_value, sums.value, -step, 1 - confidence)
        high = _end(p_value, sums.value, step, 1 - confidence)
    return Bootstrap(
        name=name,
        value=sums.value,
        t=_observed(sums, null) * _factor(fit) ** 0.5,
        p=p_value(null),
        low=low,
        high=high,
        draws=signs.shape[1],
        weights=weights,
        seed=seed,
        confidence=confidence,
    )


def _factor(fit: Fit) -> float:
    """One over the factor of CR1, which is the same in every draw and cancels from the p-value."""
    count, n, k = fit.clusters, fit.n, len(fit.names)
    return (count - 1) / count * (n - k) / (n - 1)


def _sums(fit: Fit, at: int) -> _Sums:
    x, y, codes = fit.x, fit.y, fit.groups
    rest = np.delete(x, at, axis=1)
    cause, outcome = x[:, at], y
    if rest.shape[1]:
        # least squares by pseudo-inverse: without the cause, the rest may be one column only
        both = np.column_stack([cause, outcome])
        both = both - rest @ np.linalg.lstsq(rest, both, rcond=None)[0]
        cause, outcome = both[:, 0], both[:, 1]
    member = (np.asarray(codes)[None, :] == np.arange(fit.clusters)[:, None]).astype(float)
    square = float(cause @ cause)
    bread = np.linalg.inv(x.T @ x)
    return _Sums(
        cause=np.array([square]),
        scores=(member @ (cause * outcome), member @ (cause * cause)),
        crossed=(member @ (x * outcome[:, None]), member @ (x * cause[:, None])),
        mixed=(member @ (x * cause[:, None])) @ bread,
        value=float(cause @ outcome) / square,
    )


def _observed(sums: _Sums, null: float) -> float:
    residual = sums.scores[0] - sums.value * sums.scores[1]
    return float((sums.value - null) * sums.cause[0] / np.sqrt((residual**2).sum()))


def _drawn(sums: _Sums, signs: NDArray[np.float64], null: float) -> NDArray[np.float64]:
    """Compute t of every draw from sums by cluster alone (Roodman et al. 2019, section 5)."""
    scores = sums.scores[0] - null * sums.scores[1]
    crossed = sums.crossed[0] - null * sums.crossed[1]
    weighted = scores[:, None] * signs
    shift = weighted.sum(axis=0)
    residual = weighted - sums.mixed @ (crossed.T @ signs)
    drawn: NDArray[np.float64] = shift / np.sqrt((residual**2).sum(axis=0))
    return drawn


def _signs(count: int, weights: Weights, draws: int, seed: int) -> NDArray[np.float64]:
    if weights == "rademacher" and 2**count <= draws:
        return np.array(list(product([-1.0, 1.0], repeat=count))).T
    points = [-1.0, 1.0] if weights == "rademacher" else [s * np.sqrt(h / 2) for s in (-1, 1) for h in (1, 2, 3)]
    return np.random.default_rng(seed).choice(points, size=(count, draws))


def _end(p_value: Callable[[float], float], inside: float, step: float, level: float) -> float:
    """Walk outwards with doubled steps until the test rejects, then halve the gap."""
    outside = inside + step
    for _ in range(_STEPS):
        if p_value(outside) < level:
            break
        inside, outside = outside, outside + 2 * (outside - inside)
    else:
        return float(np.copysign(np.inf, step))
    for _ in range(40):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if p_value(middle) < level else (middle, outside)
    return (inside + outside) / 2
