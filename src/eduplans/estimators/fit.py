"""What every regression here gives back, and ordinary least squares with a choice of standard errors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from eduplans.errors import ParameterError, Problem, UnknownNameError
from eduplans.estimators.clusters import cluster_covariance, satterthwaite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

Covariance = Literal["classic", "HC1", "HC3", "HAC", "CR1", "CR2", "CR3"]
CLUSTERED = ("CR1", "CR2", "CR3")


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient with its standard error, and an interval by Student's t.

    Parameters
    ----------
    name
        What it belongs to.
    value, error, t, p
        Estimate, standard error, their ratio, and the p-value of zero.
    low, high
        Ends of the interval.
    freedom
        Degrees of freedom of Student's t.
    """

    name: str
    value: float
    error: float
    t: float
    p: float
    low: float
    high: float
    freedom: float


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A regression.

    Parameters
    ----------
    names
        Names of the k coefficients.
    values
        The coefficients, length k.
    matrix
        Their covariance, k by k.
    freedom
        Degrees of freedom of each coefficient, length k.
    n, clusters
        Observations; groups of them that standard errors allow to be alike, 0 where they are not clustered.
    covariance
        How the standard errors were made.
    fit
        R² of the equation as estimated (within units, where unit effects were taken out).
    x, y, groups
        The equation as estimated, for the bootstrap: n by k, length n, and the cluster of each row.
    """

    names: tuple[str, ...]
    values: NDArray[np.float64]
    matrix: NDArray[np.float64]
    freedom: NDArray[np.float64]
    n: int
    clusters: int
    covariance: Covariance
    fit: float
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    groups: NDArray[np.int64] | None = None

    def place(self, name: str) -> int:
        """Say which coefficient bears a name; an unknown name lists the right ones."""
        if name not in self.names:
            raise UnknownNameError(
                Problem("no such coefficient", value=name, remedy="there are " + ", ".join(self.names))
            )
        return self.names.index(name)

    def coefficient(self, name: str, confidence: float = 0.95) -> Coefficient:
        """Give one coefficient with an interval of the coverage `confidence`."""
        from scipy.special import stdtr, stdtrit

        at = self.place(name)
        value, error, freedom = float(self.values[at]), float(np.sqrt(self.matrix[at, at])), float(self.freedom[at])
        half = float(stdtrit(freedom, 0.5 + confidence / 2)) * error
        ratio = value / error if error else float("nan")
        p = float(2 * stdtr(freedom, -abs(ratio)))
        return Coefficient(name, value, error, ratio, p, value - half, value + half, freedom)


def least_squares(
    y: ArrayLike,
    x: ArrayLike,
    names: Sequence[str],
    *,
    covariance: Covariance = "HC3",
    lags: int = 0,
    corrected: bool = True,
    groups: ArrayLike | None = None,
) -> Fit:
    """Fit y = x b + e by ordinary least squares.

    Parameters
    ----------
    y
        Outcome, length n.
    x
        Causes, n by k; a constant is a column of ones.
    names
        Names of the columns.
    covariance
        ``classic``: equal variances. ``HC1``, ``HC3``: robust to unequal ones (MacKinnon and White 1985). ``HAC``:
        Newey and West's (1987) with Bartlett weights over `lags`. ``CR1``, ``CR2``, ``CR3``: clustered by `groups`,
        see `eduplans.estimators.clusters`.
    lags
        For HAC: neighbours on either side.
    corrected
        For HAC: whether the covariance is multiplied by n / (n - k).
    groups
        For clustered errors: the cluster of each row.

    Returns
    -------
    Fit
        Student's t has n - k degrees of freedom, the number of clusters less one (CR1, CR3), or those of Bell and
        McCaffrey (CR2).

    Raises
    ------
    ParameterError
        If something is not a number, lengths differ, columns depend on each other, or clusters are needed and missing.

    Examples
    --------
    >>> causes = [[1, 0], [1, 1], [1, 2], [1, 3]]
    >>> line = least_squares([1.0, 3.0, 5.0, 7.1], causes, ["constant", "x"], covariance="HC1")
    >>> round(line.coefficient("x").value, 3), line.n
    (2.03, 4)
    """
    outcome, causes, codes = _checked(y, x, names, groups, covariance)
    if covariance in CLUSTERED and codes is not None:
        return _clustered(outcome, causes, tuple(names), codes, covariance)
    from statsmodels.regression.linear_model import OLS

    options: dict[str, object] = {"cov_type": "nonrobust" if covariance == "classic" else covariance}
    if covariance == "HAC":
        options["cov_kwds"] = {"maxlags": lags, "use_correction": corrected}
    result = OLS(outcome, causes).fit(**options, use_t=True)
    freedom = np.full(causes.shape[1], float(len(outcome) - causes.shape[1]))
    values, matrix = np.asarray(result.params), np.asarray(result.cov_params())
    share = _fit(outcome, causes, values)
    return Fit(tuple(names), values, matrix, freedom, len(outcome), 0, covariance, share, causes, outcome)


def _clustered(
    y: NDArray[np.float64],
    x: NDArray[np.float64],
    names: tuple[str, ...],
    codes: NDArray[np.int64],
    covariance: Covariance,
) -> Fit:
    bread = np.linalg.inv(x.T @ x)
    values = bread @ x.T @ y
    matrix = cluster_covariance(x, y - x @ values, codes, covariance)  # type: ignore[arg-type]
    freedom = _freedom(x, codes, covariance)
    count = int(codes.max()) + 1
    return Fit(names, values, matrix, freedom, len(y), count, covariance, _fit(y, x, values), x, y, codes)


def with_covariance(fit: Fit, covariance: Covariance) -> Fit:
    """Give the same clustered regression with another kind of clustered standard errors.

    Parameters
    ----------
    fit
        A regression with clusters.
    covariance
        ``CR1``, ``CR2`` or ``CR3``.

    Returns
    -------
    Fit

    Examples
    --------
    >>> x = [[1.0, 0], [1, 1], [1, 2], [1, 4], [1, 4], [1, 6]]
    >>> line = least_squares([1, 2, 3, 4, 6, 6], x, ["a", "b"], covariance="CR1", groups=[1, 1, 2, 2, 3, 3])
    >>> with_covariance(line, "CR3").matrix[1, 1] > line.matrix[1, 1]
    np.True_
    """
    if fit.groups is None or covariance not in CLUSTERED:
        raise ParameterError(Problem("clustered errors need a regression with clusters", value=covariance))
    if covariance == fit.covariance:
        return fit
    residuals = fit.y - fit.x @ fit.values
    matrix = cluster_covariance(fit.x, residuals, fit.groups, covariance)  # type: ignore[arg-type]
    return replace(fit, matrix=matrix, freedom=_freedom(fit.x, fit.groups, covariance), covariance=covariance)


def _freedom(x: NDArray[np.float64], codes: NDArray[np.int64], covariance: Covariance) -> NDArray[np.float64]:
    """Degrees of freedom of clustered coefficients: Bell and McCaffrey's for CR2, else clusters less one."""
    if covariance == "CR2":
        return satterthwaite(x, codes)
    return np.full(x.shape[1], float(codes.max()))


