"""What a figure is about: status, change, level, year, measure, list and part."""

from __future__ import annotations

import pytest

from eduplans.documents import document_from_text
from eduplans.figures import find_figures, find_figures_in_text
from eduplans.figures.unwrap import unwrap
from eduplans.model import Cell, Damage, Document, Field, Item, Metadata, TableBlock


def statuses(text: str, kind: str, year: int = 2021) -> list[str]:
    return [figure.status for figure in find_figures_in_text(text, year, kind)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "text", "status"),
    [
        ("plan", "新建小学3所。", "target"),
        ("plan", "现有小学3所。", "actual"),
        ("plan", "2019年新建小学3所。", "actual"),
        ("plan", "每天锻炼时间不少于1小时。", "standard"),
        ("plan", "2021年底前，达标学校不低于75%。", "target"),
        ("plan", "按照公用经费的20%安排。", "standard"),
        ("report", "新建小学3所。", "actual"),
        ("report", "力争新建小学3所。", "target"),
        ("report", "到2023年新建小学3所。", "target"),
        ("report", "每班配备2名教师。", "standard"),
        ("report", "生均公用经费标准为600元。", "standard"),
        ("report", "完成年计划的118%。", "actual"),
        ("budget", "教育支出500万元。", "target"),
        ("unknown", "新建小学3所。", "actual"),
    ],
)
def test_status(kind: str, text: str, status: str) -> None:
    assert statuses(text, kind) == [status]


def test_former_values_are_baselines() -> None:
    assert statuses("巩固率由94.1%提高到95.6%。", "report") == ["baseline", "actual"]
    assert statuses("经费1823亿元，比上年的1739亿元增长4.8%。", "report") == ["actual", "baseline", "actual"]
    assert statuses("分别从80人、90人增加到100人、110人。", "report")[:3] == ["baseline", "baseline", "actual"]


def test_headings_turn_a_report_to_what_is_to_come() -> None:
    text = "一、主要成绩\n新建小学3所。\n二、今后努力方向\n新建小学5所。\n"
    assert [(f.status, f.year) for f in find_figures_in_text(text, 2021, "report")] == [
        ("actual", 2021),
        ("target", 2022),
    ]


def test_a_paragraph_that_looks_back_is_of_results_under_a_heading_of_both() -> None:
    text = (
        "一、五年成就和“十五五”时期主要目标任务\n过去五年，全县新建学校12所。\n"
        "今年主要预期目标是：新建学校3所。\n二、努力办好人民满意的教育\n改造食堂8个。\n三、2025年工作回顾\n增加学位600个。"
    )
    found = find_figures_in_text(text, 2025, "report")
    assert [(one.as_printed, one.status) for one in found] == [
        ("12所", "actual"), ("3所", "target"), ("8个", "target"), ("600个", "actual")
    ]  # fmt: skip


def test_goals_that_were_met_are_no_turn() -> None:
    text = "一、工作回顾\n全县完成主要预期目标。\n新建学校3所。\n二、民生\n改造食堂8个。"
    assert {one.status for one in find_figures_in_text(text, 2025, "report")} == {"actual"}


def test_results_take_the_year_that_their_heading_looks_back_on() -> None:
    text = "一、2024年工作回顾\n新建学校3所。\n二、2025年工作安排\n新建学校2所。"
    assert [one.year for one in find_figures_in_text(text, 2025, "report")] == [2024, 2025]


