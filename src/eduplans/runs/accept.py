"""Taking over what runs show: expected outputs and the committed executed notebooks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.progress import Steps
from eduplans.runs.compare import Difference, compare_expectations
from eduplans.runs.execute import data_folder, run_notebook
from eduplans.runs.expect import expectation, to_json
from eduplans.runs.kernel import MEMORY, TIMEOUT
from eduplans.runs.notebook import read_notebook, write_text
from eduplans.runs.parameters import check_parameters
from eduplans.runs.plan import Run, find_run, read_runs, varies
from eduplans.runs.record import is_fresh
from eduplans.storage import alone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting changed.

    Parameters
    ----------
    runs
        Names of the runs looked at.
    written
        Files that changed, appeared or went, relative to the project.
    differences
        What the new outputs changed against the old ones.
    """

    runs: tuple[str, ...]
    written: tuple[str, ...]
    differences: tuple[Difference, ...]


def accept_runs(
    root: Path,
    names: Sequence[str] = (),
    *,
    tell: Callable[[str], None] = lambda _: None,
    steps: Steps | None = None,
) -> Accepted:
    """Run what is stale and take over what the runs show as what is expected.

    Parameters
    ----------
    root
        The project.
    names
        Names of runs; all, with the committed notebooks, where none is given. Expected outputs of runs that no
        longer exist go then, too.
    tell
        Called with a line of progress.
    steps
        Told of each run and each committed notebook.

    Returns
    -------
    Accepted

    Raises
    ------
    RunError
        A run failed; nothing was accepted from it or after it.
    UnknownNameError
        There is no run of this name.
    """
    with alone(root / "notebooks"):
        return _accept(root, names, tell, steps or Steps())


def _accept(root: Path, names: Sequence[str], tell: Callable[[str], None], steps: Steps) -> Accepted:
    every = read_runs(root)
    asked = [find_run(every, name) for name in names] or list(every)
    runs = [run for run in asked if not varies(root, run)]
    for run in asked:
        if run not in runs:
            tell(f"run {run.name} is left out: it shows the tables in {run.varies_with}, which are not the project's")
    written: list[str] = []
    differences: list[Difference] = []
    notebooks = list(dict.fromkeys(run.notebook for run in runs))
    for run in steps.through(runs, "running the notebooks"):
        tell(f"run {run.name}")
        found = expectation(read_notebook(ensure_run(root, run)), run)
        target = expected_path(root, run)
        if target.is_file():
            differences += compare_expectations(found, json.loads(target.read_text(encoding="utf-8")))
        written += _write_if_new(root, target, to_json(found))
    if not names:
        written += _remove_others(root, every)
    for notebook in steps.through(notebooks, "refreshing the committed notebooks"):
        tell(f"notebook {notebook}")
        written += _refresh_notebook(root, notebook, every)
    return Accepted(tuple(run.name for run in runs), tuple(written), tuple(differences))


def expected_path(root: Path, run: Run) -> Path:
    """Say where the expected outputs of a run stand."""
    return root / "notebooks" / "expected" / f"{run.name}.json"


def executed_path(root: Path, run: Run) -> Path:
    """Say where the executed notebook of a run stands."""
    return root / "build" / "runs" / f"{run.name}.ipynb"


def exports_path(out: Path) -> Path:
    """Say where the tables and pictures of an executed notebook stand: beside it, ending in ``.zip``.

    Examples
    --------
    >>> from pathlib import Path
    >>> exports_path(Path("build/runs/corpus.ipynb")).as_posix()
    'build/runs/corpus.zip'
    """
    return out.with_suffix(".zip")


def ensure_run(root: Path, run: Run) -> Path:
    """Run a notebook unless its executed form in ``build/runs`` is what running it would give.

    Parameters
    ----------
    root
        The project.
    run
        The run.

    Returns
    -------
    pathlib.Path
        The executed notebook.
    """
    notebook, out = root / "notebooks" / run.notebook, executed_path(root, run)
    data = data_folder(notebook)
    if not is_fresh(notebook, check_parameters(notebook, run.parameters, data), out, data):
        run_notebook(
            notebook,
            run.parameters,
            out,
            timeout=run.timeout or TIMEOUT,
            memory=run.memory or MEMORY,
            data=data,
            exports=exports_path(out),
        )
    return out


def _refresh_notebook(root: Path, name: str, runs: Sequence[Run]) -> list[str]:
    """Write a committed notebook as its run with default parameters leaves it."""
    default = ensure_run(root, _default_run(name, runs))
    return _write_if_new(root, root / "notebooks" / name, default.read_text(encoding="utf-8"))


def _default_run(notebook: str, runs: Sequence[Run]) -> Run:
    """Find the run of a notebook with its default parameters, or make one apart from those of the report."""
    own = (run for run in runs if run.notebook == notebook and not run.parameters)
    return next(own, Run(f"../default/{notebook.removesuffix('.ipynb')}", notebook))


def _remove_others(root: Path, runs: Sequence[Run]) -> list[str]:
    folder, kept = root / "notebooks" / "expected", {expected_path(root, run) for run in runs}
    gone = [path for path in sorted(folder.glob("*.json")) if path not in kept]
    for path in gone:
        path.unlink()
    return [path.relative_to(root).as_posix() for path in gone]


def _write_if_new(root: Path, path: Path, text: str) -> list[str]:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return []
    write_text(path, text)
    return [path.relative_to(root).as_posix()]


def outdated_notebooks(root: Path, runs: Sequence[Run]) -> list[str]:
    """List the committed notebooks that are not what their run with default parameters gives."""
    return [
        name
        for name in dict.fromkeys(run.notebook for run in runs if not varies(root, run))
        if ensure_run(root, _default_run(name, runs)).read_text(encoding="utf-8")
        != (root / "notebooks" / name).read_text(encoding="utf-8")
    ]
