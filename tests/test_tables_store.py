"""Tables are written sorted, checked, together; and read back as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

import sample_tables
from eduplans import tables
from eduplans.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", list(tables.RAW))
def test_raw_tables_read_back_as_written(name: str, tmp_path: Path) -> None:
    frame = sample_tables.frames()[name]
    tables.write_raw(name, frame, tmp_path)
    pd.testing.assert_frame_equal(tables.read_raw(name, tmp_path), frame)


@pytest.mark.parametrize("name", list(tables.RAW))
def test_the_order_of_rows_and_columns_does_not_change_the_bytes(name: str, tmp_path: Path) -> None:
    frame = sample_tables.frames()[name]
    tables.write_raw(name, frame, tmp_path)
    before = (tmp_path / f"{name}.csv").read_bytes()
    mixed = frame[sorted(frame.columns)]
    if not tables.RAW[name].by_appearance:  # there the order of items is the order of the rows
        mixed = mixed.iloc[::-1]
    assert not tables.write_raw(name, mixed, tmp_path)
    assert (tmp_path / f"{name}.csv").read_bytes() == before


def test_words_keep_the_order_of_items_and_are_sorted_inside(tmp_path: Path) -> None:
    rows = [("b", "二", "乙"), ("a", "十", "乙"), ("a", "十", "丙"), ("a", "九", "甲")]
    frame = tables.frame(
        "item_words", [dict(zip(("doc", "item", "word"), row, strict=True)) | {"count": 1} for row in rows]
    )
    tables.write_raw("item_words", frame, tmp_path)
    read = tables.read_raw("item_words", tmp_path)
    assert list(read[["doc", "item", "word"]].itertuples(index=False, name=None)) == [
        ("a", "十", "丙"),
        ("a", "十", "乙"),
        ("a", "九", "甲"),
        ("b", "二", "乙"),
    ]


def test_figures_stand_in_reading_order_not_by_id(tmp_path: Path) -> None:
    frame = sample_tables.frames()["figures"]
    tables.write_raw("figures", frame.sample(frac=1, random_state=1), tmp_path)
    read = tables.read_raw("figures", tmp_path)
    assert list(read["order"]) == [1, 2, 3, 4, 5]
    assert list(read["figure_id"]) != sorted(read["figure_id"])


def test_the_frame_given_is_not_changed(tmp_path: Path) -> None:
    frame = sample_tables.frames()["figures"].iloc[::-1]
    before = frame.copy()
    tables.write_raw("figures", frame, tmp_path)
    pd.testing.assert_frame_equal(frame, before)


def test_rows_are_counted_as_in_the_file_that_would_be_written(tmp_path: Path) -> None:
    frame = sample_tables.frames()["figures"].iloc[::-1].reset_index(drop=True)
    frame.loc[4, "unit"] = "lamp"  # the first in reading order
    with pytest.raises(TableError) as caught:
        tables.write_raw("figures", frame, tmp_path)
    assert [problem.row for problem in caught.value.problems] == [2]
    assert list(tmp_path.iterdir()) == []


def test_a_frame_that_cannot_be_typed_names_every_cell() -> None:
    with pytest.raises(TableError) as caught:
        tables.frame("item_words", [{"doc": "a", "count": "many"}, {"doc": "a", "count": 1.5}])
    assert [(problem.row, problem.value) for problem in caught.value.problems] == [(2, "many"), (3, "1.5")]


def test_several_tables_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    raw = sample_tables.write_sample(tmp_path)
    before = {path.name: path.read_bytes() for path in raw.iterdir()}
    frames = sample_tables.frames()
    frames["documents"].loc[0, "title"] = "another title"
    frames["items"].loc[0, "depth"] = 0
    frames["figures"].loc[0, "unit"] = "lamp"
    with pytest.raises(TableError) as caught:
        tables.write_raw_tables(frames, raw)
    assert [problem.column for problem in caught.value.problems] == ["depth", "unit"]
    assert {path.name: path.read_bytes() for path in raw.iterdir()} == before


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    raw = sample_tables.write_sample(tmp_path)
    assert tables.write_raw_tables(sample_tables.frames(), raw) == ()


def test_tables_that_contradict_each_other_are_not_written(tmp_path: Path) -> None:
    frames = sample_tables.frames()
    frames["figures"].loc[1, "item"] = "九/9"
    with pytest.raises(TableError, match=r"figures\.csv, row 3, column item: .*'九/9'"):
        tables.write_raw_tables(frames, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_files_are_as_readable_as_others(tmp_path: Path) -> None:
    raw = sample_tables.write_sample(tmp_path)
    (tmp_path / "other").write_text("")
    assert (raw / "figures.csv").stat().st_mode == (tmp_path / "other").stat().st_mode
