"""Tests of `eduplans.trends.wholes`: invented pupils of an invented country, and the real statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from eduplans.trends import pupils, whole_and_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

RULE = {
    "level": "small", "minus": "", "minus_before": "", "parts": "", "whole": "school", "others": "big",
}  # fmt: skip


def rows(level: str, printed: dict[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "year": year, "series": "enrolment", "level_printed": level, "as_printed": text,
            "value": float(text.rstrip("万人")) * (1e4 if "万" in text else 1),
        }
        for year, text in printed.items()
    ]  # fmt: skip


def country(school: str) -> list[dict[str, Any]]:
    """Small pupils are rounded to 万 in the second year, in which the whole and the big ones are exact."""
    return (
        rows("small", {2000: "51234人", 2001: "5万人", 2002: "50111人"})
        + rows("big", {2000: "30111人", 2001: "30333人", 2002: "30444人"})
        + rows("school", {2000: school, 2001: "81555人"})
    )


def test_the_whole_leaves_the_level_where_it_is_printed_more_exactly(invented: Callable[..., pd.DataFrame]) -> None:
    result = pupils(invented(country("81345人")), [RULE])
    assert result.frame["small"].tolist() == [51234.0, 51222.0, 50111.0]
    assert result.derived == {"small": (2001,)}
    assert result.half.tolist() == [0.5, 1.0, 0.5]


def test_a_whole_that_disagrees_in_another_year_derives_nothing(invented: Callable[..., pd.DataFrame]) -> None:
    result = pupils(invented(country("90000人")), [RULE])
    assert result.frame["small"].tolist() == [51234.0, 50000.0, 50111.0]
    assert result.derived == {"small": ()}
    assert result.half.tolist() == [0.5, 5000.0, 0.5]


@pytest.mark.parametrize(
    ("school", "rounded", "holds"),
    [("8.13万人", True, True), ("8万人", True, True), ("8.1万人", True, True), ("8.2万人", False, False)],
)
def test_agreement_is_judged_by_the_printed_digits(
    invented: Callable[..., pd.DataFrame], school: str, rounded: bool, holds: bool
) -> None:
    check = whole_and_parts(invented(country(school)), RULE)
    assert (check.loc[2000, "rounded"], check.loc[2000, "holds"]) == (rounded, holds)


def test_a_whole_that_is_cut_and_not_rounded_still_agrees(invented: Callable[..., pd.DataFrame]) -> None:
    table = invented(
        rows("small", {2000: "5800人", 2001: "5人"}) + rows("big", {2000: "3100人"}) + rows("school", {2000: "0.8万人"})
    )
    check = whole_and_parts(table, RULE)
    assert (check.loc[2000, "rounded"], check.loc[2000, "holds"]) == (False, True)


def test_primary_pupils_are_derived_only_where_they_are_rounded_to_millions(national: pd.DataFrame) -> None:
    result = pupils(national)
    assert result.derived["primary"] == (2021, 2022)
    assert all(years == () for level, years in result.derived.items() if level != "primary")
    printed = national[(national["series"] == "enrolment") & (national["level_printed"] == "primary")]
    printed = printed.set_index("year")["value"]
    for year in result.derived["primary"]:
        assert abs(result.frame["primary"][year] - printed[year]) <= 500_000
        assert result.half[year] < 1_000
