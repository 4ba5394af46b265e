"""Covariances that let observations of one cluster be alike: CR1, CR2 and CR3, on arrays.

With residuals e, rows X(g) of cluster g and M = (X'X)^-1 the covariance is

    V = M [ sum over g of X(g)' A(g) e(g) e(g)' A(g)' X(g) ] M

CR1: A is one, and V is multiplied by G / (G - 1) x (n - 1) / (n - k). CR2: A(g) = (1 - H(g))^-1/2 with the block H(g)
of the hat matrix, unbiased where errors are independent and alike (Bell and McCaffrey 2002). CR3: A(g) = (1 - H(g))^-1
times (G - 1) / G, which is the jackknife that leaves out one cluster at a time.

References
----------
R. M. Bell and D. F. McCaffrey (2002), Survey Methodology 28, 169-181. A. C. Cameron and D. L. Miller (2015), Journal
of Human Resources 50, 317-372. J. E. Pustejovsky and E. Tipton (2018), Journal of Business & Economic Statistics 36,
672-683. J. G. MacKinnon, M. Ø. Nielsen and M. D. Webb (2023), Journal of Econometrics 232, 272-299.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind = Literal["CR1", "CR2", "CR3"]
#: Eigenvalues of 1 - H(g) below this are zero: the cluster alone determines that direction.
_ZERO = 1e-10


def cluster_covariance(
    x: NDArray[np.float64], residuals: NDArray[np.float64], codes: NDArray[np.int64], kind: Kind = "CR1"
) -> NDArray[np.float64]:
    """Covariance of least-squares coefficients, robust to likeness within clusters.

    Parameters
    ----------
    x
        Causes, n by k.
    residuals
        Length n.
    codes
        Cluster of each row, 0 to G - 1.
    kind
        ``CR1``, ``CR2`` or ``CR3``.

    Returns
    -------
    numpy.ndarray
        k by k.

    Examples
    --------
    >>> x, e = np.ones((4, 1)), np.array([1.0, 1.0, -1.0, -1.0])
    >>> codes = np.array([0, 0, 1, 1])
    >>> [round(float(cluster_covariance(x, e, codes, kind)[0, 0]), 12) for kind in ("CR1", "CR2", "CR3")]
    [1.0, 1.0, 1.0]
    """
    n, k = x.shape
    count = int(codes.max()) + 1
    bread = np.asarray(np.linalg.inv(x.T @ x), dtype=np.float64)
    scores = np.zeros((count, k))
    for clusters, rows in _by_size(codes, count):
        adjusted = _adjusted(x[rows], bread, kind)
        scores[clusters] = np.einsum("gmk,gm->gk", adjusted, residuals[rows])
    factor = {"CR1": count / (count - 1) * (n - 1) / (n - k), "CR2": 1.0, "CR3": (count - 1) / count}[kind]
    matrix: NDArray[np.float64] = factor * bread @ (scores.T @ scores) @ bread
    return matrix


def satterthwaite(x: NDArray[np.float64], codes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Degrees of freedom of each coefficient under CR2, by Bell and McCaffrey (2002).

    The variance estimate is a quadratic form in the errors; with independent and alike errors its mean and variance
    are those of a chi-squared variable with (sum of eigenvalues)² / (sum of squared eigenvalues) degrees of freedom.
    The eigenvalues are those of the G by G matrix of w(g)' (1 - H) w(h), with w(g) the weights of the errors of cluster
    g in its score; as these vanish outside g, the n by n hat matrix H is never built.

    Parameters
    ----------
    x
        Causes, n by k.
    codes
        Cluster of each row, 0 to G - 1.

    Returns
    -------
    numpy.ndarray
        Length k.

    Examples
    --------
    A mean of three clusters of the same size has two degrees of freedom.

    >>> float(satterthwaite(np.ones((6, 1)), np.array([0, 0, 1, 1, 2, 2])).round(6)[0])
    2.0
    """
    count = int(codes.max()) + 1
    bread = np.asarray(np.linalg.inv(x.T @ x), dtype=np.float64)
    k = x.shape[1]
    squares, crossed = np.zeros((k, count)), np.zeros((k, count, k))
    for clusters, rows in _by_size(codes, count):
        weights = _adjusted(x[rows], bread, "CR2") @ bread
        squares[:, clusters] = (weights**2).sum(axis=1).T
        crossed[:, clusters] = (weights.transpose(0, 2, 1) @ x[rows]).transpose(1, 0, 2)
    inner = squares[:, :, None] * np.eye(count) - crossed @ bread @ crossed.transpose(0, 2, 1)
    found: NDArray[np.float64] = np.trace(inner, axis1=1, axis2=2) ** 2 / (inner**2).sum(axis=(1, 2))
    return found


def _by_size(codes: NDArray[np.int64], count: int) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Clusters of one size with their rows, one row of numbers a cluster: sums over many clusters at once."""
    order, sizes = np.argsort(codes, kind="stable"), np.bincount(codes, minlength=count)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    return [
        (clusters, order[starts[clusters][:, None] + np.arange(size)])
        for size in np.unique(sizes)
        for clusters in [np.flatnonzero(sizes == size)]
    ]


def _adjusted(blocks: NDArray[np.float64], bread: NDArray[np.float64], kind: Kind) -> NDArray[np.float64]:
    """Multiply the causes of each cluster by its adjustment: A(g) X(g), clusters by rows by causes."""
    if kind == "CR1":
        return blocks
    hats = blocks @ bread @ blocks.transpose(0, 2, 1)
    values, vectors = np.linalg.eigh(np.eye(blocks.shape[1]) - hats)
    power = -0.5 if kind == "CR2" else -1.0
    kept = np.where(values > _ZERO, np.maximum(values, _ZERO) ** power, 0.0)
    adjusted: NDArray[np.float64] = (vectors * kept[:, None, :]) @ (vectors.transpose(0, 2, 1) @ blocks)
    return adjusted
