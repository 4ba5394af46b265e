"""Staffing and rotation of an invented county."""

from __future__ import annotations

import math

import pytest

from eduplans.teachers import rotations, scope, staffing
from invented_figures import Cells, figures

PUPILS: Cells = {
    "indicator": "enrolment", "level": "primary", "as_printed": "1600人", "value": 1600.0, "unit": "person",
    "measure": "小学在校学生",
}  # fmt: skip
TEACHERS = PUPILS | {"indicator": "teachers", "as_printed": "100人", "value": 100.0, "measure": "小学专任教师"}
RATIO = TEACHERS | {
    "indicator": "pupil_teacher_ratio", "unit": "other", "measure": "小学生师比", "as_printed": "16:1", "value": 16.0,
}  # fmt: skip
ROTATED = TEACHERS | {"indicator": "teachers_rotated", "as_printed": "40名", "value": 40.0, "measure": "轮岗教师"}
SHARE = ROTATED | {"indicator": "teacher_rotation_share", "as_printed": "10%", "value": 10.0, "unit": "percent"}


def test_teachers_for_each_thousand_pupils() -> None:
    (found,) = staffing(figures([PUPILS, TEACHERS]))
    assert (found.of, found.per_1000.value, found.pupils_each.value, found.scope) == ("teachers", 62.5, 16.0, "小学")
    assert (found.printed, found.agrees) == ("", None)
    assert len(found.figures) == 2


@pytest.mark.parametrize(
    "cells",
    [
        {"level": "junior"},
        {"year": 2019},
        {"measure": "县直小学专任教师"},
        {"status": "target"},
        {"flag": "implausible"},
        {"indicator": "teachers_added"},
    ],
)
def test_only_where_level_year_and_scope_are_the_same(cells: Cells) -> None:
    assert staffing(figures([PUPILS, TEACHERS | cells])) == ()


def test_a_qualifier_opens_the_range() -> None:
    (found,) = staffing(figures([PUPILS, TEACHERS | {"qualifier": "more_than", "as_printed": "100多人"}]))
    assert (found.per_1000.low, found.per_1000.high) == (62.5, math.inf)
    assert (found.pupils_each.low, found.pupils_each.high) == (0.0, 16.0)


@pytest.mark.parametrize(("printed", "value", "agrees"), [("16:1", 16.0, True), ("15.5:1", 15.5, False)])
def test_a_printed_ratio_is_held_against_the_computed_one(printed: str, value: float, agrees: bool) -> None:
    (found,) = staffing(figures([PUPILS, TEACHERS, RATIO | {"as_printed": printed, "value": value}]))
    assert (found.printed, found.agrees) == (printed, agrees)


def test_a_ratio_of_the_county_is_not_that_of_one_town() -> None:
    town = [row | {"measure": f"石桥镇{row['measure']}"} for row in (PUPILS, TEACHERS)]
    found = {entry.scope: entry for entry in staffing(figures([PUPILS, TEACHERS, *town, RATIO | {"value": 16.0}]))}
    assert (found["小学"].agrees, found["石桥镇小学"].agrees) == (True, None)


def test_staff_and_teachers_are_told_apart() -> None:
    staff = TEACHERS | {"indicator": "staff", "as_printed": "120人", "value": 120.0, "measure": "小学教职工"}
    ratio = RATIO | {"as_printed": "1:16", "value": 16.0}
    found = {one.of: one for one in staffing(figures([PUPILS, TEACHERS, staff, ratio]))}
    assert found["staff"].per_1000.value == 75.0
    assert (found["teachers"].agrees, found["staff"].agrees) == (True, None)


@pytest.mark.parametrize(
    ("measure", "whom"),
    [("中小学幼儿园在校学生", "中小学幼儿园"), ("在园幼儿数", ""), ("中小学教职工人数", "中小学"), ("学校", "学校")],
)
def test_scope_is_what_is_left_of_the_measure(measure: str, whom: str) -> None:
    assert scope(measure) == whom


def test_what_a_share_implies_for_those_eligible() -> None:
    staff = TEACHERS | {"indicator": "staff", "as_printed": "1000人", "value": 1000.0, "measure": "教职工"}
    (found,) = rotations(figures([ROTATED, SHARE, staff]))
    assert (found.eligible, found.of_staff, found.staff) == (400.0, 4.0, "1000人")
    assert rotations(figures([ROTATED])) == ()
    assert rotations(figures([ROTATED, SHARE]))[0].of_staff is None
    assert rotations(figures([ROTATED | {"value": 80.0, "as_printed": "80名"}, SHARE]))[0].eligible == 800.0
