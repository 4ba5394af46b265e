"""From the rows of a table to its cells with their heads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from eduplans.codebook import read
from eduplans.model import Cell, TableBlock
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Piece", "is_amount", "is_word", "is_year", "make_table", "word"]

_YEAR = compiled(
    r"(?:19|20)\d\d(?:年度?|学年)?(?:\s?[-—–~至]\s?(?:19|20)?\d\d(?:年度?|学年度?)?)?(?:\d{1,2}月)?(?:年末|末|底)?"
)
_BARE_YEAR = compiled(r"(?:19|20)\d\d")
_AMOUNT = compiled(
    r"[-—–+±▲▼↑↓(]?\s?(?:\d{1,3}(?:[ \u00a0\u2009]\d{3})+|\d[\d,，]*)(?:\.\d+)?"
    r"\s?[%‰]?\s?[百千万亿]{0,2}\s?(?!岁|年级|年|月|届|班$|级|号|\d)[^\d\s()（）]{0,5}\)?"
)
_HAN = compiled("[\u3400-\u9fff]")
_CAPTION = 60
_TWO = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell with its place in the text; heads may stand in several places of a row."""

    start: int
    end: int
    text: str


@cache
def word(kind: str) -> re.Pattern[str]:
    """Compile the patterns of one kind of `table_words.csv`.

    Examples
    --------
    >>> bool(word("unit_line").match("单位：万元"))
    True
    """
    return compiled("|".join(row["pattern"] for row in read("table_words") if row["kind"] == kind))


def is_amount(text: str) -> bool:
    """Tell whether a cell holds an amount, alone or with a short unit, and not a year.

    Examples
    --------
    >>> is_amount("1,200"), is_amount("3所"), is_amount("2020年"), is_amount("3-6岁"), is_amount("小学")
    (True, True, False, False, False)
    """
    return bool(_AMOUNT.fullmatch(text)) and not _YEAR.fullmatch(text)


def is_year(text: str) -> bool:
    """Tell whether a cell is a year or a span of years, which may head rows or columns.

    Examples
    --------
    >>> is_year("2019"), is_year("2019年"), is_year("20190")
    (True, True, False)
    """
    return bool(_YEAR.fullmatch(text))


def is_word(text: str) -> bool:
    """Tell whether a cell is a word and could head others."""
    return bool(_HAN.search(text)) and not is_amount(text)


def make_table(rows: Sequence[Sequence[Piece]], start: int, end: int, above: Sequence[str]) -> TableBlock:
    """Find the heads of a table and give its cells.

    Rows above the first amount are column heads, what stands left of the first amount of a row is its row heads. A row
    of one text inside the table heads the rows below it. Columns that only number the rows have no cells.

    Parameters
    ----------
    rows
        The pieces of each row, empty ones too.
    start, end
        Span of the table.
    above
        The lines above it, the nearest last: its title and its unit may be among them.

    Returns
    -------
    TableBlock
        With all cells that are no heads and not empty.
    """
    top = next((number for number, row in enumerate(rows) if not _alone(row)), 0)
    first = max(top, _first_row(rows))
    heads = [[one.text for one in row] for row in rows[top:first]]
    extra = [text for row in heads for text in row if word("unit_line").fullmatch(text)]
    heads = _in_place(_without_form(heads))
    body = list(rows[first:])
    if body and _is_numbering(body[0]):
        body = body[1:]
    columns = _column_heads(heads)
    index = {column for column, names in columns.items() if any(word("index").fullmatch(name) for name in names)}
    return TableBlock(
        start, end, _caption([*above, *map(_alone, rows[:top])], extra), tuple(_cells(body, columns, index))
    )


def _alone(row: Sequence[Piece]) -> str:
    """Give the one text of a row that begins with it, also where it was spread over all columns; else nothing."""
    texts = {one.text for one in row if one.text}
    return row[0].text if len(texts) == 1 and len(row) > 1 and not is_amount(row[0].text) else ""


def _first_row(rows: Sequence[Sequence[Piece]]) -> int:
    """Find the first row below the column heads."""
    first = next((number for number, row in enumerate(rows) if any(is_amount(one.text) for one in row)), len(rows))
    while first > 1 and _alone(rows[first - 1]):
        first -= 1  # it heads the rows below, not the columns
    return first


def _cells(rows: Sequence[Sequence[Piece]], columns: dict[int, tuple[str, ...]], index: set[int]) -> list[Cell]:
    cells: list[Cell] = []
    section = ""
    last: list[str] = []
    for row in rows:
        texts = [one.text for one in row]
        filled = [column for column, text in enumerate(texts) if text]
        left = _first_amount(texts, filled, columns, index)
        if left == len(row):
            section = _alone(row) or section
            continue
        names = _names(texts[:left], columns, index)
        # a head that covers several rows stands in the first of them only
        names = [
            text or (last[place] if place < len(last) and any(names[place + 1 :]) else "")
            for place, text in enumerate(names)
        ]
        last = names
        row_heads = tuple(dict.fromkeys(text for text in (section, *names) if text))
        for column, one in enumerate(row[left:], start=left):
            if _heads_again(one.text, columns.get(column, ())):
                row_heads = (one.text,)
            elif one.text and column not in index:
                cells.append(Cell(one.start, one.end, row_heads, columns.get(column, ())))
    return cells


