"""Theme, strength and instrument of invented items, and the rules at their edges."""

from __future__ import annotations

from dataclasses import replace

import pytest
from themes_texts import facts

from eduplans.themes import judge
from eduplans.themes.lexicon import INSTRUMENTS, theme_codes

# Sentences of no document, about a county that does not exist.
THEMES = [
    ("party", "加强党建", "落实党风廉政建设和意识形态责任，开展党支部活动。"),
    ("moral", "上好思政课", "落实立德树人，把德育放在首位。"),
    ("wellbeing", "保护视力", "做好近视防控，开展体育锻炼和美育活动。"),
    ("preschool", "办好幼儿园", "增加公办园学位，提高普惠性幼儿园比例和保教质量。"),
    ("compulsory", "推进义务教育均衡", "消除大班额，推行集团化办学。"),
    ("senior", "发展普通高中", "实行选课走班，创建示范性高中。"),
    ("vocational", "办好职业教育", "推进产教融合，培养双师型教师。"),
    ("special", "关心残疾儿童", "做好随班就读，办好特殊教育学校。"),
    ("lifelong", "推广普通话", "办好社区学校，做好语言文字工作。"),
    ("private", "规范民办学校", "检查培训机构，公布民办学校名单。"),
    ("teachers", "关心教师", "提高教师待遇，办好教师培训，评好职称。"),
    ("funding", "管好教育经费", "编制预算，加强审计，公开收费。"),
    ("facilities", "改善办学条件", "新建教学楼，改造危房，调整学校布局。"),
    ("digital", "建设智慧校园", "升级网络和多媒体，应用人工智能。"),
    ("quality", "改进课堂", "加强教研，研究课程和作业，改进考试。"),
    ("governance", "加强督导", "开展督学检查，推进依法治校，办理信访。"),
    ("safety", "守住安全", "检查食堂，排查隐患，防止溺水和欺凌。"),
    ("equity", "不让一人辍学", "资助困难学生，落实控辍保学。"),
    ("family", "办好家长学校", "家校一起，听取家长意见。"),
    ("other", "做好档案", "整理档案，做好保密。"),
]


@pytest.mark.parametrize(("code", "heading", "text"), THEMES)
def test_each_theme_is_found_in_an_invented_item(code: str, heading: str, text: str) -> None:
    verdict = judge.theme(facts(heading + "。" + text, heading))
    assert verdict.label == code
    assert verdict.margin > 0


def test_the_invented_items_cover_the_codebook() -> None:
    assert [code for code, *_ in THEMES] == list(theme_codes())


def test_an_item_that_says_nothing_of_education_is_other() -> None:
    verdict = judge.theme(facts("修好道路，种好树木。", "种树"))
    assert (verdict.label, verdict.margin) == ("other", 0.0)
    assert verdict.low
    assert "no theme reaches" in verdict.reason


def test_a_damaged_word_changes_the_theme() -> None:
    whole = judge.theme(facts("检查食堂和校车。", "食堂"))
    damaged = judge.theme(facts("检查食?和校?。", "食?"))
    assert (whole.label, damaged.label) == ("safety", "other")


def test_a_section_takes_the_theme_of_most_items_below() -> None:
    below = [{"safety": 1.0}, {"safety": 0.8, "teachers": 0.2}, {"teachers": 1.0}]
    verdict = judge.theme(facts("三、再上台阶", "再上台阶"), below)
    assert verdict.label == "safety"
    assert sum(verdict.scores.values()) == pytest.approx(judge.BELOW)
    assert {one.place for one in verdict.contributions} == {"items below"}


def test_a_section_of_many_themes_is_other() -> None:
    below = [{code: 1.0} for code in theme_codes()[:8]]
    assert judge.theme(facts("三、再上台阶", "再上台阶"), below).label == "other"


def test_the_heading_of_a_section_outweighs_its_items() -> None:
    verdict = judge.theme(facts("三、建好教师队伍", "建好教师队伍"), [{"safety": 1.0}] * 3)
    assert verdict.label == "teachers"


def test_equal_scores_go_to_the_first_label_and_are_told_as_low() -> None:
    verdict = judge.Verdict("theme", "party", {"party": 2.0, "moral": 2.0, "other": 0.0}, (), "")
    assert judge.best(verdict.scores) == "party"
    assert verdict.margin == 0
    assert verdict.low


