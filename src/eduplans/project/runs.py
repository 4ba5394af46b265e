"""All runs of a project, one after the other; what is up to date is not run again."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.errors import KernelError, RunError
from eduplans.progress import Steps
from eduplans.runs.accept import ensure_run, executed_path, exports_path
from eduplans.runs.failed import clear_failure, failed_runs, note_failure
from eduplans.runs.plan import read_runs
from eduplans.runs.record import record_path
from eduplans.storage import alone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from eduplans.runs.plan import Run

__all__ = ["AllRuns", "run_all"]


@dataclass(frozen=True, slots=True)
class AllRuns:
    """What `run_all` did.

    Parameters
    ----------
    run
        Names of the runs that were made.
    kept
        Names of those that were up to date.
    removed
        Names of those of an earlier time, which are no longer asked for.
    """

    run: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def run_all(root: Path, tell: Callable[[str], None] = lambda _: None, steps: Steps | None = None) -> AllRuns:
    """Make all runs of a project into ``build/runs``, where the report finds them.

    Parameters
    ----------
    root
        The project: ``notebooks/runs.toml`` says which runs there are.
    tell
        Called with a sentence after each run.
    steps
        Told of each run.

    Returns
    -------
    AllRuns

    Raises
    ------
    KernelError
        Kernels crashed, hung or took too much memory. All others were run, and the report says what is missing.
    RunError
        Cells failed; all others were run.
    """
    root, steps = root.resolve(), steps or Steps()
    runs = read_runs(root)
    folder = root / "build" / "runs"
    with alone(folder):
        removed = _remove_others(root, runs)
        done: dict[str, bool] = {}
        errors: list[RunError] = []
        for run in steps.through(runs, "running the notebooks"):
            try:
                done[run.name] = _one(root, run, tell)
            except RunError as error:
                errors.append(error)
    if errors:
        problems = [problem for error in errors for problem in error.problems]
        raise (KernelError if all(isinstance(error, KernelError) for error in errors) else RunError)(problems)
    made = tuple(name for name, new in done.items() if new)
    return AllRuns(made, tuple(name for name in done if name not in made), removed)


def _one(root: Path, run: Run, tell: Callable[[str], None]) -> bool:
    """Run one notebook unless it is up to date; say whether it was run."""
    out = executed_path(root, run)
    exports, record = exports_path(out), record_path(out)
    if not exports.is_file():
        record.unlink(missing_ok=True)  # the pages lead to its tables and pictures: without them it is not complete
    before, started = _state(record), time.monotonic()
    try:
        ensure_run(root, run)
    except KernelError as error:
        note_failure(root, run.name, str(error))
        raise
    except RunError:
        clear_failure(root, run.name)
        raise
    clear_failure(root, run.name)
    new = _state(record) != before
    if new:
        tell(f"{run.name}: {time.monotonic() - started:.1f} s")
    return new


def _state(record: Path) -> tuple[int, int] | None:
    if not record.is_file():
        return None
    found = record.stat()
    return found.st_mtime_ns, found.st_ino


def _remove_others(root: Path, runs: Sequence[Run]) -> tuple[str, ...]:
    """Remove what runs left that are no longer in the plan, such as those of a document that is gone."""
    names = {run.name for run in runs}
    for name in failed_runs(root):
        if name not in names:
            clear_failure(root, name)
    files = (path for path in sorted((root / "build" / "runs").iterdir()) if path.is_file() and path.name[0] != ".")
    gone = [path for path in files if path.stem not in names]
    for path in gone:
        path.unlink()
    return tuple(dict.fromkeys(path.stem for path in gone))
