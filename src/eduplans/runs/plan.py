"""Which runs there are: ``notebooks/runs.toml`` and one run per document where it says so.

Imports nothing beyond the standard library and `eduplans.errors`, so that a Makefile's helper can use it.
"""

from __future__ import annotations

import csv
import difflib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, RunError, UnknownNameError
from eduplans.paths import document_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_KEYS = {"name", "notebook", "parameters", "for_each", "title", "headline", "group", "varies_with", "timeout", "memory"}


@dataclass(frozen=True, slots=True)
class Run:
    """A notebook with its parameters.

    Parameters
    ----------
    name
        Unique; the name of the executed notebook and of its expected outputs.
    notebook
        File name of the notebook in the folder of ``runs.toml``.
    parameters
        Values that differ from the notebook's defaults.
    title
        Title on the report; ``{doc}`` and other columns of the documents table stand for the document's own.
    document
        The document that the run is about; empty where it is about all.
    headline
        Headings of the sections whose sentences, and whose first picture, the report's start page repeats.
    group
        Heading under which the report lists it among the chapters.
    varies_with
        Folder of the project into which users put tables of their own; while it holds any, the run shows these and
        nothing is expected of it. Empty for a run that shows the same everywhere.
    timeout
        Seconds that the notebook may take; 0: as long as any.
    memory
        Megabytes that its kernel may take; 0: as much as any.
    """

    name: str
    notebook: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    document: str = ""
    headline: tuple[str, ...] = ()
    group: str = ""
    varies_with: str = ""
    timeout: float = 0
    memory: int = 0


def expand_runs(toml: Path, documents: Sequence[str]) -> tuple[Run, ...]:
    """List the runs that a ``runs.toml`` asks for.

    Parameters
    ----------
    toml
        File with one ``[[run]]`` table a run: `name`, `notebook`, optionally `parameters`, `title`, `headline`,
        `group`, `varies_with`, `timeout`, `memory`,
        ``for_each = "documents"`` (one run per document, named ``name-document``, with its id
        as the parameter `document`).
    documents
        Ids of the documents, in the order of the documents table.

    Returns
    -------
    tuple of Run
        In the order of the file.

    Raises
    ------
    RunError
        The file is missing, is not TOML, or asks for something that does not exist; all problems at once.
    """
    runs: list[Run] = []
    problems: list[Problem] = []
    for number, entry in enumerate(_entries(toml), start=1):
        where = f"{toml.name}, run {number}"
        found = list(_check_entry(entry, toml.parent, where))
        problems += found
        if not found:
            runs += _expand(entry, documents)
    problems += _repeated(runs, toml.name)
    if problems:
        raise RunError(problems)
    return tuple(runs)


def read_runs(root: Path) -> tuple[Run, ...]:
    """List the runs of a project.

    Parameters
    ----------
    root
        Folder that holds ``notebooks/runs.toml`` and ``data/raw/documents.csv``.

    Returns
    -------
    tuple of Run
    """
    return expand_runs(root / "notebooks" / "runs.toml", document_ids(root / "data"))


def varies(root: Path, run: Run) -> bool:
    """Say whether a run shows tables that a user has put into the project, so that nothing is expected of it.

    Parameters
    ----------
    root
        The project.
    run
        The run.

    Returns
    -------
    bool
        Whether the folder `run.varies_with` holds anything but a README.

    Examples
    --------
    >>> from pathlib import Path
    >>> varies(Path("."), Run("corpus", "corpus.ipynb"))
    False
    """
    return bool(run.varies_with) and bool(own_files(root / run.varies_with))


def own_files(folder: Path) -> list[Path]:
    """List the files that a user has put into a folder of the project, without its README and hidden ones."""
    files = folder.iterdir() if folder.is_dir() else ()
    return sorted(file for file in files if file.is_file() and file.name[0] != "." and file.stem != "README")


