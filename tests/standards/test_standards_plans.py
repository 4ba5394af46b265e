"""Targets of a plan against results of a later report: the whole path on two texts about an invented county."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans.standards import TargetResult, pairs_of_documents, targets_against_results
from invented_figures import documents, figures, from_texts

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """清溪坪县教育局2023年工作要点
(以下内容为测试而编写,与真实的县无关。)

一、发展学前教育
1.增加学位。新增公办幼儿园学位600个,普惠性幼儿园覆盖率达到85%以上,学前三年毛入园率达到90%。
二、巩固义务教育
2.控辍保学。义务教育巩固率达到98%,义务教育大班额比例控制在3%以内。
三、建设教师队伍
3.补充教师。招聘教师80名,交流轮岗教师60名。
4.教学研究。举办讲座6次。
"""
REPORT = """清溪坪县2023年教育工作总结
(以下内容为测试而编写,与真实的县无关。)

一、学前教育
1.新增公办幼儿园学位640个,普惠性幼儿园覆盖率为84.6%,学前三年毛入园率达到91.5%以上。
二、义务教育
2.义务教育巩固率为98.2%,义务教育大班额比例为2.4%。
三、教师队伍
3.招聘教师72名。
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, root: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    texts = {"invented-2023-plan": PLAN, "invented-2023-report": REPORT}
    return from_texts(texts, tmp_path_factory.mktemp("pairs"), root)


@pytest.fixture(scope="module")
def matched(tables: tuple[pd.DataFrame, pd.DataFrame]) -> dict[str, TargetResult]:
    return {one.indicator: one for one in targets_against_results(*tables)}


def test_the_two_texts_are_a_pair(tables: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    assert pairs_of_documents(tables[1]) == (("invented-2023-plan", "invented-2023-report"),)


@pytest.mark.parametrize(
    ("indicator", "target", "result", "verdict"),
    [
        ("places_added", "600个", "640个", "met"),
        ("inclusive_kindergarten_share", "85%以上", "84.6%", "missed"),
        ("gross_enrolment_rate", "90%", "91.5%以上", "met"),
        ("retention_rate", "98%", "98.2%", "met"),
        ("large_class_share", "3%以内", "2.4%", "met"),
        ("teachers_recruited", "80名", "72名", "missed"),
        ("teachers_rotated", "60名", "", "not reported"),
    ],
)
def test_from_texts_to_matches(
    matched: dict[str, TargetResult], indicator: str, target: str, result: str, verdict: str
) -> None:
    one = matched[indicator]
    assert (one.target, one.result, one.verdict, one.year) == (target, result, verdict, 2023)
    assert one.target_id.startswith("invented-2023-plan:")
    assert one.result_id.startswith("invented-2023-report:") == bool(result)


def test_a_ceiling_is_read_as_one(matched: dict[str, TargetResult]) -> None:
    assert {name: one.sense for name, one in matched.items() if one.sense == "at_most"} == {
        "large_class_share": "at_most"
    }
    judgement = matched["large_class_share"].judgement
    assert judgement is not None
    assert judgement.margin == pytest.approx(0.6)


RECRUITED = {
    "indicator": "teachers_recruited", "as_printed": "80名", "value": 80.0, "unit": "person", "change": "difference",
    "measure": "招聘教师", "status": "target",
}  # fmt: skip


def match(*results: dict[str, object], plan: dict[str, object] = RECRUITED, **report: object) -> list[TargetResult]:
    rows = pd.concat(
        [figures([plan], doc="p"), figures([RECRUITED | {"status": "actual"} | row for row in results], doc="r")]
    )
    about = pd.concat([documents(doc="p", kind="plan"), documents(doc="r").assign(**report)])
    return list(targets_against_results(rows, about))


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        ({}, "met"),
        ({"as_printed": "79名", "value": 79.0}, "missed"),
        ({"as_printed": "70多名", "value": 70.0, "qualifier": "more_than"}, "not comparable"),
        ({"as_printed": "近80名", "value": 80.0, "qualifier": "less_than"}, "missed"),
        ({"level": "primary"}, "not reported"),
        ({"year": 2019}, "not reported"),
        ({"change": "level"}, "not reported"),
    ],
)
def test_level_year_and_qualifier_are_respected(cells: dict[str, object], verdict: str) -> None:
    assert [one.verdict for one in match(cells)] == [verdict]


