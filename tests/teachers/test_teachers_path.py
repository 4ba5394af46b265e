"""From the text of a report of an invented county to channels, staffing and rotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.teachers import rotations, staffing, supply
from invented_figures import from_texts

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

REPORT = """清溪坪县2021年教育工作总结
(以下内容为测试而编写,与真实的县无关。)

一、基本情况
1.规模。全县小学在校学生12400人,小学专任教师800人。
二、教师队伍
2.补充教师。2021年,补充教师数为120人,自然减员数为38人。
3.渠道。公开招聘教师70名,分配公费师范生41名,引进研究生学历教师3名,县外调入教师6名,公开选调教师进城15名。
4.交流轮岗。交流轮岗的校长教师人数46名,达到10%规定要求。
"""
PLAN = """清溪坪县教育局2022年工作要点
(以下内容为测试而编写,与真实的县无关。)

一、教师队伍
1.补充教师。招聘小学教师60名,招聘幼儿教师20名。
"""


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory, root: Path) -> pd.DataFrame:
    texts = {"invented-2021-report": REPORT, "invented-2022-plan": PLAN}
    return from_texts(texts, tmp_path_factory.mktemp("teachers"), root)[0]


def test_channels_make_the_total_without_moves(figures: pd.DataFrame) -> None:
    report, plan = supply(figures)
    assert (report.status, report.year, report.adds.value, report.with_moves.value) == ("actual", 2021, 120, 135)
    assert report.reading == "adds"
    assert report.net is not None
    assert report.net.value == 82
    assert {flow.channel.indicator: flow.as_printed for flow in report.channels} == {
        "teachers_recruited": "70名",
        "teachers_assigned": "41名",
        "teachers_introduced": "3名",
        "teachers_transferred": "6名",
        "teachers_selected": "15名",
    }
    assert (plan.status, plan.year, plan.stated, plan.reading) == ("target", 2022, None, "")


def test_channels_of_a_plan_keep_their_level(figures: pd.DataFrame) -> None:
    plan = supply(figures)[1]
    assert [(flow.level, flow.as_printed) for flow in plan.channels] == [("primary", "60名"), ("preschool", "20名")]


def test_teachers_of_the_same_schools_are_divided_by_their_pupils(figures: pd.DataFrame) -> None:
    (found,) = staffing(figures)
    assert (found.level, found.scope, found.of) == ("primary", "小学", "teachers")
    assert found.pupils_each.value == 15.5
    assert found.per_1000.value == pytest.approx(64.516, abs=0.001)


def test_rotation_implies_at_most_so_many_eligible(figures: pd.DataFrame) -> None:
    (found,) = rotations(figures)
    assert (found.rotated, found.share, found.eligible) == ("46名", "10%", 460.0)
    assert found.staff == ""
