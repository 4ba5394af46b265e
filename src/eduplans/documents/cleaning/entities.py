r"""Characters written as codes: ``&nbsp;`` and ``&#25945;`` of web pages, ``\u6559`` of scripts."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from eduplans.patterns import compiled

if TYPE_CHECKING:
    import re

__all__ = ["ENTITY", "clean_entities"]

ENTITY = compiled(r"[&\\]")
# with its semicolon: ?a=1&copy=2 is an address
_NAMED = compiled(r"&(?:#(?:[0-9]{2,7}|[xX][0-9A-Fa-f]{2,6})|[A-Za-z][A-Za-z0-9]{1,31});")
_CODE = compiled(r"\\u(?![dD][89a-fA-F])([0-9a-fA-F]{4})")
_ENOUGH = 4  # fewer codes may be what a text speaks of


def clean_entities(text: str) -> tuple[str, int]:
    r"""Write characters for their codes.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str and int
        The text and how many codes went.

    Examples
    --------
    >>> clean_entities("新建&#23398;校&nbsp;3所, R&D;")
    ('新建学校\xa03所, R&D;', 2)
    """
    count = 0

    def named(match: re.Match[str]) -> str:
        nonlocal count
        sign = html.unescape(match[0])
        count += sign != match[0]
        return sign

    if "&" in text:
        text = _NAMED.sub(named, text)
    if "\\u" in text and len(_CODE.findall(text)) >= _ENOUGH:
        text, codes = _CODE.subn(lambda match: chr(int(match[1], 16)), text)
        count += codes
    return text, count
