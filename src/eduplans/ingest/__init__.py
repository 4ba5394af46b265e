"""From documents to raw tables: `eduplans ingest`.

Documents given replace their former rows by id; documents not given keep theirs. Tables kept by hand are not
touched. Files are read in portions, by this process, by several or by a cluster, and what they give is consumed in
order: as CSV files where the documents are few (`eduplans.ingest.small`), as a partitioned dataset where they are
many (`eduplans.ingest.large`). What an interrupted run has read, the next one does not read again.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.documents.limits import current_limits
from eduplans.errors import DocumentError, EduplansError
from eduplans.ingest.journal import Journal, journal_file
from eduplans.ingest.reader import reader
from eduplans.ingest.reading import TABLES, Failed, Given, Ingested, Portion, prepare, read_portion, with_content
from eduplans.ingest.small import LATER, to_csv_files
from eduplans.ingest.summary import IngestSummary
from eduplans.paths import check_ids, document_files, document_id
from eduplans.storage import alone, settle
from eduplans.workers import in_order, portions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from eduplans.errors import Problem
    from eduplans.ingest.reading import Taken

__all__ = ["LATER", "MOST_CSV", "TABLES", "IngestSummary", "Ingested", "ingest"]

#: Beyond so many documents the tables become a partitioned dataset.
MOST_CSV = 500
#: Files that a worker reads in one go: a part of a dataset, and less where every file is a line of the journal.
PART, CHUNK = 100, 20


def ingest(
    paths: Sequence[Path],
    out: Path,
    *,
    unnumbered: bool = False,
    jobs: int = 1,
    scheduler: str = "",
    parquet_above: int = MOST_CSV,
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
    scheduler
        Address of a Dask scheduler whose workers share the files instead; they get the bytes and need no folder.
    parquet_above
        Beyond so many documents the tables become a partitioned Parquet dataset; what is one stays one.
    progress
        Wraps the files, for a display of progress.
    tell
        Called with a sentence about each table whose layout was lost and each document that is a copy of another.

    Returns
    -------
    IngestSummary

    Raises
    ------
    DocumentError
        A path does not exist, two files share an id, or not one file could be read.
    TableError
        The tables that are there already, or those that would be written, break their schema.
    StorageError
        The folder cannot be written.
    EduplansError
        Workers are lost again and again, the scheduler does not answer, or its workers have another version.
    """
    refused: list[Problem] = []
    given = _given(paths, refused)
    with _writing(out):
        settle(out)
        large = _is_large(given, out, parquet_above)
        portion = Portion(
            (), "parquet" if large else "csv", unnumbered, reader(unnumbered=unnumbered), str(current_limits())
        )
        with _journal(out, f"{portion.form} {portion.reader} {portion.limits}") as journal:
            shown = _Shown(progress)

            def read(files: Iterable[Given]) -> Iterator[Taken]:
                return _read(list(files), portion, jobs, scheduler, shown)

            if large:
                from eduplans.ingest.large import to_dataset

                given.sort(key=lambda one: one.doc)
                done = to_dataset(given, out, journal, read, tell, portion.reader)
            else:
                done = to_csv_files(given, out, journal, read, tell)
            if isinstance(done, IngestSummary):
                return replace(done, failed=(*refused, *done.failed))
            raise DocumentError((*refused, *(problem for failed in done for problem in failed.problems)))


def _given(paths: Sequence[Path], refused: list[Problem]) -> list[Given]:
    files = document_files(paths, refused)
    check_ids(files)
    return [Given(document_id(file), str(file)) for file in files]


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    """Be the only one who writes there; a folder that nothing was written into is not left behind."""
    new = not out.exists()
    try:
        with alone(out):
            yield
    finally:
        if new:
            with suppress(OSError):
                out.rmdir()


@contextmanager
def _journal(out: Path, key: str) -> Iterator[Journal]:
    journal = Journal(journal_file(out), key)
    try:
        yield journal
    except EduplansError:
        journal.remove()
        raise
    except BaseException:  # interrupted: the next run goes on
        journal.close()
        raise
    journal.remove()


def _is_large(given: Sequence[Given], out: Path, most: int) -> bool:
    from eduplans.tables.dataset import MANIFEST

    if (out / MANIFEST).is_file():
        return True
    if len(given) > most:
        return True
    if not (out / "documents.csv").is_file():
        return False
    from eduplans.tables import read_raw

    return len(set(read_raw("documents", out)["doc"]) | {one.doc for one in given}) > most


class _Shown:
    """A display of progress that is told of portions and not of files."""

    def __init__(self, progress: Callable[[Iterable[Path]], Iterable[Path]]) -> None:
        self._progress = progress
        self._files: Iterator[Path] = iter(())

    def begin(self, files: Sequence[Given]) -> None:
        self._files = iter(self._progress(_Paths(files)))

    def done(self, files: int) -> None:
        for _, _ in zip(range(files), self._files, strict=False):
            pass

    def end(self) -> None:
        next(self._files, None)


class _Paths:
    """Paths made as they are looked at: a hundred thousand of them take much room."""

    def __init__(self, files: Sequence[Given]) -> None:
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[Path]:
        return (Path(one.path) for one in self._files)


def _read(files: Sequence[Given], portion: Portion, jobs: int, scheduler: str, shown: _Shown) -> Iterator[Taken]:
    """Read files in portions, in order; those that cannot be sent are told as not read."""
    size = PART if portion.form == "parquet" else CHUNK
    size = max(1, min(size, len(files) // max(1, jobs))) if portion.form == "csv" else size
    unsent: list[tuple[int, tuple[Failed, ...]]] = []

    def tasks() -> Iterator[Portion]:
        for some in portions(files, size):
            if not scheduler:
                yield replace(portion, files=some)
                continue
            sent, failed = with_content(some)
            unsent.append((len(some), failed))
            yield replace(portion, files=sent)

    jobs = min(jobs, -(-len(files) // size))
    if jobs > 1 and not scheduler:
        prepare(portion.form)
    first = True
    for taken in in_order(read_portion, tasks(), jobs, scheduler):
        if first:  # the workers begin before the display of progress starts its thread
            shown.begin(files)
            first = False
        if unsent:
            _, failed = unsent.pop(0)
        else:
            failed = ()
        yield replace(taken, failed=(*taken.failed, *failed))
        shown.done(len(taken.read) + len(taken.failed) + len(failed))
    shown.end()
