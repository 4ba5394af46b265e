"""Least squares and its standard errors, held against certified values, another program and definitions."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.datasets import grunfeld, longley, macrodata

from eduplans.errors import ParameterError, UnknownNameError
from eduplans.estimators import least_squares, with_covariance
from eduplans.estimators.clusters import cluster_covariance, satterthwaite

# NIST, Statistical Reference Datasets, Longley: certified estimates and standard deviations.
LONGLEY = {
    "constant": (-3482258.63459582, 890420.383607373),
    "GNPDEFL": (15.0618722713733, 84.9149257747669),
    "GNP": (-0.358191792925910e-01, 0.334910077722432e-01),
    "UNEMP": (-2.02022980381683, 0.488399681651699),
    "ARMED": (-1.03322686717359, 0.214274163161675),
    "POP": (-0.511041056535807e-01, 0.226073200069370),
    "YEAR": (1829.15146461355, 455.478499142212),
}


def longley_fit():  # type: ignore[no-untyped-def]
    data = longley.load_pandas()
    x = np.column_stack([np.ones(len(data.exog)), data.exog.to_numpy(float)])
    return least_squares(data.endog.to_numpy(float), x, ["constant", *data.exog.columns], covariance="classic")


def panel(seed: int = 1, groups: int = 7):  # type: ignore[no-untyped-def]
    """An invented outcome with likeness within clusters of unequal size."""
    random = np.random.default_rng(seed)
    codes = np.repeat(np.arange(groups), np.arange(groups) + 2)
    x = np.column_stack([np.ones(len(codes)), random.normal(size=len(codes)) + codes % 3])
    y = x @ [1.0, 0.5] + random.normal(size=groups)[codes] + random.normal(size=len(codes))
    return y, x, codes


@pytest.mark.parametrize("name", LONGLEY)
def test_certified_values_of_longley(name: str) -> None:
    found = longley_fit().coefficient(name)
    value, error = LONGLEY[name]
    assert found.value == pytest.approx(value, rel=1e-6)
    assert found.error == pytest.approx(error, rel=1e-6)


@pytest.mark.parametrize("covariance", ["classic", "HC1", "HC3"])
def test_robust_errors_are_their_definition(covariance: str) -> None:
    y, x, _ = panel()
    bread = np.linalg.inv(x.T @ x)
    e, h = y - x @ bread @ x.T @ y, np.einsum("ij,jk,ik->i", x, bread, x)
    n, k = x.shape
    meat = {
        "classic": (e @ e / (n - k)) * x.T @ x,
        "HC1": n / (n - k) * (x * (e**2)[:, None]).T @ x,
        "HC3": (x * ((e / (1 - h)) ** 2)[:, None]).T @ x,
    }[covariance]
    fit = least_squares(y, x, ["a", "b"], covariance=covariance)  # type: ignore[arg-type]
    assert fit.matrix == pytest.approx(bread @ meat @ bread, rel=1e-10)


def test_hac_is_its_definition() -> None:
    data = macrodata.load_pandas().data
    y, x = np.diff(np.log(data["realcons"])), np.diff(np.log(data["realgdp"]))
    design = np.column_stack([np.ones(len(x)), x])
    fit = least_squares(y, design, ["constant", "gdp"], covariance="HAC", lags=4)
    bread = np.linalg.inv(design.T @ design)
    scores = design * (y - design @ fit.values)[:, None]
    meat = scores.T @ scores
    for lag in range(1, 5):
        cross = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / 5) * (cross + cross.T)
    n = len(y)
    assert fit.matrix == pytest.approx(n / (n - 2) * bread @ meat @ bread, rel=1e-9)
    bare = least_squares(y, design, ["constant", "gdp"], covariance="HAC", lags=4, corrected=False)
    assert fit.matrix == pytest.approx(bare.matrix * n / (n - 2))


def test_cr1_is_that_of_statsmodels() -> None:
    data = grunfeld.load_pandas().data
    x = sm.add_constant(data[["value", "capital"]]).to_numpy(float)
    fit = least_squares(data["invest"], x, ["constant", "value", "capital"], covariance="CR1", groups=data["firm"])
    codes = data["firm"].astype("category").cat.codes.to_numpy()
    other = sm.OLS(data["invest"].to_numpy(), x).fit(cov_type="cluster", cov_kwds={"groups": codes})
    assert fit.matrix == pytest.approx(np.asarray(other.cov_params()), rel=1e-10)
    assert fit.clusters == 11
    assert fit.coefficient("value").freedom == 10


def test_cr3_is_the_jackknife_over_clusters() -> None:
    y, x, codes = panel()
    fit = least_squares(y, x, ["a", "b"], covariance="CR3", groups=codes)
    left_out = np.array([np.linalg.lstsq(x[codes != g], y[codes != g], rcond=None)[0] for g in range(7)])
    gaps = left_out - fit.values
    assert fit.matrix == pytest.approx(6 / 7 * gaps.T @ gaps, rel=1e-9)


def test_cr2_is_unbiased_where_errors_are_independent_and_alike() -> None:
    _, x, codes = panel()
    bread = np.linalg.inv(x.T @ x)
    maker = np.eye(len(x)) - x @ bread @ x.T
    # the expectation over e ~ (0, 1): the mean over the columns of an orthonormal basis, times their number
    expected = sum(cluster_covariance(x, maker[:, row], codes, "CR2") for row in range(len(x)))
    assert expected == pytest.approx(bread, rel=1e-9)


def test_freedom_of_cr2() -> None:
    assert satterthwaite(np.ones((20, 1)), np.repeat(range(5), 4)) == pytest.approx([4.0])
    y, x, codes = panel()
    fit = least_squares(y, x, ["a", "b"], covariance="CR2", groups=codes)
    assert 1 < fit.coefficient("b").freedom < 6


def test_the_order_of_the_three_clustered_errors() -> None:
    y, x, codes = panel()
    line = least_squares(y, x, ["a", "b"], covariance="CR1", groups=codes)
    errors = [with_covariance(line, kind).coefficient("b").error for kind in ("CR1", "CR2", "CR3")]
    assert errors == sorted(errors)


def test_interval_and_p_value_agree() -> None:
    found = longley_fit().coefficient("GNPDEFL")
    assert found.low < 0 < found.high
    assert found.p > 0.05
    wide, narrow = longley_fit().coefficient("POP", 0.99), longley_fit().coefficient("POP", 0.5)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_a_damaged_value_changes_the_result() -> None:
    y, x, codes = panel()
    before = least_squares(y, x, ["a", "b"], covariance="CR2", groups=codes).coefficient("b")
    y[3] *= 10
    after = least_squares(y, x, ["a", "b"], covariance="CR2", groups=codes).coefficient("b")
    assert before.value != after.value
    assert before.error != after.error


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"y": [1.0, np.nan, 2.0, 3.0]}, "missing or infinite"),
        ({"x": [[1.0, 2.0]] * 4}, "do not determine"),
        ({"names": ["a"]}, "does not fit"),
        ({"covariance": "CR1"}, "needs the cluster"),
        ({"covariance": "CR1", "groups": [1, 1, 1, 1]}, "one cluster alone"),
    ],
)
def test_what_cannot_be_fitted_is_said(change: dict[str, object], words: str) -> None:
    given = {"y": [1.0, 2.0, 2.0, 5.0], "x": [[1.0, 0], [1, 1], [1, 2], [1, 3]], "names": ["a", "b"]} | change
    with pytest.raises(ParameterError, match=words):
        least_squares(**given)  # type: ignore[arg-type]


def test_unknown_names_list_the_right_ones() -> None:
    with pytest.raises(UnknownNameError, match="there are constant, GNPDEFL"):
        longley_fit().coefficient("GNPDEFLATOR")
    with pytest.raises(ParameterError, match="with clusters"):
        with_covariance(longley_fit(), "CR1")
