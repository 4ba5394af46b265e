"""Characters that a wrong encoding made of others: 锟斤拷 of lost ones, 聽 and Â of blanks, ï»¿ of a mark."""

from __future__ import annotations

from eduplans.documents.cleaning.script import traditional
from eduplans.patterns import compiled

__all__ = ["MOJIBAKE", "clean_mojibake", "show_lost"]

MOJIBAKE = compiled("[Âï聽]")
_LOST = "锟斤拷"  # two replacement characters in UTF-8, read as GBK
_BLANK = "聽"  # a no-break space in UTF-8, read as GBK
_LATIN = (compiled("Â(?=[\u00a0 ])"), compiled("ï»¿"))  # a no-break space and a byte-order mark, read as Latin
_FEWEST = 3


def show_lost(text: str) -> str:
    """Put the replacement character for lost characters that were read twice in wrong encodings.

    Examples
    --------
    >>> show_lost("学锟斤拷校")
    '学�校'
    """
    return text.replace(_LOST, "\ufffd") if _LOST in text else text


def clean_mojibake(text: str, characters: str = "") -> tuple[str, int]:
    """Remove what blanks and byte-order marks became in a wrong encoding.

    聽 goes where it is the only traditional character of a text and comes several times: else it is a word.

    Parameters
    ----------
    text
        Any text.
    characters
        The rarer characters that it may have, where they are known.

    Returns
    -------
    tuple of str and int
        The text and how many characters changed.

    Examples
    --------
    >>> clean_mojibake("聽聽全县新建聽3所"), clean_mojibake("聽課3節聽聽")[1]
    (('  全县新建 3所', 3), 0)
    """
    total = 0
    for pattern in _LATIN:
        text, count = pattern.subn("", text)
        total += count
    if text.count(_BLANK) >= _FEWEST and set(traditional().findall(characters or text)) == {_BLANK}:
        total += text.count(_BLANK)
        text = text.replace(_BLANK, " ")
    return text, total
