"""What the report is made of: runs with their notebooks and records, and tables as rows of texts."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, RunError
from eduplans.report.missing import Missing, missing_run
from eduplans.runs.accept import executed_path
from eduplans.runs.notebook import read_notebook
from eduplans.runs.plan import Run, read_runs
from eduplans.runs.record import RunRecord, read_record

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A run as the report shows it.

    Parameters
    ----------
    run
        The run.
    notebook
        The executed notebook.
    record
        What it rests on.
    title
        Title of its page.
    page
        Path of its page without ending, such as ``chapters/corpus``.
    """

    run: Run
    notebook: Any
    record: RunRecord
    title: str
    page: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything the pages are made of.

    Parameters
    ----------
    root
        The project.
    runs
        All runs, in the order of ``runs.toml``.
    documents
        Rows of the raw table of documents.
    missing
        Runs whose kernel crashed, hung or took too much memory.
    """

    root: Path
    runs: tuple[Shown, ...]
    documents: tuple[Row, ...]
    missing: tuple[Missing, ...] = ()

    @property
    def chapters(self) -> list[Shown]:
        """Runs that are about all documents: by group, groups as they first come in ``runs.toml``."""
        found = [shown for shown in self.runs if not shown.run.document]
        groups = list(dict.fromkeys(shown.run.group for shown in found))
        return sorted(found, key=lambda shown: groups.index(shown.run.group))

    @property
    def counties(self) -> list[Shown]:
        """Runs that are about one document."""
        return [shown for shown in self.runs if shown.run.document]


def read_sources(root: Path) -> Sources:
    """Read what the report is made of.

    Parameters
    ----------
    root
        The project.

    Returns
    -------
    Sources

    Raises
    ------
    RunError
        Runs are missing or cannot be read; all at once.
    """
    documents = tuple(table_rows(root / "data" / "raw" / "documents.csv"))
    by_id = {row["doc"]: row for row in documents}
    shown, missing, problems = [], [], []
    for run in read_runs(root):
        document = by_id.get(run.document, {})
        try:
            gone = _missing(root, run, document)
            if gone is not None:
                missing.append(gone)
            else:
                shown.append(_shown(root, run, document))
        except RunError as error:
            problems += [Problem(p.what, where=p.where, remedy=p.remedy or "make notebooks") for p in error.problems]
    if not shown and not problems:
        remedy = "mend what they say, then `make report`"
        problems = [
            Problem(f"no run is left to show: {one.reason}", where=one.run.name, remedy=remedy) for one in missing
        ]
        problems = problems or [Problem("there is no run to show", where="notebooks/runs.toml")]
    if problems:
        raise RunError(problems)
    return Sources(root, tuple(shown), documents, tuple(missing))


def table_rows(path: Path) -> list[Row]:
    """Read a table as rows of texts; none where there is no file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def county(row: Row) -> str:
    """Name the county of a document, and say so where its name is inferred.

    Examples
    --------
    >>> county({"county": "云泽县", "county_basis": "inferred"}), county({"county": "", "county_basis": "unknown"})
    ('云泽县 (inferred)', '')
    """
    name = row.get("county", "")
    return f"{name} (inferred)" if name and row.get("county_basis") == "inferred" else name


def _missing(root: Path, run: Run, document: Row) -> Missing | None:
    title = _title(run, read_notebook(root / "notebooks" / run.notebook), document)
    return missing_run(root, run, title, _page(run))


def _shown(root: Path, run: Run, document: Row) -> Shown:
    path = executed_path(root, run)
    notebook = read_notebook(path)
    return Shown(run, notebook, read_record(path), _title(run, notebook, document), _page(run))


def _page(run: Run) -> str:
    return f"counties/{run.document}" if run.document else f"chapters/{run.name}"


def _title(run: Run, notebook: Any, document: Row) -> str:
    if run.title:
        try:
            # A county or year that is not known leaves a gap: closed, or filled by the document's id.
            return (
                " ".join(
                    run.title.format(**(document | {"county": county(document)} if document else {})).split()
                ).strip(" ,")
                or run.document
            )
        except (KeyError, IndexError, ValueError) as error:
            columns = ", ".join(document) or "none, for the run is not about a document"
            raise RunError(
                Problem(
                    f"the title {run.title!r} names no column: {error}", where=run.name, remedy=f"there are: {columns}"
                )
            ) from error
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and cell["source"].startswith("# "):
            return str(cell["source"].splitlines()[0][2:].strip())
    return run.name
