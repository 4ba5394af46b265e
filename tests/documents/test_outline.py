"""All texts are about counties that do not exist."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduplans.documents.outline import outline

if TYPE_CHECKING:
    from collections.abc import Callable


def paths(text: str) -> list[str]:
    return [item.path for item in outline(text)]


def test_numbering_that_runs_on_across_sections() -> None:
    assert paths("一、甲\n1、子\n2、丑\n二、乙\n3、寅\n4、卯") == ["一", "一/1", "一/2", "二", "二/3", "二/4"]


def test_numbering_that_begins_again_in_each_section() -> None:
    text = "一、甲\n(一)子\n1.丑\n2.寅\n(二)卯\n1.辰\n二、乙\n(一)巳\n三、丙"
    assert paths(text) == ["一", "一/(一)", "一/(一)/1", "一/(一)/2", "一/(二)", "一/(二)/1", "二", "二/(一)", "三"]


def test_any_order_of_kinds_makes_levels() -> None:
    text = "第一章 总则\n第一条 学校\n第二条 学位\n第二章 教师\n第三条 招聘\n(1)编制\n①名额\n②公告\n(2)面试"
    assert paths(text) == [
        "第一章", "第一章/第一条", "第一章/第二条", "第二章", "第二章/第三条", "第二章/第三条/(1)",
        "第二章/第三条/(1)/①", "第二章/第三条/(1)/②", "第二章/第三条/(2)",
    ]  # fmt: skip


def test_decimal_labels_stand_below_their_first_part() -> None:
    text = "1.学校\n1.1 新建\n1.2 改建\n2.教师\n2.1 招聘\n2.5 亿元投入"
    assert paths(text) == ["1", "1/1.1", "1/1.2", "2", "2/2.1"]


def test_numbers_that_do_not_continue_are_text() -> None:
    text = "一、学位\n5.新建学校若干\n十二、三月\n二、教师\n(七)其他\n三、安全"
    assert paths(text) == ["一", "二", "三"]


def test_a_lost_number_is_a_gap_and_one_that_still_comes_is_not() -> None:
    assert paths("(一)甲\n(二)乙\n(四)丁") == ["(一)", "(二)", "(四)"]
    assert paths("1.甲\n3.某处\n2.乙\n3.丙") == ["1", "2", "3"]


def test_annexes_have_a_numbering_of_their_own() -> None:
    text = "一、学位\n二、教师\n附件1\n民生实事\n一、建校\n附件2\n名词解释\n1.双减：\n2.双高："
    assert paths(text) == ["一", "二", "附件1/一", "名词解释/1", "名词解释/2"]


def test_an_annex_that_holds_the_whole_text_gives_no_prefix() -> None:
    assert paths("现印发给你们。\n附件\n青禾县工作要点\n一、学位\n1.建校") == ["一", "一/1"]


def test_a_table_of_contents_is_no_outline() -> None:
    text = "目 录\n一、学位......1\n二、教师......3\n青禾县工作要点\n一、学位\n1.建校\n二、教师\n2.招聘"
    items = outline(text)
    assert [item.path for item in items] == ["一", "一/1", "二", "二/2"]
    assert items[0].start > text.index("要点")


def test_a_second_numbering_without_a_sign_gets_paths_of_its_own() -> None:
    assert paths("一、甲\n二、乙\n一、甲\n二、乙") == ["一", "二", "一#2", "二#2"]


def test_a_list_inside_an_item_does_not_end_the_outer_numbering() -> None:
    text = "一、甲\n1.子\n2.丑\n3.寅\n1.内\n2.外\n4.辰\n二、乙\n5.卯"
    assert paths(text) == ["一", "一/1", "一/2", "一/3", "一/3/1", "一/3/2", "一/4", "二", "二/5"]


def test_a_copy_without_line_breaks() -> None:
    filler = "全县各级各类学校认真落实各项工作，确保取得成效。" * 40
    text = f"青禾县工作要点一、学位1.新建学校。{filler}2.改建学校。{filler}二、教师3.招聘教师。{filler}"
    assert paths(text) == ["一", "一/1", "一/2", "二", "二/3"]


def test_items_tile_the_text_from_the_first_heading_on() -> None:
    text = "青禾县\n一、学位\n前言。\n1.建校。3所。\n二、教师\n"
    items = outline(text)
    assert "".join(text[item.start : item.end] for item in items) == text[text.index("一、") :]
    assert [item.depth for item in items] == [1, 2, 1]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("一、扩大学位", "扩大学位"),
        ("1.新建学校。完成3所。", "新建学校"),
        ("1.新建学校，增加学位。完成3所。", "新建学校，增加学位"),
        ("1.“双减”", "“双减”"),
        ("1." + "坚持把新建学校作为一项重要工作摆在突出位置认真研究部署落实" + "，抓紧推进" * 9 + "。", None),
    ],
)
def test_headings(line: str, heading: str | None) -> None:
    expected = heading or "坚持把新建学校作为一项重要工作摆在突出位置认真研究部署落实"
    assert outline(line)[0].heading == expected


def test_no_numbering_is_no_error() -> None:
    assert outline("") == outline("新建学校3所。") == ()


LINES = st.sampled_from(
    [
        "一、甲",
        "二、乙",
        "三、丙",
        "(一)子",
        "(二)丑",
        "1.寅",
        "2.卯",
        "3、辰",
        "①巳",
        "附件",
        "目录",
        "文字。",
        "1.1 午",
        "",
        "第一章",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=30).map("\n".join))
def test_paths_are_unique_and_spans_in_order(text: str) -> None:
    items = outline(text)
    assert len({item.path for item in items}) == len(items)
    for one, other in pairwise(items):
        assert one.start < one.end == other.start


@pytest.mark.parametrize("line", ["①", "(一)", "1.", "一、", "(", "9"])
def test_hostile_lines_take_linear_time(line: str, assert_linear: Callable[[Callable[[int], object]], None]) -> None:
    assert_linear(lambda size: outline("青禾县。\n" + line * (size // len(line))))


def test_a_copy_that_begins_in_the_middle() -> None:
    text = "末句。\n14.住房\n15.市场\n五、教育\n17.资源\n18.学前\n19.基础\n21.终身\n六、医疗\n22.布局"
    assert paths(text) == ["14", "15", "五", "五/17", "五/18", "五/19", "五/21", "六", "六/22"]


def test_a_copy_that_begins_inside_the_first_section() -> None:
    text = "(一)情况\n1.规模\n2.师资\n(二)挑战\n1.高峰\n3.任务\n二、目标\n(一)思想\n(三)指标\n1.服务\n2.资源"
    assert paths(text) == [
        "(一)", "(一)/1", "(一)/2", "(二)", "(二)/1", "(二)/3", "二", "二/(一)", "二/(三)", "二/(三)/1", "二/(三)/2",
    ]  # fmt: skip


def test_a_copy_of_scattered_passages_keeps_the_usual_order() -> None:
    assert paths("4.决算\n5.债务\n(二)基金\n三、预算\n(四)经营") == ["4", "5", "(二)", "三", "三/(四)"]


def test_a_number_alone_is_no_beginning() -> None:
    assert paths("5.新建学校若干\n说明。") == []
    assert paths("一、学位\n(七)其他\n二、教师") == ["一", "二"]


def test_a_number_lost_in_one_list_is_not_found_in_the_next() -> None:
    assert paths("(一)甲\n1.子\n3.丑\n(二)乙\n1.寅\n2.卯") == ["(一)", "(一)/1", "(一)/3", "(二)", "(二)/1", "(二)/2"]


def test_items_inside_one_paragraph() -> None:
    text = "一、学位\n(一)新建。新建学校3所。(二)改建。改建学校2所。(三)扩建。\n二、教师\n1.招聘。2.培训。"
    assert paths(text) == ["一", "一/(一)", "一/(二)", "一/(三)", "二", "二/1", "二/2"]


def test_what_is_counted_inside_a_sentence_is_no_item() -> None:
    text = "一、学位\n重点做好：1.安全；2.卫生；3.食堂。\n一是新建。二是改建。\n二、教师\n按第(一)项。见(二)款。"
    assert paths(text) == ["一", "二"]


def test_sections_that_an_excerpt_leaves_out() -> None:
    assert paths("一、综合\n全县有学校30所。\n六、对外经济\n进口2亿元。\n九、教育\n招生300人。") == ["一", "六", "九"]
    # a number far off that a sentence follows is no section, nor one whose number before it still comes
    assert paths("一、综合\n六、全县有学校30所，教师400人。") == ["一"]
    assert paths("一、综合\n六、教育\n二、农业\n三、工业") == ["一", "二", "三"]
