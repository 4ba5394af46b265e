"""Classes of figures and the scores of each."""

from __future__ import annotations

import pytest

from figure_classes import CLASSES, by_class, classify


def row(as_printed: str, start: int = 0, unit: str = "item", **columns: str) -> dict[str, str]:
    others = dict.fromkeys(("qualifier", "measure", "level", "year", "status", "change", "item", "value_max"), "")
    given = {"as_printed": as_printed, "start": str(start), "unit": unit, "value": "1", "confidence": "sure"}
    return others | given | columns


@pytest.mark.parametrize(
    ("figure", "kinds"),
    [
        (row("5.78%", unit="percent"), {"percent"}),
        (row("1.7个百分点", unit="percentage_point"), {"percent"}),
        (row("3万元", unit="yuan"), {"money"}),
        (row("百分之五", unit="percent"), {"percent", "chinese_numeral"}),
        (row("3-5所", unit="school", value_max="5"), {"range"}),
        (row("三至五所", unit="school"), {"range", "chinese_numeral"}),
        (row("12所", unit="school"), {"other"}),
        (row("17,654", unit="person"), {"table"}),
        (row("92.8", unit="percent"), {"table", "percent"}),
    ],
)
def test_a_figure_is_of_every_class_that_its_form_shows(figure: dict[str, str], kinds: set[str]) -> None:
    assert classify([figure]) == [frozenset(kinds)]


def test_a_list_is_told_by_one_sign_between() -> None:
    # 85%、82%、90%,其中12所
    rows = [row("85%", 0, "percent"), row("82%", 4, "percent"), row("90%", 8, "percent"), row("12所", 14, "school")]
    assert [("list" in kinds) for kinds in classify(rows)] == [True, True, True, False]
    # glued or apart, they are none
    assert not any("list" in kinds for kinds in classify([row("85%", 0), row("82%", 3), row("90%", 9)]))


def test_each_class_is_scored_by_itself() -> None:
    reference = [row("5%", 0, "percent"), row("十二所", 20, "school"), row("3万元", 40, "yuan")]
    found = [row("5%", 0, "percent"), row("3万元", 40, "yuan", value="7"), row("二十大", 60)]
    scores = by_class(reference, found)
    assert set(scores) == set(CLASSES)
    counts = {name: (one.matched, one.missed, one.false, one.value_unit_matched) for name, one in scores.items()}
    assert counts["percent"] == (1, 0, 0, 1)
    assert counts["money"] == (1, 0, 0, 0)
    assert counts["chinese_numeral"] == (0, 1, 1, 0)
    assert counts["range"] == counts["list"] == counts["other"] == (0, 0, 0, 0)


def test_what_is_found_is_of_the_class_that_the_reading_gives() -> None:
    scores = by_class([row("5%", 0, "percent")], [row("5%", 0, "other")])
    assert (scores["percent"].matched, scores["percent"].value_unit_matched) == (1, 0)
    assert scores["other"].false == 0
