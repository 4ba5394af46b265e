"""Tests of `eduplans.chapters.funding` and its words and pictures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans.chapters import funding as chapter
from eduplans.errors import ParameterError, UnknownNameError
from eduplans.plots import png
from eduplans.plots.style import house_style
from eduplans.trends import diagnose, growth_pairs, per_student, printed_amount, scope_breaks

if TYPE_CHECKING:
    from eduplans.trends import Elasticity

Frames = dict[str, pd.DataFrame]


def gather(frames: Frames, concept: str = "edu_fiscal", start: int = 2000, end: int = 2024, *, real: bool = True):  # type: ignore[no-untyped-def]
    return chapter.gather(frames["national"], start=start, end=end, concept=concept, deflated=real)


@pytest.mark.parametrize(
    ("concept", "start", "end", "real"),
    [
        ("edu_total", 2000, 2024, True),
        ("edu_fiscal", 2000, 2022, False),
        ("gpb_edu", 2009, 2016, True),
        ("gpb_edu_mof", 2000, 2024, False),
    ],
)
def test_every_table_and_picture_for_every_choice(
    frames: Frames, concept: str, start: int, end: int, real: bool
) -> None:
    data = gather(frames, concept, start, end, real=real)
    for table in (
        chapter.known(data),
        chapter.pupil_table(data),
        chapter.money_table(data),
        chapter.growth_table(data),
        chapter.period_table(data),
        chapter.grid_table(chapter.specifications(data)),
        chapter.side_table(data),
        chapter.interval_table(data),
    ):
        assert len(table) > 0
    assert len(chapter.money_table(data)) == end - start + 1
    facts = chapter.facts(data)
    assert facts.spending == pytest.approx(facts.pupils + facts.per_pupil, abs=1e-12)
    estimate = chapter.estimate(data)
    for figure in (
        chapter.pupils_by_level(data),
        chapter.spending_over_time(data),
        chapter.growth_by_year(data),
        chapter.growth_by_period(data),
        chapter.growth_against_growth(data, estimate),
    ):
        assert png(figure).startswith(b"\x89PNG")
    assert chapter.verdict(estimate)
    assert chapter.period_sentence(data).startswith("Mean growth")
    assert len(chapter.check_table(data)) >= 3
    assert chapter.plain_sentence(data, facts)
    assert "{" not in chapter.times_sentence(data, facts)


def test_an_unknown_concept_lists_the_right_ones(frames: Frames) -> None:
    with pytest.raises(UnknownNameError, match=r"edu_totl.*edu_total, edu_fiscal"):
        gather(frames, "edu_totl")


def test_years_without_both_numbers_are_refused(frames: Frames) -> None:
    with pytest.raises(ParameterError, match="gpb_edu_mof"):
        chapter.facts(gather(frames, "gpb_edu_mof", 2000, 2004))


def test_a_short_window_estimates_nothing_and_says_so(frames: Frames) -> None:
    data = gather(frames, "edu_total", 2018, 2021)
    assert chapter.estimate(data) is None
    assert chapter.estimate_sentence(None) == ""
    found = chapter.specifications(data)
    assert all(one.estimate is None for one in found)
    assert chapter.grid_sentence(found) == "No specification has enough usable differences."
    assert chapter.interval_table(data).empty
    assert "at least 5" in chapter.reach_sentence(data)
    assert chapter.unit_roots(data) == chapter.cointegration(data) == ()
    assert "nothing is tested" in chapter.roots_sentence((), ())


def test_what_is_missing_is_said(frames: Frames) -> None:
    said = chapter.what_is_missing(gather(frames))
    assert "一般公共预算教育支出: 2023" in said
    assert "pupils of 2023: Higher" in said
    assert "pupils of 2024: Secondary vocational" in said


def test_values_seen_only_in_copies_are_marked_and_counted(frames: Frames) -> None:
    data = gather(frames)
    column = chapter.money_table(data).set_index("year")["亿元, current prices"]
    assert column[2009] == "12,231.1"
    assert column[2010] == "14,670.1†"
    facts = chapter.facts(data)
    assert (
        facts.copies == data.spending.frame["copy"].sum() + (data.heads.copies & data.heads.frame.notna()).sum().sum()
    )
    assert facts.copies < facts.cells


def test_2012_stands_under_both_values(frames: Frames) -> None:
    table = chapter.both_values(gather(frames))
    assert table["亿元"].tolist() == ["28,655.31", "27,695.97", "23,147.57", "22,236.23"]
    assert table["2011–2012"].tolist() == ["+18.3", "+14.9", "+21.9", "+17.9"]
    assert chapter.both_values(gather(frames, start=2014)).empty


def test_dropped_years_say_why_and_what_was_printed(frames: Frames) -> None:
    table = chapter.growth_table(gather(frames, "gpb_edu")).set_index("year")
    assert table.loc[2015, "state"] == "dropped"
    assert table.loc[2015, "spending"] == "–"
    assert table.loc[2015, "growth printed on a comparable basis"] == "9.41 %"
    assert "教育费附加" in table.loc[2012, "why"]
    assert table.loc[2011, "why"] == ""


def test_the_change_of_scope_is_shown_as_printed_and_even(frames: Frames) -> None:
    table = chapter.scope_table(frames["national"], gather(frames)).set_index("year")
    assert table.loc[2021, "change on the year before"] == "−21.1 %"
    assert table.loc[2021, "change in one scope"] == "+3.5 %"


def test_breaks_of_the_chapter_carry_their_source() -> None:
    table = chapter.breaks_table()
    assert (table["source"].str.len() > 10).all()
    assert {2012, 2015, 2017, 2021} == set(table["year"])


def test_rounding_is_said_where_it_leaves_most_open(frames: Frames) -> None:
    coarse = frames["national"].copy()
    here = (coarse["series"] == "enrolment") & (coarse["year"] == 2018) & (coarse["level_printed"] == "junior")
    coarse.loc[here, "as_printed"] = "0.47亿人"
    data = chapter.gather(coarse, start=2000, end=2024, concept="edu_fiscal", deflated=True)
    said = chapter.rounding_sentence(data)
    assert said.startswith("Rounding of the printed numbers leaves most open in 2018")
    assert chapter.rounding_sentence(gather(frames)) != said


def result(low: float, high: float) -> Elasticity:
    from eduplans.trends import Elasticity

    middle = (low + high) / 2
    return Elasticity(middle, 1.0, low, high, 0.5, 0.1, 0.1, 0.2, tuple(range(2001, 2020)), 17, "HC3", 0, 0.95)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-1.0, 2.0, "cannot tell"),
        (-2.0, 0.5, "speak against"),
        (0.5, 2.0, "agree with"),
        (-2.0, -1.0, "below 0"),
        (1.5, 2.0, "above 1"),
        (0.2, 0.8, "between 0 and 1"),
    ],
)
def test_verdict_follows_the_interval(low: float, high: float, said: str) -> None:
    assert said in chapter.verdict(result(low, high))


def test_estimate_sentence_names_error_interval_and_freedom() -> None:
    sentence = chapter.estimate_sentence(result(-1.0, 2.0))
    for part in (
        "Over 19 differences",
        "0.50 percent more money",
        "HC3 standard error 1.00",
        "−1.0 to +2.0",
        "17 degrees of freedom",
    ):
        assert part in sentence
    assert "p = " not in sentence
    assert "made for independent years" in sentence
    assert "0.50 percent less money: the slope is −0.50" in chapter.estimate_sentence(result(-2.0, 1.0))


def test_no_name_of_a_point_lies_on_the_line(frames: Frames) -> None:
    data = gather(frames)
    estimate = chapter.estimate(data)
    assert estimate is not None
    figure = chapter.growth_against_growth(data, estimate)
    axes = figure.axes[0]
    with house_style():
        figure.draw_without_rendering()
        boxes = [name.get_window_extent() for name in axes.texts]
    across = axes.get_xlim()[0] + (axes.get_xlim()[1] - axes.get_xlim()[0]) * pd.Series(range(501)) / 500
    line = axes.transData.transform(
        pd.DataFrame({"x": across, "y": 100 * estimate.constant + estimate.slope * across}).to_numpy()
    )
    assert len(boxes) == estimate.n
    assert not any(box.contains(x, y) for box in boxes for x, y in line)
    assert not any(box.overlaps(other) for place, box in enumerate(boxes) for other in boxes[:place])


def test_growth_per_student_across_the_restated_base_is_marked_as_printed(frames: Frames) -> None:
    budget = per_student(frames["national"], "gpb_edu_per_student")
    table = chapter.per_student_growth(budget).set_index("year")
    assert table.loc[2021, "Primary 小学"] == "+2.22 % (printed)"
    assert "(printed)" not in table.loc[2022, "Primary 小学"]
    assert chapter.per_student_table(budget).set_index("year").loc[2019, "Primary 小学"] == "11,949†"
    assert png(chapter.per_student_lines(budget, "生均"))
    assert "lowest in Preschool" in chapter.per_student_sentence(budget)


def test_damaging_the_statistics_changes_the_facts(frames: Frames) -> None:
    damaged = frames["national"].copy()
    damaged.loc[(damaged["series"] == "edu_fiscal") & (damaged["year"] == 2000), "value"] *= 2
    before = chapter.facts(gather(frames))
    after = chapter.facts(chapter.gather(damaged, start=2000, end=2024, concept="edu_fiscal", deflated=True))
    assert after.nominal_times == pytest.approx(before.nominal_times / 2)
    assert after.spending < before.spending
    assert after.pupils == before.pupils


def test_years_are_written_in_short() -> None:
    assert chapter.year_ranges(pd.Index([2001, 2003, 2004, 2005])) == "2001, 2003–2005"
    assert chapter.year_ranges(pd.Index([])) == ""


def test_the_picture_of_growth_marks_two_values_and_says_what_lacks(frames: Frames) -> None:
    axes = chapter.growth_by_year(gather(frames)).axes[0]
    names = [label.get_text() for label in axes.get_xticklabels()]
    assert [name for name in names if name.endswith("*")] == ["2012*", "2013*"]
    assert [text.get_text() for text in axes.texts] == ["pupils not found", "pupils not found"]
    budget = chapter.growth_by_year(gather(frames, "gpb_edu")).axes[0]
    assert [text.get_text() for text in budget.texts] == ["scope changes"] * 3 + ["not found"] * 2


def test_a_multiple_across_breaks_is_not_bold_and_says_why(frames: Frames) -> None:
    even, broken = gather(frames), gather(frames, "gpb_edu")
    assert "**" in chapter.times_sentence(even, chapter.facts(even))
    said = chapter.times_sentence(broken, chapter.facts(broken))
    assert "**" not in said
    assert "This is not growth: the scope changes in 2012, 2015, 2021" in said


def test_printed_growth_gives_a_second_mean(frames: Frames) -> None:
    said = chapter.comparable_sentence(gather(frames, "gpb_edu"))
    assert "not a random choice" in said
    assert said.endswith("Still dropped, without such a rate: 2012.")
    table = chapter.period_table(gather(frames, "gpb_edu", real=False))
    column = table.set_index(["plan period", "prices"])["spending, with printed comparable growth"]
    assert column["12th plan 十二五", "current"].endswith("(4 of 5)")
    assert chapter.comparable_sentence(gather(frames)) == ""
    assert not any("comparable" in name for name in chapter.period_table(gather(frames)))


def test_plain_sentences_say_percent_a_year_and_name_prices(frames: Frames) -> None:
    data = gather(frames)
    facts = chapter.facts(data)
    said = chapter.plain_sentence(data, facts)
    rate = 100 * (math.exp(facts.spending / facts.used) - 1)
    for part in ("From 2000 to 2022 government funds", f"grew by {rate:.1f} % a year (prices of 2024)", "more pupils"):
        assert part in said
    for word in ("log point", "difference", "usable"):
        assert word not in said


def test_an_unfinished_plan_is_left_out_and_the_missing_years_are_named(frames: Frames) -> None:
    data = gather(frames)
    later = chapter.later_totals(frames["national"], data)
    assert later is not None
    assert later[:2] == (2022, 2024)
    said = chapter.plan_sentence(data, later)
    assert "14th plan (十四五, 2021–2025) is left out: only 2 of its 5 years" in said
    assert "In those 2 years pupils grew" in said
    assert "the missing ones point the other way: from 2022 to 2024" in said
    assert "point the same way" in chapter.plan_sentence(data, (2022, 2024, 1.0))
    assert "missing" not in chapter.plan_sentence(data, None)
    assert chapter.later_totals(frames["national"], gather(frames, end=2022)) is None


def test_the_gap_to_the_printed_total_is_divided_as_far_as_known(frames: Frames) -> None:
    data = gather(frames)
    table = chapter.gap_table(frames["national"], data).set_index("year")
    assert table.loc[2024, "± rounding"] == "0.01"
    assert table.loc[2018, "rest"] == "–", "the scale of higher education of that year was not found"
    assert float(table.loc[2020, "rest"]) == pytest.approx(1394.7 - 395.5 - 897.7, abs=1)
    said = chapter.gap_sentence(frames["national"], data)
    assert "rounded to a million in 2017–2023, to the digits shown in 2024" in said
    assert "No printed total" in chapter.gap_sentence(frames["national"], gather(frames, end=2016))


def test_derived_pupils_are_marked_and_their_ground_is_told(frames: Frames) -> None:
    data = gather(frames)
    column = chapter.pupil_table(data).set_index("year")["Primary 小学"]
    assert [year for year, text in column.items() if "‡" in text] == [2021, 2022]
    check = chapter.derivation_table(frames["national"])
    said = chapter.derivation_sentence(frames["national"], data)
    assert f"agree in {len(check)} of {len(check)} years" in said
    crosses = [line for line in chapter.pupils_by_level(data).axes[0].lines if line.get_marker() == "x"]
    assert [list(line.get_xdata()) for line in crosses] == [[2021, 2022]]


def test_a_whole_that_disagrees_is_said_and_nothing_derived(frames: Frames) -> None:
    damaged = frames["national"].copy()
    here = (damaged["series"] == "enrolment") & (damaged["level_printed"] == "compulsory") & (damaged["year"] == 2024)
    damaged.loc[here, "value"] += 1e6
    data = chapter.gather(damaged, start=2000, end=2024, concept="edu_fiscal", deflated=True)
    said = chapter.derivation_sentence(damaged, data)
    assert "is taken as printed" in said
    assert "not in 2024, so nothing is derived" in said
    assert "‡" not in "".join(chapter.pupil_table(data)["Primary 小学"])


def test_two_values_are_shown_by_one_rule_that_the_codebook_follows(frames: Frames) -> None:
    table = chapter.other_values_table(gather(frames))
    shown = set(table[table["what is done"] == "both values are shown"][["concept", "year"]].itertuples(index=False))
    book = {
        (chapter.concept_name(name), int(row["year"]))
        for name in chapter.CONCEPTS
        for row in scope_breaks(name)
        if row["effect"] == "show both"
    }
    assert {tuple(pair) for pair in shown} == book
    assert 2016 in set(table["year"])


def test_breaks_alike_share_a_line_and_no_code_is_shown() -> None:
    table = chapter.breaks_table()
    assert not table.duplicated(["year", "what is done", "why"]).any()
    assert not table["series"].str.contains("_").any()
    last = table[table["series"].str.startswith("Budget spending per student")].iloc[0]
    assert "Primary 小学 2.22 %; Junior secondary 初中 1.74 %" in last["growth printed on a comparable basis"]


def test_checks_name_the_year_the_lags_and_the_residuals(frames: Frames) -> None:
    data = gather(frames)
    said = chapter.check_sentence(data)
    table = chapter.check_table(data).set_index("line")
    year = diagnose(data.growth).year
    assert f"{year} pulls most" in said
    assert table.loc[f"without {year}, which pulls most", "differences"] == len(data.growth.usable) - 1
    assert "Durbin-Watson" in said
    assert "2 lags" in said
    assert f"without {year}" in chapter.signs_sentence(data)
    assert "sign changes under a check (with a linear trend)" in chapter.signs_sentence(gather(frames, "gpb_edu"))
    short = gather(frames, "edu_total", 2018, 2021)
    assert (chapter.check_sentence(short), chapter.signs_sentence(short)) == ("", "")
    assert chapter.check_table(short)["elasticity"].isna().all()


def test_the_county_prints_its_pupils_and_the_year_before_is_implied(frames: Frames) -> None:
    pairs = growth_pairs(frames["figures"])
    (one,) = chapter.behind(frames["figures"], pairs)
    said = chapter.behind_sentence([one])
    assert f"no number for {one.year - 1}" in said
    assert one.measure in said
    assert one.before.low < printed_amount(one.printed) / (1 + pairs[0].heads.value / 100) < one.before.high
    assert chapter.behind_table([one]).loc[0, "pupils (printed)"] == one.printed


def test_the_years_of_the_two_definitions_are_computed(frames: Frames) -> None:
    recurrent, budget = (
        per_student(frames["national"], name) for name in ("gpb_recurrent_per_student", "gpb_edu_per_student")
    )
    said = chapter.definitions_sentence(recurrent, budget)
    assert said.endswith("Both are found for 2017, 2021, 2024.")
