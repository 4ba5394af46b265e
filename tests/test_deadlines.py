"""Dates by which something is to be done, in sentences about invented counties."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduplans import codebook
from eduplans.deadlines import deadlines
from eduplans.documents import document_from_text
from eduplans.rows import item_rows


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a point before which
        ("3月底前完成排查。", ("2024-03",)),
        ("6月前提交方案。", ("2024-06",)),
        ("9月1日前配齐教师。", ("2024-09",)),
        ("2025年6月30日之前竣工。", ("2025-06",)),
        ("2025年底前建成青禾小学。", ("2025-12",)),
        ("年底前清零。", ("2024-12",)),
        ("秋季开学前完成改造。", ("2024-09",)),
        ("暑假前办结。", ("2024-08",)),
        ("明年3月底以前上报。", ("2025-03",)),
        ("10月份前完成。", ("2024-10",)),
        # a point up to which
        ("到2026年，毛入园率达到92%。", ("2026",)),
        ("至2025年2月，考点全部建成。", ("2025-02",)),
        ("到2027年底，消除大班额。", ("2027-12",)),
        ("力争到2025年建成三所学校。", ("2025",)),
        # before a word of completion
        ("新校区于秋季如期开办。", ("2024-09",)),
        ("基地在今年暑假投入使用。", ("2024-08",)),
        ("确保年底大班额化解到位。", ("2024-12",)),
        ("项目于2025年建成。", ("2025",)),
        ("确保上半年全部竣工。", ("2024-06",)),
        # several, sorted, each once
        ("12月底前建成，3月底前开工，年底前验收。", ("2024-03", "2024-12")),
    ],
)
def test_deadlines(text: str, found: tuple[str, ...]) -> None:
    assert deadlines(text, 2024) == found


@pytest.mark.parametrize(
    "text",
    [
        "2024年撤并教学点4个。",
        "2024年，全县招聘教师60名。",
        "青禾小学于2024年秋季已开园。",
        "新校区在2023年9月建成了。",
        "用3年时间培训教师。",
        "落实提升计划(2022-2025年)。",
        "从2019年到2023年，学校增加。",
        "执行2023年到2025年的规划。",
        "2019年以来，经费增长。",
        "2024年秋季学期工作。",
        "1月18日,召开会议。",
        "三年级于周五前交作业。",
        "学前三年毛入园率。",
        "一年内实现目标。",
        "2020年级管理。",
        "前三年完成。",
        "第3月考试。",
        "",
    ],
)
def test_no_deadlines(text: str) -> None:
    assert deadlines(text, 2024) == ()


def test_without_a_year_of_the_document_only_printed_years_count() -> None:
    assert deadlines("3月底前完成。到2026年建成。", None) == ("2026",)


def test_a_damaged_date_is_none() -> None:
    assert deadlines("3月底前完成。", 2024)
    assert not deadlines("?月底前完成。", 2024)


def test_rows_of_items_carry_their_deadlines_with_the_year_of_the_document() -> None:
    # about a county that does not exist
    text = (
        "青禾县2023年教育工作要点\n一、建好学校\n1.新建青禾小学,秋季开学前竣工。\n"
        "2.加强管理。到2025年消除大班额,年底前上报。\n"
    )
    rows = {row["item"]: row["deadline"] for row in item_rows(document_from_text(text, "qinghe-2023-plan"))}
    assert rows == {"一": "", "一/1": "2023-09", "一/2": "2023-12;2025"}


def test_seasons_are_months_and_words_are_their_own() -> None:
    rows = codebook.read("theme_seasons")
    assert all(1 <= int(row["month"]) <= 12 for row in rows)
    assert len({row["word"] for row in rows}) == len(rows)
    assert len({row["word"] for row in codebook.read("theme_finish_words")}) == len(codebook.read("theme_finish_words"))


@pytest.mark.parametrize("row", codebook.read("theme_seasons"), ids=lambda row: row["word"])
def test_every_season_makes_a_deadline(row: dict[str, str]) -> None:
    assert deadlines(f"确保{row['word']}前完成。", 2024) == (f"2024-{int(row['month']):02}",)


@given(st.text(alphabet="2024年3月底前到至于在完成建成秋季暑假,。-— 一已", max_size=60))
def test_any_text_gives_sorted_dates_of_the_form(text: str) -> None:
    found = deadlines(text, 2024)
    assert list(found) == sorted(set(found))
    assert all(re.fullmatch(r"20\d\d(-(0[1-9]|1[0-2]))?", date) for date in found)


@pytest.mark.parametrize("piece", ["2024年", "3月", "到", "年底", "秋季", " ", "20"])
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    start = time.process_time()
    deadlines(piece * 20_000, 2024)
    assert time.process_time() - start < 5
