"""Fixed effects and differences, held against textbooks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.datasets import grunfeld

from eduplans.errors import ParameterError
from eduplans.estimators import differences, fixed_effects, long_difference


@pytest.fixture(scope="module")
def firms() -> pd.DataFrame:
    """Grunfeld's ten large firms, 1935-1954, as in Baltagi's textbook."""
    data = grunfeld.load_pandas().data
    return data[data["firm"] != "American Steel"].reset_index(drop=True)


# B. H. Baltagi, Econometric Analysis of Panel Data, tables 2.1 (OLS, within) and 3.1 (two-way within)
@pytest.mark.parametrize(
    ("effects", "value", "capital"),
    [
        ((), (0.116, 0.006), (0.231, 0.025)),
        (("unit",), (0.110, 0.012), (0.310, 0.017)),
        (("unit", "time"), (0.118, 0.014), (0.358, 0.023)),
    ],
)
def test_grunfeld_as_in_the_textbook(
    firms: pd.DataFrame, effects: tuple[str, ...], value: tuple[float, float], capital: tuple[float, float]
) -> None:
    fit = fixed_effects(
        firms, "invest", ["value", "capital"], unit="firm", time="year", effects=effects, covariance="classic"  # type: ignore[arg-type]
    )  # fmt: skip
    for name, (estimate, error) in {"value": value, "capital": capital}.items():
        found = fit.coefficient(name)
        assert round(found.value, 3) == estimate
        assert round(found.error, 3) == error


def test_within_is_the_regression_with_dummies_in_a_panel_with_gaps(firms: pd.DataFrame) -> None:
    rows = firms.drop(index=[3, 40, 41, 77, 120])
    fit = fixed_effects(rows, "invest", ["value", "capital"], unit="firm", time="year", covariance="CR1")
    dummies = pd.get_dummies(rows[["firm", "year"]].astype(str), drop_first=True, dtype=float)
    design = np.column_stack([rows[["value", "capital"]], dummies, np.ones(len(rows))])
    plain = sm.OLS(rows["invest"].to_numpy(), design).fit()
    assert fit.values[:2] == pytest.approx(plain.params[:2], rel=1e-8)
    codes = rows["firm"].astype("category").cat.codes.to_numpy()
    clustered = sm.OLS(rows["invest"].to_numpy(), design).fit(
        cov_type="cluster", cov_kwds={"groups": codes, "use_correction": False}
    )
    n, k = len(rows), 2 + 19 + 1
    factor = 10 / 9 * (n - 1) / (n - k)
    assert fit.coefficient("value").error == pytest.approx(clustered.bse[0] * factor**0.5, rel=1e-8)


def test_differences_bridge_nothing() -> None:
    frame = pd.DataFrame({"i": list("aaab"), "t": [2001, 2002, 2004, 2002], "x": [1.0, np.nan, 4.0, 2.0]})
    assert differences(frame, ["x"], unit="i", time="t").empty
    three = differences(frame, ["x"], unit="i", time="t", span=3)
    assert three.to_dict("records") == [{"i": "a", "t": 2004, "x": 3.0}]


def test_two_times_give_the_same_slope_by_effects_and_by_differences(firms: pd.DataFrame) -> None:
    ends = firms[firms["year"].isin([1940, 1950])]
    effects = fixed_effects(ends, "invest", ["value"], unit="firm", time="year")
    change = long_difference(ends, "invest", ["value"], unit="firm", time="year", first=1940, last=1950)
    assert effects.coefficient("value").value == pytest.approx(change.coefficient("value").value, rel=1e-9)


def test_a_damaged_value_changes_the_result(firms: pd.DataFrame) -> None:
    before = fixed_effects(firms, "invest", ["value"], unit="firm", time="year").coefficient("value")
    firms = firms.copy()
    firms.loc[17, "invest"] *= 2
    after = fixed_effects(firms, "invest", ["value"], unit="firm", time="year").coefficient("value")
    assert before.value != after.value


def test_what_is_no_panel_is_said(firms: pd.DataFrame) -> None:
    with pytest.raises(ParameterError, match="two rows for one time"):
        fixed_effects(pd.concat([firms, firms.head(1)]), "invest", ["value"], unit="firm", time="year")
    constant = firms.assign(size=firms.groupby("firm")["value"].transform("mean"))
    with pytest.raises(ParameterError, match="do not determine"):
        fixed_effects(constant, "invest", ["size"], unit="firm", time="year")
    with pytest.raises(ParameterError, match="less than one year"):
        differences(firms, ["invest"], unit="firm", time="year", span=0)