def test_the_order_of_adding_does_not_decide_between_equal_scores() -> None:
    third = 1 / 3
    assert judge.best({"party": third + third + third, "moral": 3 * third}) == "party"
    assert judge.best({"party": 0.1 + 0.2, "moral": 0.3}) == judge.best({"party": 0.3, "moral": 0.1 + 0.2}) == "party"


def test_secondary_themes_come_by_falling_score_and_never_the_first() -> None:
    scores = dict.fromkeys(theme_codes(), 0.0) | {"safety": 20.0, "teachers": 9.0, "funding": 12.0, "digital": 7.9}
    verdict = judge.Verdict("theme", "safety", scores, (), "")
    assert judge.secondary(verdict) == ("funding", "teachers")


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("严禁有偿补课。", "binding"),
        ("确保应助尽助，一律公示。", "binding"),
        ("加强管理，推进改革，落实责任。", "directed"),
        ("探索新的办法。", "exploratory"),
        ("开展试点，鼓励创新。", "exploratory"),
        (
            "探索新的办法，加强管理，推进改革，落实责任，完善制度，强化检查，深化合作，做好服务，抓好培训，优化布局，加大投入，健全机制，提升质量。",
            "directed",
        ),
        ("探索新的办法，严禁弄虚作假。", "binding"),
        ("修好道路。", "directed"),
    ],
)
def test_strength_of_invented_sentences(text: str, strength: str) -> None:
    assert judge.strength(facts(text)).label == strength


@pytest.mark.parametrize(
    ("amounts", "norms", "deadline", "strength"),
    [(2, 0, "", "directed"), (3, 0, "", "binding"), (2, 1, "", "binding"), (2, 0, "2024-12", "binding")],
)
def test_amounts_norms_and_deadlines_bind(amounts: int, norms: int, deadline: str, strength: str) -> None:
    verdict = judge.strength(facts("新增学位。", amounts=amounts, norms=norms, deadline=deadline))
    assert verdict.label == strength
    assert verdict.scores["binding"] == amounts + norms + bool(deadline)


@pytest.mark.parametrize(
    ("text", "topic", "means"),
    [
        ("新建学校，招聘教师，拨付资金，更新设备。", "facilities", "supply"),
        ("严禁补课，检查考核，查处违规。", "quality", "regulation"),
        ("宣传典型，弘扬精神，表彰先进。", "moral", "persuasion"),
        ("成立领导小组，统筹协调，理顺体制，建立机制。", "governance", "organisation"),
    ],
)
def test_instrument_of_invented_sentences(text: str, topic: str, means: str) -> None:
    assert judge.instrument(facts(text), topic).label == means


@pytest.mark.parametrize("topic", theme_codes())
def test_where_nothing_speaks_the_usual_instrument_of_the_theme_decides(topic: str) -> None:
    verdict = judge.instrument(facts("青禾。"), topic)
    assert verdict.label == judge.usual_instruments()[topic][0]
    assert [one.place for one in verdict.contributions] == ["default"]


def test_a_section_arranges_items() -> None:
    verdict = judge.instrument(facts("三、再上台阶", "再上台阶"), "other", [{"supply": 1.0}])
    assert verdict.scores["organisation"] >= judge.SECTION_ORGANISES
    assert verdict.scores["supply"] == judge.BELOW_INSTRUMENT


def test_shares_sum_to_one_or_are_all_zero() -> None:
    assert sum(judge.shares({"supply": 1.0, "regulation": 2.0}).values()) == pytest.approx(1)
    assert set(judge.shares(dict.fromkeys(INSTRUMENTS, 0.0)).values()) == {0.0}


@pytest.mark.parametrize(("code", "heading", "text"), THEMES[:5])
def test_contributions_sum_to_scores(code: str, heading: str, text: str) -> None:
    one = facts(text, heading, amounts=2, norms=1, deadline="2024;2025")
    for verdict in (judge.theme(one), judge.strength(one), judge.instrument(one, code)):
        for label, score in verdict.scores.items():
            assert score == pytest.approx(sum(part.score for part in verdict.contributions if part.label == label))


def test_words_alone_bind_or_not_whatever_the_amounts() -> None:
    counted = replace(facts("推进食堂建设。", "食堂"), amounts=3, norms=3, deadline="2030-12")
    assert judge.strength(counted).label == "binding"
    assert judge.strength_by_words(counted).label == "directed"
    forbidding = facts("严禁补课，必须公开。", "补课")
    assert judge.strength_by_words(forbidding) == judge.strength(forbidding)
    assert judge.strength_by_words(forbidding).label == "binding"
