"""Printed numerals become numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduplans.figures.numerals import arabic, chinese, multiplier, number

DIGITS = "零一二三四五六七八九"


def spell(value: int) -> str:
    """Write a number below 100,000,000 in Chinese as people do."""
    if value >= 10_000:
        upper, lower = divmod(value, 10_000)
        filler = "零" if 0 < lower < 1000 else ""
        return spell(upper) + "万" + filler + (spell(lower) if lower else "")
    out, pending = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if pending and out else "") + DIGITS[digit] + sign
            pending = False
        else:
            pending = bool(out)
    return out or "零"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", "0"),
        ("12", "12"),
        ("1,234", "1234"),
        ("1,234,567.5", "1234567.5"),
        ("59 804", "59804"),
        ("１２．５", "12.5"),
        ("9695.90", "9695.90"),
    ],
)
def test_arabic(printed: str, value: str) -> None:
    assert arabic(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "1.2.3", "12a", "9" * 30, "四"])
def test_no_arabic_number(printed: str) -> None:
    assert arabic(printed) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("两", 2),
        ("一百零五", 105),
        ("一百二十", 120),
        ("三千六百", 3600),
        ("两万五", 25_000),
        ("三万零四百", 30_400),
        ("一百二十万", 1_200_000),
        ("一亿二千万", 120_000_000),
        ("一亿零五十万", 100_500_000),
        ("二〇二五", 2025),
        ("百", 100),
        ("千", 1000),
    ],
)
def test_chinese(printed: str, value: int) -> None:
    assert chinese(printed) == value


@pytest.mark.parametrize("printed", ["", "十点", "三三十", "多", "点五", "一" * 40])
def test_no_chinese_number(printed: str) -> None:
    assert chinese(printed) is None


def test_chinese_decimals() -> None:
    assert chinese("三点五") == Decimal("3.5")
    assert chinese("十二点零八") == Decimal("12.08")


@given(st.integers(min_value=1, max_value=99_999_999))
def test_spelled_numbers_come_back(value: int) -> None:
    assert chinese(spell(value)) == value


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_printed_decimals_come_back(value: Decimal) -> None:
    assert arabic(f"{value:f}") == value
    assert arabic(f"{value:,f}") == value


@pytest.mark.parametrize(
    ("printed", "factor"),
    [("", 1), ("多", 1), ("万", 10_000), ("余万", 10_000), ("千万", 10_000_000), ("万亿", 10**12)],
)
def test_multiplier(printed: str, factor: int) -> None:
    assert multiplier(printed) == factor


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("118.1612万", "1181612"),
        ("1.22万亿", "1220000000000"),
        ("3万5千", "35000"),
        ("1亿2000万", "120000000"),
        ("300多万", "3000000"),
        ("百分之五", "0.05"),
        ("千分之三", "0.003"),
        ("百分之一百", "1"),
        ("二十余", "20"),
    ],
)
def test_number(printed: str, value: str) -> None:
    assert number(printed) == Decimal(value)


def test_a_third_is_no_rounded_number() -> None:
    third = number("三分之一")
    assert third is not None
    assert abs(third * 3 - 1) < Decimal("1e-20")


@pytest.mark.parametrize("printed", ["", "分之五", "百分之", "3.4.5万", "零分之三"])
def test_what_is_no_number(printed: str) -> None:
    assert number(printed) is None
