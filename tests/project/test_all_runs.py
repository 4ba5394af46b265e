"""All runs of a project: what is up to date stays, what fails hinders no other, what is gone is removed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "runs"))

from invented_notebooks import notebook_of

from eduplans.cli import app
from eduplans.errors import KernelError, RunError
from eduplans.project import run_all
from eduplans.runs.failed import failed_runs
from eduplans.runs.notebook import write_notebook

if TYPE_CHECKING:
    from collections.abc import Sequence

WELL = (("markdown", "# Pupils of 云泽县\n\n云泽县 is an invented county.", []), ("code", "1 + 1", []))
FAILS = (("markdown", "# Fails", []), ("code", "1 / 0", []))
CRASHES = (("markdown", "# Crashes", []), ("code", "import os\nos._exit(7)", []))


def put(root: Path, name: str, cells: Sequence[tuple[str, str, list[str]]]) -> None:
    write_notebook(notebook_of(tuple(cells)), root / "notebooks" / f"{name}.ipynb")


def plan(root: Path, *names: str) -> None:
    lines = (f'[[run]]\nname = "{name}"\nnotebook = "{name}.ipynb"\n' for name in names)
    (root / "notebooks" / "runs.toml").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data" / "raw").mkdir(parents=True)
    put(tmp_path, "well", WELL)
    plan(tmp_path, "well")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_up_to_date_is_not_run_again(project: Path) -> None:
    said: list[str] = []
    assert run_all(project, said.append).run == ("well",)
    assert [line.split(":")[0] for line in said] == ["well"]
    before = (project / "build" / "runs" / "well.ipynb").stat().st_mtime_ns
    again = run_all(project, said.append)
    assert (again.run, again.kept, len(said)) == ((), ("well",), 1)
    assert (project / "build" / "runs" / "well.ipynb").stat().st_mtime_ns == before
    put(project, "well", [*WELL, ("code", "2 + 2", [])])
    assert run_all(project).run == ("well",)


def test_a_run_without_its_tables_is_made_again_and_one_not_asked_for_is_removed(project: Path) -> None:
    run_all(project)
    folder = project / "build" / "runs"
    (folder / "well.zip").unlink()
    shutil.copy(folder / "well.ipynb", folder / "gone.ipynb")
    shutil.copy(folder / "well.json", folder / "gone.json")
    result = CliRunner().invoke(app, ["run", "--all"])
    assert result.exit_code == 0
    assert "removed gone" in result.stderr
    assert "1 notebook run, 0 up to date" in result.stderr
    assert {path.name for path in folder.iterdir()} == {"well.ipynb", "well.json", "well.zip"}


def test_a_cell_that_fails_hinders_no_other(project: Path) -> None:
    put(project, "fails", FAILS)
    plan(project, "fails", "well")
    with pytest.raises(RunError, match="ZeroDivisionError"):
        run_all(project)
    assert (project / "build" / "runs" / "well.ipynb").is_file()
    assert not (project / "build" / "runs" / "fails.ipynb").exists()
    assert failed_runs(project) == []


def test_a_crash_is_noted_for_the_report_until_it_is_mended(project: Path) -> None:
    put(project, "crashes", CRASHES)
    plan(project, "crashes", "well")
    with pytest.raises(KernelError, match="exit code 7"):
        run_all(project)
    assert failed_runs(project) == ["crashes"]
    put(project, "crashes", WELL)
    assert run_all(project).run == ("crashes",)
    assert failed_runs(project) == []


@pytest.mark.parametrize("words", [["run"], ["run", "--all", "notebooks/well.ipynb"], ["run", "--all", "-p", "a=1"]])
def test_wrong_calls(project: Path, words: list[str]) -> None:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "--all" in result.stderr
    assert not (project / "build").exists()
