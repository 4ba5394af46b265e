"""All tables are of counties that do not exist."""

from __future__ import annotations

from eduplans.documents.tables import find_tables

TEXT = """青禾县统计公报
表1 学校情况
指标 | 学校数 | 学校数 | 在校生(人)
指标 | 2019年 | 2020年 | 2020年
小学 | 12 | 11 | 3,400
初中 | 4 | | 1.2万
说明。"""


def test_cells_with_their_heads_and_places() -> None:
    (table,) = find_tables(TEXT)
    assert table.caption == "表1 学校情况"
    assert TEXT[table.start : table.end] == "\n".join(TEXT.split("\n")[2:6])
    cells = {TEXT[cell.start : cell.end]: cell for cell in table.cells}
    assert list(cells) == ["12", "11", "3,400", "4", "1.2万"]
    assert cells["11"].row_heads == ("小学",)
    assert cells["11"].column_heads == ("学校数", "2020年")
    assert cells["1.2万"].column_heads == ("在校生(人)", "2020年")


def test_one_line_with_a_bar_is_no_table() -> None:
    assert find_tables("收藏 | 打印\n新建学校3所。") == ()
    assert find_tables("新建学校3所。") == ()


def test_a_sentence_above_is_no_caption() -> None:
    assert find_tables("情况如下。\na | 1\nb | 2")[0].caption == ""


def test_a_table_of_words_has_no_cells() -> None:
    assert find_tables("甲 | 乙\n丙 | 丁")[0].cells == ()


def test_two_tables_at_the_ends_of_a_text() -> None:
    text = "甲 | 1\n乙 | 2\n间\n丙 | 3\n丁 | 4"
    assert [text[table.start : table.end] for table in find_tables(text)] == ["甲 | 1\n乙 | 2", "丙 | 3\n丁 | 4"]
