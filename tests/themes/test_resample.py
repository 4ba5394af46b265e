"""Intervals by resampling, held against scipy and against what is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from eduplans.themes.resample import SEED, TIMES, centred, draws, ratio


def test_a_ratio_is_of_sums_and_not_a_mean_of_ratios() -> None:
    assert ratio([1.0, 1.0], [1.0, 3.0]).value == 0.5


def test_the_interval_is_that_of_scipy_for_a_mean() -> None:
    values = np.random.default_rng(1).normal(10, 2, 40)
    own = ratio(values.tolist(), [1.0] * 40)
    other = stats.bootstrap(
        (values,), np.mean, n_resamples=9999, method="percentile", confidence_level=0.95, rng=np.random.default_rng(2)
    ).confidence_interval
    assert own.low == pytest.approx(other.low, abs=0.06)
    assert own.high == pytest.approx(other.high, abs=0.06)


def test_the_interval_of_a_share_is_near_the_binomial_one() -> None:
    own = ratio([1.0] * 30 + [0.0] * 70, [1.0] * 100)
    deviation = 1.96 * (0.3 * 0.7 / 100) ** 0.5
    assert own.low == pytest.approx(0.3 - deviation, abs=0.015)
    assert own.high == pytest.approx(0.3 + deviation, abs=0.015)


def test_intervals_cover_what_they_claim() -> None:
    # a share of 0.4 in 150 samples of 60 items: about 95 of 100 intervals hold it
    random = np.random.default_rng(7)
    hits = 0
    for _ in range(150):
        found = ratio(random.binomial(1, 0.4, 60).astype(float).tolist(), [1.0] * 60, times=400)
        hits += found.low <= 0.4 <= found.high
    assert 0.89 <= hits / 150 <= 0.99


def test_the_same_seed_gives_the_same_interval_and_another_another() -> None:
    parts, wholes = [3.0, 0.0, 1.0, 2.0, 0.0], [5.0, 4.0, 6.0, 3.0, 2.0]
    assert ratio(parts, wholes) == ratio(parts, wholes)
    assert ratio(parts, wholes, seed=SEED + 1) != ratio(parts, wholes)


def test_a_changed_item_changes_the_estimate() -> None:
    assert ratio([3.0, 0.0], [5.0, 5.0]) != ratio([3.0, 1.0], [5.0, 5.0])


def test_nothing_to_count_is_not_a_number() -> None:
    assert np.isnan(ratio([], []).value)
    assert np.isnan(ratio([0.0], [0.0]).low)


def test_resamples_without_any_whole_count_as_zero() -> None:
    found = ratio([1.0, 0.0], [1.0, 0.0])
    assert (found.value, found.low, found.high) == (1.0, 0.0, 1.0)


def test_draws_are_of_the_items_and_cannot_be_written_to() -> None:
    places = draws(4)
    assert places.shape == (TIMES, 4)
    assert set(np.unique(places)) == {0, 1, 2, 3}
    with pytest.raises(ValueError, match="read-only"):
        places[0, 0] = 9


def test_the_centred_interval_keeps_the_spread_and_drops_the_shift() -> None:
    resampled = np.random.default_rng(3).normal(0.3, 0.02, 5000)
    found = centred(0.5, resampled)
    assert found.low == pytest.approx(0.5 - 1.96 * 0.02, abs=0.003)
    assert found.high == pytest.approx(0.5 + 1.96 * 0.02, abs=0.003)


def test_ends_are_clipped_to_what_is_possible() -> None:
    assert centred(0.99, np.array([0.1, 0.9]), lambda end: min(1.0, end)).high == 1.0
