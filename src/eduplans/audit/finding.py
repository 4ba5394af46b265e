"""What the audit says of one relation, in a form that a table and a reader can use."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eduplans import codebook
from eduplans.audit.intervals import Interval, printed, printed_or_cut
from eduplans.printing import QUALIFIERS

if TYPE_CHECKING:
    from eduplans.audit.page import Fig

__all__ = [
    "CONSISTENT",
    "INCONSISTENT",
    "RELATIONS",
    "SHOWN_IF_THEY_AGREE",
    "UNDECIDED",
    "VERDICTS",
    "Finding",
    "Reading",
    "against",
    "name",
    "show",
]

Verdict = Literal["consistent", "inconsistent", "cannot tell"]
CONSISTENT: Verdict = "consistent"
INCONSISTENT: Verdict = "inconsistent"
UNDECIDED: Verdict = "cannot tell"
VERDICTS: tuple[Verdict, ...] = (CONSISTENT, INCONSISTENT, UNDECIDED)

#: What stands in or behind a number and is among its printed characters.
_PRINTED_LIMITS = tuple(row["word"] for row in codebook.read("qualifier_words") if row["side"] != "before")
#: Families that are told only where the numbers agree, because where a list begins is not certain.
SHOWN_IF_THEY_AGREE = frozenset({"list_count", "anniversary"})

#: The families of relations, and what each compares.
RELATIONS: dict[str, str] = {
    "total_parts": "parts added up against the total that the text states",
    "part_of_whole": "a part against the whole it belongs to",
    "share": "a percentage against its two amounts, or what it implies for the one that is missing",
    "complement": "shares of one whole against 100 percent",
    "nested_rates": "a rate against another that must be at least as high",
    "before_after": "a former and a later value against the change that the text states",
    "direction": "a former and a later value against the word for the change",
    "growth_per_head": "growth of a total, of the amount a head and of heads against each other",
    "per_head": "an amount a head against total and heads",
    "same_measure": "the same measure printed twice",
    "two_scopes": "one value printed for a part and for the whole",
    "scale": "an amount against the total it must be part of",
    "rule": "a rule that is said to be kept against the figures it is about",
    "target_result": "a result against the target for the same thing in the same text",
    "plan": "a plan that is called finished and is still to be carried out",
    "list_count": "a number against the members of the list it counts",
    "anniversary": "two anniversaries of one event against the years they stand for",
}

#: From so many yuan on an amount is told in 亿元 or 万元, with enough digits for the ends of its interval.
_SCALES = ((1e9, 1e8, "亿元"), (1e5, 1e4, "万元"))
_UNITS = {"percent": " %", "percentage_point": " percentage points", "yuan": " 元"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the figures of a relation, with what it gives, in its own unit or that of the finding."""

    words: str
    computed: Interval | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between figures of one document, and whether it holds.

    Parameters
    ----------
    doc, relation
        The document, and the family of the relation (a key of `RELATIONS`).
    figures
        The figures concerned, first the one that is checked.
    formula
        What is computed, with the printed numbers.
    computed
        The result with the interval that rounding leaves; None where nothing is computed.
    unit
        Unit of the result.
    verdict
        ``consistent``, ``inconsistent`` or ``cannot tell``.
    sentence
        What the reader should know.
    readings
        Ways to understand the figures, where they decide the verdict.
    printed
        The printed value with its interval, where there is one to compare with.
    """

    doc: str
    relation: str
    figures: tuple[Fig, ...]
    formula: str
    computed: Interval | None
    unit: str
    verdict: Verdict
    sentence: str
    readings: tuple[Reading, ...] = ()
    printed: Interval | None = None


def against(figure: Fig, computed: Interval) -> tuple[Verdict, str]:
    """Hold a printed figure against a computed interval.

    Parameters
    ----------
    figure
        The printed figure.
    computed
        What other figures give for it.

    Returns
    -------
    verdict : str
    why : str
        Empty, or why it cannot be told.
    """
    if printed(figure).meets(computed):
        return CONSISTENT, ""
    if printed_or_cut(figure).meets(computed):
        return UNDECIDED, "It agrees only if a number was cut after its last digit and not rounded."
    return INCONSISTENT, ""


def show(value: float, unit: str = "") -> str:
    """Write a computed number for a sentence.

    Examples
    --------
    >>> show(37637000.0, "yuan"), show(39.9069767, "percent"), show(85.0, "school")
    ('3,763.7 万元', '39.907 %', '85')
    """
    if math.isinf(value):
        return "open"
    if unit == "yuan":
        for least, scale, word in _SCALES:
            if abs(value) >= least:
                return f"{_digits(value / scale)} {word}"
    return _digits(value) + _UNITS.get(unit, "")


def with_interval(value: float, low: float, high: float, unit: str = "") -> str:
    """Write a computed number with what rounding leaves open, where that shows.

    Examples
    --------
    >>> with_interval(39.9, 39.85, 39.95, "percent"), with_interval(85, 85, 85)
    ('39.9 % [39.85 %, 39.95 %]', '85')
    """
    ends = [show(end, unit) for end in (low, high)]
    return show(value, unit) if ends[0] == ends[1] else f"{show(value, unit)} [{ends[0]}, {ends[1]}]"


def _digits(value: float) -> str:
    if abs(value - round(value)) < 1e-9:
        return f"{round(value):,}"
    places = 3 if abs(value) < 100 else 2 if abs(value) < 1000 else 1
    return f"{value:,.{places}f}".rstrip("0").rstrip(".")


def name(figure: Fig) -> str:
    """Name a figure with its measure and its item, as sentences do."""
    measure = figure.measure or figure.phrase.replace(figure.as_printed, "") or "an unnamed amount"
    place = f" (item {figure.item})" if figure.item else ""
    # a word in front of the figure, such as 控制在, is not among its printed characters
    limit = "" if any(word in figure.as_printed for word in _PRINTED_LIMITS) else QUALIFIERS.get(figure.qualifier, "")
    return f"{limit}{figure.as_printed} for “{measure}”{place}"
