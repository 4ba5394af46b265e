"""What printing leaves open, and verdicts on it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduplans.standards import Bounds, judge, printed_bounds, row_bounds


@pytest.mark.parametrize(
    ("printed", "value", "unit", "qualifier", "low", "high"),
    [
        ("85%", 85.0, "percent", "exact", 84.5, 85.5),
        ("109.07万元", 1_090_700.0, "yuan", "exact", 1_090_650.0, 1_090_750.0),
        ("34884人", 34884.0, "person", "exact", 34884.0, 34884.0),
        ("1:19.85", 19.85, "other", "exact", 19.845, 19.855),
        ("15.5:1", 15.5, "other", "exact", 15.45, 15.55),
        ("10:1", 10.0, "other", "exact", 9.5, 10.5),
        ("近90%", 90.0, "percent", "less_than", 0.0, 90.0),
        ("50人以下", 50.0, "person", "at_most", 0.0, 50.0),
        ("200多名", 200.0, "person", "more_than", 200.0, math.inf),
        ("约1200人", 1200.0, "person", "about", 1150.0, 1250.0),
        ("一所", 1.0, "school", "exact", 1.0, 1.0),
        ("八成", 80.0, "percent", "exact", 80.0, 80.0),
        ("0%", 0.0, "percent", "exact", -0.5, 0.5),
    ],
)
def test_bounds(printed: str, value: float, unit: str, qualifier: str, low: float, high: float) -> None:
    assert printed_bounds(printed, value, unit=unit, qualifier=qualifier) == Bounds(value, low, high)


def test_a_range_and_a_number_that_a_rule_sets() -> None:
    row = {"as_printed": "3-5%", "value": 3.0, "value_max": 5.0, "unit": "percent", "qualifier": "exact"}
    assert row_bounds(row | {"status": "actual"}) == Bounds(3.0, 2.5, 5.5)
    assert row_bounds(row | {"status": "standard"}) == Bounds(3.0, 3.0, 5.0)


@pytest.mark.parametrize(
    ("printed", "qualifier", "target", "sense", "verdict", "certain"),
    [
        ("85.02%", "exact", 85, "at_least", "met", True),
        ("85%", "exact", 85, "at_least", "met", False),
        ("84.6%", "exact", 85, "at_least", "missed", True),
        ("90%", "at_least", 85, "at_least", "met", True),
        ("85%", "at_least", 85, "at_least", "met", True),
        ("80%", "at_least", 85, "at_least", "not comparable", False),
        ("85%", "less_than", 85, "at_least", "missed", True),
        ("85%", "at_most", 85, "at_least", "not comparable", False),
        ("5.78%", "exact", 5, "at_most", "missed", True),
        ("5.78%", "at_most", 5, "at_most", "not comparable", False),
        ("5%", "at_most", 5, "at_most", "met", True),
        ("5%", "more_than", 5, "at_most", "missed", True),
        ("5%", "at_least", 5, "at_most", "not comparable", False),
        ("5.2%", "exact", 5, "equal", "missed", True),
        ("5.0%", "exact", 5.02, "equal", "met", False),
    ],
)
def test_verdicts(printed: str, qualifier: str, target: float, sense: str, verdict: str, certain: bool) -> None:
    bounds = printed_bounds(printed, float(printed.strip("%")), unit="percent", qualifier=qualifier)
    judged = judge(bounds, target, sense, qualifier)
    assert (judged.verdict, judged.certain) == (verdict, certain)


def test_margins_have_the_sign_of_the_sense() -> None:
    bounds = printed_bounds("5.78%", 5.78, unit="percent")
    assert judge(bounds, 5, "at_most").margin == pytest.approx(-0.78)
    assert judge(bounds, 5, "at_least").margin == pytest.approx(0.78)
    judged = judge(printed_bounds("90%", 90, unit="percent", qualifier="at_least"), 85, "at_least", "at_least")
    assert (judged.margin_low, judged.margin_high) == (5.0, None)


@given(st.integers(0, 10000), st.integers(0, 10000), st.sampled_from(["at_least", "at_most"]))
def test_a_certain_verdict_holds_at_both_ends_of_the_range(value: int, target: int, sense: str) -> None:
    printed = f"{value / 100:.2f}%"
    bounds = printed_bounds(printed, value / 100, unit="percent")
    judged = judge(bounds, target / 100, sense)
    if judged.certain:
        for end in (bounds.low, bounds.high):
            met = end >= target / 100 if sense == "at_least" else end <= target / 100
            assert met == (judged.verdict == "met")
