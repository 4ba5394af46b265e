"""Slopes where a cause grows and where it shrinks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from eduplans.errors import ParameterError
from eduplans.estimators import asymmetry


def panel(shrinking: float = 3.0, noise: float = 0.1) -> pd.DataFrame:
    """Invented differences of 20 units over 6 times; slope 1 where the cause grows."""
    random = np.random.default_rng(12)
    frame = pd.DataFrame({"i": np.repeat(range(20), 6), "t": list(range(6)) * 20})
    frame["x"] = random.normal(size=120)
    frame["y"] = np.where(frame["x"] > 0, frame["x"], shrinking * frame["x"]) + 0.3 * frame["t"]
    frame["y"] += noise * random.normal(size=120)
    return frame


def test_both_slopes_come_back_and_differ() -> None:
    found = asymmetry(panel(), "y", "x", unit="i", time="t")
    assert found.growing.low < 1 < found.growing.high
    assert found.shrinking.low < 3 < found.shrinking.high
    assert found.wald_p < 0.001
    assert found.bootstrap.p < 0.01
    assert found.n_growing + found.n_shrinking == 120


def test_the_interaction_is_the_difference_of_the_slopes() -> None:
    found = asymmetry(panel(), "y", "x", unit="i", time="t")
    assert found.difference.value == pytest.approx(found.shrinking.value - found.growing.value)
    assert found.wald == pytest.approx((found.difference.value / found.difference.error) ** 2)


def test_equal_slopes_are_not_told_apart() -> None:
    found = asymmetry(panel(shrinking=1.0, noise=1.0), "y", "x", unit="i", time="t")
    assert found.wald_p > 0.05
    assert found.bootstrap.p > 0.05


def test_wald_is_that_of_another_program() -> None:
    frame = panel(noise=0.5)
    found = asymmetry(frame, "y", "x", unit="i", time="t")
    dummies = pd.get_dummies(frame["t"], drop_first=True, dtype=float)
    design = np.column_stack([frame["x"], frame["x"].where(frame["x"] < 0, 0), dummies, np.ones(120)])
    other = sm.OLS(frame["y"].to_numpy(), design).fit(
        cov_type="cluster", cov_kwds={"groups": frame["i"].to_numpy()}, use_t=True
    )
    wald = other.f_test(np.eye(design.shape[1])[1])
    assert found.wald == pytest.approx(float(wald.fvalue), rel=1e-8)
    assert found.wald_p == pytest.approx(float(wald.pvalue), rel=1e-8)


def test_a_damaged_sign_changes_the_result() -> None:
    frame = panel()
    before = asymmetry(frame, "y", "x", unit="i", time="t")
    frame.loc[frame["x"].idxmin(), "x"] *= -1
    after = asymmetry(frame, "y", "x", unit="i", time="t")
    assert before.n_shrinking == after.n_shrinking + 1
    assert before.shrinking.value != after.shrinking.value


def test_too_few_on_one_side_is_said() -> None:
    frame = panel().assign(x=lambda rows: rows["x"].abs())
    with pytest.raises(ParameterError, match="too few for two slopes"):
        asymmetry(frame, "y", "x", unit="i", time="t")
