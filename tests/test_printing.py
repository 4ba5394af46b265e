"""Printing: one way of writing numbers, CSV and JSON for programs, a table for people."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from eduplans.model import Figure
from eduplans.printing import FIGURE_COLUMNS, number, print_rows, print_trace
from eduplans.rows import codebook_row
from eduplans.trace import Trace

if TYPE_CHECKING:
    from eduplans.rows import Row


@pytest.fixture
def rows() -> list[Row]:
    share = Figure(
        12,
        18,
        "3\n至5%",
        3.0,
        5.0,
        "percent",
        "exact",
        "大班额占比",
        "primary",
        2024,
        "target",
        "level",
        "sure",
    )
    money = Figure(30, 36, "6.48亿元", 648e6, None, "yuan", "exact", "教育支出", "", None, "actual", "level", "sure")
    return [codebook_row("yunze-2024-plan", 1, share), codebook_row("yunze-2024-plan", 2, money)]


@pytest.mark.parametrize(
    ("value", "text"),
    [(648e6, "648000000"), (0.85, "0.85"), (None, ""), (7, "7"), ("二/1", "二/1"), (-2.0, "-2")],
)
def test_numbers_have_one_form(value: object, text: str) -> None:
    assert number(value) == text


def test_csv_has_exactly_the_columns_of_the_codebook(rows: list[Row]) -> None:
    stream = io.StringIO()
    print_rows(rows, "csv", stream)
    read = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert tuple(read[0]) == FIGURE_COLUMNS
    assert (read[0]["as_printed"], read[0]["value_max"], read[1]["value_max"]) == ("3\n至5%", "5", "")
    assert read[1]["value"] == "648000000"


def test_json_keeps_types(rows: list[Row]) -> None:
    stream = io.StringIO()
    print_rows(rows, "json", stream)
    read = json.loads(stream.getvalue())
    assert (read[1]["value"], read[1]["year"], read[1]["measure"]) == (648e6, None, "教育支出")


def test_table_shows_printed_form_and_counts(rows: list[Row]) -> None:
    stream = io.StringIO()
    print_rows(rows, "table", stream)
    assert "6.48亿元" in stream.getvalue()
    assert "2 figures" in stream.getvalue()


@pytest.fixture
def story(rows: list[Row]) -> Trace:
    figure = {**rows[1], "figure_id": "yunze-2024-plan:00000000", "phrase": "支出6.48亿元", "value_max": ""}
    document: dict[str, object] = {
        "doc": "yunze-2024-plan",
        "title": "",
        "source": "unknown",
        "sha256_file": "ab" * 32,
    }
    note: dict[str, object] = {
        "column": "value",
        "new": "",
        "flag": "impossible",
        "reason": "too large",
        "source": "reading",
    }
    return Trace(figure, document, "落实经费保障", "no document", "", (note,))


def test_trace_says_what_is_missing_and_what_was_corrected(story: Trace) -> None:
    stream = io.StringIO()
    print_trace(story, stream)
    told = stream.getvalue()
    assert "title not printed" in told
    assert "value: impossible (too large; reading)" in told
    assert f"no file with SHA-256 {'ab' * 32}" in told


def test_trace_as_json_is_for_programs(story: Trace) -> None:
    stream = io.StringIO()
    print_trace(story, stream, as_json=True)
    facts = json.loads(stream.getvalue())
    assert facts["found"] == "no document"
    assert facts["figure"]["as_printed"] == "6.48亿元"
