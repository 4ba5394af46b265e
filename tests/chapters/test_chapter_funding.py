"""Tests of `eduplans.chapters.funding` and its words and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans.chapters import funding as chapter
from eduplans.errors import ParameterError, UnknownNameError
from eduplans.plots import png
from eduplans.trends import per_student

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
        chapter.choice_table(chapter.choices(data)),
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
    table = chapter.choice_table(chapter.choices(data))
    assert table["elasticity"].isna().all()
    assert (table["differences"] <= 3).all()


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
    assert chapter.rounding_sentence(gather(frames)).startswith(
        "Rounding of the printed numbers leaves most open in 2022"
    )


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
    for part in ("Over 19 differences", "+0.50", "HC3 standard error 1.00", "−1.0 to +2.0", "17 degrees of freedom"):
        assert part in sentence


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