def test_headings_turn_a_plan_to_what_is() -> None:
    text = "一、现状\n共有小学3所。\n二、夯实发展基础\n新建小学5所。\n"
    assert statuses(text, "plan") == ["actual", "target"]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("在校生27316人", "level"),
        ("经费增长6.44%", "growth"),
        ("提高2.5个百分点", "difference"),
        ("比上年减少45人", "difference"),
        ("招聘教师17名", "difference"),
        ("新增学位1200个", "difference"),
        ("撤并教学点4个", "difference"),
        ("自然减员数为45人", "difference"),
        ("招生423名", "level"),
        ("改造校舍3栋", "level"),
        ("提高到85%", "level"),
        ("增加到45人", "level"),
        ("增幅为4.1%", "growth"),
        ("工业增加值5亿元", "level"),
        ("增长两倍", "growth"),
        ("翻一番", "growth"),
        ("退休教师98名", "level"),
        ("退出企业6家", "difference"),
        ("3名教师辞职", "difference"),
        ("以8%的速度推进", "growth"),
    ],
)
def test_change(text: str, change: str) -> None:
    assert [figure.change for figure in find_figures_in_text(f"全县{text}。")] == [change]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("幼儿园68所", "preschool"),
        ("小学66所", "primary"),
        ("初中6所", "junior"),
        ("义务教育巩固率96%", "compulsory"),
        ("普通高中3所", "senior"),
        ("职业院校2所", "vocational"),
        ("特殊教育学校1所", "special"),
        ("高校12所", "higher"),
        ("教师进修学校1所", "teacher_training"),
        ("各级各类学校85所", "all"),
        ("中小学幼儿园学生3万人", "all"),
        ("中小学教师900人", ""),
        ("专职教师39名", ""),
        ("小学、初中教师各20名", ""),
        ("初中毕业生升学率92%", "junior"),
        ("一般公共预算教育支出4亿元", "all"),
        ("残疾儿童义务教育入学率95%", "special"),
        ("高中阶段毛入学率92%", "senior"),
    ],
)
def test_level(text: str, level: str) -> None:
    assert [figure.level for figure in find_figures_in_text(f"全县{text}。")] == [level]


def test_level_of_the_heading() -> None:
    text = "一、加快学前教育发展\n新增学位300个。\n"
    assert [figure.level for figure in find_figures_in_text(text)] == ["preschool"]


@pytest.mark.parametrize(
    ("kind", "text", "year"),
    [
        ("plan", "新建3所。", 2021),
        ("plan", "到2025年新建3所。", 2025),
        ("plan", "课间不少于15分钟，时间不少于90分钟。", None),
        ("report", "新建3所。", 2021),
        ("report", "比2019年增加3所。", 2021),
        ("report", "2019年新建3所。", 2019),
        ("report", "去年新建3所。", 2020),
        ("plan", "每年新建3所。", None),
        ("plan", "2022—2024年新建3所。", 2024),
    ],
)
def test_year(kind: str, text: str, year: int | None) -> None:
    assert find_figures_in_text(text, 2021, kind)[0].year == year  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("义务教育巩固率为96.8%", ["义务教育巩固率"]),
        ("教育经费1823亿元，比上年增长4.8%", ["教育经费", "教育经费增长"]),
        ("在校生5.6万人，其中随班就读2.9万人，占51.5%", ["在校生", "随班就读", "随班就读占比"]),
        ("8所学校被评为优秀", ["学校被评为优秀"]),
        ("市财政补助320万元校舍加固资金", ["市财政补助校舍加固资金"]),
        ("投资4000万元的改扩建项目", ["改扩建项目投资"]),
        ("小学、初中生均经费分别为9000元、12000元", ["小学生均经费", "初中生均经费"]),
        ("大班额由11个减为4个", ["大班额", "大班额"]),
        ("征文比赛获省级二等奖2人，三等奖5人", ["征文比赛获省级二等奖", "征文比赛获省级三等奖"]),
        ("小学在校生5.1万人，教职工3200人", ["小学在校生", "小学教职工"]),
        ("民办园在园幼儿占比40%，占比提高2个百分点", ["民办园在园幼儿占比", "民办园在园幼儿占比提高"]),
        ("城乡居民人均可支配收入分别为3.5万元、1.6万元", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("80%以上教师达到本科学历", ["教师达到本科学历比例"]),
        ("按职工工资总额的8%提取工会经费", ["工会经费占职工工资总额比例"]),
        ("生产总值80亿元，同比增长6%", ["生产总值", "生产总值增长"]),
        ("每班配备2名教师和1名保育员", ["每班教师", "每班保育员"]),
        ("县财政拨付150万元用于校园足球场改造", ["校园足球场改造资金"]),
        ("消除大班额18个，巩固率保持在97.5%以上，完成率为95%", ["消除大班额", "巩固率", "完成率"]),
        ("巩固提高成果，完成投资90万元", ["投资"]),
        (
            "确保教育支出只增不减，2024年安排8.15亿元，增长3.7%左右",
            ["教育支出", "教育支出增长"],
        ),
        ("学校面貌一新，共安排300万元", [""]),
        ("实施校舍维修项目13个，总投资2812万元", ["实施校舍维修项目", "校舍维修项目总投资"]),
        ("公路总里程120公里，投资近3亿元", ["公路总里程", "投资"]),
    ],
)
def test_measure(text: str, measures: list[str]) -> None:
    assert [figure.measure for figure in find_figures_in_text(f"{text}。", 2021, "report")] == measures


