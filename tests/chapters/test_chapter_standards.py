"""Tests of `eduplans.chapters.standards`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from eduplans.chapters import standards as chapter
from eduplans.labels import in_language
from eduplans.plots import png
from eduplans.standards import Comparison, compare, judge, printed_bounds, standards, targets_against_results
from invented_figures import documents as invented_documents
from invented_figures import figures as invented_figures

if TYPE_CHECKING:
    import pandas as pd

Frames = dict[str, "pd.DataFrame"]


@pytest.fixture(scope="module")
def comparisons(frames: Frames) -> tuple[Comparison, ...]:
    return compare(frames["figures"], frames["documents"], frames["national"])


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """What the chapter shows instead of showing it: captions with frames, and sentences."""
    seen: list[tuple[str, Any]] = []
    module = "eduplans.chapters.standards.shown"
    monkeypatch.setattr(f"{module}.table", lambda frame, caption, **_: seen.append((caption, frame)))
    monkeypatch.setattr(f"{module}.say", lambda template, **values: seen.append((template, values)))
    return seen


def test_every_yardstick_has_a_row_with_demand_and_wording() -> None:
    asked, words = chapter.yardstick_table(standards()), chapter.wording_table(standards())
    assert len(asked) == len(words) == len(standards())
    assert "://" not in words.to_csv()
    by_code = asked.set_index("yardstick")
    assert by_code.loc["primary-start", "asked for"] == "not before 8:20"
    assert by_code.loc["public-kindergartens-2020", "who, and how strictly"] == "nation, in principle"
    assert by_code.loc["preschool-enrolment-jiangxi-2020", "who, and how strictly"] == "江西省, required"


def test_the_report_of_2020_reaches_most_levels_and_not_that_of_large_classes(
    comparisons: tuple[Comparison, ...],
) -> None:
    own = [one for one in comparisons if one.doc == "yihuang-2020-report"]
    table = chapter.county_table(own).set_index("yardstick")
    assert table.loc["preschool-enrolment-2020", "beyond (+) or short of (−) it by"] == "+0.02 (+0.015 to +0.025)"
    assert table.loc["preschool-enrolment-2020", "nation that year"] == "85.2 %†"
    assert table.loc["large-classes-2020", ["verdict", "who, and how strictly"]].tolist() == [
        "does not reach the level",
        "nation, basic goal",
    ]
    assert table.loc["preschool-enrolment-2020", "verdict"] == "reaches the level"
    assert table.loc["preschool-enrolment-county", "verdict"] == "met"
    assert table.loc["rotation", "verdict"] == "not comparable"
    assert table.loc["training-funds", "why"] == ("other base, or none shown: of teachers' pay, not of operating funds")
    assert table.loc["junior-class-size", "why"] == "other base, or none shown: one school, not every class"
    assert table.loc["township-kindergarten", "beyond (+) or short of (−) it by"] == "0 or more"
    assert table.loc["primary-operating-funds", "verdict"] == "repeats the rule"
    assert "rotation-backbone" not in table.index
    assert "rotation-backbone" in chapter.county_table(own, unreported=True)["yardstick"].tolist()


def test_verdicts_add_up(comparisons: tuple[Comparison, ...], frames: Frames) -> None:
    table = chapter.verdict_table(comparisons, frames["documents"])
    outcomes = [outcome for outcome in chapter.OUTCOMES if outcome in table]
    assert (table[outcomes].sum(axis=1) == table["yardsticks of the year"]).all()
    assert table[outcomes].to_numpy().sum() == len(comparisons)
    assert "own rule falls short" not in outcomes


def test_a_rule_that_falls_short_has_its_column() -> None:
    """An invented county sets less than the country asks for."""
    row = {"indicator": "operating_funds_per_student", "level": "primary", "as_printed": "600元", "value": 600.0}
    found = compare(invented_figures([row | {"unit": "yuan", "status": "standard"}]), invented_documents())
    table = chapter.verdict_table(found, invented_documents().assign(county_basis="printed"))
    assert table[["missed", "own rule falls short"]].to_numpy().tolist() == [[0, 1]]
    assert "fall short of **1** – Operating funds per student" in chapter.summary_sentence(found)


def test_sentences_count_what_the_tables_show(comparisons: tuple[Comparison, ...]) -> None:
    sentence = chapter.summary_sentence(comparisons)
    own = [one.outcome for one in comparisons if one.place == "宜黄县"]
    assert f"**{own.count('met')} met** and **0 missed**;" in sentence
    assert f"**{own.count('reaches the level')} reached** and **1 not reached** – Share of large classes" in sentence
    assert "(5.78%, asked for at most 5 %, basic goal)" in sentence
    assert f"repeat **{own.count('repeats the rule')}** yardsticks and fall short of **0**." in sentence
    assert "安化县: rules of its own, which are no results," in sentence
    assert chapter.summary_sentence([]) == ("No document at hand prints a figure that can be held against a yardstick.")
    assert chapter.same_number_sentence([]) == ""


def test_only_what_counties_are_asked_for_is_met_or_missed(comparisons: tuple[Comparison, ...]) -> None:
    whole = [one for one in comparisons if one.standard.jurisdiction in {"nation", "province"}]
    assert not {one.outcome for one in whole} & {"met", "missed"}
    assert {one.outcome for one in comparisons if one.compared == "standard"} <= {"repeats the rule", "not comparable"}


def test_whose_words_a_yardstick_has() -> None:
    table = chapter.wording_table(standards()).set_index("yardstick")
    assert table.loc["public-kindergartens-2020", "whose words"] == "of a press conference on it"
    assert table.loc["preschool-enrolment-jiangxi-2020", "whose words"] == "of the document, in a copy"
    assert table.loc["retention-2020", "document"].endswith("(2016), " + "www.gov.cn/zhengce/zhengceku/2016-07/11/"
                                                            "content_5090298.htm")  # fmt: skip
    assert table.loc["rotation", "document"].count("www.gov.cn") == 1
    assert table.loc["public-kindergartens-2020", "document"].endswith("规范发展的若干意见 (2018)")


def test_minutes_are_explained_only_where_times_of_day_are(
    comparisons: tuple[Comparison, ...], frames: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes: dict[str, str] = {}
    module = "eduplans.chapters.standards.shown"
    monkeypatch.setattr(f"{module}.table", lambda _, caption, **cells: notes.setdefault(caption, cells["note"]))
    monkeypatch.setattr(f"{module}.say", lambda *_, **__: None)
    chapter.show_counties(comparisons, frames["documents"])
    said = {caption: "in minutes" in note for caption, note in notes.items()}
    assert said == {
        "Against yardsticks: 2025, plan, 安化县": True,
        "Against yardsticks: 2020, report, 宜黄县 (inferred)": False,
    }


def test_one_table_a_county_and_a_sentence_where_there_is_nothing(
    comparisons: tuple[Comparison, ...], frames: Frames, shown: list[tuple[str, Any]]
) -> None:
    chapter.show_counties(comparisons, frames["documents"])
    assert len(shown) == len(frames["documents"])
    assert [caption for caption, frame in shown if not isinstance(frame, dict)] == [
        "Against yardsticks: 2025, plan, 安化县",
        "Against yardsticks: 2020, report, 宜黄县 (inferred)",
    ]


def test_a_table_of_which_only_some_rows_can_be_held_against_a_margin_is_shown(shown: list[tuple[str, Any]]) -> None:
    """An invented county prints a rate, which has a margin, and a mean class size, which has none."""
    rate = {"indicator": "inclusive_kindergarten_share", "level": "preschool", "as_printed": "88%", "value": 88.0}
    mean = {
        "indicator": "class_size",
        "level": "primary",
        "as_printed": "45人",
        "value": 45.0,
        "measure": "小学平均班额",
    }
    figures = invented_figures(
        [rate | {"unit": "percent", "status": "target"}, mean | {"unit": "person", "status": "actual"}]
    )
    documents = invented_documents().assign(county_basis="printed")
    chapter.show_counties(compare(figures, documents), documents)
    margins = [frame["beyond (+) or short of (−) it by"] for _, frame in shown if not isinstance(frame, dict)]
    assert len(margins) == 1
    assert 0 < margins[0].isna().sum() < len(margins[0])


def test_silence_is_of_yardsticks_that_no_document_answers(comparisons: tuple[Comparison, ...]) -> None:
    table = chapter.silence_table(comparisons)
    answered = {one.standard.code for one in comparisons if one.verdict != "not reported"}
    assert not answered & set(table["yardstick"])
    assert table.set_index("yardstick").loc["senior-enrolment-2025", "documents of its years"] == 1


def test_the_picture_has_a_dot_a_result_and_says_so(comparisons: tuple[Comparison, ...]) -> None:
    points = chapter.points(comparisons)
    assert [round(one.margin, 2) for one in points] == [0.02, 2.82, 3.81, 1.8, -0.78, 2.3]
    assert all(one.low < one.margin < one.high for one in points)
    sentence = chapter.picture_sentence(comparisons)
    assert [one.outcome for one in points] == [
        *["met"] * 3, "reaches the level", "does not reach the level", "reaches the level",
    ]  # fmt: skip
    assert "for certification, 3 met and 0 missed; of levels asked only" in sentence
    assert "2 reached and 1 not reached." in sentence
    assert len(chapter.picture_figures(comparisons)) == len(points)
    figure = chapter.margins_picture(comparisons)
    assert len(figure.axes[0].get_yticklabels()) == len(points)
    assert png(figure) == png(chapter.margins_picture(comparisons))
    assert chapter.picture_sentence([]).endswith("there are 0 dots.")


def test_the_picture_speaks_chinese(comparisons: tuple[Comparison, ...]) -> None:
    with in_language("zh"):
        labels = [one.label for one in chapter.points(comparisons)]
    assert labels[0] == "毛入学率, 学前教育\n宜黄县 85.02% (至少 85 %)\n县，认定条件"


def test_margins_in_words() -> None:
    open_end = judge(printed_bounds("90%", 90, unit="percent", qualifier="at_least"), 85, "at_least", "at_least")
    assert chapter.margin_text(open_end) == "+5 or more"
    most = judge(printed_bounds("3%", 3, unit="percent", qualifier="at_least"), 5, "at_most", "at_least")
    assert chapter.margin_text(most) == "+2 or less"
    assert chapter.margin_text(None) is None


def test_pairs_are_shown_or_said_to_be_missing(frames: Frames, shown: list[tuple[str, Any]]) -> None:
    chapter.show_pairs([], [], frames["documents"])
    ((template, values),) = shown
    assert "There is no real pair" in template
    assert (values["n"], values["plans"]) == (5, 4)


def test_a_pair_of_an_invented_county_is_a_table(shown: list[tuple[str, Any]]) -> None:
    import pandas as pd

    row = {"indicator": "retention_rate", "level": "compulsory", "unit": "percent", "measure": "巩固率"}
    plan = invented_figures([row | {"as_printed": "98%", "value": 98.0, "status": "target"}], doc="p")
    report = invented_figures([row | {"as_printed": "97.5%", "value": 97.5}], doc="r")
    about = pd.concat([invented_documents(doc="p", kind="plan"), invented_documents(doc="r")])
    matches = targets_against_results(pd.concat([plan, report]), about)
    chapter.show_pairs(matches, [("p", "r")], about)
    ((caption, frame),) = shown
    assert caption == "Targets of a plan and results of a later report"
    assert frame.to_dict("records")[0]["verdict"] == "missed"
    assert frame.to_dict("records")[0]["met (+) or missed (−) by"] == "−0.5 (−0.55 to −0.45)"
