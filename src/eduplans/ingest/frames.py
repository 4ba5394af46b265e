"""Rows of one portion of documents as checked frames, and these as text."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from types import NoneType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from eduplans.errors import TableError
from eduplans.tables import RAW, check_relations, frame
from eduplans.tables.cells import cell_text, parse_column, to_text
from eduplans.tables.checks import violations
from eduplans.tables.files import rows_csv, text_rows
from eduplans.tables.writing import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eduplans.rows import Row
    from eduplans.tables.columns import Column, Table

__all__ = ["checked_frames", "texts_by_document", "typed_rows"]


def checked_frames(made: Sequence[dict[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Join and order frames, and check each and all together.

    Parameters
    ----------
    made
        Typed frames by name of the raw table, some documents each; emptied, so that memory holds them once.

    Returns
    -------
    dict of str to pandas.DataFrame
        Typed, in the order of the tables.

    Raises
    ------
    TableError
        With every violation.
    """
    frames = {
        name: in_order(pd.concat([some.pop(name) for some in made], ignore_index=True), RAW[name])
        for name in list(made[0])
    }
    problems = [problem for name, one in frames.items() for problem in violations(one, RAW[name], f"{name}.csv")]
    if not problems:
        problems = [problem for done in check_relations(frames) for problem in done.problems]
    if problems:
        raise TableError(problems)
    return frames


def typed_rows(table: Table, rows: Sequence[Row]) -> pd.DataFrame:
    """Make a typed frame of rows as they are made here, without the way over text.

    Parameters
    ----------
    table
        The table.
    rows
        Cells of the types of their columns, or text where that is how a fact is known.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    TableError
        If a cell cannot have the type of its column.
    """
    try:
        columns = {column.name: _typed(_column(rows, column.name), column) for column in table.columns}
    except (TypeError, ValueError, OverflowError):
        return frame(table.name, rows)  # the strict way, which says what is wrong
    return pd.DataFrame(columns, columns=pd.Index(table.names))


def _column(rows: Sequence[Row], name: str) -> list[object]:
    try:
        return list(map(itemgetter(name), rows))
    except KeyError:  # a column that ingest leaves empty
        return [row.get(name) for row in rows]


def _typed(cells: list[object], column: Column) -> pd.Series:
    kinds = set(map(type, cells))
    if column.type == "string":
        if not kinds <= {str, NoneType}:
            raise TypeError
        return pd.Series([cell or None for cell in cells] if "" in cells else cells, dtype="str")
    if column.type == "date" or (str in kinds and any(isinstance(cell, str) and cell for cell in cells)):
        return _read(cells, column)
    gaps = bool(kinds & {NoneType, str})
    missing = np.array([cell is None or cell == "" for cell in cells] if gaps else [False] * len(cells), dtype=bool)
    if column.type == "number":
        numbers = np.array([np.nan if gone else cell for cell, gone in zip(cells, missing, strict=True)], dtype=float)
        if np.isinf(numbers).any():
            raise ValueError
        return pd.Series(numbers)
    kind = bool if column.type == "boolean" else int
    if not kinds <= {kind, NoneType, str}:
        raise TypeError
    known = [0 if gone else cell for cell, gone in zip(cells, missing, strict=True)] if gaps else cells
    if kind is bool:
        return pd.Series(pd.arrays.BooleanArray(np.array(known, dtype=bool), missing))
    return pd.Series(pd.arrays.IntegerArray(np.array(known, dtype=np.int64), missing))


def _read(cells: list[object], column: Column) -> pd.Series:
    """Read cells that hold text: a date, or a year where a fact of a document is known by its text."""
    values, problems = parse_column(pd.Series([cell_text(cell) for cell in cells], dtype="str"), column, "")
    if problems:
        raise ValueError
    return values


def texts_by_document(frames: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, str]]:
    """Write the rows of each document as canonical CSV without a header.

    Parameters
    ----------
    frames
        Ordered frames by name of the table.

    Returns
    -------
    dict
        By document, by table; joined in the order of the documents they are the table.
    """
    texts: dict[str, dict[str, str]] = {doc: {} for doc in frames["documents"]["doc"]}
    for name, one in frames.items():
        rows = text_rows(to_text(one))
        for doc, own in groupby(rows, key=itemgetter(one.columns.get_loc("doc"))):
            texts[doc][name] = rows_csv(list(own))
    return texts
