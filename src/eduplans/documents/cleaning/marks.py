"""Marks around damage that travel with the text while it is cleaned.

Noncharacters of Unicode, which no text may contain, stand around each damaged place and number it, so that its
position is known after steps that remove characters or whole lines.
"""

from __future__ import annotations

from dataclasses import replace

from eduplans.documents.damage import SIGNS, Spot, find_damage
from eduplans.model import Damage
from eduplans.patterns import compiled

__all__ = ["DAMAGED", "mark_damage", "moved", "unmark"]

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_TO_MARKS = str.maketrans({str(digit): chr(0xFDD2 + digit) for digit in range(10)})
_FROM_MARKS = str.maketrans({chr(0xFDD2 + digit): str(digit) for digit in range(10)})
_NONCHARACTERS = compiled("[\ufdd0-\ufdef]")
# a text without any of these has neither damage nor what looks like its marks
DAMAGED = compiled(f"[\ufdd0-\ufdef{SIGNS}]")
_MARKS = compiled(f"{_OPEN}([\ufdd2-\ufddb]*)|{_CLOSE}")


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
    for number, spot in enumerate(spots):
        parts += [text[last : spot.start], _OPEN, str(number).translate(_TO_MARKS), spot.text, _CLOSE]
        last = spot.end
    return "".join([*parts, text[last:]]), spots


def unmark(text: str, spots: tuple[Spot, ...]) -> tuple[str, tuple[Damage, ...]]:
    """Take the marks out and say where the damage is now; what went with its line is no damage any more.

    Examples
    --------
    >>> unmark("学校", ())
    ('学校', ())
    """
    if not spots:
        return _NONCHARACTERS.sub("", text), ()
    clean: list[str] = []
    damage: list[Damage] = []
    length = last = 0
    start, spot = -1, None
    for mark in _MARKS.finditer(text):
        clean.append(text[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark[1]:
            start, spot = length, spots[int(mark[1].translate(_FROM_MARKS))]
        elif spot is not None and mark[0] == _CLOSE:
            if damage and damage[-1].start == damage[-1].end == start == length:  # one place, torn by what went
                spot = replace(spot, printed=damage.pop().printed + spot.printed)
            damage.append(Damage(start, length, spot.printed, spot.kind, spot.repaired))
            spot = None
    return _NONCHARACTERS.sub("", "".join([*clean, text[last:]])), tuple(damage)


def moved(damage: tuple[Damage, ...], before: str, after: str) -> tuple[Damage, ...]:
    """Move damaged places with a text of which one stretch changed.

    Examples
    --------
    >>> moved((Damage(4, 5, "?", "lost"),), "学校²的?", "学校的?")
    (Damage(start=3, end=4, printed='?', kind='lost', repaired=False),)
    """
    if before == after:
        return damage
    same = _shared(before, after)
    shift = len(after) - len(before)
    tail = min(_shared(before[::-1], after[::-1]), len(before) - same, len(after) - same)

    def place(position: int) -> int:
        if position <= same:
            return position
        return position + shift if position >= len(before) - tail else min(position, len(after) - tail)

    return tuple(replace(one, start=place(one.start), end=max(place(one.start), place(one.end))) for one in damage)


def _shared(one: str, other: str) -> int:
    """Count the characters in which two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (left, right) in pairs if left != right), min(len(one), len(other)))
