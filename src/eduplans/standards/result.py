"""What holding a document against a yardstick gives: a verdict with its reason, margin and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from eduplans.standards.bounds import Bounds, Judgement, Verdict
    from eduplans.standards.yardsticks import Standard

OTHER_BASE = "other base, or none shown"
OTHER_YEAR = "other year"
A_TARGET = "a target, not a result"
A_RULE = "a rule, not a result"
QUALIFIER = "the qualifier leaves it open"
RELATED = "only a number of another kind is printed"
NO_AMOUNT = "what it has to be compared with is not printed"
SEVERAL = "several values are printed"
FLAGGED = "the printed value cannot be right"
DENIED = "denied in words: none"
OTHER_WAY = "kept in the other way that the rule allows"
LEVEL_NOT_SHOWN = "it does not say whether general or vocational schools are meant"


#: What a verdict says, by whom the yardstick is for and what is held against it.
Outcome = Literal[
    "met", "missed", "reaches the level", "does not reach the level", "repeats the rule", "own rule falls short",
    "not comparable", "not reported",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class National:
    """The national figure of a year: value, as printed, and whether it was seen only in a copy."""

    value: float
    as_printed: str
    copy: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document against one yardstick.

    Parameters
    ----------
    doc, place, year
        The document, its county and its year.
    standard
        The yardstick.
    verdict, reason
        ``met``, ``missed``, ``not reported`` or ``not comparable``, and why; empty where there is nothing to say.
    detail
        Which other base a measure shows; empty where it shows none.
    compared
        Status of the figure that was held against it: ``actual`` (a result), ``standard`` (the county's own rule) or
        ``target`` (only its distance is told, no verdict).
    figures
        Ids of the figures that it rests on.
    as_printed, measure
        The figure as printed and what it says it is of.
    bounds
        What the printed figure leaves open; None where none is compared.
    judgement
        Margin and certainty; None where none is compared.
    national
        The national figure of the year; None where none was found.
    """

    doc: str
    place: str
    year: int
    standard: Standard
    verdict: Verdict
    reason: str = ""
    detail: str = ""
    compared: str = ""
    figures: tuple[str, ...] = ()
    as_printed: str = ""
    measure: str = ""
    bounds: Bounds | None = None
    judgement: Judgement | None = None
    national: National | None = None

    @property
    def certain(self) -> bool:
        """Whether rounding leaves the verdict as it is."""
        return self.judgement is not None and self.judgement.certain

    @property
    def outcome(self) -> Outcome:
        """What the verdict says.

        A county can meet or miss what is asked of counties and their schools. What is asked of a country or province
        as a whole is only a level that its figure reaches or not. A rule of its own repeats a rule and is no result.

        Returns
        -------
        str
            ``not comparable`` and ``not reported`` stay.
        """
        if self.verdict not in {"met", "missed"}:
            return self.verdict
        met = self.verdict == "met"
        if self.compared == "standard":
            return "repeats the rule" if met else "own rule falls short"
        if self.standard.of_county:
            return self.verdict
        return "reaches the level" if met else "does not reach the level"
