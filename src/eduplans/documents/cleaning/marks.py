"""Marks around damage that travel with the text while it is cleaned.

Two noncharacters of Unicode, which no text may contain, stand around each damaged place, so that its position is
known after steps that remove characters.
"""

from __future__ import annotations

import re

from eduplans.documents.damage import Spot, find_damage
from eduplans.model import Damage

__all__ = ["mark_damage", "unmark"]

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}]")


def mark_damage(text: str) -> tuple[str, tuple[Spot, ...]]:
    """Put marks around the damaged places of a text, which are restored where that is certain.

    Returns
    -------
    tuple of str and tuple of Spot
        The marked text and the places in reading order.

    Examples
    --------
    >>> mark_damage("学校")
    ('学校', ())
    """
    text = _NONCHARACTERS.sub("", text)
    spots = find_damage(text)
    parts, last = [], 0
    for spot in spots:
        parts += [text[last : spot.start], _OPEN, spot.text, _CLOSE]
        last = spot.end
    return "".join([*parts, text[last:]]), spots


def unmark(text: str, spots: tuple[Spot, ...]) -> tuple[str, tuple[Damage, ...]]:
    """Take the marks out and say where the damage is now.

    Examples
    --------
    >>> unmark("学校", ())
    ('学校', ())
    """
    if not spots:
        return _MARKS.sub("", text), ()
    clean, damage, length = [], [], 0
    pieces = _MARKS.split(text)
    marks = [*_MARKS.findall(text), ""]
    start = -1
    number = 0
    for piece, mark in zip(pieces, marks, strict=True):
        clean.append(piece)
        length += len(piece)
        if mark == _OPEN:
            start = length
        elif mark == _CLOSE and start >= 0 and number < len(spots):
            spot = spots[number]
            damage.append(Damage(start, length, spot.printed, spot.kind, spot.repaired))
            number, start = number + 1, -1
    return "".join(clean), tuple(damage)
