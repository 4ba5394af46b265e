"""What holds for any numbers, not only for those of China."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans.trends import Decomposition, Series, by_period, decompose, deflate, elasticity, half_unit, implied_growth

amounts = st.floats(min_value=1e-3, max_value=1e14)
gaps = st.one_of(st.none(), amounts)
#: Same cases on every machine, however slow: a test that fails once fails again.
steady = settings(deadline=None, derandomize=True, max_examples=60)
rates = st.decimals(min_value=-90, max_value=300, places=2)


def series(values: list[float | None], name: str = "invented") -> Series:
    years = pd.RangeIndex(2000, 2000 + len(values), name="year")
    return Series(name, "all", "yuan", pd.DataFrame({"value": pd.Series(values, index=years, dtype=float)}))


@steady
@given(st.lists(st.tuples(gaps, gaps), min_size=2, max_size=30))
def test_the_identity_holds_and_gaps_stay_gaps(rows: list[tuple[float | None, float | None]]) -> None:
    money, heads = series([row[0] for row in rows]), series([row[1] for row in rows])
    result = decompose(money, heads.values, [])
    usable = result.usable
    assert np.allclose(usable["spending"], usable["pupils"] + usable["per_pupil"], atol=1e-9)
    whole = [place for place in range(1, len(rows)) if None not in (*rows[place - 1], *rows[place])]
    assert list(usable.index) == [2000 + place for place in whole]
    assert usable[["spending", "pupils", "per_pupil"]].notna().all(axis=None)
    lacking = result.frame.drop(index=usable.index)
    assert lacking["reason"].str.startswith("not found: ").all()


@steady
@given(st.lists(st.tuples(amounts, amounts), min_size=6, max_size=30), st.floats(min_value=1e-3, max_value=1e3))
def test_units_do_not_matter(rows: list[tuple[float, float]], factor: float) -> None:
    money, heads = series([row[0] for row in rows]), series([row[1] for row in rows])
    scaled = series([row[0] * factor for row in rows])
    one, other = decompose(money, heads.values, []).frame, decompose(scaled, heads.values, []).frame
    assert np.allclose(one["spending"], other["spending"], atol=1e-9)
    assert np.allclose(one["pupils"], other["pupils"])


@steady
@given(st.lists(st.tuples(amounts, amounts), min_size=3, max_size=26))
def test_periods_share_out_every_usable_difference_once(rows: list[tuple[float, float]]) -> None:
    result = decompose(series([row[0] for row in rows]), series([row[1] for row in rows]).values, [])
    table = by_period(result)
    assert table["used"].sum() == len(result.usable)
    assert table["spending"].sum() == pytest.approx(result.usable["spending"].sum(), abs=1e-6)


@steady
@given(st.lists(st.floats(min_value=80, max_value=130), min_size=3, max_size=25), st.data())
def test_real_growth_is_nominal_growth_less_inflation(prices: list[float], data: st.DataObject) -> None:
    money = series(data.draw(st.lists(amounts, min_size=len(prices), max_size=len(prices))))
    cpi = series(list(prices), "cpi")
    base = data.draw(st.integers(min_value=2000, max_value=1999 + len(prices)))
    real = deflate(money, cpi, base).values
    nominal_growth, real_growth = np.log(money.values).diff().iloc[1:], np.log(real).diff().iloc[1:]
    assert np.allclose(nominal_growth - np.log(cpi.values.iloc[1:] / 100), real_growth, atol=1e-9)


@steady
@given(rates, rates)
def test_implied_growth_undoes_multiplication(heads: float, each: float) -> None:
    true_heads, true_each = float(heads), float(each)
    total = 100 * ((1 + true_heads / 100) * (1 + true_each / 100) - 1)
    result = implied_growth(f"{total:.2f}%", f"{true_each:.2f}%")
    assert result.low - 1e-9 <= true_heads <= result.high + 1e-9
    assert result.low < result.value < result.high


@steady
@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=6))
def test_half_a_unit_of_the_last_digit(digits: int, places: int) -> None:
    printed = f"{digits / 10**places:.{places}f}"
    assert half_unit(printed + "%") == pytest.approx(0.5 * 10**-places)
    assert half_unit(printed + "亿元") == pytest.approx(0.5 * 10 ** (8 - places))


@steady
@given(
    st.lists(
        st.tuples(st.floats(min_value=-0.1, max_value=0.1), st.floats(min_value=-0.5, max_value=0.5)),
        min_size=6, max_size=30,
    ),
    st.floats(min_value=-3, max_value=3),
)  # fmt: skip
def test_adding_a_multiple_of_pupils_moves_the_slope_by_it(points: list[tuple[float, float]], step: float) -> None:
    pupils = np.array([point[0] for point in points]) + np.linspace(0, 0.05, len(points))
    spending = np.array([point[1] for point in points])
    if np.ptp(pupils) < 0.02:
        return
    frames = [
        pd.DataFrame({"pupils": pupils, "spending": values, "state": "usable"}, index=range(2001, 2001 + len(points)))
        for values in (spending, spending + step * pupils)
    ]
    first, second = (elasticity(Decomposition("invented", frame)) for frame in frames)
    assert second.slope - first.slope == pytest.approx(step, abs=1e-6)
    assert second.error == pytest.approx(first.error, abs=1e-6)


def test_intervals_cover_what_they_claim_at_the_size_of_our_samples() -> None:
    """Monte Carlo with 19 points, unequal variances and a fixed seed: at least 93 of 100 intervals hold the truth."""
    random, held, runs = np.random.default_rng(20), 0, 400
    for _ in range(runs):
        pupils = random.normal(0, 0.012, 19)
        noise = random.normal(0, 0.06, 19) * (1 + 20 * np.abs(pupils))
        frame = pd.DataFrame(
            {"pupils": pupils, "spending": 0.1 + pupils + noise, "state": "usable"}, index=range(2001, 2020)
        )
        result = elasticity(Decomposition("invented", frame))
        held += result.low <= 1 <= result.high
    assert 0.93 <= held / runs <= 0.99
