"""The shortest phrase that carries a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.figures.sentences import Place

__all__ = ["phrase_of"]

_LONGEST = 40
_EDGES = frozenset("、，,:：；。和与及）)”")
_EDGE = re.compile("[、，,:：；。\\s和与及）)”]+")


def phrase_of(text: str, candidate: Candidate, place: Place, noun: str) -> str:
    """Cut the phrase of a figure out of its clause.

    Parameters
    ----------
    text
        The text.
    candidate
        The figure.
    place
        Its neighbourhood.
    noun
        What its measure word counts behind it.

    Returns
    -------
    str
        At most 40 characters of the text, with the figure in them.
    """
    begin = candidate.start
    end = candidate.end
    if noun:
        end += len(noun)
        if not text.startswith(noun, candidate.end):
            end = min(place.right, end + 3)
    if end - begin > _LONGEST:
        end = candidate.end
        if end - begin > _LONGEST:
            return text[begin : begin + _LONGEST]
    start = place.left
    if end - start > _LONGEST:
        start = end - _LONGEST
    if start > begin:
        start = begin
    first = text[start]
    if first in _EDGES or first.isspace():
        edge = _EDGE.match(text, start, begin)
        start = start if edge is None else edge.end()
    return text[start:end]
