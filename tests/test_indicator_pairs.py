"""More figures that must and must not share an indicator: statistics, announcements, inspections, other fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans import codebook
from eduplans.indicators import OTHER, indicator, indicators, rules

if TYPE_CHECKING:
    from pathlib import Path

#: A figure as the rules see it: measure, unit, change, level.
Seen = tuple[str, ...]


def code(seen: Seen) -> str:
    measure, unit, change, level = (*seen, *("", "percent", "level", "")[len(seen) :])
    return indicator(measure, unit=unit, change=change, level=level)


SAME: dict[str, tuple[Seen, Seen]] = {
    "edu_total": (("全国教育经费总投入", "yuan"), ("教育总投入", "yuan")),
    "edu_fiscal": (("国家财政性教育经费", "yuan"), ("财政性教育投入", "yuan")),
    "edu_fiscal_gdp_share": (("财政性教育经费占国内生产总值比例",), ("国家财政性教育经费占GDP比重",)),
    "gpb_edu": (("一般公共预算教育经费", "yuan"), ("教育支出", "yuan")),
    "gpb_edu_growth": (("一般公共预算教育支出", "percent", "growth"), ("教育支出增长", "percent", "growth")),
    "gpb_edu_share_of_gpb": (("教育支出占一般公共预算支出比例",), ("一般公共预算教育经费占一般公共预算支出的比例",)),
    "operating_funds_per_student": (("生均公用经费", "yuan"), ("普惠性民办幼儿园生均补助标准", "yuan")),
    "student_aid_per_student": (("困难寄宿生生活补助标准", "yuan"), ("困难学生给予每人每年", "yuan")),
    "special_funds": (("教师培训经费", "yuan"), ("教育督导专项经费", "yuan")),
    "enrolment": (("在园幼儿", "person"), ("初中学生", "person")),
    "enrolment_of_group": (("随迁子女", "person"), ("民办学校在校生", "person")),
    "oversize_classes": (("超大班额", "class"), ("66人以上超大班数", "class")),
    "schools": (("小学数", "school"), ("特殊教育学校", "school")),
    "schools_of_kind": (("完全中学", "school"), ("乡镇中心幼儿园", "school")),
    "schools_built": (("新建幼儿园", "school", "difference"), ("新改扩建义务教育学校", "school", "difference")),
    "schools_improved": (("改善办学条件学校", "school"), ("中小学运动场升级改造", "school")),
    "disabled_enrolment_rate": (("适龄残疾儿童入学率",), ("入学率", "percent", "level", "special")),
    "net_enrolment_rate": (("小学学龄儿童净入学率",), ("适龄儿童入园率",)),
    "inclusive_kindergarten_share": (("普惠园占比",), ("普惠性学前教育资源覆盖率",)),
    "public_kindergarten_share": (("公办园占比",), ("公办幼儿园在园幼儿比重",)),
    "qualified_teacher_share": (("专任教师学历合格率",), ("专任教师中本科以上学历比例",)),
    "teachers_left": (("退休教师", "person", "difference"), ("自然减员数", "person", "difference")),
    "digital_coverage": (("多媒体教室覆盖率",), ("班级网络接入率",)),
    "digital_investment": (("教育信息化投入", "yuan"), ("智慧校园建设资金", "yuan")),
    "safety_standard_rate": (("专职保安配备率",), ("一键式报警配备率",)),
    "fitness_excellent_rate": (("体质健康优良率",), ("国家学生体质健康标准测试优秀率",)),
    "counties_certified": (("学前教育普及普惠县", "county"), ("通过义务教育优质均衡督导评估县", "county")),
    "lessons_shared": (("送课下乡", "time"), ("教师专业素养提升活动", "time")),
    "aided_pupils": (("受助学生", "person"), ("慰问留守儿童", "person")),
    "dropouts": (("辍学学生", "person"), ("控辍保学劝返学生", "person")),
    "schools_change": (("普通小学减少", "school", "difference"), ("幼儿园增加", "school", "difference")),
    "enrolment_change": (("在校生增加", "person", "difference"), ("在园幼儿减少", "person", "difference")),
    "enrolment_growth": (("在校生增长", "percent", "growth"), ("在园幼儿下降", "percent", "growth")),
    "teachers_growth": (("专任教师增长", "percent", "growth"), ("小学教师总数下降", "percent", "growth")),
    "school_groups": (("教育集团", "item"), ("城乡学校共同体", "item")),
    "schooling_years": (("劳动年龄人口平均受教育年限", "year"), ("新增劳动力平均受教育年限", "year")),
    "teachers": (("在编教师", "person"), ("小学专任教师", "person")),
    "teaching_points": (("教学点", "school"), ("另有小学教学点", "school")),
    "suspension_years": (("年度考核不合格连续年数", "year"), ("连续考评不合格", "year")),
}


@pytest.mark.parametrize("expected", SAME)
def test_the_same_thing_has_the_same_code(expected: str) -> None:
    assert [code(seen) for seen in SAME[expected]] == [expected, expected]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("教育经费总投入", "yuan"), ("财政性教育经费", "yuan")),
        (("教育经费总投入", "percent", "growth"), ("一般公共预算教育经费", "percent", "growth")),
        (("财政性教育经费", "percent", "growth"), ("一般公共预算教育经费", "percent", "growth")),
        (("生均一般公共预算教育经费", "yuan"), ("生均教育事业费", "yuan")),
        (("生均教育事业费", "yuan"), ("生均公用经费", "yuan")),
        (("生均公用经费", "percent", "growth"), ("生均一般公共预算教育支出", "percent", "growth")),
        (("学生资助资金", "yuan"), ("每生每年资助", "yuan")),
        (("减免学费", "yuan"), ("高中学费", "yuan")),
        (("小学", "school"), ("县直小学", "school")),
        (("小学", "school"), ("小学教学点", "school")),
        (("教学点", "school"), ("撤并教学点", "school", "difference")),
        (("幼儿园", "school"), ("新建幼儿园", "school", "difference")),
        (("新建学校", "school", "difference"), ("维修改造学校", "school")),
        (("幼儿园", "school"), ("普惠性幼儿园", "school")),
        (("在校生", "person"), ("留守儿童", "person")),
        (("留守儿童", "person"), ("走访留守儿童", "person")),
        (("毕业生", "person"), ("招生", "person")),
        (("入学率", "percent", "level", "special"), ("入学率", "percent", "level", "primary")),
        (("毛入学率", "percent", "level", "special"), ("入学率", "percent", "level", "special")),
        (("课后服务学校覆盖率",), ("课后服务学生参与率",)),
        (("辍学学生", "person"), ("义务教育辍学率",)),
        (("每百名学生拥有骨干教师", "person"), ("骨干教师培训", "person")),
        (("每百名学生拥有网络多媒体教室", "room"), ("网络多媒体教室", "room")),
        (("生均校舍面积", "square_metre"), ("校舍建筑面积", "square_metre")),
        (("生均教学仪器设备值", "yuan"), ("生均公用经费", "yuan")),
        (("体质健康合格率",), ("体质健康优良率",)),
        (("体质健康合格率",), ("考试合格率",)),
        (("近视率",), ("体质健康合格率",)),
        (("本科上线率",), ("本科上线人数", "person")),
        (("每校心理健康教师", "person"), ("心理健康教师", "person")),
        (("教师工资", "yuan"), ("教师生活补助每人每月", "yuan")),
        (("招聘教师", "person", "difference"), ("退休教师", "person", "difference")),
        (("教师素养提升活动", "time"), ("教师技能比赛", "time")),
        (("在校生", "person"), ("在校生增加", "person", "difference")),
        (("在校生增加", "person", "difference"), ("在校生增长", "percent", "growth")),
        (("专任教师增加", "person", "difference"), ("补充教师", "person", "difference")),
        (("幼儿园增加", "school", "difference"), ("新建幼儿园", "school", "difference")),
        (("小学招生", "person"), ("小学招生减少", "person", "difference")),
        (("毕业生", "person"), ("毕业生减少", "person", "difference")),
        (("教职工", "person"), ("教职工增长", "percent", "growth")),
        (("创建标准化幼儿园", "school"), ("新建标准化幼儿园", "school", "difference")),
        (("教育经费支出总额", "yuan"), ("预算内教育经费拨款", "yuan")),
    ],
)
def test_different_things_have_different_codes(one: Seen, other: Seen) -> None:
    first, second = code(one), code(other)
    assert OTHER not in {first, second}
    assert first != second


@pytest.mark.parametrize(
    "seen",
    [
        ("药品抽检合格率",),
        ("农产品监测合格率",),
        ("水质优良率",),
        ("断面水质优良率",),
        ("普惠托位占比", "percent", "level", "preschool"),
        ("数字经济规模", "yuan"),
        ("网络销售额", "yuan"),
        ("网络零售额", "percent", "growth"),
        ("电信网络诈骗案件", "percent", "growth"),
        ("机关公用经费", "percent", "growth"),
        ("退休人员", "person"),
        ("留省就业高校毕业生", "person", "difference"),
        ("吸纳高校毕业生", "person"),
        ("引进海外高层次人才", "person", "difference"),
        ("定向免费医学生", "person", "difference"),
        ("安置受灾群众", "person", "difference"),
        ("企业招聘", "person", "difference"),
        ("取得职业技能等级证书劳动者", "person", "difference"),
        ("国家培养计划科技人才", "person"),
        ("高龄津贴每人每月", "yuan"),
        ("育儿补贴每人每年", "yuan"),
        ("农民工工资收入", "yuan"),
        ("中央建设发展资金", "yuan"),
        ("人均住房建筑面积", "square_metre"),
        ("危旧楼排险", "other"),
        ("新增重点实验室", "room", "difference"),
        ("冷链物流基地", "item"),
        ("生态实践创新基地", "item"),
        ("诊疗技术培训班", "time"),
        ("医疗检查结果互认", "time"),
        ("环保督查", "time"),
        ("常务会议", "meeting"),
        ("水资源管理考核", "year"),
        ("生产安全事故死亡", "person"),
        ("老年大学学位", "place", "difference"),
        ("高校", "school"),
        ("学校周边道路治理", "school"),
        ("普通高中招生计划", "school", "difference"),
        ("没有辍学学生", "person"),
        ("退休教职工", "person"),
        ("普惠性幼儿园在园幼儿增长", "percent", "growth"),
        ("普惠性幼儿园增加", "school", "difference"),
        ("预算内教育经费拨款占教育经费支出的比例",),
        ("生均教育经费支出", "yuan"),
        ("育儿补贴惠及婴幼儿", "person"),
        ("县域医共体", "item"),
        ("运动会项目金牌", "item"),
        ("惠及学生", "person"),
        ("超大班额", "person"),
        ("公用经费",),
        ("公用经费", "yuan"),
        ("拨付", "yuan"),
    ],
)
def test_figures_of_other_fields_and_bare_words_are_other(seen: Seen) -> None:
    assert code(seen) == OTHER


def test_a_purpose_without_a_name_goes_with_the_aid_before_it() -> None:
    assert indicator("学前教育", unit="yuan", before="student_aid") == "student_aid"
    assert indicator("高考入学", unit="yuan", before="student_aid") == "student_aid"
    assert indicator("学前教育", unit="yuan") == OTHER
    assert indicator("学前教育宣传", unit="yuan", before="student_aid") == OTHER


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("edu_total", "edu_total_growth"),
        ("edu_fiscal", "edu_fiscal_growth"),
        ("gpb_edu_per_student", "gpb_edu_per_student_growth"),
        ("operating_funds_per_student", "operating_funds_growth"),
        ("schools", OTHER),
    ],
)
def test_a_growth_without_a_name_is_of_what_stands_before_it(before: str, expected: str) -> None:
    assert indicator("比上年增长", unit="percent", change="growth", before=before) == expected


def test_a_level_that_grows_is_of_schools_only_after_schools() -> None:
    seen = {"unit": "percent", "change": "growth"}
    assert indicator("普通小学增长", **seen, before="schools") == "schools_growth"
    assert indicator("普通小学增长", **seen, before="schools_change") == "schools_growth"
    assert indicator("普通小学增长", **seen, before="gpb_edu_per_student") != "schools_growth"
    assert indicator("普通小学增长", **seen) == OTHER


def test_every_indicator_can_be_reached() -> None:
    reached = {rule.code for rule in rules()} | {row["indicator"] for row in codebook.read("series")}
    assert set(codebook.read_map("indicators", "code", "code")) - reached == {OTHER}


def test_no_rule_names_a_county() -> None:
    counties = {row["name"] for row in codebook.read("counties") if len(row["name"]) > 2}  # 城区, 郊区 are words too
    for row in codebook.read("indicator_synonyms"):
        words = set(re.findall(r"[\u4e00-\u9fff]+", row["measure"] + "|" + row["phrase"] + "|" + row["excludes"]))
        assert not words & counties, row["code"]


def test_no_rule_stands_twice() -> None:
    seen = set()
    for row in codebook.read("indicator_synonyms"):
        key = tuple(row[column] for column in ("code", "measure", "phrase", "unit", "change", "level", "after"))
        assert key not in seen, row
        seen.add(key)


def read_by_people(folder: Path) -> pd.DataFrame:
    """Annotated figures of all documents in a folder with their codes."""
    frames = [pd.read_csv(path, dtype=str, keep_default_na=False) for path in sorted(folder.glob("*.csv"))]
    figures = pd.concat(frames, ignore_index=True).assign(phrase="")
    return figures.assign(indicator=indicators(figures))


def outside(figures: pd.DataFrame) -> set[tuple[str, str]]:
    """Indicators with a level that the codebook does not give them."""
    allowed = codebook.read_map("indicators", "code", "levels")
    known = figures[(figures["indicator"] != OTHER) & (figures["level"] != "")]
    pairs = set(known[["indicator", "level"]].itertuples(index=False, name=None))
    return {(name, level) for name, level in pairs if level not in allowed[name].split()}


def test_figures_that_people_read_have_levels_of_their_indicators(root: Path) -> None:
    figures = read_by_people(root / "tests" / "reference" / "documents")
    assert outside(figures) == set()
    assert outside(figures.assign(indicator="gross_enrolment_rate")) != set()


def test_national_series_have_levels_of_their_indicators(root: Path) -> None:
    national = pd.read_csv(root / "data" / "processed" / "national.csv", dtype=str, keep_default_na=False)
    assert len(national) > 500
    assert outside(national) == set()


def test_what_stands_twice_in_a_document_has_one_code(root: Path) -> None:
    figures = read_by_people(root / "tests" / "reference" / "documents")
    rates = figures[(figures["unit"] == "percent") & figures["value"].str.contains(".", regex=False)]
    twice = rates.groupby(["doc", "value", "level"]).filter(lambda rows: len(rows) > 1)
    assert twice["value"].nunique() >= 4
    assert (twice.groupby(["doc", "value", "level"])["indicator"].nunique() == 1).all()


@pytest.mark.shared
def test_most_figures_of_the_five_documents_have_a_named_indicator(shared: Path) -> None:
    from eduplans.documents import read_document
    from eduplans.figures import find_figures

    columns = ("item", "measure", "unit", "change", "level", "phrase")
    rows = [
        {"doc": path.stem} | {column: getattr(figure, column) for column in columns}
        for path in sorted((shared / "documents").glob("*.txt"))
        for figure in find_figures(read_document(path))
    ]
    named = pd.Series(indicators(pd.DataFrame(rows))) != OTHER
    assert len(named) > 250
    assert named.mean() >= 0.87
