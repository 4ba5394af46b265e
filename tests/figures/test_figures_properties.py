"""Properties that hold on any text: no exception, true spans, values of their kind, time that grows with the text."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans import model
from eduplans.figures import find_figures_in_text

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = st.sampled_from(
    [
        *"0123456789.,%％‰:：∶/-—~+×年月日所个名人万亿千百十一二两三半",
        *"第前近超约多余以上下至到从由比分之成倍翻番元次校园班",
        *"，。；、（）()“”《》 \n\u3000",
        "增长",
        "提高",
        "分别",
        "其中",
        "不少于",
        "幼儿园",
        "小学",
        "百分点",
        "平方米",
        "左右",
        "以上",
        "2020年",
        "12.5",
        "各",
        "每",
        "毛入园率",
        "投入",
        "新增",
        "学位",
        "教师",
        "力争",
        "标准",
        "为",
        "达到",
        "减少到",
        "全市",
        "XX",
        "5G",
        "[1]",
    ]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.one_of(st.none(), st.integers(1990, 2030)), st.sampled_from(get_args(model.Kind)))
def test_any_text(text: str, year: int | None, kind: model.Kind) -> None:
    last = 0
    for figure in find_figures_in_text(text, year, kind):
        assert figure.start >= last
        assert figure.end > figure.start
        assert text[figure.start : figure.end] == figure.as_printed
        assert figure.phrase in text
        assert len(figure.phrase) <= 40
        assert len(figure.measure) <= 28
        assert figure.value >= 0
        assert figure.value_max is None or figure.value_max > figure.value
        assert figure.unit in get_args(model.Unit)
        assert figure.qualifier in get_args(model.Qualifier)
        assert figure.level in get_args(model.Level)
        assert figure.status in get_args(model.Status)
        assert figure.change in get_args(model.Change)
        assert figure.role in get_args(model.Role)
        assert not (figure.status == "standard" and figure.year is not None)
        last = figure.end


@settings(max_examples=100, deadline=None)
@given(st.integers(11, 10**7))
def test_numbers_survive_printing(value: int) -> None:
    for printed in (f"{value}人", f"{value:,}人", f"{value:,}".replace(",", " ") + "人"):
        figures = find_figures_in_text(f"全县在校学生{printed}。", 2020, "report")
        assert [(f.value, f.unit, f.as_printed) for f in figures] == [(value, "person", printed)]


@settings(max_examples=100, deadline=None)
@given(st.decimals(min_value="0.01", max_value="9999", places=2))
def test_money_survives_printing(value: object) -> None:
    figures = find_figures_in_text(f"投入资金{value}万元。", 2020, "report")
    assert [f.value for f in figures] == [float(value * 10_000)]  # type: ignore[operator]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_text_around_does_not_move_figures_of_other_lines(text: str) -> None:
    line = "县城新建小学3所。"
    quiet = text.translate(dict.fromkeys(map(ord, "“”《》〔〕[]‘’"), "，"))
    figures = find_figures_in_text(f"{quiet}。\n{line}\n", 2020, "report")
    start = len(quiet) + 2
    assert [f.as_printed for f in figures if f.start >= start] == ["3所"]


@pytest.mark.parametrize(
    "piece",
    ["9", "（", "“", "《", "一", "百", "一二三四五六七八九十", "1,", "1.", "1:", "第1", "\n", "1、", "从"],
)
def test_hostile_lines_take_linear_time(piece: str, assert_linear: Callable[[Callable[[int], object]], None]) -> None:
    assert_linear(lambda size: find_figures_in_text(piece * (size // len(piece))))


def test_time_grows_with_the_text() -> None:
    text = "全县新建小学3所，比上年增长5.2%，新增学位1200个，教师由120人增加到150人。\n" * 100
    find_figures_in_text(text)

    def spent(repeats: int) -> float:
        start = time.process_time()
        find_figures_in_text(text * repeats, 2020, "report")
        return time.process_time() - start

    once = min(spent(1) for _ in range(3))
    assert spent(10) < 18 * once


def test_long_texts_are_read_in_blocks_with_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (
        "全县小学、初中分别为12所、5所\n小学8所，比上年增加2所，占六成。\n一、下步打算\n"
        "（一）新建3所、改建5所，分别投入\n300万元和500万元\n"
    )
    text = lines * 20
    whole = find_figures_in_text(text, 2024, "report")
    monkeypatch.setattr("eduplans.figures.find._BLOCK", 1)
    assert find_figures_in_text(text, 2024, "report") == whole
    assert len({figure.group for figure in whole}) > 20
