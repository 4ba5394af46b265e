"""Tests of `eduplans.trends.county`; the counties are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from eduplans import load
from eduplans.trends import growth_pairs

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
