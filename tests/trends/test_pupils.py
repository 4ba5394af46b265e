from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from eduplans.trends import pupils

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

VOC = {"level": "voc", "minus": "skilled", "minus_before": "2002", "parts": ""}
HIGHER = {"level": "higher", "minus": "", "minus_before": "", "parts": "under junior@2000 new@2002"}


def rows(level: str, values: dict[int, float], printed: str = "1人") -> list[dict[str, Any]]:
    return [
        {"year": year, "series": "enrolment", "level_printed": level, "value": value, "as_printed": printed}
        for year, value in values.items()
    ]


def test_what_is_subtracted_is_subtracted_before_the_change_only(invented: Callable[..., pd.DataFrame]) -> None:
    table = invented(rows("voc", {2000: 50.0, 2001: 52.0, 2002: 45.0}) + rows("skilled", {2000: 9.0, 2001: 8.0}))
    assert pupils(table, [VOC]).total.tolist() == [41.0, 44.0, 45.0]


def test_without_the_part_to_subtract_the_sum_is_missing(invented: Callable[..., pd.DataFrame]) -> None:
    table = invented(rows("voc", {2000: 50.0, 2001: 52.0, 2002: 45.0}) + rows("skilled", {2001: 8.0}))
    result = pupils(table, [VOC])
    assert result.missing == {2000: ("voc",)}
    assert result.total.tolist()[1:] == [44.0, 45.0]


def test_a_total_is_summed_from_parts_only_where_all_of_them_are_found(invented: Callable[..., pd.DataFrame]) -> None:
    table = invented(
        rows("higher", {2000: 30.0})
        + rows("under", {2000: 1.0, 2001: 20.0, 2002: 21.0, 2003: 22.0})
        + rows("junior", {2001: 12.0, 2002: 13.0, 2003: 14.0})
        + rows("new", {2002: 1.0})
    )
    result = pupils(table, [HIGHER])
    # 2000: printed. 2001: the new part had not begun. 2002: three parts. 2003: the new part was not found.
    assert result.total.tolist()[:3] == [30.0, 32.0, 35.0]
    assert result.made["higher"] == (2001, 2002)
    assert result.missing == {2003: ("higher",)}


def test_rounding_adds_up_over_levels_and_parts(invented: Callable[..., pd.DataFrame]) -> None:
    table = invented(
        rows("voc", {2001: 5e6, 2002: 5e6}, "500万人")
        + rows("skilled", {2001: 1e6}, "100.0万人")
        + rows("under", {2001: 1.0, 2002: 1.0}, "1人")
    )
    plain = {"level": "under", "minus": "", "minus_before": "", "parts": ""}
    assert pupils(table, [VOC, plain]).half.tolist() == [5000 + 500 + 0.5, 5000 + 0.5]


def test_a_copy_of_a_part_marks_the_level(invented: Callable[..., pd.DataFrame]) -> None:
    skilled = [row | {"seen_in": "copy"} for row in rows("skilled", {2001: 8.0})]
    table = invented(rows("voc", {2001: 52.0, 2002: 45.0}) + skilled)
    assert pupils(table, [VOC]).copies["voc"].tolist() == [True, False]


def test_the_change_of_scope_of_2021_is_no_fall(national: pd.DataFrame) -> None:
    result = pupils(national)
    vocational = result.frame["secondary_voc"]
    printed = national[(national["series"] == "enrolment") & (national["level_printed"] == "secondary_voc")]
    as_printed = printed.set_index("year")["value"]
    assert as_printed[2021] / as_printed[2020] < 0.8
    assert vocational[2021] > vocational[2020]
    assert result.total[2021] > result.total[2020]


def test_the_sum_of_2020_by_hand(national: pd.DataFrame) -> None:
    by_hand = 48182600 + 107253500 + 49140900 + 24944529 + (16633685 - 3955306) + 32852948
    assert pupils(national).total[2020] == by_hand


def test_totals_reach_2022_and_what_lacks_afterwards_is_named(national: pd.DataFrame) -> None:
    result = pupils(national)
    assert result.total.last_valid_index() == 2022
    assert result.made["higher"] == (2022,)
    assert result.frame.loc[2022, "higher"] == 19656436 + 16708999 + 228740
    assert result.missing == {2023: ("higher",), 2024: ("secondary_voc", "higher")}


def test_parts_of_a_printed_total_agree_with_it(national: pd.DataFrame) -> None:
    # The same three parts in 2021, where the total is printed too: what 2022 rests on.
    level = national[(national["series"] == "enrolment") & (national["year"] == 2021)].set_index("level_printed")[
        "value"
    ]
    parts = level["higher_undergraduate"] + level["higher_junior_college"] + level["higher_voc_undergraduate"]
    assert parts == pytest.approx(level["higher"], abs=50)


@pytest.mark.parametrize("level", ["preschool", "primary", "junior", "senior_general", "secondary_voc", "higher"])
def test_damaging_a_level_changes_the_sum(national: pd.DataFrame, level: str) -> None:
    damaged = national.copy()
    hit = (damaged["series"] == "enrolment") & (damaged["level_printed"] == level) & (damaged["year"] == 2010)
    assert hit.sum() == 1
    damaged.loc[hit, "value"] += 7
    difference = pupils(damaged).total - pupils(national).total
    assert difference[2010] == 7
    assert (difference.drop(2010).dropna() == 0).all()
