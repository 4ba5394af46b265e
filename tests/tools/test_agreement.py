"""Agreement of two readings: the coefficients on published examples, and what is compared."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from statsmodels.stats.inter_rater import cohens_kappa

import agreement

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = (*agreement.COLUMNS, "doc", "order", "as_printed", "measure")


def pairs(first: str, second: str) -> list[tuple[str, str]]:
    return list(zip(first.split(), second.split(), strict=True))


def test_alpha_of_krippendorffs_binary_example() -> None:
    # Krippendorff (2011), part A: ten units, two observers
    assert agreement.alpha(pairs("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")) == pytest.approx(0.095, abs=5e-4)


def test_alpha_of_krippendorffs_nominal_example() -> None:
    # Krippendorff (2011), part B: twelve units, two observers, five labels
    both = pairs("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert agreement.alpha(both) == pytest.approx(0.692, abs=5e-4)


def test_alpha_falls_below_nothing_where_readers_contradict_each_other() -> None:
    assert agreement.alpha(pairs("a b a b", "b a b a")) < 0
    assert agreement.alpha(pairs("a b c", "a b c")) == 1.0
    assert agreement.alpha(pairs("a a", "a a")) == 1.0


def test_kappa_is_that_of_the_table() -> None:
    both = pairs("a a a b b c", "a a b b b a")
    table = [[2, 1, 0], [0, 2, 0], [1, 0, 0]]
    assert agreement.kappa(both) == pytest.approx(cohens_kappa(table, return_results=False))
    assert agreement.kappa(pairs("a a", "a a")) == 1.0


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, FIELDS, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def test_readings_are_compared_by_what_both_call_sure(tmp_path: Path) -> None:
    first = [
        {"as_printed": "5所", "value": "5", "unit": "school", "measure": "新建学校", "confidence": "sure"},
        {"as_printed": "两校", "value": "2", "unit": "school", "measure": "学校", "confidence": "unsure"},
        {"as_printed": "90%", "value": "90", "unit": "percent", "measure": "比例", "confidence": "sure"},
    ]
    second = [
        {"as_printed": "5所", "value": "5.0", "unit": "item", "measure": "学校", "confidence": "sure"},
        {"as_printed": "两校", "value": "2", "unit": "other", "measure": "学校", "confidence": "sure"},
        {"as_printed": "一批", "value": "1", "unit": "item", "measure": "教师", "confidence": "unsure"},
    ]
    write(tmp_path / "first" / "yunze.csv", first)
    write(tmp_path / "second" / "yunze.csv", second)
    both = agreement.compare(tmp_path)
    assert (len(both.pairs), len(both.sure), both.first, both.second) == (2, 1, 1, 0)
    assert [(name, row["as_printed"]) for name, row in both.alone] == [("yunze", "90%"), ("yunze", "一批")]
    scores = agreement.agreement(both)
    assert (scores["value"]["percent"], scores["unit"]["percent"]) == (100.0, 0.0)
    assert scores["confidence"]["percent"] == 50.0
    assert both.overlap == pytest.approx(2 * 2 / 6)
