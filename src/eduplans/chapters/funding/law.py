"""The rules of law applied: tables, a picture of verdicts, and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from eduplans.chapters.funding.data import concept_name, level_name, spread, year_ranges
from eduplans.codebook import read
from eduplans.display import percent
from eduplans.law import UNDECIDED, clause, together
from eduplans.plots.style import COLOURS, GREY, WIDTH, house_style, legend_below
from eduplans.trends import scope_breaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eduplans.law import ClauseResult, CountyClause, NationalClause

#: Signs of verdicts in the picture: told apart by form and not only by colour.
_SIGNS = {"holds": ("o", COLOURS[2], 4.8), "fails": ("X", COLOURS[1], 6.0), UNDECIDED: ("$?$", GREY, 5.5)}


def clause_table() -> pd.DataFrame:
    """Lay the clauses out with wording, place, version and reading.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "rule": f"{row['rule_zh']}",
                "clause": f"{row['name_en']} {row['name_zh']}",
                "wording": row["wording"],
                "document": f"{row['document_zh']}, {row['article']}",
                "version": row["version"],
                "applied to results from": int(row["since"]),
                "how it is read here": row["reading"],
                "source": row["source"] + ("†" if row["seen_in"] == "copy" else ""),
            }
            for row in read("law_clauses")
        ]
    )


def clause_name(code: str) -> str:
    """English and Chinese name of a clause.

    Examples
    --------
    >>> clause_name("spending")
    'Budget spending on education does not fall 一般公共预算教育支出只增不减'
    """
    row = clause(code)
    return f"{row['name_en']} {row['name_zh']}"


