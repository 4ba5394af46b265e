"""Tests of `eduplans.trends.coverage`: the many lines at once are those of the estimators."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from eduplans.errors import ParameterError
from eduplans.trends import Decomposition, coverage, elasticity, fixed_b
from eduplans.trends.coverage import _long_run, _slopes
from eduplans.trends.power import paths

PUPILS = np.array([0.01, -0.01, 0.0, 0.02, 0.01, -0.02, 0.0, 0.01, 0.015, -0.005, 0.03, -0.01])


def one_line(money: np.ndarray) -> Decomposition:
    index = pd.RangeIndex(2001, 2001 + len(money))
    return Decomposition("invented", pd.DataFrame({"pupils": PUPILS, "spending": money, "state": "usable"}, index))


def test_slopes_and_errors_are_those_of_the_estimators() -> None:
    money = paths(0.5, len(PUPILS), 4, seed=2)
    found = _slopes(PUPILS, money)
    hc3 = _long_run(found.parts / (1 - found.leverage), 1)
    hac = _long_run(found.parts, 3) * np.sqrt(12 / 10)
    wide = _long_run(found.parts, 12)
    for place, row in enumerate(money):
        line = one_line(row)
        assert found.slopes[place] == pytest.approx(elasticity(line).slope)
        assert hc3[place] == pytest.approx(elasticity(line, "HC3").error)
        assert elasticity(line, "HAC").lags == 2
        assert hac[place] == pytest.approx(elasticity(line, "HAC").error)
        assert wide[place] == pytest.approx(fixed_b(line, 12).error)


def test_with_independent_errors_intervals_hold_about_what_they_claim() -> None:
    found = {(one.interval, one.bandwidth): one.share for one in coverage(PUPILS, 0.0, draws=4000)}
    assert 0.93 < found["HC3", 0] < 0.99
    assert 0.89 < found["fixed-b", 12] < 0.97


def test_fixed_b_holds_the_true_slope_more_often_than_t_with_the_same_errors() -> None:
    smooth = np.sin(np.arange(24) / 4)
    found = coverage(smooth, 0.6, draws=2000)
    hac = next(one for one in found if one.interval == "HAC")
    wide = [one for one in found if one.interval == "fixed-b" and one.bandwidth > hac.bandwidth]
    assert all(one.share > hac.share for one in wide)


def test_the_factor_makes_fixed_b_hold_the_slope_more_often() -> None:
    found = coverage(PUPILS, 0.0, draws=2000)
    plain, wide = (
        {one.bandwidth: one.share for one in found if one.interval == f"fixed-b{kind}"} for kind in ("", " corrected")
    )
    assert set(plain) == set(wide)
    assert all(wide[width] > plain[width] for width in plain)


def test_resemblance_between_years_makes_every_interval_too_short() -> None:
    smooth = np.sin(np.arange(24) / 4)
    free, tied = (coverage(smooth, rho, draws=1000) for rho in (0.0, 0.8))
    for one, other in zip(free, tied, strict=True):
        assert one.share > other.share


def test_scale_and_level_of_pupils_do_not_matter_and_their_order_does() -> None:
    first = [one.share for one in coverage(PUPILS, 0.6, draws=500)]
    assert [one.share for one in coverage(100 * PUPILS + 3, 0.6, draws=500)] == pytest.approx(first, abs=0.003)
    assert [one.share for one in coverage(np.sort(PUPILS), 0.6, draws=500)] != first


def test_too_few_differences_are_refused() -> None:
    with pytest.raises(ParameterError, match="at least 5"):
        coverage(PUPILS[:4], 0.0)
