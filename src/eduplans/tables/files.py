"""CSV files: strict reading with every fault named, canonical bytes.

Reading takes what spreadsheets leave behind (a byte-order mark, CRLF); writing has one way only: UTF-8 without a
byte-order mark, LF, as few quotes as possible. Files are replaced by `eduplans.storage.write_files`.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.errors import Problem, StorageError, TableError
from eduplans.storage import read_steady, write_files
from eduplans.storage.failures import storage_problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from eduplans.tables.columns import Table

__all__ = ["BY_HAND", "read_text", "rows_csv", "text_rows", "to_csv", "write_files"]

BY_HAND = "it is kept by hand: take it from the repository, with `git checkout data/raw`"


def read_text(path: Path, table: Table) -> pd.DataFrame:
    """Read a CSV file as text, cell by cell.

    Parameters
    ----------
    path
        The file.
    table
        What it should be; its header is compared.

    Returns
    -------
    pandas.DataFrame
        One column of text for each column of the table; an empty cell is ``""``. Row ``i`` of the frame is row
        ``i + 2`` of the file as a spreadsheet counts it.

    Raises
    ------
    TableError
        The file is missing, not UTF-8, has another header, or is not well-formed CSV; all rows with a wrong
        number of cells at once.
    """
    rows = _rows(_decode(path, table), path)
    if not rows:
        raise TableError(Problem("the file is empty", where=str(path), remedy=_remedy(table)))
    later = [column.name for column in table.columns if column.later and column.name not in rows[0]]
    if later and rows[0] == [name for name in table.names if name not in later]:
        rows = _with_later(rows, table)
    _check_header(rows[0], path, table)
    while rows and not rows[-1]:  # an editor may leave blank lines at the end
        rows.pop()
    width = len(table.columns)
    problems = [
        Problem(
            f"{len(cells)} cells where the header has {width}" if cells else "blank line",
            where=str(path),
            row=number,
            rule="as many cells as the header",
        )
        for number, cells in enumerate(rows[1:], start=2)
        if len(cells) != width
    ]
    if problems:
        raise TableError(problems)
    return pd.DataFrame(rows[1:], columns=pd.Index(table.names), dtype="str")


def _with_later(rows: list[list[str]], table: Table) -> list[list[str]]:
    """Add the columns that tables of an earlier version lack, empty."""
    at = [rows[0].index(name) if name in rows[0] else -1 for name in table.names]
    width = len(rows[0])
    return [table.names] + [
        ["" if column < 0 else cells[column] for column in at] if len(cells) == width else cells for cells in rows[1:]
    ]


def _remedy(table: Table) -> str:
    if not table.made_by:
        return BY_HAND
    restored = ", or, where it is part of the repository, `git checkout data/raw`" if table.stage == "raw" else ""
    return f"`{table.made_by}` makes it{restored}"


def _decode(path: Path, table: Table) -> str:
    try:
        data = read_steady(path)
    except FileNotFoundError as error:
        raise TableError(Problem("no such table", where=str(path), remedy=_remedy(table))) from error
    except IsADirectoryError as error:
        raise TableError(Problem("a folder stands where a table should be", where=str(path))) from error
    except OSError as error:
        raise StorageError(storage_problem(error, path)) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(
            Problem(
                "not UTF-8",
                where=str(path),
                row=data.count(b"\n", 0, error.start) + 1,
                value=data[error.start : error.start + 4].hex(" "),
                remedy='save it as "CSV UTF-8"',
            )
        ) from error


def _rows(text: str, path: Path) -> list[list[str]]:
    # strict: a stray or unclosed quote is an error instead of rows swallowed in silence
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend([cell.replace("\r\n", "\n") for cell in cells] for cells in reader)
    except csv.Error as error:
        raise TableError(
            Problem(
                f"not well-formed CSV: {error}",
                where=str(path),
                row=len(rows) + 1,
                rule="quotes are closed and doubled inside cells",
            )
        ) from error
    return rows


def _check_header(header: list[str], path: Path, table: Table) -> None:
    if header == table.names:
        return
    missing = [name for name in table.names if name not in header]
    unknown = [name for name in header if name not in table.names]
    problems = [
        Problem("column is missing", where=str(path), row=1, column=name, rule="header") for name in missing
    ] + [
        Problem(
            "unknown column",
            where=str(path),
            row=1,
            value=name,
            rule="header",
            remedy="the columns are " + ", ".join(table.names),
        )
        for name in unknown
    ]
    raise TableError(
        problems
        or Problem(
            "columns stand in another order or twice",
            where=str(path),
            row=1,
            value=",".join(header),
            rule="header",
            remedy="the header should be " + ",".join(table.names),
        )
    )


def to_csv(text: pd.DataFrame) -> bytes:
    r"""Write a frame of text as the bytes of a CSV file.

    Parameters
    ----------
    text
        Cells as text.

    Returns
    -------
    bytes
        UTF-8 without a byte-order mark, LF, quotes only where needed.

    Examples
    --------
    >>> to_csv(pd.DataFrame({"doc": ["a"], "heading": ["x,y"]}, dtype="str"))
    b'doc,heading\na,"x,y"\n'
    """
    return rows_csv([tuple(text.columns), *text_rows(text)]).encode()


def text_rows(text: pd.DataFrame) -> list[tuple[str, ...]]:
    """Give the rows of a frame of text; through arrays, as rows of pandas make an object of every Arrow cell."""
    return list(zip(*(text[name].to_numpy(dtype=object) for name in text.columns), strict=True))


def rows_csv(rows: Sequence[Sequence[str]]) -> str:
    r"""Write rows of text as CSV.

    Parameters
    ----------
    rows
        Cells as text; a header is a row like others.

    Returns
    -------
    str
        LF, quotes only where needed.

    Examples
    --------
    >>> rows_csv([("a", "x,y"), ("b", "")])
    'a,"x,y"\nb,\n'
    """
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    if "\r" in buffer.getvalue():
        # Python quotes no carriage return that is no part of the line terminator, though it ends a row when read
        buffer = io.StringIO(newline="")
        writer: Any = csv.writer(_Lines(buffer), lineterminator="\r\n")
        writer.writerows(rows)
    return buffer.getvalue()


class _Lines:
    """Takes rows that end in CRLF, one a call, and ends them in LF; what is inside of cells stays."""

    def __init__(self, target: io.StringIO) -> None:
        self._target = target

    def write(self, row: str) -> int:
        return self._target.write(row.removesuffix("\r\n") + "\n")
