"""Tables that a copy flattened: cells one below the other, rows glued into one line.

Cells that stand as lines are put together again where the counts fit exactly: as many names as every row has amounts,
three rows or more, and sums that are right where a row is a total. Everything else that was a table is reported
without cells, because which number stands for what cannot be known.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from eduplans.documents.account_rows import account_rows
from eduplans.documents.glued_accounts import find_glued_accounts
from eduplans.documents.table_heads import Piece, is_amount, is_word, make_table, word
from eduplans.model import Cell, TableBlock
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["find_flat_tables"]

_ROW_LINE = compiled(r"[^\d\s|。，；：、][^\d\s|。，；]{0,24}+\d[\d,.]*+[%‰]?(?: [-–—]?\d[\d,.]*+[%‰]?)++")
# no number has two points or so many digits: they are several; the plain pattern in front finds them fast, and only
# runs so long show two signs in every fourth character of a text
_LONG = compiled(r"[0-9][0-9.]{7,}+")
_TWO_OF_LONG = compiled(r"[0-9.][0-9.]")
_GLUED = compiled(r"\d+\.\d+\.\d[\d.]{3,}|\d{12,}")
_NAMED_VALUE = compiled(
    r"(?P<name>[^\d\s|。，；：()]{2,24})(?P<unit>\([^()]{1,6}\))[：:]?(?P<value>[-–—]?\d[\d,]*+(?:\.\d+)?%?)"
)
_LATIN = compiled("[A-Za-z_/-]")
_CODE = compiled(r"\d{1,7}")
_MISSING = compiled("[-–—]{1,2}|…|/")
_NO_CELL = compiled("[。；！？，|]|[：:]$")
_SUM = compiled(r"-?\d+(?:\.\d+)?")
_ENDS = frozenset("0123456789%‰")
_LONGEST_WORD = 16
_ROWS, _LABELS, _FEW, _AMOUNTS, _NEAR = 3, 2, 4, 6, 60


def find_flat_tables(text: str) -> list[TableBlock]:
    r"""Find flattened tables.

    Parameters
    ----------
    text
        A cleaned text.

    Returns
    -------
    list of TableBlock
        Resolved ones with cells and heads, the others without.

    Examples
    --------
    >>> text = "学段\n学校\n教师\n小学\n12\n300\n初中\n4\n180\n高中\n1\n90"
    >>> [(cell.row_heads, cell.column_heads) for cell in find_flat_tables(text)[0].cells][:2]
    [(('小学',), ('学校',)), (('小学',), ('教师',))]
    >>> find_flat_tables("2018年2019年2020年常住12.3913.4216.66户籍8.258.1210.08")[0].resolved
    False
    """
    lines = text.split("\n")
    found = [*find_glued_accounts(text), *_glued(text)] if "单位" in text else _glued(text)
    if sum(1 for line in lines if line[:1].isdecimal() and is_amount(line)) >= _FEW:
        found += _below_each_other(lines)
    if ")" in text:
        found += _named_values(lines)
    if sum(1 for line in lines if " " in line and line[-1:] in _ENDS) >= _ROWS:
        found += _rows_of_blanks(lines)
    return _apart(found)


def _glued(text: str) -> list[TableBlock]:
    """Find rows inside a line that lost what parted their cells."""
    near = (4 * two.start() for two in _TWO_OF_LONG.finditer(text[::4]))
    if not any(_LONG.search(text, max(0, at - 8), at + 12) for at in near):
        return []
    runs: list[list[int]] = []
    for match in _LONG.finditer(text):
        start, end = match.span()
        if not _GLUED.fullmatch(match[0]) or _LATIN.match(text[start - 1 : start]) or _LATIN.match(text, end):
            continue
        if runs and start - runs[-1][1] <= _NEAR and "。" not in text[runs[-1][1] : start]:
            runs[-1][1:] = [end, runs[-1][2] + 1]
        else:
            runs.append([start, end, 1])
    return [TableBlock(start, end, "", resolved=False) for start, end, number in runs if number > 1]


def _named_values(lines: Sequence[str]) -> list[TableBlock]:
    """Find lines of a name with its unit in brackets and one amount: 小学在校生(人)：320."""
    tables = []
    position = 0
    for line in lines:
        found = _NAMED_VALUE.fullmatch(line) if ")" in line and line[-1:] in _ENDS else None
        if found is not None and word("bracket_unit").fullmatch(found["unit"]):
            start, end = found.span("value")
            cell = Cell(position + start, position + end, (found["name"] + found["unit"],), ())
            tables.append(TableBlock(position, position + len(line), "", (cell,)))
        position += len(line) + 1
    return tables


def _rows_of_blanks(lines: Sequence[str]) -> list[TableBlock]:
    """Find rows of a label and amounts, three or more, whose head did not fit them when the text was cleaned."""
    blocks = []
    start, first, number, position = 0, 0, 0, 0
    for at, line in enumerate([*lines, ""]):
        if " " in line and _ROW_LINE.fullmatch(line):
            start, first = (start, first) if number else (position, at)
            number += 1
        else:
            if number >= _ROWS:
                lost = TableBlock(start, position - 1, "", resolved=False)
                blocks.append(account_rows(lines, first, at, start) or lost)
            number = 0
        position += len(line) + 1
    return blocks


def _apart(found: Sequence[TableBlock]) -> list[TableBlock]:
    """Order the tables and drop those that overlap the one before."""
    apart: list[TableBlock] = []
    for one in sorted(found, key=lambda table: (table.start, not table.resolved)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def _below_each_other(lines: Sequence[str]) -> list[TableBlock]:
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    tables = []
    for first, last in _runs(lines):
        pieces = [Piece(starts[at], starts[at] + len(lines[at]), lines[at]) for at in range(first, last)]
        amounts = sum(is_amount(one.text) for one in pieces)
        if amounts < _FEW:
            continue
        rows, heads = _rows(pieces)
        above = [*lines[max(0, first - 2) : first], *(one.text for one in heads[0])]
        start, end = pieces[0].start, pieces[-1].end
        if rows and (heads[1] or amounts >= _AMOUNTS) and _sums_fit(rows):
            table = [list(heads[1]), *rows] if heads[1] else rows
            tables.append(make_table(table, start, end, above))
        elif amounts >= _AMOUNTS and sum(is_word(one.text) for one in pieces) >= _ROWS:
            tables.append(TableBlock(start, end, "", resolved=False))
    return tables


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Find runs of lines that could be cells."""
    first = 0
    for number, line in enumerate([*lines, "。"]):
        if not line or _NO_CELL.search(line) or len(line) > _LONGEST_WORD:
            if number - first > _AMOUNTS:
                yield first, number
            first = number + 1


