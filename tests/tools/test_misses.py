"""The names of what the grammar got wrong."""

from __future__ import annotations

import pytest

import misses

TEXT = "前文。2024年云泽县新建小学5所，改建中学两所；投入3亿元。后文5所。"


def row(
    printed: str, value: str, unit: str, start: int, confidence: str = "sure", value_max: str = ""
) -> dict[str, str]:
    return {
        "as_printed": printed, "value": value, "value_max": value_max, "unit": unit, "start": str(start),
        "confidence": confidence, "item": "一/2",
    }  # fmt: skip


FIVE, TWO = row("5所", "5", "school", TEXT.index("5所")), row("两所", "2", "school", TEXT.index("两所"))
MONEY = row("3亿元", "300000000", "yuan", TEXT.index("3亿元"))


def found(reference: list[dict[str, str]], grammar: list[dict[str, str]]) -> list[dict[str, str]]:
    return misses.misses("yunze", "documents", TEXT, reference, grammar)


def test_nothing_is_named_where_all_is_right() -> None:
    assert found([FIVE, TWO], [FIVE, TWO | {"value": "2.0"}]) == []


def test_each_kind_is_named_with_its_place_and_both_readings() -> None:
    said = found([FIVE, TWO], [TWO | {"unit": "class"}, MONEY])
    assert [(one["kind"], one["as_printed"], one["reading"], one["grammar"]) for one in said] == [
        ("missed", "5所", "5 school", ""),
        ("value", "两所", "2 school", "2 class"),
        ("false", "3亿元", "", "300,000,000 yuan"),
    ]
    assert {(one["text"], one["group"], one["item"]) for one in said} == {("yunze", "documents", "一/2")}
    assert said[0]["phrase"] == "2024年云泽县新建小学5所，改建中学两所"


def test_what_divides_readers_is_no_miss() -> None:
    unsure = {"confidence": "unsure"}
    assert found([FIVE | unsure], []) == found([FIVE | unsure], [FIVE | {"unit": "class"}]) == []


def test_a_wrong_upper_end_is_a_wrong_value() -> None:
    said = found([FIVE | {"value_max": "7"}], [FIVE])
    assert (said[0]["reading"], said[0]["grammar"]) == ("5–7 school", "5 school")


@pytest.mark.parametrize("start", [0, 12, len(TEXT) - 3, 999])
def test_a_place_of_an_older_cleaning_is_mended(start: int) -> None:
    assert "5所" in misses.phrase(TEXT, FIVE | {"start": str(start)})


def test_a_phrase_stays_short_and_within_its_sentence() -> None:
    text = "县" * 50 + "5所" + "校" * 50
    assert len(misses.phrase(text, row("5所", "5", "school", 50))) == misses.LONGEST
    assert misses.phrase(TEXT, MONEY) == "投入3亿元"
    assert misses.phrase("无", row("甲" * 60, "1", "x", 0)) == "甲" * 40
