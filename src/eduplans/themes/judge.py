"""From evidence to labels: theme, strength and instrument of an item, each with all that speaks for and against it.

**Theme.** The label with the highest score. An item whose best theme stays under `ENOUGH` is ``other``. A section adds
the themes of the items below it: `BELOW` times the mean of their shares, so that without a word of its own it takes
their best theme where that has a fifth of them. Further themes are secondary where they reach `SECONDARY` of the best
and `ENOUGH`.

**Strength.** ``binding`` where what binds reaches `BINDING`: words of ban, duty and guarantee, one for each amount that
is a target or standard and one more where it is a least or a most, one for a deadline. Otherwise ``exploratory``
where words of trial reach `TRIAL` and a third of the score of words of plain direction. Otherwise ``directed``.

**Instrument.** The label with the highest score. The theme adds what is usual for it (codebook ``theme_instruments``),
a section what its items use (`BELOW_INSTRUMENT` times the mean of their shares) and `SECTION_ORGANISES` for
organisation.

The constants were chosen with the two readings of the five documents in view, so agreement with these is no test on
unseen text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.themes.evidence import Contribution, evidence, totals
from eduplans.themes.lexicon import OTHER, labels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from eduplans.themes.facts import Facts

ENOUGH = 2.0
BELOW = 10.0
SECONDARY = 0.4
BINDING = 2.5
TRIAL = 1.5
TRIAL_SHARE = 1 / 3
BELOW_INSTRUMENT = 3.0
SECTION_ORGANISES = 2.0
#: A lead of less than this share of the best score is told as low.
LOW = 0.15

Shares = dict[str, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an item was judged to be, and from what.

    Parameters
    ----------
    kind
        ``theme``, ``strength`` or ``instrument``.
    label
        The verdict.
    scores
        By label.
    contributions
        Everything that adds to a score; those of a label sum to its score.
    reason
        The rule that decided, in words.
    """

    kind: str
    label: str
    scores: Mapping[str, float]
    contributions: tuple[Contribution, ...]
    reason: str

    @property
    def margin(self) -> float:
        """Lead of the best score over the second, as a share of the best; 0 where nothing speaks."""
        first, second = sorted(self.scores.values(), reverse=True)[:2]
        return (first - second) / first if first > 0 else 0.0

    @property
    def low(self) -> bool:
        """Whether the lead is low, so that another reader may judge otherwise."""
        return self.margin < LOW


def best(scores: Mapping[str, float]) -> str:
    """Find the label with the highest score; of equal ones the first in the order of the codebook.

    Examples
    --------
    >>> best({"supply": 1.0, "regulation": 2.0, "persuasion": 2.0})
    'regulation'
    """
    # rounded, so that the order of adding does not decide between equal ones
    return max(scores, key=lambda label: round(scores[label], 9))


def shares(scores: Mapping[str, float]) -> Shares:
    """Divide scores by their sum; all zero where nothing speaks.

    Examples
    --------
    >>> shares({"supply": 1.0, "regulation": 3.0})
    {'supply': 0.25, 'regulation': 0.75}
    """
    total = sum(scores.values())
    return {label: score / total if total else 0.0 for label, score in scores.items()}


def theme(facts: Facts, below: Iterable[Shares] = (), ignored: frozenset[str] = frozenset()) -> Verdict:
    """Judge the theme of an item.

    Parameters
    ----------
    facts
        The item.
    below
        Shares of themes of each item below it.
    ignored
        Words that are to count for nothing.

    Returns
    -------
    Verdict
    """
    parts = list(below)
    found = (*evidence(facts.words, facts.heading, "theme", ignored), *from_below(parts, "theme", BELOW))
    scores = totals(found, "theme")
    label = best(scores)
    if scores[label] < ENOUGH:
        return Verdict("theme", OTHER, scores, found, f"no theme reaches {ENOUGH:g}")
    return Verdict("theme", label, scores, found, "highest score")


