"""One file after the other: what a worker does.

A worker gets a portion of files, by name or with their bytes, and gives back finished and checked rows: as text of the
canonical CSV for each document, or as Parquet for all. So the process that collects them has little left to do.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from eduplans.documents.limits import VARIABLE
from eduplans.documents.time_limit import time_limit
from eduplans.errors import DocumentError, EduplansError, Problem
from eduplans.ingest.reader import reader
from eduplans.model import unresolved_tables
from eduplans.rows import cue_rows, damage_rows, document_row, figure_rows, item_rows, item_word_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from eduplans.model import Document
    from eduplans.rows import Row

Form = Literal["csv", "parquet"]
#: Raw tables that ingest writes, in the order of their dependence.
TABLES = ("documents", "items", "item_words", "figures", "damage", "cues")
#: Documents that are held as single rows, before they become frames.
_AS_ROWS = 20
#: A plan of no county, with a bit of everything.
_SMALL = "某县2020年教育工作要点\n一、扩大学位\n1、新建學校3所，新增学位1200个，比上年增长5.3%，2021年3月底前完成。\n"
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
class Given:
    """A file that is to be read; with its bytes where the reader may not reach it."""

    doc: str
    path: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be taken: its id, the digest of its bytes where it has any, what is wrong."""

    doc: str
    sha256: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Portion:
    """Files that one worker reads in one go, and how."""

    files: tuple[Given, ...]
    form: Form
    unnumbered: bool
    reader: str
    limits: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a portion gave.

    Parameters
    ----------
    read, digests
        Documents in the order of their files, with the SHA-256 of each file.
    failed
        Files that gave none.
    notes
        Sentences about tables whose layout was lost.
    texts
        For each document, rows of each table as CSV without a header.
    parts
        For each table, all rows as Parquet, and how many.
    """

    read: tuple[Ingested, ...]
    digests: tuple[str, ...]
    failed: tuple[Failed, ...]
    notes: tuple[str, ...]
    texts: dict[str, dict[str, str]]
    parts: dict[str, tuple[bytes, int]]


def read_portion(portion: Portion) -> Taken:
    """Read files and make checked tables of them.

    Parameters
    ----------
    portion
        The files.

    Returns
    -------
    Taken

    Raises
    ------
    EduplansError
        This worker reads documents in another way than who sent them.
    TableError
        The rows break their schema or contradict each other.
    """
    if portion.reader != reader(unnumbered=portion.unnumbered):
        raise EduplansError(
            Problem(
                "a worker has another eduplans",
                value=reader(unnumbered=portion.unnumbered),
                rule=f"the same everywhere, here {portion.reader}",
                remedy="install the same version on all machines, and start the workers again",
            )
        )
    os.environ[VARIABLE] = portion.limits  # a worker on another machine does not inherit them
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    made: list[dict[str, pd.DataFrame]] = []
    read: list[Ingested] = []
    failed: list[Failed] = []
    notes: list[str] = []
    for given in portion.files:
        if len(rows["documents"]) == _AS_ROWS:
            made.append(_emptied(rows))
        one = _read_given(given, unnumbered=portion.unnumbered)
        if isinstance(one, Failed):
            failed.append(one)
            continue
        read.append(one.ingested)
        notes += one.notes
        for name, found in one.rows.items():
            rows[name] += found
    made.append(_emptied(rows))
    digests = tuple(str(digest) for some in made for digest in some["documents"]["sha256_file"])
    texts, parts = _made(made, portion.form) if read else ({}, {})
    return Taken(tuple(read), digests, tuple(failed), tuple(notes), texts, parts)


def _emptied(rows: dict[str, list[Row]]) -> dict[str, pd.DataFrame]:
    """Make frames of rows, which take a tenth of their room, and forget the rows."""
    from eduplans.ingest.frames import typed_rows
    from eduplans.tables import RAW

    frames = {name: typed_rows(RAW[name], found) for name, found in rows.items()}
    for found in rows.values():
        found.clear()
    return frames


def _made(
    made: Sequence[dict[str, pd.DataFrame]], form: Form
) -> tuple[dict[str, dict[str, str]], dict[str, tuple[bytes, int]]]:
    from eduplans.ingest.frames import checked_frames, texts_by_document
    from eduplans.tables import RAW

    frames = checked_frames(made)
    if form == "csv":
        return texts_by_document(frames), {}
    from eduplans.tables.dataset import arrow_table, parquet_bytes

    parts = {}
    for name in list(frames):
        rows = arrow_table(frames.pop(name), RAW[name])
        parts[name] = (parquet_bytes(rows), rows.num_rows)
    return {}, parts


def prepare(form: Form) -> None:
    """Load whatever reading needs, by reading a small plan: workers that are forked from here then share it.

    Parameters
    ----------
    form
        What will be made of the rows.
    """
    from eduplans.documents import document_from_text

    document = replace(document_from_text(_SMALL, "small"), format="txt", sha256_file="0" * 64)
    rows = _rows_of(document)
    _made([_emptied({name: list(found) for name, found in rows.items()})], form)


def digest_of(path: str) -> str:
    """Digest a file; empty where it cannot be read, which its reader will say."""
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


@dataclass(frozen=True, slots=True)
class _Read:
    """What one file gave: rows for all tables."""

    ingested: Ingested
    rows: dict[str, list[Row]]
    notes: tuple[str, ...]


def _read_given(given: Given, *, unnumbered: bool) -> _Read | Failed:
    if given.content is None:
        return _read(given, Path(given.path), unnumbered=unnumbered)
    from eduplans.storage import scratch

    with scratch() as folder:
        here = folder / Path(given.path).name
        here.write_bytes(given.content)
        found = _read(given, here, unnumbered=unnumbered)
        if isinstance(found, _Read):
            return found
        problems = [replace(one, where=one.where.replace(str(here), given.path)) for one in found.problems]
        return replace(found, problems=tuple(problems))


def _read(given: Given, file: Path, *, unnumbered: bool) -> _Read | Failed:
    """Read one file; what is wrong with it is a result, not an error, so that the others go on."""
    try:
        with time_limit(given.path):
            return _rows(given, file, unnumbered=unnumbered)
    except DocumentError as error:
        return Failed(given.doc, digest_of(str(file)), error.problems)


def _rows(given: Given, file: Path, *, unnumbered: bool) -> _Read | Failed:
    from eduplans.documents import read_document

    document = replace(read_document(file), doc=given.doc)
    if not document.items and not unnumbered and document.format not in TABULAR:
        problem = Problem(
            "no numbered heading (一、 (一) 1.) was found",
            where=given.path,
            remedy="if the document really has none, say --unnumbered",
        )
        return Failed(given.doc, document.sha256_file, (problem,))
    rows = _rows_of(document)
    ingested = Ingested(document.doc, len(document.items), len(rows["figures"]), len(document.damage))
    return _Read(ingested, rows, unresolved_tables(document, given.path))


def _rows_of(document: Document) -> dict[str, list[Row]]:
    from eduplans.audit.cues import find_cues
    from eduplans.figures import find_figures

    figures = find_figures(document)
    return {
        "documents": [document_row(document, figures)],
        "items": list(item_rows(document)),
        "item_words": list(item_word_rows(document)),
        "figures": list(figure_rows(document, figures)),
        "damage": list(damage_rows(document)),
        "cues": list(cue_rows(document.doc, find_cues(document, figures))),
    }


def with_content(files: Sequence[Given]) -> tuple[tuple[Given, ...], tuple[Failed, ...]]:
    """Take the bytes of files along, for workers that may not reach them.

    Parameters
    ----------
    files
        The files.

    Returns
    -------
    files, failed
        Those that can be read here, and those that cannot.
    """
    from eduplans.documents.read import file_bytes

    found: list[Given] = []
    failed: list[Failed] = []
    for given in files:
        try:
            found.append(replace(given, content=file_bytes(Path(given.path))))
        except DocumentError as error:
            failed.append(Failed(given.doc, "", error.problems))
    return tuple(found), tuple(failed)
