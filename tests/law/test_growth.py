"""Tests of `eduplans.law.growth`: intervals by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from eduplans.errors import ParameterError
from eduplans.law import Evidence, growth_of_amounts, growth_of_values, printed_growth


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("7.21%", 7.205, 7.215),
        ("7.2%", 7.15, 7.25),
        ("7%", 6.5, 7.5),
        ("0.0%", -0.05, 0.05),
        ("-3.2%", -3.25, -3.15),
        ("−3.2%", -3.25, -3.15),
        ("12.345 %", 12.3445, 12.3455),
    ],
)
def test_a_printed_rate_is_half_a_unit_either_side(printed: str, low: float, high: float) -> None:
    found = printed_growth(printed).percent
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.value == pytest.approx((low + high) / 2)


def test_a_fall_in_words_is_a_fall_and_is_said() -> None:
    found = printed_growth("3.2%", "spending", "x:1", fall=True)
    assert found.percent.value == -3.2
    assert found.percent.low < found.percent.high < 0
    assert str(found.figures[0]) == "spending: 3.2% (a fall)"
    assert found.figures[0].id == "x:1"


@pytest.mark.parametrize(
    ("before", "now", "value", "low", "high"),
    [
        ("100元", "110元", 10.0, 100 * (109.5 / 100.5 - 1), 100 * (110.5 / 99.5 - 1)),
        ("1.00亿元", "1.10亿元", 10.0, 100 * (1.095 / 1.005 - 1), 100 * (1.105 / 0.995 - 1)),
        ("10000万元", "1亿元", 0.0, 100 * (0.5 / 1.00005 - 1), 100 * (1.5 / 0.99995 - 1)),
        ("650元", "600元", 100 * (600 / 650 - 1), 100 * (599.5 / 650.5 - 1), 100 * (600.5 / 649.5 - 1)),
    ],
)
def test_growth_of_printed_amounts_by_hand(before: str, now: str, value: float, low: float, high: float) -> None:
    found = growth_of_amounts(Evidence("2019", before), Evidence("2020", now)).percent
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high))


def test_scope_and_reason_are_kept() -> None:
    found = growth_of_amounts(
        Evidence("2019", "1元"), Evidence("2020", "2元"), same_scope=False, reason="a surcharge is included"
    )
    assert (found.same_scope, found.reason) == (False, "a surcharge is included")
    assert [figure.printed for figure in found.figures] == ["1元", "2元"]


@pytest.mark.parametrize("before", [(0.0, 0.0), (1.0, 1.0), (-2.0, 0.5)])
def test_growth_from_what_may_be_nothing_is_refused(before: tuple[float, float]) -> None:
    with pytest.raises(ParameterError, match="above zero"):
        growth_of_values(before, (5.0, 0.0))


@given(
    first=some.floats(1, 1e6), last=some.floats(1, 1e6), half=some.floats(0, 0.5), at=some.floats(-1, 1),
    other=some.floats(-1, 1),
)  # fmt: skip
def test_the_interval_holds_the_growth_of_every_pair_of_true_values(
    first: float, last: float, half: float, at: float, other: float
) -> None:
    found = growth_of_values((first, half), (last, half))
    true = 100 * ((last + other * half) / (first + at * half) - 1)
    slack = 1e-9 * max(1.0, abs(found.low), abs(found.high))
    assert found.low - slack <= true <= found.high + slack
    assert found.low <= found.value <= found.high
