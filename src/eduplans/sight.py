"""Figures straight from files, without any table in between: `eduplans figures`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from eduplans.documents.time_limit import time_limit
from eduplans.errors import DocumentError, Problem
from eduplans.model import unresolved_tables
from eduplans.paths import document_files
from eduplans.workers import each_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from eduplans.rows import Row

_BLOCK = 1000
"""Rows that are made at once."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen in one file: its rows, or the same as printed text; what is wrong with it."""

    rows: tuple[Row, ...] = ()
    texts: Iterable[str] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def _silent(note: str) -> None:
    """Say nothing."""


def figures_of_files(
    paths: Sequence[Path],
    progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
    jobs: int = 1,
    tell: Callable[[str], None] = _silent,
) -> tuple[list[Row], list[Problem]]:
    """Find the figures of documents.

    Parameters
    ----------
    paths
        Files or folders of documents.
    progress
        Wraps the files, for a display of progress.
    jobs
        Processes to share the files between.
    tell
        Called with a sentence about each table whose layout was lost.

    Returns
    -------
    rows : list of dict
        One row a figure with the columns of the codebook of figures plus `start` and `end`; `doc` is the
        file's stem.
    failed : list of Problem
        Files that could not be read.

    Raises
    ------
    DocumentError
        A path does not exist, or not one file could be read.
    """
    rows: list[Row] = []
    failed: list[Problem] = []
    read = 0
    files = document_files(paths, failed)
    for seen in each_file(_seen, files, jobs, progress):
        read += not seen.problems
        rows.extend(seen.rows)
        failed.extend(seen.problems)
        for note in seen.notes:
            tell(note)
    if not read:
        raise DocumentError(failed)
    return rows, failed


def print_figures(
    paths: Sequence[Path],
    form: str,
    stream: TextIO,
    progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
    jobs: int = 1,
    tell: Callable[[str], None] = _silent,
) -> list[Problem]:
    """Find the figures of documents and print them in the order of the files.

    CSV and JSON are written by the workers, file by file, so that many documents need no more memory than one; with
    one process block by block, so that a large document needs little more than its text.

    Parameters
    ----------
    paths
        Files or folders of documents.
    form
        ``table`` (for people), ``csv`` or ``json`` (for programs).
    stream
        Where to.
    progress
        Wraps the files, for a display of progress.
    jobs
        Processes to share the files between.
    tell
        Called with a sentence about each table whose layout was lost.

    Returns
    -------
    list of Problem
        Files that could not be read.

    Raises
    ------
    DocumentError
        A path does not exist, or not one file could be read; nothing is printed then.
    """
    from eduplans.printing import json_end, print_rows, table_head

    if form == "table":
        rows, failed = figures_of_files(paths, progress, jobs, tell)
        print_rows(rows, form, stream)
        return failed
    failed = []
    read = printed = 0
    files = document_files(paths, failed)
    look = _seen_block_by_block if min(jobs, len(files)) <= 1 else _seen_as_text
    for seen in each_file(partial(look, form=form), files, jobs, progress):
        failed.extend(seen.problems)
        for note in seen.notes:
            tell(note)
        if not seen.problems and not read:
            stream.write(table_head(form))
        read += not seen.problems
        for text in seen.texts:
            stream.write("," if form == "json" and printed else "")
            stream.write(text)
            printed += 1
    if not read:
        raise DocumentError(failed)
    if form == "json":
        stream.write(json_end(printed))
    return failed


def _rows(file: Path) -> tuple[Iterator[Row], tuple[str, ...]]:
    """Rows of a file, made one by one, and what is to be told of it."""
    from eduplans.documents import read_document
    from eduplans.figures import iter_figures
    from eduplans.rows import codebook_row

    document = read_document(file)
    found = enumerate(iter_figures(document), start=1)
    rows = (codebook_row(document.doc, order, figure) for order, figure in found)
    return rows, unresolved_tables(document, str(file))


def _seen(file: Path) -> _Seen:
    try:
        with time_limit(str(file)):
            rows, notes = _rows(file)
            return _Seen(tuple(rows), notes=notes)
    except DocumentError as error:
        return _Seen(problems=error.problems)


def _seen_block_by_block(file: Path, form: str) -> _Seen:
    try:
        rows, notes = _rows(file)
    except DocumentError as error:
        return _Seen(problems=error.problems)
    return _Seen(texts=_texts(rows, form, str(file)), notes=notes)


def _seen_as_text(file: Path, form: str) -> _Seen:
    try:
        with time_limit(str(file)):
            seen = _seen_block_by_block(file, form)
            # what goes between processes is complete
            return replace(seen, texts=tuple(seen.texts))
    except DocumentError as error:
        return _Seen(problems=error.problems)


def _texts(rows: Iterator[Row], form: str, where: str) -> Iterator[str]:
    """Print rows in blocks: those of a large document take much more memory than their text."""
    from eduplans.printing import rows_text

    while True:
        with time_limit(where):
            block = tuple(islice(rows, _BLOCK))
        if not block:
            return
        yield rows_text(block, form)
