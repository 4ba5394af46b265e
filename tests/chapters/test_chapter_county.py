"""Tests of `eduplans.chapters.county` and its figures and pictures."""

from __future__ import annotations

import pandas as pd
import pytest

from eduplans.chapters import county as chapter
from eduplans.errors import UnknownNameError
from eduplans.plots import png

Frames = dict[str, pd.DataFrame]
REPORT = "yihuang-2020-report"


def profile(frames: Frames, doc: str = REPORT) -> chapter.Profile:
    return chapter.profile(frames["documents"], frames["items"], frames["figures"], frames["damage"], doc)


def documents() -> list[str]:
    return ["anhua-2025-plan", "chongyang-2020-plan", "dayi-2021-plan", "huli-2020-plan", REPORT]


@pytest.mark.parametrize("doc", documents())
def test_every_figure_stands_in_exactly_one_table(frames: Frames, doc: str) -> None:
    one = profile(frames, doc)
    counted = chapter.family_counts(one)
    ids = [name for family in counted.index for name in chapter.figure_table(one, family)["figure id"]]
    assert sorted(ids) == sorted(one.figures["figure_id"])
    assert counted.to_numpy().sum() == len(one.figures) == one.identity["figures"]


@pytest.mark.parametrize("doc", documents())
def test_tables_and_pictures_of_every_document(frames: Frames, doc: str) -> None:
    one = profile(frames, doc)
    assert len(chapter.outline_table(one)) == one.identity["items"]
    assert chapter.identity_table(one)["basis"].notna().all()
    assert len(chapter.reading_table(one)) >= 8
    assert png(chapter.figures_by_family(one))
    if chapter.rate_points(one):
        assert png(chapter.rates(one))
    assert f"{len(one.figures)} figures" in chapter.count_sentence(one)
    assert len(chapter.unreported(one)) > 0


def test_an_unknown_document_lists_the_right_ones(frames: Frames) -> None:
    with pytest.raises(UnknownNameError, match=r"yihuang.*there are anhua-2025-plan"):
        profile(frames, "yihuang")


def test_what_is_not_known_is_missing_and_not_empty(frames: Frames) -> None:
    table = chapter.identity_table(profile(frames)).set_index("what")
    assert pd.isna(table.loc["number", "known as"])
    assert table.loc["number", "basis"] == "unknown"
    assert table.loc["county", "basis"] == "inferred"
    assert table.loc["county", "evidence"]


def test_a_flagged_figure_stays_as_printed_and_leaves_the_picture(frames: Frames) -> None:
    one = profile(frames)
    flags = chapter.flag_table(one)
    assert "4732405万元" in flags["as printed"].tolist()
    assert flags.set_index("as printed").loc["4732405万元", "why"]
    shown = chapter.figure_table(one, "teachers").set_index("as printed")
    assert "cannot be right" in shown.loc["4732405万元", "marks"]


def test_rates_leave_growth_and_unnamed_figures_out(frames: Frames) -> None:
    one = profile(frames)
    points = chapter.rate_points(one)
    assert points
    assert all(0 <= value <= 100 for _, value, _ in points)
    assert not any("生均一般公共预算教育支出增长" in label for label, _, _ in points)
    assert len({label for label, _, _ in chapter.rate_points(one, limit=3)}) == 3


def test_figures_come_in_the_order_of_indicator_then_status_then_place(frames: Frames) -> None:
    table = chapter.figure_table(profile(frames), "spending")
    names = table["indicator"].tolist()
    assert names == sorted(names, key=list(dict.fromkeys(names)).index)


@pytest.mark.parametrize(
    ("row", "written"),
    [
        ({"value": 150000000.0, "unit": "yuan"}, "15,000 万元"),
        ({"value": 2e8, "unit": "yuan"}, "2 亿元"),
        ({"value": 796.0, "unit": "yuan"}, "796 元"),
        ({"value": 3.0, "value_max": 5.0, "unit": "school"}, "3–5 schools"),
        ({"value": 1.0, "unit": "class"}, "1 class"),
        ({"value": 0.0, "unit": "percent"}, "0 %"),
        ({"value": 19.85, "unit": "other", "qualifier": "about"}, "about 19.85"),
        ({"value": 88784.0, "unit": "yuan"}, "88,784 元"),
        ({"value": 100000.0, "unit": "yuan"}, "10 万元"),
        ({"value": 1.0, "unit": "rank"}, "rank 1"),
        ({"value": 1.0, "value_max": 3.0, "unit": "rank"}, "rank 1–3"),
        ({"value": 3.0, "unit": "other", "as_printed": "三栋"}, "3 栋"),
        ({"value": 20.0, "unit": "other", "as_printed": "20多株", "qualifier": "more_than"}, "more than 20 株"),
        ({"value": 1200.0, "unit": "clock"}, "20:00"),
        ({"value": 10.0, "unit": "person", "qualifier": "more_than"}, "more than 10 persons"),
    ],
)
def test_values_are_written_with_unit_and_qualifier(row: dict[str, object], written: str) -> None:
    assert chapter.value_text({"value_max": None, "qualifier": "exact"} | row) == written