def _fit(y: NDArray[np.float64], x: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    total = float(((y - y.mean()) ** 2).sum())
    return 1 - float(((y - x @ values) ** 2).sum()) / total if total else float("nan")


def _checked(
    y: ArrayLike, x: ArrayLike, names: Sequence[str], groups: ArrayLike | None, covariance: Covariance
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64] | None]:
    outcome, causes = np.asarray(y, float), np.asarray(x, float)
    if causes.ndim != 2 or len(outcome) != len(causes) or causes.shape[1] != len(names):
        raise ParameterError(Problem(f"an outcome of {outcome.shape} does not fit causes of {causes.shape}"))
    if not (np.isfinite(outcome).all() and np.isfinite(causes).all()):
        raise ParameterError(Problem("a value is missing or infinite", remedy="drop the rows without all values"))
    if len(outcome) <= causes.shape[1] or np.linalg.matrix_rank(causes) < causes.shape[1]:
        raise ParameterError(
            Problem(
                f"{len(outcome)} rows do not determine {len(names)} coefficients ({', '.join(names)})",
                remedy="leave out what never changes or follows from the others",
            )
        )
    if covariance not in CLUSTERED:
        return outcome, causes, None
    if groups is None or len(np.asarray(groups)) != len(outcome):
        raise ParameterError(Problem(f"{covariance} needs the cluster of each row"))
    codes = np.unique(np.asarray(groups), return_inverse=True)[1].astype(np.int64)
    if codes.max() < 1:
        raise ParameterError(Problem("one cluster alone gives no standard error", rule="at least two clusters"))
    return outcome, causes, codes
