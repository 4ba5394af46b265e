"""Convergence, held against published numbers and exact cases."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from eduplans.errors import ParameterError
from eduplans.estimators import beta_convergence, half_life, sigma_convergence, speed


def test_two_percent_a_year_is_a_half_life_of_thirty_five_years() -> None:
    """R. J. Barro and X. Sala-i-Martin, Economic Growth: at 2 % a year half of the gap is gone after 35 years."""
    assert round(half_life(0.02)) == 35
    assert half_life(0.0) == np.inf
    assert np.isnan(half_life(float("nan")))


def test_speed_solves_its_equation() -> None:
    for rate in (-0.01, 0.005, 0.02, 0.08):
        assert speed(-(1 - np.exp(-rate * 12)) / 12, 12) == pytest.approx(rate)
    assert np.isnan(speed(-0.3, 5))


def test_a_known_speed_comes_back_with_noise() -> None:
    random = np.random.default_rng(3)
    first = np.exp(random.normal(size=400))
    last = first ** np.exp(-0.03 * 10) * np.exp(0.05 * random.normal(size=400))
    found = beta_convergence(first, last, 10)
    assert found.speed_low < 0.03 < found.speed_high
    assert found.speed == pytest.approx(0.03, abs=0.002)
    short, long = found.half_life_range
    assert short < found.half_life < long


def test_divergence_has_no_half_life() -> None:
    first = np.array([1.0, 2, 3, 5, 8])
    found = beta_convergence(first, first**1.2, 5)
    assert found.speed < 0
    assert found.half_life == np.inf


def test_sigma_by_hand() -> None:
    frame = pd.DataFrame({"t": [1, 1, 1, 2, 2], "y": [1.0, 2.0, 4.0, 3.0, None]})
    found = sigma_convergence(frame, "y", "t")
    assert found.loc[1, "sd_log"] == pytest.approx(np.log(2))
    assert found.loc[1, "variation"] == pytest.approx(np.std([1, 2, 4], ddof=1) / (7 / 3))
    assert found["n"].tolist() == [3, 1]
    assert np.isnan(found.loc[2, "sd_log"])


def test_a_damaged_value_changes_the_result() -> None:
    first = np.array([1.0, 2, 3, 5, 8, 9])
    last = first**0.9
    before = beta_convergence(first, last, 5)
    last[2] *= 3
    assert beta_convergence(first, last, 5).speed != before.speed


def test_values_must_be_above_zero() -> None:
    with pytest.raises(ParameterError, match="above zero"):
        beta_convergence([1.0, 0.0, 2.0, 3.0], [1.0, 2.0, 3.0, 4.0], 5)
    with pytest.raises(ParameterError, match="above zero"):
        sigma_convergence(pd.DataFrame({"t": [1, 1], "y": [1.0, -1.0]}), "y", "t")
