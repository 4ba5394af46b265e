"""Tests of `eduplans.chapters.funding.law` on invented verdicts."""

from __future__ import annotations

import pandas as pd
import pytest

from eduplans.chapters.funding import (
    clause_name,
    clause_table,
    county_sentence,
    county_table,
    level_table,
    national_sentence,
    national_table,
    rests_on,
    verdict_grid,
)
from eduplans.codebook import read
from eduplans.law import CountyClause, NationalClause, printed_growth, three_increases, two_non_decreases

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
