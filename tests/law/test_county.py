"""Tests of `eduplans.law.county`, on figures of an invented county and on those of the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from eduplans import load
from eduplans.law import county_clauses
from eduplans.trends import growth_pairs

if TYPE_CHECKING:
    from pathlib import Path

_DEFAULT: dict[str, Any] = {
    "doc": "invented", "place": "云泽县", "year": 2024, "level": "all", "item": "一", "status": "actual",
    "role": "none", "flag": None, "unit": "yuan", "measure": "", "phrase": "",
}  # fmt: skip


def figures(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [_DEFAULT | {"order": n, "figure_id": f"invented:{n}"} | row for n, row in enumerate(rows, start=1)]
    )


def rate(indicator: str, printed: str, words: str = "增长", **more: Any) -> dict[str, Any]:
    row = {"indicator": indicator, "as_printed": printed, "phrase": f"{words}{printed}", "unit": "percent"}
    return row | {"change": "growth", "role": "growth", "measure": words} | more


def amount(indicator: str, printed: str, **more: Any) -> dict[str, Any]:
    return {"indicator": indicator, "as_printed": printed, "change": "level", "measure": indicator} | more


def verdicts(frame: pd.DataFrame, level: str = "all") -> dict[str, str]:
    return {one.result.clause: one.result.verdict for one in county_clauses(frame) if one.level == level}


def test_two_rates_decide_both_non_decreases_and_one_increase() -> None:
    found = verdicts(figures(rate("gpb_edu_growth", "7.21%"), rate("gpb_edu_per_student_growth", "4.84%")))
    assert found == {
        "appropriations": "cannot be decided",
        "per_student": "holds",
        "teacher_pay": "cannot be decided",
        "operating_funds": "cannot be decided",
        "spending": "holds",
        "spending_per_student": "holds",
    }


def test_words_of_a_fall_turn_the_rate_around() -> None:
    frame = figures(rate("gpb_edu_growth", "3.2%", "比上年下降"), rate("gpb_edu_per_student_growth", "1.5%", "增长"))
    assert verdicts(frame)["spending"] == "fails"
    pair = growth_pairs(frame)[0]
    assert pair.total == "−3.2%"
    assert pair.heads.value == pytest.approx(100 * (0.968 / 1.015 - 1))


def test_recurrent_revenue_is_known_by_its_words_and_total_revenue_is_not_taken_for_it() -> None:
    spent = rate("gpb_edu_growth", "7.21%")
    recurrent = rate("other", "3%", "增长", measure="财政经常性收入增长")
    total = rate("other", "3%", "增长", measure="一般公共预算收入增长")
    assert verdicts(figures(spent, recurrent))["appropriations"] == "holds"
    assert verdicts(figures(spent, total))["appropriations"] == "cannot be decided"


def test_amounts_of_one_year_decide_nothing_and_are_named() -> None:
    frame = figures(amount("operating_funds_per_student", "720元", level="primary", status="standard"))
    found = {one.result.clause: one.result for one in county_clauses(frame)}
    assert found["operating_funds"].verdict == "cannot be decided"
    assert found["operating_funds"].figure_ids == ("invented:1",)
    assert "norms, not what was paid" in found["operating_funds"].reason


def test_amounts_of_neighbouring_years_in_one_document_are_growth() -> None:
    before = amount("operating_funds_per_student", "650元", level="primary", year=2023, status="baseline")
    now = amount("operating_funds_per_student", "720元", level="primary")
    assert verdicts(figures(before, now), "primary") == {"operating_funds": "holds"}
    far = before | {"year": 2021}
    assert verdicts(figures(far, now), "primary") == {}
    other = before | {"doc": "another"}
    assert verdicts(figures(other, now), "primary") == {}
    norms = [row | {"status": "standard"} for row in (before, now)]
    assert verdicts(figures(*norms), "primary") == {}


def test_two_rates_for_one_thing_and_flagged_ones_decide_nothing() -> None:
    twice = figures(rate("gpb_edu_growth", "7%"), rate("gpb_edu_growth", "8%"))
    assert verdicts(twice)["spending"] == "cannot be decided"
    same = figures(rate("gpb_edu_growth", "7%"), rate("gpb_edu_growth", "7%"))
    assert verdicts(same)["spending"] == "holds"
    assert county_clauses(figures(rate("gpb_edu_growth", "7%", flag="implausible"))) == ()


def test_targets_decide_nothing() -> None:
    assert county_clauses(figures(rate("gpb_edu_growth", "7%", status="target"))) == ()


def test_pay_is_known_by_its_words() -> None:
    frame = figures(rate("other", "5%", "增长", measure="教师工资增长"))
    assert verdicts(frame)["teacher_pay"] == "holds"
    share = figures(rate("other", "5%", "增长", measure="培训经费增长"))
    assert county_clauses(share) == ()


def test_the_documents_at_hand_decide_some_clauses_and_damage_changes_them(root: Path) -> None:
    frame = load("figures", root / "data")
    found = {(one.doc, one.result.clause): one.result for one in county_clauses(frame)}
    decided = {key for key, result in found.items() if result.verdict == "holds"}
    assert decided
    assert not any(result.verdict == "fails" for result in found.values())
    doc, _ = next(key for key in sorted(decided) if key[1] == "spending")
    id_ = found[doc, "spending"].figure_ids[0]
    damaged = frame.copy()
    damaged.loc[damaged["figure_id"] == id_, "as_printed"] = "-7.21%"
    again = {(one.doc, one.result.clause): one.result for one in county_clauses(damaged)}
    assert again[doc, "spending"].verdict == "fails"


def test_growth_at_the_compulsory_level_is_held_against_the_law_on_it() -> None:
    frame = figures(rate("other", "5%", "增长", measure="教师工资增长", level="compulsory"))
    assert verdicts(frame, "compulsory") == {"compulsory_staff_pay": "holds"}
    other = figures(rate("other", "5%", "增长", measure="教师工资增长", level="senior"))
    assert verdicts(other, "senior") == {"teacher_pay": "holds"}
