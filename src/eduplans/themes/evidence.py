"""What speaks for a label: every word of an item that a lexicon weighs, with what it adds.

The score of a label is the sum of its contributions. A word of the text that stands `n` times adds
``weight * (1 + ln n)``: a word that is repeated says more, but not in proportion. A word of the heading adds
``HEADING * weight`` besides, the longest words first, so that 教学质量 does not count once more as 教学 and as 质量.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import log
from typing import TYPE_CHECKING

from eduplans.themes.lexicon import labels_of, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from eduplans.themes.lexicon import Entry

#: How many times a word of the heading counts.
HEADING = 3.0


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one word, figure or other fact adds to the score of one label.

    Parameters
    ----------
    label
        Theme, strength or instrument.
    what
        The word, or what else it is in words.
    place
        ``text``, ``heading``, ``figures``, ``deadline``, ``items below`` or ``default``.
    count
        Occurrences.
    weight
        Weight of one of them.
    score
        What it adds.
    """

    label: str
    what: str
    place: str
    count: int
    weight: float
    score: float


def evidence(
    words: Mapping[str, int], heading: str, kind: str, ignored: frozenset[str] = frozenset()
) -> tuple[Contribution, ...]:
    """Find what the words of an item speak for.

    Parameters
    ----------
    words
        Counts by word of the whole item, its heading included.
    heading
        Its heading.
    kind
        ``theme``, ``strength`` or ``instrument``.
    ignored
        Words of the lexicon that are to count for nothing, to see what hangs on them.

    Returns
    -------
    tuple of Contribution
        Of the text in the order of the lexicon, then of the heading in the order of the heading.

    Examples
    --------
    >>> for one in evidence({"抓好": 1, "疫情": 2, "防控": 1}, "抓好疫情防控", "theme"):
    ...     print(one.label, one.what, one.place, round(one.score, 2))
    safety 疫情 text 6.77
    safety 防控 text 3.0
    safety 疫情 heading 12.0
    safety 防控 heading 9.0
    """
    found = [
        Contribution(entry.label, entry.word, "text", count, entry.weight, entry.weight * (1 + log(count)))
        for entry in lexicon(kind)
        if entry.place == "any" and entry.whole and (count := words.get(entry.word, 0))
    ]
    return tuple(one for one in (*found, *heading_evidence(heading, kind)) if one.what not in ignored)


def heading_evidence(heading: str, kind: str) -> tuple[Contribution, ...]:
    """Find what the words of a heading speak for.

    Parameters
    ----------
    heading
        The heading.
    kind
        ``theme``, ``strength`` or ``instrument``.

    Returns
    -------
    tuple of Contribution

    Examples
    --------
    >>> [(one.label, one.what) for one in heading_evidence("提高教学质量", "theme")]
    [('quality', '教学质量')]
    """
    pattern, entries = _pattern(kind)
    return tuple(
        Contribution(entry.label, entry.word, "heading", 1, entry.weight, HEADING * entry.weight)
        for match in pattern.finditer(heading)
        for entry in entries[match[0]]
    )


@cache
def _pattern(kind: str) -> tuple[re.Pattern[str], Mapping[str, tuple[Entry, ...]]]:
    by_word: dict[str, tuple[Entry, ...]] = {}
    for entry in lexicon(kind):
        by_word[entry.word] = (*by_word.get(entry.word, ()), entry)
    longest = sorted(by_word, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest))), by_word


def totals(contributions: Iterable[Contribution], kind: str) -> dict[str, float]:
    """Add up contributions by label.

    Parameters
    ----------
    contributions
        From `evidence` and what is added to it.
    kind
        ``theme``, ``strength`` or ``instrument``.

    Returns
    -------
    dict of str to float
        Every label of the kind in its order, also those with nothing.

    Examples
    --------
    >>> totals([Contribution("binding", "严禁", "text", 1, 3.0, 3.0)], "strength")
    {'binding': 3.0, 'directed': 0.0, 'exploratory': 0.0}
    """
    sums = dict.fromkeys(labels_of(kind), 0.0)
    for one in contributions:
        sums[one.label] += one.score
    return sums