def _is_value(piece: Piece) -> bool:
    return is_amount(piece.text) or bool(_MISSING.fullmatch(piece.text))


def _values(pieces: Sequence[Piece]) -> list[bool]:
    """Tell amounts from names; where a column of codes is headed, a code before a name is no amount."""
    values = [_is_value(one) for one in pieces]
    if any(word("index").fullmatch(one.text) for one in pieces[:_AMOUNTS]):
        for at in range(len(pieces) - 1):
            if values[at] and not values[at + 1] and _CODE.fullmatch(pieces[at].text):
                values[at] = False
    return values


def _rows(pieces: Sequence[Piece]) -> tuple[list[list[Piece]], tuple[Sequence[Piece], Sequence[Piece]]]:
    """Give rows, the lines above the head, and the head of a run of cells; nothing where counts do not fit."""
    nothing: tuple[list[list[Piece]], tuple[Sequence[Piece], Sequence[Piece]]] = ([], ((), ()))
    values = _values(pieces)
    if True not in values:
        return nothing
    at = values.index(True)
    width = next((number for number, value in enumerate(values[at:]) if not value), len(pieces) - at)
    # between two rows stand the names of the second: a label, or a label and its unit
    labels = next((number for number, value in enumerate(values[at + width :]) if value), 0)
    first = at - labels
    if not 1 <= labels <= _LABELS or first < 0:
        return nothing
    row = [*[False] * labels, *[True] * width]
    last = len(values) - values[::-1].index(True)
    rows = []
    for start in range(first, last, len(row)):
        if values[start : start + len(row)] != row:
            return nothing
        rows.append(list(pieces[start : start + len(row)]))
    before = [one for one in pieces[:first] if not word("unit_line").fullmatch(one.text)]
    if len(rows) < _ROWS + (width == 1):
        return nothing
    names = _head(before, labels, width)
    if names is None:
        return nothing
    if names and len(names) == width:
        names = [Piece(names[0].start, names[0].start, ""), *names]
    return rows, (pieces[: max(0, first - len(names))], names)


def _head(before: Sequence[Piece], labels: int, width: int) -> list[Piece] | None:
    """Take the names of the columns; nothing certain is None."""
    if width > 1 and (len(before) == width + labels or (labels == 1 and len(before) == width)):
        return list(before)
    whole = before[-width - labels :]
    if len(whole) == width + labels and _opens(before, whole):
        return list(whole)
    return [] if width == labels == 1 and len(before) <= 1 else None


def _opens(before: Sequence[Piece], whole: Sequence[Piece]) -> bool:
    """Tell whether lines are the head of a table: by its corner, or by the caption above it."""
    if word("corner").fullmatch(whole[0].text) or word("index").fullmatch(whole[0].text):
        return True
    above = before[-len(whole) - 1] if len(before) > len(whole) else None
    return above is not None and bool(word("caption").fullmatch(above.text))


def _sums_fit(rows: Sequence[Sequence[Piece]]) -> bool:
    """Tell whether a total is the sum of the other rows in some column; a table without totals fits."""
    totals = [row for row in rows if word("total").fullmatch(row[0].text)]
    if len(totals) != 1 or any(word("part").match(row[0].text) for row in rows):
        return True
    others = [row for row in rows if row is not totals[0]]
    return any(
        _value(totals[0][column]) == sum((_value(row[column]) for row in others), Decimal(0))
        for column in range(len(rows[0]))
        if _is_value(rows[0][column])
    )


def _value(piece: Piece) -> Decimal:
    found = _SUM.match(piece.text.replace(",", ""))
    return Decimal(found[0]) if found else Decimal(0)
