"""The id of a figure: document, item, printed form and occurrence, never the running order.

A better grammar that finds one figure more leaves the ids of all others as they are, so that corrections,
citations and notes keep their place.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def figure_id(doc: str, item: str, as_printed: str, occurrence: int) -> str:
    """Make the id of one figure.

    Parameters
    ----------
    doc
        Document id.
    item
        Path of the item, empty before the first heading.
    as_printed
        The characters of number and unit.
    occurrence
        1 for the first figure printed so in this item, 2 for the second, and so on.

    Returns
    -------
    str
        Document id, a colon and the first eight hexadecimal digits of the SHA-256 of the four parts joined by
        line breaks.

    Examples
    --------
    >>> figure_id("yunze-2024-plan", "二/4", "30名", 1)
    'yunze-2024-plan:2aaa0dfe'
    """
    key = "\n".join((doc, item, as_printed, str(occurrence)))
    return f"{doc}:{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def figure_ids(doc: str, places: Iterable[tuple[str, str]]) -> list[str]:
    """Make the ids of all figures of a document, counting occurrences.

    Parameters
    ----------
    doc
        Document id.
    places
        Item and printed form of each figure, in reading order.

    Returns
    -------
    list of str

    Examples
    --------
    >>> ids = figure_ids("yunze-2024-plan", [("二/4", "30名"), ("二/4", "30名")])
    >>> ids[0] == figure_id("yunze-2024-plan", "二/4", "30名", 1), ids[0] == ids[1]
    (True, False)
    """
    seen: Counter[tuple[str, str]] = Counter()
    ids = []
    for item, as_printed in places:
        seen[item, as_printed] += 1
        ids.append(figure_id(doc, item, as_printed, seen[item, as_printed]))
    return ids
