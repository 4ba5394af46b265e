"""Values beside printed forms, all invented: rounded is right, a slip of the hand is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

import sample_tables
from eduplans import tables
from eduplans.clean import build_processed
from eduplans.errors import TableError
from eduplans.printed_values import check_printed_values

if TYPE_CHECKING:
    from pathlib import Path


def check(value: float | None, printed: str | None) -> tuple[int, int]:
    found = check_printed_values(pd.DataFrame({"value": [value], "as_printed": [printed]}), "raw/national.csv")
    return found.rows, len(found.problems)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (770000000, "77000万元"),
        (77_123_456_789, "771.23456789012亿元"),
        (77_123_456_790, "771.2345679亿元"),
        (138_012_345, "1.38亿人"),
        (91.5, "91.5%"),
        (12_345, "12,345所"),
        (0, "0所"),
    ],
)
def test_a_value_within_the_printed_precision_is_right(value: float, printed: str) -> None:
    assert check(value, printed) == (1, 0)


@pytest.mark.parametrize(
    ("value", "printed"),
    [(446595750000, "44658575万元"), (139_000_000, "1.38亿人"), (92, "91.5%"), (77000, "77000万元"), (1, "0所")],
)
def test_a_slip_is_found(value: float, printed: str) -> None:
    assert check(value, printed) == (1, 1)


@pytest.mark.parametrize(
    ("value", "printed"),
    [(102.5, "上涨2.5%"), (100.4, "100.4"), (7, None), (None, "7所"), (7, "7所或8所"), (7, "6-8所")],
)
def test_what_is_not_one_plain_number_with_a_unit_is_left_alone(value: float | None, printed: str | None) -> None:
    assert check(value, printed) == (0, 0)


def test_a_contradiction_fails_the_run_with_its_place(tmp_path: Path) -> None:
    raw = sample_tables.write_sample(tmp_path)
    national = tables.read_raw("national", raw)
    national.loc[0, ["value", "unit", "as_printed"]] = [446595750000.0, "yuan", "44658575万元"]
    national.loc[0, ["year", "indicator", "level"]] = [2029, "edu_total", "all"]
    tables.write_raw("national", national, raw)
    with pytest.raises(TableError) as caught:
        build_processed(raw, tmp_path / "processed")
    (problem,) = caught.value.problems
    assert (problem.where, problem.column, problem.value) == ("raw/national.csv", "value", "446595750000")
    assert tables.read_raw("national", raw).loc[(problem.row or 0) - 2, "as_printed"] == "44658575万元"
    assert "is 446585750000" in problem.what


def test_the_check_has_its_row_in_the_report(tmp_path: Path) -> None:
    raw = sample_tables.write_sample(tmp_path)
    build_processed(raw, tmp_path / "processed")
    rows = tables.read_processed("validation", tmp_path / "processed").set_index("check")
    row = rows.loc["the value is what is printed"]
    national = tables.read_raw("national", raw)
    assert (row["table"], row["violations"], row["status"]) == ("raw/national.csv", 0, "passed")
    assert row["rows"] == check_printed_values(national, "national.csv").rows
