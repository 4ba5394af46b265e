"""Which indicator a figure is of: ordered rules over its measure, phrase, unit and change.

The rules are data (`codebook/indicator_synonyms.csv`), tried in order of their priority; the first that fits gives
the code, none gives ``other``. They know words of the field, never a document or a place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.errors import Problem, TableError

if TYPE_CHECKING:
    import pandas as pd

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the codebook.

    Parameters
    ----------
    code
        Indicator that a figure is of where the rule fits.
    measure, phrase
        Expressions to be found in the measure and in the phrase; None where nothing is asked.
    excludes
        Expression that must not be found in the measure.
    units, changes, levels
        Allowed values; empty where all are.
    after
        Codes of which the figure before it in the item must have one; empty where it does not matter.
    """

    code: str
    measure: re.Pattern[str] | None
    phrase: re.Pattern[str] | None
    excludes: re.Pattern[str] | None
    units: frozenset[str]
    changes: frozenset[str]
    levels: frozenset[str]
    after: frozenset[str]

    def fits(self, measure: str, phrase: str, unit: str, change: str, level: str, before: str) -> bool:
        """Whether a figure with these cells is of this rule's indicator."""
        return (
            (not self.units or unit in self.units)
            and (not self.changes or change in self.changes)
            and (not self.levels or level in self.levels)
            and (not self.after or before in self.after)
            and (self.measure is None or bool(self.measure.search(measure)))
            and (self.phrase is None or bool(self.phrase.search(phrase)))
            and not (self.excludes and self.excludes.search(measure))
        )


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried.

    Returns
    -------
    tuple of Rule

    Raises
    ------
    TableError
        A rule names an unknown code, asks for nothing, or is no expression; all such rows at once.
    """
    codes = set(codebook.read_map("indicators", "code", "code"))
    problems, made = [], []
    for number, row in enumerate(codebook.read("indicator_synonyms"), start=2):
        fault = _fault(row["code"], row["measure"], row["phrase"], codes)
        try:
            rule = Rule(
                code=row["code"],
                measure=_expression(row["measure"]),
                phrase=_expression(row["phrase"]),
                excludes=_expression(row["excludes"]),
                units=frozenset(row["unit"].split()),
                changes=frozenset(row["change"].split()),
                levels=frozenset(row["level"].split()),
                after=frozenset(row["after"].split()),
            )
        except re.error as error:
            fault = f"not an expression: {error}"
        else:
            made.append((int(row["priority"]), number, rule))
        if fault:
            problems.append(Problem(fault, where="codebook/indicator_synonyms.csv", row=number, value=row["code"]))
    if problems:
        raise TableError(problems)
    return tuple(rule for _, _, rule in sorted(made, key=lambda entry: entry[:2]))


def _fault(code: str, measure: str, phrase: str, codes: set[str]) -> str:
    if code not in codes:
        return "no such indicator in codebook/indicators.csv"
    return "" if measure or phrase else "a rule has to ask for a measure or a phrase"


def _expression(text: str) -> re.Pattern[str] | None:
    return re.compile(text) if text else None


def indicator(
    measure: str, *, unit: str = "", change: str = "level", level: str = "", phrase: str = "", before: str = ""
) -> str:
    """Code of the indicator that a figure is of.

    Parameters
    ----------
    measure
        What is measured, as the document says it.
    unit, change, level, phrase
        Cells of the figure as in `figures.csv`.
    before
        Code of the figure before it in the same item, empty where there is none: a level or a growth that names
        nothing itself goes with it.

    Returns
    -------
    str
        A code of `codebook/indicators.csv`; ``other`` where no rule fits.

    Examples
    --------
    >>> indicator("学前三年毛入园率", unit="percent"), indicator("高中阶段教育毛入学率", unit="percent")
    ('gross_enrolment_rate', 'gross_enrolment_rate')
    >>> indicator("比上年增长", unit="percent", change="growth", before="gpb_edu")
    'gpb_edu_growth'
    >>> indicator("路灯", unit="item")
    'other'
    """
    for rule in rules():
        if rule.fits(measure, phrase, unit, change, level, before):
            return rule.code
    return OTHER


def indicators(figures: pd.DataFrame) -> list[str]:
    """Codes of all figures of documents.

    Parameters
    ----------
    figures
        Rows of `figures.csv` in reading order within each document, missing cells as ``""``.

    Returns
    -------
    list of str
        One code a row.
    """
    codes: list[str] = []
    place, before = ("", ""), ""
    columns = ["doc", "item", "measure", "unit", "change", "level", "phrase"]
    for doc, item, measure, unit, change, level, phrase in figures[columns].itertuples(index=False, name=None):
        before = before if (doc, item) == place else ""
        before = indicator(measure, unit=unit, change=change, level=level, phrase=phrase, before=before)
        place = (doc, item)
        codes.append(before)
    return codes
