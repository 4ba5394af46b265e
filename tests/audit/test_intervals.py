"""What printed numbers leave open."""

from __future__ import annotations

import math

import pytest

from eduplans.audit.intervals import Interval, is_plain, printed, printed_or_cut, total
from eduplans.audit.page import Fig


def fig(as_printed: str, value: float, unit: str = "person", **other: object) -> Fig:
    cells = dict.fromkeys(("figure_id", "doc", "item", "measure", "indicator", "level", "phrase", "group"), "")
    cells |= {"qualifier": "exact", "status": "actual", "change": "level", "confidence": "sure", "role": "none"}
    return Fig(  # type: ignore[arg-type]
        **(cells | {"order": 1, "value_max": None, "year": 2030, "negated": False, "start": 0, "end": 4} | other),
        as_printed=as_printed,
        value=value,
        unit=unit,
    )


@pytest.mark.parametrize(
    ("figure", "low", "high"),
    [
        (fig("217人", 217), 217, 217),
        (fig("39.91%", 39.91, "percent"), 39.905, 39.915),
        (fig("40351万元", 403510000, "yuan"), 403505000, 403515000),
        (fig("1.5万人", 15000), 14500, 15500),
        (fig("10多名", 10, qualifier="more_than"), 10, 20),
        (fig("200多名", 200, qualifier="more_than"), 200, 300),
        (fig("4000多万元", 4e7, "yuan", qualifier="more_than"), 4e7, 5e7),
        (fig("5所", 5, "school", qualifier="at_least"), 5, math.inf),
        (fig("5所", 5, "school", qualifier="more_than"), 5, math.inf),
        (fig("50人以下", 50, qualifier="at_most"), 0, 50),
        (fig("3-5个", 3, "item", value_max=5.0), 3, 5),
        (fig("10%", 10, "percent", status="standard"), 10, 10),
        (fig("1/4", 25, "percent"), 25, 25),
        (fig("十二个", 12, "school"), 12, 12),
    ],
)
def test_printed_forms_are_intervals(figure: Fig, low: float, high: float) -> None:
    found = printed(figure)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.value == figure.value


def test_a_number_may_have_been_cut() -> None:
    cut = fig("39.90%", 39.9, "percent")
    computed = Interval(39.907, 39.907, 39.907)
    assert not printed(cut).meets(computed)
    assert printed_or_cut(cut).meets(computed)


def test_about_and_nearly_reach_to_the_right_side() -> None:
    assert (
        printed(fig("约100人", 100, qualifier="about")).low < 100 < printed(fig("约100人", 100, qualifier="about")).high
    )
    assert printed(fig("近100人", 100, qualifier="less_than")).high == 100


def test_arithmetic_keeps_the_ends() -> None:
    a, b = Interval(10, 9, 11), Interval(4, 3, 5)
    assert a - b == Interval(6, 4, 8)
    assert (a / b).low == pytest.approx(9 / 5)
    assert (a / b).high == pytest.approx(11 / 3)
    assert b * 2 == Interval(8, 6, 10)
    assert total([a, b, b]) == Interval(18, 15, 21)


def test_an_open_end_stays_open() -> None:
    whole = Interval(5, 5, math.inf)
    assert (Interval(10, 10, 10) / whole).low == 0
    assert (Interval(1, 1, 1) / Interval(1, 0, 1)).high == math.inf


def test_binary_noise_is_no_difference() -> None:
    assert Interval(0.3, 0.3, 0.3).meets(Interval(0.1 + 0.2, 0.1 + 0.2, 0.1 + 0.2))
    assert not Interval(0.3, 0.3, 0.3).below(Interval(0.1 + 0.2, 0.1 + 0.2, 0.1 + 0.2))
    assert Interval(1, 1, 1).below(Interval(2, 2, 2))


def test_words_make_a_number_no_plain_one() -> None:
    assert is_plain(fig("5所", 5, "school"))
    assert not is_plain(fig("5所", 5, "school"), fig("5所以上", 5, "school", qualifier="at_least"))
    assert not is_plain(fig("3-5所", 3, "school", value_max=5.0))
