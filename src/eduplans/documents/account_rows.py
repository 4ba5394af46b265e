"""Accounts of a page whose rows kept their blanks while the cells of their head went on lines of their own.

The pieces of such a head (执行数, 金额, 完成, 预算, 数%) are put together where they can be read in one way only as
names of columns, as many as every row has amounts. Everything else is left to be reported.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from eduplans.documents.table_heads import Piece, make_table, word
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.model import TableBlock

    _Known = dict[tuple[int, int], list[tuple[str, ...]]]

__all__ = ["account_rows"]

_LABEL = compiled(r"[^\d\s|]{1,25}?(?=[-–—]?\d)")
_AMOUNT = compiled(r"[-–—]?\d[\d,.]*[%‰]?")
_NO_HEAD = compiled(r"[。；！？|]|\d{5,}")
_LINES, _LONGEST, _ABOVE, _COLUMNS = 24, 24, 3, 12
# a name of a column has so many characters at most where all columns are looked at together
_MEAN = 10


def account_rows(lines: Sequence[str], first: int, last: int, position: int) -> TableBlock | None:
    r"""Put rows of a label and amounts together with the head above them.

    Parameters
    ----------
    lines
        The lines of a cleaned text.
    first, last
        The rows, the last not included.
    position
        Where the first row begins in the text.

    Returns
    -------
    TableBlock or None
        None where the head cannot be read, or not in one way.

    Examples
    --------
    >>> lines = ["单位：万元", "项目", "预算", "数", "执行数", "小学120 118", "初中80 82", "高中60 60"]
    >>> [(cell.row_heads, cell.column_heads) for cell in account_rows(lines, 5, 8, 20).cells][:2]
    [(('小学',), ('预算数',)), (('小学',), ('执行数',))]
    """
    ends = [*accumulate((len(line) + 1 for line in lines[first:last]), initial=position)]
    rows = [_pieces(line, start) for line, start in zip(lines[first:last], ends, strict=False)]
    width = len(rows[0]) - 1
    if width > _COLUMNS or any(len(row) != width + 1 for row in rows):
        return None
    at, names = _head(lines, first, width)
    if not names:
        return None
    start = position - sum(len(line) + 1 for line in lines[at:first])
    # the unit stands above what heads the columns together, or below it
    above = sorted(lines[max(0, at - _ABOVE) : at], key=lambda line: word("unit_line").fullmatch(line) is not None)
    return make_table([[Piece(start, start, name) for name in names], *rows], start, ends[-1] - 1, above)


def _head(lines: Sequence[str], first: int, width: int) -> tuple[int, tuple[str, ...]]:
    """Find the line of the corner above the rows; that line, and the names of all columns, none where none fits."""
    for at in range(first - 1, max(-1, first - _LINES), -1):
        if len(lines[at]) > _LONGEST or _NO_HEAD.search(lines[at]):
            break
        corner = word("corner").match(lines[at])
        names = _names("".join(lines[at:first])[corner.end() :].replace(" ", ""), width) if corner else ()
        if corner and names:
            return at, (corner[0], *names)
    return first, ()


def _pieces(line: str, start: int) -> list[Piece]:
    label = _LABEL.match(line)
    end = label.end() if label else 0
    amounts = [Piece(start + one.start(), start + one.end(), one[0]) for one in _AMOUNT.finditer(line, end)]
    return [Piece(start, start + end, line[:end]), *amounts]


def _names(head: str, width: int) -> tuple[str, ...]:
    """Read a head as so many names of columns; empty where that can be done in no way or in several."""
    ways = _ways(head, 0, width, {}) if len(head) <= _MEAN * width else []
    return ways[0] if len(ways) == 1 else ()


def _ways(head: str, start: int, width: int, known: _Known) -> list[tuple[str, ...]]:
    """Give the ways, two at most, to read what stands behind a place as so many names."""
    if not width:
        return [()] if start == len(head) else []
    if (start, width) not in known:
        names = (head[start:end] for end in range(start + 2, min(len(head), start + _LONGEST) + 1))
        known[start, width] = [
            (name, *rest)
            for name in names
            if word("account_head").fullmatch(name)
            for rest in _ways(head, start + len(name), width - 1, known)
        ][:2]
    return known[start, width]
