"""Which rarer characters a text has: one quick look that tells which steps of cleaning have anything to do."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from eduplans.documents.cleaning.script import traditional
from eduplans.patterns import compiled

if TYPE_CHECKING:
    import re

__all__ = ["rare_characters"]

_COMMON = "0-9a-z，。、；：“”《》"
_HAN = range(0x4E00, 0xA000)
_STRETCH = 1 << 20  # characters looked at in one go, so that a large text takes no large list


def rare_characters(text: str) -> str:
    """Give every character of a text once, without simplified Chinese, digits, small letters and common signs.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The characters in no order.

    Examples
    --------
    >>> "".join(sorted(rare_characters("新建 ★學校 3 所。")))
    ' ★學'
    """
    rare, found = _rare(), set[str]()
    for start in range(0, len(text), _STRETCH):
        found.update(rare.findall(text, start, start + _STRETCH))
    return "".join(found)


@cache
def _rare() -> re.Pattern[str]:
    """One class of characters, which is searched several times as fast as an alternation of two."""
    kept, first = [], _HAN.start
    for last in [*sorted(map(ord, _traditional_characters())), _HAN.stop]:
        if last > first:
            kept.append(f"{chr(first)}-{chr(last - 1)}")
        first = last + 1
    return compiled(f"[^{''.join(kept)}{_COMMON}]")


def _traditional_characters() -> list[str]:
    """List the traditional characters of the main block."""
    return traditional().findall("".join(map(chr, _HAN)))
