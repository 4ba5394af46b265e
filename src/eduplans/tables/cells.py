"""Between text and types: one way of writing each type of cell, and strict reading of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.errors import Problem

if TYPE_CHECKING:
    from eduplans.tables.columns import Column, ColumnType, Table

#: pandas type of each column type.
DTYPES: dict[ColumnType, str] = {
    "string": "str",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}
_FORMS: dict[ColumnType, str] = {
    "integer": r"-?[0-9]{1,18}",
    "number": r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?",
    "boolean": "true|false",
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
}


def number_text(value: float) -> str:
    """Write a number in the one way of the tables.

    Parameters
    ----------
    value
        A finite number.

    Returns
    -------
    str
        Shortest digits that give the number back, without an exponent, without ``.0``.

    Examples
    --------
    >>> number_text(5.3), number_text(12300000000.0), number_text(1e-07)
    ('5.3', '12300000000', '0.0000001')
    """
    if float(value).is_integer():
        return str(int(value))
    return format(Decimal(repr(float(value))), "f")


def cell_text(value: object) -> str:
    """Write one cell.

    Parameters
    ----------
    value
        Anything that a frame may hold.

    Returns
    -------
    str
        ``""`` for what is missing; numbers as `number_text`; ``true`` and ``false``; dates as ``2020-03-11``.

    Examples
    --------
    >>> cell_text(None), cell_text(True), cell_text(dt.date(2020, 3, 11))
    ('', 'true', '2020-03-11')
    """
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, dt.date):  # datetimes and timestamps are dates
        return f"{value:%Y-%m-%d}"
    if str(value) in {"True", "False"}:  # bool and numpy.bool
        return str(value).lower()
    if isinstance(value, int | float):
        return number_text(value) if abs(value) != float("inf") else str(value)
    return _foreign_text(value)


def _foreign_text(value: object) -> str:
    """Numbers of numpy are not all Python numbers, but they print as such."""
    item = getattr(value, "item", None)
    return cell_text(item()) if callable(item) else str(value)


def to_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Write all cells of a frame.

    Parameters
    ----------
    frame
        Any frame.

    Returns
    -------
    pandas.DataFrame
        The same shape, text only.
    """
    return pd.DataFrame({name: _column_text(frame[name]) for name in frame.columns}, columns=frame.columns)


def _column_text(cells: pd.Series) -> pd.Series[str]:
    """Write a column; text and whole numbers, which most cells are, all at once."""
    if cells.dtype == "str":
        return cells.fillna("").reset_index(drop=True)
    if cells.dtype == "Int64":
        return cells.astype("str").fillna("").reset_index(drop=True)
    return pd.Series([cell_text(value) for value in cells], dtype="str")


def parse(text: pd.DataFrame, table: Table, where: str) -> tuple[pd.DataFrame, list[Problem]]:
    """Give every column its type.

    Parameters
    ----------
    text
        Cells as text, with the columns of the table.
    table
        What they should be.
    where
        File or table, for messages.

    Returns
    -------
    frame : pandas.DataFrame
        Typed; what is empty or cannot be read is missing.
    problems : list of Problem
        One for each cell that cannot be read.
    """
    columns, problems = {}, []
    for column in table.columns:
        columns[column.name], faults = parse_column(text[column.name], column, where)
        problems += faults
    return pd.DataFrame(columns, columns=pd.Index(table.names)), problems


def parse_column(text: pd.Series[str], column: Column, where: str) -> tuple[pd.Series, list[Problem]]:
    """Give one column its type.

    Parameters
    ----------
    text
        Cells as text.
    column
        What they should be.
    where
        File or table, for messages.

    Returns
    -------
    cells : pandas.Series
        Typed; what is empty or cannot be read is missing.
    problems : list of Problem
        One for each cell that cannot be read.
    """
    empty = text == ""
    if column.type == "string":
        return text.mask(empty), []
    readable = text.str.fullmatch(_FORMS[column.type]) & ~empty
    values = _convert(text.where(readable), column.type)
    bad = ~empty & values.isna()
    problems = [
        Problem(
            f"not a {column.type}",
            where=where,
            row=int(row) + 2,
            column=column.name,
            value=text[row],
            rule=f"type {column.type}",
        )
        for row in text.index[bad]
    ]
    return values, problems


def _convert(text: pd.Series, kind: ColumnType) -> pd.Series:
    """Convert readable text; what is missing stays missing."""
    if kind == "date":
        return pd.to_datetime(text, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
    if kind == "boolean":
        return text.map({"true": True, "false": False}).astype("boolean")
    if kind == "integer":
        return pd.Series([pd.NA if pd.isna(cell) else int(cell) for cell in text], index=text.index, dtype="Int64")
    numbers = pd.to_numeric(text, errors="coerce").astype("float64")
    return numbers.where(numbers.abs() < float("inf"))
