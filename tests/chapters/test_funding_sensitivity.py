"""Tests of `eduplans.chapters.funding.sensitivity` on invented statistics."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.chapters.invented_funding import funding, statistics

from eduplans.chapters.funding import (
    CONCEPTS,
    chosen_one,
    curve,
    grid_sentence,
    grid_table,
    specifications,
    windows,
)


def proportional(first: int = 2000, last: int = 2011):  # type: ignore[no-untyped-def]
    """Money follows pupils in proportion, with eight percent more for each every year."""
    heads = lambda year: 1e6 * (1 + 0.01 * ((year * 7) % 5))  # noqa: E731
    table = statistics(first, last, money=lambda year: heads(year) / 1e4 * math.exp(0.08 * (year - 2000)), heads=heads)
    return funding(table)


def test_a_slope_of_one_is_found_in_every_specification() -> None:
    found = specifications(proportional())
    slopes = [one.estimate.slope for one in found if one.estimate]
    assert slopes == pytest.approx([1.0] * len(slopes), abs=0.01)
    assert {one.concept for one in found} == set(CONCEPTS)
    assert {one.prices for one in found} == {"current", "constant"}


def test_prices_move_only_what_is_at_constant_prices() -> None:
    data = proportional()
    table = statistics(2000, 2011)
    table.loc[table["series"].eq("cpi") & table["year"].eq(2005), "value"] = 120.0
    still, moved = specifications(funding(statistics(2000, 2011))), specifications(funding(table))
    for one, other in zip(still, moved, strict=True):
        if 2005 in (one.without, other.without):
            continue  # the year whose prices moved is not used
        assert one.estimate is not None
        assert other.estimate is not None
        assert (one.estimate.slope == pytest.approx(other.estimate.slope, abs=1e-9)) is (one.prices == "current")
    assert data.deflated is False


def test_a_year_with_two_values_gives_two_specifications() -> None:
    table = statistics(2004, 2016)
    table.loc[table["series"].eq("edu_total") & table["year"].eq(2012), "other_values"] = "2000.00亿元"
    found = specifications(funding(table))
    values = {one.value for one in found if one.concept == "edu_total"}
    assert values == {"", "2012 as announced"}
    assert {one.value for one in found if one.concept == "gpb_edu"} == {""}
    plain, other = (
        next(one for one in found if one.concept == "edu_total" and one.value == value and one.prices == "current")
        for value in ("", "2012 as announced")
    )
    assert plain.estimate is not None
    assert other.estimate is not None
    assert plain.estimate.slope != other.estimate.slope


@given(first=some.integers(2000, 2020), span=some.integers(1, 24))
def test_windows_lie_inside_the_years_and_the_whole_comes_first(first: int, span: int) -> None:
    last = min(first + span, 2025)
    if last <= first:
        return
    found = windows(first, last)
    assert found[0] == (first, last)
    assert len(found) == len(set(found))
    assert all(first <= a < b <= last for a, b in found)


def test_the_table_has_a_row_a_concept_and_price_and_a_column_a_window() -> None:
    found = specifications(proportional())
    table = grid_table(found)
    assert len(table) == 4 * len({one.series for one in found})
    assert table["years"].value_counts().to_dict() == {"all": 8, "without the most influential year": 8}
    assert list(table.columns[3:]) == list(dict.fromkeys(one.window for one in found))
    assert table.loc[0, "2000–2011"].startswith("+1.0 (")
    assert table.loc[0, "2000–2011"].endswith("; 11)")


def test_the_sentence_counts_what_the_intervals_hold() -> None:
    said = grid_sentence(specifications(proportional()))
    assert "With all years 0 of 8 intervals hold 0, 0 lie below it and 8 above it; 8 hold 1" in said
    assert "Without the year that pulls most (2005) 0 of 8 intervals hold 0" in said
    assert "0 are below 0" in said
    assert "too few" not in said
    assert "the sign hangs on the window" not in said


def test_the_chosen_specification_is_that_of_the_parameters() -> None:
    data = proportional()
    chosen = chosen_one(specifications(data), data)
    assert chosen is not None
    assert (chosen.concept, chosen.prices, chosen.window) == ("edu_fiscal", "current", "2000–2011")
    assert chosen_one((), data) is None


def test_the_curve_is_in_order_and_has_a_stroke_a_choice() -> None:
    data = proportional()
    found = specifications(data)
    upper, lower = curve(found, chosen_one(found, data)).axes
    fits = [one for one in found if one.estimate]
    points = [line for line in upper.lines if line.get_marker() == "o" and len(line.get_xdata()) == 1]
    heights = [float(line.get_ydata()[0]) for line in points]
    assert len(heights) == len(fits)
    assert heights == sorted(heights)
    labels = [tick.get_text() for tick in lower.get_yticklabels()]
    assert {"total", "government", "budget", "finance outlay", "current prices", "constant prices"} <= set(labels)
    strokes = {label: len(line.get_xdata()) for label, line in zip(labels, lower.lines, strict=True)}
    assert strokes["current prices"] == strokes["constant prices"] == len(fits) // 2


def test_the_year_left_out_is_the_one_with_the_largest_leverage() -> None:
    """Pupils jump in one year alone, and money with them the other way: that year makes the slope."""
    heads = lambda year: 1e6 * (1.3 if year >= 2008 else 1.0) + 1e4 * ((year * 7) % 5)  # noqa: E731
    money = lambda year: (1500.0 if year < 2008 else 900.0) * math.exp(0.02 * math.sin(2 * year))  # noqa: E731
    found = specifications(funding(statistics(2000, 2014, money=money, heads=heads)))
    whole = [one for one in found if one.without is None and one.first == 2000]
    part = [one for one in found if one.without is not None and one.first == 2000]
    assert {one.without for one in part} == {2008}
    assert all(one.estimate and one.estimate.slope < -1 and 2008 in one.estimate.years for one in whole)
    assert all(one.estimate and one.estimate.slope > -1 and 2008 not in one.estimate.years for one in part)
    cells = grid_table(found).set_index("years").loc["without the most influential year", part[0].window]
    assert cells.str.endswith(" without 2008)").all()


def test_the_curve_says_only_what_it_shows() -> None:
    upper = curve(specifications(proportional())).axes[0]
    assert [line.get_label() for line in upper.lines if not str(line.get_label()).startswith("_")] == [
        "interval leaves out 0"
    ]
    lower = curve(specifications(proportional())).axes[1]
    labels = [tick.get_text() for tick in lower.get_yticklabels()]
    strokes = dict(zip(labels, (len(line.get_xdata()) for line in lower.lines), strict=True))
    assert strokes["without the most influential year"] == strokes["current prices"]


def test_nothing_to_draw_says_so() -> None:
    data = funding(statistics(2000, 2003))
    axes = curve(specifications(data)).axes[0]
    assert [text.get_text() for text in axes.texts] == ["too few usable differences"]
    assert grid_table(specifications(data)).iloc[:, 3:].isna().all(axis=None)
