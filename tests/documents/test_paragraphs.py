"""All texts are about counties that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans.documents import document_from_text
from eduplans.documents.cleaning import clean
from eduplans.documents.paragraphs import join_wrapped
from eduplans.figures import find_figures

if TYPE_CHECKING:
    from collections.abc import Callable

PROSE = (
    "一、学校布局\n今年全县新建和改建学校共十二所，增加学位3000个，投入资金12500万元，其中县级财政安排8316万元，"
    "省级补助3000万元。城区新建小学两所，农村改建初中四所，乡镇中心幼儿园全部达到标准。\n"
    "二、教师队伍\n全年招聘教师80名，培训教师1260人次，安排校长交流12名，骨干教师送教下乡96场，"
    "农村教师周转房新建150套，教师待遇全面落实。"
)


def wrapped(text: str, width: int) -> str:
    """Break lines where a page of so many Chinese characters does."""
    lines = []
    for line in text.split("\n"):
        used = 0.0
        lines.append("")
        for sign in line:
            used += 0.5 if sign.isascii() else 1.0
            if used > width:
                lines.append("")
                used = 0.5 if sign.isascii() else 1.0
            lines[-1] += sign
    return "\n".join(lines)


@pytest.mark.parametrize("width", [16, 18, 20, 22])
def test_a_text_broken_by_a_page_width_is_whole_again(width: int) -> None:
    document = document_from_text(wrapped(PROSE, width), "x")
    assert document.text == PROSE
    assert [item.path for item in document.items] == ["一", "二"]
    assert "8316万元" in [figure.as_printed for figure in find_figures(document)]


def with_furniture(text: str) -> str:
    """Give a wrapped text what a report has around it: contents, a title over two lines, a table."""
    contents = "\n".join(
        f"{label}、{name}{'·' * 60}{page}" for label, name, page in (("一", "学校布局", 1), ("二", "教师", 4))
    )
    title = "云泽县2024年教育工作完成情况和\n2025年教育工作安排的报告"
    return f"{contents}\n{title}\n{text}\n表1\n单位：人\n学段 教师 学生\n小学 320 5400\n初中 210 2800"


def test_contents_title_and_a_table_do_not_keep_lines_apart() -> None:
    text = clean(with_furniture(wrapped(PROSE, 20))).text
    for paragraph in PROSE.split("\n"):
        assert paragraph in text.split("\n")
    assert "二、教师" + "·" * 60 + "4\n" in text
    assert "小学320 5400" in text.split("\n")


def test_what_grew_is_read_over_the_end_of_a_line() -> None:
    text = (
        "云泽县2024年财政收支情况的报告\n全县增值税完成9.39亿元，比上年增\n长2.4%；企业所得税完成2.41亿元，\n比上年增长83.6%，"
        "房产税1.59亿元，\n均达到全年预期目标的要求。其他收\n入项目按照年初确定的计划组织入库，\n占全部收入的比重继续提高，结构比\n上年更加合理，"
        "运行总体平稳有序。\n"
    )
    found = {figure.as_printed: figure for figure in find_figures(document_from_text(text, "x"))}
    assert found["2.4%"].change == "growth"
    assert "增值税" in found["2.4%"].measure


def test_what_went_is_counted() -> None:
    counts = {step.step: step.count for step in clean(wrapped(PROSE, 20)).steps}
    assert counts["space"] == wrapped(PROSE, 20).count("\n") - PROSE.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "\n".join(f"{number}.新建学校和改建学校各三所并增加学位" for number in range(1, 20)),
        "\n".join(["新建学校三所并且增加学位九百个。"] * 12),
        "\n".join(["小学 | 12 | 11 | 3400 | 3310"] * 12),
        "\n".join(["新建学校三所并且增加学位九百个"] * 5),
        "\n".join(["小学", "120", "初中", "40"] * 6),
    ],
)
def test_lines_that_are_meant_stay(text: str) -> None:
    assert join_wrapped(text) == (text, 0)


LINES = st.sampled_from(
    ["新建学校三所并且增加学位九百个，扩", "大资源", "一、学位", "完。", "增加学位九百个以后招聘教师八十名和", "3人"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, min_size=6, max_size=30).map("\n".join))
def test_twice_is_once(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


@pytest.mark.parametrize("sign", ["1", "1 ", "1,", "·"])
def test_a_line_of_numbers_among_many_takes_linear_time(
    sign: str, assert_linear: Callable[[Callable[[int], object]], None]
) -> None:
    short = "新建学校三所并且增加学位九百个，扩\n"
    assert_linear(lambda size: join_wrapped(short * (size // len(short)) + sign * (size // len(sign)) + "校"))


def test_many_lines_take_linear_time(assert_linear: Callable[[Callable[[int], object]], None]) -> None:
    line = "新建学校三所并且增加学位九百个，扩\n"
    assert_linear(lambda size: join_wrapped(line * (size // len(line))))
