"""Sheets of statistics as lines of text: titles, units and notes as they are, rows of the table with bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.documents.formats.grid import BAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["sheet_lines"]


def sheet_lines(rows: Iterable[Sequence[str]]) -> list[str]:
    """Write the rows of a sheet as lines.

    Blank rows part blocks. In a block the rows of a single text above and below the table are lines of their own;
    inside the table they keep their bars, for they head the rows below them.

    Parameters
    ----------
    rows
        Texts of the cells; ``""`` is an empty one.

    Returns
    -------
    list of str
        The lines.

    Examples
    --------
    >>> sheet_lines([["表1 学校", ""], ["指标", "2020年"], ["小学", ""], ["学校数", "12"], ["注：略", ""]])
    ['表1 学校', '指标 | 2020年', '小学 | ', '学校数 | 12', '注：略']
    """
    lines: list[str] = []
    for block in _blocks(rows):
        wide = [number for number, row in enumerate(block) if _width(row) > 1]
        first, last = (wide[0], wide[-1]) if wide else (len(block), -1)
        columns = max(map(len, block))
        # a column that is empty in all rows only spaces the sheet
        used = [column for column in range(columns) if any(column < len(row) and row[column] for row in block)]
        for number, row in enumerate(block):
            if first <= number <= last:
                lines.append(BAR.join(row[column] if column < len(row) else "" for column in used))
            else:
                lines.append(next(text for text in row if text))
    return lines


def _blocks(rows: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    block: list[Sequence[str]] = []
    for row in rows:
        if any(row):
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _width(row: Sequence[str]) -> int:
    """Count the different texts of a row; a title that was merged over all columns is one."""
    texts = [text for text in row if text]
    return 1 if len(set(texts)) == 1 and not any(sign.isdigit() for sign in texts[0][:1]) else len(texts)
