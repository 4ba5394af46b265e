"""Pupils a teacher in the country, against ratios that the ministry and the yearbook printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from eduplans import codebook, load
from eduplans.teachers import LEVELS, Ratios, printed_against_computed, pupil_teacher_ratios

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def ratios(root: Path) -> Ratios:
    return pupil_teacher_ratios(load("national", root / "data"))


@pytest.mark.parametrize(
    ("year", "level", "printed", "decimals"),
    [
        # Ministry of Education, pupil-teacher ratio of regular education by level, moe_584/201002/t20100226_7940
        (2000, "primary", 22.21, 2),
        (2000, "junior", 19.03, 2),
        (2000, "senior_general", 15.87, 2),
        # China Statistical Yearbook 2004, table 21-18
        (2002, "primary", 21.0, 1),
        (2003, "higher", 15.3, 1),
        # National statistical bulletin on education 2016
        (2016, "primary", 17.12, 2),
    ],
)
def test_published_ratios_come_out_to_the_printed_digit(
    ratios: Ratios, year: int, level: str, printed: float, decimals: int
) -> None:
    assert round(float(ratios.values[level][year]), decimals) == printed


def test_all_printed_ratios_of_the_codebook_agree_within_rounding(ratios: Ratios) -> None:
    found = printed_against_computed(ratios)
    assert len(found) == len(codebook.read("printed_ratios")) == 12
    assert [one for one in found if not one.agrees] == []


def test_a_damaged_number_is_seen(root: Path) -> None:
    national = load("national", root / "data")
    place = national["series"].eq("teachers") & national["level_printed"].eq("primary") & national["year"].eq(2016)
    national.loc[place, "value"] *= 1.01
    wrong = [one for one in printed_against_computed(pupil_teacher_ratios(national)) if not one.agrees]
    assert [(one.year, one.level) for one in wrong] == [(2016, "primary")]


def test_no_change_is_told_across_a_change_of_scope(ratios: Ratios) -> None:
    assert ratios.change("preschool", 2000, 2001) is None
    assert ratios.change("secondary_voc", 2020, 2021) is None
    fall = ratios.change("primary", 2000, 2016)
    assert fall is not None
    assert fall.low < fall.value < fall.high < 0
    assert ratios.change("primary", 2016, 2024) is None, "a year that was not found gives no change"


def test_years_of_differing_scope_are_left_out_and_named(ratios: Ratios) -> None:
    assert ratios.left_out["higher"] == (2021,)
    assert ratios.values["higher"][2020] == pytest.approx(17.92, abs=0.005)
    assert pd.isna(ratios.values["higher"][2021])
    assert set(ratios.values.columns) == set(LEVELS)


def test_rounding_makes_the_range(ratios: Ratios) -> None:
    """In 2021 pupils of primary schools are printed as 1.08亿人: half a million either way."""
    low, high = (float(frame["primary"][2021]) for frame in (ratios.low, ratios.high))
    assert high - low > 0.1
    assert low < 16.33 < high, "the ratio of the bulletin on 2021"
    assert bool(ratios.copies["primary"][2021])


@pytest.mark.parametrize("row", codebook.read("teacher_breaks"))
def test_breaks_name_levels_reasons_and_sources(row: dict[str, str]) -> None:
    assert row["level"] in LEVELS
    assert row["effect"] in {"split", "leave out"}
    assert row["reason"]
    assert row["source"]
