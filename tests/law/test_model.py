"""Tests of `eduplans.law.model`."""

from __future__ import annotations

import dataclasses

import pytest

from eduplans.law import UNDECIDED, ClauseResult, Evidence, clause
from eduplans.law.model import above
from eduplans.trends import Interval


@pytest.mark.parametrize(
    ("low", "high", "strictly", "verdict"),
    [
        (0.1, 0.2, True, "holds"),
        (0.0, 0.2, True, UNDECIDED),
        (0.0, 0.2, False, "holds"),
        (-0.1, 0.2, False, UNDECIDED),
        (-0.1, 0.0, True, "fails"),
        (-0.1, 0.0, False, UNDECIDED),
        (-0.2, -0.1, True, "fails"),
        (-0.2, -0.1, False, "fails"),
        (0.0, 0.0, True, "fails"),
        (0.0, 0.0, False, "holds"),
    ],
)
def test_every_place_of_an_interval_to_its_bound(low: float, high: float, strictly: bool, verdict: str) -> None:
    assert above(Interval((low + high) / 2, low, high), 0.0, strictly=strictly) == verdict


def test_results_cannot_be_changed_and_name_their_figures() -> None:
    result = ClauseResult("spending", "holds", "invented", (Evidence("a", "1%", "x:1"), Evidence("b", "2%")))
    assert result.figure_ids == ("x:1",)
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.verdict = "fails"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("code", "article", "words"),
    [
        ("appropriations", "第五十六条", "教育财政拨款的增长应当高于财政经常性收入的增长"),
        ("per_student", "第五十六条", "按在校学生人数平均的教育费用逐步增长"),
        ("operating_funds", "第五十六条", "学生人均公用经费逐步增长"),
        ("compulsory_appropriations", "第四十二条", "增长比例应当高于财政经常性收入的增长比例"),
        ("compulsory_per_student", "第四十二条", "按照在校学生人数平均的义务教育费用逐步增长"),
        ("spending", "完善教育经费投入机制", "一般公共预算教育支出逐年只增不减"),
        ("spending_per_student", "完善教育经费投入机制", "按在校学生人数平均的一般公共预算教育支出逐年只增不减"),
        ("gdp_share", "完善教育经费投入机制", "一般不低于4%"),
    ],
)
def test_clauses_quote_their_article(code: str, article: str, words: str) -> None:
    row = clause(code)
    assert article in row["article"]
    assert words in row["wording"]


def test_total_revenue_is_not_what_the_law_names() -> None:
    for code in ("appropriations", "compulsory_appropriations"):
        assert "财政经常性收入" in clause(code)["wording"]
        assert "not total revenue" in clause(code)["reading"]
