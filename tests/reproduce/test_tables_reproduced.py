"""A table that differs is named with row and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.reproduce.comparing import compare_raw
from eduplans.reproduce.findings import PLACES, Comparison
from eduplans.reproduce.tables import HOW, close, compare_package, compare_tables, table_places
from eduplans.tables import PROCESSED

if TYPE_CHECKING:
    from pathlib import Path

PANEL = PROCESSED["panel"]
NUMBER = next(column.name for column in PANEL.columns if column.type == "number")


def panel(*rows: tuple[str, str]) -> bytes:
    """A table with the columns of the panel: a key and one number a row."""
    lines = [",".join(PANEL.names)]
    for key, value in rows:
        cells = {name: f"{key}-{name}" for name in PANEL.key} | {NUMBER: value}
        lines.append(",".join(cells.get(name, "") for name in PANEL.names))
    return ("\n".join(lines) + "\n").encode()


def compared() -> Comparison:
    return Comparison("processed tables", "first", "committed", HOW)


def test_a_changed_digit_has_a_row_and_a_column() -> None:
    old, new = panel(("a", "1"), ("b", "235")), panel(("a", "1"), ("b", "236"))
    assert list(table_places(old, new, PANEL)) == [(f"row 3, column {NUMBER}", "expected '235', found '236'")]


def test_numbers_may_differ_by_the_tolerance_and_texts_not_at_all() -> None:
    assert list(table_places(panel(("a", "0.1")), panel(("a", "0.10000000000000001")), PANEL)) == []
    assert list(table_places(panel(("a", "0.1")), panel(("a", "0.10000010000000001")), PANEL))
    text = next(column.name for column in PANEL.columns if column.type == "string" and column.name not in PANEL.key)
    place = PANEL.names.index(text)
    one, two = ([*["x"] * place, value, *[""] * (len(PANEL.names) - place - 1)] for value in ("1.0", "1.00"))
    head = ",".join(PANEL.names)
    found = list(table_places(f"{head}\n{','.join(one)}\n".encode(), f"{head}\n{','.join(two)}\n".encode(), PANEL))
    assert found == [(f"row 2, column {text}", "expected '1.0', found '1.00'")]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("0.1", "0.10000000000000001", True),
        ("0.1", "0.10000000010000001", False),
        ("256260560000", "256260560001", False),  # one digit of a printed number
        ("2562605600000001", "2562605600000002", False),
        ("100.4", "100.40000000001", False),
        ("", "0.10000000000000001", False),
    ],
)
def test_what_is_close(one: str, two: str, same: bool) -> None:
    assert close(one, two) is same


def test_rows_that_went_and_came_do_not_shift_the_others() -> None:
    old = panel(("a", "1"), ("b", "2"), ("c", "3"))
    new = panel(("b", "2"), ("c", "4"), ("d", "5"))
    found = list(table_places(old, new, PANEL))
    assert [place for place, _ in found] == ["row 2", f"row 4, column {NUMBER}", "row 4"]
    assert "is missing" in found[0][1]
    assert "was not expected" in found[2][1]


def test_another_header_is_said_once() -> None:
    assert list(table_places(b"a,b\n1,2\n", b"")) == [("row 1", "expected the header 'a,b', found an empty file")]
    assert list(table_places(b"a,b\n1,2\n", b"a,c\n1,2\n")) == [
        ("row 1", "expected the header 'a,b', found 'a,c'"),
    ]


def test_whole_folders_are_counted_and_a_missing_table_named(tmp_path: Path) -> None:
    for name in ("wanted", "found"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "panel.csv").write_bytes(panel(("a", "1"), ("b", "2")))
    (tmp_path / "wanted" / "audit.csv").write_bytes(b"a\n1\n")
    comparison = compared()
    compare_tables(tmp_path / "wanted", tmp_path / "found", comparison, "data/processed")
    assert (comparison.files, comparison.same_bytes, comparison.equal) == (2, 1, 1)
    assert comparison.counts == {"rows": 3, "cells": 2 * len(PANEL.names) + 1}
    assert [str(one) for one in comparison.differences] == ["first, data/processed/audit.csv: this table is missing"]


def test_equal_within_the_tolerance_is_equal_but_not_the_same_bytes(tmp_path: Path) -> None:
    for name, value in (("wanted", "0.3"), ("found", "0.30000000000000004")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "panel.csv").write_bytes(panel(("a", value)))
    comparison = compared()
    compare_tables(tmp_path / "wanted", tmp_path / "found", comparison, "data/processed")
    assert (comparison.files, comparison.same_bytes, comparison.equal) == (1, 0, 1)


def test_many_places_are_cut_and_counted() -> None:
    comparison = compared()
    comparison.add("a.csv", [(f"row {n}", "x") for n in range(PLACES + 5)])
    assert len(comparison.differences) == PLACES + 1
    assert comparison.differences[-1].what == "5 more places differ"


def test_an_entry_of_the_data_package_is_named(tmp_path: Path) -> None:
    sides = []
    for name, digest in (("one", "sha256:aa"), ("two", "sha256:bb")):
        sides.append(tmp_path / f"{name}.json")
        sides[-1].write_text(f'{{"resources": [{{"name": "raw-figures", "hash": "{digest}"}}]}}', encoding="utf-8")
    comparison = compared()
    compare_package(*sides, comparison, "data/datapackage.json")
    (one,) = comparison.differences
    assert one.place == "resources, raw-figures, hash"
    assert one.what == "expected 'sha256:aa', found 'sha256:bb'"
    compare_package(sides[0], tmp_path / "none.json", comparison, "data/datapackage.json")
    assert comparison.differences[-1].what == "this file is missing"
    compare_package(sides[0], sides[0], comparison, "data/datapackage.json")
    assert (comparison.files, comparison.same_bytes) == (3, 1)


def test_raw_tables_are_compared_for_the_documents_given_alone(tmp_path: Path) -> None:
    committed, found = tmp_path / "raw", tmp_path / "found"
    for folder in (committed, found):
        folder.mkdir()
    (committed / "documents.csv").write_text("doc,year\nnorth,2020\nsouth,2021\n", encoding="utf-8")
    (found / "documents.csv").write_text("doc,year\nsouth,2021\n", encoding="utf-8")
    comparison = compared()
    compare_raw(committed, found, comparison)
    assert (comparison.files, comparison.same_bytes, comparison.equal) == (1, 1, 1)
    assert comparison.counts == {"documents": 1, "rows": 1, "cells": 2}
    (found / "documents.csv").write_text("doc,year\nsouth,2022\n", encoding="utf-8")
    compare_raw(committed, found, comparison)
    assert comparison.differences[0].file == "data/raw/documents.csv"
