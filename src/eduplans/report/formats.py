"""Tables of the data in the formats that programs of statistics read: XLSX with a codebook, Stata, Parquet."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.errors import TableError
from eduplans.exports.tables import neutral
from eduplans.tables import PROCESSED, RAW, read_processed, read_raw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from eduplans.tables import Column

#: Formats by the ending of the file, in the order of the links.
ENDINGS = {"xlsx": "XLSX", "dta": "Stata", "parquet": "Parquet"}
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - Stata's has no zone; no date of building stands in a file
_LONGEST_NAME, _LONGEST_LABEL = 32, 80
_NO_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # a workbook cannot hold them
_LONGEST_CELL, _LONGEST_TEXT = 32767, 2045
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")
#: Words that Stata keeps for itself; a column of such a name gets a line behind it.
_RESERVED = frozenset({"end", "in", "if", "using", "with", "by", "float", "int", "long", "double", "str"})


def read_typed(stage: str, name: str, data: Path) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """Read a table with its types and what its columns mean.

    Parameters
    ----------
    stage
        ``raw`` or ``processed``.
    name
        Name of the table.
    data
        Folder of the data.

    Returns
    -------
    tuple of pandas.DataFrame and tuple of Column
        A table that is not known or does not keep its rules comes as texts, without columns.
    """
    known = (RAW if stage == "raw" else PROCESSED).get(name)
    folder = data / stage
    if known is not None:
        try:
            return (read_raw if stage == "raw" else read_processed)(name, folder), known.columns
        except TableError:
            pass  # what does not keep its rules is still to be had, as it stands
    return pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False), ()


def xlsx(frame: pd.DataFrame, columns: Sequence[Column], name: str) -> bytes:
    """Write a table as a workbook: a sheet of the table, a sheet of what its columns mean.

    Parameters
    ----------
    frame
        The table.
    columns
        What its columns mean.
    name
        Name of the first sheet.

    Returns
    -------
    bytes
        The same for the same table; no cell is a formula.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    sheet.append([neutral(str(head)) for head in frame.columns])
    for row in frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None):
        sheet.append([_xlsx_cell(value) for value in row])
    codebook = book.create_sheet("codebook")
    codebook.append(["column", "type", "unit", "meaning", "origin"])
    for column in columns:
        codebook.append([neutral(text) for text in (column.name, column.type, column.unit, column.description,
                                                    column.origin)])  # fmt: skip
    buffer = io.BytesIO()
    book.save(buffer)
    return _undated(buffer.getvalue())


def _xlsx_cell(value: Any) -> Any:
    if isinstance(value, str):
        return neutral(_NO_CHARACTERS.sub("\ufffd", value))[:_LONGEST_CELL]
    return value.item() if hasattr(value, "item") else value


def _undated(content: bytes) -> bytes:
    """Take the times of writing out of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", part)
            info = zipfile.ZipInfo(entry.filename, _NO_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, part)
    return out.getvalue()


def stata(frame: pd.DataFrame, columns: Sequence[Column], title: str) -> bytes:
    """Write a table for Stata 14 and later, with labels of its variables.

    Parameters
    ----------
    frame, columns
        As for `xlsx`.
    title
        Label of the data.

    Returns
    -------
    bytes
        Names have at most 32 signs, labels 80; what is missing is missing, and never zero.
    """
    plain = pd.DataFrame({_stata_name(str(name)): _stata_column(frame[name]) for name in frame.columns})
    labels = {_stata_name(column.name): column.description[:_LONGEST_LABEL] for column in columns}
    texts = [name for name in plain if plain[name].dtype == object]
    long = [name for name in texts if max(map(_bytes, plain[name]), default=0) > _LONGEST_TEXT]
    buffer = io.BytesIO()
    plain.to_stata(
        buffer, write_index=False, version=118, time_stamp=_DAY, data_label=title[:_LONGEST_LABEL],
        variable_labels={name: text for name, text in labels.items() if name in plain}, convert_strl=long or None,
    )  # fmt: skip
    return buffer.getvalue()


def _bytes(text: str) -> int:
    return len(text.encode("utf-8"))


def _stata_name(name: str) -> str:
    return f"{name}_" if name in _RESERVED else name[:_LONGEST_NAME]


def _stata_column(column: pd.Series) -> pd.Series:
    if pd.api.types.is_bool_dtype(column):
        return column.astype("float64").astype("int8") if column.notna().all() else column.astype("float64")
    if pd.api.types.is_numeric_dtype(column):
        return column.astype("float64")
    return column.astype(object).where(column.notna(), "").astype(str).astype(object)


def parquet(frame: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    """Write a table as Parquet, the meaning of each column in the metadata of its field.

    Parameters
    ----------
    frame, columns
        As for `xlsx`.

    Returns
    -------
    bytes
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    meanings = {column.name: column.description for column in columns}
    table = pa.Table.from_pandas(frame, preserve_index=False)
    for place, field in enumerate(table.schema):
        if field.name in meanings:
            described = field.with_metadata({"description": meanings[field.name]})
            table = table.cast(table.schema.set(place, described))
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()
