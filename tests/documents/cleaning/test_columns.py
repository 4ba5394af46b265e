"""All tables are of counties that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans.documents import document_from_text
from eduplans.documents.cleaning import clean
from eduplans.documents.cleaning.columns import clean_columns

if TYPE_CHECKING:
    from collections.abc import Callable


def rows(text: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    document = document_from_text(text, "x")
    return [
        (document.text[cell.start : cell.end], cell.row_heads, cell.column_heads)
        for table in document.tables
        for cell in table.cells
    ]


@pytest.mark.parametrize("gap", ["\t", "  ", "　　", " ", "\t\t", "   \t"])
def test_any_gap_between_columns(gap: str) -> None:
    text = "\n".join(
        gap.join(row)
        for row in (("学段", "2019年", "2020年"), ("小学", "12", "11"), ("初中", "4", "4"), ("高中", "1", "2"))
    )
    assert rows(text)[:2] == [("12", ("小学",), ("2019年",)), ("11", ("小学",), ("2020年",))]


def test_a_head_without_a_corner_and_bare_years() -> None:
    assert rows("2019 2020\n小学 12 11\n初中 4 4\n高中 1 2")[-1] == ("2", ("高中",), ("2020",))


def test_a_head_of_two_rows() -> None:
    text = "学段\t学校\t学校\n学段\t2019年\t2020年\n小学\t12\t11\n初中\t4\t4\n高中\t1\t-"
    assert rows(text)[1] == ("11", ("小学",), ("学校", "2020年"))


def test_one_amount_needs_the_gap_of_a_column() -> None:
    assert clean_columns("学段 学校\n小学 12\n初中 4\n高中 1")[1] == 0
    assert rows("学段\t学校\n小学\t12\n初中\t4\n高中\t1")[0] == ("12", ("小学",), ("学校",))


@pytest.mark.parametrize(
    "text",
    [
        "学段 2019年 2020年\n小学 12 11\n初中 4 4",  # two rows
        "甲 乙 丙 丁\n小学 12 11\n初中 4 4\n高中 1 2",  # a head of too many names
        "一、学位。\n小学 12 11\n初中 4 4\n高中 1 2",  # no head
        "学段 2019年 2020年\n小学 12 11\n初中 4\n高中 1 2",  # a hole
        "第一章  总则\n第二章  学位\n第三章  教师",
        "",
    ],
)
def test_what_is_not_certain_stays(text: str) -> None:
    assert clean_columns(text) == (text, 0)


def test_what_is_not_certain_is_reported() -> None:
    document = document_from_text("甲 乙 丙 丁\n小学 12 11\n初中 4 4\n高中 1 2\n完。", "x")
    (table,) = document.tables
    assert (table.resolved, table.cells) == (False, ())
    assert document.text[table.start : table.end] == "小学12 11\n初中4 4\n高中1 2"


LINES = st.sampled_from(
    ["学段 2019年 2020年", "小学 12 11", "初中\t4\t4", "高中  1  2", "完。", "", " 甲 乙", "3 4", "| 5"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=12).map("\n".join))
def test_twice_is_once(text: str) -> None:
    once = clean_columns(text)[0]
    assert clean_columns(once) == (once, 0)
    cleaned = clean(text).text
    assert clean(cleaned).text == cleaned


@pytest.mark.parametrize("piece", [" ", "\t", "甲 1 ", "1 ", "学 ", "甲 1 2\n", "甲\t-\n", "1,", "- "])
def test_hostile_lines_take_linear_time(piece: str, assert_linear: Callable[[Callable[[int], object]], None]) -> None:
    assert_linear(lambda size: clean_columns("甲 乙\n" + piece * (size // len(piece))))


def test_codes_labels_and_two_sides() -> None:
    coded = "科目编码 科目名称 合计 基本支出\n205 教育支出 980 900\n20502 普通教育 880 820\n2050201 学前教育 87 80"
    assert rows(coded)[:2] == [("980", ("教育支出",), ("合计",)), ("900", ("教育支出",), ("基本支出",))]
    sides = "项目 金额 项目 金额\n预算拨款 1520 教育支出 1320\n其他收入 0 住房支出 212\n收入合计 1520 支出合计 1532"
    assert rows(sides)[1] == ("1320", ("教育支出",), ("金额",))
    assert rows(sides)[-1] == ("1532", ("支出合计",), ("金额",))


def test_numbers_that_the_head_calls_numbers_open_rows_and_others_do_not() -> None:
    body = "1\t青禾县\t1204\t92.5\n2\t白石县\t706\t90.1\n3\t河口县\t381\t88.6"
    assert rows(f"序号\t县区\t教师(人)\t本科率\n{body}")[:2] == [
        ("1204", ("青禾县",), ("教师(人)",)), ("92.5", ("青禾县",), ("本科率",))
    ]  # fmt: skip
    assert rows(f"甲\t县区\t教师(人)\t本科率\n{body}") == []
