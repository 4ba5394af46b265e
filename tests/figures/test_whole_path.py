"""From raw text to figures: pollution put into a text leaves its figures, hostile lines are quick, time is linear.

The texts are about an invented county.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans.documents import document_from_text
from eduplans.figures import find, find_figures, find_figures_in_text, iter_figures, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES = (
    "新建公办幼儿园3所，增加学位600个，普惠性幼儿园覆盖率达到85%以上。",
    "义务教育巩固率提高到96.5%，比上年提高1.2个百分点。",
    "招聘教师80名，其中研究生十二名，培训教师3200人次。",
    "全年教育支出1.2亿元，同比增长5.6%，小学生均公用经费720元。",
    "小学、初中分别为12所、5所，在校学生约2.6万人。",
)
TEXT = "清溪坪县教育局2023年工作要点\n一、发展学前教育\n{}\n{}\n二、建设教师队伍\n{}\n"
BODIES = st.permutations(SENTENCES).map(lambda lines: TEXT.format(*lines[:3]))
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789%"}


def _read(text: str) -> list[tuple[object, ...]]:
    document = document_from_text(text, "qingxiping-2023-plan")
    found = find_figures(document)
    for figure in found:
        assert document.text[figure.start : figure.end] == figure.as_printed
    return [
        (f.as_printed, f.value, f.unit, f.qualifier, f.measure, f.level, f.year, f.status, f.change, f.item)
        for f in found
    ]


def _between(text: str, places: list[int], pollution: str) -> str:
    """Put pollution behind some of the places where a Chinese character follows another in a line of its own."""
    open_places = [
        index
        for index in range(text.index("\n") + 12, len(text))
        if all("\u4e00" <= mark <= "\u9fff" for mark in text[index - 1 : index + 1]) and text[index : index + 1]
    ]
    for index in sorted({open_places[place % len(open_places)] for place in places}, reverse=True):
        text = text[:index] + pollution + text[index:]
    return text


@settings(max_examples=40, deadline=None)
@given(BODIES, st.lists(st.integers(0, 999), max_size=6), st.sampled_from(["(shì)", "（jiào）", "\u200b", "\ufeff"]))
def test_glosses_and_signs_without_width_leave_the_figures(text: str, places: list[int], pollution: str) -> None:
    assert _read(_between(text, places, pollution)) == _read(text)


@settings(max_examples=20, deadline=None)
@given(BODIES, st.sampled_from([" ", "  ", "\u3000"]), st.lists(st.integers(0, 999), max_size=6))
def test_blanks_between_characters_leave_the_figures(text: str, blank: str, places: list[int]) -> None:
    assert _read(_between(text, places, blank)) == _read(text)


@settings(max_examples=20, deadline=None)
@given(BODIES)
def test_wide_signs_leave_the_figures(text: str) -> None:
    assert _read(text.translate(WIDE)) == _read(text)


@settings(max_examples=20, deadline=None)
@given(BODIES)
def test_traditional_writing_leaves_the_figures(text: str) -> None:
    assert _read(opencc.OpenCC("s2t").convert(text)) == _read(text)


@settings(max_examples=20, deadline=None)
@given(BODIES)
def test_a_web_page_around_the_text_leaves_the_figures(text: str) -> None:
    page = f"当前位置：首页 > 政务公开\n{text}【打印本页】\n浏览次数：1234\n"
    assert _read(page) == _read(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_goes_the_whole_path(text: str) -> None:
    _read(text)


@pytest.mark.parametrize(
    "line",
    [
        "9",
        "（",
        "(",
        "“",
        "《",
        "一",
        "百",
        "1个",
        "1,",
        "1:",
        "翻番",
        "年",
        "第1",
        "1 | ",
        "从1到",
        " ",
        "(shì)",
        "1 ",
        "1,234,",
        "分别1个",
    ],
)
def test_hostile_lines_are_linear_the_whole_path(
    line: str, assert_linear: Callable[[Callable[[int], object]], None]
) -> None:
    assert_linear(lambda size: _read(line * (size // len(line))))


def test_many_headings_below_no_section_are_linear() -> None:
    line = "（一）新建幼儿园3所。\n"

    def spent(lines: int) -> float:
        start = time.process_time()
        _read(line * lines)
        return time.process_time() - start

    spent(10)
    assert spent(8000) < 18 * min(spent(800) for _ in range(3))


def test_figures_do_not_hang_on_the_size_of_the_blocks_they_are_read_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The county does not exist."""
    lines = [f"{n}.青禾县新建小学{n % 7 + 1}所，增加学位{n}个，其中寄宿学位{n % 50 + 1}个。" for n in range(1, 400)]
    document = document_from_text("青禾县2023年教育工作总结\n" + "\n".join(lines), "x")
    whole = find_figures(document)
    assert len(whole) == 3 * len(lines)
    monkeypatch.setattr(find, "_BLOCK", 7)
    assert tuple(iter_figures(document)) == whole


def test_sentences_of_a_large_text_are_cut_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "青禾县新建小学3所，增加学位600个；" * 40
    whole = find_figures_in_text(text, 2023, "report")
    monkeypatch.setattr(sentences, "_STRETCH", 7)
    assert find_figures_in_text(text, 2023, "report") == whole
