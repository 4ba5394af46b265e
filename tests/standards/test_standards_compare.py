"""Figures of an invented county against the yardsticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans import load
from eduplans.standards import Comparison, compare
from eduplans.standards.result import (
    A_RULE,
    A_TARGET,
    DENIED,
    FLAGGED,
    LEVEL_NOT_SHOWN,
    NO_AMOUNT,
    OTHER_BASE,
    OTHER_WAY,
    OTHER_YEAR,
    QUALIFIER,
    RELATED,
    SEVERAL,
)
from invented_figures import documents, figures

if TYPE_CHECKING:
    from pathlib import Path

RETENTION = {
    "indicator": "retention_rate", "level": "compulsory", "as_printed": "96.8%", "value": 96.8, "unit": "percent",
    "measure": "九年义务教育巩固率",
}  # fmt: skip
LARGE = RETENTION | {"indicator": "large_class_share", "as_printed": "5.78%", "value": 5.78, "measure": "大班额比例"}


def one(code: str, *rows: dict[str, object], **document: object) -> Comparison:
    found = compare(figures(rows or [{"indicator": "other", "unit": "item"}]), documents(**document))  # type: ignore[arg-type]
    return {found_one.standard.code: found_one for found_one in found}[code]


def test_met_and_missed_with_their_margins() -> None:
    met, missed = one("retention-2020", RETENTION), one("large-classes-2020", LARGE)
    assert (met.verdict, met.reason, met.compared) == ("met", "", "actual")
    assert met.judgement is not None
    assert met.judgement.margin == pytest.approx(1.8)
    assert met.certain
    assert missed.judgement is not None
    assert (missed.verdict, missed.judgement.margin) == ("missed", pytest.approx(-0.78))
    assert missed.figures == ("qingxiping-2020-report:00000001",)


def test_a_damaged_number_changes_the_verdict() -> None:
    assert one("retention-2020", RETENTION | {"as_printed": "94.8%", "value": 94.8}).verdict == "missed"
    assert one("retention-2020", RETENTION | {"level": "junior"}).verdict == "not reported"


@pytest.mark.parametrize(
    ("code", "row", "reason"),
    [
        ("retention-2020", RETENTION | {"status": "target"}, A_TARGET),
        ("retention-2020", RETENTION | {"year": 2019}, OTHER_YEAR),
        ("retention-2020", RETENTION | {"status": "standard", "year": None}, A_RULE),
        ("retention-2020", RETENTION | {"flag": "implausible"}, FLAGGED),
        ("retention-2020", RETENTION | {"as_printed": "90%以上", "value": 90.0, "qualifier": "at_least"}, QUALIFIER),
        ("large-classes-2020", LARGE | {"measure": "其他年级大班额比例"}, OTHER_BASE),
    ],
)
def test_why_it_is_not_comparable(code: str, row: dict[str, object], reason: str) -> None:
    found = one(code, row)
    assert (found.verdict, found.reason) == ("not comparable", reason)
    assert found.figures


@pytest.mark.parametrize("cells", [{"confidence": "unsure"}, {"change": "growth"}, {"status": "baseline"}])
def test_what_is_no_state_or_no_sure_figure_reports_nothing(cells: dict[str, object]) -> None:
    assert one("retention-2020", RETENTION | cells).verdict == "not reported"


def test_training_funds_of_pay_are_not_those_of_operating_funds() -> None:
    row = {"indicator": "training_funds_share", "as_printed": "1.5%", "value": 1.5, "unit": "percent"}
    assert one("training-funds", row | {"measure": "培训经费占教师工资总额比例"}).reason == OTHER_BASE
    assert one("training-funds", row | {"measure": "培训经费占公用经费比例"}).verdict == "missed"


def test_a_number_of_rotated_teachers_is_no_share_of_the_eligible() -> None:
    row = {
        "indicator": "teachers_rotated",
        "as_printed": "51名",
        "value": 51.0,
        "unit": "person",
        "measure": "轮岗教师",
    }
    assert one("rotation", row).reason == RELATED
    assert one("rotation-backbone", row).verdict == "not reported"


def test_pay_needs_the_pay_of_others() -> None:
    row = {"indicator": "teacher_pay", "level": "compulsory", "as_printed": "8.1万元", "value": 81000.0, "unit": "yuan"}
    assert one("teacher-pay", row).reason == NO_AMOUNT
    assert one("teacher-pay").verdict == "not reported"


def test_a_denial_meets_a_ceiling_of_none() -> None:
    row = {"indicator": "other", "as_printed": "66人及以上", "value": 66.0, "unit": "person", "negated": True}
    found = one("oversize-classes-2020", row | {"measure": "超大班额", "confidence": "unsure"})
    assert (found.verdict, found.reason, found.judgement) == ("met", DENIED, None)


def test_a_rule_of_the_county_can_meet_a_norm_about_rules() -> None:
    row = {"indicator": "operating_funds_per_student", "level": "primary", "as_printed": "650元", "value": 650.0}
    found = one("primary-operating-funds", row | {"unit": "yuan", "status": "standard"})
    assert (found.verdict, found.compared, found.certain) == ("met", "standard", True)


def test_of_several_figures_the_one_that_leaves_least_open_is_judged_and_a_contradiction_is_not() -> None:
    ceiling = LARGE | {"qualifier": "at_most"}
    found = one("large-classes-2020", ceiling, LARGE)
    assert (found.verdict, found.as_printed, len(found.figures)) == ("missed", "5.78%", 2)
    assert one("large-classes-2020", LARGE, LARGE | {"as_printed": "4%", "value": 4.0}).reason == SEVERAL


def test_yardsticks_of_other_years_are_left_out() -> None:
    found = compare(figures([RETENTION]), documents(year=2025))
    assert "retention-2020" not in {one.standard.code for one in found}
    assert {one.standard.year for one in found} == {None, 2025}
    assert compare(figures([RETENTION]), documents().assign(year=pd.NA)) == ()


def test_the_national_figure_of_the_year_stands_beside_it(root: Path) -> None:
    """95.2 % is the rate of the national bulletin on 2020 (2020年全国教育事业发展统计公报)."""
    found = compare(figures([RETENTION]), documents(), load("national", root / "data"))
    national = {one.standard.code: one.national for one in found}
    retention = national["retention-2020"]
    assert retention is not None
    assert (retention.value, retention.as_printed) == (95.2, "95.2%")
    assert national["public-kindergartens-2020"] is None


@pytest.mark.parametrize(
    ("minutes", "qualifier", "verdict"),
    [(60, "at_most", "met"), (90, "at_most", "missed"), (30, "exact", "met"), (30, "at_least", "not comparable")],
)
def test_a_rule_with_the_sense_of_the_norm_is_the_number_it_sets(minutes: int, qualifier: str, verdict: str) -> None:
    row = {"indicator": "homework_minutes", "level": "primary", "as_printed": f"{minutes}分钟", "unit": "minute"}
    rule = row | {"value": float(minutes), "qualifier": qualifier, "status": "standard", "year": None}
    assert one("primary-homework", rule, year=2025).verdict == verdict


def test_norms_for_counties_are_no_yardsticks_of_a_province_or_a_city() -> None:
    for about in ({"county": None, "county_code": None}, {"county_code": "999900"}):
        found = compare(figures([RETENTION]), documents().assign(**about))
        assert {entry.standard.jurisdiction for entry in found} == {"nation", "province"}
    assert {entry.standard.jurisdiction for entry in compare(figures([RETENTION]), documents())} >= {"county", "school"}


def test_pupils_a_teacher_are_not_pupils_for_each_of_the_staff() -> None:
    row = {"indicator": "pupil_teacher_ratio", "level": "primary", "as_printed": "14.6:1", "value": 14.6}
    assert one("primary-staff", row | {"unit": "other", "measure": "小学生师比"}).reason == OTHER_BASE
    assert one("primary-staff", row | {"unit": "other", "measure": "小学教职工与学生比"}).verdict == "met"


def test_a_target_has_a_distance_and_no_verdict() -> None:
    found = one("retention-2020", RETENTION | {"status": "target", "as_printed": "98%以上", "value": 98.0})
    assert (found.verdict, found.reason, found.compared) == ("not comparable", A_TARGET, "target")
    assert found.judgement is not None
    assert found.judgement.margin == 3.0
    two = [RETENTION | {"status": "target", "value": value} for value in (97.0, 98.0)]
    assert one("retention-2020", *two).judgement is None


def test_what_is_denied_is_no_result() -> None:
    assert one("retention-2020", RETENTION | {"negated": True}).verdict == "not reported"


def test_the_order_of_the_figures_does_not_matter() -> None:
    ceiling = LARGE | {"qualifier": "at_most"}
    first, last = one("large-classes-2020", LARGE, ceiling), one("large-classes-2020", ceiling, LARGE)
    assert (first.verdict, first.bounds, first.judgement) == (last.verdict, last.bounds, last.judgement)
    assert first.verdict == "missed"


def test_a_bare_rate_of_disabled_children_does_not_show_whom_it_counts() -> None:
    row = {"indicator": "disabled_enrolment_rate", "level": "special", "as_printed": "96.4%", "value": 96.4}
    bare, named = row | {"unit": "percent", "measure": "入学率"}, row | {"unit": "percent", "measure": "残疾儿童入学率"}
    assert one("disabled-enrolment-county", bare).reason == OTHER_BASE
    assert one("disabled-enrolment-county", bare | {"measure": "三残儿童入学率"}).reason == OTHER_BASE
    assert one("disabled-enrolment-county", named).verdict == "met"


FUNDS = {
    "indicator": "operating_funds_per_student", "level": "senior", "as_printed": "1000元", "value": 1000.0,
    "unit": "yuan", "status": "standard",
}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"measure": "普通高中生均公用经费"}, "repeats the rule"),
        ({"measure": "生均公用经费", "level": "senior_general"}, "repeats the rule"),
        ({"measure": "高中阶段生均公用经费"}, "not comparable"),
        ({"measure": "中等职业学校生均公用经费", "level": "vocational"}, "not reported"),
    ],
)
def test_a_norm_for_general_schools_is_none_of_vocational_ones(cells: dict[str, object], outcome: str) -> None:
    found = one("senior-operating-funds", FUNDS | cells)
    assert found.outcome == outcome
    assert found.detail == (LEVEL_NOT_SHOWN if outcome == "not comparable" else "")


TEACHERS = {
    "indicator": "teachers_per_class", "level": "preschool", "as_printed": "3名", "value": 3.0, "unit": "person",
    "measure": "全日制幼儿园每班专任教师", "status": "standard", "year": None,
}  # fmt: skip
CARERS = TEACHERS | {"as_printed": "0名", "value": 0.0, "measure": "全日制幼儿园每班保育员"}


def test_three_teachers_keep_the_rule_without_a_carer() -> None:
    for rows in ([TEACHERS], [TEACHERS, CARERS]):
        found = one("kindergarten-carers-per-class", *rows)
        assert (found.verdict, found.reason, found.as_printed) == ("met", OTHER_WAY, "3名")
        assert found.standard.code == "kindergarten-carers-per-class"
    two = TEACHERS | {"as_printed": "2名", "value": 2.0}
    assert one("kindergarten-carers-per-class", two).verdict == "not reported"
    assert one("kindergarten-carers-per-class", two, CARERS).verdict == "missed"


@pytest.mark.parametrize(
    ("code", "status", "value", "outcome"),
    [
        ("retention-2020", "actual", 96.8, "reaches the level"),
        ("retention-2020", "actual", 94.8, "does not reach the level"),
        ("junior-retention-county", "actual", 96.8, "met"),
        ("junior-retention-county", "actual", 94.8, "missed"),
    ],
)
def test_what_a_verdict_says_depends_on_who_is_asked(code: str, status: str, value: float, outcome: str) -> None:
    level = "junior" if code.startswith("junior") else "compulsory"
    row = RETENTION | {"level": level, "as_printed": f"{value}%", "value": value, "status": status}
    assert one(code, row).outcome == outcome


def test_homework_of_grades_one_and_two_has_a_rule_of_its_own() -> None:
    row = {
        "indicator": "homework_minutes", "level": "primary", "as_printed": "20分钟", "value": 20.0, "unit": "minute",
        "status": "standard", "year": None, "qualifier": "at_most",
    }  # fmt: skip
    first, later = row | {"measure": "小学一、二年级书面作业"}, row | {"measure": "小学其他年级书面作业"}
    assert one("primary-homework", first, year=2025).reason == OTHER_BASE
    assert one("primary-homework-grades-1-2", first, year=2025).outcome == "own rule falls short"
    assert one("primary-homework", later, year=2025).outcome == "repeats the rule"
    assert one("primary-homework-grades-1-2", later, year=2025).verdict == "not reported"


def test_another_base_is_named() -> None:
    row = {"indicator": "class_size", "level": "junior", "as_printed": "50人", "value": 50.0, "unit": "person"}
    assert one("junior-class-size", row | {"measure": "初中部班额"}).detail == "one school, not every class"
    assert one("junior-class-size", row | {"measure": "平均班额"}).detail == "a mean, not every class"
    assert one("junior-class-size", row | {"measure": "班额"}).outcome == "met"
