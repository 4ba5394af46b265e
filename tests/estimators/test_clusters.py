"""Clustered covariances: identities that hold exactly, and clusters of unequal size one by one."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from eduplans.estimators.clusters import _by_size, cluster_covariance, satterthwaite


def sample(sizes: list[int], seed: int = 0):  # type: ignore[no-untyped-def]
    """Invented rows in clusters of these sizes, in mixed order."""
    random = np.random.default_rng(seed)
    codes = random.permutation(np.repeat(np.arange(len(sizes)), sizes))
    x = np.column_stack([np.ones(len(codes)), random.normal(size=(len(codes), 2))])
    y = x @ [1.0, 2.0, 0.0] + random.normal(size=len(codes)) * (1 + codes)
    return y, x, codes


def residuals(y: np.ndarray, x: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    return np.asarray(y - x @ np.linalg.lstsq(x, y, rcond=None)[0])


@pytest.mark.parametrize("kind", ["CR1", "CR2", "CR3"])
def test_unequal_clusters_by_the_formula(kind: str) -> None:
    y, x, codes = sample([1, 2, 2, 5, 7, 7, 9])
    e, bread = residuals(y, x), np.linalg.inv(x.T @ x)
    meat = np.zeros((3, 3))
    for code in range(7):
        rows = codes == code
        block = np.eye(rows.sum()) - x[rows] @ bread @ x[rows].T
        values, vectors = np.linalg.eigh(block)
        power = {"CR1": 0.0, "CR2": -0.5, "CR3": -1.0}[kind]
        score = x[rows].T @ (vectors * values**power) @ vectors.T @ e[rows]
        meat += np.outer(score, score)
    factor = {"CR1": 7 / 6 * (33 - 1) / (33 - 3), "CR2": 1.0, "CR3": 6 / 7}[kind]
    assert cluster_covariance(x, e, codes, kind) == pytest.approx(factor * bread @ meat @ bread, rel=1e-9)  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "other"), [("CR1", "HC1"), ("CR2", "HC2"), ("CR3", "HC3")])
def test_clusters_of_one_row_are_the_errors_robust_to_unequal_variances(kind: str, other: str) -> None:
    y, x, codes = sample([1] * 40)
    plain = np.asarray(sm.OLS(y, x).fit(cov_type=other).cov_params())
    scale = {"CR1": 40 / 39 * 39 / 40, "CR2": 1.0, "CR3": 39 / 40}[kind]
    assert cluster_covariance(x, residuals(y, x), codes, kind) == pytest.approx(scale * plain, rel=1e-9)  # type: ignore[arg-type]


def test_names_and_order_of_clusters_do_not_matter() -> None:
    y, x, codes = sample([3, 4, 5, 6])
    renamed = np.array([2, 0, 3, 1])[codes]
    order = np.argsort(renamed, kind="stable")
    for kind in ("CR1", "CR2", "CR3"):
        one = cluster_covariance(x, residuals(y, x), codes, kind)
        two = cluster_covariance(x[order], residuals(y, x)[order], renamed[order], kind)
        assert one == pytest.approx(two, rel=1e-9)
    assert satterthwaite(x, codes) == pytest.approx(satterthwaite(x[order], renamed[order]))


def test_a_unit_of_measure_scales_errors_and_leaves_freedom() -> None:
    y, x, codes = sample([3, 4, 5, 6, 6])
    scaled = x * [1.0, 1000.0, 1.0]
    for kind in ("CR1", "CR2", "CR3"):
        one, two = (cluster_covariance(each, residuals(y, each), codes, kind) for each in (x, scaled))
        assert two[1, 1] == pytest.approx(one[1, 1] / 1e6, rel=1e-8)
    assert satterthwaite(x, codes) == pytest.approx(satterthwaite(scaled, codes), rel=1e-8)


def test_freedom_falls_where_few_clusters_decide() -> None:
    """A cause that varies in three of thirty clusters alone leaves about two degrees of freedom, not 29."""
    codes = np.repeat(np.arange(30), 5)
    cause = np.where(codes < 3, np.tile([1.0, 0, 0, 0, 0], 30), 0.0)
    x = np.column_stack([np.ones(150), cause])
    freedom = satterthwaite(x, codes)
    assert freedom[1] < 4
    assert freedom[0] > 20


def test_clusters_of_one_size_stand_together() -> None:
    codes = np.array([0, 1, 1, 2, 0, 2, 2])
    found = {tuple(clusters): rows.tolist() for clusters, rows in _by_size(codes, 3)}
    assert found == {(0, 1): [[0, 4], [1, 2]], (2,): [[3, 5, 6]]}
