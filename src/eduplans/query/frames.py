"""Answers as tables of pandas, with the types of `eduplans.load`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["plain", "to_frame"]


def plain(table: pa.Table | pa.RecordBatch) -> pa.Table | pa.RecordBatch:
    """Make numbers of DuckDB's sums, which are wider than any of pandas, whole or floating numbers of 64 bits.

    Examples
    --------
    >>> import decimal, pyarrow
    >>> wide = pyarrow.table({"n": pyarrow.array([decimal.Decimal(7)], pyarrow.decimal128(38, 0))})
    >>> str(plain(wide).schema.field("n").type)
    'int64'
    """
    import pyarrow as pa

    for place, field in enumerate(table.schema):
        if pa.types.is_decimal(field.type):
            column = table.column(place)
            try:
                narrow = column.cast(pa.int64() if field.type.scale == 0 else pa.float64())
            except pa.ArrowInvalid:  # a sum beyond 64 bits
                narrow = column.cast(pa.float64())
            table = table.set_column(place, pa.field(field.name, narrow.type), narrow)
    return table


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Make a frame of an answer.

    Parameters
    ----------
    table
        The answer.

    Returns
    -------
    pandas.DataFrame
    """
    import pandas as pd
    import pyarrow as pa

    def dtype(kind: pa.DataType) -> object:
        if pa.types.is_integer(kind):
            return pd.Int64Dtype()
        if pa.types.is_boolean(kind):
            return pd.BooleanDtype()
        return None

    narrow = plain(table)
    frame: pd.DataFrame = narrow.to_pandas(types_mapper=dtype, date_as_object=False)
    texts = [field.name for field in narrow.schema if pa.types.is_string(field.type)]
    dates = [field.name for field in narrow.schema if pa.types.is_date(field.type)]
    made: pd.DataFrame = frame.astype(dict.fromkeys(texts, "str") | dict.fromkeys(dates, "datetime64[s]"))
    return made
