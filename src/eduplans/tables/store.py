"""Reading whole tables: text to types, every violation at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.errors import Problem, TableError, UnknownNameError
from eduplans.tables.cells import parse, to_text
from eduplans.tables.checks import violations
from eduplans.tables.dataset import MANIFEST, read_dataset_table
from eduplans.tables.files import read_text
from eduplans.tables.processed import PROCESSED
from eduplans.tables.raw import RAW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from eduplans.tables.columns import Table


def find_table(name: str, tables: Mapping[str, Table]) -> Table:
    """Find the table of this name.

    Parameters
    ----------
    name
        Name without ``.csv``.
    tables
        `RAW` or `PROCESSED`.

    Returns
    -------
    Table

    Raises
    ------
    UnknownNameError
        If there is none; the message lists the right names.
    """
    if name not in tables:
        raise UnknownNameError(Problem("no such table", value=name, remedy="there are " + ", ".join(tables)))
    return tables[name]


def frame(name: str, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Make a raw table from rows.

    Parameters
    ----------
    name
        Name of the raw table.
    rows
        Cells by column; a column that a row lacks is missing.

    Returns
    -------
    pandas.DataFrame
        Typed, not yet checked.

    Raises
    ------
    TableError
        If a cell cannot have the type of its column.

    Examples
    --------
    >>> frame("item_words", [{"doc": "a", "item": "一", "word": "学校", "count": 2}])["count"].sum()
    np.int64(2)
    """
    table = find_table(name, RAW)
    return typed(pd.DataFrame(list(rows), columns=pd.Index(table.names), dtype=object), table, table.name)


def typed(any_frame: pd.DataFrame, table: Table, where: str) -> pd.DataFrame:
    """Give a frame the types of a table.

    Parameters
    ----------
    any_frame
        Cells of whatever type.
    table
        The table; its columns have to be there, in any order.
    where
        File or table, for messages.

    Returns
    -------
    pandas.DataFrame
        A new frame with the table's columns in their order.

    Raises
    ------
    TableError
        Columns are missing or unknown, or cells cannot be read; all at once.
    """
    given = list(any_frame.columns)
    if sorted(map(str, given)) != sorted(table.names):
        raise TableError(
            [Problem("column is missing", where=where, column=c, rule="header") for c in table.names if c not in given]
            + [
                Problem("unknown column", where=where, value=str(c), rule="header")
                for c in given
                if c not in table.names
            ]
        )
    result, problems = parse(to_text(any_frame[table.names]), table, where)
    if problems:
        raise TableError(problems)
    return result


def check(text: pd.DataFrame, table: Table, where: str) -> tuple[pd.DataFrame, list[Problem]]:
    """Type a frame of text and check it.

    Parameters
    ----------
    text
        Cells as text.
    table
        The table.
    where
        File or table, for messages.

    Returns
    -------
    frame : pandas.DataFrame
        Typed.
    problems : list of Problem
        Cells that cannot be read and rules that are broken, by row.
    """
    result, problems = parse(text, table, where)
    unread = {(problem.row, problem.column) for problem in problems}
    problems += [problem for problem in violations(result, table, where) if (problem.row, problem.column) not in unread]
    return result, sorted(problems, key=lambda problem: problem.row or 0)


def read_table(path: Path, table: Table) -> pd.DataFrame:
    """Read a table and check it.

    Parameters
    ----------
    path
        The file.
    table
        What it should be.

    Returns
    -------
    pandas.DataFrame
        Typed: ``str``, ``Int64``, ``float64``, ``boolean`` and dates; an empty cell is missing.

    Raises
    ------
    TableError
        With every violation: file, row, column, value, rule.
    """
    return read_text_checked(path, table)[0]


def read_text_checked(path: Path, table: Table) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read a table and check it; give it typed and as text.

    Parameters
    ----------
    path
        The file.
    table
        What it should be.

    Returns
    -------
    typed, text : pandas.DataFrame
        The same rows.

    Raises
    ------
    TableError
        See `read_table`.
    """
    text = read_text(path, table)
    result, problems = check(text, table, str(path))
    if problems:
        raise TableError(problems)
    return result, text


def read_raw(name: str, folder: Path) -> pd.DataFrame:
    """Read a raw table, from CSV or, where the tables are a dataset, from its parts.

    Parameters
    ----------
    name
        Name without ``.csv``.
    folder
        Folder of the raw tables.

    Returns
    -------
    pandas.DataFrame
        See `read_table`.

    Raises
    ------
    UnknownNameError
        There is no such table.
    TableError
        See `read_table`.
    """
    table = find_table(name, RAW)
    path = folder / f"{name}.csv"
    if table.made_by and not path.exists() and (folder / MANIFEST).is_file():
        return read_dataset_table(folder, table)
    if table.optional and not path.exists():
        return frame(name, [])
    return read_table(path, table)


def read_processed(name: str, folder: Path) -> pd.DataFrame:
    """Read a processed table; see `read_raw`."""
    return read_table(folder / f"{name}.csv", find_table(name, PROCESSED))
