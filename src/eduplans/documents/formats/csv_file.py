"""Tables of statistics as text files: commas, tabs or semicolons between the cells."""

from __future__ import annotations

import csv
import io
from collections import Counter

from eduplans.documents.encodings import decode
from eduplans.documents.formats.grid import cell_text
from eduplans.documents.formats.sheet import sheet_lines
from eduplans.errors import DocumentError, Problem

__all__ = ["read"]

_SEPARATORS = (",", "\t", ";", "|", "，")
_SAMPLE = 200
_MOST = 2_000_000


def read(data: bytes, where: str) -> tuple[str, str]:
    r"""Read a table from a text file.

    Parameters
    ----------
    data
        The file.
    where
        Its name, for errors.

    Returns
    -------
    tuple of str and str
        Text and encoding.

    Raises
    ------
    DocumentError
        If it is no text, or too large.

    Examples
    --------
    >>> read("指标,2020年\n学校数(所),\"1,200\"\n".encode("gb18030"), "table.csv")
    ('指标 | 2020年\n学校数(所) | 1,200', 'gb18030')
    """
    decoded = decode(data, where)
    text = decoded.text.replace("\x00", "")
    try:
        rows = [
            [cell_text([cell]) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=_separator(text))
        ]
    except csv.Error as error:
        raise DocumentError(
            Problem(f"this is no table of commas: {error}", where=where, remedy="save it again, or as .xlsx")
        ) from error
    if sum(map(len, rows)) > _MOST:
        raise DocumentError(Problem(f"the table has more than {_MOST:,} cells", where=where, remedy="split it"))
    return "\n".join(sheet_lines(rows)), decoded.encoding


def _separator(text: str) -> str:
    """Take the sign that splits most lines into the same number of cells."""
    lines = text.split("\n", _SAMPLE)[:_SAMPLE]
    best, score = _SEPARATORS[0], 0
    for sign in _SEPARATORS:
        counts = Counter(found for line in lines if (found := line.count(sign)))
        if counts and (found := max(count * number for number, count in counts.items())) > score:
            best, score = sign, found
    return best
