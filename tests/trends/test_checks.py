"""Tests of `eduplans.trends.checks` on invented differences."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from eduplans.trends import (
    Decomposition,
    diagnose,
    elasticity,
    with_comparable_growth,
    with_last_years_pupils,
    without_year,
)


def differences(spending: list[float], pupils: list[float], **columns: object) -> Decomposition:
    frame = pd.DataFrame({"spending": spending, "pupils": pupils}, index=range(2001, 2001 + len(pupils)))
    frame["per_pupil"] = frame["spending"] - frame["pupils"]
    return Decomposition("invented", frame.assign(**({"state": "usable", "comparable_growth": np.nan} | columns)))


PUPILS = [0.0, 0.01, 0.0, 0.01, 0.0, 0.01, 0.0, 0.01]


def test_residuals_that_repeat_are_told_from_those_that_alternate() -> None:
    repeat = diagnose(differences([0.1] * 4 + [0.2] * 4, PUPILS))
    alternate = diagnose(differences([0.1, 0.1, 0.2, 0.2] * 2, PUPILS))
    assert repeat.durbin_watson < 1 < 2 < diagnose(differences([0.1, 0.3, 0.3, 0.1] * 2, PUPILS)).durbin_watson + 1
    assert repeat.autocorrelation > 0.5 > alternate.autocorrelation
    assert repeat.pairs == 7


def test_a_dropped_year_parts_its_neighbours() -> None:
    growth = differences([0.1] * 4 + [0.2] * 4, PUPILS)
    assert diagnose(without_year(growth, 2004)).pairs == 5


def test_the_year_that_pulls_most_is_found_and_can_be_left_out() -> None:
    growth = differences([0.1, 0.1, 0.1, 0.1, 0.1, 0.5], [0.0, 0.01, -0.01, 0.0, 0.01, 0.2])
    found = diagnose(growth)
    assert found.year == 2006
    assert found.leverage > 2 * found.mean_leverage == pytest.approx(2 * 2 / 6)
    assert elasticity(growth).slope > 1.5
    rest = elasticity(without_year(growth, found.year))
    assert rest.slope == pytest.approx(0, abs=1e-9)
    assert rest.years == (2001, 2002, 2003, 2004, 2005)


def test_last_years_pupils_move_one_year_and_never_across_a_gap() -> None:
    growth = differences([0.1, 0.2, 0.3], [0.01, math.nan, 0.03], state=["usable", "missing", "usable"])
    moved = with_last_years_pupils(growth)
    assert moved.frame["state"].tolist() == ["missing", "usable", "missing"]
    assert moved.usable["pupils"].tolist() == [0.01]
    assert growth.frame["pupils"].tolist()[2] == 0.03, "the given frame stays"


def test_printed_growth_stands_in_for_a_dropped_difference_less_prices() -> None:
    growth = differences(
        [0.1, math.nan, math.nan], [0.0, 0.01, 0.02],
        state=["usable", "break", "break"], comparable_growth=[math.nan, 10.0, math.nan],
    )  # fmt: skip
    nominal = with_comparable_growth(growth)
    assert nominal.years("usable") == (2001, 2002)
    assert nominal.years("break") == (2003,)
    assert nominal.frame.loc[2002, "per_pupil"] == pytest.approx(math.log(1.1) - 0.01)
    prices = pd.Series([1.0, 1.02, 1.05], index=[2001, 2002, 2003])
    real = with_comparable_growth(growth, prices)
    assert real.frame.loc[2002, "spending"] == pytest.approx(math.log(1.1) - math.log(1.02))


def test_a_trend_is_taken_out_before_the_slope() -> None:
    pupils = [0.0, 0.01, 0.01, 0.03, 0.03, 0.05]
    falling = [0.3 - 0.02 * step + 0.5 * heads for step, heads in enumerate(pupils)]
    growth = differences(falling, pupils)
    assert elasticity(growth).slope < 0
    assert elasticity(growth, trend=True).slope == pytest.approx(0.5)
    assert elasticity(growth, trend=True).freedom == elasticity(growth).freedom - 1