def national_table(found: Iterable[NationalClause]) -> pd.DataFrame:
    """Lay the verdicts on the nation out, one row a year and clause whose growth or share is known.

    Parameters
    ----------
    found
        Result of `eduplans.law.national_clauses`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "year": one.year,
                "clause": clause_name(one.result.clause),
                "verdict": one.result.verdict,
                **_numbers(one.result),
            }
            for one in found
            if one.level == "all" and one.result.computed is not None
        ]
    )


def level_table(found: Iterable[NationalClause]) -> pd.DataFrame:
    """Lay spending per student at each level out: what the clause on the average of all students does not show.

    Parameters
    ----------
    found
        Result of `eduplans.law.national_clauses`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`: a row a year, a column a level, growth and verdict.
    """
    rows: dict[int, dict[str, object]] = {}
    for one in found:
        if one.level != "all" and one.result.computed is not None:
            row = rows.setdefault(one.year, {"year": one.year})
            row[level_name(one.level)] = f"{percent(one.result.computed.value, 2, sign=True)} {one.result.verdict}"
    order = [f"{row['name_en']} {row['name_zh']}" for row in read("pupil_levels")]
    frame = pd.DataFrame(list(rows.values()), columns=None if rows else ["year"])
    return frame[[column for column in ("year", *order) if column in frame]]


def rests_on(found: Iterable[NationalClause | CountyClause]) -> tuple[str, ...]:
    """List the ids of all figures that verdicts rest on.

    Parameters
    ----------
    found
        Result of `eduplans.law.national_clauses` or `eduplans.law.county_clauses`.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> rests_on([])
    ()
    """
    return tuple(dict.fromkeys(name for one in found for name in one.result.figure_ids))


def county_table(found: Iterable[CountyClause]) -> pd.DataFrame:
    """Lay the verdicts on counties out, one row a document, year and clause.

    Parameters
    ----------
    found
        Result of `eduplans.law.county_clauses`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "county": one.place or one.doc,
                "year": one.year,
                "rule": clause(one.result.clause)["rule_zh"],
                "clause": clause_name(one.result.clause),
                "level": "all" if one.level == "all" else level_name(one.level),
                "verdict": one.result.verdict,
                **_numbers(one.result),
                "figure ids": ", ".join(one.result.figure_ids) or None,
            }
            for one in found
        ]
    )


def _numbers(result: ClauseResult) -> dict[str, object]:
    growth = result.clause != "gdp_share"
    value = result.computed
    return {
        "growth, its lead, or share": percent(value.value, 2, sign=growth) if value else None,
        "with rounding": spread(percent(value.low, 3, sign=growth), percent(value.high, 3, sign=growth))
        if value
        else None,
        "why": result.reason,
        "figures": "; ".join(map(str, result.figures)) or None,
    }


def verdict_grid(found: Sequence[NationalClause]) -> Figure:
    """Draw the verdict of every clause on every year.

    Parameters
    ----------
    found
        Result of `eduplans.law.national_clauses`.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    whole = [one for one in found if one.level == "all"]
    codes = [row["code"] for row in read("law_clauses") if any(one.result.clause == row["code"] for one in whole)]
    with house_style():
        figure = Figure(figsize=(WIDTH, 1.3 + 0.42 * len(codes)), layout="constrained")
        axes = figure.add_subplot()
        axes.set_title("Verdicts by year, nation 全国", pad=8)
        for verdict, (marker, colour, size) in _SIGNS.items():
            chosen = [(one.year, codes.index(one.result.clause)) for one in whole if one.result.verdict == verdict]
            if not chosen:
                continue
            # A sign of a letter is thin as it is.
            width = 0.4 if marker.startswith("$") else 1.5
            axes.plot(*zip(*chosen, strict=True), marker=marker, ls="", color=colour, ms=size, mew=width, label=verdict)
        axes.set_yticks(range(len(codes)), [f"{clause(code)['short_en']} {clause(code)['short_zh']}" for code in codes])
        axes.set_ylim(len(codes) - 0.4, -0.6)
        years = [one.year for one in whole]
        axes.set_xlim(min(years) - 0.8, max(years) + 0.8)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.grid(visible=False)
        legend_below(figure, axes)
    return figure


def national_sentence(found: Sequence[NationalClause]) -> str:
    """Say of each rule in which years it can be decided, and how.

    Parameters
    ----------
    found
        Result of `eduplans.law.national_clauses`.

    Returns
    -------
    str
    """
    said = []
    for rule in dict.fromkeys(row["rule"] for row in read("law_clauses")):
        codes = [row["code"] for row in read("law_clauses") if row["rule"] == rule]
        own = [one for one in found if one.level == "all" and one.result.clause in codes]
        if not own:
            continue
        name = clause(codes[0])["rule_zh"]
        years = sorted({one.year for one in own})
        verdicts = {year: together(one.result for one in own if one.year == year) for year in years}
        parts = [
            f"{verdict} in {year_ranges(pd.Index([year for year in years if verdicts[year] == verdict]))}"
            for verdict in ("holds", "fails", UNDECIDED)
            if verdict in verdicts.values()
        ]
        said.append(f"{name} as a whole: {', '.join(parts)}.")
    falls = [one for one in found if one.level != "all" and one.result.verdict == "fails"]
    if falls:
        names = "; ".join(f"{level_name(one.level)} {one.year}" for one in falls)
        said.append(f"Spending per student of one level fell in: {names}. The rule averages over all students.")
    return " ".join(said)


def deciding_sentence(national: pd.DataFrame, found: Sequence[NationalClause]) -> str:
    """Name each single number that was not found between two years that were, and what it would decide.

    Parameters
    ----------
    national
        ``eduplans.load("national")``.
    found
        Result of `eduplans.law.national_clauses`.

    Returns
    -------
    str
        Empty where no clause fails to be decided by such a number.
    """
    open_ones = [one for one in found if one.level == "all" and one.result.verdict == UNDECIDED]
    said: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for one in open_ones:
        series = clause(one.result.clause)["levels"].split()[:1]
        if clause(one.result.clause)["rule"] != "two_non_decreases" or not series:
            continue
        for gap in _lone_gaps(national, series[0]):
            if one.year in (gap, gap + 1) and not _broken(series[0], one.year):
                said.setdefault((series[0], gap), []).append((one.result.clause, one.year))
    return " ".join(_decides(series, gap, decided) for (series, gap), decided in said.items())


def _decides(series: str, gap: int, decided: list[tuple[str, int]]) -> str:
    years = year_ranges(pd.Index(sorted({year for _, year in decided})))
    codes = "; ".join(dict.fromkeys(clause_name(code) for code, _ in decided))
    return (
        f"{concept_name(series)} of {gap} was not found, and both its neighbours were: this one number would decide "
        f"“{codes}” in {years}."
    )


def _lone_gaps(national: pd.DataFrame, series: str) -> list[int]:
    rows = national[national["series"].eq(series) & national["level_printed"].eq("all") & national["value"].notna()]
    known = {int(year) for year in rows["year"]}
    return [year + 1 for year in sorted(known) if year + 1 not in known and year + 2 in known]


def _broken(series: str, year: int) -> bool:
    return any(row["effect"] == "drop" and int(row["year"]) == year for row in scope_breaks(series))


def county_sentence(found: Sequence[CountyClause]) -> str:
    """Say how many clauses are decided, county by county.

    Parameters
    ----------
    found
        Result of `eduplans.law.county_clauses`.

    Returns
    -------
    str

    Examples
    --------
    >>> county_sentence([])
    'No document at hand prints a figure that one of the clauses needs.'
    """
    if not found:
        return "No document at hand prints a figure that one of the clauses needs."
    said = []
    for doc, year in dict.fromkeys((one.doc, one.year) for one in found):
        own = [one for one in found if (one.doc, one.year) == (doc, year)]
        counts = {verdict: sum(one.result.verdict == verdict for one in own) for verdict in _SIGNS}
        place = own[0].place or doc
        said.append(
            f"{place} {year}: of {len(own)} verdicts {counts['holds']} are “holds”, {counts['fails']} “fails” and "
            f"{counts[UNDECIDED]} “cannot be decided”."
        )
    return " ".join(said)
