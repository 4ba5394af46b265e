"""The stages of the build: those of ``tools/stages.toml``, and one for each run of ``notebooks/runs.toml``."""

from __future__ import annotations

import csv
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if sys.version_info < (3, 11):  # noqa: UP036 - this runs before any environment is made, with whatever python3 is
    sys.exit(
        f"eduplans needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}. "
        "Name a newer one: make PYTHON=python3.11 report"
    )

import tomllib

if TYPE_CHECKING:
    from pathlib import Path

SETUP = ("env", "install")
"""The stages that make ``.venv``."""

TARGETS = {
    "setup": SETUP,
    "data": (*SETUP, "data"),
    "notebooks": (*SETUP, "data", "run"),
    "report": (*SETUP, "data", "run", "report"),
}
"""Which stages a target of the Makefile stands on; ``run`` stands for all runs."""


class PlanError(ValueError):
    """A plan that cannot be read; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the build.

    Parameters
    ----------
    name
        ``data``, ``report``, ``run-corpus`` and so on.
    modules, shallow, files, project, outputs
        As in ``stages.toml``.
    record
        Where the digests of the outputs are kept.
    notebook
        The notebook of a run.
    arguments
        The arguments of ``eduplans run`` for a run, without ``--out``.
    """

    name: str
    modules: tuple[str, ...] = ()
    shallow: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    project: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    record: str = ""
    notebook: str = ""
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A notebook with its parameters."""

    name: str
    notebook: str
    parameters: tuple[tuple[str, str], ...] = ()


def stages(root: Path, target: str) -> list[Stage]:
    """Stages of a target, in the order of the flow.

    Parameters
    ----------
    root
        Root of the project.
    target
        ``setup``, ``data``, ``notebooks`` or ``report``.
    """
    settings = _toml(root / "tools" / "stages.toml")
    found: list[Stage] = []
    for name in TARGETS[target]:
        if name == "run":
            found += [_run_stage(settings["run"], run) for run in runs(root)]
        else:
            found.append(_stage(name, settings[name]))
    return found


def stage(root: Path, name: str) -> Stage:
    """One stage by its name."""
    target = "report" if name.startswith("run-") or name == "report" else ("data" if name == "data" else "setup")
    for candidate in stages(root, target):
        if candidate.name == name:
            return candidate
    raise PlanError(f"there is no stage {name}")


def _stage(name: str, table: dict[str, Any]) -> Stage:
    return Stage(
        name=name,
        modules=_strings(table.get("modules")),
        shallow=_strings(table.get("shallow")),
        files=_strings(table.get("files")),
        project=_strings(table.get("project")),
        outputs=_strings(table.get("outputs")),
        record=str(table.get("record") or f"build/outputs/{name}.sha256"),
    )


def _run_stage(table: dict[str, Any], run: Run) -> Stage:
    arguments = [f"notebooks/{run.notebook}"]
    for key, value in run.parameters:
        arguments += ["-p", f"{key}={value}"]
    return Stage(
        name=f"run-{run.name}",
        modules=_strings(table.get("modules")),
        shallow=_strings(table.get("shallow")),
        files=_strings(table.get("files")),
        outputs=tuple(pattern.format(name=run.name) for pattern in _strings(table.get("outputs"))),
        record=f"build/outputs/run-{run.name}.sha256",
        notebook=f"notebooks/{run.notebook}",
        arguments=tuple(arguments),
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def runs(root: Path) -> list[Run]:
    """Every run of ``notebooks/runs.toml``; ``for_each = "documents"`` gives one for each document.

    Raises
    ------
    PlanError
        If an entry is incomplete, a notebook is missing or a name is used twice.
    """
    path = root / "notebooks" / "runs.toml"
    found: dict[str, Run] = {}
    for entry in _toml(path).get("run", []):
        for run in _expanded(root, entry):
            if run.name in found:
                raise PlanError(f"{path}: the name {run.name} is used twice")
            if not re.fullmatch(r"[\w.-]+", run.name):
                raise PlanError(f"{path}: the name {run.name!r} may hold letters, digits, '.', '-' and '_' only")
            if not (root / "notebooks" / run.notebook).is_file():
                raise PlanError(f"{path}: run {run.name}: there is no notebooks/{run.notebook}")
            found[run.name] = run
    return list(found.values())


def _expanded(root: Path, entry: dict[str, Any]) -> list[Run]:
    path = root / "notebooks" / "runs.toml"
    name, notebook, each = entry.get("name"), entry.get("notebook"), entry.get("for_each")
    if not isinstance(name, str) or not isinstance(notebook, str):
        raise PlanError(f"{path}: every [[run]] needs a name and a notebook, as text")
    table = entry.get("parameters") or {}
    if not isinstance(table, dict):
        raise PlanError(f"{path}: run {name}: parameters is not a table")
    parameters = tuple((key, _written(value)) for key, value in table.items())
    if each is None:
        return [Run(name, notebook, parameters)]
    if each != "documents":
        raise PlanError(f'{path}: run {name}: for_each can only be "documents"')
    return [Run(f"{name}-{doc}", notebook, (*parameters, ("document", doc))) for doc in documents(root)]


def _written(value: object) -> str:
    # as a notebook's reader would write it on the command line: Python's True, not TOML's true
    return str(value)


def documents(root: Path) -> list[str]:
    """Ids of the documents of ``data/raw/documents.csv``, in its order."""
    path = root / "data" / "raw" / "documents.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except FileNotFoundError:
        raise PlanError(f"{path} is missing; restore it, or write it from documents with `make ingest`") from None
    if rows and "doc" not in rows[0]:
        raise PlanError(f"{path} has no column doc")
    return [row["doc"] for row in rows]


def _toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        raise PlanError(f"{path} is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise PlanError(f"{path}: {error}") from None
