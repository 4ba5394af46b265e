"""Tests of `eduplans.chapters.funding.share` on invented statistics."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.chapters.invented_funding import statistics

from eduplans.chapters.funding import FIRST_ESTIMATE, share_picture, share_sentence, share_table, shares


def table(share: dict[int, str], gdp: dict[int, str], money: float = 100.0) -> pd.DataFrame:
    """Government funds are nine tenths of `money` in every year."""
    return statistics(2021, 2024, money=lambda _: money, edu_fiscal_gdp_share=share, gdp=gdp)


def found(share: dict[int, str], gdp: dict[int, str], money: float = 100.0) -> pd.DataFrame:
    return shares(table(share, gdp, money), start=2021, end=2024)


GDP = dict.fromkeys(range(2021, 2025), "2250亿元")


def test_the_computed_share_and_its_ends_by_hand() -> None:
    """90.00 ± 0.005 of 2250 ± 0.5: 4 % give or take a thousandth."""
    row = found({2021: "4.00%"}, GDP).loc[2021]
    assert row["computed"] == pytest.approx(4.0)
    assert row["low"] == pytest.approx(100 * 89.995 / 2250.5)
    assert row["high"] == pytest.approx(100 * 90.005 / 2249.5)
    assert (row["printed_low"], row["printed_high"]) == pytest.approx((3.995, 4.005))


@pytest.mark.parametrize(
    ("printed", "agree"), [("4.00%", True), ("4.0%", True), ("4%", True), ("4.01%", False), ("3.99%", False)]
)
def test_shares_agree_where_their_intervals_meet(printed: str, agree: bool) -> None:
    assert found({2021: printed}, GDP).loc[2021, "agree"] is agree


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
    assert share_table(found({2021: printed}, GDP)).loc[0, "4 % as printed"] == verdict


@pytest.mark.parametrize(
    ("gdp", "verdict"), [("2240亿元", "holds"), ("2260亿元", "fails"), ("2250亿元", "cannot be decided")]
)
def test_the_line_of_four_percent_as_computed(gdp: str, verdict: str) -> None:
    shown = share_table(found({2021: "4.00%"}, GDP | {2021: gdp})).set_index("year")
    assert shown.loc[2021, "4 % as computed"] == verdict


def test_a_year_without_gdp_or_share_says_nothing() -> None:
    shown = share_table(found({2021: "4.10%"}, {2022: "2250亿元"})).set_index("year")
    assert pd.isna(shown.loc[2021, "4 % as computed"])
    assert pd.isna(shown.loc[2022, "4 % as printed"])
    assert pd.isna(shown.loc[2023, "do they agree"])
    assert shown.loc[2023, "computed, %"] == "–"


def test_another_printed_value_of_gdp_is_used_beside_it() -> None:
    frame = table({2021: "4.50%"}, GDP)
    frame.loc[frame["series"].eq("gdp") & frame["year"].eq(2021), "other_values"] = "2000亿元; 2100亿元"
    row = shares(frame, start=2021, end=2024).loc[2021]
    assert row["then"] == pytest.approx(4.5)
    assert row["agree"] is False
    assert pd.isna(shares(frame, start=2021, end=2024).loc[2022, "then"])


def test_a_printed_share_on_the_other_side_of_the_line_is_named() -> None:
    said = share_sentence(found({2021: "4.10%", 2022: "4.02%"}, GDP | {2021: "2300亿元"}))
    assert "In 2021 the share computed" in said
    assert "at least 4 % in 2021–2022" in said
    assert "differ by more than rounding in 2021–2022, most in 2021 (−0.19 points)" in said


def with_first_estimate(gdp: str, note: str = "初步核算数, later revised") -> pd.DataFrame:
    frame = table({2021: "4.00%"}, GDP | {2021: gdp})
    frame.loc[frame["series"].eq("gdp") & frame["year"].eq(2021), "note"] = note
    return shares(frame, start=2021, end=2024)


@pytest.mark.parametrize("gdp", ["2249亿元", "2200亿元", "2260亿元"])
def test_a_first_estimate_of_gdp_decides_nothing(gdp: str) -> None:
    shown = share_table(with_first_estimate(gdp)).set_index("year")["4 % as computed"]
    assert shown[2021] == FIRST_ESTIMATE
    assert shown[2022] == "cannot be decided"


def test_first_estimates_of_gdp_are_named_with_their_margin() -> None:
    said = share_sentence(with_first_estimate("2249亿元"))
    assert "GDP of 2021 is a first estimate" in said
    assert "A rise of GDP by more than 0.04 % (2021) takes" in said
    assert "decides nothing for these years" in said
    assert "upward" not in said
    assert "of 2021 the table notes: upward" in share_sentence(
        with_first_estimate("2249亿元", "初步核算数, later revised upward")
    )
    assert "A rise" not in share_sentence(with_first_estimate("2260亿元"))
    assert "first estimate" not in share_sentence(found({2021: "4.00%"}, GDP))


def test_a_first_estimate_is_not_said_to_lie_on_the_other_side() -> None:
    frame = table({2021: "4.10%"}, GDP | {2021: "2300亿元"})
    assert "other side" in share_sentence(shares(frame, start=2021, end=2024))
    frame.loc[frame["series"].eq("gdp") & frame["year"].eq(2021), "note"] = "初步核算数"
    assert "other side" not in share_sentence(shares(frame, start=2021, end=2024))


def test_before_the_floor_a_year_does_not_fail() -> None:
    """The same numbers, in years to which the floor is not put and in years to which it is."""
    frame = table({2021: "3.90%", 2022: "4.10%", 2023: "4.00%"}, GDP)
    late = share_table(shares(frame, start=2021, end=2024))["4 % as printed"].tolist()
    early = share_table(shares(frame.assign(year=frame["year"] - 20), start=2001, end=2004))["4 % as printed"].tolist()
    assert late[:3] == ["fails", "holds", "cannot be decided"]
    assert early[:3] == ["below 4 %", "at least 4 %", "cannot be decided"]


def test_without_rounding_that_is_said() -> None:
    shown = share_table(found({2021: "4.00%"}, GDP | {2021: "22500000.00亿元"}, money=1e6))
    assert shown.loc[0, "with rounding"] == "no rounding left"


def test_first_estimates_have_a_sign_of_their_own_in_the_picture() -> None:
    axes = share_picture(with_first_estimate("2249亿元")).axes[0]
    crosses = [line for line in axes.lines if line.get_marker() == "x"]
    assert [list(line.get_xdata()) for line in crosses] == [[2021]]
    assert not any("revised" in str(line.get_label()) for line in axes.lines)
    plain = share_picture(found({2021: "4.10%"}, GDP)).axes[0]
    assert not any("first estimate" in str(line.get_label()) for line in plain.lines)


def test_the_picture_shows_both_and_the_line() -> None:
    axes = share_picture(found({2021: "4.10%", 2022: "4.20%"}, GDP)).axes[0]
    flat = [line for line in axes.lines if len(set(line.get_ydata())) == 1 and line.get_linestyle() == "--"]
    assert [line.get_ydata()[0] for line in flat] == [4.0]
    low, high = axes.get_ylim()
    assert low < 4.0 < high
