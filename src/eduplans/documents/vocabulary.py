"""Vocabulary of this room, compiled once from the codebook."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from eduplans.codebook import read
from eduplans.patterns import compiled

if TYPE_CHECKING:
    import re

__all__ = ["pattern", "words"]


@cache
def pattern(step: str, kind: str, flags: int = 0) -> re.Pattern[str]:
    """Compile all patterns of one step and kind of `pollution.csv` into one.

    Parameters
    ----------
    step, kind
        Columns of the table.
    flags
        Flags of `re`.

    Returns
    -------
    re.Pattern
        The alternation of the patterns in the order of the table.

    Examples
    --------
    >>> bool(pattern("menu", "line").fullmatch("当前位置: 首页"))
    True
    """
    return compiled("|".join(f"(?:{one})" for one in words(step, kind)), flags)


@cache
def words(step: str, kind: str) -> tuple[str, ...]:
    """Give the patterns of one step and kind of `pollution.csv`.

    Examples
    --------
    >>> "六合彩" in words("spam", "word_zh")
    True
    """
    return tuple(row["pattern"] for row in read("pollution") if row["step"] == step and row["kind"] == kind)
