"""What is a figure and what is not, rule by rule."""

from __future__ import annotations

import pytest

from eduplans import codebook
from eduplans.figures import find_figures_in_text


def printed(text: str) -> list[str]:
    return [figure.as_printed for figure in find_figures_in_text(text, 2021, "report")]


def sure(text: str) -> list[str]:
    return [f.as_printed for f in find_figures_in_text(text, 2021, "report") if f.confidence == "sure"]


@pytest.mark.parametrize(
    "text",
    [
        "一、加强领导",
        "（三）健全机制",
        "第3条、第十二条和第五章",
        "某教〔2020〕132号文件",
        "索引号：AB0-0200-2020-00002",
        "电话：0000-1234567，邮编：410000",
        "第12页，共30页",
        "2020年3月11日印发，2019-2020学年实施",
        "2020-07-02 15:53:33",
        "2020年3月11日15时30分",
        "“十四五”时期和第十四个五年规划",
        "2025年12月底前完成",
        "扩建第五小学，联合三中、二小",
        "学习党的二十大精神和十九届五中全会精神",
        "试点“1+X”证书和“3+1+2”模式",
        "增强四个意识，做到两个维护，落实一岗双责",
        "实行一校一策、一生一档",
        "坚持五育并举、三会一课、三重一大",
        "信息技术能力提升工程2.0，互联网+教育，5G网络，PM2.5浓度",
        "九年一贯制学校与学前三年毛入园率",
        "第七届艺术节、第一批试点、第36个教师节",
        "小学一、二年级和三至六年级",
        "建设一批项目，形成一系列成果，打造一支队伍",
        "省一级示范性普通高中、二级园",
        "三年行动计划、三年攻坚、五年一周期",
        "在XX县建设XX所学校，资金××万元",
        "十分重视，千方百计，一心一意，万众一心",
        "成立七年来，近五年，过去3年，未来三年",
        "每10万人口，每百名学生，每3年",
        "2020级学生、2021届毕业生、高一（2）班、六年级3班",
        "7×24小时服务，12345热线",
        "落实“三个100%”要求，巩固三个100%成果",
        "11人制足球场、五人制比赛",
        "世界500强企业",
        "一般来说，进一步，一方面，一体化",
        "《某县教育事业5年发展规划》第8稿",
        "[1]统计口径见注[2]",
        "三次产业协调发展",
        "浏览次数：1523次",
    ],
)
def test_no_figures(text: str) -> None:
    assert printed(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("任命了1名股长", ["1名"]),
        ("每年核编一次，设置一所学校", ["一次", "一所"]),
        ("每个乡镇至少一所公办园", ["一所"]),
        ("建成3-5个，培训10~20人，新增二至三所", ["3-5个", "10~20人", "二至三所"]),
        ("由11个缩减为4个", ["11个", "4个"]),
        ("从2个到5个", ["2个", "5个"]),
        ("全市前50名，居全省第6位，150名以后", ["50名", "第6位", "150名以后"]),
        ("不早于8:20，早上7点30分到校", ["8:20", "7点30分"]),
        ("生师比1:19.85，达到15∶1", ["1:19.85", "15∶1"]),
        ("惠及10万儿童、300多万各族群众", ["10万", "300多万"]),
        ("补助每人796元/月", ["796元/月"]),
        (
            "八成以上、近八成、一半、三分之二、百分之五、千分之三",
            ["八成以上", "八成", "一半", "三分之二", "百分之五", "千分之三"],
        ),
        ("投入翻番，经费翻了一番，规模增长两倍", ["翻番", "翻了一番", "两倍"]),
        ("合格率99.5％，占3‰", ["99.5％", "3‰"]),
        ("分别为85、90和95%", ["85", "90", "95%"]),
        ("教龄3年以上，连续2年不合格，从教30年", ["3年以上", "2年", "30年"]),
        ("10多名、1.4万余家、20余次、百余所、近千人", ["10多名", "1.4万余家", "20余次", "百余所", "千人"]),
        ("共需三四个班、七八十人", ["三四个", "七八十人"]),
        ("功率10千瓦，提高0.5百分点", ["10千瓦", "0.5百分点"]),
        ("锻炼1小时，休息半小时", ["1小时", "半小时"]),
        ("十二个乡镇，两次会议，一百二十名教师", ["十二个", "两次", "一百二十名"]),
        ("\n1.5所学校完成改造", ["5所"]),
        ("\n3、85所学校完成改造", ["85所"]),
        ("在校生12 345人，经费1,234.5万元", ["12 345人", "1,234.5万元"]),
        ("投入资金共计\n为8316\n万元", ["8316\n万元"]),
        ("占全省1/4", ["1/4"]),
        ("１２３名教师", ["１２３名"]),
    ],
)
def test_figures(text: str, found: list[str]) -> None:
    assert printed(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "突出两个重点，健全三项机制，推进四大发展，打造五大校园",
        "从政治、业务、品德5个方面提出要求",
        "招收3-6岁儿童，0—3岁托育",
        "全市第一",
        "没有发生死亡1人及以上校园安全责任事故",
        "消除66人及以上超大班额，超大班额（66人以上）",
        "确保全县没有一名学生因贫困失学",
        "建设15分钟生活圈",
        "庆祝建校100周年",
        "600分以上人数增加",
    ],
)
def test_what_divides_readers_is_unsure(text: str) -> None:
    assert printed(text)
    assert sure(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("8所学校", "school"),
        ("3所医院", "item"),
        ("12个幼儿园", "school"),
        ("教学点4个", "school"),
        ("20个班", "class"),
        ("消除大班额11个", "class"),
        ("36班", "class"),
        ("学位1500个", "place"),
        ("300个公办学位", "place"),
        ("15个乡镇", "town"),
        ("203个行政村", "village"),
        ("17个县", "county"),
        ("34个项目", "project"),
        ("6间教室", "room"),
        ("29个考点", "item"),
        ("88套设备", "set"),
        ("45台", "machine"),
        ("校车10辆", "machine"),
        ("1栋教学楼", "other"),
        ("10亩", "mu"),
        ("5.2㎡", "square_metre"),
        ("12次", "time"),
        ("30场活动", "time"),
        ("6期培训", "time"),
        ("1堂次以上", "class_hour"),
        ("4课时", "class_hour"),
        ("30节", "class_hour"),
        ("360学时", "class_hour"),
        ("3个月", "month"),
        ("10个工作日", "day"),
        ("2周", "week"),
        ("90分钟", "minute"),
        ("118分", "score"),
        ("15份", "document"),
        ("文件5个", "document"),
        ("600元", "yuan"),
        ("1.2个百分点", "percentage_point"),
        ("3倍", "other"),
        ("100人次", "person"),
        ("2位校长", "person"),
        ("5项制度", "item"),
        ("21条举措", "item"),
        ("46件建议", "item"),
        ("23个名师工作室", "item"),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert [figure.unit for figure in find_figures_in_text(f"全县共有{text}。")] == [unit]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("52814万元", 528_140_000),
        ("1.22万亿元", 1_220_000_000_000),
        ("206.3475万元", 2_063_475),
        ("34.5万人", 345_000),
        ("3‰", 0.3),
        ("6.93%", 6.93),
        ("百分之九十五", 95),
        ("八成", 80),
        ("一半", 50),
        ("3万5千元", 35_000),
        ("一百二十万元", 1_200_000),
        ("1亿2000万元", 120_000_000),
        ("翻两番", 4),
    ],
)
def test_values(text: str, value: float) -> None:
    assert [figure.value for figure in find_figures_in_text(f"约为{text}。")] == [value]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("达到85%", "exact"),
        ("约85%", "about"),
        ("85%左右", "about"),
        ("超过85%", "more_than"),
        ("突破85%", "more_than"),
        ("不低于85%", "at_least"),
        ("至少85%", "at_least"),
        ("85%以上", "at_least"),
        ("85%及以上", "at_least"),
        ("不超过85%", "at_most"),
        ("控制在85%", "at_most"),
        ("控制在85%以内", "at_most"),
        ("85%以下", "at_most"),
        ("近85%", "less_than"),
        ("不到85%", "less_than"),
        ("接近85%", "less_than"),
        ("逾85%", "more_than"),
        ("达到85%以上", "at_least"),
        ("大约为85%", "about"),
        ("不得少于85%", "at_least"),
        ("附近85%", "exact"),
        ("节约85%", "exact"),
        ("控制在85%左右", "about"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert [figure.qualifier for figure in find_figures_in_text(f"比率{text}。")] == [qualifier]


def test_a_range_has_both_ends() -> None:
    figure = find_figures_in_text("投资5-10万元。")[0]
    assert (figure.value, figure.value_max, figure.unit) == (50_000, 100_000, "yuan")


@pytest.mark.parametrize(
    "text", ["\n2.5多所学校", "百\n022—02学年", "1.2.3.4所", "第", "每", "从1到", "0-0人", "9:61", "1/0", "〇所"]
)
def test_odd_texts_raise_nothing(text: str) -> None:
    for figure in find_figures_in_text(text):
        assert text[figure.start : figure.end] == figure.as_printed


@pytest.mark.parametrize(
    "text",
    [
        "据2020七人普，",
        "民国18年创办。",
        "光绪三十年开办。",
        "三门峡市、七台河市和五家渠市结为友好。",
        "九台区、三台县来校交流。",
        "形成四位一体的体系。",
        "各类仪器达三类标准。",
    ],
)
def test_names_of_places_eras_and_tiers_count_nothing(text: str) -> None:
    assert find_figures_in_text(text, 2024, "report") == ()


def test_no_name_of_a_county_or_township_counts_anything() -> None:
    """The phrases that are places come from the packaged tables: a new edition of these is held against them."""
    names = {name for table in ("counties", "townships") for row in codebook.read(table) for name in row.values()}
    beginning = sorted(name for name in names if name[:1] in set("一二三四五六七八九十百千万两"))
    assert len(beginning) > 1000
    text = "。\n".join(f"我们在{name}开展教育工作" for name in beginning)
    assert [text[max(0, one.start - 3) : one.end + 6] for one in find_figures_in_text(text, 2024, "report")] == []


def test_what_only_begins_like_a_place_counts() -> None:
    assert [one.as_printed for one in find_figures_in_text("三家企业捐建五台设备。", 2024, "report")] == [
        "三家",
        "五台",
    ]


@pytest.mark.parametrize(
    ("text", "values"), [("掌握一至两项特长。", (1, 2)), ("选修一到三门课程。", (1, 3)), ("每校一至二所。", (1, 2))]
)
def test_a_range_may_begin_with_one(text: str, values: tuple[int, int]) -> None:
    (figure,) = find_figures_in_text(text, 2024, "plan")
    assert (figure.value, figure.value_max) == values


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("艺术课时不低于规定总课时9%。", "at_least"),
        ("公用经费不低于在校学生生均经费5%。", "at_least"),
        ("不低于上年水平的学校达到90%。", "exact"),
        ("班额不超过规定标准的学校占96%。", "exact"),
    ],
)
def test_a_limit_reaches_over_what_a_share_is_of(text: str, qualifier: str) -> None:
    (figure,) = find_figures_in_text(text, 2024, "report")
    assert figure.qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("落实学生营养改善计划补助资金500万元。", "actual"),
        ("落实特岗计划补助资金500万元。", "actual"),
        ("计划补助资金500万元。", "target"),
        ("该工程计划投资500万元。", "target"),
        ("小学计划招生1200人。", "target"),
    ],
)
def test_the_name_of_a_programme_is_no_plan(text: str, status: str) -> None:
    assert [one.status for one in find_figures_in_text(text, 2024, "report")] == [status]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("普通初中32所(其中九年一贯制学校7所)，招生7833人。", ["junior", "compulsory", "junior"]),
        ("教育支出14亿元，增长7.9%，科学技术支出1.2亿元，增长17.9%。", ["all", "all", "", ""]),
        ("中等专业学校招生1438人，毕业生862人。", ["vocational", "vocational"]),
        ("中职1656名，特校137名。", ["vocational", "special"]),
    ],
)
def test_levels_of_parts_and_growth(text: str, levels: list[str]) -> None:
    assert [one.level for one in find_figures_in_text(text, 2024, "bulletin")] == levels


def test_the_goal_of_a_growth_is_a_growth() -> None:
    (figure,) = find_figures_in_text("全县一般公共预算收入增长目标为9%以上。", 2024, "report")
    assert (figure.change, figure.status, figure.qualifier) == ("growth", "target", "at_least")
