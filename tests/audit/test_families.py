"""Each family of relations holds, is contradicted, cannot be told, and stays silent: Luoyun (罗云县) is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.audit.finding import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from eduplans.audit.finding import Finding

    Found = Callable[..., list[Finding]]

SPENT = "一、经费\n一般公共预算教育支出50000万元。\n二、津贴\n"
OTHERS = "班主任津贴300万元,特殊教育津贴20万元,边远地区津贴110万元。"
PER_HEAD = "一般公共预算教育支出50000万元,比上年增长{}%,生均一般公共预算教育支出比上年增长6.2%。"
KEPT = "一、经费\n一般公共预算教育支出50000万元,比上年{}2.1%。\n二、落实\n{}教育经费“两个只增不减”。"

#: Family, text, and the verdict that the text must get; families that never alarm have no inconsistent text.
CASES = [
    ("total_parts", "全县现有学校30所,其中:小学18所、初中8所、高中4所。", "consistent"),
    ("total_parts", "教职工比上年减少57人,其中退休112人、调出23人、新进78人。", "consistent"),
    ("total_parts", "现有班级420个,其中小学260个,初中110个,高中60个。", "inconsistent"),
    ("total_parts", "创建示范校30所,其中绿色学校12所、文明校园10所、智慧校园10所。", "cannot tell"),
    ("part_of_whole", "招聘教师90名,其中音乐教师12名。", "consistent"),
    ("part_of_whole", "招聘教师90名,其中音乐教师120名。", "inconsistent"),
    ("share", "全县在园幼儿8000人,公办园在园幼儿4500人,占比56.25%。", "consistent"),
    ("share", "全部升学学生1000名,其中升入中职学生400名,占比45%。", "inconsistent"),
    ("share", "残疾人就业保障金按5%的比例提取3万元。", "cannot tell"),
    ("complement", "男生占比52.6%,女生占比47.4%。", "consistent"),
    ("nested_rates", "普惠性幼儿园覆盖率为82.3%,公办园在园幼儿数占比为55.1%。", "consistent"),
    ("nested_rates", "普惠性幼儿园覆盖率为82.3%,公办园在园幼儿数占比为91.4%。", "inconsistent"),
    ("nested_rates", "普惠性幼儿园覆盖率85%,公办幼儿园占比90%。", "cannot tell"),
    ("nested_rates", "普惠性幼儿园覆盖率85%。其中,城区公办园在园幼儿数占比90%。", "cannot tell"),
    ("before_after", "留守儿童由2300名减少到1800名,减少了500名。", "consistent"),
    ("before_after", "留守儿童由2300名减少到1800名,减少了600名。", "inconsistent"),
    ("before_after", "教育经费由100.00万元增加到150.00万元,增长40%。", "cannot tell"),
    ("direction", "义务教育巩固率由95.2%提高到96.4%。", "consistent"),
    ("direction", "义务教育巩固率由95.2%下降到96.4%。", "inconsistent"),
    ("direction", "师生比由1:16提高到1:14。", "cannot tell"),
    ("growth_per_head", PER_HEAD.format("8.5") + "在校学生增长2.2%。", "consistent"),
    ("growth_per_head", PER_HEAD.format("8.5"), "cannot tell"),
    ("per_head", "资助学生3200人,发放资金480万元,人均1500元。", "consistent"),
    ("per_head", "现有在校学生20000人,教职工1600人。", "cannot tell"),
    ("same_measure", "全县现有在校学生34884人。\n二、再说\n全县现有在校学生34884人。", "consistent"),
    ("same_measure", "全县现有在校学生34884人。\n二、再说\n全县现有在校学生34848人。", "inconsistent"),
    ("same_measure", "学前三年毛入园率93.1%。\n二、再说\n学前教育毛入园率93.5%。", "cannot tell"),
    ("same_measure", "义务教育巩固率为96%。\n二、再说\n九年义务教育阶段学生巩固率达96%。", "consistent"),
    ("two_scopes", "其他年级大班额比例5.83%。\n二、再说\n义务教育大班额比例5.83%。", "cannot tell"),
    ("scale", f"{SPENT}乡镇工作补贴5120000万元,{OTHERS}", "inconsistent"),
    ("rule", KEPT.format("增长", "全面落实"), "consistent"),
    ("rule", KEPT.format("下降", "全面落实"), "inconsistent"),
    ("rule", KEPT.format("下降", "确保"), "cannot tell"),
    ("target_result", "学前三年毛入园率目标为92%。\n二、成绩\n学前三年毛入园率达到93.1%。", "consistent"),
    ("target_result", "学前三年毛入园率目标为95%。\n二、成绩\n学前三年毛入园率达到93.1%。", "cannot tell"),
    (
        "plan",
        "按期完成《罗云县第九期行动计划(2026-2029)》。\n二、明年\n实施《罗云县第九期行动计划(2026-2029)》。",
        "cannot tell",
    ),
    ("list_count", "抓好备课、作业、命题三个关键。", "consistent"),
    ("anniversary", "2030年是罗云县第一中学建校99周年。\n二、来年\n2031年是罗云县第一中学建校100周年。", "consistent"),
]
#: Families in which numbers alone never prove a mistake, and those that are only told where they do.
NEVER_ALARM = {"complement", "growth_per_head", "per_head", "two_scopes", "target_result", "plan", "list_count",
               "anniversary"}  # fmt: skip

#: Texts in which a family must not alarm though the numbers differ, with the reason.
SILENT = [
    ("total_parts", "教师1500人,其中在编1300人,聘用250人。"),  # two parts may overlap
    ("total_parts", "资助学生8500人,其中幼儿1200人、小学3500人、初中2800人、高中1500人。"),  # twice in a year
    ("total_parts", "招聘教师90名,其中男教师40名、音体美教师30名、小学教师25名。"),  # not one kind of parts
    ("total_parts", "在校学生3.4万人,其中小学20012人、初中9884人、高中4988人。"),  # cut, not rounded
    ("part_of_whole", "全县现有小学40所、初中12所,其中寄宿制学校20所。"),  # of both
    ("part_of_whole", "培训教师300人,其中线上培训1200人次。"),  # persons and times
    ("part_of_whole", "投资2000万元改造学校,其中2024年以来累计投资5600万元。"),  # more years
    ("part_of_whole", "普通高中校均规模1245人,其中城区学校1812人。"),  # a mean has no parts
    ("part_of_whole", "教职工减少57人,其中退休112人、调出23人。"),  # others came
    ("part_of_whole", "全县学校30所,其中小学18所、初中8所、幼儿园4所。\n二、民办\n全县民办幼儿园12所。"),  # public ones
    ("share", "教师总数1000人,引进研究生30人,占比40%。"),  # of all who came
    ("share", "收入23456.78万元,其中:公共预算拨款21000万元,占89.53%;事业收入2456.78万元,占10.47%。"),  # of the first
    ("complement", "男生占比52.6%,女生占比40%。"),
    ("nested_rates", "县第一中学一本上线率65%。全县本科上线率60%。"),  # a school and the county
    ("before_after", "教育支出占比由6.2%提高到8%以上,教育支出年均增长10%。"),  # open above
    ("before_after", "高考本科上线人数由850人增加到920人,上线率提高5个百分点。"),  # another measure
    ("before_after", "体质健康优良率由42%提高到50%,增长8%。"),  # percentage points
    ("before_after", "图书由生均25册增加到28册,增加12万册。"),  # all books
    ("direction", "排名由全市第8位上升到第3位。"),  # a better rank is a smaller number
    ("growth_per_head", PER_HEAD.format("8.5") + "在校学生增长9.9%。"),  # pupils may be others
    ("per_head", "资助学生3200人,发放资金480万元,人均2500元。"),
    ("same_measure", "全县在校学生34884人。\n二、秋季\n秋季学期全县在校学生34212人。"),  # another day
    ("same_measure", "2029年全县在校学生34884人。\n二、今年\n2030年全县在校学生34212人。"),
    ("two_scopes", "其他年级大班额比例5.83%。\n二、再说\n义务教育大班额比例4.12%。"),
    ("scale", f"{SPENT}全市教育贷款总额9000000万元,{OTHERS}"),
    ("scale", f"{SPENT}全县地区生产总值9000000万元,{OTHERS}"),
    ("scale", f"{SPENT}全国学生资助投入90000000万元,{OTHERS}"),
    ("rule", KEPT.format("下降", "尚未落实")),
    ("target_result", "学前三年毛入园率目标为95%。\n二、成绩\n学前三年毛入园率达到90%。"),  # missed, not contradicted
    ("plan", "实施《罗云县第九期行动计划(2026-2029)》。\n二、成绩\n完成《罗云县第八期行动计划(2022-2025)》。"),
    ("list_count", "抓好备课、作业、命题四个关键。"),
    ("anniversary", "2030年是罗云县第一中学建校99周年。\n二、来年\n2031年是罗云县第一中学建校103周年。"),
]  # fmt: skip


def _body(text: str) -> str:
    return text if text.startswith("一、") else "一、概况\n" + text


@pytest.mark.parametrize(("relation", "text", "verdict"), CASES)
def test_a_text_gets_its_verdict(found: Found, relation: str, text: str, verdict: str) -> None:
    findings = found(_body(text), relation)
    assert verdict in {finding.verdict for finding in findings}
    if verdict != "inconsistent":
        assert not found(_body(text), verdict="inconsistent")


@pytest.mark.parametrize(("relation", "text"), SILENT)
def test_what_can_be_explained_raises_no_alarm(found: Found, relation: str, text: str) -> None:
    assert relation in RELATIONS
    assert not found(_body(text), verdict="inconsistent")


def test_every_family_has_its_texts() -> None:
    seen = {(relation, verdict) for relation, _, verdict in CASES}
    assert {relation for relation, _ in seen} == set(RELATIONS) == {relation for relation, _ in SILENT}
    assert {relation for relation, verdict in seen if verdict == "inconsistent"} == set(RELATIONS) - NEVER_ALARM
