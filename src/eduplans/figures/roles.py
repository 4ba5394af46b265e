"""The part that a figure plays in its list or sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans.patterns import compiled

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.figures.sentences import Place
    from eduplans.model import Change, Role, Status

__all__ = ["role_of"]

_SHARE = re.compile("占比|占|比重|所占|比例")
_OPENS = frozenset("：:（(")
_LISTED = compiled("[：:（(][^。；\n]{0,12}[0-9]")
_PARTS = compiled("[^。；\n]{0,12}?[，,:：（(](?:其中|包括|分别是|含)")
_BACK = 120
_REACH = 16
"""Characters behind a total in which its parts are announced."""


def role_of(text: str, candidate: Candidate, place: Place, status: Status, change: Change) -> Role:
    """Role of a figure.

    Parameters
    ----------
    text
        The text.
    candidate
        The figure.
    place
        Its neighbourhood.
    status, change
        Its status and change.

    Returns
    -------
    Role
        ``none`` where it plays no part.
    """
    if status == "baseline":
        return "base"
    if change == "growth" or candidate.unit == "percentage_point":
        return "growth"
    if candidate.unit == "percent" and (_SHARE.search(place.head) or place.tail.startswith(("的占比", "占比"))):
        return "share"
    end, sentence_end = candidate.end, place.sentence_end
    if text[end : end + 1] in _OPENS and _LISTED.match(text, end, sentence_end):
        return "total"
    behind = text[end : end + _REACH if end + _REACH < sentence_end else sentence_end]
    if ("其中" in behind or "包括" in behind or "含" in behind or "分别是" in behind) and _PARTS.match(behind):
        return "total"
    start, sentence = candidate.start, place.sentence
    if text.find("其中", sentence if start - sentence < _BACK else start - _BACK, start) >= 0:
        return "part"
    return "none"
