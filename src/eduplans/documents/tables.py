"""Tables in the cleaned text: runs of lines whose cells are split by bars, and tables that lost their bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.documents.flat_tables import find_flat_tables
from eduplans.documents.table_heads import Piece, make_table
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from eduplans.model import TableBlock

__all__ = ["find_tables"]

_ABOVE = 2
#: The line between head and rows of a table in plain text measures nothing.
_RULE = compiled(r"[\s|:=+_–—-]+")


def find_tables(text: str) -> tuple[TableBlock, ...]:
    r"""Find the tables of a cleaned text.

    Two or more lines in a row with bars are a table. Rows above the first number are column heads, cells left of the
    first number of a row are its row heads; a short line above without a full stop is the caption, and a line with
    the unit belongs to it. Tables that a copy flattened are found too; where their layout is not certain they are
    given without cells and are not `resolved`.

    Parameters
    ----------
    text
        A cleaned text.

    Returns
    -------
    tuple of TableBlock
        In reading order, with all cells that are no heads and not empty.

    Examples
    --------
    >>> table = find_tables("表1\n单位：所\n指标 | 2019年 | 2020年\n学校 | 12 | 11")[0]
    >>> table.caption, [(cell.row_heads, cell.column_heads) for cell in table.cells]
    ('表1 单位：所', [(('学校',), ('2019年',)), (('学校',), ('2020年',))])
    """
    lines = text.split("\n")
    barred = _barred_tables(lines) if "|" in text else []
    flat = [
        one for one in find_flat_tables(text) if not any(one.start < two.end and two.start < one.end for two in barred)
    ]
    return tuple(sorted([*barred, *flat], key=lambda table: table.start))


def _barred_tables(lines: list[str]) -> list[TableBlock]:
    tables: list[TableBlock] = []
    run: list[list[Piece]] = []
    start = position = first = 0
    for number, line in enumerate([*lines, ""]):
        if "|" in line:
            if not run:
                start, first = position, number
            if not _RULE.fullmatch(line):
                run.append(_pieces(line, position))
        else:
            if len(run) > 1:
                tables.append(make_table(run, start, position - 1, lines[max(0, first - _ABOVE) : first]))
            run = []
        position += len(line) + 1
    return tables


def _pieces(line: str, position: int) -> list[Piece]:
    pieces = []
    for part in line.split("|"):
        bare = part.strip()
        start = position + len(part) - len(part.lstrip())
        pieces.append(Piece(start, start + len(bare), bare))
        position += len(part) + 1
    return pieces