def _heads_again(text: str, heads: tuple[str, ...]) -> bool:
    """Tell whether a cell behind amounts heads what stands right of it, as in accounts with two sides."""
    return bool(heads) and is_word(text) and word("corner").fullmatch(heads[-1]) is not None


def _names(texts: Sequence[str], columns: dict[int, tuple[str, ...]], index: set[int]) -> list[str]:
    """Give the heads of a row; what stands in a column of units goes in brackets behind the name it is the unit of."""
    names: list[str] = []
    for column, text in enumerate(texts):
        if column in index:
            continue
        if names and text and _heads_again(text, columns.get(column, ())) and columns.get(column) == columns.get(0):
            names = []
        if names and text and any(word("unit_column").fullmatch(name) for name in columns.get(column, ())):
            names[-1] = f"{names[-1]}({text.strip('()（）')})"
        else:
            names.append(text)
    return names


def _first_amount(
    texts: Sequence[str], filled: Sequence[int], columns: dict[int, tuple[str, ...]], index: set[int]
) -> int:
    """Find the first column that heads no row; 2010 behind a word is an amount unless its column is of years."""
    named = False
    for column in filled:
        text = texts[column]
        if column not in index:
            in_years = any("年" in name for name in columns.get(column, ()))
            if is_amount(text) or (named and _BARE_YEAR.fullmatch(text) and not in_years):
                return column
            named = named or is_word(text)
    return len(texts)


def _column_heads(heads: Sequence[Sequence[str]]) -> dict[int, tuple[str, ...]]:
    width = max(map(len, heads), default=0)
    filled: list[list[str]] = []
    for number, row in enumerate(heads):
        texts = [*row, *[""] * (width - len(row))]
        if number < len(heads) - 1:
            # a head that covers several columns stands in the first of them only
            below = heads[number + 1]
            for column in range(1, width):
                if not texts[column] and texts[column - 1] and column < len(below) and below[column] and column > 1:
                    texts[column] = texts[column - 1]
        filled.append(texts)
    return {column: tuple(dict.fromkeys(row[column] for row in filled if row[column])) for column in range(width)}


def _in_place(heads: list[list[str]]) -> list[list[str]]:
    """Put a second row of heads under the first where the corner, which covers both rows, moved it to the left.

    A unit goes to the first column that counts such things, other names to the columns that have none, in order;
    where there are more or fewer names than such columns the row is dropped: what it heads cannot be known.
    """
    if len(heads) != _TWO or not heads[1] or not heads[1][0] or not word("corner").fullmatch(heads[0][0]):
        return heads
    first, second = heads
    if second[0] == first[0] or not any(second) or second[-1]:
        return heads
    width = max(map(len, heads))
    first = [*first, *[""] * (width - len(first))]
    below = [""] * width
    names = [text for text in second if text]
    for text in [text for text in names if word("bracket_unit").fullmatch(text)]:
        column = next((at for at, name in enumerate(first) if name and _counts(name, text) and not below[at]), None)
        if column is not None:
            below[column] = text
            names.remove(text)
    free = [at for at, name in enumerate(first) if not name and at]
    while free and len(free) > len(names) and free[-1] == width - 1:
        free.pop()  # bars at the end of the line
        width -= 1
    if len(free) != len(names):
        return [first]
    for at, text in zip(free, names, strict=True):
        below[at] = text
    return [first, below]


def _counts(name: str, unit: str) -> bool:
    """Tell whether a head names what a unit counts."""
    wanted = {row["unit"] for row in read("head_units") if re.search(row["pattern"], name)}
    return next((row["unit"] for row in read("measure_words") if row["word"] == unit.strip("()（） ")), "") in wanted


def _without_form(heads: Sequence[Sequence[str]]) -> list[list[str]]:
    """Drop rows and cells that give the unit or say who filled the form."""
    form, unit = word("form_line"), word("unit_line")
    kept = []
    for row in heads:
        texts = ["" if form.fullmatch(text) or unit.fullmatch(text) else text for text in row]
        if any(texts):
            kept.append(texts)
    return kept


def _is_numbering(row: Sequence[Piece]) -> bool:
    """Tell whether a row only numbers the columns: 甲 | 1 | 2 | 3."""
    texts = [one.text for one in row if one.text and not word("numbering").fullmatch(one.text)]
    return (
        len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)] and len(texts) >= len(row) - 2
    )


def _caption(above: Sequence[str], extra: Sequence[str]) -> str:
    """Join title and unit: the nearest line above, and the one above that where the nearest only gives the unit."""
    lines: list[str] = []
    for line in reversed(above):
        only_unit = bool(word("unit_line").fullmatch(line) or word("form_line").fullmatch(line))
        if not 0 < len(line) <= _CAPTION or "。" in line:
            break
        lines.insert(0, line)
        if not only_unit:
            break
    return " ".join(dict.fromkeys([*lines, *extra]))
