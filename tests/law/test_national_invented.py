"""Tests of `eduplans.law.national` on invented series: each way in which a year can be decided or not."""

from __future__ import annotations

import pandas as pd
import pytest

from eduplans.law import ClauseResult, national_clauses


def table(*rows: tuple[int, str, str, str]) -> pd.DataFrame:
    """Year, series, level and what is printed."""
    frame = pd.DataFrame(rows, columns=["year", "series", "level_printed", "as_printed"])
    return frame.assign(value=0.0)


def results(frame: pd.DataFrame, year: int, level: str = "all") -> dict[str, ClauseResult]:
    found = national_clauses(frame, (year, year))
    return {one.result.clause: one.result for one in found if one.level == level}


@pytest.mark.parametrize(
    ("before", "now", "rises", "not_below"),
    [
        ("100.0亿元", "101.0亿元", "holds", "holds"),
        ("100.0亿元", "99.0亿元", "fails", "fails"),
        ("100.0亿元", "100.0亿元", "cannot be decided", "cannot be decided"),
        ("100亿元", "101亿元", "cannot be decided", "holds"),
        ("1000000万元", "100.2亿元", "holds", "holds"),
    ],
)
def test_growth_of_two_printed_years(before: str, now: str, rises: str, not_below: str) -> None:
    frame = table(
        (2018, "gpb_edu", "all", before),
        (2019, "gpb_edu", "all", now),
        (2018, "gpb_edu_per_student", "all", before),
        (2019, "gpb_edu_per_student", "all", now),
    )
    found = results(frame, 2019)
    assert found["per_student"].verdict == rises
    assert found["spending"].verdict == found["spending_per_student"].verdict == not_below
    assert found["appropriations"].verdict == "cannot be decided"


def test_a_year_alone_is_no_growth() -> None:
    found = results(table((2019, "gpb_edu", "all", "100.0亿元")), 2019)
    assert {result.verdict for result in found.values()} == {"cannot be decided"}
    assert "a level alone is not growth" in found["spending"].reason


def test_a_year_in_between_is_not_bridged() -> None:
    frame = table((2017, "gpb_edu", "all", "100.0亿元"), (2019, "gpb_edu", "all", "120.0亿元"))
    assert results(frame, 2019)["spending"].verdict == "cannot be decided"


def test_across_a_restated_base_levels_do_not_count() -> None:
    """The codebook knows a break in 2021 with a printed rate; levels that fall change nothing."""
    frame = table((2020, "gpb_edu", "all", "100.0亿元"), (2021, "gpb_edu", "all", "90.0亿元"))
    result = results(frame, 2021)["spending"]
    assert result.verdict == "holds"
    assert result.computed is not None
    assert result.computed.low < 5.17 < result.computed.high
    assert result.figures[0].name.endswith("growth on a comparable basis")


def test_across_a_change_of_scope_without_a_rate_nothing_is_said() -> None:
    frame = table((2011, "gpb_edu", "all", "100.0亿元"), (2012, "gpb_edu", "all", "190.0亿元"))
    result = results(frame, 2012)["appropriations"]
    assert result.verdict == "cannot be decided"
    assert result.computed is None


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("4.05%", "holds"),
        ("3.95%", "fails"),
        ("4.00%", "cannot be decided"),
        ("4.0%", "cannot be decided"),
        ("4.1%", "holds"),
    ],
)
def test_the_floor_of_four_percent(printed: str, verdict: str) -> None:
    result = results(table((2020, "edu_fiscal_gdp_share", "all", printed)), 2020)["gdp_share"]
    assert result.verdict == verdict
    assert result.bound == 4.0
    assert result.figure_ids == ("edu_fiscal_gdp_share/all/2020",)


def test_levels_are_shown_apart_and_only_where_they_are_known() -> None:
    frame = table(
        (2018, "gpb_edu_per_student", "primary", "1000.00元"),
        (2019, "gpb_edu_per_student", "primary", "990.00元"),
        (2019, "gpb_edu_per_student", "junior", "1500.00元"),
    )
    assert results(frame, 2019, "primary")["spending_per_student"].verdict == "fails"
    assert results(frame, 2019, "junior") == {}
    assert results(frame, 2019)["spending_per_student"].verdict == "cannot be decided"


def test_years_before_a_rule_are_left_out() -> None:
    frame = table((2016, "gpb_edu", "all", "100.0亿元"), (2017, "gpb_edu", "all", "120.0亿元"))
    assert set(results(frame, 2017)) == {"appropriations", "per_student", "teacher_pay", "operating_funds"}
    assert results(frame, 2017)["appropriations"].figure_ids == ("gpb_edu/all/2016", "gpb_edu/all/2017")
