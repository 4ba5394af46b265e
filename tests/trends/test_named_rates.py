"""Tests of the rates that stand behind an amount, in `eduplans.trends.county`; the counties are invented."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from eduplans.codebook import read
from eduplans.trends import named_rates
from eduplans.trends.county import falls

AMOUNT: dict[str, Any] = {"indicator": "gpb_edu", "change": "level", "role": "none", "order": 1}
RATE: dict[str, Any] = {"indicator": "other", "change": "growth", "role": "growth", "order": 2}


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    default = {"doc": "yunze", "item": "一", "level": "all", "status": "actual", "flag": None}
    return pd.DataFrame([default | row for row in rows])


def test_a_rate_right_behind_spending_is_its_growth() -> None:
    found = named_rates(frame(AMOUNT, RATE))
    assert found["indicator"].tolist() == ["gpb_edu", "gpb_edu_growth"]
    assert found["by"].tolist() == ["indicator", "amount before"]


@pytest.mark.parametrize(
    ("amount", "rate"),
    [
        ({}, {"order": 3}),
        ({}, {"item": "二"}),
        ({}, {"doc": "qinghe"}),
        ({}, {"status": "target"}),
        ({}, {"role": "none"}),
        ({}, {"indicator": "enrolment_growth"}),
        ({}, {"level": "primary"}),
        ({"indicator": "special_funds"}, {}),
        ({"level": "junior"}, {}),
        ({"change": "difference"}, {}),
    ],
)
def test_any_other_rate_keeps_its_name(amount: dict[str, Any], rate: dict[str, Any]) -> None:
    found = named_rates(frame(AMOUNT | amount, RATE | rate))
    assert found["by"].tolist() == ["indicator", "indicator"]
    assert "gpb_edu_growth" not in set(found["indicator"])


def test_flagged_figures_are_left_out_and_the_table_is_not_changed() -> None:
    table = frame(AMOUNT, RATE | {"flag": "implausible"})
    before = table.copy()
    assert len(named_rates(table)) == 1
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("word", [row["word"] for row in read("fall_words")])
def test_every_word_of_a_fall_is_known_in_front_of_a_rate(word: str) -> None:
    assert falls({"as_printed": "2%", "phrase": f"比上年{word}2%", "measure": "支出"})
    assert falls({"as_printed": "2%", "phrase": "2%", "measure": f"支出{word}"})
    assert not falls({"as_printed": "2%", "phrase": f"{word}1%,增长2%", "measure": "支出"})
