"""From the text of a report of an invented county to verdicts: what is met, missed, and not comparable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.standards import Comparison, compare
from eduplans.standards.result import A_TARGET, DENIED, NO_AMOUNT, OTHER_BASE, RELATED
from invented_figures import from_texts

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """清溪坪县2020年教育工作总结
(以下内容为测试而编写,与真实的县无关。)

一、学前教育
1.普及普惠。学前三年毛入园率为86.4%,普惠性幼儿园覆盖率为79.5%,公办园在园幼儿数占比为50.0%。
二、义务教育
2.控辍保学。义务教育巩固率为94.96%,义务教育大班额比例为4.2%。
3.消除大班额。义务教育学校没有66人及以上超大班额。
三、高中阶段教育
4.普及攻坚。高中阶段教育毛入学率达到90%以上。
四、教师队伍
5.教师待遇。义务教育教师平均工资收入水平为91200元,不低于当地公务员平均工资收入水平。
6.交流轮岗。交流轮岗的校长教师人数38名。
7.培训经费。按照不低于教师工资总额的1.5%安排教师培训专项经费。
五、经费
8.公用经费。小学、初中生均公用经费标准分别为650元,800元。
"""
PLAN = """双岩台县教育局2020年工作要点
(以下内容为测试而编写,与真实的县无关。)

一、学前教育
1.普及普惠。学前三年毛入园率达到88%以上,普惠性幼儿园覆盖率达到82%。
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[tuple[str, str], Comparison]:
    texts = {"invented-2020-report": REPORT, "invented-2020-plan": PLAN}
    figures, documents = from_texts(texts, tmp_path_factory.mktemp("yardsticks"), root)
    return {(one.doc, one.standard.code): one for one in compare(figures, documents)}


@pytest.mark.parametrize(
    ("code", "verdict", "certain"),
    [
        ("preschool-enrolment-2020", "met", True),
        ("preschool-enrolment-county", "met", True),
        ("inclusive-kindergartens-2020", "missed", True),
        ("public-kindergartens-2020", "met", False),
        ("retention-2020", "missed", True),
        ("large-classes-2020", "met", True),
        ("senior-enrolment-2020", "met", True),
        ("primary-operating-funds", "met", True),
        ("junior-operating-funds", "missed", True),
    ],
)
def test_verdicts_of_the_report(
    found: dict[tuple[str, str], Comparison], code: str, verdict: str, certain: bool
) -> None:
    one = found["invented-2020-report", code]
    assert (one.verdict, one.certain) == (verdict, certain)
    assert one.figures[0].startswith("invented-2020-report:")


@pytest.mark.parametrize(
    ("code", "reason"), [("teacher-pay", NO_AMOUNT), ("rotation", RELATED), ("training-funds", OTHER_BASE)]
)
def test_what_the_report_leaves_open(found: dict[tuple[str, str], Comparison], code: str, reason: str) -> None:
    one = found["invented-2020-report", code]
    assert (one.verdict, one.reason) == ("not comparable", reason)


def test_a_denial_is_read(found: dict[tuple[str, str], Comparison]) -> None:
    one = found["invented-2020-report", "oversize-classes-2020"]
    assert (one.verdict, one.reason, one.judgement) == ("met", DENIED, None)


def test_the_plan_has_targets_and_no_results(found: dict[tuple[str, str], Comparison]) -> None:
    own = {code: one for (doc, code), one in found.items() if doc == "invented-2020-plan"}
    assert {one.verdict for one in own.values()} == {"not comparable", "not reported"}
    assert own["preschool-enrolment-2020"].reason == A_TARGET
    judgement = own["preschool-enrolment-2020"].judgement
    assert judgement is not None
    assert judgement.margin == 3.0


def test_a_provinces_own_targets_are_not_those_of_an_unknown_province(
    found: dict[tuple[str, str], Comparison],
) -> None:
    assert not [code for _, code in found if "jiangxi" in code]