def test_indicators_of_others_are_listed_as_not_reported(frames: Frames) -> None:
    one = profile(frames, "huli-2020-plan")
    table = chapter.unreported(one).set_index("family")
    assert table.loc["Spending 经费", "reported here"] == 0
    assert "一般公共预算教育支出" in table.loc["Spending 经费", "not reported here"]


def test_a_document_without_figures_says_so(frames: Frames) -> None:
    empty = {**frames, "figures": frames["figures"][frames["figures"]["doc"] != REPORT]}
    assert chapter.count_sentence(profile(empty)) == "No figure was found in this document."
    assert chapter.rate_points(profile(empty)) == []


def test_a_document_without_flags_or_rates_says_so_in_words(frames: Frames, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: said.append(data["text/plain"]))
    one = profile({**frames, "figures": frames["figures"][frames["figures"]["doc"] != REPORT]})
    chapter.show_flags(one)
    chapter.show_rates(one, chapter.rates)
    assert said == [
        (
            "No figure of this document is flagged, corrected or beside destroyed characters. That is no finding that "
            "all are right."
        ),
        "No percentage of this document states a level under a named indicator: no picture.",
    ]


def test_every_family_of_the_codebook_has_a_name() -> None:
    assert all(chapter.family_name(family) != family for family in chapter.families())


def changed(frames: Frames, **columns: object) -> chapter.Profile:
    """The report with cells of its first figures set."""
    figures = frames["figures"].copy()
    rows = figures.index[figures["doc"] == REPORT]
    figures["negated"] = False
    figures["repeats"] = None
    for name, value in columns.items():
        figures.loc[rows[:1], name] = value
    return profile({**frames, "figures": figures})


def test_denied_and_repeated_figures_are_marked_and_counted(frames: Frames) -> None:
    one = changed(frames, negated=True, repeats=f"{REPORT}:00000001")
    family = chapter.family_counts(one).index
    marks = [mark for name in family for mark in chapter.figure_table(one, name)["marks"] if mark]
    assert sum("negated, repeats 00000001" in mark for mark in marks) == 1
    assert chapter.care_sentence(one) == (
        "1 figure repeats a fact that the document has printed before, and so counts twice above. 1 figure is denied "
        "by the phrase (not one pupil): no actual amounts, and left out of the panel."
    )
    assert chapter.care_sentence(changed(frames)) == "No figure repeats a fact that the document has printed before."


def test_the_committed_tables_mark_denied_figures(frames: Frames) -> None:
    denied = frames["figures"][frames["figures"]["negated"].astype(bool)]
    assert set(denied["doc"]) == {REPORT, "chongyang-2020-plan"}
    assert denied["phrase"].str.contains("没有|尚未|一次性").all()


def test_a_county_whose_name_is_inferred_says_so_in_the_name(frames: Frames) -> None:
    assert profile(frames).name == "宜黄县 (inferred) 2020 report"
    assert profile(frames, "anhua-2025-plan").name.startswith("安化县 2025")


def test_few_rates_are_named_one_by_one_and_ties_are_ties() -> None:
    few = [("甲", 85.0, "target"), ("乙 (at least)", 95.0, "actual")]
    assert chapter.rate_sentence(few[:1]) == "1 percentage: 甲 (85 %, target)."
    assert chapter.rate_sentence(few) == "2 percentages: 甲 (85 %, target) and 乙 (at least) (95 %, actual)."
    many = [*few, *((name, 100.0, "actual") for name in "丙丁戊己")]
    assert chapter.rate_sentence(many) == (
        "6 percentages: lowest 甲 (85 %, target), highest 100 %, which 4 of them have."
    )
    assert chapter.rate_sentence([(name, 100.0, "actual") for name in "丙丁戊己"]) == "4 percentages, all 100 %."


def test_a_qualifier_stands_in_the_label_and_denied_rates_stay_out(frames: Frames) -> None:
    labels = [label for label, _, _ in chapter.rate_points(profile(frames, "anhua-2025-plan"))]
    assert any(label.endswith("(at least)") for label in labels)
    figures = frames["figures"].assign(negated=True)
    assert chapter.rate_points(profile({**frames, "figures": figures})) == []


def test_alternative_texts_say_what_is_drawn_and_the_finding(frames: Frames) -> None:
    one = profile(frames)
    alt = chapter.count_alt(one)
    assert alt.startswith("Stacked bars, one a family of indicators")
    assert alt.endswith(chapter.count_sentence(one))


def test_the_mark_column_is_there_only_where_something_is_marked(
    frames: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: shown.append(data["text/html"]))
    chapter.show_figures(profile(frames))
    assert any(">marks<" in page for page in shown)
    assert all((">marks<" in page) == ("Marks: negated" in page) for page in shown)
