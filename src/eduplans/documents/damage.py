"""Damage: places where characters were destroyed.

Signs that a font of its own or a broken conversion left (private and replacement characters) stand for characters
that are lost. A gloss that was inserted between the two bytes of a character leaves a question mark for the broken
byte, the rest of the gloss, and shifted characters until the bytes fall into step again: ``寧?kù)o`` was ``寧靜``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.documents.pinyin import TONED, is_syllable
from eduplans.documents.repair import restore
from eduplans.patterns import compiled

if TYPE_CHECKING:
    import re

__all__ = ["SIGNS", "Spot", "find_damage"]

_TORN = compiled(f"[?？\ufffd]([a-z{TONED}ü]{{1,6}})[)）]")
_GLOSS = compiled(f"[(（][a-z{TONED}ü]{{1,6}}[)）]")
# the intact character in front, whose own gloss may stand between
_BEFORE = compiled(f"([\u4e00-\u9fff])(?:[(（][a-z{TONED}ü]{{1,6}}[)）])?$")
_LOST = compiled("[\ufffd\ue000-\uf8ff]+")
SIGNS = f"\ufffd\ue000-\uf8ff{TONED}"  # of which damage has at least one
_PRIVATE = compiled("[\ue000-\uf8ff](?<=[\u3400-\u9fff].)(?=[\u3400-\u9fff])")
_MANY = 12  # one private character between so many pairs of others stands for none: it was put in
_TONE = compiled(f"[{TONED}]")
# shifted characters end with one that was read as ASCII: the second byte of the last destroyed character
_SHIFTED = compiled("[^\x00-\x7f，。；：、\n]{0,40}?[@-~]")


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
    r"""Find lost characters and glosses that destroyed their neighbours.

    A lost character leaves nothing in the cleaned text but its place, except between digits, where the replacement
    character keeps two numbers from becoming one. At the start of a line a private character is a bullet.

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
    >>> [(spot.printed, spot.text, spot.repaired) for spot in find_damage("校園安?kù)o的早晨")]
    [('?kù)o', '?kù)o', False)]
    >>> [(spot.printed, spot.text, spot.repaired) for spot in find_damage("校園寧?kù)o的早晨")]
    [('?kù)o', '靜', True)]
    >>> [(spot.start, spot.text, spot.kind) for spot in find_damage("建校\ue0043所，5\ufffd0人")]
    [(2, '', 'lost'), (7, '�', 'lost')]
    """
    glosses = _glosses(text) if _TONE.search(text) else ()
    lost = _lost(text)
    if not glosses or not lost:
        return glosses or lost
    starts = [spot.start for spot in glosses]
    free = [one for one in lost if (at := bisect_right(starts, one.start)) == 0 or glosses[at - 1].end <= one.start]
    free = [one for one in free if (at := bisect_right(starts, one.start)) == len(starts) or starts[at] >= one.end]
    return tuple(sorted([*glosses, *free], key=lambda spot: spot.start))


def _lost(text: str) -> tuple[Spot, ...]:
    spots = []
    scattered = {sign for sign, number in Counter(_PRIVATE.findall(text)).items() if number >= _MANY}
    for run in _LOST.finditer(text):
        start, end = run.span()
        if scattered.issuperset(run[0]):
            continue
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if before in ("", "\n", "\r") and "\ufffd" not in run[0]:
            continue
        between = before.isdecimal() and after.isdecimal()
        spots.append(Spot(start, end, run[0], "\ufffd" if between else "", "lost"))
    return tuple(spots)


def _glosses(text: str) -> tuple[Spot, ...]:
    spots: list[Spot] = []
    last = 0
    plain = ""
    for torn in _TORN.finditer(text):
        if torn.start() < last or not is_syllable(torn[1], toned=True):
            continue
        # the words of the text itself, which decide between several readings of the bytes
        plain = plain or _GLOSS.sub("", text)
        spots.append(_spot(text, torn, plain))
        last = spots[-1].end
    return tuple(spots)


def _spot(text: str, torn: re.Match[str], plain: str) -> Spot:
    shifted = _SHIFTED.match(text, torn.end())
    end = shifted.end() if shifted else torn.end()
    printed = text[torn.start() : end]
    before = _BEFORE.search(text, max(0, torn.start() - 12), torn.start())
    if shifted and before:
        # a gloss of the last destroyed character stands behind it
        gloss = _GLOSS.match(text, end)
        after = gloss.end() if gloss else end
        restored = restore(before[1], torn[1], shifted[0], text[after : after + 1], plain)
        if restored:
            return Spot(torn.start(), after, text[torn.start() : after], restored, "gloss", repaired=True)
    return Spot(torn.start(), end, printed, printed, "gloss")
