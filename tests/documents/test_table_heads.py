"""All tables are of counties that do not exist."""

from __future__ import annotations

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.table_heads import is_amount
from eduplans.documents.tables import find_tables


def heads(text: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    (table,) = find_tables(text)
    return {text[cell.start : cell.end]: (cell.row_heads, cell.column_heads) for cell in table.cells}


@pytest.mark.parametrize("text", ["12", "1,200", "-3.5", "98.5%", "12所", "1.2万", "3.4亿元", "(12)", "+5"])
def test_amounts(text: str) -> None:
    assert is_amount(text)


@pytest.mark.parametrize(
    "text", ["", "小学", "2020年", "2020", "2019-2020学年", "3-6岁", "7年级", "3月", "一", "-", "12 34"]
)
def test_what_is_no_amount(text: str) -> None:
    assert not is_amount(text)


def test_a_row_of_one_text_heads_the_rows_below() -> None:
    found = heads("指标 | 2019年 | 2020年\n小学 | |\n学校 | 12 | 11\n初中 | |\n学校 | 4 | 5")
    assert found["11"] == (("小学", "学校"), ("2020年",))
    assert found["5"] == (("初中", "学校"), ("2020年",))


def test_a_head_that_covers_several_rows_or_columns() -> None:
    found = heads(
        "学段 | 指标 | 学校 | | 教师 |\n | | 2019年 | 2020年 | 2019年 | 2020年\n"
        "小学 | 城区 | 1 | 2 | 3 | 4\n | 农村 | 5 | 6 | 7 | 8"
    )
    assert found["2"] == (("小学", "城区"), ("学校", "2020年"))
    assert found["8"] == (("小学", "农村"), ("教师", "2020年"))


def test_numbers_of_rows_and_columns_are_no_cells() -> None:
    found = heads("序号 | 指标 | 甲镇 | 乙镇\n甲 | 乙 | 1 | 2\n1 | 学校 | 12 | 11\n2 | 教师 | 30 | 40")
    assert list(found) == ["12", "11", "30", "40"]
    assert found["40"] == (("教师",), ("乙镇",))


def test_a_column_of_units_goes_into_the_row_heads() -> None:
    found = heads("指标 | 单位 | 2020年\n学校 | 所 | 12\n经费 | 万元 | 300\n其他 | | 5")
    assert found["300"] == (("经费(万元)",), ("2020年",))
    assert found["5"] == (("其他",), ("2020年",))


def test_the_unit_above_or_inside_the_head_belongs_to_the_caption() -> None:
    assert find_tables("表1\n单位：万元\n甲 | 1\n乙 | 2")[0].caption == "表1 单位：万元"
    assert find_tables("表1\n填报单位：县教育局 | 单位：万元\n甲 | 1\n乙 | 2")[0].caption == "表1 单位：万元"


def test_an_amount_that_looks_like_a_year() -> None:
    assert heads("指标 | 人数\n初中 | 900\n小学 | 2010")["2010"] == (("小学",), ("人数",))
    assert heads("年份 | 人数\n2010 | 900\n2011 | 950")["950"] == (("2011",), ("人数",))
    assert list(heads("学段 | 建校年份 | 人数\n小学 | 1990 | 900\n初中 | 1991 | 950")) == ["900", "950"]


def test_a_title_inside_the_table_is_its_caption() -> None:
    text = "表1学校 | 表1学校 | 表1学校\n指标 | 2019年 | 2020年\n小学 | 12 | 11\n初中 | 初中 | 初中\n城区 | 1 | 2"
    (table,) = find_tables(text)
    assert table.caption == "表1学校"
    assert heads(text)["12"] == (("小学",), ("2019年",))
    assert heads(text)["2"] == (("初中", "城区"), ("2020年",))


def test_a_head_without_a_corner_is_no_title() -> None:
    assert heads(" | 2020年\n小学 | 12\n初中 | 4")["4"] == (("初中",), ("2020年",))


def test_a_table_of_titles_only_has_no_cells() -> None:
    assert heads("甲 | 甲\n乙 | 乙") == {}


def yearbook(second: str) -> list[tuple[str, tuple[str, ...]]]:
    text = (
        f"1-1 各乡小学情况(2005年) | |||\n单位：人 | |||\n乡 镇 | 学校数 | 在校生数 | 教职工数 |\n{second}\n"
        "青禾乡 | 36 | 1671 | 613 | 559\n白石乡 | 14 | 710 | 335 | 294\n河口镇 | 9 | 703 | 235 | 107"
    )
    (table,) = document_from_text(text, "x").tables
    return [(cell.row_heads[0], cell.column_heads) for cell in table.cells]


def test_a_second_row_of_heads_that_the_corner_moved() -> None:
    assert yearbook("(所) | #专任教师 |||")[:4] == [
        ("青禾乡", ("学校数", "(所)")),
        ("青禾乡", ("在校生数",)),
        ("青禾乡", ("教职工数",)),
        ("青禾乡", ("教职工数", "#专任教师")),
    ]


def test_a_moved_row_that_fits_no_columns_heads_nothing() -> None:
    assert yearbook("#女 | #专任教师 |||")[0] == ("青禾乡", ("学校数",))


def test_the_other_side_of_an_account_has_its_own_labels() -> None:
    text = "项目 | 预算数 | 项目 | 预算数\n一、拨款 | 1520 | 一、服务 | 0\n二、基金 | | 二、教育支出 | 1320\n"
    text += "三、结转 | 12 | 三、住房 | 212"
    (table,) = document_from_text(text, "x").tables
    assert [cell.row_heads for cell in table.cells][1:4] == [("一、服务",), ("二、教育支出",), ("三、结转",)]
