"""Corrections match a figure or fail the run, all of them at once; what is printed stays as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sample_tables
from eduplans import tables
from eduplans.clean import build_processed
from eduplans.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

IDS = [str(row["figure_id"]) for row in sample_tables.figure_rows()]


def build(folder: Path, *rows: dict[str, object]) -> pd.DataFrame:
    raw = sample_tables.write_sample(folder)
    tables.write_raw("corrections", tables.frame("corrections", rows), raw)
    build_processed(raw, folder / "processed")
    return tables.read_processed("figures", folder / "processed").set_index("figure_id")


def entry(figure: int, column: str, old: str | None, new: str | None, flag: str | None = None) -> dict[str, object]:
    return {"figure_id": IDS[figure], "column": column, "old": old, "new": new, "flag": flag} | {
        "reason": f"reason {column}",
        "source": "the invented report",
    }


def test_a_new_cell_is_taken_and_told(tmp_path: Path) -> None:
    figures = build(tmp_path, entry(1, "value", "91.5", "92"), entry(1, "level", "preschool", "primary"))
    row = figures.loc[IDS[1]]
    assert (row["value"], row["level"], row["as_printed"]) == (92.0, "primary", "91.5%")
    assert (row["corrected"], row["note"]) == ("level value", "reason level; reason value")
    assert figures["corrected"].notna().sum() == 1


def test_an_empty_cell_can_be_filled(tmp_path: Path) -> None:
    assert build(tmp_path, entry(2, "level", None, "compulsory")).loc[IDS[2], "level"] == "compulsory"


def test_a_corrected_measure_gets_its_indicator(tmp_path: Path) -> None:
    assert build(tmp_path, entry(4, "measure", "路灯", "学生实践基地")).loc[IDS[4], "indicator"] == "practice_bases"


def test_a_flag_alone_changes_no_cell(tmp_path: Path) -> None:
    row = build(tmp_path, entry(3, "value", "770000", None, "implausible")).loc[IDS[3]]
    assert (row["value"], row["flag"]) == (770000, "implausible")


def test_no_corrections_are_no_fault(tmp_path: Path) -> None:
    assert build(tmp_path)["note"].isna().all()


def test_entries_that_match_nothing_fail_the_run_all_at_once(tmp_path: Path) -> None:
    unknown = entry(0, "value", "85", "86") | {"figure_id": "qingping-2031-report:00000000"}
    with pytest.raises(TableError) as caught:
        build(tmp_path, unknown, entry(1, "value", "90", "92"), entry(2, "level", "primary", "junior"))
    found = [(problem.row, problem.column, problem.value, problem.what) for problem in caught.value.problems]
    rows = tables.read_raw("corrections", tmp_path / "raw")["figure_id"]
    assert sorted(found) == sorted(
        (list(rows).index(figure_id) + 2, column, value, what)
        for figure_id, column, value, what in (
            (unknown["figure_id"], "figure_id", unknown["figure_id"], "no figure has this id"),
            (IDS[1], "old", "90", f"figures.csv has '91.5' as value of {IDS[1]}, not this"),
            (IDS[2], "old", "primary", f"figures.csv has '' as level of {IDS[2]}, not this"),
        )
    )
    assert not any((tmp_path / "processed").glob("**/*"))


def test_a_new_cell_that_breaks_a_rule_is_a_fault_of_the_correction(tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        build(tmp_path, entry(0, "unit", "school", "shed"), entry(1, "value", "91.5", "ninety"))
    problems = caught.value.problems
    assert {(problem.where.rsplit("/", 1)[-1], problem.row, problem.column, problem.value) for problem in problems} == {
        ("corrections.csv", 2, "new", "shed"),
        ("corrections.csv", 3, "new", "ninety"),
    }
    assert all("the new cell is refused: " in problem.what for problem in problems)
    assert {f"as unit of {IDS[0]}", f"as value of {IDS[1]}"} == {problem.what.split(" the ")[0] for problem in problems}


def test_a_misspelt_column_is_told_the_right_ones(tmp_path: Path) -> None:
    raw = sample_tables.write_sample(tmp_path)
    (raw / "corrections.csv").write_text(
        f"figure_id,column,old,new,flag,reason,source\n{IDS[1]},vaule,91.5,92,,a reason,the invented report\n", "utf-8"
    )
    with pytest.raises(TableError) as caught:
        build_processed(raw, tmp_path / "processed")
    (problem,) = caught.value.problems
    assert (problem.row, problem.column, problem.value) == (2, "column", "vaule")
    assert "one of value, value_max, unit, qualifier, measure, level" in str(problem)


def test_two_entries_for_one_cell_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="unique key"):
        build(tmp_path, entry(0, "value", "85", "86"), entry(0, "value", "85", "87"))


def test_a_table_saved_by_a_spreadsheet_gives_the_same(tmp_path: Path) -> None:
    before = build(tmp_path, entry(1, "value", "91.5", "92"))
    path = tmp_path / "raw" / "corrections.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    build_processed(tmp_path / "raw", tmp_path / "processed")
    after = tables.read_processed("figures", tmp_path / "processed").set_index("figure_id")
    assert after.equals(before)
