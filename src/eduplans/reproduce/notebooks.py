"""Comparing what notebooks show: with what was accepted, with the committed notebooks, and with each other."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from eduplans.errors import RunError
from eduplans.runs.accept import executed_path, expected_path
from eduplans.runs.compare import Difference as Shown
from eduplans.runs.compare import compare_expectations, compare_run
from eduplans.runs.expect import expectation
from eduplans.runs.notebook import read_notebook
from eduplans.runs.plan import Run, read_runs, varies

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from eduplans.reproduce.findings import Comparison

Place = tuple[str, str]
HOW_EXPECTED = "output by output: tables and texts as they are shown, pictures pixel by pixel"
HOW_BYTES = "bytes; where these differ, output by output"
#: Entries of a record that say how a run went and not what came out.
_OF_THE_RUN = ("seconds", "versions")


def committed_runs(project: Path) -> tuple[Run, ...]:
    """List the runs of a project that show the same everywhere."""
    return tuple(run for run in read_runs(project) if not varies(project, run))


def without_default_run(project: Path) -> tuple[str, ...]:
    """List the notebooks that no run of the project runs with their own parameters."""
    runs = committed_runs(project)
    own = {run.notebook for run in runs if not run.parameters}
    return tuple(dict.fromkeys(run.notebook for run in runs if run.notebook not in own))


def default_path(results: Path, notebook: str, runs: Iterable[Run]) -> Path:
    """Say where a notebook stands after its run with its own parameters."""
    own = next((run for run in runs if run.notebook == notebook and not run.parameters), None)
    return executed_path(results, own) if own else results / "build" / "default" / notebook


def compare_expected(project: Path, results: Path, comparison: Comparison) -> None:
    """Compare every run with its accepted outputs.

    Parameters
    ----------
    project
        As committed.
    results
        What a repetition made.
    comparison
        Where runs, cells, tables, texts, pictures and differences are counted.
    """
    for run in committed_runs(project):
        expected = expected_path(project, run)
        executed = executed_path(results, run)
        name = executed.relative_to(results).as_posix()
        try:
            places = _places(compare_run(executed, expected, run))
        except (RunError, FileNotFoundError) as error:
            places = [("", str(error))]
        comparison.add(name, places)
        if expected.is_file():
            comparison.counts += shown(json.loads(expected.read_text(encoding="utf-8")))


def compare_committed(project: Path, results: Path, comparison: Comparison) -> None:
    """Compare every committed notebook with its run, bytes first; see `compare_expected`."""
    runs = committed_runs(project)
    for notebook in dict.fromkeys(run.notebook for run in runs):
        executed = default_path(results, notebook, runs)
        compare_two(project / "notebooks" / notebook, executed, comparison, f"notebooks/{notebook}")


def compare_two(wanted: Path, found: Path, comparison: Comparison, name: str) -> None:
    """Compare two executed notebooks, bytes first, then output by output."""
    if not wanted.is_file() or not found.is_file():
        missing = "this notebook is missing" if wanted.is_file() else "this notebook was not expected"
        comparison.add(name, [("", missing)])
        return
    same = wanted.read_bytes() == found.read_bytes()
    comparison.add(name, [] if same else _notebook_places(wanted, found), same_bytes=same)


def _notebook_places(wanted: Path, found: Path) -> list[Place]:
    run = Run(found.stem, found.name)
    sides = [read_notebook(path) for path in (found, wanted)]
    places = _places(compare_expectations(*(expectation(side, run) for side in sides)))
    if places:
        return places
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (wanted, found))
    for number, (one, two) in enumerate(zip(old, new, strict=False), start=1):
        if one != two:
            return [
                (f"line {number}", f"shows the same, but is written {two.strip()[:80]!r}, not {one.strip()[:80]!r}")
            ]
    return [("", "shows the same, but one is longer")]


def compare_record(wanted: Path, found: Path, comparison: Comparison, name: str) -> None:
    """Compare the records of two runs, without the time they took and the versions, which follow Python."""
    sides = [_record(path) for path in (wanted, found)]
    if None in sides:
        comparison.add(name, [("", "this record is missing" if sides[1] is None else "this record was not expected")])
        return
    changed = [key for key in sides[0].keys() | sides[1].keys() if sides[0].get(key) != sides[1].get(key)]
    comparison.add(name, [(key, "the records differ") for key in changed])


def shown(expected: dict[str, Any]) -> Counter[str]:
    r"""Count what the expectation of a run holds.

    Examples
    --------
    >>> dict(shown({"cells": [{"outputs": [{"kind": "picture"}, {"kind": "table", "rows": ["a\tb", "1\t2"]}]}]}))
    {'notebook cells': 1, 'outputs': 2, 'pictures': 1, 'table cells': 4, 'tables': 1}
    """
    found: Counter[str] = Counter()
    for cell in expected["cells"]:
        found["notebook cells"] += 1
        for output in cell["outputs"]:
            found["outputs"] += 1
            if output["kind"] in {"picture", "table"}:
                found[f"{output['kind']}s"] += 1
            found["table cells"] += sum(row.count("\t") + 1 for row in output.get("rows", ()))
    return +found


def _places(differences: Iterable[Shown]) -> list[Place]:
    return [(", ".join(part for part in (one.place, one.output) if part), one.what) for one in differences]


def _record(path: Path) -> Any:
    if not path.is_file():
        return None
    record = json.loads(path.read_text(encoding="utf-8"))
    for key in _OF_THE_RUN:
        record.pop(key, None)
    return record
