"""Many invented documents on disk, with their truth: one at a time, never a list of all."""

from __future__ import annotations

import csv
import os
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from eduplans.errors import EduplansError, Problem
from eduplans.generate.document import Invented, Order, invent
from eduplans.generate.sentences import Figure

if TYPE_CHECKING:
    from _csv import Writer
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

__all__ = ["DOCUMENT_COLUMNS", "TRUTH_COLUMNS", "Written", "documents_table", "truth_rows", "write_documents"]

#: Documents in one folder.
_SHARD = 1000
#: Columns of the truth: those of the codebook of figures.
TRUTH_COLUMNS = ("doc", "order", *Figure._fields)
#: Columns of the table of documents beside the truth.
DOCUMENT_COLUMNS = (
    "doc", "file", "kind", "county", "year", "layout", "pollution", "steps", "encoding", "format", "characters",
    "bytes", "figures",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: counts of documents, characters before pollution, bytes and figures."""

    documents: int
    characters: int
    bytes: int
    figures: int


def documents_table(truth: Path) -> Path:
    """Name the table of documents that stands beside a truth.

    Examples
    --------
    >>> from pathlib import Path
    >>> documents_table(Path("out/truth.csv")).as_posix()
    'out/truth_documents.csv'
    """
    return truth.with_name(f"{truth.stem}_documents{truth.suffix}")


def truth_rows(document: Invented) -> list[dict[str, str]]:
    """Give the truth of a document as rows of text, as the scores take them.

    Examples
    --------
    >>> rows = truth_rows(invent(Order(characters=600, pollution="none"), 0))
    >>> list(rows[0])[:4], rows[0]["order"]
    (['doc', 'order', 'item', 'as_printed'], '1')
    """
    return [
        {"doc": document.doc, "order": str(order), **figure._asdict()}
        for order, figure in enumerate(document.truth, start=1)
    ]


def write_documents(
    out: Path,
    order: Order,
    documents: int,
    truth: Path | None = None,
    first: int = 0,
    progress: Callable[[Iterable[int]], Iterable[int]] = iter,
) -> Written:
    """Write documents into folders of a thousand, and their truth into one table.

    Parameters
    ----------
    out
        Folder; made where it is missing. What stands in it under other names stays.
    order
        What documents are to be made.
    documents
        How many.
    truth
        File of the truth (CSV); a second table beside it names each document, its layout and its pollution.
    first
        Number of the first one.
    progress
        Wraps the numbers, for a display of progress.

    Returns
    -------
    Written

    Raises
    ------
    EduplansError
        The folder or a file cannot be written.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     done = write_documents(pathlib.Path(folder), Order(characters=500), 3)
    ...     done.documents, sorted(path.name for path in pathlib.Path(folder).iterdir())
    (3, ['0000'])
    """
    counts = [0, 0, 0, 0]
    try:
        with ExitStack() as stack:
            tables = _tables(truth, stack)
            for document in _written(out, order, progress(range(first, first + documents))):
                counts[0] += 1
                counts[1] += document.characters
                counts[2] += len(document.data)
                counts[3] += len(document.truth)
                if tables:
                    _add(document, *tables)
    except OSError as error:
        raise EduplansError(Problem(f"cannot write: {error.strerror}", where=str(error.filename or out))) from error
    return Written(*counts)


def _written(out: Path, order: Order, numbers: Iterable[int]) -> Iterator[Invented]:
    """Write one document after the other."""
    folder, shard = out, -1
    for index in numbers:
        if index // _SHARD != shard:
            shard = index // _SHARD
            folder = out / f"{shard:04d}"
            folder.mkdir(parents=True, exist_ok=True)
        document = invent(order, index)
        # a load is remade, not repaired: beside it and renamed would double the time
        with open(f"{folder}/{document.file}", "wb", buffering=0) as stream:  # noqa: PTH123 (a path object costs more)
            stream.write(document.data)
        yield document


def _tables(truth: Path | None, stack: ExitStack) -> tuple[Writer, Writer] | None:
    """Open both tables beside their goals; they take their names when all is written."""
    if truth is None:
        return None
    truth.parent.mkdir(parents=True, exist_ok=True)
    writers = []
    for path, columns in ((truth, TRUTH_COLUMNS), (documents_table(truth), DOCUMENT_COLUMNS)):
        writer = csv.writer(stack.enter_context(_Renamed(path)), lineterminator="\n")
        writer.writerow(columns)
        writers.append(writer)
    return writers[0], writers[1]


class _Renamed:
    """A file that is written beside its goal and renamed when all went well."""

    def __init__(self, path: Path) -> None:
        self._path, self._beside = path, path.with_name(f".{path.name}.{os.getpid()}")

    def __enter__(self) -> TextIO:
        self._stream = self._beside.open("w", encoding="utf-8", newline="")
        return self._stream

    def __exit__(self, kind: object, error: object, where: object) -> None:
        self._stream.close()
        if kind is None:
            self._beside.replace(self._path)
        else:
            self._beside.unlink()


def _add(document: Invented, truth: Writer, documents: Writer) -> None:
    doc = document.doc
    truth.writerows([(doc, order, *figure) for order, figure in enumerate(document.truth, start=1)])
    number = int(doc.rpartition("-")[2])
    documents.writerow((
        doc, f"{number // _SHARD:04d}/{document.file}", document.kind, document.county, document.year, document.layout,
        document.pollution, " ".join(document.steps), document.encoding, document.format, document.characters,
        len(document.data), len(document.truth),
    ))  # fmt: skip
