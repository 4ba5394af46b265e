"""One repetition: documents, tables, notebooks and report of a clone, without a network, under given conditions."""

from __future__ import annotations

import csv
import json
import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eduplans.errors import EduplansError
from eduplans.reproduce.notebooks import without_default_run
from eduplans.reproduce.offline import block
from eduplans.reproduce.processes import call

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from eduplans.reproduce.conditions import Conditions
    from eduplans.reproduce.offline import Isolation
    from eduplans.reproduce.pythons import Python

#: What a repetition makes; it is moved out of the clone, which the next repetition may use.
MADE = ("report", "build/runs", "build/default", "build/from-documents", "data/processed", "data/datapackage.json")
FROM_DOCUMENTS = "build/from-documents"
_TABLES = ("data/processed/*.csv", "data/datapackage.json")
_STAGES = {"data": ("data",), "notebooks": ("run-",), "report": ("report",)}


@dataclass(frozen=True, slots=True)
class Built:
    """What a repetition came to.

    Parameters
    ----------
    name
        Name of its conditions.
    results
        Folder with what it made, each under its path in the project.
    seconds
        How long each part took.
    failure
        The part that failed and the last lines of what was said; empty where all went well.
    """

    name: str
    results: Path
    seconds: dict[str, float] = field(default_factory=dict)
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Repetition:
    """All that a repetition needs.

    Parameters
    ----------
    clone
        The project, with its environment.
    conditions
        Under what it is built.
    python
        The Python that its environment was made with.
    off
        How the network is switched off.
    scratch
        Folder for the home folder and temporary files.
    tell
        Called with each line that is said.
    """

    clone: Path
    conditions: Conditions
    python: Python
    off: Isolation
    scratch: Path
    tell: Callable[[str], None] = lambda _: None

    def build(self, results: Path, documents: Path | None = None) -> Built:
        """Build everything and move what was made.

        Parameters
        ----------
        results
            Folder that it is moved to.
        documents
            Documents that the raw tables are made of; None: the committed raw tables stand.

        Returns
        -------
        Built
        """
        environment, python = self._environment(), self.python.command
        if self.off.kind == "block":
            python = block(self.clone, python)
        seconds: dict[str, float] = {}
        failure = ""
        for part, command in self._commands(python, documents):
            if part == "report":
                self._begin_from_raw(documents)
            done = call(
                [*self.off.prefix, *command], self.clone, environment,
                umask=int(self.conditions.umask, 8), tell=self.tell,
            )  # fmt: skip
            seconds |= self._times() if part == "report" else {part: done.seconds}
            if done.code:
                failure = f"{part} ended with exit code {done.code}:\n{done.said}"
                break
        _move(self.clone, results)
        return Built(self.conditions.name, results, seconds, failure)

    def _commands(self, python: str, documents: Path | None) -> list[tuple[str, Sequence[str]]]:
        jobs = self.conditions.jobs
        commands: list[tuple[str, Sequence[str]]] = []
        if documents is not None:
            made = (".venv/bin/eduplans", "ingest", str(documents), "--out", FROM_DOCUMENTS, "--jobs", str(jobs))
            commands.append(("documents", made))
        commands.append(("report", ("make", "report", f"JOBS={jobs}", f"PYTHON={python}")))
        for notebook in self._alone():
            out = f"build/default/{notebook}"
            commands.append((notebook, (".venv/bin/eduplans", "run", f"notebooks/{notebook}", "--out", out)))
        return commands

    def _alone(self) -> tuple[str, ...]:
        try:
            return without_default_run(self.clone)
        except EduplansError:
            return ()  # a list of runs that cannot be read stops the report, which says so

    def _begin_from_raw(self, documents: Path | None) -> None:
        """Leave nothing that is made of the raw tables, and take those of the documents where they are given."""
        for pattern in _TABLES:
            for path in self.clone.glob(pattern):
                path.unlink()
        if documents is not None and all_given(self.clone):
            for path in (self.clone / FROM_DOCUMENTS).iterdir():  # the tables with their digests
                if path.is_file():
                    shutil.copyfile(path, self.clone / "data" / "raw" / path.name)

    def _environment(self) -> dict[str, str]:
        home, beside = self.scratch / "home", self.scratch / "tmp"
        beside.mkdir(parents=True, exist_ok=True)
        if self.conditions.home == "empty":
            home.mkdir(exist_ok=True)
        return self.conditions.environment(home, beside, os.environ.get("PATH", os.defpath))

    def _times(self) -> dict[str, float]:
        """Sum up how long each part took, from what the build noted."""
        noted = self.clone / "build" / "times.jsonl"
        lines = noted.read_text(encoding="utf-8").splitlines() if noted.is_file() else []
        entries = [json.loads(line) for line in lines]
        found = {}
        for part, prefixes in _STAGES.items():
            ran = [entry for entry in entries if str(entry["stage"]).startswith(prefixes)]
            if ran:  # runs stand side by side
                whole = max(entry["ended"] for entry in ran) - min(entry["started"] for entry in ran)
                found[part] = round(whole, 1)
        return found


def all_given(clone: Path) -> bool:
    """Say whether the documents given are all that the committed raw tables rest on."""
    from eduplans.runs.plan import document_ids

    committed = set(document_ids(clone / "data"))
    table = clone / FROM_DOCUMENTS / "documents.csv"
    return table.is_file() and committed == read_ids(table)


def read_ids(table: Path) -> set[str]:
    """Read the ids of the documents of a table of documents."""
    with table.open(encoding="utf-8", newline="") as file:
        return {row["doc"] for row in csv.DictReader(file)}


def _move(clone: Path, results: Path) -> None:
    for name in MADE:
        if (clone / name).exists():
            target = results / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (clone / name).rename(target)
