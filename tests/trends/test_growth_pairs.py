"""Tests of `eduplans.trends.county`; the counties are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from eduplans import load
from eduplans.trends import growth_pairs, pupils_behind
from eduplans.trends.county import signed

if TYPE_CHECKING:
    from pathlib import Path


def figures(*changes: dict[str, Any]) -> pd.DataFrame:
    """An amount of spending, its growth, and growth per student, of an invented county."""
    default = {
        "doc": "yunze",
        "place": "云泽县",
        "year": 2031,
        "item": "一",
        "level": None,
        "status": "actual",
        "change": "growth",
        "role": "growth",
        "flag": None,
    }
    rows = [
        {"order": 1, "indicator": "gpb_edu", "change": "level", "role": "none", "as_printed": "5万元"},
        {"order": 2, "indicator": "gpb_edu_growth", "as_printed": "9.0%"},
        {"order": 3, "indicator": "gpb_edu_per_student_growth", "as_printed": "8.0%"},
    ]
    for place, change in enumerate(changes):
        rows[place] |= change
    return pd.DataFrame([default | row | {"figure_id": f"yunze:{row['order']}"} for row in rows])


def test_a_pair_by_indicator() -> None:
    (pair,) = growth_pairs(figures())
    assert (pair.place, pair.year, pair.total, pair.per_head, pair.by) == ("云泽县", 2031, "9.0%", "8.0%", "indicator")
    assert pair.heads.value == pytest.approx(100 * (1.09 / 1.08 - 1))
    assert (pair.total_id, pair.per_head_id) == ("yunze:2", "yunze:3")


def test_a_rate_without_a_name_right_behind_the_amount_is_its_growth() -> None:
    (pair,) = growth_pairs(figures({}, {"indicator": "other"}))
    assert pair.by == "amount before"


@pytest.mark.parametrize(
    "change",
    [
        {"indicator": "other", "item": "二"},
        {"indicator": "other", "order": 9},
        {"indicator": "other", "role": "none"},
        {"indicator": "enrolment_growth"},
        {"status": "target"},
        {"level": "primary"},
        {"flag": "implausible"},
        {"year": 2030},
        {"change": "level"},
    ],
)
def test_what_is_another_thing_makes_no_pair(change: dict[str, Any]) -> None:
    assert growth_pairs(figures({}, change)) == ()


def test_two_different_rates_decide_nothing() -> None:
    twice = pd.concat([figures(), figures({"order": 4}, {"order": 5, "as_printed": "9.1%"}, {"order": 6})])
    assert growth_pairs(twice) == ()


def test_the_same_rates_printed_twice_are_one_pair() -> None:
    assert len(growth_pairs(pd.concat([figures(), figures()]))) == 1


def test_one_document_alone() -> None:
    both = pd.concat([figures(), figures().assign(doc="qingping", place=None)])
    assert [pair.doc for pair in growth_pairs(both)] == ["qingping", "yunze"]
    (pair,) = growth_pairs(both, "qingping")
    assert pair.place == ""


def test_the_county_case_of_the_repository(root: Path) -> None:
    (pair,) = growth_pairs(load("figures", root / "data"))
    assert (pair.total, pair.per_head) == ("7.21%", "4.84%")
    assert (pair.heads.low, pair.heads.value, pair.heads.high) == pytest.approx((2.2510, 2.2606, 2.2702), abs=2e-4)


def with_pupils(*more: dict[str, Any], **change: Any) -> pd.DataFrame:
    heads = {"order": 4, "indicator": "enrolment", "level": "all", "change": "level", "role": "none"}
    rows = [heads | {"as_printed": "1080人", "measure": "在校学生"} | change, *more]
    table = pd.DataFrame([figures().iloc[0].to_dict() | row for row in rows])
    return pd.concat([figures(), table.assign(figure_id=[f"yunze:{4 + place}" for place in range(len(rows))])])


def test_printed_pupils_give_those_of_the_year_before_and_spending_per_pupil() -> None:
    table = with_pupils()
    (pair,) = growth_pairs(table)
    behind = pupils_behind(table, pair)
    assert behind is not None
    assert behind.before.value == pytest.approx(1080 * 1.08 / 1.09)
    assert behind.before.low < behind.before.value < behind.before.high
    assert behind.before.low == pytest.approx(1080 / (1 + pair.heads.high / 100))
    assert behind.per_head is not None
    # 5万元 stands for 45 000 to 55 000 yuan; a count to the last pupil is exact.
    assert (behind.per_head.low, behind.per_head.high) == pytest.approx((45000 / 1080, 55000 / 1080))
    assert (behind.printed_id, behind.amount_id, behind.measure) == ("yunze:4", "yunze:1", "在校学生")


@pytest.mark.parametrize(
    "change", [{"level": "primary"}, {"year": 2030}, {"status": "target"}, {"flag": "implausible"}, {"doc": "other"}]
)
def test_other_numbers_of_pupils_are_not_taken(change: dict[str, Any]) -> None:
    table = with_pupils(**change)
    (pair,) = growth_pairs(table)
    assert pupils_behind(table, pair) is None


def test_two_numbers_of_pupils_decide_nothing() -> None:
    again = {"order": 5, "indicator": "enrolment", "level": "all", "change": "level", "as_printed": "990人"}
    table = with_pupils(again)
    (pair,) = growth_pairs(table)
    assert pupils_behind(table, pair) is None


def test_without_one_amount_there_is_no_spending_per_pupil() -> None:
    table = with_pupils()
    (pair,) = growth_pairs(table)
    behind = pupils_behind(table[table["indicator"].ne("gpb_edu")], pair)
    assert behind is not None
    assert (behind.per_head, behind.amount) == (None, "")


@pytest.mark.parametrize(
    ("phrase", "measure", "signed_as"),
    [
        ("比上年增长3.2%", "支出增长", "3.2%"),
        ("比上年下降3.2%", "支出下降", "−3.2%"),
        ("减少了3.2%", "支出", "−3.2%"),
        ("下降约3.2%", "支出", "−3.2%"),
        ("3.2%", "支出下降", "−3.2%"),
        ("增长3.2%", "人数下降后支出", "3.2%"),
        ("学生减少,支出增长3.2%", "支出", "3.2%"),
    ],
)
def test_words_of_a_fall_give_a_rate_its_sign(phrase: str, measure: str, signed_as: str) -> None:
    assert signed({"as_printed": "3.2%", "phrase": phrase, "measure": measure}) == signed_as
