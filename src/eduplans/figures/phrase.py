"""The shortest phrase that carries a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.figures.frame import Place

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
    end = candidate.end + len(noun)
    if noun and not text.startswith(noun, candidate.end):
        end = min(place.right, candidate.end + len(noun) + 3)
    if end - candidate.start > _LONGEST:
        end = candidate.end
    if end - candidate.start > _LONGEST:
        return text[candidate.start : candidate.start + _LONGEST]
    start = max(place.left, end - _LONGEST)
    start = min(start, candidate.start)
    if text[start] in _EDGES or text[start].isspace():
        edge = _EDGE.match(text, start, candidate.start)
        start = start if edge is None else edge.end()
    return text[start:end]
