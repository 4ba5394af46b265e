"""The stages of the build: those of ``tools/stages.toml``, and one for each run of ``notebooks/runs.toml``."""

from __future__ import annotations

import os
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
    from collections.abc import Iterable
    from pathlib import Path

    from eduplans.runs.plan import Run

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
    limits
        Its limits of time and memory as further arguments, which change nothing of what it gives.
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
    limits: tuple[str, ...] = ()


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
    for key, value in run.parameters.items():
        arguments += ["-p", f"{key}={_written(value)}"]
    return Stage(
        name=f"run-{run.name}",
        modules=_strings(table.get("modules")),
        shallow=_strings(table.get("shallow")),
        files=_strings(table.get("files")),
        outputs=tuple(pattern.format(name=run.name) for pattern in _strings(table.get("outputs"))),
        record=f"build/outputs/run-{run.name}.sha256",
        notebook=f"notebooks/{run.notebook}",
        arguments=tuple(arguments),
        limits=_limits(run),
    )


def _limits(run: Run) -> tuple[str, ...]:
    # what the caller of make says goes before what runs.toml says
    given = {"timeout": os.environ.get("TIMEOUT") or run.timeout, "memory": os.environ.get("MEMORY") or run.memory}
    return tuple(word for name, value in given.items() if value for word in (f"--{name}", str(value)))


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def runs(root: Path) -> list[Run]:
    """Every run of ``notebooks/runs.toml``, as the package reads it.

    Raises
    ------
    PlanError
        If the table of documents is missing, or the list of runs asks for something that does not exist.
    """
    _find_package(root)
    from eduplans.errors import EduplansError
    from eduplans.runs.plan import read_runs

    documents = root / "data" / "raw" / "documents.csv"
    if not documents.is_file():
        raise PlanError(
            f"{documents} is missing; restore it with `git checkout data/raw`, or write it from documents with "
            "`make ingest`"
        )
    try:
        found = list(read_runs(root))
    except EduplansError as error:
        raise PlanError(str(error)) from None
    for run in found:
        if not re.fullmatch(r"[\w.-]+", run.name):
            raise PlanError(f"runs.toml: the name {run.name!r} may hold letters, digits, '.', '-' and '_' only")
    return found


def tables(root: Path, cells: list[str], modules: Iterable[Path]) -> list[Path]:
    """Files of the tables that a notebook reads, as its run records them.

    Parameters
    ----------
    root
        Root of the project.
    cells
        The code cells of the notebook.
    modules
        The files that its imports reach.
    """
    _find_package(root)
    from eduplans.runs.tables import external_files, table_files, tables_read

    return [*table_files(root / "data", tables_read(cells, modules)), *external_files(root / "data", cells)]


def failed(root: Path) -> Any:
    """Give the module that keeps notes of failed kernels."""
    _find_package(root)
    from eduplans.runs import failed as module

    return module


def storage(root: Path) -> Any:
    """Give the package that lets one writer at a time into a folder."""
    _find_package(root)
    from eduplans import storage as package

    return package


def _find_package(root: Path) -> None:
    # no package is installed yet, and none is needed: what is imported here stands on the standard library alone
    source = str(root / "src")
    if source not in sys.path:
        sys.path.insert(0, source)


def _written(value: object) -> str:
    # as on a command line: true and false in small letters, the items of a list with commas between them
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(_written, value)) if isinstance(value, list) else str(value)


def _toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        raise PlanError(f"{path} is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise PlanError(f"{path}: {error}") from None
