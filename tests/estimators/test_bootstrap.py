"""The wild cluster bootstrap, held against another program and its own definition."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from statsmodels.datasets import grunfeld

from eduplans.errors import ParameterError
from eduplans.estimators import Fit, fixed_effects, least_squares, wild_cluster_bootstrap
from eduplans.estimators.bootstrap import _end


def firms(effects: tuple[str, ...] = ()) -> Fit:
    data = grunfeld.load_pandas().data
    data = data[data["firm"] != "American Steel"]
    return fixed_effects(data, "invest", ["value", "capital"], unit="firm", time="year", effects=effects)  # type: ignore[arg-type]


# Package wildboottest 0.3.2, which ran on the same data with all 2^10 sign patterns: deterministic.
@pytest.mark.parametrize(("name", "t", "p"), [("value", 7.27065, 2 / 1024), ("capital", 2.714915, 22 / 1024)])
def test_all_sign_patterns_as_in_another_program(name: str, t: float, p: float) -> None:
    found = wild_cluster_bootstrap(firms(), name, weights="rademacher", draws=9999, interval=False)
    assert found.draws == 1024
    assert found.t == pytest.approx(t, abs=1e-6)
    assert found.p == p


# The same package with Webb's weights, 9999 random draws: p-values 0.021602 and 0.033803, standard error below 0.002.
@pytest.mark.parametrize(("name", "p"), [("value", 0.021602), ("capital", 0.033803)])
def test_webb_weights_as_in_another_program(name: str, p: float) -> None:
    found = wild_cluster_bootstrap(firms(), name, draws=9999, interval=False)
    assert found.p == pytest.approx(p, abs=0.006)


def test_fast_sums_are_the_plain_bootstrap() -> None:
    """Every draw done in the long way: new outcome, new regression, new clustered error."""
    fit = firms(("unit",))
    found = wild_cluster_bootstrap(fit, "value", draws=60, seed=5, interval=False, null=0.05)
    signs = np.random.default_rng(5).choice([s * np.sqrt(h / 2) for s in (-1, 1) for h in (1, 2, 3)], size=(10, 60))
    rest = fit.x[:, 1:]
    outcome = fit.y - 0.05 * fit.x[:, 0]
    fitted = rest @ np.linalg.lstsq(rest, outcome, rcond=None)[0]
    count = 0
    for draw in range(60):
        again = 0.05 * fit.x[:, 0] + fitted + (outcome - fitted) * signs[fit.groups, draw]
        plain = least_squares(again, fit.x, fit.names, covariance="CR1", groups=fit.groups)
        one = plain.coefficient("value")
        count += abs((one.value - 0.05) / one.error) > abs(found.t)
    assert found.p == count / 60


def test_the_interval_holds_what_is_not_rejected() -> None:
    fit = firms(("unit",))
    found = wild_cluster_bootstrap(fit, "capital", draws=999)
    assert found.low < found.value < found.high
    gap = 1e-4 * (found.high - found.low)
    for end, sign in ((found.low, 1), (found.high, -1)):
        inside = wild_cluster_bootstrap(fit, "capital", draws=999, null=end + sign * gap, interval=False)
        outside = wild_cluster_bootstrap(fit, "capital", draws=999, null=end - sign * gap, interval=False)
        assert inside.p >= 0.05 > outside.p


def test_same_seed_same_result_and_another_differs() -> None:
    one, two, three = (wild_cluster_bootstrap(firms(), "capital", seed=seed) for seed in (1, 1, 2))
    assert one == two
    assert one.p != three.p or one.low != three.low


def test_one_cluster_that_decides_alone_is_hardly_ever_rejected() -> None:
    """A restricted wild bootstrap cannot reject where the cause moves in one cluster only (MacKinnon and Webb 2017)."""
    codes = np.repeat(range(10), 4)
    cause = np.where(codes == 0, np.tile([0.0, 1.0, 0.0, 1.0], 10), 0.0)
    x = np.column_stack([np.ones(40), cause])
    y = 5 * cause + np.random.default_rng(7).normal(size=40)
    fit = least_squares(y, x, ["constant", "x"], covariance="CR1", groups=codes)
    found = wild_cluster_bootstrap(fit, "x", weights="rademacher")
    assert fit.coefficient("x").p < 0.001
    assert found.p > 0.05


def test_an_end_that_is_never_rejected_is_infinite() -> None:
    assert _end(lambda _: 1.0, 2.0, 0.5, 0.05) == np.inf
    assert _end(lambda _: 1.0, 2.0, -0.5, 0.05) == -np.inf
    assert _end(lambda value: 1.0 if value < 7 else 0.0, 2.0, 0.5, 0.05) == pytest.approx(7)


def test_three_clusters_leave_few_steps() -> None:
    """Eight sign patterns, in pairs: the p-value is a multiple of a quarter, and the data's own pair never counts."""
    codes = np.repeat(range(3), 4)
    random = np.random.default_rng(1)
    x = np.column_stack([np.ones(12), random.normal(size=12) + codes])
    fit = least_squares(random.normal(size=12), x, ["constant", "x"], covariance="CR1", groups=codes)
    for null in (-1.0, 0.0, 0.3, 2.0):
        p = wild_cluster_bootstrap(fit, "x", weights="rademacher", null=null, interval=False).p
        assert p in {0.0, 0.25, 0.5, 0.75}


def test_a_damaged_value_changes_the_result() -> None:
    before = wild_cluster_bootstrap(firms(), "capital")
    damaged = firms().y.copy()
    damaged[30] *= 5
    after = wild_cluster_bootstrap(replace(firms(), y=damaged), "capital")
    assert (before.value, before.t) != (after.value, after.t)


def test_clusters_are_needed() -> None:
    line = least_squares([1.0, 2, 4], [[1, 0], [1, 1], [1, 2]], ["a", "b"], covariance="classic")
    with pytest.raises(ParameterError, match="with clusters"):
        wild_cluster_bootstrap(line, "b")
