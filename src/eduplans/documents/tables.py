"""Tables in the cleaned text: runs of lines whose cells are split by bars."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eduplans.model import Cell, TableBlock

__all__ = ["find_tables"]

_YEAR = re.compile(r"(?:19|20)\d\d年?(?:[-—~至](?:19|20)\d\d年?)?(?:\d{1,2}月)?")
_NUMBER = re.compile(r"\d")
_WORD = re.compile("[\u3400-\u9fff]{2}")
_CAPTION = 60


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell with its place."""

    start: int
    end: int
    text: str

    @property
    def is_number(self) -> bool:
        """Whether it holds an amount, alone or with a short unit, and not a year."""
        return bool(_NUMBER.search(self.text)) and not _YEAR.fullmatch(self.text) and not _WORD.search(self.text[:2])


def find_tables(text: str) -> tuple[TableBlock, ...]:
    r"""Find the tables of a cleaned text.

    Two or more lines in a row with bars are a table. Rows above the first number are column heads, cells left of the
    first number of a row are its row heads; a short line above without a full stop is the caption.

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
    >>> table = find_tables("表1\n指标 | 2019年 | 2020年\n学校 | 12 | 11")[0]
    >>> table.caption, [(cell.row_heads, cell.column_heads) for cell in table.cells]
    ('表1', [(('学校',), ('2019年',)), (('学校',), ('2020年',))])
    """
    if "|" not in text:
        return ()
    tables = []
    run: list[list[_Piece]] = []
    start = position = 0
    above = caption = ""
    for line in [*text.split("\n"), ""]:
        if "|" in line:
            if not run:
                start, caption = position, above
            run.append(_pieces(line, position))
        else:
            if len(run) > 1:
                tables.append(_table(run, start, position - 1, caption))
            run = []
        above = line
        position += len(line) + 1
    return tuple(tables)


def _pieces(line: str, position: int) -> list[_Piece]:
    pieces = []
    for part in line.split("|"):
        bare = part.strip()
        start = position + len(part) - len(part.lstrip())
        pieces.append(_Piece(start, start + len(bare), bare))
        position += len(part) + 1
    return pieces


def _table(rows: list[list[_Piece]], start: int, end: int, above: str) -> TableBlock:
    first = next((number for number, row in enumerate(rows) if any(one.is_number for one in row)), len(rows))
    heads, cells = rows[:first], []
    for row in rows[first:]:
        left = next((column for column, one in enumerate(row) if one.is_number), len(row))
        row_heads = tuple(one.text for one in row[:left] if one.text)
        for column, one in enumerate(row[left:], start=left):
            if one.text:
                above_it = [head[column].text for head in heads if column < len(head) and head[column].text]
                cells.append(Cell(one.start, one.end, row_heads, tuple(dict.fromkeys(above_it))))
    caption = above if 0 < len(above) <= _CAPTION and "。" not in above else ""
    return TableBlock(start, end, caption, tuple(cells))
