"""Properties that hold for any numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans.estimators import (
    beta_convergence,
    differences,
    fixed_effects,
    gini,
    half_life,
    least_squares,
    speed,
    theil,
    wild_cluster_bootstrap,
)

incomes = st.lists(st.floats(0.1, 1e6), min_size=2, max_size=30)


@given(incomes)
def test_inequality_is_never_negative_and_zero_for_equals(values: list[float]) -> None:
    assert theil(values).total >= -1e-12
    assert theil(values, kind="L").total >= -1e-12
    assert -1e-12 <= gini(values) < 1
    assert theil([values[0]] * len(values)).total == pytest.approx(0, abs=1e-12)


@given(incomes, st.floats(0.01, 100))
def test_inequality_does_not_know_the_unit(values: list[float], factor: float) -> None:
    scaled = [factor * value for value in values]
    assert theil(scaled).total == pytest.approx(theil(values).total, abs=1e-9)
    assert gini(scaled) == pytest.approx(gini(values), abs=1e-9)


@given(incomes)
def test_a_gift_from_richest_to_poorest_lowers_inequality(values: list[float]) -> None:
    low, high = min(values), max(values)
    if high - low < 1e-3 * high:
        return
    after = sorted(values)
    gift = 0.25 * (high - low)
    after[0], after[-1] = after[0] + gift, after[-1] - gift
    assert theil(after).total < theil(values).total + 1e-12
    assert theil(after, kind="L").total < theil(values, kind="L").total + 1e-12
    assert gini(after) < gini(values) + 1e-12


@given(incomes, st.integers(1, 5))
def test_parts_add_up_for_any_grouping(values: list[float], count: int) -> None:
    groups = [str(place % count) for place in range(len(values))]
    for kind in ("T", "L"):
        found = theil(values, groups=groups, kind=kind)  # type: ignore[arg-type]
        assert found.between + found.within == pytest.approx(found.total, abs=1e-9)
        assert found.between >= -1e-9
        assert found.within >= -1e-9


@given(st.floats(0.001, 0.2), st.integers(1, 60))
def test_half_of_a_gap_is_gone_after_the_half_life(rate: float, years: int) -> None:
    assert np.exp(-rate * half_life(rate)) == pytest.approx(0.5)
    assert speed(-(1 - np.exp(-rate * years)) / years, years) == pytest.approx(rate, rel=1e-6)


@given(st.integers(0, 10_000), st.floats(0.2, 5))
@settings(max_examples=25)
def test_convergence_does_not_know_the_currency(seed: int, factor: float) -> None:
    random = np.random.default_rng(seed)
    first = np.exp(random.normal(size=12))
    last = first**0.8 * np.exp(0.1 * random.normal(size=12))
    one, two = beta_convergence(first, last, 5), beta_convergence(factor * first, factor * last, 5)
    assert one.slope.value == pytest.approx(two.slope.value, abs=1e-9)


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_yearly_differences_add_up_to_the_long_one(seed: int) -> None:
    random = np.random.default_rng(seed)
    frame = pd.DataFrame({"i": np.repeat(list("abc"), 5), "t": list(range(5)) * 3, "x": random.normal(size=15)})
    yearly = differences(frame, ["x"], unit="i", time="t").groupby("i")["x"].sum()
    span = differences(frame, ["x"], unit="i", time="t", span=4).set_index("i")["x"]
    assert yearly.to_dict() == pytest.approx(span.to_dict())


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_what_all_units_share_in_a_year_does_not_move_the_slope(seed: int) -> None:
    random = np.random.default_rng(seed)
    frame = pd.DataFrame({"i": np.repeat(range(6), 4), "t": list(range(4)) * 6, "x": random.normal(size=24)})
    frame["y"] = random.normal(size=24)
    shifted = frame.assign(y=frame["y"] + 10 * frame["t"] ** 2 + 100 * frame["i"])
    one, two = (fixed_effects(each, "y", ["x"], unit="i", time="t").coefficient("x") for each in (frame, shifted))
    assert one.value == pytest.approx(two.value, abs=1e-7)
    assert one.error == pytest.approx(two.error, abs=1e-7)


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_the_bootstrap_does_not_know_the_sign_of_the_outcome(seed: int) -> None:
    random = np.random.default_rng(seed)
    codes = np.repeat(np.arange(8), 3)
    x = np.column_stack([np.ones(24), random.normal(size=24)])
    y = random.normal(size=24) + random.normal(size=8)[codes]
    found = [
        wild_cluster_bootstrap(
            least_squares(sign * y, x, ["a", "b"], covariance="CR1", groups=codes), "b", weights="rademacher"
        )
        for sign in (1, -1)
    ]
    assert found[0].p == found[1].p
    assert found[0].low == pytest.approx(-found[1].high, rel=1e-6, abs=1e-6)
