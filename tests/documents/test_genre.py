"""All texts are about counties that do not exist; none has a title that names its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.documents import document_from_text
from eduplans.documents.genre import find_kind, kind_of_title

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = {
    "a plan cut out of its middle": (
        "plan",
        (
            "14.扩大普惠学位。到2015年，公办幼儿园占比达到30%以上。(牵头单位：教育科，配合单位：财务科)\n"
            "15.优化学校布局。加快建设河东小学，到2015年，新增学位900个。(牵头单位：项目办)"
        ),
    ),
    "a three-year plan without a head": (
        "plan",
        (
            "(一)主要目标\n到2023年，全县学前三年毛入园率达到95%，普惠率稳定在85%以上。\n(二)主要任务\n"
            "进一步扩大资源。未来三年新建幼儿园6所。切实补充教师。力争每班配齐两教一保。"
        ),
    ),
    "an annual plan": (
        "plan",
        (
            "一、扩大学位\n1.加快推进河东学校建设，确保9月投入使用。\n2.全面落实控辍保学责任。\n二、建强队伍\n"
            "3.计划招聘教师80名。\n4.深入开展师德教育。\n5.切实减轻教师负担。\n6.要抓好校长培训。"
        ),
    ),
    "a county work report": (
        "report",
        (
            "一年来，全县教育系统真抓实干，各项工作取得了新的成绩。新建了学校3所，招聘了教师80名，"
            "累计投入资金1200万元，顺利完成年度任务。\n存在的主要问题是城区学位紧张。"
        ),
    ),
    "an inspection report": (
        "report",
        "县政府组织有关部门对照标准认真开展自查自评，现将有关情况汇报如下。全县已完成改造任务，建成了标准化学校12所。",
    ),
    "a statistical section of a yearbook": (
        "bulletin",
        (
            "年末全县共有幼儿园42所，比上年增加3所；在园幼儿6100人，比上年减少210人。小学在校生12300人，"
            "比上年下降2.1%。初中毛入学率为101%，比上年提高0.4个百分点。"
        ),
    ),
    "a budget": (
        "budget",
        (
            "收支预算总表说明。当年财政拨款收入3200万元，年初预算安排基本支出2900万元，项目支出300万元，"
            "“三公”经费预算12万元，政府性基金预算收入为零，收入总计3200万元。"
        ),
    ),
    "an announcement of spending": (
        "announcement",
        (
            "全县财政性教育经费为2.1亿元，比上年增长5%。普通小学生均公共财政预算教育事业费支出8100元，"
            "普通初中生均公共财政预算公用经费支出2300元。财政经常性收入增长4%。"
        ),
    ),
    "news of a plan": (
        "plan",
        (
            "记者从县教育局获悉，青禾县力争在“十三五”期间实现学前三年毛入园率巩固在95%的目标。到2020年，"
            "所有公办学校实现就近入学。未来五年将新建学校6所。"
        ),
    ),
    "a profile of a school says nothing of the kind": (
        "unknown",
        "学校占地面积65亩，建筑面积18600平方米，在校生4100名。",
    ),
    "a text of nothing": ("unknown", "河边有一所学校。"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_language_of_a_text_tells_its_kind(name: str) -> None:
    kind, text = TEXTS[name]
    found = document_from_text(text, "x").metadata.kind
    assert found.value == kind
    assert found.basis == ("unknown" if kind == "unknown" else "inferred")
    assert len(found.evidence) <= 80


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("青禾县学前教育三年行动计划2021-2023年", "plan"),
        ("青禾县2020年教育工作总结及2021年工作打算", "report"),
        ("青禾县2022年预算执行情况和2023年预算草案的报告", "budget"),
        ("青禾县教育局2022年部门决算", "report"),
        ("青禾县2012年教育经费执行情况统计公告", "announcement"),
        ("青禾县教育事业发展“十四五”规划", "plan"),
        ("《青禾县教育统计年鉴》", "bulletin"),
        ("青禾县河东小学", ""),
    ],
)
def test_titles(title: str, kind: str) -> None:
    assert kind_of_title(title) == kind


def test_the_title_goes_before_the_language() -> None:
    text = TEXTS["a county work report"][1]
    assert find_kind("青禾县2021年工作要点", "", text).value == "plan"


def test_the_evidence_names_the_words() -> None:
    assert "力争" in find_kind("", "", TEXTS["a three-year plan without a head"][1]).evidence


def test_a_balance_of_two_kinds_stays_unknown() -> None:
    assert find_kind("", "", "力争新建学校。到2020年，建校。一年来，取得了成绩。自查。").value == "unknown"


@pytest.mark.parametrize("piece", ["本《", "现将", "实现", "将", "要", "比上年", "到2020年", "取得了"])
def test_hostile_texts_take_linear_time(piece: str, assert_linear: Callable[[Callable[[int], object]], None]) -> None:
    find_kind("", "", "")
    assert_linear(lambda size: find_kind("", "", piece * (size // len(piece))))


def test_a_text_that_only_mentions_goals_is_no_plan() -> None:
    told = "昨天，县里开了会。大家谈到学校的变化。校园比以前大了。操场也修好了。家长们很高兴。孩子们在唱歌。"
    goals = "会上说，到2025年，还要建新楼。力争让更多孩子上学。"
    assert find_kind("", "", told * 4 + goals).value == "unknown"
    assert find_kind("", "", goals).value == "plan"


def test_a_headline_about_a_plan_is_no_title_of_one() -> None:
    assert kind_of_title("实施第三期学前教育行动计划") == kind_of_title("出台了教育工作要点") == ""
    assert kind_of_title("第三期学前教育行动计划") == kind_of_title("实施方案") == "plan"
