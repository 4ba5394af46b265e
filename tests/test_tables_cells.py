"""One way of writing each cell, strict reading of it."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduplans.tables import RAW
from eduplans.tables.cells import cell_text, number_text, parse, to_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (-0.0, "0"),
        (5.78, "5.78"),
        (47324050000.0, "47324050000"),
        (48794018052536.0, "48794018052536"),
        (0.00001, "0.00001"),
        (1e22, "10000000000000000000000"),
    ],
)
def test_numbers_have_one_form(value: float, text: str) -> None:
    assert number_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_written_number_reads_back_as_itself(value: float) -> None:
    assert float(number_text(value)) == value


@pytest.mark.parametrize("value", [None, math.nan, pd.NA, pd.NaT, np.float64("nan"), ""])
def test_what_is_missing_is_empty(value: object) -> None:
    assert cell_text(value) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.True_, "true"),
        (False, "false"),
        (np.int64(7), "7"),
        (np.float64(7.5), "7.5"),
        (pd.Timestamp("2031-02-03"), "2031-02-03"),
        (np.datetime64("2031-02-03"), "2031-02-03"),
        (dt.datetime(2031, 2, 3, 4, 5, tzinfo=dt.UTC), "2031-02-03"),
        (math.inf, "inf"),
    ],
)
def test_cells_of_every_type_have_one_form(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_cells_that_cannot_be_read_are_problems_and_missing() -> None:
    text = pd.DataFrame([["a", "一", "一", "词"], ["a", "一", "二", "1.0"], ["a", "一", "三", ""]], dtype="str")
    text.columns = pd.Index(RAW["item_words"].names)
    frame, problems = parse(text, RAW["item_words"], "here")
    assert [(problem.row, problem.column, problem.value, problem.rule) for problem in problems] == [
        (2, "count", "词", "type integer"),
        (3, "count", "1.0", "type integer"),
    ]
    assert frame["count"].isna().all()


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("number", ["1", "-1.5", "2e3"], ["1,5", "nan", "inf", "1e999", " 1", "１"]),
        ("integer", ["0", "-7"], ["1.0", "99999999999999999999", "0x1"]),
        ("boolean", ["true", "false"], ["True", "1", "yes"]),
        ("date", ["2031-02-28"], ["2031-02-30", "2031-2-3", "28.02.2031"]),
    ],
)
def test_types_take_one_form_only(kind: str, good: list[str], bad: list[str]) -> None:
    from eduplans.tables import Column, Table

    table = Table("t", "raw", "", "", (Column("c", kind, ""),), ("c",))  # type: ignore[arg-type]
    frame = pd.DataFrame({"c": [*good, *bad]}, dtype="str")
    parsed, problems = parse(frame, table, "t")
    assert [problem.value for problem in problems] == bad
    assert parsed["c"].notna().sum() == len(good)


def test_types_survive_writing_and_reading() -> None:
    table = RAW["documents"]
    import sample_tables

    frame = sample_tables.frames()["documents"]
    again, problems = parse(to_text(frame), table, "")
    assert problems == []
    pd.testing.assert_frame_equal(frame, again)
    assert {name: str(frame[name].dtype) for name in ("doc", "year", "date", "number")} == {
        "doc": "str",
        "year": "Int64",
        "date": "datetime64[s]",
        "number": "str",
    }
