"""Damage: places where a tool that worked on bytes destroyed characters.

A gloss that was inserted between the two bytes of a character leaves a question mark for the broken byte, the rest
of the gloss, and shifted characters until the bytes fall into step again: ``寧?kù)o`` was ``寧靜``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from eduplans.documents.pinyin import TONED, is_syllable

__all__ = ["Spot", "find_damage"]

_TORN = re.compile(f"[?？\ufffd]([a-z{TONED}ü]{{1,6}})[)）]")
_TONE = re.compile(f"[{TONED}]")
# shifted characters end with one that was read as ASCII: the second byte of the last destroyed character
_SHIFTED = re.compile("[^\x00-\x7f，。；：、\n]{0,40}?[@-~]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A damaged place in a text that is not cleaned yet.

    `text` is what shall stand there: the restored characters, or what is printed if they cannot be restored.
    """

    start: int
    end: int
    printed: str
    text: str
    kind: str
    repaired: bool = False


def find_damage(text: str) -> tuple[Spot, ...]:
    """Find glosses that destroyed their neighbours.

    Parameters
    ----------
    text
        A text as read.

    Returns
    -------
    tuple of Spot
        The places in reading order, without overlap.

    Examples
    --------
    >>> [(spot.printed, spot.kind) for spot in find_damage("營造寧?kù)o的教育環境")]
    [('?kù)o', 'gloss')]
    """
    if not _TONE.search(text):
        return ()
    spots = []
    last = 0
    for torn in _TORN.finditer(text):
        if torn.start() < last or not is_syllable(torn[1], toned=True):
            continue
        shifted = _SHIFTED.match(text, torn.end())
        last = shifted.end() if shifted else torn.end()
        printed = text[torn.start() : last]
        spots.append(Spot(torn.start(), last, printed, printed, "gloss"))
    return tuple(spots)
