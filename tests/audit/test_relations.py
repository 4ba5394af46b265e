"""Families of relations, each in sentences about Luoyun (罗云县), an invented county."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from eduplans.audit.finding import Finding

    Found = Callable[..., list[Finding]]

SCHOOLS = "一、概况\n全县现有学校{total}所,其中:小学18所、初中8所、{last}。"
SPENDING = (
    "一、经费\n一般公共预算教育支出50000万元,比上年增长8.5%,生均一般公共预算教育支出比上年增长6.2%。\n"
    "二、津贴\n乡镇工作补贴{odd}万元,班主任津贴300万元,特殊教育津贴20万元,边远地区津贴110万元。"
)
CHANNELS = (
    "一、教师\n2030年,补充教师数为{total}人。\n二、队伍\n全省统一招聘了20名新教师,公开选调了15名教师,分配了25名定向毕业生,"
    "引进了15名研究生学历的教师。"
)
ALLOWANCES = (
    "一、津贴\n边远地区教师特殊津贴{first}万元,列入财政预算。\n二、激励\n发放艰苦边远地区特殊津贴{second}万元。"
)
LEAVERS = "一、升学\n初中毕业后进入中等职业学校的学生400名,全部升学学生1000名,占比为{share}%。"


@pytest.mark.parametrize(
    ("total", "last", "verdict"),
    [(30, "高中4所", "consistent"), (30, "高中5所", "inconsistent"), (32, "高中4所", "cannot tell")],
)
def test_parts_are_held_against_their_total(found: Found, total: int, last: str, verdict: str) -> None:
    (finding,) = found(SCHOOLS.format(total=total, last=last), "total_parts")
    assert finding.verdict == verdict
    assert finding.computed is not None
    assert finding.computed.value == 26 + int(last[2])
    assert [figure.as_printed for figure in finding.figures] == [f"{total}所", "18所", "8所", last[2:]]


def test_each_counts_for_every_member_of_its_list(found: Found) -> None:
    text = SCHOOLS.format(total=29, last="职业中专、教师进修学校、特殊教育学校各1所")
    (finding,) = found(text, "total_parts")
    assert finding.verdict == "consistent"
    assert "3 × 1所" in finding.formula


def test_parts_in_brackets_are_not_parts_of_the_outer_total(found: Found) -> None:
    text = "一、概况\n全县现有学校26所,其中:小学18所(县直小学6所、村小12所)、初中8所。"
    assert sorted(finding.formula for finding in found(text, "total_parts", "consistent")) == [
        "18所 + 8所",
        "6所 + 12所",
    ]


def test_a_list_that_need_not_be_complete_only_stays_within(found: Found) -> None:
    (finding,) = found("一、教师\n招聘教师90名,其中音乐教师12名。", "part_of_whole")
    assert (finding.verdict, finding.formula) == ("consistent", "12名 ≤ 90名")


def test_a_part_larger_than_its_whole_is_an_alarm(found: Found) -> None:
    (finding,) = found("一、教师\n招聘教师90名,其中音乐教师120名。", "part_of_whole")
    assert finding.verdict == "inconsistent"


def test_an_open_number_is_no_alarm(found: Found) -> None:
    assert not found("一、教师\n招聘教师90名以上,其中音乐教师120名。", verdict="inconsistent")


@pytest.mark.parametrize(
    ("total", "verdict", "fits"),
    [(75, "consistent", "They agree."), (60, "cannot tell", "people moved inside"), (50, "cannot tell", "No reading")],
)
def test_channels_are_read_in_each_way(found: Found, total: int, verdict: str, fits: str) -> None:
    (finding,) = found(CHANNELS.format(total=total), "total_parts")
    assert finding.verdict == verdict
    assert fits in finding.sentence
    assert {reading.computed.value for reading in finding.readings if reading.computed} >= {75, 60}


@pytest.mark.parametrize(
    ("share", "verdict"), [("40", "consistent"), ("45", "inconsistent"), ("40.04", "inconsistent")]
)
def test_a_share_is_held_against_its_amounts(found: Found, share: str, verdict: str) -> None:
    (finding,) = found(LEAVERS.format(share=share), "share")
    assert finding.verdict == verdict
    assert finding.computed is not None
    assert finding.computed.value == pytest.approx(40)


def test_a_share_of_what_is_not_named_is_left_alone(found: Found) -> None:
    assert not found("一、升学\n新建学校5所,招聘教师20名,数字校园占比45%。", "share")


def test_a_rate_drawn_implies_its_base(found: Found) -> None:
    (finding,) = found("一、特教\n残疾人就业保障金按5%的比例提取3万元。", "share")
    assert finding.verdict == "cannot tell"
    assert finding.computed is not None
    assert (finding.computed.low, finding.computed.high) == pytest.approx((25000 / 0.055, 35000 / 0.045))


@pytest.mark.parametrize(("public", "verdict"), [("55.1", "consistent"), ("91.4", "inconsistent")])
def test_nested_rates_cannot_stand_the_other_way_round(found: Found, public: str, verdict: str) -> None:
    text = f"一、学前\n普惠性幼儿园覆盖率为82.3%,公办园在园幼儿数占比为{public}%。"
    (finding,) = found(text, "nested_rates")
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("大班额数从原来11个大班额缩减为4个。", "consistent"),
        ("大班额数从原来4个大班额缩减为11个。", "inconsistent"),
        ("巩固率由95.2%提高到96.4%。", "consistent"),
        ("巩固率由96.4%提高到95.2%。", "inconsistent"),
    ],
)
def test_numbers_go_where_the_word_says(found: Found, text: str, verdict: str) -> None:
    (finding,) = found("一、班额\n" + text, "direction")
    assert finding.verdict == verdict


def test_a_rise_by_an_amount_is_not_a_rise_to_it(found: Found) -> None:
    assert not found("一、面积\n校舍面积比上期末的150万平方米增加20万平方米。", "direction", "inconsistent")


@pytest.mark.parametrize(("growth", "verdict"), [("50", "consistent"), ("40", "inconsistent")])
def test_growth_is_held_against_levels(found: Found, growth: str, verdict: str) -> None:
    (finding,) = found(f"一、校舍\n校舍面积由100.00万平方米增加到150.00万平方米,增长{growth}%。", "before_after")
    assert finding.verdict == verdict


def test_growth_of_something_else_is_not_held_against_levels(found: Found) -> None:
    text = "一、保障\n参保率由91%提高到95%,基础养老金标准提高84%。"
    assert not found(text, "before_after")


def test_two_rates_imply_the_third(found: Found) -> None:
    (finding,) = found(SPENDING.format(odd=500), "growth_per_head")
    assert finding.verdict == "cannot tell"
    assert finding.computed is not None
    assert finding.computed.value == pytest.approx(100 * (1.085 / 1.062 - 1))
    assert finding.computed.low < finding.computed.value < finding.computed.high
    assert any("year before" in reading.words for reading in finding.readings)


def test_pupils_and_staff_make_a_ratio_that_is_not_printed(found: Found) -> None:
    (finding,) = found("一、概况\n现有在校学生20000人,教职工1600人。", "per_head")
    assert (finding.verdict, finding.formula) == ("cannot tell", "20000人 / 1600人")
    assert finding.computed is not None
    assert finding.computed.value == 12.5


@pytest.mark.parametrize(("odd", "alarms"), [(500, 0), (5120000, 1), (45000, 0)])
def test_only_what_is_far_beyond_all_spending_is_an_alarm(found: Found, odd: int, alarms: int) -> None:
    findings = found(SPENDING.format(odd=odd), "scale")
    assert len(findings) == alarms
    assert all(finding.verdict == "inconsistent" and "512 万元" in finding.sentence for finding in findings)


def test_the_same_printed_twice_agrees(found: Found) -> None:
    text = "一、学前\n普惠性幼儿园覆盖率为82.3%。\n二、再说\n普惠性幼儿园覆盖率为82.3%。"
    (finding,) = found(text, "same_measure")
    assert finding.verdict == "consistent"


def test_set_aside_and_paid_out_may_differ(found: Found) -> None:
    (finding,) = found(ALLOWANCES.format(first=112.5, second=108.2), "same_measure")
    assert finding.verdict == "cannot tell"
    assert "set aside" in finding.sentence


def test_a_stock_printed_with_two_values_is_an_alarm(found: Found) -> None:
    text = "一、概况\n全县现有在校学生34884人。\n二、再说\n全县现有在校学生34848人。"
    (finding,) = found(text, "same_measure")
    assert finding.verdict == "inconsistent"


def test_one_value_for_part_and_whole_is_told(found: Found) -> None:
    text = "一、班额\n其他年级大班额比例5.83%。\n二、再说\n义务教育大班额比例5.83%。"
    (finding,) = found(text, "two_scopes")
    assert finding.verdict == "cannot tell"


def test_a_complete_list_leaves_nothing_out_unless_it_counts_otherwise(found: Found) -> None:
    text = SCHOOLS.format(total=30, last="幼儿园4所") + "\n二、布局\n全县{}个乡镇中心幼儿园全面完成。"
    (finding,) = found(text.format("十二"), "part_of_whole", "cannot tell")
    assert [figure.as_printed for figure in finding.figures] == ["十二个", "4所"]
    assert len(finding.readings) == 3
    assert finding.readings[0].computed is not None
    assert finding.readings[0].computed.value == 8
    assert not found(text.format("三"), "part_of_whole", "cannot tell")


def test_a_rule_said_to_be_kept_is_taken_clause_by_clause(found: Found) -> None:
    text = SPENDING.format(odd=500) + "\n三、落实\n全面落实教育经费“三个增长”。"
    verdicts = [finding.verdict for finding in found(text, "rule")]
    assert sorted(verdicts) == ["cannot tell", "cannot tell", "cannot tell", "consistent"]
    assert not found("一、计划\n落实教育经费“三个增长”。", "rule")


def test_a_quota_without_its_whole_gives_the_largest_one(found: Found) -> None:
    (finding,) = found("一、轮岗\n交流轮岗的校长教师人数60名,达到10%规定要求。", "rule")
    assert finding.verdict == "cannot tell"
    assert finding.computed is not None
    assert finding.computed.value == 600


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("一、重点\n抓好备课、作业、命题三个关键。", 1),
        ("一、重点\n抓好备课、作业两个关键。", 1),
        ("一、重点\n抓好备课、作业、命题四个关键。", 0),
        ("一、健全三项机制\n一是管理机制。二是培养机制。三是评价机制。", 1),
    ],
)
def test_members_are_counted(found: Found, text: str, count: int) -> None:
    findings = found(text, "list_count")
    assert len(findings) == count
    assert all(finding.verdict == "consistent" for finding in findings)


def test_a_finished_plan_that_is_still_to_be_done_is_told(found: Found) -> None:
    done, to_do = ("按期完成《罗云县第九期行动计划(2026-2029)》。", "实施《罗云县第九期行动计划(2026-2029)》。")
    (finding,) = found(f"一、计划\n{done}\n二、明年\n{to_do}", "plan")
    assert finding.verdict == "cannot tell"
    assert "2029" in finding.sentence
    assert not found(f"一、计划\n{to_do}\n二、明年\n{done}", "plan")


def test_anniversaries_follow_the_years(found: Found) -> None:
    text = "一、庆祝\n2030年是罗云县第一中学建校99周年。\n二、来年\n2031年是罗云县第一中学建校{}周年。"
    assert len(found(text.format(100), "anniversary")) == 1
    assert not found(text.format(103), "anniversary")


@pytest.mark.parametrize(
    "text",
    [
        "新建学校10所,其中小学4所、初中4所、寄宿制学校3所。",
        "教师1000名,其中女教师600名,高级职称占比20%。",
        "全部教师1000名,女教师600名,高级职称占比20%。",
        "教师由1000人增加到1100人,专任教师增长30%。",
        "全县在校学生34884人。\n二、对照\n全市在校学生34848人。",
        "招聘教师90名,其中研究生50名、本科40名、骨干教师5名。",
        "总投资500万元,其中小学300万元,另外改造食堂900万元。",
        "世界排名由第369位上升到第235位。",
        "补贴标准分别由211元、280元提高到217元、288元。",
        "毛入学率由91%提高到95%,最低工资标准提高84%。",
    ],
)
def test_what_has_a_reasonable_reading_is_no_alarm(found: Found, text: str) -> None:
    assert not found("一、概况\n" + text, verdict="inconsistent")


@pytest.mark.parametrize(
    ("text", "relation", "formula"),
    [
        ("公办幼儿园在园幼儿5200人,占在园幼儿总数9800人的53.06%。", "share", "5200人 / 9800人"),
        ("投资1200万元新建学校,投资800万元改造学校,共投入2000万元。", "total_parts", "1200万元 + 800万元"),
        ("资助学生3200人,发放资金480万元,人均1500元。", "per_head", "1500元 × 3200人"),
        ("公办园占比54%,民办园占比46%。", "complement", "54% + 46%"),
        ("巩固率由98.1%提高到98.9%,提高0.8个百分点。", "before_after", "|98.9% − 98.1%|"),
    ],
)
def test_numbers_of_one_sentence_agree(found: Found, text: str, relation: str, formula: str) -> None:
    (finding,) = found("一、概况\n" + text, relation)
    assert (finding.verdict, finding.formula) == ("consistent", formula)
