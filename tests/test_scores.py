"""Scores of the grammar: alignment, shares, intervals; what must count against it does."""

from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from eduplans.scores import COLUMNS, Share, align, overlap, score, tally


def row(as_printed: str, **columns: str) -> dict[str, str]:
    """A row as a reader would write it; columns not given are those of a plain count of schools."""
    plain = {
        "as_printed": as_printed,
        "value": "5",
        "value_max": "",
        "unit": "school",
        "qualifier": "exact",
        "measure": "新建学校",
        "level": "",
        "year": "2024",
        "status": "target",
        "change": "difference",
        "confidence": "sure",
        "item": "一/1",
    }
    return plain | columns


def test_equal_readings_score_hundred() -> None:
    rows = [row("5所"), row("3所", value="3")]
    whole = score(rows, rows)
    assert (whole.found_f1, whole.value_unit_f1) == (100.0, 100.0)
    assert {name: share.percent for name, share in whole.columns.items()} == dict.fromkeys(COLUMNS, 100.0)


def test_a_miss_and_a_false_figure_lower_f1() -> None:
    whole = score([row("5所"), row("90%")], [row("5所"), row("二十大", value="20")])
    assert (whole.matched, whole.missed, whole.false) == (1, 1, 1)
    assert whole.found_f1 == pytest.approx(100 * 2 / 4)


def test_wrong_value_counts_as_found_but_not_as_right() -> None:
    whole = score([row("5万元", value="50000", unit="yuan")], [row("5万元", value="5", unit="yuan")])
    assert (whole.found_f1, whole.value_unit_f1) == (100.0, 0.0)


@pytest.mark.parametrize("column", ["qualifier", "status", "change", "level", "year", "item"])
def test_each_column_is_held_by_itself(column: str) -> None:
    whole = score([row("5所")], [row("5所", **{column: "7" if column == "year" else "other"})])
    assert whole.columns[column].percent == 0.0
    assert all(whole.columns[name].percent == 100.0 for name in COLUMNS if name != column)


def test_unsure_annotations_count_neither_way() -> None:
    reference = [row("5所"), row("两校", confidence="unsure")]
    assert score(reference, [row("5所")]).found_f1 == 100.0
    assert score(reference, reference).matched == 1


def test_unsure_output_is_no_excuse_for_a_false_figure() -> None:
    assert score([row("5所")], [row("5所"), row("一批", confidence="unsure")]).false == 1


def test_a_longer_printed_form_still_pairs_but_another_number_does_not() -> None:
    pairs, missed, false = align([row("100人以上")], [row("100人")])
    assert (len(pairs), missed, false) == (1, [], [])
    pairs, missed, false = align([row("5所")], [row("15所")])
    assert (pairs, len(missed), len(false)) == ([], 1, 1)


def test_overlap_counts_characters_of_both() -> None:
    assert overlap("毛入园率", "学前三年毛入园率") == pytest.approx(2 * 4 / 12)
    assert overlap("甲", "乙") == 0.0


def test_interval_agrees_with_statsmodels() -> None:
    low, high = proportion_confint(187, 200, method="wilson")
    assert Share(187, 200).interval == pytest.approx((100 * low, 100 * high))


def test_scores_of_texts_add_up() -> None:
    one, other = score([row("5所")], [row("5所")]), score([row("5所")], [row("5所", level="primary")])
    assert (one + other).columns["level"] == Share(1, 2)


def test_precision_falls_by_false_figures_and_recall_by_misses() -> None:
    whole = score(
        [row("5所"), row("90%"), row("3人")], [row("5所"), row("3人"), row("二十大"), row("三中"), row("一批")]
    )
    assert whole.precision == Share(2, 5)
    assert whole.recall == Share(2, 3)
    assert whole.found_f1 == pytest.approx(100 * 2 * 2 / (5 + 3))


def test_a_part_is_tallied_like_the_whole() -> None:
    reference = [row("5所"), row("90%", unit="percent"), row("两校", confidence="unsure")]
    found = [row("5所", value="6"), row("二十大")]
    pairs, missed, false = align(reference, found)
    assert tally(pairs, missed, false) == score(reference, found)
    schools = tally(pairs, [one for one in missed if one["unit"] == "school"], [])
    assert (schools.matched, schools.missed, schools.false, schools.value_unit_matched) == (1, 0, 0, 0)


def test_the_same_form_in_another_item_is_not_taken_for_it() -> None:
    reference = [row("100%", item="五", confidence="unsure"), row("100%", item="六"), row("100%", item="六")]
    found = [row("100%", item="六"), row("100%", item="六")]
    assert (score(reference, found).matched, score(reference, found).missed) == (2, 0)
    elsewhere = score([row("100%", item="五")], [row("100%", item="六")])
    assert (elsewhere.matched, elsewhere.columns["item"].percent) == (1, 0.0)
