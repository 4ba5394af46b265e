"""Answers on paper and in files: a table for people, CSV, JSON and Parquet for programs, batch by batch."""

from __future__ import annotations

import csv
import datetime as dt
import json
from typing import TYPE_CHECKING, BinaryIO, TextIO

from eduplans.query.frames import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

__all__ = ["SHOWN", "write_answer"]

#: Rows of a table for people; the rest is counted.
SHOWN = 100
_WIDE = 180


def write_answer(answer: pa.RecordBatchReader, form: str, stream: TextIO | None, binary: BinaryIO | None) -> int:
    """Write an answer.

    Parameters
    ----------
    answer
        Its batches.
    form
        ``table``, ``csv``, ``json`` or ``parquet``.
    stream
        Where text goes to.
    binary
        Where Parquet goes to.

    Returns
    -------
    int
        Number of rows.
    """
    if form == "parquet":
        assert binary is not None
        return _parquet(answer, binary)
    assert stream is not None
    if form == "table":
        return _table(answer, stream)
    return (_csv if form == "csv" else _json)(answer, stream)


def _rows(answer: pa.RecordBatchReader) -> Iterator[Iterable[tuple[object, ...]]]:
    for batch in answer:
        narrow = plain(batch)
        yield zip(*(column.to_pylist() for column in narrow.columns), strict=True)


def _parquet(answer: pa.RecordBatchReader, binary: BinaryIO) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = 0
    with pq.ParquetWriter(binary, answer.schema, compression="zstd") as writer:
        for batch in answer:
            rows += batch.num_rows
            writer.write_table(pa.Table.from_batches([batch]))
    return rows


def _cell(value: object) -> object:
    """Write one cell as the tables do: nothing where it is missing, no ``.0`` behind whole numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value


def _csv(answer: pa.RecordBatchReader, stream: TextIO) -> int:
    rows = 0
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.schema.names)
    for batch in _rows(answer):
        for row in batch:
            rows += 1
            writer.writerow([_cell(value) for value in row])
    return rows


def _json(answer: pa.RecordBatchReader, stream: TextIO) -> int:
    rows = 0
    stream.write("[")
    for batch in _rows(answer):
        for row in batch:
            made = json.dumps(dict(zip(answer.schema.names, row, strict=True)), ensure_ascii=False, default=_json_cell)
            stream.write(f"{',' if rows else ''}\n {made}")
            rows += 1
    stream.write("\n]\n" if rows else "]\n")
    return rows


def _json_cell(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _table(answer: pa.RecordBatchReader, stream: TextIO) -> int:
    """Print the first rows; of the others only the number is told."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    made = Table(show_lines=False)
    numbers = _numbers(answer.schema)
    for name in answer.schema.names:
        made.add_column(escape(name), overflow="fold", justify="right" if name in numbers else "left")
    rows = 0
    for batch in _rows(answer):
        for row in batch:
            rows += 1
            if rows <= SHOWN:
                made.add_row(*(escape(str(_cell(value)).replace("\n", " ")) for value in row))
    console = Console(file=stream, width=None if stream.isatty() else _WIDE)
    console.print(made)
    return rows


def _numbers(schema: pa.Schema) -> set[str]:
    import pyarrow as pa

    kinds = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return {field.name for field in schema if any(kind(field.type) for kind in kinds)}
