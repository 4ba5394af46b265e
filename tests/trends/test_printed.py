from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from eduplans.errors import ParameterError
from eduplans.trends import half_unit, implied_growth, printed_amount


@pytest.mark.parametrize(
    ("printed", "amount", "half"),
    [
        ("27695.97亿元", 2769597000000.0, 500000.0),
        ("38490806万元", 384908060000.0, 5000.0),
        ("1.08亿人", 108000000.0, 500000.0),
        ("13118146人", 13118146.0, 0.5),
        ("上涨2.5%", 2.5, 0.05),
        ("1,234.50元", 1234.5, 0.005),
        ("1.2万亿元", 1.2e12, 5e10),
    ],
)
def test_amount_and_half_unit_of_what_is_printed(printed: str, amount: float, half: float) -> None:
    assert printed_amount(printed) == amount
    assert half_unit(printed) == half


def test_no_number_is_an_error_that_shows_the_text() -> None:
    with pytest.raises(ParameterError, match="不详"):
        printed_amount("不详")


def test_implied_growth_by_exact_fractions() -> None:
    # 7.21 % and 4.84 %: the ratio of 1.0721 to 1.0484, and its corners with half a hundredth on either side.
    total, each, half = Fraction("1.0721"), Fraction("1.0484"), Fraction("0.00005")
    result = implied_growth("7.21%", "4.84%")
    assert result.value == pytest.approx(float(100 * (total / each - 1)), abs=1e-12)
    assert result.low == pytest.approx(float(100 * ((total - half) / (each + half) - 1)), abs=1e-12)
    assert result.high == pytest.approx(float(100 * ((total + half) / (each - half) - 1)), abs=1e-12)
    assert result.value == pytest.approx(2.2606, abs=5e-5)


@pytest.mark.parametrize(
    ("total", "each"), [("7.2%", "4.84%"), ("−3.10%", "2%"), ("-0.5%", "-12.25%"), ("12%", "0.0%")]
)
def test_interval_holds_every_pair_that_rounds_to_what_is_printed(total: str, each: str) -> None:
    result = implied_growth(total, each)
    ends = []
    for printed in (total, each):
        middle = printed_amount(printed) * (-1 if printed[0] in "-−" else 1)
        ends.append([middle - half_unit(printed), middle, middle + half_unit(printed)])
    grown = [100 * ((1 + whole / 100) / (1 + head / 100) - 1) for whole, head in product(*ends)]
    assert min(grown) == pytest.approx(result.low)
    assert max(grown) == pytest.approx(result.high)
    assert result.low < result.value < result.high


def test_more_digits_leave_less_open() -> None:
    coarse, fine = implied_growth("7.2%", "4.8%"), implied_growth("7.20%", "4.80%")
    assert coarse.value == pytest.approx(fine.value)
    assert coarse.high - coarse.low > 5 * (fine.high - fine.low)
