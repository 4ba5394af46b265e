"""From documents to raw tables: `eduplans ingest`.

Documents given replace their former rows by id; documents not given keep theirs. Tables kept by hand are not
touched. All tables are made and checked before the first is replaced, so that a failure leaves the previous
good state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from eduplans.errors import DocumentError, Problem
from eduplans.model import unresolved_tables
from eduplans.paths import check_ids, document_files, document_id
from eduplans.rows import cue_rows, damage_rows, document_row, figure_rows, item_rows, item_word_rows
from eduplans.workers import each_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from eduplans.rows import Row

#: Raw tables that ingest writes, in the order of their dependence.
TABLES = ("documents", "items", "item_words", "figures", "damage", "cues")
#: Tables that folders of an earlier version may lack.
LATER = ("cues",)
#: Formats that are tables through and through, where no numbered heading is expected.
TABULAR = ("csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Ingested:
    """What was read from one document: counts for the message of the command."""

    doc: str
    items: int
    figures: int
    damage: int


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What a call of `ingest` did.

    Parameters
    ----------
    added, replaced
        Documents that are new in the tables, and documents whose rows were replaced.
    kept
        Ids of documents that were not given and keep their rows.
    failed
        What is wrong with the files that could not be taken, one problem or more a file.
    """

    added: tuple[Ingested, ...]
    replaced: tuple[Ingested, ...]
    kept: tuple[str, ...]
    failed: tuple[Problem, ...]


def ingest(
    paths: Sequence[Path],
    out: Path,
    *,
    unnumbered: bool = False,
    jobs: int = 1,
    progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
    tell: Callable[[str], None] = lambda _: None,
) -> IngestSummary:
    """Read documents into the raw tables.

    Parameters
    ----------
    paths
        Files or folders of documents.
    out
        Folder of the raw tables; made where it is missing.
    unnumbered
        Take documents without any numbered heading, all figures standing before the first heading.
    jobs
        Processes to share the files between; the tables are the same with any number.
    progress
        Wraps the files, for a display of progress.
    tell
        Called with a sentence about each table whose layout was lost and each file that stands under two ids.

    Returns
    -------
    IngestSummary

    Raises
    ------
    DocumentError
        A path does not exist, two files share an id, or not one file could be read.
    TableError
        The tables that are there already, or those that would be written, break their schema.
    """
    files = document_files(paths)
    check_ids(files)
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    read: list[Ingested] = []
    failed: list[Problem] = []
    for one in each_file(partial(_read, unnumbered=unnumbered), files, jobs, progress):
        if one.ingested is not None:
            read.append(one.ingested)
        for name, found in one.rows.items():
            rows[name].extend(found)
        failed.extend(one.problems)
        for note in one.notes:
            tell(note)
    if not read:
        raise DocumentError(failed)
    before, doubled = _merge(rows, {one.doc for one in read}, out)
    for problem in doubled:
        tell(str(problem))
    return IngestSummary(
        added=tuple(one for one in read if one.doc not in before),
        replaced=tuple(one for one in read if one.doc in before),
        kept=tuple(sorted(before - {one.doc for one in read})),
        failed=tuple(failed),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What one file gave: rows for all tables, or what is wrong with it."""

    ingested: Ingested | None
    rows: dict[str, list[Row]]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def _read(file: Path, *, unnumbered: bool) -> _Read:
    """Read one file; what is wrong with it is a result, not an error, so that the others go on."""
    from eduplans.audit.cues import find_cues
    from eduplans.documents import read_document
    from eduplans.figures import find_figures

    try:
        document = replace(read_document(file), doc=document_id(file))
    except DocumentError as error:
        return _Read(None, {}, error.problems)
    if not document.items and not unnumbered and document.format not in TABULAR:
        problem = Problem(
            "no numbered heading (一、 (一) 1.) was found",
            where=str(file),
            remedy="if the document really has none, say --unnumbered",
        )
        return _Read(None, {}, (problem,))
    figures = find_figures(document)
    rows = {
        "documents": [document_row(document, figures)],
        "items": list(item_rows(document)),
        "item_words": list(item_word_rows(document)),
        "figures": list(figure_rows(document, figures)),
        "damage": list(damage_rows(document)),
        "cues": list(cue_rows(document.doc, find_cues(document, figures))),
    }
    ingested = Ingested(document.doc, len(document.items), len(figures), len(document.damage))
    return _Read(ingested, rows, notes=unresolved_tables(document, str(file)))


def _merge(rows: dict[str, list[Row]], given: set[str], out: Path) -> tuple[set[str], tuple[Problem, ...]]:
    """Put new rows in the place of old ones and write all tables.

    Returns the ids that were there before, and which documents were read from the same bytes as another.
    """
    import pandas as pd

    from eduplans import tables
    from eduplans.same_files import same_files

    frames = {name: tables.frame(name, rows[name]) for name in TABLES}
    before: set[str] = set()
    if (out / "documents.csv").exists():
        for name in TABLES:
            if name in LATER and not (out / f"{name}.csv").exists():
                continue
            old = tables.read_raw(name, out)
            if name == "documents":
                before = set(old["doc"])
            frames[name] = pd.concat([old[~old["doc"].isin(given)], frames[name]], ignore_index=True)
    tables.write_raw_tables(frames, out)
    return before, same_files(tables.read_raw("documents", out), str(out / "documents.csv"))
