"""Tests of the methods of `eduplans.chapters.funding`: share of GDP, intervals, unit roots, sensitivity, law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.chapters import funding as chapter
from eduplans.law import county_clauses, national_clauses
from eduplans.plots import png
from eduplans.trends import fixed_b, long_bandwidth

if TYPE_CHECKING:
    import pandas as pd

Frames = dict[str, "pd.DataFrame"]


def gather(frames: Frames, concept: str = "edu_fiscal", start: int = 2000, end: int = 2024):  # type: ignore[no-untyped-def]
    return chapter.gather(frames["national"], start=start, end=end, concept=concept, deflated=True)


def damaged(frames: Frames, series: str, year: int, factor: float) -> Frames:
    """The same tables with one national value changed, number and text."""
    national = frames["national"].copy()
    chosen = national["series"].eq(series) & national["year"].eq(year)
    assert chosen.sum() == 1
    value = float(national.loc[chosen, "value"].iloc[0]) * factor
    national.loc[chosen, "value"] = value
    text = f"{value:.2f}%" if series.endswith("share") else f"{value / 1e8:.2f}亿元"
    national.loc[chosen, "as_printed"] = text
    return frames | {"national": national}


def test_shares_stand_as_printed_and_as_computed(frames: Frames) -> None:
    found = chapter.shares(frames["national"], start=2000, end=2024)
    assert found["printed"][2012] == 4.28
    # 22236.23 of 518942.11 亿元, the values of the time, round to the printed share; the later table does not.
    assert found["then"][2012] == pytest.approx(100 * 22236.23 / 518942.11, abs=1e-9)
    assert round(found["then"][2012], 2) in {4.28, 4.29}
    assert found["agree"][2012] is False
    assert found["agree"][2020] is True
    assert found["agree"][2003] is None
    assert ((found["low"] <= found["computed"]) & (found["computed"] <= found["high"])).all()


def test_four_percent_is_told_from_rounding_and_from_first_estimates(frames: Frames) -> None:
    found = chapter.shares(frames["national"], start=2000, end=2024)
    table = chapter.share_table(found).set_index("year")
    assert table.loc[2023, "4 % as printed"] == "cannot be decided"
    assert table.loc[2011, "4 % as printed"] == table.loc[2011, "4 % as computed"] == "below 4 %"
    assert table.loc[2018, "4 % as computed"] == "holds"
    assert set(table.loc[[2021, 2022, 2023], "4 % as computed"]) == {chapter.FIRST_ESTIMATE}
    said = chapter.share_sentence(found)
    assert "left open in 2023" in said
    assert "初步核算数" in said
    assert "most in 2002" in said


def test_a_damaged_value_moves_the_share(frames: Frames) -> None:
    other = damaged(frames, "edu_fiscal", 2015, 0.9)
    found = chapter.shares(other["national"], start=2000, end=2024)
    assert chapter.share_table(found).set_index("year").loc[2015, "4 % as computed"] == "below 4 %"


def test_three_concepts_hold_each_other(frames: Frames) -> None:
    data = gather(frames)
    table = chapter.side_table(data).set_index("year")
    assert len(table) == 25
    assert table.loc[2023, "budget in government"] == "–"
    assert "2000 and" in chapter.side_sentence(data)
    assert "not known" in chapter.side_sentence(gather(damaged_away(frames), start=2000, end=2001))


def damaged_away(frames: Frames) -> Frames:
    national = frames["national"]
    return frames | {"national": national[~(national["series"].eq("edu_total") & national["year"].eq(2000))]}


def test_every_interval_has_its_critical_value(frames: Frames) -> None:
    data = gather(frames)
    table = chapter.interval_table(data)
    assert len(table) == 8
    widths = [one.bandwidth for one in chapter.fixed_intervals(data)]
    assert widths == [3, long_bandwidth(22), 22]
    chosen = fixed_b(data.growth)
    assert f"bandwidth of {chosen.bandwidth} years" in chapter.interval_sentence(data)


def test_how_many_differences_are_left_is_counted(frames: Frames) -> None:
    said = chapter.reach_sentence(gather(frames, "gpb_edu"))
    growth = gather(frames, "gpb_edu").growth
    assert f"{len(growth.years('break'))} straddle" in said
    assert f"**{len(growth.usable)}** are left" in said


def test_tests_of_unit_roots_keep_to_one_stretch_of_one_scope(frames: Frames) -> None:
    fiscal, budget = (chapter.run(gather(frames, concept)) for concept in ("edu_fiscal", "gpb_edu"))
    assert (fiscal.index[0], fiscal.index[-1]) == (2000, 2022)
    assert (budget.index[0], budget.index[-1]) == (2000, 2011)
    found = chapter.unit_roots(gather(frames))
    assert [one.adf.trend for one in found] == ["ct", "c"] * 3
    assert {one.adf.n for one in found} == {23, 22}
    pairs = chapter.cointegration(gather(frames))
    assert len(chapter.cointegration_table(pairs)) == 4
    assert f"of {len(found)} series" in chapter.roots_sentence(found, pairs)


def test_a_damaged_value_moves_the_tests(frames: Frames) -> None:
    other = damaged(frames, "edu_fiscal", 2009, 1.2)
    first, second = (chapter.unit_root_table(chapter.unit_roots(gather(one))) for one in (frames, other))
    assert first.loc[0, "ADF"] != second.loc[0, "ADF"]


def test_power_at_this_length_is_small() -> None:
    table = chapter.power_table(22)
    assert table.loc[0, "left after a year"] == "all (unit root)"
    column = [int(text.split()[0]) for text in table["ADF rejects, 22 years"]]
    assert column == sorted(column)
    assert column[2] < 30
    assert "ADF finds" in chapter.power_sentence(22)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2000, 2024, [(2000, 2024), (2000, 2020), (2005, 2024), (2000, 2015), (2005, 2020), (2010, 2024)]),
        (2008, 2024, [(2008, 2024), (2008, 2020), (2010, 2024)]),
        (2018, 2021, [(2018, 2021)]),
    ],
)
def test_windows_are_runs_of_plan_periods(first: int, last: int, expected: list[tuple[int, int]]) -> None:
    assert list(chapter.windows(first, last)) == expected


def test_the_grid_has_every_choice_once(frames: Frames) -> None:
    data = gather(frames)
    found = chapter.specifications(data)
    keys = [(one.concept, one.value, one.prices, one.estimate.years) for one in found if one.estimate]
    assert sum(one.without is None for one in found) == sum(one.without is not None for one in found)
    assert len(keys) == len(set(keys))
    assert {one.concept for one in found} == set(chapter.CONCEPTS)
    chosen = chapter.chosen_one(found, data)
    estimate = chapter.estimate(data)
    assert chosen is not None
    assert chosen.estimate is not None
    assert estimate is not None
    assert chosen.estimate.slope == pytest.approx(estimate.slope)
    assert f"of {len(found)} specifications" in chapter.grid_sentence(found)
    assert png(chapter.curve(found, chosen)).startswith(b"\x89PNG")


def test_a_damaged_value_moves_every_specification_that_uses_it(frames: Frames) -> None:
    first, second = (chapter.specifications(gather(one)) for one in (frames, damaged(frames, "edu_total", 2008, 1.1)))
    for one, other in zip(first, second, strict=True):
        assert one.estimate is not None
        assert other.estimate is not None
        moved = one.estimate.slope != other.estimate.slope
        assert moved is (one.concept == "edu_total" and one.first < 2009)


def test_law_is_told_for_the_nation_and_for_counties(frames: Frames) -> None:
    found = national_clauses(frames["national"])
    table = chapter.national_table(found)
    assert set(table["verdict"]) <= {"holds", "fails", "cannot be decided"}
    assert table["growth, its lead, or share"].notna().all()
    levels = chapter.level_table(found).set_index("year")
    assert str(levels.loc[2022, "Higher 高等教育（本专科）"]).endswith("fails")
    assert "三个增长 as a whole: cannot be decided" in chapter.national_sentence(found)
    counties = county_clauses(frames["figures"])
    rows = chapter.county_table(counties)
    assert len(rows) == len(counties) > 0
    assert rows["why"].ne("").all()
    assert "“holds”" in chapter.county_sentence(counties)
    assert len(chapter.clause_table()) == 11


def test_pictures_of_the_methods(frames: Frames) -> None:
    data = gather(frames)
    for figure in (
        chapter.side_picture(data),
        chapter.share_picture(chapter.shares(frames["national"], start=2000, end=2024)),
        chapter.verdict_grid(national_clauses(frames["national"])),
    ):
        assert png(figure).startswith(b"\x89PNG")


def test_years_without_a_usable_difference_are_told_and_not_failed(frames: Frames) -> None:
    data = gather(frames, "edu_total", 2022, 2024)
    found = chapter.facts(data)
    assert found.used == 0
    assert found.pupils_share != found.pupils_share  # not a number
    specifications = chapter.specifications(data)
    assert chapter.chosen_one(specifications, data) is not None
    assert png(chapter.curve(specifications)).startswith(b"\x89PNG")
    assert chapter.interval_sentence(data) == ""
    assert chapter.years_tested(data) == 11


def test_rules_before_they_are_in_force_have_no_row(frames: Frames) -> None:
    early = national_clauses(frames["national"], (2001, 2003))
    assert chapter.national_table(early).empty
    assert chapter.level_table(early).empty
    assert "两个只增不减" not in chapter.national_sentence(early)
    assert {one.result.clause for one in early} == {"appropriations", "per_student", "teacher_pay", "operating_funds"}
    assert png(chapter.verdict_grid(early)).startswith(b"\x89PNG")


def test_what_verdicts_rest_on_is_listed_once(frames: Frames) -> None:
    found = county_clauses(frames["figures"])
    ids = chapter.rests_on(found)
    assert len(ids) == len(set(ids)) > 3
    assert set(ids) <= set(frames["figures"]["figure_id"])
    nation = chapter.rests_on(national_clauses(frames["national"], (2019, 2019)))
    assert {"gpb_edu/all/2018", "gpb_edu/all/2019", "edu_fiscal_gdp_share/all/2019"} <= set(nation)


def test_the_intervals_of_the_table_are_those_of_the_estimators(frames: Frames) -> None:
    data = gather(frames)
    table = chapter.interval_table(data).set_index("interval")
    estimate = chapter.estimate(data)
    assert estimate is not None
    assert table.loc["HC3, Student's t", "from, to"] == chapter.interval(estimate.low, estimate.high)
    fixed = [*chapter.fixed_intervals(data), *chapter.fixed_intervals(data, corrected=True)]
    for one, row in zip(fixed, table.iloc[2:].to_dict("records"), strict=True):
        assert row["from, to"] == chapter.interval(one.low, one.high)
        assert row["holds 0"] is (one.low <= 0 <= one.high)
        assert row["holds 1"] is (one.low <= 1 <= one.high)


def test_the_grid_names_windows_whose_slopes_share_a_sign(frames: Frames) -> None:
    found = chapter.specifications(gather(frames))
    said = chapter.grid_sentence(found)
    for window in {one.window for one in found}:
        slopes = [one.estimate.slope for one in found if one.window == window and one.estimate and not one.without]
        above = f"above 0 in {window}" in said or f", {window}, and every one" in said
        if above:
            assert min(slopes) > 0
    assert "2000–2015" in said


def test_a_constant_that_does_not_exist_is_not_drawn_from_thin_air(frames: Frames) -> None:
    """Shares of a table without printed shares are computed only."""
    national = frames["national"]
    lone = national[~(national["series"].eq("edu_fiscal_gdp_share") & national["year"].gt(2001))]
    found = chapter.shares(lone, start=2000, end=2024)
    assert found["printed"].notna().sum() == 2
    assert found["computed"].notna().all()
    table = chapter.share_table(found).set_index("year")
    assert table["4 % as printed"].notna().sum() == 2
    assert table["do they agree"].notna().sum() == 2


def test_coverage_is_simulated_with_pupils_as_they_were(frames: Frames) -> None:
    data = gather(frames)
    table = chapter.coverage_table(data)
    assert len(table) == 8
    assert table.columns[2] == "errors left after a year: 0 %"
    said = chapter.coverage_sentence(data)
    assert "44 % of an error" in said
    share = table.set_index("interval").loc["HC3, Student's t", "errors left after a year: 44 %"]
    assert f"holds the truth in {float(share.split()[0]):.0f} %, not 95 %" in chapter.memory_sentence(data)
    free = table.set_index("interval").iloc[:, 1].str.split().str[0].astype(float)
    ends = free["fixed-b, Kiefer and Vogelsang"].agg(["min", "max"])
    assert f"it holds the slope in {ends['min']} % to {ends['max']} %, with the factor" in said
    short = gather(frames, "edu_total", 2018, 2021)
    assert chapter.coverage_table(short).empty
    assert chapter.coverage_sentence(short) == chapter.memory_sentence(short) == chapter.lag_sentence(short) == ""


def test_one_year_moves_most_intervals_off_zero(frames: Frames) -> None:
    found = chapter.specifications(gather(frames))
    said = chapter.grid_sentence(found)
    whole, part = ([one.estimate for one in found if bool(one.without) is out] for out in (False, True))
    assert f"{sum(fit.low <= 0 <= fit.high for fit in whole if fit)} of {len(whole)} intervals hold 0" in said
    assert f"{sum(fit.low <= 0 <= fit.high for fit in part if fit)} of {len(part)} intervals hold 0" in said
    assert {one.without for one in found} == {None, 2013}


def test_what_is_doubtful_in_the_heaviest_year_is_said_and_no_more(frames: Frames) -> None:
    said = chapter.suspicion_sentence(gather(frames))
    assert "2013, which pulls most" in said
    assert "学籍系统" in said
    assert "a source was not found" in said
    assert "fall of pupils by 2.29 log points" in said
    assert "money of 2012 is printed with two values" in said
    assert "two values" not in chapter.suspicion_sentence(gather(frames, "gpb_edu_mof"))
    assert chapter.suspicion_sentence(gather(frames, start=2014)) == ""


def test_a_verdict_that_turns_on_a_lag_is_told(frames: Frames) -> None:
    data = gather(frames)
    taken = {one.series: one.kpss.lags for one in chapter.unit_roots(data)}
    by_lags = chapter.kpss_by_lags(data)
    assert set(by_lags) == set(taken)
    said = chapter.lag_sentence(data)
    for name, tests in by_lags.items():
        assert [test.lags for test in tests] == list(range(len(tests)))
        assert (f"{name} (rejected" in said) is (len({test.rejects for test in tests}) > 1)
    assert "Δ ln funds (rejected with 0–2, not with the others; 0.551 with 2 and 0.458 with 3" in said
    table = chapter.unit_root_table(chapter.unit_roots(data))
    assert table["KPSS lags"].tolist() == list(taken.values())


def test_years_in_the_regression_are_fewer(frames: Frames) -> None:
    data = gather(frames)
    table = chapter.unit_root_table(chapter.unit_roots(data))
    assert (table["n"] - table["used in the regression"]).eq(1 + table["ADF lags"]).all()
    pairs = chapter.cointegration_table(chapter.cointegration(data))
    assert pairs["used in the regression"].eq(21).all()
