"""All texts are about counties that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.cleaning import clean
from eduplans.documents.cleaning.markup import clean_markup

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = """<div class="top"><!-- 每页只改一处 --><script>if (1<2) { show(); }</script>
<h1 style="font-size:20px">青禾县2020年教育工作要点</h1>
<p style=\\"text-indent:2em\\">一、扩大学位</p><p>1.新建学校<strong>3所</strong>&nbsp;，增加学位900个。</p>
</div>"""


def test_a_page_that_was_saved_as_text_reads_like_the_text() -> None:
    document = document_from_text(PAGE, "x")
    assert document.text == "青禾县2020年教育工作要点\n一、扩大学位\n1.新建学校3所，增加学位900个。"
    assert [item.path for item in document.items] == ["一", "一/1"]
    assert document.metadata.title.value == "青禾县2020年教育工作要点"


def test_what_goes_is_counted_as_residue() -> None:
    counts = {step.step: step.count for step in clean(PAGE).steps}
    assert counts["word_residue"] == 13  # eleven tags, one comment with its script, one entity


def test_cells_become_a_table() -> None:
    text = "<table><tr><td>学校</td><td>2019年</td></tr><tr><td>小学</td><td>12</td></tr></table>"
    (table,) = document_from_text(text, "x").tables
    assert [(cell.row_heads, cell.column_heads) for cell in table.cells] == [(("小学",), ("2019年",))]


def test_literal_line_ends_of_a_dump_break_lines() -> None:
    assert clean("'<p>一、学位</p>\\r\\n<p>二、教师</p>\\n'").text == "'\n一、学位\n二、教师\n'"


@pytest.mark.parametrize("text", ["3岁以下(<3岁)的幼儿", "用<p>和</p>两个标签", "a<b, b<c, c<d, d<e>f>g>h>"])
def test_a_text_that_is_no_page_stays(text: str) -> None:
    assert clean_markup(text) == (text, 0)


@pytest.mark.parametrize("piece", ["<p ", "<!--", "<%", "<script>", "</", "<p>", "<td>", "<style><"])
def test_hostile_markup_takes_linear_time(piece: str, assert_linear: Callable[[Callable[[int], object]], None]) -> None:
    assert_linear(lambda size: clean_markup("<p>一</p><p>二</p>" + piece * (size // len(piece))))


def test_cleaning_twice_is_cleaning_once() -> None:
    once = clean(PAGE).text
    assert clean(once).text == once


def test_pronunciations_and_footnote_numbers_above_the_text_go_and_square_metres_stay() -> None:
    text = (
        "<p>建设<ruby>幼<rp>(</rp><rt>yòu</rt><rp>)</rp></ruby>儿园83<sup>[2]</sup>所、面积20m<sup>2</sup>，"
        "增长5<sup>%</sup></p>"
    )
    assert clean_markup(text)[0].strip() == "建设幼儿园83所、面积20m2，增长5%"


def test_comments_go_from_a_text_with_few_tags() -> None:
    assert clean_markup("投入83<!-- x1 -->16万元") == ("投入8316万元", 1)


def test_line_ends_of_the_source_part_no_row() -> None:
    page = (
        "<table>\n<tr>\n<td>  年份</p>\n<p>指标</td>\n<td>2023年</td>\n<td>2024年</td>\n</tr>\n"
        "<tr>\n<td>专任教师（人）</td>\n<td>320</td>\n<td>331</td>\n</tr>\n</table>"
    )
    text, tags = clean_markup(page)
    rows = [line.strip() for line in text.split("\n") if line.strip()]
    assert rows == ["年份 指标 | 2023年 | 2024年", "专任教师（人） | 320 | 331"]
    assert tags == page.count("<")


def test_many_cells_without_ends_take_linear_time(assert_linear: Callable[[Callable[[int], object]], None]) -> None:
    assert_linear(lambda size: clean_markup("<td>\n" * (size // 5)))
