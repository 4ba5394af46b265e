"""Accepting: what is written, what goes, and that doing it twice changes nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from eduplans.errors import UnknownNameError
from eduplans.runs import accept_runs, read_runs
from eduplans.runs.accept import outdated_notebooks
from eduplans.runs.notebook import read_notebook, write_notebook


@pytest.fixture
def copied(done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    return Path(shutil.copytree(done, tmp_path / "copy"))


def test_accepting_wrote_expectations_and_the_executed_notebook(done: Path) -> None:
    folder = done / "notebooks" / "expected"
    assert sorted(path.name for path in folder.iterdir()) == ["primary.json", "pupils.json"]
    expected = json.loads((folder / "pupils.json").read_text(encoding="utf-8"))
    assert [(cell["cell"], cell["code"], cell["heading"]) for cell in expected["cells"]] == [
        (2, 1, "Pupils of 云泽县"),
        (4, 2, "The table"),
        (6, 3, "The picture"),
        (7, 4, "The picture"),
    ]
    committed = (done / "notebooks" / "pupils.ipynb").read_text(encoding="utf-8")
    assert committed == (done / "build" / "runs" / "pupils.ipynb").read_text(encoding="utf-8")
    assert outdated_notebooks(done, read_runs(done)) == []


def test_the_injected_cell_is_not_counted(done: Path) -> None:
    expected = json.loads((done / "notebooks" / "expected" / "primary.json").read_text(encoding="utf-8"))
    assert [cell["cell"] for cell in expected["cells"]] == [2, 4, 6, 7]


def test_accepting_again_changes_and_runs_nothing(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from eduplans.runs import accept

    monkeypatch.setattr(accept, "run_notebook", lambda *_, **__: pytest.fail("nothing is stale"))
    accepted = accept_runs(copied)
    assert accepted.runs == ("pupils", "primary")
    assert (accepted.written, accepted.differences) == ((), ())


def test_a_change_is_taken_over_and_told(copied: Path) -> None:
    path = copied / "notebooks" / "pupils.ipynb"
    notebook = read_notebook(path)
    notebook.cells[3].source = notebook.cells[3].source.replace("7 * n", "8 * n")
    write_notebook(notebook, path)
    (copied / "notebooks" / "expected" / "gone.json").write_text("{}", encoding="utf-8")
    told: list[str] = []
    accepted = accept_runs(copied, tell=told.append)
    assert set(accepted.written) == {
        "notebooks/expected/gone.json",
        "notebooks/expected/primary.json",
        "notebooks/expected/pupils.json",
        "notebooks/pupils.ipynb",
    }
    assert any("row 3, column pupils: expected '1007', found '1008'" in str(d) for d in accepted.differences)
    assert told == ["run pupils", "run primary", "notebook pupils.ipynb"]
    assert "1008" in path.read_text(encoding="utf-8")


def test_an_unknown_run_is_refused(copied: Path) -> None:
    with pytest.raises(UnknownNameError):
        accept_runs(copied, ["pupil"])
