"""Weighted words: what a word of Chinese education policy speaks for, from the codebook.

Three tables have one form (`word`, label, `weight`, `place`): ``theme_words``, ``strength_words`` and
``instrument_words``. A word of place ``any`` counts in the text and in the heading of an item, one of place ``heading``
in the heading alone. So does a word that the segmenter cuts: counts of words have lost the order of its pieces.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.errors import Problem, TableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Places of a word.
PLACES = ("any", "heading")
#: What binds whom how far, weakest last; the order decides between equal scores.
STRENGTHS = ("binding", "directed", "exploratory")
#: The four means of government (C. Hood, The Tools of Government, 1983): treasure, authority, nodality, organisation.
INSTRUMENTS = ("supply", "regulation", "persuasion", "organisation")
#: Theme of an item that no word speaks for.
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """One weighted word.

    Parameters
    ----------
    word
        As it is written.
    label
        Theme, strength or instrument that it speaks for.
    weight
        How much one occurrence counts; above zero.
    place
        ``any`` or ``heading``.
    whole
        Whether the segmenter leaves the word in one piece, so that it can be counted in a text.
    """

    word: str
    label: str
    weight: float
    place: str
    whole: bool


@cache
def theme_codes() -> tuple[str, ...]:
    """Codes of the codebook of themes, in its order.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> theme_codes()[:2], theme_codes()[-1]
    (('party', 'moral'), 'other')
    """
    return tuple(row["code"] for row in codebook.read("themes"))


def labels_of(kind: str) -> tuple[str, ...]:
    """Labels that a lexicon tells apart.

    Parameters
    ----------
    kind
        ``theme``, ``strength`` or ``instrument``.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> labels_of("strength")
    ('binding', 'directed', 'exploratory')
    """
    return {"theme": theme_codes(), "strength": STRENGTHS, "instrument": INSTRUMENTS}[kind]


@cache
def lexicon(kind: str) -> tuple[Entry, ...]:
    """Read and check a table of weighted words.

    Parameters
    ----------
    kind
        ``theme``, ``strength`` or ``instrument``.

    Returns
    -------
    tuple of Entry
        In the order of the file.

    Raises
    ------
    TableError
        A label or place that there is not, a weight that is not above zero, a word twice for one label; all faults at
        once.

    Examples
    --------
    >>> [(entry.label, entry.weight) for entry in lexicon("strength") if entry.word == "严禁"]
    [('binding', 3.0)]
    """
    return checked(codebook.read(f"{kind}_words"), kind)


def checked(rows: Sequence[Mapping[str, str]], kind: str) -> tuple[Entry, ...]:
    """Make entries of rows, or say what is wrong with them.

    Parameters
    ----------
    rows
        Rows with the columns `word`, `kind`, `weight` and `place`.
    kind
        ``theme``, ``strength`` or ``instrument``.

    Returns
    -------
    tuple of Entry

    Raises
    ------
    TableError
        With all faults.

    Examples
    --------
    >>> row = {"word": "食堂", "theme": "safety", "weight": "2", "place": "any"}
    >>> checked((row,), "theme")[0].whole
    True
    """
    problems: list[Problem] = []
    entries: list[Entry] = []
    seen: set[tuple[str, str]] = set()
    allowed = labels_of(kind)
    for number, row in enumerate(rows, start=2):
        word, label = row["word"], row[kind]
        faults = (
            (label not in allowed, kind, label, "one of " + ", ".join(allowed)),
            (row["place"] not in PLACES, "place", row["place"], "any or heading"),
            (not _above_zero(row["weight"]), "weight", row["weight"], "a number above zero"),
            (not word or (word, label) in seen, "word", word, "not empty, and once for one label"),
        )
        found = [
            Problem("not allowed", f"codebook/{kind}_words.csv", number, column, value, rule)
            for wrong, column, value, rule in faults
            if wrong
        ]
        seen.add((word, label))
        problems += found
        if not found:
            entries.append(Entry(word, label, float(row["weight"]), row["place"], is_whole(word)))
    if problems:
        raise TableError(problems)
    return tuple(entries)


def _above_zero(text: str) -> bool:
    try:
        return 0 < float(text) < float("inf")
    except ValueError:
        return False


@cache
def is_whole(word: str) -> bool:
    """Tell whether the segmenter leaves a word in one piece.

    Parameters
    ----------
    word
        A word of the lexicon.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_whole("疫情"), is_whole("疫情防控")
    (True, False)
    """
    import rjieba

    return len(rjieba.cut(word)) == 1