def test_lists_and_parts() -> None:
    found = find_figures_in_text("共有学校85所，其中小学66所、初中6所，占84.7%，比上年增长2%。", 2021, "report")
    assert [figure.role for figure in found] == ["total", "part", "part", "share", "growth"]
    assert found[0].group == found[1].group == found[2].group != ""


def document(text: str, **more: object) -> Document:
    metadata = Metadata(year=Field("2021", "printed"), kind=Field("report", "inferred"))
    return Document("x", text, metadata, **{"items": (), **more})  # type: ignore[arg-type]


def test_items_of_a_document() -> None:
    text = "前言3所。\n一、情况\n小学5所。\n"
    items = (Item("一", "一", 1, "情况", 6, len(text)),)
    assert [figure.item for figure in find_figures(document(text, items=items))] == ["", "一"]


def test_damage_beside_a_figure() -> None:
    text = "成绩坪细衤蔬达70%以上。" + "，" * 40 + "小学5所。"
    damage = (Damage(2, 6, "坪细衤蔬", "gloss"),)
    assert [figure.damaged for figure in find_figures(document(text, damage=damage))] == [True, False]


def test_cells_of_a_table() -> None:
    text = "经费（单位：万元）\n指标 | 2020年 | 2021年\n支出 | 1,200 | 1,350.5\n入学率 | 95 | —\n"
    cells = tuple(
        Cell(text.index(printed), text.index(printed) + len(printed), (row,), (year,))
        for printed, row, year in (
            ("1,200", "支出", "2020年"),
            ("1,350.5", "支出", "2021年"),
            ("95", "入学率（%）", "2020年"),
        )
    )
    table = TableBlock(0, len(text), "经费（单位：万元）", cells)
    found = find_figures(document(text, tables=(table,)))
    assert [(f.as_printed, f.value, f.unit, f.year, f.status) for f in found] == [
        ("1,200", 12_000_000, "yuan", 2020, "baseline"),
        ("1,350.5", 13_505_000, "yuan", 2021, "actual"),
        ("95", 95, "percent", 2020, "baseline"),
    ]


WRAPPED = (
    "2021年，全县共有小学85所，在校学生27316人，比上年增加312人，增长0.9%；教职工1894名。学前三年毛入园率为91.37%，"
    "比上年提高1.4个百分点。一般公共预算教育支出52814万元，比上年的49618万元增长6.44%，新增学位1200个。"
)


@pytest.mark.parametrize("width", [20, 23, 28, 35])
def test_wrapped_lines_are_read_as_one(width: int) -> None:
    text = "\n".join(WRAPPED[start : start + width] for start in range(0, len(WRAPPED), width))
    plain = find_figures_in_text(WRAPPED, 2021, "report")
    found = find_figures_in_text(text, 2021, "report")
    assert [(f.as_printed.replace("\n", ""), f.value, f.measure, f.change, f.level) for f in found] == [
        (f.as_printed, f.value, f.measure, f.change, f.level) for f in plain
    ]
    for figure in found:
        assert text[figure.start : figure.end] == figure.as_printed
        assert figure.phrase in text


def test_paragraphs_are_not_wrapped_lines() -> None:
    assert (
        unwrap("某县教育局关于印发工作要点的通知\n各乡镇中心学校，县直各学校\n" + "全县教育工作要点如下" * 30) is None
    )


