"""Cues between figures, in sentences about Luoyun (罗云县), an invented county."""

from __future__ import annotations

import pytest

from eduplans.audit.cues import CUES, LONGEST, Cue, find_cues
from eduplans.figures import find_figures
from eduplans.model import Document, Item, Metadata


def cues(text: str, *items: Item) -> tuple[Cue, ...]:
    document = Document("luoyun-2030-report", text, Metadata(), items)
    return find_cues(document, find_figures(document))


def of(kind: str, text: str, *items: Item) -> list[Cue]:
    return [cue for cue in cues(text, *items) if cue.cue == kind]


@pytest.mark.parametrize(
    ("text", "cue", "printed"),
    [
        ("补充教师90名,其中小学50名、初中40名。", "parts", "其中"),
        ("幼儿园9所(公办5所、民办4所)。", "opens", "("),
        ("教育支出900万元,比上年增长5%。", "compared", "比上年"),
        ("教育支出900万元,年均增长5%。", "yearly", "年均"),
        ("新建桥梁、道路等9个项目。", "and_more", "等"),
        ("公开选调了7名教师。", "moved", "选调"),
        ("培训经费30万元列入财政预算。", "budgeted", "列入财政预算"),
        ("大班额由11个缩减为4个。", "falls", "缩减"),
    ],
)
def test_words_between_figures_are_found(text: str, cue: str, printed: str) -> None:
    assert printed in [one.printed for one in of(cue, text)]


@pytest.mark.parametrize("text", ["普及高等教育9所。", "推进平等教育9次。", "办好初等学校9所。"])
def test_a_syllable_of_a_longer_word_ends_no_list(text: str) -> None:
    assert not of("and_more", text)


def test_spans_and_items_lead_back_to_the_text() -> None:
    text = "一、教师\n补充教师90名,其中小学50名。"
    (cue,) = of("parts", text, Item("一", "一", 1, "教师", 0, len(text)))
    assert text[cue.start : cue.end] == cue.printed == "其中"
    assert cue.item == "一"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("抓好备课、作业、命题三个关键。", 3),
        ("建设“明德、启智、尚美、乐劳”四大校园。", 4),
        ("紧扣班主任和新教师两个重点。", 2),
        ("打造了3个片区,分别是河东片区、河西片区、城南片区。", 3),
    ],
)
def test_members_of_a_list_are_counted(text: str, number: int) -> None:
    assert [cue.number for cue in of("list", text)] == [number]


def test_what_holds_a_number_is_no_counted_list() -> None:
    assert not of("list", "小学5所、初中6所、高中1所。")


def test_a_series_ends_where_it_is_broken() -> None:
    text = "(三)健全三项机制。一是管理机制。二是培养机制。四是别的。"
    (cue,) = of("series", text, Item("(三)", "(三)", 1, "", 0, len(text)))
    assert (cue.number, cue.printed) == (2, "二是")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("按期完成《罗云县第九期学前教育行动计划(2026-2029)》。", "plan_finished"),
        ("按期完成《罗云县甲计划》、《罗云县第九期乙计划》。", "plan_finished"),
        ("明年实施《罗云县第九期学前教育行动计划(2026-2029)》。", "plan_to_do"),
    ],
)
def test_plans_are_finished_or_to_be_done(text: str, kind: str) -> None:
    assert any("第九期" in cue.printed for cue in of(kind, text))


def test_a_plan_that_is_only_named_is_neither() -> None:
    assert not cues("根据《罗云县第九期学前教育行动计划》的精神。")


def test_claims_carry_their_clause_cut_short() -> None:
    (claim,) = of("three_increases", f"{'很' * 60}全面落实“三个增长”。")
    assert "三个增长" in claim.clause
    assert len(claim.clause) <= LONGEST


def test_sentences_without_figures_lists_or_claims_leave_no_cue() -> None:
    assert not cues("继续提高质量(见附件),比上年更好。")


def test_every_cue_is_of_the_vocabulary() -> None:
    found = cues("补充教师90名,其中小学50名。紧扣甲和乙两个重点。落实“三个增长”。")
    assert {cue.cue for cue in found} <= set(CUES)
    assert {"parts", "list", "three_increases"} <= {cue.cue for cue in found}
