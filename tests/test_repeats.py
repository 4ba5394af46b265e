"""Facts that a document prints more than once; all rows are invented."""

from __future__ import annotations

import pandas as pd

from eduplans.repeats import repeats

_ROW = {
    "doc": "yunze-2024-report", "item": "一", "indicator": "schools_graded", "level": None, "year": 2024,
    "value": 8.0, "value_max": None, "unit": "school", "status": "actual", "change": "level", "measure": "优秀学校",
}  # fmt: skip


def found(*changes: dict[str, object]) -> list[str | None]:
    rows = [_ROW | {"figure_id": f"f{place}"} | change for place, change in enumerate(changes, start=1)]
    return repeats(pd.DataFrame(rows))


def test_the_same_fact_points_to_its_first_printing() -> None:
    assert found({}, {"item": "三"}, {"item": "五"}) == [None, "f1", "f1"]


def test_any_other_cell_makes_another_fact() -> None:
    for column, value in (("doc", "b"), ("year", 2023), ("value", 9.0), ("value_max", 9.0), ("status", "target")):
        assert found({}, {"item": "三", column: value}) == [None, None]


def test_a_small_number_with_another_measure_is_another_fact() -> None:
    assert found({}, {"item": "三", "measure": "良好学校"}) == [None, None]


def test_a_precise_number_repeats_under_another_wording_in_another_item_only() -> None:
    assert found({"value": 5.78}, {"value": 5.78, "item": "三", "measure": "大班额比"}) == [None, "f1"]
    assert found({"value": 5.78}, {"value": 5.78, "measure": "大班额比"}) == [None, None]
    assert found({"value": 100.0}, {"value": 100.0, "item": "三", "measure": "知晓率"}) == [None, None]


def test_figures_without_a_name_need_the_same_measure() -> None:
    other = {"indicator": "other", "value": 1511.8}
    assert found(other, other | {"item": "三", "measure": "其他"}) == [None, None]
    assert found(other | {"measure": None}, other | {"measure": None}) == [None, None]
    assert found(other, other) == [None, "f1"]
