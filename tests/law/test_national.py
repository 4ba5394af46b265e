"""Tests of `eduplans.law.national`, on the statistics of the repository and on invented ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans import load
from eduplans.law import national_clauses

if TYPE_CHECKING:
    from pathlib import Path

    from eduplans.law import ClauseResult


@pytest.fixture(scope="module")
def national(root: Path) -> pd.DataFrame:
    return load("national", root / "data")


def by_key(frame: pd.DataFrame) -> dict[tuple[int, str, str], ClauseResult]:
    return {(one.year, one.level, one.result.clause): one.result for one in national_clauses(frame)}


def test_recurrent_revenue_is_not_in_the_series(national: pd.DataFrame) -> None:
    found = [result for (_, _, code), result in by_key(national).items() if code == "appropriations"]
    assert len(found) == 24
    assert {result.verdict for result in found} == {"cannot be decided"}


def test_spending_is_decided_from_the_year_of_the_rule_on(national: pd.DataFrame) -> None:
    found = by_key(national)
    years = {year: found[year, "all", "spending"].verdict for year in range(2018, 2025)}
    assert years == dict.fromkeys(range(2018, 2023), "holds") | dict.fromkeys((2023, 2024), "cannot be decided")
    assert (2017, "all", "spending") not in found


def test_across_a_restated_base_the_printed_growth_counts(national: pd.DataFrame) -> None:
    result = by_key(national)[2021, "all", "spending"]
    assert result.computed is not None
    assert result.computed.value == 5.17
    # The levels of the two years would give another growth.
    assert abs(100 * (37463.36 / 36310.47 - 1) - 5.17) > 1


def test_a_level_falls_while_the_whole_rises(national: pd.DataFrame) -> None:
    found = by_key(national)
    assert found[2022, "higher", "spending_per_student"].verdict == "fails"
    assert found[2022, "all", "spending_per_student"].verdict == "holds"


def test_four_percent_as_printed_may_be_either(national: pd.DataFrame) -> None:
    found = by_key(national)
    assert found[2023, "all", "gdp_share"].verdict == "cannot be decided"
    assert found[2024, "all", "gdp_share"].verdict == "holds"


def test_a_break_without_a_printed_rate_cannot_be_decided() -> None:
    rows = [(2011, "100.0亿元"), (2012, "150.0亿元"), (2013, "160.0亿元")]
    table = pd.DataFrame(
        {"year": year, "series": "gpb_edu", "level_printed": "all", "value": 0.0, "as_printed": text}
        for year, text in rows
    )
    found = {one.year: one.result for one in national_clauses(table) if one.result.clause == "appropriations"}
    assert "differ in scope" not in found[2013].reason
    assert found[2012].verdict == "cannot be decided"


def test_damage_of_one_value_changes_a_verdict(national: pd.DataFrame) -> None:
    damaged = national.copy()
    chosen = damaged["series"].eq("gpb_edu") & damaged["year"].eq(2019)
    assert chosen.sum() == 1
    damaged.loc[chosen, "as_printed"] = "31648.57亿元"
    assert by_key(national)[2019, "all", "spending"].verdict == "holds"
    assert by_key(damaged)[2019, "all", "spending"].verdict == "fails"


def test_growth_across_a_missing_year_is_not_formed(national: pd.DataFrame) -> None:
    found = by_key(national)
    assert found[2024, "all", "spending"].computed is None
    assert found[2024, "all", "spending"].figures == ()
    filled = pd.concat([national, national[national["series"].eq("gpb_edu") & national["year"].eq(2022)]])
    filled.iloc[-1, filled.columns.get_loc("year")] = 2023
    assert by_key(filled)[2024, "all", "spending"].verdict == "holds"


def test_figures_of_a_verdict_are_cells_of_the_table(national: pd.DataFrame) -> None:
    for one in national_clauses(national, (2015, 2024)):
        for name in one.result.figure_ids:
            series, level, year = name.split("/")
            rows = national[national["series"].eq(series) & national["level_printed"].eq(level)]
            assert int(year) in set(rows["year"])


def test_every_year_has_every_clause_in_force_once(national: pd.DataFrame) -> None:
    keys = [(one.year, one.level, one.result.clause) for one in national_clauses(national)]
    assert len(keys) == len(set(keys))
    assert sum(year == 2010 for year, _, _ in keys) == 4
    assert sum(year == 2020 and level == "all" for year, level, _ in keys) == 7
