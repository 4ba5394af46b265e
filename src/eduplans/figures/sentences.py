"""Sentences and clauses around figures: the neighbourhood in which a figure's context is read.

Stops are found once for the whole text, clauses only where a figure stands, as most of a text has none. Every look
around is bounded, so that the time grows with the text only.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING, TypeAlias

from eduplans.patterns import compiled

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate

    Positions: TypeAlias = list[int] | array[int]

__all__ = ["HEADING", "Place", "Sentences"]

_REACH = 400
"""Characters of a sentence that are looked at on each side of a figure."""
_STRETCH = 1 << 20
"""Characters that are cut into sentences at once."""
_STOPS = "。；;！？!?\n"
_CLAUSE_ENDS = frozenset(f"，,：:{_STOPS}")
_CLAUSE_END = re.compile(f"[，,：:{_STOPS}]")
# inside a sentence; the last two where it goes on behind them
_CLAUSE_BEGIN = re.compile(".*[，,：:。\n]", re.DOTALL)
_GOES_ON = "其中"
HEADING = re.compile(
    r"[ \t\u3000]*(?:第?[一二三四五六七八九十]{1,3}[、.．章节]|"
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[、.．](?![0-9]))"
    r"[ \u3000]?(?P<title>[^。；，\n]{2,40})"
)
"""A line that is a heading by its number."""
_CONTINUES = frozenset("。；！？：:.;!?”》）)")
_NUMBERED = compiled(
    r"[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[、.．]|\n|$|[●•◆■★▲—*-])"
)
_WRAPPED = 20
"""Characters of the shortest line that is taken to be wrapped."""


@dataclass(slots=True)
class Place:
    """The neighbourhood of a figure.

    Parameters
    ----------
    sentence, sentence_end
        Bounds of its sentence.
    clause
        Where its clause begins (behind a comma, colon or stop).
    left
        Where the text begins that belongs to this figure: the clause, or the figure before it in the clause.
    right
        Where the next figure begins or the clause ends.
    head, tail
        The text from `left` to the figure and from the figure to `right`.
    """

    sentence: int
    sentence_end: int
    clause: int
    left: int
    right: int
    head: str
    tail: str


class Sentences:
    """Finds the neighbourhoods of the figures of one text.

    Parameters
    ----------
    text
        The text.

    Examples
    --------
    >>> from eduplans.figures.scan import candidates
    >>> text = "到明年，新建3所。"
    >>> place = Sentences(text).place(next(candidates(text)), 0, len(text))
    >>> place.head, text[place.sentence : place.sentence_end]
    ('新建', '到明年，新建3所')
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._stops = _places(text, _STOPS)
        # stops around the place of the last figure, as the next one mostly stands in the same sentence
        self._opens, self._closes = 0, -1

    def place(self, candidate: Candidate, before: int, after: int) -> Place:
        """Find the neighbourhood of a figure.

        Parameters
        ----------
        candidate
            The figure.
        before
            End of the figure before it (0 where there is none).
        after
            Start of the figure behind it (end of the text where there is none).

        Returns
        -------
        Place
            Its neighbourhood.
        """
        text, start, end = self._text, candidate.start, candidate.end
        # compared by hand: this runs for every figure, and calls of max and min take as long as all the rest
        if not self._opens < start <= self._closes:
            self._opens, self._closes = self._around(start)
        sentence, sentence_end = self._opens + 1, self._closes
        if start - sentence > _REACH:
            sentence = start - _REACH
        if sentence_end < end:
            sentence_end = self._stop_from(bisect_left(self._stops, end))
        if sentence_end - end > _REACH:
            sentence_end = end + _REACH
        begun = _CLAUSE_BEGIN.match(text, sentence, start)
        clause = sentence if begun is None else begun.end()
        left = clause if clause > before else before
        right = sentence_end if sentence_end < after else after
        if right <= end or text[end] in _CLAUSE_ENDS:
            # most figures end their clause
            right = end
        else:
            ended = _CLAUSE_END.search(text, end, right)
            if ended is not None:
                right = ended.start()
        return Place(sentence, sentence_end, clause, left, right, text[left:start], text[end:right])

    def _around(self, position: int) -> tuple[int, int]:
        """Find the stop before a position, and the first one that is not before it."""
        stops = self._stops
        index = bisect_left(stops, position) or 1
        before = index - 1
        while before and not self._is_stop(stops[before]):
            before -= 1
        return stops[before], self._stop_from(index)

    def _stop_from(self, index: int) -> int:
        """Find the first sign from a number on that ends a sentence."""
        stops = self._stops
        while index < len(stops) - 1 and not self._is_stop(stops[index]):
            index += 1
        return stops[index]

    def _is_stop(self, place: int) -> bool:
        """Tell whether a sign ends a sentence; 其中 goes on with it, and so does a line after one that was wrapped."""
        text = self._text
        if text[place] != "\n":
            return not (text[place] == "。" and text.startswith(_GOES_ON, place + 1))
        before = text[max(0, place - _WRAPPED - 4) : place].rstrip(" \t\u3000\r")
        if not before or before[-1] in _CONTINUES or "\n" in before or len(before) < _WRAPPED:
            return True
        if HEADING.fullmatch(text, text.rfind("\n", 0, place) + 1, place):
            return True
        return _NUMBERED.match(text, place + 1) is not None


def _places(text: str, signs: str) -> Positions:
    """Where one of some signs stands, and a place before and one behind all of them.

    Replacing and one split tell it in a fraction of the time of a search for each.
    """
    # those of a large text are kept in an eighth of the space
    places: Positions = [] if len(text) <= _STRETCH else array("q")
    places.append(-1)
    for start in range(0, len(text), _STRETCH):
        stretch = text[start : start + _STRETCH]
        for sign in signs[1:]:
            stretch = stretch.replace(sign, signs[0])
        pieces = stretch.split(signs[0])
        pieces.pop()
        places.extend(map(add, accumulate(map(len, pieces)), count(start)))
    places.append(len(text))
    return places
