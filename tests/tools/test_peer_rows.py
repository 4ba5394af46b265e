"""From what peers mark to rows; the sentences and the county are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from peer_rows import by_expression, by_marks

if TYPE_CHECKING:
    from peer_rows import Mark

TEXT = "云泽县2024年投入1.5万元,新建3-5所,比例为80%,第3名,90分钟,一批,8:20以后,面积10亩"


def mark(printed: str, kind: str, value: str, unit: str = "", *, before: str = "") -> Mark:
    """A mark where `printed` stands, with `before` where it stands more than once."""
    start = TEXT.index(printed + before)
    return (start, start + len(printed), kind, value, unit)


def brief(rows: list[dict[str, str]]) -> list[tuple[str, str, str, str]]:
    return [(row["as_printed"], row["value"], row["value_max"], row["unit"]) for row in rows]


def test_the_expression_reads_numbers_ranges_scales_and_units() -> None:
    assert brief(by_expression(TEXT)) == [
        ("1.5万元", "15000.0", "", "yuan"),
        ("3-5所", "3.0", "5.0", "school"),
        ("80%", "80.0", "", "percent"),
        ("3名", "3.0", "", "person"),
        ("90分钟", "90.0", "", "minute"),
        ("10亩", "10.0", "", "mu"),
    ]


def test_rows_say_where_they_stand() -> None:
    for row in by_expression(TEXT):
        start = int(row["start"])
        assert TEXT[start : start + len(row["as_printed"])] == row["as_printed"]


MARKS = [
    mark("2024", "number", "2024"),
    mark("2024年", "daterange", ""),
    mark("1.5万", "number", "15000"),
    mark("1.5万元", "currency", "15000", "Chinese yuan"),
    mark("3", "number", "3", before="-5"),
    mark("5", "number", "5", before="所"),
    mark("80", "number", "80"),
    mark("80%", "percentage", "80%"),
    mark("3", "number", "3", before="名"),
    mark("第3", "ordinal", "3"),
    mark("90分钟", "duration", "PT90M"),
    mark("一", "number", "1"),
    mark("8:20以后", "time", "08:20:00"),
    mark("10亩", "dimension", "10", "Mu"),
]


def test_marks_become_rows_and_dates_and_ordinals_take_their_numbers_away() -> None:
    assert brief(by_marks(TEXT, MARKS, lend=False)) == [
        ("1.5万元", "15000.0", "", "yuan"),
        ("3-5", "3.0", "5.0", "other"),
        ("80%", "80.0", "", "percent"),
        ("90分钟", "90.0", "", "minute"),
        ("一", "1.0", "", "other"),
        ("8:20以后", "500.0", "", "clock"),
        ("10亩", "10.0", "", "mu"),
    ]


def test_lent_units_name_what_follows_and_drop_what_has_none() -> None:
    rows = brief(by_marks(TEXT, MARKS, lend=True))
    assert ("3-5所", "3.0", "5.0", "school") in rows
    assert all(printed != "一" for printed, *_ in rows)
    assert ("1.5万元", "15000.0", "", "yuan") in rows


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [("达到1.2亿元", "1.2亿元", "120000000.00"), ("共计5元,分", "5元", "5.00"), ("三万元", "三万元", "30000.00")],
)
def test_amounts_are_cut_to_number_and_unit(text: str, printed: str, value: str) -> None:
    (row,) = by_marks(text, [(0, len(text), "currency", value, "元")], lend=False)
    assert (row["as_printed"], float(row["value"]), row["unit"]) == (printed, float(value), "yuan")
    assert text[int(row["start"]) :].startswith(printed)


def test_points_are_told_from_percent_and_periods_keep_their_unit() -> None:
    text = "提高1.7个百分点,历时三年"
    rows = by_marks(text, [(2, 9, "percentage", "1.7%", ""), (12, 14, "period", "3.0", "year")], lend=False)
    assert brief(rows) == [("1.7个百分点", "1.7", "", "percentage_point"), ("三年", "3.0", "", "year")]


def test_what_a_peer_cannot_value_stays_without_a_value() -> None:
    (row,) = by_marks("若干元", [(0, 3, "currency", "some", "元")], lend=False)
    assert (row["value"], row["unit"]) == ("", "yuan")
