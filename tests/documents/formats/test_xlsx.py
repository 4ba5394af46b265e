"""All tables are of counties that do not exist."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from eduplans.documents import read_document
from eduplans.documents.formats.xlsx import read
from eduplans.errors import DocumentError
from eduplans.figures import find_figures

if TYPE_CHECKING:
    from pathlib import Path


def workbook(*rows: tuple[Any, ...], title: str = "Sheet1") -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def text_of(made: openpyxl.Workbook) -> str:
    stream = io.BytesIO()
    made.save(stream)
    return read(stream.getvalue(), "x.xlsx")[0]


def test_merged_heads_of_two_rows(tmp_path: Path) -> None:
    made = workbook(
        ("青禾县2020年教育统计表", None, None, None, None),
        ("学段", "学校数（所）", None, "在校生（人）", None),
        (None, "2019年", "2020年", "2019年", "2020年"),
        ("小学", 12, 11, 3400, 3310),
        ("初中", 4, 4, 1800, 1795.0),
    )
    for cells in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        made.active.merge_cells(cells)
    path = tmp_path / "table.xlsx"
    made.save(path)
    document = read_document(path)
    assert document.format == "xlsx"
    (table,) = document.tables
    assert table.caption == "青禾县2020年教育统计表"
    heads = {document.text[cell.start : cell.end]: (cell.row_heads, cell.column_heads) for cell in table.cells}
    assert heads["3310"] == (("小学",), ("在校生(人)", "2020年"))
    assert heads["1795"] == (("初中",), ("在校生(人)", "2020年"))
    found = {one.as_printed: (one.unit, one.year) for one in find_figures(document)}
    assert found["11"] == ("school", 2020)
    assert found["3400"] == ("person", 2019)


def test_row_heads_merged_over_rows() -> None:
    made = workbook(("类别", "指标", "数"), ("小学", "学校", 12), (None, "教师", 300), ("初中", "学校", 4))
    made.active.merge_cells("A2:A3")
    assert text_of(made).split("\n")[2] == "小学 | 教师 | 300"


def test_percentages_dates_truth_and_noise() -> None:
    made = workbook(("指标", "值"), ("巩固率", 0.9853), ("日期", date(2020, 3, 1)), ("达标", True), ("和", 0.1 + 0.2))
    made.active["B2"].number_format = "0.0%"
    assert text_of(made) == "指标 | 值\n巩固率 | 98.5%\n日期 | 2020-03-01\n达标 | 是\n和 | 0.3"


def test_formulas_without_values_say_what_to_do() -> None:
    with pytest.raises(DocumentError, match="hold no values") as caught:
        text_of(workbook(("=1+1", "=2+2")))
    assert "save it" in caught.value.problems[0].remedy


def test_errors_of_formulas_are_empty() -> None:
    assert text_of(workbook(("指标", "2020年"), ("学校", "#DIV/0!"), ("教师", 3))) == "指标 | 2020年\n学校 | \n教师 | 3"


def test_sheets_in_order_with_names_that_say_something_and_hidden_ones_not() -> None:
    made = workbook(("指标", "2020年"), ("学校", 3), title="小学")
    for title, rows in (("Sheet2", 4), ("初中", 5), ("草稿", 6)):
        sheet = made.create_sheet(title)
        sheet.append(("指标", "2020年"))
        sheet.append(("学校", rows))
    made["草稿"].sheet_state = "hidden"
    assert text_of(made).split("\n") == [
        "小学", "指标 | 2020年", "学校 | 3", "指标 | 2020年", "学校 | 4", "初中", "指标 | 2020年", "学校 | 5",
    ]  # fmt: skip


def test_a_sheet_that_claims_a_million_rows_is_refused() -> None:
    made = workbook(("指标", 1))
    made.active["ZZ900000"] = 1
    with pytest.raises(DocumentError, match=r"spans 631,800,000 cells, more than 1,000,000"):
        text_of(made)


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.xlsx"
    workbook(("指标", 1), ("学校", 2)).save(path)
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    monkeypatch.delitem(__import__("sys").modules, "eduplans.documents.formats.xlsx", raising=False)
    with pytest.raises(DocumentError, match=r"library for \.xlsx files is missing") as caught:
        read_document(path)
    assert "eduplans[formats]" in caught.value.problems[0].remedy


def test_a_damaged_workbook_is_a_document_error_whatever_is_broken(recwarn: pytest.WarningsRecorder) -> None:
    stream = io.BytesIO()
    workbook(("指标", "2020年"), ("学校", 12)).save(stream)
    data = stream.getvalue()
    for at in range(0, len(data), 37):
        broken = bytearray(data)
        broken[at : at + 3] = b"\xff\x00\x7f"
        try:
            text = read(bytes(broken), "x.xlsx")[0]
        except DocumentError:
            continue
        assert isinstance(text, str)
    assert not recwarn.list
