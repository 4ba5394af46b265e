"""All tables are of counties that do not exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduplans.documents import document_from_text
from eduplans.documents.cleaning.unfold import unfold
from eduplans.figures import find_figures


def read(text: str) -> list[tuple[str, str, str]]:
    return [(one.as_printed, one.unit, one.measure) for one in find_figures(document_from_text(text, "x"))]


def test_two_bars_part_rows() -> None:
    found = read("|学段|学校（所）|教师（人）||小学|12|300||初中|4|180|")
    assert found == [
        ("12", "school", "小学学校"),
        ("300", "person", "小学教师"),
        ("4", "school", "初中学校"),
        ("180", "person", "初中教师"),
    ]


def test_blanks_part_cells_and_a_column_gives_the_units() -> None:
    found = read("指标 单位 2022年 2023年 小学学校数 所 46 45 小学在校生数 人 17902 17654 小学教师数 人 1211 1204")
    assert found[:3] == [
        ("46", "school", "小学学校数"),
        ("45", "school", "小学学校数"),
        ("17902", "person", "小学在校生数"),
    ]


def test_years_head_rows() -> None:
    document = document_from_text("年份 小学（所） 在校生（人）\n2018 52 18011\n2019 50 17906\n2020 48 17788", "x")
    found = [(figure.as_printed, figure.year, figure.unit, figure.measure) for figure in find_figures(document)]
    assert found[0] == ("52", 2018, "school", "小学")
    assert found[-1] == ("17788", 2020, "person", "在校生")


@pytest.mark.parametrize(
    "line",
    [
        "|学段|学校||小学|12|300||初中|4|",  # rows of unequal length
        "首页 | 公开 | 政策 | 动态 | 服务 | 互动 | 数据 | 关于",  # a menu
        "学段 2019年 2020年 小学 12 11 初中 4 高中 1 2 职校 3 4",  # a hole
        "小学 12 11 初中 4 4 高中 1 2 职校 3 4",  # no head
        "全县 共有 小学 12 所 初中 4 所 高中 1 所 教师 300 人 学生 3000 人",  # prose
        "",
    ],
)
def test_what_is_not_certain_stays(line: str) -> None:
    assert unfold(line) == (line, 0)


@given(st.text(alphabet="小学初中12.| \t\n年", max_size=80))
def test_no_character_but_blanks_and_bars_is_lost_or_added(text: str) -> None:
    kept = [character for character in text if character not in "| \t\n"]
    assert [character for character in unfold(text)[0] if character not in "| \t\n"] == kept
