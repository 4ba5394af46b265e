"""Figures straight from files, without any table in between: `eduplans figures`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.errors import DocumentError, Problem
from eduplans.paths import document_files
from eduplans.rows import codebook_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from eduplans.rows import Row


def figures_of_files(
    paths: Sequence[Path], progress: Callable[[Iterable[Path]], Iterable[Path]] = iter
) -> tuple[list[Row], list[Problem]]:
    """Find the figures of documents.

    Parameters
    ----------
    paths
        Files or folders of documents.
    progress
        Wraps the files, for a display of progress.

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
    from eduplans.documents import read_document
    from eduplans.figures import find_figures

    files = document_files(paths)
    rows: list[Row] = []
    failed: list[Problem] = []
    read = 0
    for file in progress(files):
        try:
            document = read_document(file)
        except DocumentError as error:
            failed.extend(error.problems)
            continue
        read += 1
        rows.extend(
            codebook_row(file.stem, order, figure) for order, figure in enumerate(find_figures(document), start=1)
        )
    if not read:
        raise DocumentError(failed)
    return rows, failed