def secondary(verdict: Verdict) -> tuple[str, ...]:
    """Find the themes that an item is about besides, by falling score.

    Parameters
    ----------
    verdict
        Of its theme.

    Returns
    -------
    tuple of str
    """
    top = max(verdict.scores.values())
    rest = [
        label
        for label, score in verdict.scores.items()
        if label != verdict.label and label != OTHER and score >= max(SECONDARY * top, ENOUGH)
    ]
    return tuple(sorted(rest, key=lambda label: -verdict.scores[label]))


def strength(facts: Facts, ignored: frozenset[str] = frozenset()) -> Verdict:
    """Judge how far an item binds.

    Parameters
    ----------
    facts
        The item.
    ignored
        Words that are to count for nothing.

    Returns
    -------
    Verdict
    """
    amounts = (
        ("a target or standard", "figures", facts.amounts),
        ("of these at least, at most or a standard", "figures", facts.norms),
        ("a date by which to be done", "deadline", len(facts.deadline.split(";")) if facts.deadline else 0),
    )
    found = (
        *evidence(facts.words, facts.heading, "strength", ignored),
        *(
            Contribution("binding", what, place, count, 1.0, 1.0 if place == "deadline" else float(count))
            for what, place, count in amounts
            if count
        ),
    )
    scores = totals(found, "strength")
    if scores["binding"] >= BINDING:
        return Verdict("strength", "binding", scores, found, f"what binds reaches {BINDING:g}")
    trial = scores["exploratory"]
    if trial >= TRIAL and trial >= TRIAL_SHARE * scores["directed"]:
        return Verdict("strength", "exploratory", scores, found, "words of trial reach a third of those of direction")
    return Verdict("strength", "directed", scores, found, "neither binding nor a trial")


def strength_by_words(facts: Facts) -> Verdict:
    """Judge how far an item binds by its words alone, as if it had no amount and no deadline.

    Amounts and deadlines speak for ``binding``, so that `strength` and whether an item is quantified are not
    independent. This verdict is.

    Parameters
    ----------
    facts
        The item.

    Returns
    -------
    Verdict
    """
    return strength(replace(facts, amounts=0, norms=0, deadline=""))


def instrument(
    facts: Facts, topic: str, below: Iterable[Shares] = (), ignored: frozenset[str] = frozenset()
) -> Verdict:
    """Judge by what means an item acts.

    Parameters
    ----------
    facts
        The item.
    topic
        Its theme.
    below
        Shares of instruments of each item below it.
    ignored
        Words that are to count for nothing.

    Returns
    -------
    Verdict
    """
    parts = list(below)
    label, weight = usual_instruments()[topic]
    found = [
        *evidence(facts.words, facts.heading, "instrument", ignored),
        Contribution(label, f"usual for {topic}", "default", 1, weight, weight),
        *from_below(parts, "instrument", BELOW_INSTRUMENT),
    ]
    if parts:
        amount = SECTION_ORGANISES
        found.append(Contribution("organisation", "a section arranges items", "default", 1, amount, amount))
    scores = totals(found, "instrument")
    return Verdict("instrument", best(scores), scores, tuple(found), "highest score")


@cache
def usual_instruments() -> dict[str, tuple[str, float]]:
    """Read which instrument is usual for a theme, and how much that counts.

    Returns
    -------
    dict

    Examples
    --------
    >>> usual_instruments()["safety"]
    ('regulation', 2.0)
    """
    return {row["theme"]: (row["instrument"], float(row["weight"])) for row in codebook.read("theme_instruments")}


def from_below(parts: list[Shares], kind: str, weight: float) -> tuple[Contribution, ...]:
    """Make the mean shares of the items below a section its own contributions.

    Parameters
    ----------
    parts
        Shares by label of each item below.
    kind
        ``theme`` or ``instrument``.
    weight
        What all of them together count.

    Returns
    -------
    tuple of Contribution

    Examples
    --------
    >>> [one.score for one in from_below([{"supply": 1.0}, {"regulation": 1.0}], "instrument", 3.0)]
    [1.5, 1.5]
    """
    if not parts:
        return ()
    blank = Contribution("", "share of the items below", "items below", len(parts), weight / len(parts), 0.0)
    made = (
        replace(blank, label=label, score=weight * sum(part.get(label, 0.0) for part in parts) / len(parts))
        for label in labels_of(kind)
    )
    return tuple(one for one in made if one.score > 0)
