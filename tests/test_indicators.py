"""Which figures must and must not share an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans import codebook
from eduplans.errors import TableError
from eduplans.indicators import OTHER, indicator, indicators, rules

if TYPE_CHECKING:
    from pathlib import Path


def code(measure: str, unit: str = "percent", change: str = "level", phrase: str = "") -> str:
    return indicator(measure, unit=unit, change=change, phrase=phrase)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("学前三年毛入园率",), ("高中阶段毛入学率",), "gross_enrolment_rate"),
        (("义务教育巩固率",), ("九年义务教育巩固率",), "retention_rate"),
        (("普惠性幼儿园覆盖率",), ("普惠性幼儿园在园幼儿占比",), "inclusive_kindergarten_share"),
        (("公办园在园幼儿数占比",), ("公办幼儿园在园幼儿比例",), "public_kindergarten_share"),
        (("大班额比例",), ("高中阶段大班额比",), "large_class_share"),
        (("补充教师数", "person", "difference"), ("预计补充教师", "person", "difference"), "teachers_added"),
        (("公开招聘教师", "person"), ("招录公办幼儿教师", "person"), "teachers_recruited"),
        (("引进人才", "person"), ("引进研究生学历教师", "person"), "teachers_introduced"),
        (("教师交流", "person"), ("交流轮岗校长教师人数", "person"), "teachers_rotated"),
        (("小学生均公用经费标准", "yuan"), ("普通高中生均公用经费", "yuan"), "operating_funds_per_student"),
        (("边远地区教师特殊津贴", "yuan"), ("乡镇工作补贴", "yuan"), "teacher_allowances"),
        (("高中助学金", "yuan"), ("困难学生资助", "yuan"), "student_aid"),
        (("书面作业每天平均用时", "minute"), ("家庭作业时间", "hour"), "homework_minutes"),
        (("每天体育活动时间", "hour"), ("阳光体育锻炼", "minute"), "sport_minutes"),
        (("增加学前教育公办学位", "place", "difference"), ("新增义务教育学位", "place", "level"), "places_added"),
        (("一般公共预算教育支出", "yuan"), ("教育支出", "yuan"), "gpb_edu"),
        (("本科上线率",), ("普通高考文化生本科上线率",), "university_line_rate"),
        (("撤并教学点", "school", "difference"), ("撤销小学", "school", "difference"), "schools_closed"),
    ],
)
def test_the_same_thing_has_the_same_code(one: tuple[str, ...], other: tuple[str, ...], expected: str) -> None:
    assert code(*one) == expected
    assert code(*other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("学前三年毛入园率",), ("小学净入学率",)),
        (("残疾儿童入学率",), ("适龄儿童入学率",)),
        (("普惠性幼儿园覆盖率",), ("公办园在园幼儿数占比",)),
        (("义务教育巩固率",), ("义务教育辍学率",)),
        (("大班额比例",), ("大班额数", "class")),
        (("小学班额", "person"), ("每班专任教师", "person")),
        (("一般公共预算教育支出", "yuan"), ("一般公共预算教育支出增长", "percent", "growth")),
        (("一般公共预算教育支出增长", "percent", "growth"), ("生均一般公共预算教育支出增长", "percent", "growth")),
        (("一般公共预算教育支出", "yuan"), ("生均一般公共预算教育支出", "yuan")),
        (("生均公用经费", "yuan"), ("生均一般公共预算教育经费", "yuan")),
        (("教育支出占一般公共预算支出比例",), ("财政性教育经费占国内生产总值比例",)),
        (("教师平均工资", "yuan"), ("教师绩效奖励工资", "yuan")),
        (("教师平均工资", "yuan"), ("乡村教师生活补助", "yuan")),
        (("乡镇工作补贴", "yuan"), ("乡村教师生活补助每人每月", "yuan")),
        (("特岗转正教师", "person"), ("招聘特岗教师", "person")),
        (("校舍改造投入", "yuan"), ("教育专项资金", "yuan")),
        (("补充教师数", "person", "difference"), ("教师自然减员数", "person", "difference")),
        (("招聘教师", "person", "difference"), ("专任教师数", "person")),
        (("专任教师数", "person"), ("教职工数", "person")),
        (("公费师范生培养计划", "person"), ("接收公费师范生", "person")),
        (("参加培训教师", "person"), ("每校心理辅导教师", "person")),
        (("教师培训专项经费占教师工资总额比例",), ("教师培训覆盖率",)),
        (("送教上门学生", "person"), ("送教下乡", "person")),
        (("在校学生数", "person"), ("招生", "person")),
        (("在校学生数", "person"), ("在校学生数增长", "percent", "growth")),
        (("全部升学学生", "person"), ("升入中等职业学校学生", "person")),
        (("撤并教学点", "school"), ("教学点", "school")),
        (("新优质小学", "school"), ("小学数", "school")),
        (("书面作业", "minute"), ("课间休息", "minute")),
        (("课间休息", "minute"), ("午休", "minute")),
        (("本科上线率",), ("特控上线率",)),
        (("考试合格率",), ("考试优秀率",)),
        (("数字校园覆盖率",), ("班级终端达标率",)),
        (("体彩销量", "yuan"), ("体育专项资金", "yuan")),
        (("新增学位", "place", "difference"), ("学位", "place")),
    ],
)
def test_different_things_have_different_codes(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    first, second = code(*one), code(*other)
    assert OTHER not in {first, second}
    assert first != second


@pytest.mark.parametrize(
    ("measure", "unit"),
    [
        ("", "percent"),
        ("路灯", "item"),
        ("巩固率", "person"),
        ("学前三年行动计划", "year"),
        ("机制", "item"),
        ("公路重点项目完成投资", "yuan"),
        ("国土绿化面积", "mu"),
        ("汽车产量全国排名", "rank"),
        ("补贴性技能培训", "person"),
        ("数据产业集聚区", "item"),
        ("科研项目", "project"),
    ],
)
def test_what_no_rule_knows_is_other(measure: str, unit: str) -> None:
    assert code(measure, unit) == OTHER


def test_a_phrase_helps_only_where_a_rule_asks_for_it() -> None:
    assert code("占比", phrase="全部升学学生中进入中等职业学校占比为40%") == "vocational_share"
    assert code("占比", phrase="女教师占比为40%") == OTHER


def figures(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Rows of item, measure, unit and change of one invented document."""
    frame = pd.DataFrame(rows, columns=["item", "measure", "unit", "change"])
    return frame.assign(doc="invented", level="", phrase="")


