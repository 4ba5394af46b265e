"""Raw tables of very many documents: a folder of Parquet files for each table, and a list of what belongs to it.

``dataset.json`` names the parts in their order, with the digest of each file. Every part holds the same documents in
all tables, so that each can be checked, replaced and read alone. What is not named there does not belong to the
dataset: it is of a run that is not finished, or was left by one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from eduplans.errors import EduplansError, Problem, TableError
from eduplans.progress import Steps
from eduplans.storage import storing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd
    import pyarrow as pa

    from eduplans.tables.columns import Table

__all__ = [
    "MANIFEST",
    "Dataset",
    "Part",
    "PartFile",
    "arrow_table",
    "dataset_problems",
    "parquet_bytes",
    "read_dataset",
    "read_dataset_table",
    "table_of_parts",
]

#: Name of the list beside the folders of the tables.
MANIFEST = "dataset.json"
_FORM = 1
_REMEDY = "`eduplans ingest` of the same documents makes it again"


@dataclass(frozen=True, slots=True)
class PartFile:
    """One file: one table of one part."""

    file: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents with their rows in all tables.

    Parameters
    ----------
    reader
        Version and options of what read them.
    files
        By name of the table.
    """

    reader: str
    files: dict[str, PartFile]


@dataclass(frozen=True, slots=True)
class Dataset:
    """All parts in their order."""

    parts: tuple[Part, ...] = field(default=())

    def rows(self, table: str) -> int:
        """Count the rows of a table."""
        return sum(part.files[table].rows for part in self.parts)

    def paths(self, table: str, folder: Path) -> list[Path]:
        """List the files of a table.

        Parameters
        ----------
        table
            Its name.
        folder
            Folder of the dataset.

        Returns
        -------
        list of pathlib.Path
            In the order of the rows.
        """
        return [folder / part.files[table].file for part in self.parts]

    def content(self, version: str) -> bytes:
        """Write the list.

        Parameters
        ----------
        version
            Version of eduplans that writes it.

        Returns
        -------
        bytes
            JSON.
        """
        tables = list(self.parts[0].files) if self.parts else []
        listed = {
            "form": _FORM,
            "eduplans": version,
            "rows": {name: self.rows(name) for name in tables},
            "parts": [asdict(part) for part in self.parts],
        }
        return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def read_dataset(folder: Path) -> Dataset | None:
    """Read the list of parts.

    Parameters
    ----------
    folder
        Folder of the raw tables.

    Returns
    -------
    Dataset or None
        None where the tables are no dataset.

    Raises
    ------
    TableError
        The list cannot be read.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return None
    with storing(path):
        content = path.read_bytes()
    try:
        listed = json.loads(content)
        if listed["form"] != _FORM:
            raise ValueError(f"form {listed['form']}")
        return Dataset(tuple(part_of_json(part) for part in listed["parts"]))
    except (ValueError, KeyError, TypeError) as error:
        raise TableError(
            Problem(f"not a list of parts that this version reads: {error}", where=str(path), remedy=_REMEDY)
        ) from error


def part_of_json(listed: Mapping[str, Any]) -> Part:
    """Make a part of what `dataclasses.asdict` made of it."""
    return Part(str(listed["reader"]), {name: PartFile(**file) for name, file in listed["files"].items()})


def dataset_problems(folder: Path, steps: Steps | None = None) -> list[Problem]:
    """Find files of a dataset that are gone or not as they were written.

    Parameters
    ----------
    folder
        Folder of the raw tables.
    steps
        Told of each part.

    Returns
    -------
    list of Problem
        One a file; empty where there is no dataset.
    """
    problems = []
    dataset = read_dataset(folder) or Dataset()
    for part in (steps or Steps()).through(dataset.parts, "looking at the parts of the dataset"):
        for file in part.files.values():
            path = folder / file.file
            if not path.is_file():
                problems.append(Problem("the file is gone", where=str(path), rule="digests", remedy=_REMEDY))
                continue
            with storing(path), path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            if digest != file.sha256:
                problems.append(Problem("not as ingest wrote it", where=str(path), rule="digests", remedy=_REMEDY))
    return problems


def arrow_table(frame: pd.DataFrame, table: Table) -> pa.Table:
    """Give a typed frame the types of Parquet.

    Parameters
    ----------
    frame
        Typed as the table says.
    table
        The table.

    Returns
    -------
    pyarrow.Table
        Text, 64-bit numbers, booleans and dates; what is missing is null.
    """
    pa = _pyarrow()
    fields = _schema(table)
    return pa.Table.from_arrays(
        [pa.Array.from_pandas(frame[one.name], type=one.type, safe=False) for one in fields], schema=fields
    )


def parquet_bytes(rows: pa.Table) -> bytes:
    """Write rows as the bytes of a Parquet file, always the same for the same rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd", write_page_index=True)
    return bytes(sink.getvalue())


def _schema(table: Table) -> pa.Schema:
    pa = _pyarrow()
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    return pa.schema([pa.field(one.name, types[one.type], nullable=not one.required) for one in table.columns])


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
    except ModuleNotFoundError as error:
        raise EduplansError(
            Problem(
                "a library for tables of so many documents is missing (pyarrow)",
                remedy='pip install "eduplans[large]", or raise --parquet-above',
            )
        ) from error
    return pa


def table_of_parts(paths: Iterable[Path], table: Table, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
    """Read the files of a table one by one.

    Parameters
    ----------
    paths
        The files.
    table
        What they should be.
    columns
        The only columns to read; all unless told.

    Yields
    ------
    pyarrow.Table

    Raises
    ------
    TableError
        A file is missing, is no Parquet or has other columns.
    """
    pa = _pyarrow()
    import pyarrow.parquet as pq

    expected = _schema(table)
    for path in paths:
        try:
            with pq.ParquetFile(path) as file:
                found = file.schema_arrow
                if not found.equals(expected):
                    what = f"the columns are {', '.join(found.names)}"
                    raise TableError(Problem(what, where=str(path), rule="header", remedy=_REMEDY))
                rows = file.read(columns=list(columns) if columns else None)
        except FileNotFoundError as error:
            raise TableError(Problem("no such file", where=str(path), remedy=_REMEDY)) from error
        except (pa.ArrowInvalid, OSError) as error:
            raise TableError(Problem(f"not a Parquet file: {error}", where=str(path), remedy=_REMEDY)) from error
        yield rows


def read_dataset_table(folder: Path, table: Table) -> pd.DataFrame:
    """Read a whole table of a dataset.

    Parameters
    ----------
    folder
        Folder of the raw tables; a dataset.
    table
        The table.

    Returns
    -------
    pandas.DataFrame
        Typed as a table read from CSV.

    Raises
    ------
    TableError
        See `table_of_parts`.
    """
    import pyarrow as pa

    from eduplans.tables.cells import DTYPES

    dataset = read_dataset(folder) or Dataset()
    parts = list(table_of_parts(dataset.paths(table.name, folder), table))
    rows = pa.concat_tables(parts) if parts else _schema(table).empty_table()
    kinds = {column.name: DTYPES[column.type] for column in table.columns}
    frame: pd.DataFrame = rows.to_pandas(date_as_object=False, integer_object_nulls=True)
    return frame.astype(kinds)[table.names]
