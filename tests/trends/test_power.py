"""Tests of `eduplans.trends.power`: the many statistics at once against statsmodels, and sizes and powers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.tsa.stattools import adfuller

from eduplans.trends import detectable, kpss, power
from eduplans.trends.elasticity import Elasticity
from eduplans.trends.power import adf_statistics, kpss_statistics, paths


@pytest.mark.parametrize("trend", ["n", "c", "ct"])
@pytest.mark.parametrize("lags", [0, 1, 2])
def test_many_adf_statistics_as_statsmodels_gives_one_by_one(trend: str, lags: int) -> None:
    series = paths(0.9, 24, 5, seed=3)
    single = [adfuller(row, maxlag=lags, regression=trend, autolag=None, result_object=False)[0] for row in series]
    assert adf_statistics(series, trend, lags) == pytest.approx(single, abs=1e-9)  # type: ignore[arg-type]


def test_many_kpss_statistics_as_one_by_one() -> None:
    series = paths(0.5, 30, 4, seed=3)
    single = [kpss(pd.Series(row, index=range(1990, 2020)), "c", 2).statistic for row in series]
    assert kpss_statistics(series, 2) == pytest.approx(single, abs=1e-9)


@pytest.mark.parametrize(
    ("trend", "n", "printed"),
    [("n", 25, -1.95), ("c", 25, -3.00), ("c", 100, -2.89), ("ct", 25, -3.60)],
)
def test_quantiles_of_random_walks_as_fuller_prints(trend: str, n: int, printed: float) -> None:
    """Fuller (Introduction to Statistical Time Series, 1976, table 8.5.2): five percent of the statistics lie below."""
    series = paths(1.0, n, 8000, seed=8)
    quantile = float(np.quantile(adf_statistics(series, trend, 0), 0.05))  # type: ignore[arg-type]
    assert quantile == pytest.approx(printed, abs=0.06)


def test_at_a_unit_root_adf_rejects_about_one_in_twenty() -> None:
    result = power("ADF", 1.0, 25, draws=4000)
    assert result.rejects == pytest.approx(0.05, abs=0.015)
    assert result.error < 0.005


def test_engle_granger_rejects_seldom_where_nothing_holds_the_series_together() -> None:
    assert power("Engle-Granger", 1.0, 25, draws=4000).rejects == pytest.approx(0.06, abs=0.025)


@pytest.mark.parametrize("test", ["ADF", "Engle-Granger"])
def test_power_rises_with_years_and_falls_with_persistence(test: str) -> None:
    short, long = (power(test, 0.8, n, draws=800).rejects for n in (22, 100))
    weak = power(test, 0.95, 22, draws=800).rejects
    assert weak < short < long


def test_kpss_rejects_a_random_walk_more_often_than_a_stationary_series() -> None:
    assert power("KPSS", 0.3, 25, draws=800).rejects < power("KPSS", 1.0, 25, draws=800).rejects


def test_the_same_seed_gives_the_same_share() -> None:
    assert power("ADF", 0.9, 22, draws=200) == power("ADF", 0.9, 22, draws=200)
    assert not np.array_equal(paths(0.9, 22, 5, 1), paths(0.9, 22, 5, 2))


def test_the_smallest_detectable_slope_as_bloom_prints() -> None:
    """Bloom (1995): 2.8 standard errors for a power of 0.8 and a two-sided test at five percent, many observations."""
    many = Elasticity(0.5, 2.0, 0, 1, 0.5, 0, 0, 0, (2001,), 10**6, "HC3", 0, 0.95)
    assert detectable(many) / many.error == pytest.approx(2.80, abs=0.005)
    few = Elasticity(0.5, 2.0, 0, 1, 0.5, 0, 0, 0, (2001,), 20, "HC3", 0, 0.95)
    assert detectable(few) > detectable(many)
    assert detectable(few, 0.9) > detectable(few)
