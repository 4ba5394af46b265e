"""Columns that only blanks or tabs keep apart become cells with bars, before blanks beside Chinese go.

Rows that stand on one line are parted first. Only where the layout is certain: three rows or more in a row of one
label and as many amounts as the head above them has names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.documents.cleaning.unfold import unfold
from eduplans.documents.table_heads import word
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COLUMNS", "clean_columns"]

_AMOUNT = r"(?:[-–—+]?\d[\d,]*+(?:\.\d++)?[%‰]?[百千万亿]{0,2}[^\s\d|，。；、：]{0,2}|[-–—]{1,2}|…)(?![^ \t\n])"
_LABEL = r"[^\s\d|+…–—-][^\s|]{0,24}+(?![^ \t\n])"
# a code, one or two labels and amounts; in accounts with two sides a label and amounts once more
_ROW = compiled(
    rf"[ \t]*+(?:(?P<code>\d{{1,7}})[ \t]++)?(?P<label>[^\s\d|][^\s|]{{0,24}}+|(?:19|20)\d\d(?:年|学年)?)"
    rf"(?P<unit>[ \t]++[^\s\d|+…–—-][^\s\d|]{{0,7}})?(?P<amounts>(?:[ \t]++{_AMOUNT})++)"
    rf"(?P<side>[ \t]++{_LABEL}(?:[ \t]++{_AMOUNT})++)?[ \t]*+"
)
_YEAR = compiled(r"(?:19|20)\d\d(?:年|学年)?")
COLUMNS = compiled("[ \t|]")
_WIDE = compiled(r"\t+[ \t]*| {2,}\t*[ \t]*")
_ENDS = compiled("[。；，：:！？]$")
# every row has a blank in front of an amount; what begins with one character is found fast
_GAPS = tuple(compiled(rf"{blank}(?=[-–—+…\d])") for blank in (" ", "\t"))
_BAR = " | "
_ROWS, _HEADS, _LONGEST = 3, 2, 24


def clean_columns(text: str) -> tuple[str, int]:
    r"""Put bars between the cells of tables whose columns only blanks keep apart.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str and int
        The text and how many lines changed.

    Examples
    --------
    >>> clean_columns("指标 2019年 2020年\n小学 12 11\n初中 4 4\n高中 1 2")
    ('指标 | 2019年 | 2020年\n小学 | 12 | 11\n初中 | 4 | 4\n高中 | 1 | 2', 4)
    >>> clean_columns("第一章  总则\n小学 12所\n初中 4所")
    ('第一章  总则\n小学 12所\n初中 4所', 0)
    """
    text, count = unfold(text)
    if not any(gap.search(text) for gap in _GAPS):
        return text, count
    lines = text.split("\n")
    last = 0
    for first, end in _runs(lines):
        cells = [_cells(line) for line in lines[first:end]]
        heads = _heads(lines, first, last, len(cells[0])) if _is_table(lines[first:end]) else []
        if heads and not _is_code(cells[0][0], heads[-1][0]):
            heads = []
        if heads:
            last = end
            count += len(heads) + len(cells)
            lines[first - len(heads) : end] = [_BAR.join(row) for row in (*heads, *cells)]
    return ("\n".join(lines), count) if count else (text, 0)


def _is_code(first: str, head: str) -> bool:
    """Tell whether a number at the begin of rows is one that its head calls so; other rows begin with a name."""
    return (
        not first.isdecimal() or bool(_YEAR.fullmatch(first)) or bool(word("index").fullmatch(head)) or len(first) > 2
    )


def _cells(line: str) -> tuple[str, ...]:
    """Split a row; a line that is none, and one that only names years, has no cells."""
    row = _ROW.fullmatch(line) if " " in line or "\t" in line else None
    if row is None:
        return ()
    amounts = row["amounts"].split()
    names = [*(row["code"] or "").split(), row["label"], *(row["unit"] or "").split()]
    return () if all(map(_YEAR.fullmatch, amounts)) else (*names, *amounts, *(row["side"] or "").split())


def _runs(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Find three or more rows of equally many amounts on lines that follow each other."""
    runs: list[tuple[int, int]] = []
    first = width = 0
    for number, line in enumerate([*lines, ""]):
        found = len(_cells(line))
        if found != width:
            if width and number - first >= _ROWS:
                runs.append((first, number))
            first, width = number, found
    return runs


def _is_table(lines: Sequence[str]) -> bool:
    rows = [row for line in lines if (row := _ROW.fullmatch(line))]
    # one amount behind a label is a list, unless the gap is that of a column
    if not any(row["side"] for row in rows) and (
        len(rows[0]["amounts"].split()) == 1 and not all(_WIDE.match(row["amounts"]) for row in rows)
    ):
        return False
    return not any(_ENDS.search(row["label"]) for row in rows)


def _heads(lines: Sequence[str], first: int, least: int, width: int) -> list[tuple[str, ...]]:
    """Give the rows of names above, one or two."""
    heads: list[tuple[str, ...]] = []
    while len(heads) < _HEADS and first - len(heads) > least:
        names = _names(lines[first - len(heads) - 1].strip(" \t"), width)
        if not names:
            break
        heads.insert(0, names)
    return heads


def _names(line: str, width: int) -> tuple[str, ...]:
    """Split a line into as many names as a row has cells; the corner may be missing."""
    for split in (_WIDE.split(line), line.split()):
        names = ["", *split] if len(split) == width - 1 and split != [""] else split
        if len(names) == width and all(len(name) <= _LONGEST and not _ENDS.search(name) for name in names):
            # amounts are no names; years are
            return () if any(name.isdecimal() and not _YEAR.fullmatch(name) for name in names) else tuple(names)
    return ()
