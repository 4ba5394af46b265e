"""How alike two measures are."""

from __future__ import annotations

import pytest

from eduplans.audit.likeness import core, likeness, shared


@pytest.mark.parametrize(
    ("measure", "bare"),
    [("全县在校学生人数", "在校学生"), ("举办讲座", "讲座"), ("毛入学率", "毛入学"), ("数", "数"), ("", "")],
)
def test_words_that_measure_nothing_are_stripped(measure: str, bare: str) -> None:
    assert core(measure) == bare


def test_likeness_goes_from_nothing_to_all() -> None:
    assert likeness("全县在校学生", "在校学生数") == 1
    assert likeness("", "在校学生") == 0
    assert likeness("边远地区教师特殊津贴", "艰苦边远地区特殊津贴") > 0.75 > likeness("教师培训", "在校学生")


def test_the_longest_shared_run() -> None:
    assert shared("第一批合同制教师", "招聘合同制教师") == "合同制教师"
    assert not shared("教师", "学生")
