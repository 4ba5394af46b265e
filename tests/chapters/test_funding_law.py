"""Tests of `eduplans.chapters.funding.law` on invented verdicts."""

from __future__ import annotations

import pandas as pd
import pytest

from eduplans.chapters.funding import (
    clause_name,
    clause_table,
    county_sentence,
    county_table,
    deciding_sentence,
    level_table,
    national_sentence,
    national_table,
    rests_on,
    verdict_grid,
)
from eduplans.codebook import read
from eduplans.law import (
    CountyClause,
    Growth,
    NationalClause,
    national_clauses,
    printed_growth,
    three_increases,
    two_non_decreases,
)
from eduplans.trends import Interval

UP, DOWN = printed_growth("3.00%", "spending", "x:1"), printed_growth("-3.00%", "spending", "x:2")


def nation() -> tuple[NationalClause, ...]:
    years = {2019: (UP, UP), 2020: (UP, None), 2021: (DOWN, UP)}
    whole = [
        NationalClause(year, "all", result)
        for year, (spending, each) in years.items()
        for result in two_non_decreases(spending=spending, per_student=each)
    ]
    return (*whole, NationalClause(2021, "higher", two_non_decreases(per_student=DOWN)[1]))


def test_a_rule_is_told_year_by_year() -> None:
    said = national_sentence(nation())
    assert "两个只增不减 as a whole: holds in 2019, fails in 2021, cannot be decided in 2020." in said
    assert "fell in: Higher 高等教育（本专科） 2021" in said
    assert "三个增长" not in said


def test_only_what_is_known_has_a_row() -> None:
    table = national_table(nation())
    assert table["year"].tolist() == [2019, 2019, 2020, 2021, 2021]
    assert table["growth, its lead, or share"].tolist() == ["+3.00 %", "+3.00 %", "+3.00 %", "−3.00 %", "+3.00 %"]
    assert table.loc[0, "with rounding"] == "+2.995 % to +3.005 %"
    assert national_table(()).empty


def test_levels_stand_apart_from_the_average() -> None:
    table = level_table(nation())
    assert table.to_dict("records") == [{"year": 2021, "Higher 高等教育（本专科）": "−3.00 % fails"}]
    assert list(level_table(()).columns) == ["year"]


@pytest.mark.parametrize(("verdict", "count"), [("holds", 4), ("fails", 1), ("cannot be decided", 1)])
def test_the_picture_has_a_sign_a_clause_and_year(verdict: str, count: int) -> None:
    axes = verdict_grid(nation()).axes[0]
    signs = {line.get_label(): len(line.get_xdata()) for line in axes.lines}
    assert signs[verdict] == count
    assert len({line.get_marker() for line in axes.lines}) == 3


def test_a_verdict_without_a_sign_is_not_in_the_legend() -> None:
    held = tuple(one for one in nation() if one.year == 2019)
    assert [line.get_label() for line in verdict_grid(held).axes[0].lines] == ["holds"]


def lone_gap(*years: int) -> pd.DataFrame:
    """Invented statistics: budget spending known in these years."""
    rows = {"year": list(years), "series": "gpb_edu", "level_printed": "all", "value": 1e8, "as_printed": "1.00亿元"}
    return pd.DataFrame(rows)


def test_one_number_between_two_known_years_is_named() -> None:
    table = lone_gap(2021, 2022, 2024)
    said = deciding_sentence(table, national_clauses(table, (2021, 2024)))
    assert said.count("was not found") == 1
    assert said.startswith("Budget spending on education 一般公共预算教育支出 of 2023 was not found")
    assert said.endswith("只增不减” in 2023–2024.")


@pytest.mark.parametrize("years", [(2021, 2022, 2023, 2024), (2021, 2024), (2021, 2022)])
def test_no_single_number_decides_a_longer_gap_or_none(years: tuple[int, ...]) -> None:
    table = lone_gap(*years)
    assert deciding_sentence(table, national_clauses(table, (2019, 2024))) == ""


def test_a_number_before_a_change_of_scope_does_not_decide_the_year_of_the_change() -> None:
    """2021 has growth on a restated base: 2020 would decide itself alone."""
    table = lone_gap(2019, 2021)
    assert deciding_sentence(table, national_clauses(table, (2019, 2022))).endswith(" in 2020.")


def test_what_rounding_does_not_leave_open_is_said_so() -> None:
    table = national_table([NationalClause(2020, "all", two_non_decreases(spending=exact())[0])])
    assert table.loc[0, "with rounding"] == "no rounding left"
    assert table.loc[0, "why"] == "3.000, above 0; no rounding left"


def exact() -> Growth:
    return Growth(Interval(3.0, 2.99999, 3.00001))


def counties() -> tuple[CountyClause, ...]:
    results = three_increases(appropriations=UP, per_student=DOWN)
    return tuple(CountyClause("invented", "云泽县", 2024, "all", result) for result in results)


def test_counties_are_told_clause_by_clause() -> None:
    table = county_table(counties())
    assert table["verdict"].tolist() == ["cannot be decided", "fails", "cannot be decided", "cannot be decided"]
    assert table.loc[1, "figure ids"] == "x:2"
    assert pd.isna(table.loc[2, "figure ids"])
    assert table["county"].unique().tolist() == ["云泽县"]
    assert county_sentence(counties()) == (
        "云泽县 2024: of 4 verdicts 0 are “holds”, 1 “fails” and 3 “cannot be decided”."
    )


def test_a_county_without_a_name_is_told_by_its_document() -> None:
    one = CountyClause("invented", "", 2024, "primary", two_non_decreases(per_student=UP)[1])
    assert county_table([one]).loc[0, "county"] == "invented"
    assert county_table([one]).loc[0, "level"] == "Primary 小学"
    assert county_sentence([one]).startswith("invented 2024")


def test_ids_are_listed_once() -> None:
    assert rests_on(nation()) == ("x:1", "x:2")
    assert rests_on(()) == ()


def test_every_clause_of_the_codebook_stands_in_the_table() -> None:
    table = clause_table()
    assert len(table) == len(read("law_clauses"))
    assert table["source"].str.endswith("†").all()
    assert clause_name("gdp_share").startswith("Government funds")