def test_a_growth_without_a_name_is_of_the_figure_before_it() -> None:
    spending = ("一/1", "一般公共预算教育支出", "yuan", "level")
    pupils = ("一/1", "在校学生", "person", "level")
    growth = ("一/1", "比上年增长", "percent", "growth")
    assert indicators(figures(spending, growth)) == ["gpb_edu", "gpb_edu_growth"]
    assert indicators(figures(pupils, growth)) == ["enrolment", "enrolment_growth"]
    assert indicators(figures(growth)) == [OTHER]
    assert indicators(figures(spending, ("一/1", "路灯", "item", "level"), growth))[-1] == OTHER


def test_a_level_without_a_name_goes_with_the_list() -> None:
    homework = ("一/1", "小学书面作业每天用时", "minute", "level")
    assert indicators(figures(homework, ("一/1", "初中", "minute", "level")))[-1] == "homework_minutes"
    assert indicators(figures(homework, ("一/1", "初中", "clock", "level")))[-1] == OTHER
    assert indicators(figures(homework, ("一/1", "初中跑操", "minute", "level")))[-1] == OTHER


def test_the_figure_before_counts_only_in_the_same_item_of_the_same_document() -> None:
    spending = ("一/1", "一般公共预算教育支出", "yuan", "level")
    assert indicators(figures(spending, ("一/2", "比上年增长", "percent", "growth")))[-1] == OTHER
    two = figures(spending, ("一/1", "比上年增长", "percent", "growth"))
    two["doc"] = ["one", "two"]
    assert indicators(two)[-1] == OTHER


