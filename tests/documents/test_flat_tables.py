"""All tables are of counties that do not exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans.documents import document_from_text
from eduplans.documents.flat_tables import find_flat_tables
from eduplans.documents.tables import find_tables
from eduplans.figures import find_figures

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = (
    "青禾县教育基本情况。\n单位：人\n学段\n2019年\n2020年\n小学\n3400\n3310\n初中\n1800\n1795\n"
    "高中\n900\n910\n合计\n6100\n6015\n完。"
)


def cells(text: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {
        text[cell.start : cell.end]: (cell.row_heads, cell.column_heads)
        for table in find_flat_tables(text)
        for cell in table.cells
    }


def test_cells_as_lines_come_together() -> None:
    (table,) = find_flat_tables(TABLE)
    assert table.resolved
    assert table.caption == "单位：人"
    assert TABLE[table.start : table.end].startswith("单位")
    assert TABLE[table.start : table.end].endswith("6015")
    assert cells(TABLE)["1795"] == (("初中",), ("2020年",))
    assert len(table.cells) == 8


def test_a_head_without_a_corner() -> None:
    assert cells("。\n2019年\n2020年\n小学\n12\n11\n初中\n4\n4\n高中\n1\n2\n。")["2"] == (("高中",), ("2020年",))


def test_a_column_of_units() -> None:
    text = "指标\n单位\n2019年\n2020年\n学校\n所\n12\n11\n教师\n人\n300\n310\n经费\n万元\n9\n8"
    assert cells(text)["310"] == (("教师(人)",), ("2020年",))
    assert [figure.unit for figure in find_figures(document_from_text(text, "x"))][:4] == [
        "school",
        "school",
        "person",
        "person",
    ]


def test_a_title_above_the_corner_is_the_caption() -> None:
    text = "表1学校情况\n指标\n2019年\n2020年\n小学\n12\n11\n初中\n4\n5\n高中\n1\n2"
    assert find_flat_tables(text)[0].caption == "表1学校情况"
    assert cells(text)["5"] == (("初中",), ("2020年",))


def test_labels_and_single_amounts() -> None:
    text = "小学\n12所\n初中\n4所\n高中\n1所\n幼儿园\n30所\n教学点\n6个\n职校\n2所"
    assert cells(text)["30所"] == (("幼儿园",), ())


@pytest.mark.parametrize(
    "text",
    [
        TABLE.replace("\n1800", ""),  # a hole
        TABLE.replace("6100", "7000").replace("6015", "7000"),  # a total that is none
        TABLE.replace("学段", "学段\n级别\n类"),  # more names than amounts
        "小学\n12\n11\n初中\n4\n4\n高中\n1\n2",  # no names
    ],
)
def test_what_does_not_fit_is_reported_without_cells(text: str) -> None:
    (table,) = find_flat_tables(text)
    assert (table.resolved, table.cells) == (False, ())


def test_a_total_of_which_parts_are_named_is_not_asked() -> None:
    text = TABLE.replace("6100", "7000").replace("6015", "7000").replace("高中", "其中：高中")
    assert find_flat_tables(text)[0].resolved


def test_glued_rows_are_reported() -> None:
    text = "(单位：万人)2018年2019年2020年常住12.3913.4216.66户籍8.258.1210.08占比66.5960.5160.50。新建3所。"
    (table,) = find_flat_tables(text)
    assert not table.resolved
    assert text[table.start : table.end] == "12.3913.4216.66户籍8.258.1210.08占比66.5960.5160.50"


@pytest.mark.parametrize(
    "text",
    [
        "电话：13800000000，邮编：400000。联系人电话：13900000000。",
        "日期2020.03.15至2020.04.16，版本1.2.3。",
        "1\n2\n3\n4\n5\n6\n7\n8",
        "一、学位\n1.新建学校\n2.改建学校\n二、教师\n3.招聘\n4.培训",
        "",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert find_flat_tables(text) == []


def test_it_is_part_of_a_document_beside_tables_with_bars() -> None:
    text = "甲 | 1\n乙 | 2\n说明到此为止。\n" + TABLE
    assert [(table.resolved, len(table.cells)) for table in find_tables(text)] == [(True, 2), (True, 8)]
    assert len(document_from_text(TABLE, "x").tables) == 1


LINES = st.sampled_from(
    ["小学", "12", "11", "2019年", "合计", "-", "12.3913.4216.66户8.258.1210.08", "甲1 2", "完。", "| 3"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=40).map("\n".join))
def test_tables_are_in_order_and_cells_inside(text: str) -> None:
    last = 0
    for table in find_tables(text):
        assert last <= table.start < table.end <= len(text)
        assert all(table.start <= cell.start < cell.end <= table.end for cell in table.cells)
        last = table.end


@pytest.mark.parametrize(
    "piece", ["1\n", "甲\n", "甲\n1\n", "1.1", "9", "甲1 2\n", "甲1 ", "合计\n1\n2\n", "1.1.1.1.1甲"]
)
def test_hostile_lines_take_linear_time(piece: str, assert_linear: Callable[[Callable[[int], object]], None]) -> None:
    assert_linear(lambda size: find_tables(piece * (size // len(piece))))


def test_a_caption_above_the_head_and_a_corner_of_two_words() -> None:
    head = "一、概况\n表1 2023年各级学校情况\n学校类别\n学校(所)\n教师(人)\n"
    text = head + "小学\n12\n300\n初中\n4\n180\n高中\n1\n90\n二、其他"
    (table,) = find_flat_tables(text)
    assert table.caption == "表1 2023年各级学校情况"
    assert cells(text)["180"] == (("初中",), ("教师(人)",))


@pytest.mark.parametrize(
    ("line", "unit", "value"),
    [
        ("小学在校生数(人)：17654", "person", 17654),
        ("学前教育毛入园率（%）：92.4", "percent", 92.4),
        ("教育支出(万元) 1,020.5", "yuan", 10205000),
    ],
)
def test_a_name_with_its_unit_and_one_amount(line: str, unit: str, value: float) -> None:
    (figure,) = find_figures(document_from_text(f"青禾县基本情况\n{line}\n", "x"))
    assert (figure.unit, figure.value) == (unit, value)
    assert figure.as_printed == re.split("[： ]", line)[-1]


@pytest.mark.parametrize(
    "line", ["联系人(甲)：17654", "小学(12)：3", "小学在校生数(人)：见附表1。", "说明(人)17654人次以上"]
)
def test_brackets_that_name_no_unit(line: str) -> None:
    assert not find_flat_tables(f"青禾县\n{line}\n完")


def test_a_unit_printed_in_a_lost_table_still_counts() -> None:
    text = "学段\n学校\n在校生\n小学\n12所\n3400人\n初中\n4所\n1800人\n120人\n高中\n1所\n"
    document = document_from_text(text, "x")
    assert not document.tables[0].resolved
    assert [figure.as_printed for figure in find_figures(document)] == [
        "12所",
        "3400人",
        "4所",
        "1800人",
        "120人",
        "1所",
    ]


def test_glued_numbers_of_a_lost_table_are_not_guessed() -> None:
    text = "2018年2019年2020年常住12.3913.4216.66人户籍8.258.1210.08人"
    assert find_figures(document_from_text(text, "x")) == ()


def test_four_rows_of_one_amount_with_a_column_of_units() -> None:
    text = "指标名称\n单位\n数量\n小学\n所\n45\n小学在校生\n人\n17 654\n初中\n所\n18\n初中在校生\n人\n8612"
    found = find_figures(document_from_text(text, "x"))
    assert [(one.value, one.unit) for one in found] == [
        (45, "school"), (17654, "person"), (18, "school"), (8612, "person")
    ]  # fmt: skip
    assert find_flat_tables("甲\n12\n乙\n13\n丙\n14\n丁\n15\n") == []
