"""Tests of `eduplans.chapters.funding.share` on invented statistics."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.chapters.invented_funding import statistics

from eduplans.chapters.funding import share_picture, share_sentence, share_table, shares


def table(share: dict[int, str], gdp: dict[int, str], money: float = 100.0) -> pd.DataFrame:
    """Government funds are nine tenths of `money` in every year."""
    return statistics(2001, 2004, money=lambda _: money, edu_fiscal_gdp_share=share, gdp=gdp)


def found(share: dict[int, str], gdp: dict[int, str], money: float = 100.0) -> pd.DataFrame:
    return shares(table(share, gdp, money), start=2001, end=2004)


GDP = dict.fromkeys(range(2001, 2005), "2250亿元")


def test_the_computed_share_and_its_ends_by_hand() -> None:
    """90.00 ± 0.005 of 2250 ± 0.5: 4 % give or take a thousandth."""
    row = found({2001: "4.00%"}, GDP).loc[2001]
    assert row["computed"] == pytest.approx(4.0)
    assert row["low"] == pytest.approx(100 * 89.995 / 2250.5)
    assert row["high"] == pytest.approx(100 * 90.005 / 2249.5)
    assert (row["printed_low"], row["printed_high"]) == pytest.approx((3.995, 4.005))


@pytest.mark.parametrize(
    ("printed", "agree"), [("4.00%", True), ("4.0%", True), ("4%", True), ("4.01%", False), ("3.99%", False)]
)
def test_shares_agree_where_their_intervals_meet(printed: str, agree: bool) -> None:
    assert found({2001: printed}, GDP).loc[2001, "agree"] is agree


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("4.00%", "cannot be decided"),
        ("4.01%", "holds"),
        ("3.99%", "fails"),
        ("4.2%", "holds"),
        ("4%", "cannot be decided"),
    ],
)
def test_the_line_of_four_percent_as_printed(printed: str, verdict: str) -> None:
    assert share_table(found({2001: printed}, GDP)).loc[0, "4 % as printed"] == verdict


@pytest.mark.parametrize(
    ("gdp", "verdict"), [("2240亿元", "holds"), ("2260亿元", "fails"), ("2250亿元", "cannot be decided")]
)
def test_the_line_of_four_percent_as_computed(gdp: str, verdict: str) -> None:
    shown = share_table(found({2001: "4.00%"}, GDP | {2001: gdp})).set_index("year")
    assert shown.loc[2001, "4 % as computed"] == verdict


def test_a_year_without_gdp_or_share_says_nothing() -> None:
    shown = share_table(found({2001: "4.10%"}, {2002: "2250亿元"})).set_index("year")
    assert pd.isna(shown.loc[2001, "4 % as computed"])
    assert pd.isna(shown.loc[2002, "4 % as printed"])
    assert pd.isna(shown.loc[2003, "do they agree"])
    assert shown.loc[2003, "computed, %"] == "–"


def test_another_printed_value_of_gdp_is_used_beside_it() -> None:
    frame = table({2001: "4.50%"}, GDP)
    frame.loc[frame["series"].eq("gdp") & frame["year"].eq(2001), "other_values"] = "2000亿元; 2100亿元"
    row = shares(frame, start=2001, end=2004).loc[2001]
    assert row["then"] == pytest.approx(4.5)
    assert row["agree"] is False
    assert pd.isna(shares(frame, start=2001, end=2004).loc[2002, "then"])


def test_a_printed_share_on_the_other_side_of_the_line_is_named() -> None:
    said = share_sentence(found({2001: "4.10%", 2002: "4.02%"}, GDP | {2001: "2300亿元"}))
    assert "In 2001 the share computed" in said
    assert "at least 4 % in 2001–2002" in said
    assert "differ by more than rounding in 2001–2002, most in 2001 (−0.19 points)" in said


def test_first_estimates_of_gdp_are_named_with_their_margin() -> None:
    frame = table({2001: "4.00%"}, GDP | {2001: "2249亿元"})
    frame.loc[frame["series"].eq("gdp") & frame["year"].eq(2001), "note"] = "初步核算数, later revised"
    said = share_sentence(shares(frame, start=2001, end=2004))
    assert "GDP of 2001 is a first estimate" in said
    assert "more than 0.04 %" in said
    assert "first estimate" not in share_sentence(found({2001: "4.00%"}, GDP))


def test_the_picture_shows_both_and_the_line() -> None:
    axes = share_picture(found({2001: "4.10%", 2002: "4.20%"}, GDP)).axes[0]
    flat = [line for line in axes.lines if len(set(line.get_ydata())) == 1 and line.get_linestyle() == "--"]
    assert [line.get_ydata()[0] for line in flat] == [4.0]
    low, high = axes.get_ylim()
    assert low < 4.0 < high
