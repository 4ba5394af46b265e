"""What the chapter shows county by county and pair by pair, and the sentences on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.county.document import county_name
from eduplans.chapters.standards.tables import OUTCOMES, county_table
from eduplans.chapters.standards.words import SOURCE, demand, indicator_name, level_name, margin_text
from eduplans.display import say, table
from eduplans.printing import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.standards import Comparison, TargetResult


RANGE_NOTE = "The range is what rounding or a qualifier leaves open, in the unit of the yardstick."
CLOCK_NOTE = "Differences of times of day are in minutes."


def show_counties(comparisons: Sequence[Comparison], documents: pd.DataFrame, *, unreported: bool = False) -> None:
    """Show one table a document, or say that its document says nothing that can be held against a yardstick.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.
    documents
        ``eduplans.load("documents")``.
    unreported
        Whether yardsticks of which a document says nothing have a row.
    """
    for document in documents.sort_values("doc").to_dict("records"):
        own = [one for one in comparisons if one.doc == document["doc"]]
        frame = county_table(own, unreported=unreported)
        county = county_name(document) or str(document["doc"])
        name = f"{county} {document['year']} ({document['kind']})"
        if frame.empty:
            say(
                "**{name}**: of {n} yardsticks of its year the document says nothing in numbers.", name=name, n=len(own)
            )
            continue
        table(
            frame,
            f"Against yardsticks: {document['year']}, {document['kind']}, {county}",
            note=_note(frame, own, unreported=unreported),
            source=SOURCE,
            rests_on=[figure for one in own for figure in one.figures],
            missing="not compared, or no national figure of the year",
        )


def _note(frame: pd.DataFrame, comparisons: Sequence[Comparison], *, unreported: bool) -> str:
    """Say how to read the margins of a table, as far as it has such cells."""
    margins = frame["beyond (+) or short of (−) it by"].dropna()
    clock = any(one.standard.unit == "clock" and (unreported or one.verdict != "not reported") for one in comparisons)
    return " ".join(
        text
        for text, holds in (
            (RANGE_NOTE, any("(" in margin or " or " in margin for margin in margins)),
            (CLOCK_NOTE, clock and len(margins) > 0),
        )
        if holds
    )


def summary_sentence(comparisons: Sequence[Comparison]) -> str:
    """Say what counties meet and miss, which levels they reach, and how often they only repeat a rule.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    str
        Markdown.
    """
    results = [one for one in comparisons if one.verdict in {"met", "missed"}]
    if not results:
        return "No document at hand prints a figure that can be held against a yardstick."
    return " ".join(
        _county_sentence(county, [one for one in results if one.place == county])
        for county in dict.fromkeys(one.place for one in results)
    )


def _county_sentence(county: str, results: Sequence[Comparison]) -> str:
    """Say for one county what its verdicts say, part by part, leaving out parts of which there is none."""
    of = {outcome: [one for one in results if one.outcome == outcome] for outcome in OUTCOMES}
    parts = []
    if of["met"] or of["missed"]:
        parts.append(
            "of what is asked of counties and schools, or of them for certification, "
            f"**{len(of['met'])} met** and **{len(of['missed'])} missed**{_named(of['missed'])}"
        )
    reached, short = of["reaches the level"], of["does not reach the level"]
    if reached or short:
        parts.append(
            "of levels asked of the country or a province, which bind no single county, "
            f"**{len(reached)} reached** and **{len(short)} not reached**{_named(short)}"
        )
    if of["repeats the rule"] or of["own rule falls short"]:
        parts.append(
            f"rules of its own, which are no results, repeat **{len(of['repeats the rule'])}** yardsticks and fall "
            f"short of **{len(of['own rule falls short'])}**{_named(of['own rule falls short'])}"
        )
    return f"{county}: " + "; ".join(parts) + "."


def _named(comparisons: Sequence[Comparison]) -> str:
    names = [
        f"{indicator_name(one.standard.indicator)} ({one.as_printed}, asked for {demand(one.standard)}, "
        f"{one.standard.force})"
        for one in comparisons
    ]
    return f" – {listed(names)}" if names else ""


def same_number_sentence(comparisons: Sequence[Comparison]) -> str:
    """Say how many different figures the verdicts rest on: one result can meet several yardsticks.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    str
    """
    results = [one for one in comparisons if one.judgement is not None and one.verdict in {"met", "missed"}]
    if not results:
        return ""
    different = len({one.figures[0] for one in results})
    return (
        f"These {len(results)} comparisons rest on {different} different figures: the country, a province and the "
        "county may be asked for the same number, and then one result answers several yardsticks."
    )


def pair_table(matches: Sequence[TargetResult]) -> pd.DataFrame:
    """Lay out targets of plans beside results of later reports.

    Parameters
    ----------
    matches
        Result of `eduplans.standards.targets_against_results`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "county": one.place,
                "year": str(one.year),
                "indicator": indicator_name(one.indicator),
                "level": level_name(one.level) or "any",
                "target": one.target,
                "result": one.result or None,
                "met (+) or missed (−) by": margin_text(one.judgement),
                "verdict": one.verdict,
                "why": one.reason,
            }
            for one in matches
        ]
    )


def show_pairs(matches: Sequence[TargetResult], pairs: Sequence[tuple[str, str]], documents: pd.DataFrame) -> None:
    """Show targets beside results, or say that no county has a plan and a later report.

    Parameters
    ----------
    matches
        Result of `eduplans.standards.targets_against_results`.
    pairs
        Result of `eduplans.standards.pairs_of_documents`.
    documents
        ``eduplans.load("documents")``.
    """
    plans = int(documents["kind"].eq("plan").sum())
    if not pairs:
        say(
            "**There is no real pair among the documents at hand**: of {n} documents {plans} are plans, and none of "
            "their counties has a report on the same year or a later one.",
            n=len(documents),
            plans=plans,
        )
        return
    table(
        pair_table(matches),
        "Targets of a plan and results of a later report",
        source="data/processed/figures.csv, by figure id",
        rests_on=[figure for one in matches for figure in (one.target_id, one.result_id) if figure],
        missing="not reported",
    )