def test_units_of_cells_that_the_line_above_the_table_does_not_hold_for() -> None:
    text = "单位：人\n乡镇 | 学校数 | 在校生 | 占比 | 上年\n青禾乡 | 3 | 410 | 12.5 | 420\n白石乡 | 2 | 300 | 9.1 | 310"
    found = find_figures(document_from_text(text, "x"))
    assert [(one.unit, one.status) for one in found][:4] == [
        ("school", "actual"), ("person", "actual"), ("percent", "actual"), ("person", "baseline")
    ]  # fmt: skip
    assert found[1].measure == "青禾乡在校生"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("全县教育投入累计 8316\n万元。", "8316\n万元"),
        ("表1\n部门收支总表", ""),
        ("合计 15203500 本年支出合计", ""),
        ("图书 300 本。", "300本"),
    ],
)
def test_a_word_behind_a_blank_or_on_the_next_line_is_a_unit_only_where_it_belongs(text: str, printed: str) -> None:
    found = find_figures(document_from_text(f"青禾县教育概况\n{text}", "x"))
    assert "".join(one.as_printed for one in found).replace(" ", "") == printed.replace("\n", "")


def test_a_caption_says_what_columns_of_years_measure() -> None:
    head = "表2 2023年生均公用经费\n单位：元\n学段 | 2022年 | 2023年 | 增长(%)\n"
    text = head + "小学 | 720 | 730 | 1.4\n初中 | 940 | 950 | 1.1"
    found = find_figures(document_from_text(text, "x"))
    assert [one.measure for one in found][:3] == ["小学生均公用经费", "小学生均公用经费", "小学生均公用经费增长"]
    plain = find_figures(document_from_text(text.replace("生均公用经费", "学校情况"), "x"))
    assert plain[0].measure == "小学"


def test_the_caption_of_a_table_at_the_top_is_no_title() -> None:
    text = (
        "青禾县教育年鉴\n表1 2022年各乡小学情况\n乡镇|学校数（所）\n甲乡|12\n乙乡|9\n丙乡|7\n\n二、教师\n招聘教师64人。"
    )
    assert find_figures(document_from_text(text, "x"))[-1].level == ""


def test_a_level_comes_from_the_nearest_heading_that_names_one_however_far_up() -> None:
    special = "一、特殊教育\n(一)关爱学生\n1.送教上门40次。\n"
    text = f"云泽县教育局2024年工作要点\n{special}(二)普通高中\n1.购置电脑90台。\n2.走访30户。\n"
    assert [figure.level for figure in find_figures_in_text(text)] == ["special", "senior", "senior"]


def test_a_heading_among_the_first_lines_is_no_part_of_the_title() -> None:
    text = "云泽县教育局2024年工作要点\n一、普通高中\n购置电脑90台。\n二、保障\n走访30户。\n"
    assert [figure.level for figure in find_figures_in_text(text)] == ["senior", ""]


def test_all_kinds_of_education_in_a_heading_further_up_are_not_the_level_of_each_item() -> None:
    text = "云泽县教育局2024年工作要点\n一、协调发展\n(二)推进各级各类教育协调发展\n1.信息化\n数字校园覆盖率达84%。\n"
    assert [figure.level for figure in find_figures_in_text(text)] == [""]


def test_money_that_leans_on_the_amount_before_it_is_of_the_same_level() -> None:
    found = find_figures_in_text("2023年普通高中教育支出2亿元，2024年计划安排3亿元。")
    assert [(figure.measure, figure.level) for figure in found] == [("普通高中教育支出", "senior")] * 2


def test_what_a_column_counts_by_a_general_word_is_named_in_its_head() -> None:
    heads = "类型|项目个数（项）|投资（万元）|幼儿园（个）|学生社团（个）|幼儿园床位（张）"
    text = f"云泽县投资表\n{heads}\n校舍|12|300|5|3|90\n食堂|9|120|4|2|80\n操场|7|80|3|1|70"
    found = find_figures(document_from_text(text, "x"))
    assert [figure.unit for figure in found[:5]] == ["project", "yuan", "school", "item", "item"]
