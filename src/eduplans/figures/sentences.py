"""Sentences and clauses around figures, found only where a figure stands.

Most of a text has no figures, so nothing is prepared for all of it. Every look around is bounded, so that the time
grows with the text only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.patterns import compiled

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate

__all__ = ["HEADING", "Place", "Sentences"]

_REACH = 400
"""Characters of a sentence that are looked at on each side of a figure."""
_STOPS = "\n。；;！？!?"
_STOP = compiled(f"[{_STOPS}]")
_CLAUSE_END = compiled(f"[，,：:{_STOPS}]")
_GOES_ON = "其中"
HEADING = compiled(
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
        if self._opens < start <= self._closes:
            opens, closes = self._opens, self._closes
        else:
            opens, closes = self._last_stop(start), self._next_stop(start, end)
            # a place behind all that is looked at is no stop that the next figure could stand in front of
            self._opens, self._closes = opens, closes if closes - end <= _REACH else -1
        # compared by hand: this runs for every figure, and calls of max and min take as long as all the rest
        sentence = opens + 1 if start - opens <= _REACH else start - _REACH
        if closes < end:
            closes = self._next_stop(end, end)
        sentence_end = closes if closes - end <= _REACH else end + _REACH
        rfind = text.rfind
        # what ends a clause inside a sentence; the last two where the sentence goes on behind them
        last = max(
            rfind("，", sentence, start),
            rfind(",", sentence, start),
            rfind("：", sentence, start),
            rfind(":", sentence, start),
            rfind("。", sentence, start),
            rfind("\n", sentence, start),
        )
        clause = last + 1 if last >= 0 else sentence
        left = clause if clause > before else before
        right = sentence_end if sentence_end < after else after
        ended = _CLAUSE_END.search(text, end, right)
        if ended is not None:
            right = ended.start()
        elif right < end:
            right = end
        return Place(sentence, sentence_end, clause, left, right, text[left:start], text[end:right])

    def _last_stop(self, start: int) -> int:
        """Find the stop in front of a figure, or a place before all that is looked at."""
        text, before = self._text, start
        while True:
            stop = start - _REACH - 2 if start > _REACH else -1
            for sign in _STOPS:
                stop = max(stop, text.rfind(sign, stop + 1, before))
            if stop < 0 or start - stop > _REACH + 1 or self._is_stop(stop):
                return stop
            before = stop

    def _next_stop(self, start: int, end: int) -> int:
        """Find the first stop from a place on, or a place behind all that is looked at."""
        stop = _STOP.search(self._text, start, end + _REACH + 1)
        while stop is not None and not self._is_stop(stop.start()):
            stop = _STOP.search(self._text, stop.end(), end + _REACH + 1)
        return stop.start() if stop is not None else min(end + _REACH + 1, len(self._text))

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
