"""Copies of a text count once: whoever sums over documents or figures leaves out those of copies.

Which documents are copies is found when they are read (`eduplans.duplicates`), which figures theirs repeat when
tables are cleaned (`eduplans.repeats`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["first_documents", "of_copies"]


def first_documents(documents: pd.DataFrame) -> pd.DataFrame:
    """Leave out the documents that are copies of another.

    Parameters
    ----------
    documents
        ``eduplans.load("documents")``; without a column `duplicate_of` there are no copies.

    Returns
    -------
    pandas.DataFrame
        The other rows.

    Examples
    --------
    >>> import pandas as pd
    >>> first_documents(pd.DataFrame({"doc": ["a", "b"], "duplicate_of": [None, "a"]}))["doc"].tolist()
    ['a']
    """
    return documents[documents["duplicate_of"].isna()] if "duplicate_of" in documents else documents


def of_copies(figures: pd.DataFrame) -> pd.Series[bool]:
    """Tell which figures stand in a copy of another document and are counted there.

    Parameters
    ----------
    figures
        The processed figures, those of all documents; without a column `repeats` there are no copies.

    Returns
    -------
    pandas.Series
        One boolean a row.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"figure_id": ["a:1", "a:2", "b:1"], "doc": ["a", "a", "b"], "repeats": [None, "a:1", "a:1"]}
    >>> of_copies(pd.DataFrame(rows)).tolist()
    [False, False, True]
    """
    if "repeats" not in figures:
        return figures["doc"].isna()  # no figure is without a document
    there = figures["repeats"].map(figures.set_index("figure_id")["doc"])
    return there.notna() & (there != figures["doc"])
