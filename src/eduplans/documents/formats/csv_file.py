"""Tables of statistics as text files: commas, tabs or semicolons between the cells."""

from __future__ import annotations

import csv
import io
from collections import Counter

from eduplans.documents.encodings import decode
from eduplans.documents.formats.grid import cell_text
from eduplans.documents.formats.sheet import sheet_lines
from eduplans.documents.limits import DEFAULTS, Limits
from eduplans.errors import DocumentError, Problem

__all__ = ["read"]

_SEPARATORS = (",", "\t", ";", "|", "，")
_SAMPLE = 200


def read(data: bytes, where: str, limits: Limits = DEFAULTS) -> tuple[str, str]:
    r"""Read a table from a text file.

    Parameters
    ----------
    data
        The file.
    where
        Its name, for errors.
    limits
        What it may cost.

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
    if len(decoded.text) > limits.characters:
        raise DocumentError(limits.over("characters", f"the table holds {len(decoded.text):,} characters", where))
    text = decoded.text.replace("\x00", "")
    try:
        rows = [
            [cell_text([cell]) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=_separator(text))
        ]
    except csv.Error as error:
        raise DocumentError(
            Problem(f"this is no table of commas: {error}", where=where, remedy="save it again, or as .xlsx")
        ) from error
    cells = sum(map(len, rows))
    if cells > limits.cells:
        raise DocumentError(limits.over("cells", f"the table has {cells:,} cells", where))
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
