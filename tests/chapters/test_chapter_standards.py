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


def test_the_report_of_2020_meets_most_and_misses_large_classes(comparisons: tuple[Comparison, ...]) -> None:
    own = [one for one in comparisons if one.doc == "yihuang-2020-report"]
    table = chapter.county_table(own).set_index("yardstick")
    assert table.loc["preschool-enrolment-2020", "met (+) or missed (−) by"] == "+0.02 (+0.015 to +0.025)"
    assert table.loc["preschool-enrolment-2020", "nation that year"] == "85.2 %†"
    assert table.loc["large-classes-2020", "verdict"] == "missed"
    assert table.loc["rotation", "verdict"] == "not comparable"
    assert table.loc["training-funds", "why"] == "other base, or none shown"
    assert table.loc["primary-operating-funds", "verdict"] == "met by its own rule"
    assert "rotation-backbone" not in table.index
    assert "rotation-backbone" in chapter.county_table(own, unreported=True)["yardstick"].tolist()


def test_verdicts_add_up(comparisons: tuple[Comparison, ...], frames: Frames) -> None:
    table = chapter.verdict_table(comparisons, frames["documents"])
    assert (table[list(chapter.VERDICTS)].sum(axis=1) == table["yardsticks of the year"]).all()
    assert table[list(chapter.VERDICTS)].to_numpy().sum() == len(comparisons)


def test_sentences_count_what_the_tables_show(comparisons: tuple[Comparison, ...]) -> None:
    sentence = chapter.summary_sentence(comparisons)
    met = sum(1 for one in comparisons if one.place == "宜黄县" and one.verdict == "met")
    assert f"宜黄县: **{met} met**" in sentence
    assert "**1 missed**: Share of large classes 大班额比例 (5.78%, asked for at most 5 %)" in sentence
    assert chapter.summary_sentence([]) == ("No document at hand prints a figure that can be held against a yardstick.")
    assert chapter.same_number_sentence([]) == ""


def test_one_table_a_county_and_a_sentence_where_there_is_nothing(
    comparisons: tuple[Comparison, ...], frames: Frames, shown: list[tuple[str, Any]]
) -> None:
    chapter.show_counties(comparisons, frames["documents"])
    assert len(shown) == len(frames["documents"])
    assert [caption for caption, frame in shown if not isinstance(frame, dict)] == [
        "Against yardsticks: 2025, plan, 安化县",
        "Against yardsticks: 2020, report, 宜黄县 (inferred)",
    ]


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
    assert sentence.startswith("6 results in percent: 5 at or beyond what is asked for, 1 short of it.")
    assert len(chapter.picture_figures(comparisons)) == len(points)
    figure = chapter.margins_picture(comparisons)
    assert len(figure.axes[0].get_yticklabels()) == len(points)
    assert png(figure) == png(chapter.margins_picture(comparisons))
    assert chapter.picture_sentence([]).endswith("there are 0 dots.")


def test_the_picture_speaks_chinese(comparisons: tuple[Comparison, ...]) -> None:
    with in_language("zh"):
        labels = [one.label for one in chapter.points(comparisons)]
    assert labels[0] == "毛入学率, 学前教育\n宜黄县 85.02% (至少 85 %)"


def test_margins_in_words() -> None:
    open_end = judge(printed_bounds("90%", 90, unit="percent", qualifier="at_least"), 85, "at_least", "at_least")
    assert chapter.margin_text(open_end) == "+5 (+5 to open)"
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
