"""Which tables stand in a folder, in which files, and how DuckDB is told to read them with their types."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eduplans.errors import Problem, TableError
from eduplans.tables.dataset import read_dataset
from eduplans.tables.processed import PROCESSED
from eduplans.tables.raw import RAW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from eduplans.tables.columns import ColumnType, Table

__all__ = ["Source", "find_sources", "no_pattern", "quoted", "view_sql"]

_STAGES = {"raw": RAW, "processed": PROCESSED}
_PATTERN = re.compile(r"[\[*?]")
#: DuckDB's type of each column type.
_TYPES: dict[ColumnType, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One table and its files.

    Parameters
    ----------
    stage
        ``raw``, ``processed``, or empty where the folder does not say.
    name
        Name of the table.
    form
        ``csv`` or ``parquet``.
    files
        Its files, in the order of its rows.
    table
        Its schema, where it is one of ours.
    """

    stage: str
    name: str
    form: Literal["csv", "parquet"]
    files: tuple[Path, ...]
    table: Table | None


def find_sources(folder: Path) -> tuple[Source, ...]:
    """Find the tables of a folder.

    Parameters
    ----------
    folder
        A data folder with ``raw`` or ``processed`` in it, or a folder of tables: CSV files, Parquet files, or a
        folder of Parquet files for each table.

    Returns
    -------
    tuple of Source
        Raw tables first.

    Raises
    ------
    TableError
        There is no such folder, or no table in it.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        raise TableError(Problem("no such folder", where=str(folder), remedy="name the folder that holds the tables"))
    stages = [stage for stage in _STAGES if (folder / stage).is_dir()]
    found = [source for stage in stages for source in _of_folder(folder / stage, stage)]
    if not stages:
        found = list(_of_folder(folder, folder.name if folder.name in _STAGES else ""))
    if not found:
        remedy = "`eduplans ingest` and `eduplans clean` make tables"
        raise TableError(Problem("there is no table in this folder", where=str(folder), remedy=remedy))
    return tuple(found)


def _of_folder(folder: Path, stage: str) -> Iterator[Source]:
    """List the tables of one folder; those of a dataset first, whose list says what belongs to it."""
    dataset = read_dataset(folder)
    # without a list, parts beside a journal are of an ingest that is not finished
    unfinished = dataset is None and folder.with_name(f".{folder.name}.ingest").is_file()
    names = set()
    if dataset is not None and dataset.parts:
        for name in dataset.parts[0].files:
            names.add(name)
            yield Source(stage, name, "parquet", tuple(dataset.paths(name, folder)), _table(name, stage))
    for path in sorted(folder.iterdir()):
        name = path.stem if path.is_file() else path.name
        if name in names or (unfinished and path.is_dir() and name in RAW) or path.name.startswith("."):
            continue
        parts = tuple(sorted(path.glob("*.parquet"))) if path.is_dir() else (path,)
        form = "parquet" if path.is_dir() else path.suffix.lower().removeprefix(".")
        if parts and (form == "parquet" or form == "csv"):
            names.add(name)
            yield Source(stage, name, "csv" if form == "csv" else "parquet", parts, _table(name, stage))


def _table(name: str, stage: str) -> Table | None:
    first, other = (PROCESSED, RAW) if stage == "processed" else (RAW, PROCESSED)
    return first.get(name) or other.get(name)


def quoted(name: str) -> str:
    """Quote an identifier.

    Examples
    --------
    >>> quoted("figures"), len(quoted('"'))
    ('"figures"', 4)
    """
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def view_sql(source: Source) -> str:
    """Write the question that reads a table, each column with the type that its schema gives it.

    Parameters
    ----------
    source
        The table.

    Returns
    -------
    str

    Raises
    ------
    TableError
        The file cannot be read, or its header is not one.
    """
    files = "[" + ", ".join(_text(no_pattern(str(path))) for path in source.files) + "]"
    if source.form == "parquet":
        return f"SELECT * FROM read_parquet({files})"
    header = _header(source.files[0])
    types = {column.name: _TYPES[column.type] for column in source.table.columns} if source.table else {}
    columns = ", ".join(f"{_text(name)}: {_text(types.get(name, 'VARCHAR'))}" for name in header)
    return (
        f"SELECT * FROM read_csv({files}, header = true, auto_detect = false, delim = ',', quote = '\"', "
        f"escape = '\"', nullstr = '', columns = {{{columns}}})"
    )


def no_pattern(path: str) -> str:
    """Keep signs of a path from being read as a pattern of many names.

    Examples
    --------
    >>> no_pattern("a[1]*/b.csv")
    'a[[]1][*]/b.csv'
    """
    return _PATTERN.sub(r"[\g<0>]", path)


def _header(path: Path) -> Sequence[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header = next(csv.reader(stream), [])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(Problem("its first line cannot be read", where=str(path), value=str(error))) from error
    if not header or len(set(header)) < len(header) or "" in header:
        raise TableError(Problem("its first line does not name the columns", where=str(path), rule="header"))
    return header