def test_an_earlier_report_or_one_of_another_county_answers_nothing() -> None:
    assert match({}, year=2019) == []
    assert match({}, county_code="999902") == []
    assert match({}, kind="plan") == []


def test_several_results_are_told_apart_by_their_measure_or_not_at_all() -> None:
    other = {"as_printed": "30名", "value": 30.0, "measure": "招聘幼儿教师"}
    assert [one.result for one in match(other, {})] == ["80名"]
    unlike = match(other, {"measure": "招聘小学教师"})
    assert [(one.verdict, one.reason) for one in unlike] == [("not comparable", "several figures fit")]


def test_a_target_of_an_indicator_that_is_to_fall_is_a_ceiling() -> None:
    cells = {"indicator": "dropout_rate", "unit": "percent", "as_printed": "1%", "value": 1.0, "change": "level"}
    found = match(cells | {"as_printed": "1.6%", "value": 1.6}, plan=RECRUITED | cells)
    assert [(one.sense, one.verdict) for one in found] == [("at_most", "missed")]


def test_a_range_is_reached_at_its_lower_end() -> None:
    planned = RECRUITED | {"as_printed": "80-90名", "value": 80.0, "value_max": 90.0}
    assert [one.verdict for one in match({"as_printed": "81名", "value": 81.0}, plan=planned)] == ["met"]


@pytest.mark.parametrize(
    ("printed", "value", "verdict", "certain"),
    [("96.0%", 96.0, "met", False), ("96.4%", 96.4, "met", True), ("95.9%", 95.9, "missed", True)],
)
def test_rounding_of_a_result_is_said(printed: str, value: float, verdict: str, certain: bool) -> None:
    cells = {"indicator": "retention_rate", "unit": "percent", "change": "level", "level": "compulsory"}
    planned = RECRUITED | cells | {"as_printed": "96%", "value": 96.0}
    (found,) = match(cells | {"as_printed": printed, "value": value}, plan=planned)
    assert found.judgement is not None
    assert (found.verdict, found.judgement.certain) == (verdict, certain)


@pytest.mark.parametrize(
    "cells", [{"confidence": "unsure"}, {"negated": True}, {"flag": "implausible"}, {"indicator": "other"}]
)
def test_what_is_no_sure_named_figure_is_neither_target_nor_result(cells: dict[str, object]) -> None:
    assert match({}, plan=RECRUITED | cells) == []
    assert [one.verdict for one in match(cells, {"indicator": "schools", "unit": "school"})] == ["not reported"]


def test_a_later_report_may_tell_of_the_plans_year() -> None:
    assert [one.verdict for one in match({}, year=2022)] == ["met"]
    assert [one.verdict for one in match({"year": 2022}, year=2022)] == ["not reported"]


def test_counties_without_a_code_are_told_apart_by_name() -> None:
    assert [one.verdict for one in match({}, county_code=None)] == []
    plan, report = documents(doc="p", kind="plan"), documents(doc="r")
    unnamed = pd.concat([plan, report]).assign(county_code=None)
    assert pairs_of_documents(unnamed) == (("p", "r"),)
    assert pairs_of_documents(unnamed.assign(county=["清溪坪县", "双岩台县"])) == ()
    assert pairs_of_documents(unnamed.assign(county=None)) == ()


def test_results_are_in_the_order_of_documents_and_figures() -> None:
    plans = figures([RECRUITED, RECRUITED | {"indicator": "teachers_left", "measure": "减员"}], doc="p")
    results = figures([RECRUITED | {"status": "actual"}], doc="r")
    about = pd.concat([documents(doc="p", kind="plan"), documents(doc="r")])
    found = targets_against_results(pd.concat([results, plans.iloc[::-1]]), about)
    assert [(one.indicator, one.verdict) for one in found] == [
        ("teachers_recruited", "met"),
        ("teachers_left", "not reported"),
    ]


def test_a_report_of_before_the_plan_is_no_result_even_beside_a_later_one() -> None:
    early = figures([RECRUITED | {"status": "actual"}], doc="early")
    late = figures([RECRUITED | {"status": "actual", "indicator": "schools", "unit": "school"}], doc="late")
    rows = pd.concat([figures([RECRUITED], doc="p"), early, late])
    about = pd.concat([documents(doc="p", kind="plan"), documents(doc="early", year=2019), documents(doc="late")])
    assert [one.verdict for one in targets_against_results(rows, about)] == ["not reported"]
