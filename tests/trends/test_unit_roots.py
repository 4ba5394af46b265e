"""Tests of `eduplans.trends.unit_roots` against values of Stata and R on macrodata, as statsmodels documents them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.datasets import macrodata

from eduplans.errors import ParameterError
from eduplans.trends import adf, engle_granger, kpss, longest_run, national_series


@pytest.fixture(scope="module")
def macro() -> pd.DataFrame:
    """The United States by quarter 1959-2009, with running numbers in the place of years."""
    frame: pd.DataFrame = macrodata.load_pandas().data
    return frame.set_index(pd.RangeIndex(1, len(frame) + 1))


@pytest.mark.parametrize(
    ("series", "trend", "lags", "statistic", "p", "critical"),
    [
        ("realgdp", "c", 4, 0.97505319, 0.99399563, -2.883),
        ("realgdp", "ct", 4, -1.8566374, 0.67682968, -3.437),
        ("infl", "c", 1, -4.3346988, 0.00038661, -2.883),
        ("infl", "ct", 1, -4.425093, 0.00199633, -3.437),
    ],
)
def test_adf_as_stata_prints(
    macro: pd.DataFrame, series: str, trend: str, lags: int, statistic: float, p: float, critical: float
) -> None:
    result = adf(macro[series], trend, lags)  # type: ignore[arg-type]
    assert result.statistic == pytest.approx(statistic, abs=1e-5)
    assert result.p == pytest.approx(p, abs=1e-5)
    assert result.critical == pytest.approx(critical, abs=0.01)
    assert result.rejects is (p < 0.05)


@pytest.mark.parametrize(("trend", "statistic"), [("c", 5.0169), ("ct", 1.1828)])
def test_kpss_as_r_prints(macro: pd.DataFrame, trend: str, statistic: float) -> None:
    """`kpss.stat` of the R package tseries, real GDP, three lags."""
    result = kpss(macro["realgdp"], trend, 3)  # type: ignore[arg-type]
    assert result.statistic == pytest.approx(statistic, abs=1e-3)
    assert result.rejects
    assert result.p == 0.01


def test_kpss_critical_value_as_published(macro: pd.DataFrame) -> None:
    """Table 1 of Kwiatkowski, Phillips, Schmidt and Shin (1992): 0.463 around a constant, 0.146 around a trend."""
    assert kpss(macro["infl"], "c", 3).critical == 0.463
    assert kpss(macro["infl"], "ct", 3).critical == 0.146


def test_engle_granger_as_stata_prints(macro: pd.DataFrame) -> None:
    result = engle_granger(macro["realcons"], macro["realgdp"], lags=0)
    assert result.statistic == pytest.approx(-1.830170986148, abs=1e-4)
    assert not result.rejects
    # MacKinnon (2010), two variables, constant, n infinite: -3.33613; a little lower for 202 quarters.
    assert result.critical == pytest.approx(-3.36, abs=0.01)


def test_series_tied_together_are_found_and_others_not() -> None:
    shocks = np.random.default_rng(11).standard_normal((3, 200))
    years = pd.RangeIndex(1, 201)
    walk, other = (pd.Series(row.cumsum(), index=years) for row in shocks[:2])
    assert engle_granger(2 * walk + shocks[2], walk).rejects
    assert not engle_granger(other, walk).rejects


@pytest.mark.parametrize(
    ("values", "breaks", "years"),
    [
        ([1, 2, 3, 4], [], (2000, 2003)),
        ([1, None, 3, 4], [], (2002, 2003)),
        ([1, 2, 3, 4], [2001], (2001, 2003)),
        ([1, 2, 3, 4], [2000, 2002], (2000, 2001)),
        ([1, 2, None, 3], [2001], (2000, 2000)),
    ],
)
def test_the_longest_run(values: list[float | None], breaks: list[int], years: tuple[int, int]) -> None:
    run = longest_run(pd.Series(values, index=pd.RangeIndex(2000, 2004), dtype=float), breaks)
    assert (int(run.index[0]), int(run.index[-1])) == years
    assert len(run) == years[1] - years[0] + 1


def test_nothing_known_is_an_empty_run() -> None:
    assert longest_run(pd.Series([None, None], index=[2000, 2001], dtype=float)).empty


def test_gaps_and_short_series_are_refused() -> None:
    short = pd.Series(range(9), index=range(2000, 2009), dtype=float)
    gap = pd.Series(range(12), index=[*range(2000, 2006), *range(2007, 2013)], dtype=float)
    for values in (short, gap, short.where(short != 3)):
        for test in (adf, kpss):
            with pytest.raises(ParameterError, match="at least 10"):
                test(values)
    whole = pd.Series(np.arange(12.0) ** 2, index=range(2000, 2012))
    with pytest.raises(ParameterError, match="same years"):
        engle_granger(whole, whole.set_axis(range(2001, 2013)))


def test_damage_of_one_national_value_changes_the_statistic(national: pd.DataFrame) -> None:
    damaged = national.copy()
    damaged.loc[damaged["series"].eq("edu_fiscal") & damaged["year"].eq(2010), "value"] *= 1.1
    first, second = (np.log(national_series(frame, "edu_fiscal").values) for frame in (national, damaged))
    assert adf(first, "ct").statistic != adf(second, "ct").statistic
    assert kpss(first, "ct").statistic != kpss(second, "ct").statistic


@given(
    holes=st.sets(st.integers(2000, 2024), max_size=6),
    changes=st.sets(st.integers(2000, 2024), max_size=4),
)
def test_no_stretch_is_longer_than_the_longest(holes: set[int], changes: set[int]) -> None:
    """Against the definition: of all stretches without hole and without change inside, none has more years."""
    values = pd.Series(1.0, index=range(2000, 2025)).drop(index=sorted(holes)).reindex(range(2000, 2025))
    found = longest_run(values, changes)
    lengths = [
        last - first + 1
        for first in range(2000, 2025)
        for last in range(first, 2025)
        if not holes & set(range(first, last + 1)) and not changes & set(range(first + 1, last + 1))
    ]
    assert len(found) == max(lengths, default=0)
    assert found.notna().all()


def test_a_trend_is_not_taken_for_a_unit_root_where_years_are_many() -> None:
    noise = pd.Series(np.random.default_rng(4).standard_normal(150), index=range(1, 151))
    trend = noise + 0.05 * np.arange(150)
    assert adf(trend, "ct").rejects
    assert not kpss(trend, "ct").rejects
    assert kpss(trend, "c").rejects
    assert not adf(noise.cumsum(), "c").rejects


def test_a_test_names_its_years_and_lags() -> None:
    noise = pd.Series(np.random.default_rng(4).standard_normal(24), index=range(2001, 2025))
    result = adf(noise, "ct", 2)
    assert (result.first, result.last, result.n, result.lags, result.trend) == (2001, 2024, 24, 2, "ct")
    assert kpss(noise).lags == 2
    assert (result.name, kpss(noise).name, engle_granger(noise, noise.cumsum()).name) == (
        "ADF",
        "KPSS",
        "Engle-Granger",
    )
