"""The level of education that a figure is about: what its clause, its sentence or its item says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from eduplans import codebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eduplans.figures.frame import Place
    from eduplans.model import Level

__all__ = ["level_of", "levels_in"]

_LEVELS = {row["word"]: row["level"] for row in codebook.read("level_words")}
_WORD = re.compile("|".join(map(re.escape, sorted(_LEVELS, key=len, reverse=True))))
_MIXED = "several"
_PLACE = "place"


def levels_in(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Levels named in a stretch of text, in order, without repeats.

    Parameters
    ----------
    text
        Any text.
    start, end
        The stretch.

    Returns
    -------
    list of str
        Codes of levels; ``several`` for words that stand for more than one, ``place`` for all education of a
        place.

    Examples
    --------
    >>> levels_in("小学6所、乡镇中心小学和幼儿园")
    ['primary', 'preschool']
    >>> levels_in("中小学教师")
    ['several']
    """
    found: list[str] = []
    for word in _WORD.finditer(text, start, len(text) if end is None else end):
        level = _LEVELS[word.group()]
        if level and level not in found:
            found.append(level)
    return found


def level_of(text: str, place: Place, start: int, heads: Iterable[str], inherited: Level) -> Level:
    """Level of a figure.

    Parameters
    ----------
    text
        The text.
    place
        Neighbourhood of the figure.
    start
        Where it begins.
    heads
        Headings above it, the nearest first.
    inherited
        Level of the figure before it in the same clause or list.

    Returns
    -------
    Level
        Empty where nothing or several things are said.
    """
    near = levels_in(text, place.left, place.right)
    if near:
        return _one(near)
    if inherited:
        return inherited
    earlier = [level for level in levels_in(text, place.sentence, start) if level != _PLACE]
    if earlier:
        return cast("Level", "" if earlier[-1] == _MIXED else earlier[-1])
    for heading in heads:
        named = [level for level in levels_in(heading) if level != _PLACE]
        if named:
            return _one(named)
    return ""


def _one(named: list[str]) -> Level:
    special = [level for level in named if level not in {"all", _PLACE}]
    if len(special) == 1 and special[0] != _MIXED:
        return cast("Level", special[0])
    if not special:
        return "all"
    if "special" in special and _MIXED not in special and len(special) == 2 and "compulsory" in special:
        return "special"
    return ""
