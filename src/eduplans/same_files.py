"""One file under two names; copies of a text behind other pollution are found by `eduplans.duplicates`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.errors import Problem

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["same_files"]


def same_files(documents: pd.DataFrame, where: str = "documents.csv") -> tuple[Problem, ...]:
    """Find documents that were read from the same bytes as another.

    Parameters
    ----------
    documents
        With the columns ``doc`` and ``sha256_file``.
    where
        Its file, for messages.

    Returns
    -------
    tuple of Problem
        One for each document after the first of its bytes, in the order of the rows; it is no fault of the table
        but a warning.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"doc": ["a", "b", "c"], "sha256_file": ["01", "02", "01"]})
    >>> [(problem.row, problem.value, problem.what) for problem in same_files(rows)]
    [(4, 'c', 'same file as a')]
    """
    first: dict[str, str] = {}
    problems = []
    for row, (doc, digest) in enumerate(zip(documents["doc"], documents["sha256_file"].fillna(""), strict=True), 2):
        if digest and first.setdefault(digest, doc) != doc:
            problems.append(
                Problem(
                    f"same file as {first[digest]}",
                    where=where,
                    row=row,
                    column="doc",
                    value=str(doc),
                    rule="same file",
                    remedy="keep one of the two; its figures are counted once",
                )
            )
    return tuple(problems)
