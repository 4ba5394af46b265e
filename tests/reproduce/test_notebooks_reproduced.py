"""What notebooks show is compared with what was accepted, with the committed ones, and with each other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from eduplans.reproduce.findings import Comparison
from eduplans.reproduce.notebooks import (
    committed_runs,
    compare_committed,
    compare_expected,
    compare_record,
    compare_two,
    default_path,
    without_default_run,
)


@pytest.fixture
def results(template: Path, tmp_path: Path) -> Path:
    """What the runs of the small project made, as a repetition leaves it."""
    made = tmp_path / "results"
    shutil.copytree(template / "build" / "runs", made / "build" / "runs")
    shutil.copytree(template / "build" / "default", made / "build" / "default")
    return made


def compared(kind: str = "outputs of the runs") -> Comparison:
    return Comparison(kind, "first", "committed", "bytes")


def test_the_notebook_that_only_runs_with_other_parameters_is_run_alone(template: Path) -> None:
    assert without_default_run(template) == ("county.ipynb",)
    runs = committed_runs(template)
    assert [run.name for run in runs] == ["figures", "county-yunze-2024-plan"]
    assert default_path(Path("r"), "county.ipynb", runs) == Path("r/build/default/county.ipynb")
    assert default_path(Path("r"), "figures.ipynb", runs) == Path("r/build/runs/figures.ipynb")


def test_runs_as_accepted_are_equal_and_counted(template: Path, results: Path) -> None:
    comparison = compared()
    compare_expected(template, results, comparison)
    assert (comparison.files, comparison.equal) == (2, 2)
    assert comparison.counts["pictures"] == 1
    assert comparison.counts["tables"] == 1
    assert comparison.counts["notebook cells"] == 5
    committed = compared("committed notebooks")
    compare_committed(template, results, committed)
    assert (committed.files, committed.same_bytes) == (2, 2)


def test_a_changed_output_is_named_by_cell_and_heading(template: Path, results: Path) -> None:
    path = results / "build" / "runs" / "figures.ipynb"
    text = path.read_text(encoding="utf-8")
    (value,) = [row for row in json.loads(text)["cells"] if "as_printed" in "".join(row["source"])]
    shown = "".join(value["outputs"][0]["data"]["text/html"])
    first = shown.split("<td>")[1].split("</td>")[0]
    path.write_text(text.replace(f"<td>{first}</td>", "<td>9</td>", 1), encoding="utf-8")
    comparison = compared()
    compare_expected(template, results, comparison)
    (one,) = comparison.differences
    assert one.file == "build/runs/figures.ipynb"
    assert "Its figures" in one.place
    assert "(table)" in one.place
    assert one.what == f"row 2, column as_printed: expected {first!r}, found '9'"
    committed = compared("committed notebooks")
    compare_committed(template, results, committed)
    assert [difference.file for difference in committed.differences] == ["notebooks/figures.ipynb"]
    assert committed.differences[0].place == one.place


def test_a_run_that_is_missing_is_named(template: Path, results: Path) -> None:
    (results / "build" / "runs" / "figures.ipynb").unlink()
    comparison = compared()
    compare_expected(template, results, comparison)
    assert (comparison.files, comparison.equal) == (2, 1)
    assert comparison.differences[0].file == "build/runs/figures.ipynb"


def test_a_notebook_that_is_only_written_in_another_way_says_so(results: Path, tmp_path: Path) -> None:
    one, two = results / "build" / "runs" / "figures.ipynb", tmp_path / "two.ipynb"
    content = json.loads(one.read_text(encoding="utf-8"))
    content["metadata"]["language_info"]["version"] = "3.99"
    two.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    comparison = compared()
    compare_two(one, two, comparison, "a.ipynb")
    assert "shows the same, but is written" in comparison.differences[0].what


def test_records_may_differ_in_seconds_and_versions_and_in_nothing_else(results: Path, tmp_path: Path) -> None:
    one, two = results / "build" / "runs" / "figures.json", tmp_path / "two.json"
    record = json.loads(one.read_text(encoding="utf-8"))
    record["seconds"] += 5
    record["versions"]["python"] = "3.99"
    two.write_text(json.dumps(record), encoding="utf-8")
    comparison = compared("records")
    compare_record(one, two, comparison, "a.json")
    assert (comparison.files, comparison.equal) == (1, 1)
    record["inputs"] = {}
    two.write_text(json.dumps(record), encoding="utf-8")
    compare_record(one, two, comparison, "a.json")
    assert comparison.differences[0].place == "inputs"
