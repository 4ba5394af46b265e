from __future__ import annotations

import pytest

from eduplans.documents.formats.grid import cell_text, spanned, table_lines


@pytest.mark.parametrize(
    ("parts", "text"),
    [(["学校\n数"], "学校数"), ([" new school "], "new school"), (["a|b"], "a/b"), (["\u3000小 学"], "小学"), ([], "")],
)
def test_text_of_a_cell_is_one_line_without_bars(parts: list[str], text: str) -> None:
    assert cell_text(parts) == text


def test_empty_rows_go_and_empty_cells_keep_their_place() -> None:
    assert table_lines([["a", "", "b"], ["", ""]]) == ["a |  | b"]


@pytest.mark.parametrize(("text", "left"), [("小学", "小学"), ("2020年", "2020年"), ("12", ""), ("12所", "")])
def test_heads_are_repeated_and_numbers_are_not(text: str, left: str) -> None:
    assert spanned(text) == left
