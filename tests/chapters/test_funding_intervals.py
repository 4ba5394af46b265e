"""Tests of `eduplans.chapters.funding.intervals` and `concepts` on invented statistics."""

from __future__ import annotations

import math

import pytest
from tests.chapters.invented_funding import funding, statistics

from eduplans.chapters.funding import (
    coverage_table,
    fixed_intervals,
    interval_sentence,
    interval_table,
    memory_sentence,
    reach_sentence,
    side_picture,
    side_sentence,
    side_table,
)
from eduplans.trends import detectable, elasticity


def noisy(slope: float):  # type: ignore[no-untyped-def]
    """Money follows pupils with this slope, and a small wave besides."""
    heads = lambda year: 1e6 * (1 + 0.02 * ((year * 7) % 5))  # noqa: E731
    money = lambda year: 1000 * (heads(year) / 1e6) ** slope * math.exp(0.05 * year - 100 + 0.003 * math.sin(3 * year))  # noqa: E731
    return funding(statistics(2000, 2020, money=money, heads=heads))


@pytest.mark.parametrize(("slope", "zero", "one"), [(0.0, 8, 0), (1.0, 0, 8), (2.0, 0, 0)])
def test_intervals_around_a_known_slope(slope: float, zero: int, one: int) -> None:
    data = noisy(slope)
    table = interval_table(data)
    assert len(table) == 8
    assert (int(table["holds 0"].sum()), int(table["holds 1"].sum())) == (zero, one)
    assert interval_sentence(data).startswith(f"{zero} of the 8 intervals hold 0 and {one} hold 1.")
    assert all(found.slope == pytest.approx(slope, abs=0.1) for found in fixed_intervals(data))


def test_the_reach_is_that_of_the_estimate() -> None:
    data = noisy(1.0)
    said = reach_sentence(data)
    assert said.startswith("21 years have 20 differences; 0 straddle")
    assert f"at least **{detectable(elasticity(data.growth)):.1f}**" in said
    assert "would most likely be told from 0" in said


def test_a_change_of_scope_costs_a_difference() -> None:
    data = funding(statistics(2005, 2018), "gpb_edu")
    assert "13 differences; 2 straddle a change of scope and are dropped" in reach_sentence(data)


def test_coverage_falls_with_resemblance_of_years() -> None:
    table = coverage_table(noisy(1.0))
    first, last = (table[name].str.split().str[0].astype(float) for name in (table.columns[2], table.columns[-1]))
    assert len(table) == 8
    assert first.between(80, 100).all()
    assert table.columns[-1] == "errors left after a year: 80 %"
    assert not first.equals(last)


def test_the_factor_widens_every_fixed_interval_alike() -> None:
    data = noisy(1.0)
    n = len(data.growth.usable)
    for plain, wide in zip(fixed_intervals(data), fixed_intervals(data, corrected=True), strict=True):
        assert (wide.high - wide.low) / (plain.high - plain.low) == pytest.approx(math.sqrt(n / (n - 2)))
        assert wide.slope == plain.slope


def test_residuals_that_turn_every_year_leave_no_memory() -> None:
    turning = lambda year: 1000 * math.exp(0.02 * ((year % 2) + (year % 3)))  # noqa: E731
    said = memory_sentence(funding(statistics(2000, 2020, money=turning)))
    assert said.startswith("The residuals do not resemble those of the year before")


def test_concepts_side_by_side_by_hand() -> None:
    data = funding(statistics(2000, 2003, money=lambda year: 1000.0 + year))
    table = side_table(data).set_index("year")
    assert table.loc[2000, "total 总投入, current"] == "3,000"
    assert table.loc[2000, "government 财政性, current"] == "2,700"
    assert table.loc[2000, "government in total"] == "90.0 %"
    assert table.loc[2000, "budget in government"] == "88.9 %"
    assert "90.0 % of all money for education in 2000" in side_sentence(data)


def test_a_concept_whose_scope_changes_is_not_joined() -> None:
    axes = side_picture(funding(statistics(2005, 2018))).axes[0]
    crosses = [line for line in axes.lines if line.get_marker() == "x"]
    assert [line.get_linestyle() for line in crosses] == ["None"]
    assert "scope changes" in str(crosses[0].get_label())
