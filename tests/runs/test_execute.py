"""Runs of one notebook: equal to each other, whole or not there, and clear about what failed."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from invented_notebooks import put_notebook

from eduplans.errors import ParameterError, RunError
from eduplans.runs import read_record, run_notebook
from eduplans.runs.execute import data_folder

if TYPE_CHECKING:
    from pathlib import Path

FAILING = (
    ("markdown", "# Pupils", []),
    ("code", "start: int = 2019  # first year", ["parameters"]),
    ("markdown", "## Division", []),
    ("code", "share = start / 0", []),
    ("markdown", "## After", []),
)


def test_two_runs_are_equal_byte_for_byte(done: Path, tmp_path: Path) -> None:
    first = done / "build" / "runs" / "primary.ipynb"
    record = run_notebook(
        done / "notebooks" / "pupils.ipynb", {"series": "primary", "start": "2020"}, tmp_path / "primary.ipynb"
    )
    assert (tmp_path / "primary.ipynb").read_bytes() == first.read_bytes()
    before = read_record(first)
    assert (record.inputs, record.versions, record.output) == (before.inputs, before.versions, before.output)


def test_a_line_of_source_is_a_line_of_the_file(done: Path) -> None:
    lines = (done / "build" / "runs" / "primary.ipynb").read_text(encoding="utf-8").splitlines()
    assert '    "import pandas as pd\\n",' in lines
    assert lines[-1] == "}"


def test_parameters_reach_the_notebook_as_given(done: Path) -> None:
    shown = (done / "build" / "runs" / "primary.ipynb").read_text(encoding="utf-8")
    assert "start = 2020" in shown
    assert "2019</td>" not in shown
    assert "few values" in shown


def test_record_stands_beside_with_inputs_versions_and_time(done: Path) -> None:
    record = json.loads((done / "build" / "runs" / "primary.json").read_text(encoding="utf-8"))
    assert record["parameters"] == {"start": 2020, "series": "primary"}
    assert set(record["inputs"]) == {"data/processed/documents.csv", "notebooks/pupils.ipynb"}
    assert record["versions"]["python"].count(".") == 1
    assert "pandas" in record["versions"]
    assert record["seconds"] > 0


def test_a_failing_cell_is_named_as_the_reader_counts(tmp_path: Path) -> None:
    notebook = put_notebook(tmp_path / "broken.ipynb", FAILING)
    with pytest.raises(RunError) as caught:
        run_notebook(notebook, {"start": "7"}, tmp_path / "out.ipynb")
    message = str(caught.value)
    assert message.startswith('broken.ipynb: cell 4 (2nd code cell) under "Division" failed: ZeroDivisionError')
    assert "share = start / 0" in message
    assert "\x1b" not in message
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.ipynb"]


def test_a_failing_run_leaves_the_previous_one(tmp_path: Path) -> None:
    notebook = put_notebook(tmp_path / "broken.ipynb", FAILING)
    (tmp_path / "out.ipynb").write_text("before", encoding="utf-8")
    with pytest.raises(RunError):
        run_notebook(notebook, {}, tmp_path / "out.ipynb")
    assert (tmp_path / "out.ipynb").read_text(encoding="utf-8") == "before"


def test_a_notebook_that_takes_too_long_is_stopped_and_its_cell_named(tmp_path: Path) -> None:
    cells = (("markdown", "# Waiting", []), ("code", "import time", []), ("code", "time.sleep(60)", []))
    notebook = put_notebook(tmp_path / "slow.ipynb", cells)
    with pytest.raises(RunError, match=r"slow.ipynb: cell 3 \(2nd code cell\) under \"Waiting\" was still running"):
        run_notebook(notebook, {}, tmp_path / "out.ipynb", timeout=3)
    assert not (tmp_path / "out.ipynb").exists()


def test_a_dead_kernel_is_an_error_that_names_the_cell(tmp_path: Path) -> None:
    cells = (("code", "1", []), ("code", "import os\nos._exit(3)", []))
    notebook = put_notebook(tmp_path / "dead.ipynb", cells)
    with pytest.raises(RunError, match=r"kernel died in cell 2 \(2nd code cell\)"):
        run_notebook(notebook, {}, tmp_path / "out.ipynb")


def test_values_are_data_and_never_code(tmp_path: Path) -> None:
    cells = (("code", 'word: str = ""  # a word', ["parameters"]), ("code", "print(len(word), word)", []))
    notebook = put_notebook(tmp_path / "word.ipynb", cells)
    evil = '"; open("hacked", "w").close(); x = "\\'
    run_notebook(notebook, {"word": evil}, tmp_path / "out.ipynb")
    printed = json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))["cells"][-1]["outputs"][0]["text"]
    assert "".join(printed) == f"{len(evil)} {evil}\n"
    assert not (tmp_path / "hacked").exists()


@pytest.mark.parametrize("given", [{"strat": "2020"}, {"start": "soon"}, {"start": "1999"}])
def test_bad_parameters_never_start_a_kernel(
    project: Path, given: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import papermill

    monkeypatch.setattr(papermill, "execute_notebook", lambda *_, **__: pytest.fail("a kernel would start"))
    with pytest.raises(ParameterError):
        run_notebook(project / "notebooks" / "pupils.ipynb", given, project / "out.ipynb")


def test_pictures_survive_a_backend_set_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    cells = (("code", "import os\nos.environ.get('MPLBACKEND'), os.environ['PYTHONHASHSEED']", []),)
    notebook = put_notebook(tmp_path / "env.ipynb", cells)
    run_notebook(notebook, {}, tmp_path / "out.ipynb")
    assert "agg" not in (tmp_path / "out.ipynb").read_text(encoding="utf-8")
    assert os.environ["MPLBACKEND"] == "agg"


def test_a_run_does_not_overwrite_its_notebook(project: Path) -> None:
    notebook = project / "notebooks" / "pupils.ipynb"
    with pytest.raises(RunError, match="does not overwrite"):
        run_notebook(notebook, {}, notebook)


@pytest.mark.parametrize("content", ["", "{}", "no notebook", '{"cells": [], "nbformat": 4}'])
def test_what_is_no_notebook_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RunError, match=r"bad\.ipynb: not a notebook"):
        run_notebook(path, {}, tmp_path / "out.ipynb")


def test_a_missing_notebook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no such notebook"):
        run_notebook(tmp_path / "none.ipynb", {}, tmp_path / "out.ipynb")


def test_data_folder_is_the_nearest_or_the_one_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = project / "notebooks" / "pupils.ipynb"
    assert data_folder(notebook) == project / "data"
    monkeypatch.setenv("EDUPLANS_DATA", str(project / "elsewhere"))
    assert data_folder(notebook) == project / "elsewhere"
