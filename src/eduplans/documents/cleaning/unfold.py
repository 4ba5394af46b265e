"""Tables that a copy put on one line become rows again, before their columns are told apart.

Only where the layout is certain: rows that two bars part, or three rows or more of the same number of names and
amounts behind a head of as many names.
"""

from __future__ import annotations

from eduplans.documents.table_heads import is_amount, is_word, is_year, word
from eduplans.patterns import compiled

__all__ = ["unfold"]

_ROW_END = compiled(r"\|[ \t]*\|")
_ENDS = compiled("[。；！？：:]")
_BAR = " | "
_ROWS, _AMOUNTS, _LABELS, _LONGEST = 3, 6, 2, 16


def unfold(text: str) -> tuple[str, int]:
    r"""Part the rows of tables that stand on one line.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str and int
        The text and how many lines were parted.

    Examples
    --------
    >>> unfold("|学段|学校|教师||小学|12|300||初中|4|180|")
    ('学段 | 学校 | 教师\n小学 | 12 | 300\n初中 | 4 | 180', 1)
    >>> unfold("学段 2019年 2020年 小学 12 11 初中 4 4 高中 1 2")[0]
    '学段 | 2019年 | 2020年\n小学 | 12 | 11\n初中 | 4 | 4\n高中 | 1 | 2'
    """
    if "|" not in text and " " not in text and "\t" not in text:
        return text, 0
    lines = text.split("\n")
    count = 0
    for number, line in enumerate(lines):
        if "|" in line:
            rows = _barred(line) if line.count("|") > _AMOUNTS else _blanks(line)
        else:
            rows = _blanks(line) if " " in line or "\t" in line else []
        if rows:
            count += 1
            lines[number] = "\n".join(_BAR.join(row) for row in rows)
    return ("\n".join(lines), count) if count else (text, 0)


def _barred(line: str) -> list[list[str]]:
    """Split where one row closes and the next opens; all rows must have as many cells."""
    rows = [[cell.strip() for cell in part.strip(" \t|").split("|")] for part in _ROW_END.split(line)]
    rows = [row for row in rows if row != [""]]
    widths = {len(row) for row in rows}
    return rows if len(rows) >= _ROWS and len(widths) == 1 and 1 not in widths else []


def _blanks(line: str) -> list[list[str]]:
    """Split words and amounts that blanks keep apart into a head and rows, where all counts fit."""
    if line.count(" ") + line.count("\t") < _AMOUNTS:
        return []
    texts = line.split()
    if len(texts) < _AMOUNTS + _ROWS or any(len(one) > _LONGEST or _ENDS.search(one) for one in texts):
        return []
    values = [is_amount(one) for one in texts]
    if sum(values) < _AMOUNTS or True not in values:
        return []
    at = values.index(True)
    width = next((number for number, value in enumerate(values[at:]) if not value), 0)
    labels = next((number for number, value in enumerate(values[at + width :]) if value), 0)
    first, step = at - labels, labels + width
    if width < 2 or not 1 <= labels <= _LABELS or first != step or (len(texts) - first) % step:
        return []
    rows = [texts[start : start + step] for start in range(0, len(texts), step)]
    shape = [*[False] * labels, *[True] * width]
    fits = all([is_amount(one) for one in row] == shape for row in rows[1:])
    named = all(is_word(one) or is_year(one) for one in rows[0])
    corner = word("corner").fullmatch(rows[0][0])
    return rows if fits and named and (corner or labels == 1) and len(rows) > _ROWS else []
