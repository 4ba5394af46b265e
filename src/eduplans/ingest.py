"""From documents to raw tables: `eduplans ingest`.

Documents given replace their former rows by id; documents not given keep theirs. Tables kept by hand are not
touched. All tables are made and checked before the first is replaced, so that a failure leaves the previous
good state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.errors import DocumentError, Problem
from eduplans.paths import check_ids, document_files
from eduplans.rows import damage_rows, document_row, figure_rows, item_rows, item_word_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from eduplans.rows import Row

#: Raw tables that ingest writes, in the order of their dependence.
TABLES = ("documents", "items", "item_words", "figures", "damage")


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
    progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
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
    progress
        Wraps the files, for a display of progress.

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
    for file in progress(files):
        try:
            read.append(_read(file, rows, unnumbered=unnumbered))
        except DocumentError as error:
            failed.extend(error.problems)
    if not read:
        raise DocumentError(failed)
    before = _merge(rows, {one.doc for one in read}, out)
    return IngestSummary(
        added=tuple(one for one in read if one.doc not in before),
        replaced=tuple(one for one in read if one.doc in before),
        kept=tuple(sorted(before - {one.doc for one in read})),
        failed=tuple(failed),
    )


def _read(file: Path, rows: dict[str, list[Row]], *, unnumbered: bool) -> Ingested:
    """Read one file and append its rows to those of all tables."""
    from eduplans.documents import read_document
    from eduplans.figures import find_figures

    document = read_document(file)
    if not document.items and not unnumbered:
        raise DocumentError(
            Problem(
                "no numbered heading (一、 (一) 1.) was found",
                where=str(file),
                remedy="if the document really has none, say --unnumbered",
            )
        )
    figures = find_figures(document)
    rows["documents"].append(document_row(document, figures))
    rows["items"].extend(item_rows(document))
    rows["item_words"].extend(item_word_rows(document))
    rows["figures"].extend(figure_rows(document, figures))
    rows["damage"].extend(damage_rows(document))
    return Ingested(document.doc, len(document.items), len(figures), len(document.damage))


def _merge(rows: dict[str, list[Row]], given: set[str], out: Path) -> set[str]:
    """Put new rows in the place of old ones and write all tables; return the ids that were there before."""
    import pandas as pd

    from eduplans import tables

    frames = {name: tables.frame(name, rows[name]) for name in TABLES}
    before: set[str] = set()
    if (out / "documents.csv").exists():
        for name in TABLES:
            old = tables.read_raw(name, out)
            if name == "documents":
                before = set(old["doc"])
            frames[name] = pd.concat([old[~old["doc"].isin(given)], frames[name]], ignore_index=True)
    tables.write_raw_tables(frames, out)
    return before
