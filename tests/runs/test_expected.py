"""Every run of the project shows what was accepted, and the committed notebooks are what their runs leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from eduplans.runs import Run, check_run, read_runs
from eduplans.runs.accept import ensure_run, expected_path, outdated_notebooks
from eduplans.runs.plan import varies

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = read_runs(ROOT)


@pytest.mark.parametrize("run", RUNS, ids=[run.name for run in RUNS])
def test_a_run_shows_what_was_accepted(run: Run) -> None:
    if varies(ROOT, run):
        pytest.skip(f"{run.varies_with} holds tables of the user, which this run shows")
    check_run(ensure_run(ROOT, run), expected_path(ROOT, run), run)


@pytest.mark.parametrize("notebook", sorted({run.notebook for run in RUNS}))
def test_a_committed_notebook_is_what_its_run_leaves(notebook: str) -> None:
    """If this fails, look at the notebook, then run ``eduplans accept``."""
    assert outdated_notebooks(ROOT, [run for run in RUNS if run.notebook == notebook]) == []


def test_expected_outputs_and_runs_are_the_same_names() -> None:
    expected = {path.stem for path in (ROOT / "notebooks" / "expected").iterdir()}
    assert expected == {run.name for run in RUNS}


def test_every_notebook_has_a_run_and_every_kind_of_run_is_there() -> None:
    assert {run.notebook for run in RUNS} == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert any(run.document for run in RUNS)
    assert any(run.parameters and not run.document for run in RUNS)


def test_no_committed_notebook_holds_a_path_of_the_machine_or_an_error() -> None:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        text = path.read_text(encoding="utf-8")
        assert str(ROOT) not in text, path.name
        assert str(Path.home()) + "/" not in text, path.name
        assert '"output_type": "error"' not in text, path.name
