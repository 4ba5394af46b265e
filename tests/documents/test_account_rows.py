"""All texts are about counties that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.account_rows import account_rows
from eduplans.documents.flat_tables import find_flat_tables
from eduplans.figures import find_figures

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = """公共安全支出7,467 7,212 96.6 6,531 10.4
教育支出26,787 27,261 101.8 23,542 15.8
科技支出5,138 4,831 94.0 4,665 3.6"""
HEAD = "单位：万元\n一般公共预算支出\n项目变动\n预算\n数\n执行数\n金额\n完成\n变动\n预算\n数%\n上年\n同期数增减%"


def table(head: str, rows: str = ROWS) -> str:
    return f"云泽县2024年预算执行情况的报告\n一、支出情况\n全县支出见表。\n{head}\n{rows}\n以上是全部支出。"


def test_a_head_in_pieces_names_the_columns() -> None:
    figures = find_figures(document_from_text(table(HEAD), "x"))
    assert len(figures) == 15
    found = {figure.as_printed: figure for figure in figures}
    assert found["27,261"].value == 272_610_000
    assert (found["27,261"].unit, found["101.8"].unit, found["15.8"].unit) == ("yuan", "percent", "percent")
    assert "教育支出" in found["27,261"].measure
    assert "执行数" in found["27,261"].measure
    assert (found["23,542"].status, found["23,542"].year) == ("baseline", 2023)
    assert found["15.8"].change == "growth"


@pytest.mark.parametrize(
    "head",
    [
        "单位：万元\n项目变动\n预算\n数\n执行数",  # fewer names than amounts
        "单位：万元\n项目第一\n列第二\n列第三列第四列第五列",  # names of no accounts
        "单位：万元。\n预算数",  # no corner
    ],
)
def test_a_head_that_does_not_fit_is_reported(head: str) -> None:
    (block,) = find_flat_tables(document_from_text(table(head), "x").text)
    assert not block.resolved
    assert block.cells == ()


def test_rows_of_different_lengths_are_not_put_together() -> None:
    lines = ["项目", "预算数执行数", "小学120 118", "初中80 82 90", "高中60 60"]
    assert account_rows(lines, 2, 5, 10) is None


def test_many_tables_take_linear_time(assert_linear: Callable[[Callable[[int], object]], None]) -> None:
    one = "项目\n" + "预算数\n" * 20 + ROWS + "\n完。\n"
    assert_linear(lambda size: find_flat_tables(one * (size // len(one))))
