from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from eduplans.errors import ParameterError
from eduplans.trends import Decomposition, decompose, elasticity, national_series, pupils

if TYPE_CHECKING:
    from eduplans.trends.elasticity import Covariance

#: Anscombe's first set (The American Statistician 27, 1973): y = 3.00 + 0.500 x, standard error of the slope 0.118.
X = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0]
Y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]


def points(x: list[float], y: list[float], state: str = "usable") -> Decomposition:
    index = pd.RangeIndex(2001, 2001 + len(x), name="year")
    return Decomposition("invented", pd.DataFrame({"pupils": x, "spending": y, "state": state}, index=index))


def test_a_published_line() -> None:
    result = elasticity(points(X, Y), "classic")
    assert result.slope == pytest.approx(0.5001, abs=5e-5)
    assert result.constant == pytest.approx(3.0001, abs=5e-5)
    assert result.error == pytest.approx(0.1179, abs=5e-5)
    assert result.constant_error == pytest.approx(1.1247, abs=5e-5)
    assert result.fit == pytest.approx(0.6665, abs=5e-5)
    assert result.p == pytest.approx(0.00217, abs=5e-6)
    assert result.freedom == 9


def sandwich(meat: np.ndarray) -> float:
    design = np.column_stack([np.ones(len(X)), X])
    bread = np.linalg.inv(design.T @ design)
    return float(np.sqrt((bread @ meat @ bread)[1, 1]))


def residuals() -> tuple[np.ndarray, np.ndarray]:
    design = np.column_stack([np.ones(len(X)), X])
    return design, np.array(Y) - design @ np.linalg.lstsq(design, np.array(Y), rcond=None)[0]


def test_hc3_by_its_definition() -> None:
    design, left = residuals()
    leverage = np.diag(design @ np.linalg.inv(design.T @ design) @ design.T)
    scaled = design * (left / (1 - leverage))[:, None]
    assert elasticity(points(X, Y), "HC3").error == pytest.approx(sandwich(scaled.T @ scaled))


def test_hac_by_its_definition_with_the_correction_for_small_samples() -> None:
    design, left = residuals()
    scores, n, lags = design * left[:, None], len(X), 2
    meat = scores.T @ scores
    for lag in range(1, lags + 1):
        cross = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (cross + cross.T)
    result = elasticity(points(X, Y), "HAC")
    assert result.lags == lags
    assert result.error == pytest.approx(sandwich(meat) * np.sqrt(n / (n - 2)))


@pytest.mark.parametrize("covariance", ["HC3", "HAC", "classic"])
def test_the_interval_is_students_t(covariance: Covariance) -> None:
    from scipy.stats import t

    result = elasticity(points(X, Y), covariance)
    reach = t.ppf(0.975, 9) * result.error
    assert (result.low, result.high) == pytest.approx((result.slope - reach, result.slope + reach))
    assert result.p == pytest.approx(2 * t.sf(abs(result.slope / result.error), 9))
    narrow = elasticity(points(X, Y), covariance, confidence=0.5)
    assert narrow.high - narrow.low < result.high - result.low


def test_dropped_differences_do_not_enter() -> None:
    whole = points([*X, 100.0], [*Y, -100.0])
    whole.frame.loc[whole.frame.index[-1], "state"] = "break"
    assert elasticity(whole).slope == elasticity(points(X, Y)).slope
    assert elasticity(whole).years == elasticity(points(X, Y)).years


def test_too_few_points_are_refused() -> None:
    with pytest.raises(ParameterError, match="4 usable yearly differences are too few"):
        elasticity(points(X[:4], Y[:4]))


def test_pupils_that_never_change_give_no_slope() -> None:
    with pytest.raises(ParameterError, match="never changed"):
        elasticity(points([1.0] * 6, Y[:6]))


def test_budget_spending_of_the_nation_against_numpy(national: pd.DataFrame) -> None:
    growth = decompose(national_series(national, "gpb_edu"), pupils(national).total)
    result = elasticity(growth)
    slope, constant = np.polyfit(growth.usable["pupils"], growth.usable["spending"], 1)
    assert result.n == 19
    assert (result.slope, result.constant) == pytest.approx((slope, constant))
    assert not {2012, 2015, 2021} & set(result.years)


def test_damaging_a_point_changes_the_slope() -> None:
    damaged = [*Y]
    damaged[4] += 0.01
    assert elasticity(points(X, damaged)).slope != elasticity(points(X, Y)).slope


@pytest.mark.filterwarnings("error")
def test_spending_that_always_grows_alike_has_a_slope_of_zero_and_no_fit() -> None:
    result = elasticity(points(X, [0.5] * len(X)))
    assert result.slope == pytest.approx(0, abs=1e-12)
    assert np.isnan(result.fit)


def test_hac_as_stata_prints() -> None:
    """Growth of investment on growth of GDP and the real interest rate, United States, 202 quarters.

    ``ivreg2 g_realinv g_realgdp L.realint, robust bw(5) small`` of Stata, as the tests of statsmodels document it:
    slope of growth of GDP 4.37422166, standard error 0.33125645. The interest rate stands where the year would stand.
    """
    from statsmodels.datasets import macrodata

    frame = macrodata.load_pandas().data
    growth = 400 * np.log(frame[["realgdp", "realinv"]]).diff().iloc[1:]
    growth = growth.set_axis(["pupils", "spending"], axis=1).assign(state="usable")
    result = elasticity(Decomposition("macrodata", growth.set_axis(frame["realint"].iloc[:-1])), "HAC", trend=True)
    assert result.lags == 4
    assert result.slope == pytest.approx(4.37422166, abs=1e-7)
    assert result.error == pytest.approx(0.33125645, abs=1e-7)
