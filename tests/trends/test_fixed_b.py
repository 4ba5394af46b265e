"""Tests of `eduplans.trends.fixed_b` against published critical values and by simulation of their limit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from eduplans.errors import ParameterError
from eduplans.trends import Decomposition, critical_value, decompose, fixed_b, long_bandwidth, national_series, pupils

X = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0]
Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]


def points() -> Decomposition:
    index = pd.RangeIndex(2001, 2001 + len(X), name="year")
    return Decomposition("Anscombe", pd.DataFrame({"pupils": X, "spending": Y, "state": "usable"}, index=index))


@pytest.mark.parametrize(("confidence", "published"), [(0.8, 3.890), (0.9, 5.323), (0.95, 6.747), (0.98, 8.613)])
def test_at_full_bandwidth_as_kiefer_vogelsang_and_bunzel_print(confidence: float, published: float) -> None:
    """Kiefer, Vogelsang and Bunzel (Econometrica 68, 2000, 695-714): their values are √2 times those of the kernel.

    The two papers simulated the same limit independently; the fitted cubic lies within one and a half percent of it.
    """
    assert critical_value(1.0, confidence) == pytest.approx(published / np.sqrt(2), rel=0.015)


@pytest.mark.parametrize(("confidence", "normal"), [(0.8, 1.2816), (0.9, 1.6449), (0.95, 1.9600), (0.98, 2.3263)])
def test_without_bandwidth_as_the_normal_distribution(confidence: float, normal: float) -> None:
    assert critical_value(1e-9, confidence) == pytest.approx(normal, abs=1e-6)


@pytest.mark.parametrize("b", [0.1, 0.32, 0.7])
def test_the_limit_distribution_has_the_stated_coverage(b: float) -> None:
    """The t-statistic of a mean, n = 200, 6000 series of white noise, seed 5: 95 % lie inside the critical values."""
    n, draws = 200, 6000
    noise = np.random.default_rng(5).standard_normal((draws, n))
    left = noise - noise.mean(axis=1, keepdims=True)
    bandwidth = int(b * n)
    spectrum = np.abs(np.fft.rfft(left, 2 * n, axis=1)) ** 2
    covariances = np.fft.irfft(spectrum, axis=1)[:, :bandwidth] / n
    weights = np.where(np.arange(bandwidth) == 0, 1.0, 2 * (1 - np.arange(bandwidth) / bandwidth))
    statistics = np.sqrt(n) * noise.mean(axis=1) / np.sqrt(covariances @ weights)
    inside = np.mean(np.abs(statistics) < critical_value(b))
    assert inside == pytest.approx(0.95, abs=0.012)
    assert np.mean(np.abs(statistics) < 1.96) < 0.94


def test_the_error_by_its_definition() -> None:
    design = np.column_stack([np.ones(len(X)), X])
    left = np.array(Y) - design @ np.linalg.lstsq(design, np.array(Y), rcond=None)[0]
    scores, bandwidth = design * left[:, None], 4
    meat = scores.T @ scores
    for lag in range(1, bandwidth):
        cross = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / bandwidth) * (cross + cross.T)
    bread = np.linalg.inv(design.T @ design)
    result = fixed_b(points(), bandwidth)
    assert result.error == pytest.approx(float(np.sqrt((bread @ meat @ bread)[1, 1])))
    assert result.slope == pytest.approx(0.5001, abs=5e-5)
    assert result.high - result.slope == pytest.approx(critical_value(4 / 11) * result.error)


def test_the_factor_of_hac_by_hand() -> None:
    plain, wide = fixed_b(points(), 4), fixed_b(points(), 4, corrected=True)
    assert wide.error / plain.error == pytest.approx(np.sqrt(11 / 9))
    assert (plain.corrected, wide.corrected) == (False, True)
    assert wide.critical == plain.critical


def test_longer_bandwidths_have_larger_critical_values() -> None:
    values = [critical_value(b) for b in np.linspace(0.02, 1, 50)]
    assert all(np.diff(values) > 0)


@pytest.mark.parametrize("b", [0.0, -0.1, 1.01])
def test_b_out_of_range_is_refused(b: float) -> None:
    with pytest.raises(ParameterError, match="above 0, to 1"):
        critical_value(b)


def test_an_unprinted_coverage_names_the_printed_ones() -> None:
    with pytest.raises(ParameterError, match=r"0\.8, 0\.9, 0\.95, 0\.98"):
        critical_value(0.2, 0.99)


def test_a_bandwidth_longer_than_the_series_is_refused() -> None:
    with pytest.raises(ParameterError, match="1 to 11"):
        fixed_b(points(), 12)


def test_the_default_bandwidth_and_the_national_estimate(national: pd.DataFrame) -> None:
    growth = decompose(national_series(national, "edu_fiscal"), pupils(national).total)
    result = fixed_b(growth)
    assert (result.n, result.bandwidth) == (22, long_bandwidth(22))
    assert result.low < result.slope < result.high


def test_damage_of_one_national_value_changes_the_interval(national: pd.DataFrame) -> None:
    damaged = national.copy()
    chosen = damaged["series"].eq("edu_fiscal") & damaged["year"].eq(2013)
    damaged.loc[chosen, "value"] *= 1.05
    first, second = (
        fixed_b(decompose(national_series(frame, "edu_fiscal"), pupils(frame).total)) for frame in (national, damaged)
    )
    assert abs(first.slope - second.slope) > 0.01
    assert first.low != second.low
