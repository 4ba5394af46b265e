"""Writing whole tables: order, checks, bytes; several tables together or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.digests import with_digests
from eduplans.errors import TableError
from eduplans.tables.cells import to_text
from eduplans.tables.checks import violations
from eduplans.tables.files import to_csv, write_files
from eduplans.tables.raw import RAW
from eduplans.tables.relations import check_relations
from eduplans.tables.store import find_table, typed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from eduplans.errors import Problem
    from eduplans.tables.columns import Table

#: Files of the raw tables that a program makes; digests are kept of these.
GENERATED = tuple(f"{name}.csv" for name, table in RAW.items() if table.made_by)


def in_order(any_frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Sort a typed frame as the table is sorted.

    Parameters
    ----------
    any_frame
        Typed as the table says.
    table
        The table.

    Returns
    -------
    pandas.DataFrame
        With a new running index.
    """
    order = list(table.order or table.key)
    by = any_frame[order].copy()
    for name in table.by_appearance:  # within what stands before it: what other documents hold must not matter
        by[name] = by.groupby(order[: order.index(name) + 1], sort=False, dropna=False).ngroup()
    return any_frame.loc[by.sort_values(order, kind="stable").index].reset_index(drop=True)


def table_bytes(any_frame: pd.DataFrame, table: Table, where: str) -> bytes:
    """Check a frame and make the bytes of its file.

    Parameters
    ----------
    any_frame
        Columns of the table, cells of whatever type.
    table
        The table.
    where
        File or table, for messages; rows are counted as in the file that would be written.

    Returns
    -------
    bytes

    Raises
    ------
    TableError
        With every violation.
    """
    ordered = in_order(typed(any_frame, table, where).reset_index(drop=True), table)
    problems = violations(ordered, table, where)
    if problems:
        raise TableError(problems)
    return to_csv(to_text(ordered))


def write_table(any_frame: pd.DataFrame, path: Path, table: Table) -> bool:
    """Write a table in the one canonical way.

    Parameters
    ----------
    any_frame
        Columns of the table in any order, cells of whatever type; it is not changed.
    path
        The file.
    table
        What it is.

    Returns
    -------
    bool
        Whether the file changed; a file that has these bytes already is not touched.

    Raises
    ------
    TableError
        With every violation; then nothing is written.
    """
    return bool(write_files({path: table_bytes(any_frame, table, str(path))}))


def write_raw(name: str, any_frame: pd.DataFrame, folder: Path) -> bool:
    """Write one raw table, and its digests where it is a generated one; see `write_table`."""
    table, path = find_table(name, RAW), folder / f"{name}.csv"
    return bool(write_files(with_digests({path: table_bytes(any_frame, table, str(path))}, folder, GENERATED)))


def write_raw_tables(frames: Mapping[str, pd.DataFrame], folder: Path) -> tuple[Path, ...]:
    """Write several raw tables together: all are checked, also against each other, before the first is replaced.

    With them the digests of those that no hand may change are written, see `eduplans.digests`.

    Parameters
    ----------
    frames
        Frames by name.
    folder
        Folder of the raw tables; made where it is missing.

    Returns
    -------
    tuple of pathlib.Path
        Files that changed.

    Raises
    ------
    UnknownNameError
        A name is no raw table.
    TableError
        With every violation of every table.
    """
    ordered: dict[str, pd.DataFrame] = {}
    contents: dict[Path, bytes] = {}
    problems: list[Problem] = []
    for name, any_frame in frames.items():
        table, path = find_table(name, RAW), folder / f"{name}.csv"
        try:
            ordered[name] = in_order(typed(any_frame, table, str(path)).reset_index(drop=True), table)
        except TableError as error:
            problems += error.problems
            continue
        problems += violations(ordered[name], table, str(path))
        contents[path] = to_csv(to_text(ordered[name]))
    if not problems:
        where = {name: str(folder / f"{name}.csv") for name in frames}
        problems = [problem for done in check_relations(ordered, where) for problem in done.problems]
    if problems:
        raise TableError(problems)
    return write_files(with_digests(contents, folder, GENERATED))
