from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from eduplans.codebook import read
from eduplans.errors import ParameterError
from eduplans.trends import Series, by_period, decompose, national_series, pupils, scope_breaks, with_other_value

if TYPE_CHECKING:
    from collections.abc import Mapping

CONCEPTS = ("edu_total", "edu_fiscal", "gpb_edu", "gpb_edu_mof")


def money(values: list[float | None], name: str = "invented", first: int = 2000) -> Series:
    years = pd.RangeIndex(first, first + len(values), name="year")
    return Series(name, "all", "yuan", pd.DataFrame({"value": pd.Series(values, index=years, dtype=float)}))


def heads(values: list[float | None], first: int = 2000) -> pd.Series:
    return pd.Series(values, index=pd.RangeIndex(first, first + len(values), name="year"), dtype=float)


def test_decomposition_by_hand() -> None:
    # 100 to 121 with 10 to 11 pupils: ln 1.21 = ln 1.1 + ln 1.1.
    frame = decompose(money([100.0, 121.0]), heads([10.0, 11.0]), []).frame
    assert frame.loc[2001, "spending"] == pytest.approx(math.log(1.21))
    assert frame.loc[2001, "pupils"] == pytest.approx(math.log(1.1))
    assert frame.loc[2001, "per_pupil"] == pytest.approx(0.0953101798043249)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_the_identity_holds(national: pd.DataFrame, concept: str) -> None:
    spending, total = national_series(national, concept), pupils(national).total
    usable = decompose(spending, total).usable
    per_pupil = np.log(spending.values / total).diff()
    assert len(usable) >= 12
    assert (usable["spending"] - usable["pupils"] - usable["per_pupil"]).abs().max() < 1e-12
    assert (usable["per_pupil"] - per_pupil[usable.index]).abs().max() < 1e-12


def test_a_difference_across_a_break_is_dropped_and_says_why() -> None:
    broken = [{"year": "2002", "effect": "drop", "reason": "wider scope", "comparable_growth": "9.41"}]
    result = decompose(money([100.0, 110.0, 200.0, 210.0]), heads([10.0, 11.0, 12.0, 13.0]), broken)
    assert result.years("break") == (2002,)
    assert result.frame.loc[2002, ["spending", "per_pupil"]].isna().all()
    assert result.frame.loc[2002, "reason"] == "wider scope"
    assert result.frame.loc[2002, "comparable_growth"] == 9.41
    assert list(result.usable.index) == [2001, 2003]


def test_no_difference_is_formed_over_a_missing_year() -> None:
    result = decompose(money([100.0, None, 200.0]), heads([10.0, 11.0, 12.0]), [])
    assert result.years("missing") == (2001, 2002)
    assert result.frame.loc[2002, "reason"] == "not found: spending of 2001"
    assert result.usable.empty


def test_a_year_with_two_values_marks_both_differences_and_keeps_them() -> None:
    two = [{"year": "2001", "effect": "show both", "reason": "two values", "comparable_growth": ""}]
    result = decompose(money([100.0, 110.0, 121.0, 130.0]), heads([1.0, 1.0, 1.0, 1.0]), two)
    assert result.years("two values") == (2001, 2002)
    assert len(result.usable) == 3


def test_zero_is_no_missing_value() -> None:
    with pytest.raises(ParameterError, match="above zero"):
        decompose(money([0.0, 1.0]), heads([1.0, 1.0]), [])


def test_known_breaks_of_budget_spending_are_dropped(national: pd.DataFrame) -> None:
    result = decompose(national_series(national, "gpb_edu"), pupils(national).total)
    assert result.years("break") == (2012, 2015, 2021)
    assert result.years("missing") == (2023, 2024)
    assert result.frame.loc[[2015, 2021], "comparable_growth"].tolist() == [9.41, 5.17]
    assert len(result.usable) == 19


def test_breaks_are_data_with_reason_and_source() -> None:
    for row in read("scope_breaks"):
        assert row["reason"], row
        assert row["source"], row
        assert row["effect"] in {"drop", "show both", "subtract", "leave out"}, row
        assert 2000 < int(row["year"]) < 2025, row
    assert {row["year"] for row in scope_breaks("edu_total")} == {"2012"}
    assert scope_breaks("edu_total", "primary") == ()


@pytest.mark.parametrize("concept", ["edu_total", "edu_fiscal"])
def test_both_values_of_2012_move_growth_between_years_and_not_their_sum(national: pd.DataFrame, concept: str) -> None:
    total = pupils(national).total
    table = decompose(national_series(national, concept), total).frame["spending"]
    other = decompose(with_other_value(national_series(national, concept), 2012), total).frame["spending"]
    assert table[2012] > other[2012]
    assert table[2013] < other[2013]
    assert table[[2012, 2013]].sum() == pytest.approx(other[[2012, 2013]].sum(), abs=1e-12)
    assert (table.drop([2012, 2013]) == other.drop([2012, 2013])).all()


def test_sums_of_a_whole_period_are_the_difference_of_its_ends(national: pd.DataFrame) -> None:
    spending, total = national_series(national, "edu_total"), pupils(national).total
    table = by_period(decompose(spending, total)).set_index("period_zh")
    for name, first, last in (("十五", 2000, 2005), ("十一五", 2005, 2010), ("十三五", 2015, 2020)):
        assert table.loc[name, "used"] == 5
        assert table.loc[name, "spending"] == pytest.approx(math.log(spending.values[last] / spending.values[first]))
        assert table.loc[name, "pupils"] == pytest.approx(math.log(total[last] / total[first]))
        assert table.loc[name, "mean_pupils"] == pytest.approx(table.loc[name, "pupils"] / 5)


def test_a_period_with_dropped_differences_says_how_many_remain(national: pd.DataFrame) -> None:
    table = by_period(decompose(national_series(national, "gpb_edu"), pupils(national).total)).set_index("period_zh")
    assert table["used"].to_dict() == {"十五": 5, "十一五": 5, "十二五": 3, "十三五": 5, "十四五": 1}
    assert (table["years"] == 5).all()
    total = table["spending"] - table["pupils"] - table["per_pupil"]
    assert total.abs().max() < 1e-12


def test_a_period_without_a_usable_difference_has_no_sum() -> None:
    periods: list[Mapping[str, str]] = [{"name_en": "1st", "name_zh": "一", "first": "2000", "last": "2002"}]
    table = by_period(decompose(money([1.0, None, 2.0]), heads([1.0, 1.0, 1.0]), []), periods)
    assert table.loc[0, "used"] == 0
    assert math.isnan(table.loc[0, "spending"])


@pytest.mark.parametrize(("year", "touched"), [(2005, [2005, 2006]), (2022, [2022])])
def test_damaging_a_value_changes_its_differences_alone(national: pd.DataFrame, year: int, touched: list[int]) -> None:
    damaged = national.copy()
    damaged.loc[(damaged["series"] == "gpb_edu") & (damaged["year"] == year), "value"] *= 1.01
    total = pupils(national).total
    before = decompose(national_series(national, "gpb_edu"), total).frame["spending"]
    after = decompose(national_series(damaged, "gpb_edu"), total).frame["spending"]
    both = before.notna() & after.notna()
    assert list(before.index[both & (before != after)]) == touched