def find_run(runs: Iterable[Run], name: str) -> Run:
    """Find a run by its name.

    Raises
    ------
    UnknownNameError
        No run has this name; the message lists those that exist.

    Examples
    --------
    >>> find_run([Run("corpus", "corpus.ipynb")], "corpus").notebook
    'corpus.ipynb'
    """
    by_name = {run.name: run for run in runs}
    if name not in by_name:
        close = difflib.get_close_matches(name, by_name, n=1)
        hint = f"did you mean {close[0]}? " if close else ""
        raise UnknownNameError(
            Problem("no such run", value=name, remedy=f"{hint}the runs are {', '.join(by_name) or 'none'}")
        )
    return by_name[name]


def document_ids(data: Path) -> tuple[str, ...]:
    """List the ids of the documents in the order of the documents table; none where there is no table yet.

    Parameters
    ----------
    data
        The data folder (which holds ``raw``).

    Returns
    -------
    tuple of str

    Raises
    ------
    RunError
        An id could not be the name of a page: the table was changed by hand, or is not ours.
    """
    table = data / "raw" / "documents.csv"
    if not table.is_file():
        return ()
    with table.open(encoding="utf-8", newline="") as file:
        ids = tuple(row["doc"] for row in csv.DictReader(file) if row.get("doc"))
    problems = [
        Problem("this id cannot be the name of a page", where=str(table), row=row, column="doc", value=doc)
        for row, doc in enumerate(ids, start=2)
        if document_id(Path(f"{doc}.x")) != doc
    ]
    if problems:
        raise RunError(problems)
    return ids


def _entries(toml: Path) -> list[dict[str, Any]]:
    try:
        content = tomllib.loads(toml.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RunError(Problem("no list of runs", where=str(toml), remedy="check the path")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RunError(Problem(f"not readable as TOML: {error}", where=str(toml))) from error
    entries = content.get("run", [])
    if not isinstance(entries, list) or set(content) - {"run"}:
        raise RunError(Problem("runs stand in tables named [[run]] and nothing else", where=str(toml)))
    return entries


def _check_entry(entry: Mapping[str, Any], folder: Path, where: str) -> Iterable[Problem]:
    for key in ("name", "notebook"):
        if not isinstance(entry.get(key), str) or not entry[key]:
            yield Problem(f"{key} is missing", where=where)
    for key in sorted(set(entry) - _KEYS):
        yield Problem("unknown key", where=where, value=key, remedy=f"the keys are {', '.join(sorted(_KEYS))}")
    if isinstance(entry.get("notebook"), str) and not (folder / entry["notebook"]).is_file():
        yield Problem("no such notebook", where=where, value=entry["notebook"])
    if not isinstance(entry.get("parameters", {}), dict):
        yield Problem("parameters is not a table of names and values", where=where)
    headline = entry.get("headline", [])
    if not isinstance(entry.get("group", ""), str):
        yield Problem("group is not a text", where=where)
    if not isinstance(headline, list) or not all(isinstance(heading, str) for heading in headline):
        yield Problem("headline is not a list of headings", where=where)
    if not isinstance(entry.get("varies_with", ""), str):
        yield Problem("varies_with is not the name of a folder", where=where)
    for key, unit in (("timeout", "seconds"), ("memory", "megabytes")):
        value = entry.get(key, 1)
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            yield Problem(f"{key} is not a number of {unit} above zero", where=where, value=str(value))
    if entry.get("for_each", "documents") != "documents":
        yield Problem("unknown for_each", where=where, value=str(entry["for_each"]), remedy="write documents")


def _expand(entry: Mapping[str, Any], documents: Sequence[str]) -> list[Run]:
    name, notebook = entry["name"], entry["notebook"]
    parameters, title = dict(entry.get("parameters", {})), entry.get("title", "")
    limits: dict[str, Any] = {key: entry[key] for key in ("timeout", "memory") if key in entry}
    if "for_each" not in entry:
        headline, group = tuple(entry.get("headline", [])), entry.get("group", "")
        own = entry.get("varies_with", "")
        return [Run(name, notebook, parameters, title, headline=headline, group=group, varies_with=own, **limits)]
    return [Run(f"{name}-{doc}", notebook, {**parameters, "document": doc}, title, doc, **limits) for doc in documents]


def _repeated(runs: Sequence[Run], where: str) -> list[Problem]:
    names = [run.name for run in runs]
    twice = sorted({name for name in names if names.count(name) > 1})
    return [Problem("two runs share a name", where=where, value=name, rule="unique") for name in twice]
