"""All relations of all documents, and the table of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.audit.amounts import a_head, in_one_sentence, payroll, scale
from eduplans.audit.channels import channels
from eduplans.audit.claims import CLAIMS, claims, pay_rules
from eduplans.audit.finding import VERDICTS, Finding, with_interval
from eduplans.audit.growth import changes, directions, per_head_growth
from eduplans.audit.lists import anniversaries, counted_lists
from eduplans.audit.open import each_of, flows, ratio_growth
from eduplans.audit.page import pages
from eduplans.audit.parts import batches, complete_lists, known_parts
from eduplans.audit.repeats import repeats
from eduplans.audit.rules import gone, plans, quotas, results
from eduplans.audit.shares import complements, implied_bases, nested, shares
from eduplans.audit.totals import totals
from eduplans.law import county_clauses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from eduplans.audit.page import Page
    from eduplans.law import CountyClause

__all__ = ["COLUMNS", "FAMILIES", "audit", "audit_table"]

#: Every family of relations: a function from a document to what it finds.
FAMILIES: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    totals, channels, complete_lists, known_parts, batches, shares, implied_bases, complements, nested, directions,
    changes, per_head_growth, a_head, payroll, in_one_sentence, repeats, scale, claims, pay_rules, quotas, gone,
    results, plans, counted_lists, anniversaries, ratio_growth, each_of, flows,
)  # fmt: skip
#: Columns of the table.
COLUMNS = ("doc", "number", "relation", "figure_ids", "as_printed", "formula", "computed", "low", "high", "unit",
           "printed_low", "printed_high", "verdict", "readings", "sentence")  # fmt: skip


def audit(
    figures: pd.DataFrame, cues: pd.DataFrame, items: pd.DataFrame, documents: pd.DataFrame
) -> tuple[Finding, ...]:
    """Find the relations between the figures of each document, and say whether they hold.

    Parameters
    ----------
    figures
        The processed figures.
    cues, items, documents
        The raw tables.

    Returns
    -------
    tuple of Finding
        By document in the order of the table, then by place of the first figure; each relation of the same figures
        once.
    """
    found: list[Finding] = []
    for page in pages(figures, cues, items, documents, _clauses(figures, cues)):
        own: dict[tuple[str, ...], Finding] = {}
        for family in FAMILIES:
            for finding in family(page):
                own.setdefault(_key(finding), finding)
        found += sorted(own.values(), key=_place)
    return tuple(found)


def _clauses(figures: pd.DataFrame, cues: pd.DataFrame) -> tuple[CountyClause, ...]:
    """Decide the clauses of law for the documents that name one of the rules."""
    named = set(cues.loc[cues["cue"].isin(list(CLAIMS)), "doc"])
    return county_clauses(figures[figures["doc"].isin(named)]) if named else ()


def _key(finding: Finding) -> tuple[str, ...]:
    ids = sorted(figure.figure_id for figure in finding.figures)
    return (finding.relation, finding.formula if len(ids) < 2 else "", *ids)


def _place(finding: Finding) -> tuple[int, str, str]:
    orders = [figure.order for figure in finding.figures]
    return (min(orders) if orders else 10**6, finding.relation, finding.formula)


def audit_table(findings: Iterable[Finding]) -> pd.DataFrame:
    """Make the table of findings.

    Parameters
    ----------
    findings
        Result of `audit`.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`; an end that is open (以上) is empty.
    """
    rows: list[dict[str, object]] = []
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.doc] = counts.get(finding.doc, 0) + 1
        rows.append(_row(finding, counts[finding.doc]))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(finding: Finding, number: int) -> dict[str, object]:
    computed, printed = finding.computed, finding.printed
    assert finding.verdict in VERDICTS
    return {
        "doc": finding.doc,
        "number": number,
        "relation": finding.relation,
        "figure_ids": " ".join(figure.figure_id for figure in finding.figures),
        "as_printed": "; ".join(figure.as_printed for figure in finding.figures),
        "formula": finding.formula,
        "computed": None if computed is None else _cell(computed.value),
        "low": None if computed is None else _cell(computed.low),
        "high": None if computed is None else _cell(computed.high),
        "unit": finding.unit,
        "printed_low": None if printed is None else _cell(printed.low),
        "printed_high": None if printed is None else _cell(printed.high),
        "verdict": finding.verdict,
        "readings": "; ".join(_reading(one.words, one.computed, one.unit or finding.unit) for one in finding.readings),
        "sentence": finding.sentence,
    }


def _cell(value: float) -> float | None:
    """Round what is only binary noise; an open end is empty."""
    return None if abs(value) == float("inf") else float(f"{value:.10g}")


def _reading(words: str, computed: object, unit: str) -> str:
    from eduplans.audit.intervals import Interval

    if not isinstance(computed, Interval):
        return words
    return f"{words} = {with_interval(computed.value, computed.low, computed.high, unit)}"
