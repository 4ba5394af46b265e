"""Measure words and their units, from the codebook; which unit a measure word has before a noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from eduplans import codebook
from eduplans.figures.expressions import alternation

if TYPE_CHECKING:
    from eduplans.model import Unit

__all__ = ["LONGEST", "MEASURE_WORDS", "ONE", "PERSON_NOUNS", "MeasureWord", "measure_word_at", "noun_unit"]


@dataclass(frozen=True, slots=True)
class MeasureWord:
    """A measure word or unit sign.

    Parameters
    ----------
    word
        As printed.
    unit
        Unit of the codebook.
    factor
        What one of it is in the base unit.
    kind
        ``amount`` (has decimals), ``count``, ``generic`` (the noun decides on the unit), or the name of a rule.
    """

    word: str
    unit: Unit
    factor: Decimal
    kind: str


ONE = Decimal(1)
"""The factor of most measure words: told by identity, it need not be multiplied with."""


def _load() -> dict[str, MeasureWord]:
    factors = {"1": ONE}
    return {
        row["word"]: MeasureWord(
            row["word"],
            cast("Unit", row["unit"]),
            factors.setdefault(row["factor"], Decimal(row["factor"])),
            row["kind"],
        )
        for row in codebook.read("measure_words")
    }


def _sizes() -> dict[str, tuple[int, ...]]:
    """Lengths of the measure words that begin with two characters, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in MEASURE_WORDS:
        if len(word) > 1:
            sizes.setdefault(word[:2], set()).add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in sizes.items()}


MEASURE_WORDS = _load()
LONGEST = max(map(len, MEASURE_WORDS))
NOUNS: dict[str, Unit] = {row["noun"]: cast("Unit", row["unit"]) for row in codebook.read("unit_nouns")}
PERSON_NOUNS: dict[str, Unit] = {row["noun"]: cast("Unit", row["unit"]) for row in codebook.read("person_nouns")}
_NOUN = re.compile(alternation(NOUNS))
_SIZES = _sizes()


def measure_word_at(text: str, position: int) -> MeasureWord | None:
    """Longest measure word that begins at a position.

    Parameters
    ----------
    text
        Any text.
    position
        Where the measure word would begin.

    Returns
    -------
    MeasureWord or None
        None where there is none.

    Examples
    --------
    >>> measure_word_at("增加2个百分点", 3).unit
    'percentage_point'
    >>> measure_word_at("共3嗯", 2) is None
    True
    """
    sizes = _SIZES.get(text[position : position + 2])
    if sizes is not None:
        for size in sizes:
            found = MEASURE_WORDS.get(text[position : position + size])
            if found is not None:
                return found
    return MEASURE_WORDS.get(text[position : position + 1])


def noun_unit(phrase: str, at_end: bool = False) -> Unit | None:
    """Find the unit of a noun phrase: that of its last known noun.

    Parameters
    ----------
    phrase
        What is counted, such as ``乡镇中心幼儿园``.
    at_end
        Whether the noun has to end the phrase, give or take one character.

    Returns
    -------
    Unit or None
        None where no noun of the phrase is known.

    Examples
    --------
    >>> noun_unit("乡镇中心幼儿园"), noun_unit("教育集聚区"), noun_unit("事情")
    ('school', 'item', None)
    """
    if "的" in phrase:
        # 2个竞赛项目的学校 counts projects; 2名研究生学历的教师 counts teachers
        front, _, phrase = phrase.partition("的")
        counted = noun_unit(front)
        if counted is not None:
            return counted
    unit = None
    for found in _NOUN.finditer(phrase):
        # one character alone names a thing only as the head: 三个县, not 三个村级组织
        if (len(found.group()) > 1 or found.end() == len(phrase)) and (not at_end or found.end() >= len(phrase) - 1):
            unit = NOUNS[found.group()]
    return unit
