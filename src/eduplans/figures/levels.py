"""The level of education that a figure is about: what its clause, its sentence or its item says."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, cast

from eduplans import codebook
from eduplans.figures.tokens import alternation

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.figures.frame import Frame, Place
    from eduplans.model import Level

__all__ = ["LevelIndex", "levels_in", "single_level"]

_LEVELS = {row["word"]: row["level"] for row in codebook.read("level_words")}
_WORD = re.compile(alternation(_LEVELS))
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


class LevelIndex:
    """All level words of a text, found in one pass.

    Parameters
    ----------
    text
        The text.

    Examples
    --------
    >>> LevelIndex("小学6所、初中3所").named(0, 4)
    ['primary']
    """

    def __init__(self, text: str) -> None:
        words = [(*found.span(), level) for found in _WORD.finditer(text) if (level := _LEVELS[found.group()])]
        self._starts = [start for start, _, _ in words]
        self._ends = [end for _, end, _ in words]
        self._levels = [level for _, _, level in words]
        self._headings: dict[str, list[str]] = {}

    def named(self, start: int, end: int) -> list[str]:
        """Levels named in a stretch, in order, without repeats.

        Parameters
        ----------
        start, end
            The stretch.

        Returns
        -------
        list of str
            Codes of levels.
        """
        first = bisect_left(self._starts, start)
        found: list[str] = []
        while first < len(self._starts) and self._ends[first] <= end:
            if self._levels[first] not in found:
                found.append(self._levels[first])
            first += 1
        return found

    def heading(self, heading: str) -> list[str]:
        """Levels that a heading names; a place's money for education does not count there."""
        known = self._headings.get(heading)
        if known is None:
            known = self._headings[heading] = [level for level in levels_in(heading) if level != _PLACE]
        return known

    def level_of(
        self,
        text: str,
        place: Place,
        candidate: Candidate,
        noun: int,
        frame: Frame,
        inherited: Level,
        since: int,
    ) -> Level:
        """Level of a figure.

        Parameters
        ----------
        text
            The text.
        place
            Neighbourhood of the figure.
        candidate
            The figure.
        noun
            Length of the noun that its measure word counts.
        frame
            Knows the headings above it.
        inherited
            Level of the figure before it in the same clause or list.
        since
            End of the figure before it in the sentence.

        Returns
        -------
        Level
            Empty where nothing or several things are said.
        """
        start, end = candidate.start, candidate.end
        index = bisect_left(self._starts, place.sentence)
        if index == len(self._starts) or self._starts[index] >= place.right:
            # no word of a level in the sentence so far, as in most
            return inherited or self._of_headings(frame, start)
        near = self.named(place.left, min(place.right, end + noun + 2))
        if not near:
            stop = text.find("、", end, place.right)
            near = self.named(end, place.right if stop < 0 else stop)
        if near:
            return _one(near)
        if inherited:
            return inherited
        between = [level for level in self.named(max(since, place.sentence), start) if level != _PLACE]
        if between:
            return _one(between[-1:])
        earlier = [level for level in self.named(place.sentence, start) if level != _PLACE]
        if earlier:
            return _one(earlier)
        return self._of_headings(frame, start)

    def _of_headings(self, frame: Frame, start: int) -> Level:
        """Level of the nearest heading that names one, else of its section, else of the school or title above."""
        named = (
            self.heading(frame.heading(start))
            or self.heading(frame.section(start))
            or self.heading(frame.subject(start))
        )
        return _one(named) if named else ""


def single_level(phrase: str, otherwise: Level) -> Level:
    """Level that a phrase names.

    Parameters
    ----------
    phrase
        A phrase.
    otherwise
        What to take where it names none.

    Returns
    -------
    Level
        The level.

    Examples
    --------
    >>> single_level("普通高中生均公用经费", "")
    'senior'
    """
    named = levels_in(phrase)
    return _one(named) if named else otherwise


def _one(named: list[str]) -> Level:
    special = [level for level in named if level not in {"all", _PLACE}]
    if len(special) == 1 and special[0] != _MIXED:
        return cast("Level", special[0])
    if not special:
        return "all"
    if "special" in special and _MIXED not in special and len(special) == 2 and "compulsory" in special:
        return "special"
    return ""
