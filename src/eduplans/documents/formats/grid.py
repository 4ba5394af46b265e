"""Tables as lines of text: cells split by bars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["BAR", "cell_text", "spanned", "table_lines"]

BAR = " | "
_DIGIT = re.compile(r"\d")
_BLANKS = re.compile(r"\s+")
_BESIDE_CHINESE = re.compile("(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


def cell_text(parts: Iterable[str]) -> str:
    r"""Join the texts of a cell on one line, without bars of its own.

    Examples
    --------
    >>> cell_text(["学校\n", " 数（所）"])
    '学校数（所）'
    """
    joined = _BLANKS.sub(" ", "".join(parts).replace("|", "/")).strip()
    return _BESIDE_CHINESE.sub("", joined)


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Write the rows of a table as lines.

    Parameters
    ----------
    rows
        Texts of cells; ``""`` is an empty one.

    Returns
    -------
    list of str
        One line a row that has any text.

    Examples
    --------
    >>> table_lines([["指标", "2020年"], ["学校", "12"], ["", ""]])
    ['指标 | 2020年', '学校 | 12']
    """
    return [BAR.join(row) for row in rows if any(row)]


def spanned(text: str) -> str:
    """Give what a cell leaves in the other places it spans: heads are repeated, numbers are not.

    Examples
    --------
    >>> spanned("小学"), spanned("120")
    ('小学', '')
    """
    return "" if _DIGIT.search(text) and not text.endswith("年") else text
