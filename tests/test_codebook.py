"""The codebook's loader, and what its tables of levels, indicators and series promise each other."""

from __future__ import annotations

from typing import get_args

import pytest

from eduplans import codebook, model
from eduplans.errors import TableError, UnknownNameError


def test_every_table_reads_and_has_distinct_columns() -> None:
    for name in codebook.names():
        rows = codebook.read(name)
        assert rows, name
        assert all(column and column == column.strip() for column in rows[0]), name


def test_a_table_is_read_once() -> None:
    assert codebook.read("levels") is codebook.read("levels")


def test_a_wrong_name_lists_the_right_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"'leevels'.*levels"):
        codebook.read("leevels")


def test_a_malformed_table_is_named_with_its_row() -> None:
    with pytest.raises(TableError, match=r"codebook/x\.csv, row 3: 1 cells where the header has 2"):
        list(codebook._rows("x", "a,b\n1,2\n3\n"))
    with pytest.raises(TableError, match=r"codebook/x\.csv, row 2"):
        list(codebook._rows("x", 'a,b\n1,"2\n'))


def test_the_first_of_repeated_keys_wins() -> None:
    assert codebook.read_map("levels", "level", "source")["primary"] == "documents"


def test_levels_map_everything_that_documents_may_print() -> None:
    printed = [row["printed"] for row in codebook.read("levels") if row["source"] == "documents"]
    assert sorted(printed) == sorted(get_args(model.Level))


def test_levels_form_one_vocabulary_with_one_name_each() -> None:
    rows = [row for row in codebook.read("levels") if row["level"]]
    levels = {row["level"] for row in rows}
    assert {row["broader"] for row in rows} - {""} <= levels
    for column in ("name_en", "name_zh", "broader"):
        pairs = {(row["level"], row[column]) for row in rows}
        assert len(pairs) == len(levels), column
    assert len({(row["source"], row["printed"]) for row in codebook.read("levels")}) == len(codebook.read("levels"))


@pytest.mark.parametrize("level", ["secondary_voc_skilled_workers", "junior", "higher_postgraduate", "special"])
def test_every_level_leads_up_to_all(level: str) -> None:
    broader = codebook.read_map("levels", "level", "broader")
    seen = []
    while level:
        assert level not in seen
        seen.append(level)
        level = broader[level]
    assert seen[-1] == "all"


def test_indicators_are_complete_and_distinct() -> None:
    rows = codebook.read("indicators")
    for column in ("code", "name_en", "name_zh"):
        assert len({row[column] for row in rows}) == len(rows), column
    levels = {row["level"] for row in codebook.read("levels")}
    units = {*get_args(model.Unit), "index"}
    for row in rows:
        assert all(row[column] for column in ("family", "definition", "direction", "source")), row["code"]
        assert row["direction"] in {"higher", "lower", "none"}, row["code"]
        assert set(row["levels"].split()) <= levels, row["code"]
        assert set(row["unit"].split()) <= units, row["code"]


def test_indicators_cover_the_families_of_the_plan() -> None:
    assert {row["family"] for row in codebook.read("indicators")} >= {
        "spending", "pupils_schools", "access", "class_size", "teachers", "digital", "buildings", "quality",
        "wellbeing", "safety", "governance", "other",
    }  # fmt: skip


def test_series_name_indicators_and_their_units() -> None:
    units = codebook.read_map("indicators", "code", "unit")
    for row in codebook.read("series"):
        assert row["unit"] in units[row["indicator"]].split(), row["series"]


def test_every_family_of_indicators_has_a_name() -> None:
    named = {row["family"] for row in codebook.read("indicator_families")}
    assert {row["family"] for row in codebook.read("indicators")} == named