@pytest.mark.parametrize("measure", ["学校", "的学校", "教师", "校园"])
def test_words_that_say_nothing_of_which_are_not_counted_as_all(measure: str) -> None:
    unit = "person" if measure == "教师" else "school"
    assert code(measure, unit) == OTHER


def test_rules_are_tried_by_priority() -> None:
    numbers = [int(row["priority"]) for row in codebook.read("indicator_synonyms")]
    codes = [row["code"] for row in codebook.read("indicator_synonyms")]
    ordered = [name for _, name in sorted(zip(numbers, codes, strict=True), key=lambda pair: pair[0])]
    assert [rule.code for rule in rules()] == ordered


def test_every_rule_asks_for_units_that_its_indicator_has() -> None:
    units = codebook.read_map("indicators", "code", "unit")
    into = {row["unit"]: row["into"] for row in codebook.read("unit_conversions")}
    for rule in rules():
        assert rule.units, rule.code
        assert {into.get(unit, unit) for unit in rule.units} <= set(units[rule.code].split()), rule.code


def test_faulty_rules_are_named_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    base = {"priority": "1", "phrase": "", "unit": "", "change": "", "level": "", "after": "", "excludes": ""}
    faulty = (
        base | {"code": "no_such_code", "measure": "x"},
        base | {"code": "schools", "measure": ""},
        base | {"code": "schools", "measure": "(("},
    )
    real = codebook.read
    monkeypatch.setattr(codebook, "read", lambda name: faulty if name == "indicator_synonyms" else real(name))
    with pytest.raises(TableError) as caught:
        rules.__wrapped__()
    assert [problem.row for problem in caught.value.problems] == [2, 3, 4]
    assert "no such indicator" in str(caught.value)
    assert "not an expression" in str(caught.value)


def test_rules_about_the_figure_before_name_indicators() -> None:
    codes = set(codebook.read_map("indicators", "code", "code"))
    assert {code for rule in rules() for code in rule.after} <= codes


def readings(folder: Path) -> pd.DataFrame:
    """Annotated figures of all documents in a folder, missing cells empty, with the columns that rules ask for."""
    frames = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in sorted(folder.glob("*.csv"))]
    assert frames, f"no annotations in {folder}"
    return pd.concat(frames, ignore_index=True).assign(phrase="")


def test_figures_of_the_readings_of_documents_of_education_are_named(root: Path) -> None:
    figures = readings(root / "tests" / "reference" / "documents")
    named = pd.Series(indicators(figures)) != OTHER
    assert named.mean() >= 0.88
    assert named[figures["confidence"] == "sure"].mean() >= 0.97


def test_figures_of_the_readings_of_general_reports_are_mostly_not_of_education(root: Path) -> None:
    figures = readings(root / "tests" / "reference" / "passages")
    named = figures[pd.Series(indicators(figures)) != OTHER]
    assert len(named) / len(figures) <= 0.05
    assert len(named[named["measure"].str.contains("学位")]) == 2


@pytest.mark.parametrize(
    ("measure", "unit", "expected"),
    [
        ("县领导到校上思政课", "time", "political_lessons"),
        ("学生每周思政课", "class_hour", OTHER),
        ("职普招生比提升", "percent", OTHER),
        ("职普招生比例", "percent", "vocational_share"),
        ("二级社会体育指导员培训班", "time", "sport_courses"),
        ("校长培训班", "time", "training_courses"),
    ],
)
def test_a_code_is_given_only_where_the_words_bear_it(measure: str, unit: str, expected: str) -> None:
    assert code(measure, unit) == expected
