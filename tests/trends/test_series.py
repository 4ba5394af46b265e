from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans.errors import ParameterError, UnknownNameError
from eduplans.trends import national_series, other_value_gap, with_other_value

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_year_without_a_row_is_missing_and_not_zero(invented: Callable[..., pd.DataFrame]) -> None:
    table = invented([{"year": 2000, "value": 0.0}, {"year": 2002, "value": 5.0, "seen_in": "copy"}])
    series = national_series(table, "edu_total")
    assert series.missing == (2001,)
    assert series.values[2000] == 0.0
    assert pd.isna(series.values[2001])
    assert series.copies == (2002,)


def test_years_beyond_the_table_can_be_asked_for(invented: Callable[..., pd.DataFrame]) -> None:
    table = invented([{"year": 2001, "value": 1.0}, {"year": 2002, "value": 5.0}])
    assert national_series(table, "edu_total", start=1999, end=2003).missing == (1999, 2000, 2003)


def test_wrong_names_list_the_right_ones(invented: Callable[..., pd.DataFrame]) -> None:
    table = invented([{"year": 2001, "value": 1.0}, {"year": 2001, "value": 1.0, "series": "gdp"}])
    with pytest.raises(UnknownNameError, match=r"edu_totl.*edu_total, gdp"):
        national_series(table, "edu_totl")
    with pytest.raises(UnknownNameError, match=r"primary.*all"):
        national_series(table, "gdp", "primary")


def test_years_in_the_wrong_order_are_refused(invented: Callable[..., pd.DataFrame]) -> None:
    table = invented([{"year": 2001, "value": 1.0}])
    with pytest.raises(ParameterError, match="after the first"):
        national_series(table, "edu_total", start=2005, end=2005)


def test_the_other_value_replaces_one_year_alone(national: pd.DataFrame) -> None:
    series = national_series(national, "edu_fiscal")
    other = with_other_value(series, 2012)
    assert series.values[2012] == 2314756980000
    assert other.values[2012] == 2223623000000
    changed = series.values.compare(other.values)
    assert list(changed.index) == [2012]


def test_a_year_without_another_value_stays(national: pd.DataFrame) -> None:
    series = national_series(national, "edu_fiscal")
    assert with_other_value(series, 2011) is series
    assert with_other_value(series, 1900) is series


def test_the_frame_that_is_given_is_not_changed(national: pd.DataFrame) -> None:
    before = national.copy(deep=True)
    with_other_value(national_series(national, "edu_total"), 2012)
    pd.testing.assert_frame_equal(national, before)


def test_the_gap_of_another_printed_value(invented: Callable[..., pd.DataFrame]) -> None:
    table = invented(
        [
            {"year": 2000, "value": 1e8},
            {"year": 2001, "value": 2e8, "other_values": "1.9亿元"},
            {"year": 2002, "value": 3e8},
        ]
    )
    assert other_value_gap(national_series(table, "edu_total")).round(6).to_dict() == {2001: -5.0}
