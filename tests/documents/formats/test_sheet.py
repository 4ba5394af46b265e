"""All tables are of counties that do not exist."""

from __future__ import annotations

from eduplans.documents.formats.sheet import sheet_lines


def test_titles_units_and_notes_are_lines_and_rows_have_bars() -> None:
    rows = [
        ["青禾县教育基本情况", "", ""],
        ["", "", "单位：所"],
        ["指标", "2019年", "2020年"],
        ["小学", "12", "11"],
        ["注：不含民办", "", ""],
    ]
    assert sheet_lines(rows) == [
        "青禾县教育基本情况", "单位：所", "指标 | 2019年 | 2020年", "小学 | 12 | 11", "注：不含民办",
    ]  # fmt: skip


def test_a_title_merged_over_all_columns_is_one_line() -> None:
    assert sheet_lines([["表1", "表1", "表1"], ["甲", "1", "2"], ["乙", "3", "4"]])[0] == "表1"


def test_equal_numbers_are_no_title() -> None:
    assert sheet_lines([["12", "12"], ["13", "14"]]) == ["12 | 12", "13 | 14"]


def test_empty_columns_go_and_blank_rows_part_tables() -> None:
    rows = [["甲", "", "1"], ["乙", "", "2"], ["", "", ""], ["说明", "", ""], [], ["丙", "", "3"], ["丁", "", "4"]]
    assert sheet_lines(rows) == ["甲 | 1", "乙 | 2", "说明", "丙 | 3", "丁 | 4"]


def test_short_rows_are_filled() -> None:
    assert sheet_lines([["甲", "1", "2"], ["乙", "3"]]) == ["甲 | 1 | 2", "乙 | 3 | "]


def test_nothing_gives_nothing() -> None:
    assert sheet_lines([]) == sheet_lines([["", ""]]) == []
