"""A run leaves its tables and pictures where it was told, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented_notebooks import put_notebook
from typer.testing import CliRunner

from eduplans.cli import app
from eduplans.errors import RunError
from eduplans.exports.folder import read_index
from eduplans.exports.settings import FOLDER
from eduplans.runs import run_notebook

if TYPE_CHECKING:
    from pathlib import Path

SHOWS = """\
import pandas as pd
from eduplans.display import table
table(pd.DataFrame({"pupils": [pupils]}), "Pupils of 云泽县, an invented county", source="invented", rests_on=["a:1"])
"""
CELLS = (("code", "pupils: int = 5  # how many [0..9]", ["parameters"]), ("code", SHOWS, []))
NAME = "01-pupils-of-an-invented-county"


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    monkeypatch.delenv(FOLDER, raising=False)
    return put_notebook(tmp_path / "notebooks" / "pupils.ipynb", CELLS)


def test_a_folder_is_filled_and_replaced_by_the_next_run(notebook: Path, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    run_notebook(notebook, {}, tmp_path / "out.ipynb", exports=folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{NAME}.csv", f"{NAME}.html", f"{NAME}.tex", "index.json",
    ]  # fmt: skip
    (folder / "99-old.csv").touch()
    run_notebook(notebook, {"pupils": 7}, tmp_path / "out.ipynb", exports=folder)
    assert not (folder / "99-old.csv").exists()
    assert (folder / f"{NAME}.csv").read_text(encoding="utf-8").endswith('"pupils"\n7\n')
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notebooks", "out.ipynb", "out.json", "paper"]


def test_a_zip_holds_the_same(notebook: Path, tmp_path: Path) -> None:
    run_notebook(notebook, {}, tmp_path / "out.ipynb", exports=tmp_path / "a" / "paper.zip")
    (entry,) = read_index(tmp_path / "a" / "paper.zip")
    assert entry["rests_on"] == ["a:1"]
    first = (tmp_path / "a" / "paper.zip").read_bytes()
    run_notebook(notebook, {}, tmp_path / "out.ipynb", exports=tmp_path / "a" / "paper.zip")
    assert (tmp_path / "a" / "paper.zip").read_bytes() == first


def test_a_folder_of_something_else_is_left_alone(notebook: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="holds something else than exports"):
        run_notebook(notebook, {}, tmp_path / "out.ipynb", exports=tmp_path / "notebooks")
    with pytest.raises(RunError, match="this is a file"):
        run_notebook(notebook, {}, tmp_path / "out.ipynb", exports=notebook)
    assert notebook.is_file()
    assert not (tmp_path / "out.ipynb").exists()


def test_a_run_that_fails_leaves_the_exports_of_the_last(notebook: Path, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    run_notebook(notebook, {}, tmp_path / "out.ipynb", exports=folder)
    before = (folder / "index.json").read_bytes()
    put_notebook(notebook, (*CELLS, ("code", "1 / 0", [])))
    with pytest.raises(RunError):
        run_notebook(notebook, {"pupils": 9}, tmp_path / "out.ipynb", exports=folder)
    assert (folder / "index.json").read_bytes() == before


def test_what_the_readers_shell_says_does_not_count(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "elsewhere"))
    run_notebook(notebook, {}, tmp_path / "out.ipynb")
    assert not (tmp_path / "elsewhere").exists()


def test_the_command_exports_and_lists_parameters(notebook: Path, tmp_path: Path) -> None:
    out, folder = str(tmp_path / "out.ipynb"), tmp_path / "paper"
    done = CliRunner().invoke(app, ["run", str(notebook), "-p", "pupils=3", "--out", out, "--exports", str(folder)])
    assert done.exit_code == 0, done.output
    assert f"tables and pictures: {folder}" in done.output
    assert len(read_index(folder)) == 1
    listed = CliRunner().invoke(app, ["run", str(notebook), "--help-parameters"])
    assert "-p pupils=5   (int)\n    how many\n    from 0 to 9" in listed.output
    alone = CliRunner().invoke(app, ["run", str(notebook), "--pdf"])
    assert alone.exit_code == 2
    assert "--pdf without --exports" in alone.output
