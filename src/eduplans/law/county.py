"""The rules applied to what documents of counties print."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.law.clauses import three_increases, two_non_decreases
from eduplans.law.growth import growth_of_amounts, printed_growth
from eduplans.law.model import UNDECIDED, ClauseResult, Evidence, Growth, clause
from eduplans.trends import named_rates
from eduplans.trends.county import falls

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

#: Measures of revenue: the one that the law names, and any other, which decides nothing.
_RECURRENT = re.compile("经常性收入")
_REVENUE = re.compile("(财政|公共预算).*收入")
#: What `three_increases` and `two_non_decreases` take, with the clause that says which figures serve.
_PARTS = {
    "appropriations": "appropriations",
    "per_student": "per_student",
    "teacher_pay": "teacher_pay",
    "operating_funds": "operating_funds",
}


@dataclass(frozen=True, slots=True)
class CountyClause:
    """A clause applied to one document and year.

    Parameters
    ----------
    doc, place, year
        The document, its county and the year.
    level
        Level of education that the figures are of; ``all`` where they are of all, or of none in particular.
    result
        The clause with its verdict.
    """

    doc: str
    place: str
    year: int
    level: str
    result: ClauseResult


def county_clauses(figures: pd.DataFrame, doc: str | None = None) -> tuple[CountyClause, ...]:
    """Apply the rules to every document and year that prints a figure which one of the clauses needs.

    Parameters
    ----------
    figures
        The processed figures.
    doc
        Only this document.

    Returns
    -------
    tuple of CountyClause
        By document, year and clause. Growth is a printed rate of a result (status ``actual``), or follows from
        two amounts of neighbouring years that one document prints for the same indicator and level. Two different
        rates for the same thing decide nothing. Where only amounts of one year are printed, the clause cannot be
        decided, and they are named.

    Examples
    --------
    >>> figures = pd.DataFrame({"doc": "invented", "place": "云泽县", "year": 2024, "level": "", "item": "一",
    ...     "order": [1, 2], "indicator": ["gpb_edu_growth", "gpb_edu_per_student_growth"], "status": "actual",
    ...     "change": "growth", "role": "growth", "as_printed": ["10%", "5%"], "flag": "", "unit": "percent",
    ...     "measure": ["一般公共预算教育支出下降", "生均支出增长"], "phrase": ["下降10%", "增长5%"],
    ...     "figure_id": ["invented:1", "invented:2"]})
    >>> [(one.result.clause, one.result.verdict) for one in county_clauses(figures)][-2:]
    [('spending', 'fails'), ('spending_per_student', 'holds')]
    """
    rows = _decisive(figures)
    if doc is not None:
        rows = rows[rows["doc"] == doc]
    found: list[CountyClause] = []
    for name, year in sorted({(str(name), int(year)) for name, year in zip(rows["doc"], rows["year"], strict=True)}):
        own = rows[rows["doc"] == name]
        place = "" if pd.isna(own["place"].iloc[0]) else str(own["place"].iloc[0])
        found += [CountyClause(name, place, year, *one) for one in _clauses(own, year)]
    return tuple(found)


def _decisive(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep figures that a clause may need: results and norms with a year, without a flag."""
    rows = named_rates(figures)
    rows = rows[rows["year"].notna() & rows["status"].isin(["actual", "baseline", "standard"])].copy()
    rows["year"] = rows["year"].astype(int)
    rows["level"] = rows["level"].astype(object).where(rows["level"].notna(), "all").replace("", "all")
    rows["part"] = [_part(row) for row in rows.to_dict("records")]
    return rows[rows["part"].ne("")]


def _part(row: Mapping[Hashable, Any]) -> str:
    """Name the part of a rule that a figure may serve; empty where it serves none."""
    indicator, measure = str(row["indicator"]), str(row["measure"])
    growth = row["change"] == "growth"
    if growth and _REVENUE.search(measure):
        return "recurrent_revenue" if _RECURRENT.search(measure) else "total_revenue"
    for part, code in _PARTS.items():
        rule = clause(code)
        if indicator in rule["growth" if growth else "levels"].split():
            return part
        # Growth of pay has no indicator of its own: it is known by its words.
        if growth and row["unit"] == "percent" and rule["words"] and re.search(rule["words"], measure):
            return part
    return ""


def _clauses(rows: pd.DataFrame, year: int) -> list[tuple[str, ClauseResult]]:
    parts = ("appropriations", "recurrent_revenue", "total_revenue", "per_student", "teacher_pay", "operating_funds")
    given: dict[str, Any] = {part: _growth(rows[rows["part"] == part], "all", year) for part in parts}
    results = [
        *three_increases(**given),
        *two_non_decreases(spending=given["appropriations"], per_student=given["per_student"]),
    ]
    found = [("all", _with_levels(result, rows, year)) for result in results]
    for part in ("per_student", "teacher_pay", "operating_funds"):
        of_part = rows[(rows["part"] == part) & rows["level"].ne("all")]
        for level in sorted(set(of_part["level"])):
            growth = _growth(of_part, level, year)
            if growth is not None:
                alone: dict[str, Any] = {part: growth, "law": "compulsory" if level == "compulsory" else "education"}
                found += [(str(level), one) for one in three_increases(**alone) if one.computed is not None]
    return found


def _with_levels(result: ClauseResult, rows: pd.DataFrame, year: int) -> ClauseResult:
    """Name the amounts of one year that are printed where growth is not."""
    part = {"spending": "appropriations", "spending_per_student": "per_student"}.get(result.clause, result.clause)
    if result.verdict != UNDECIDED or result.figures:
        return result
    chosen = rows[(rows["part"] == part) & (rows["year"] == year) & (rows["change"] == "level")]
    if chosen.empty:
        return result
    figures = tuple(_evidence(row) for row in chosen.to_dict("records"))
    norm = " (norms, not what was paid)" if chosen["status"].eq("standard").all() else ""
    return replace(result, figures=figures, reason=f"only amounts of one year are printed{norm}: no growth")


def _growth(rows: pd.DataFrame, level: str, year: int) -> Growth | None:
    """Growth of one part and level: a printed rate, or two amounts of neighbouring years in one document."""
    rows = rows[rows["level"] == level]
    rates = rows[(rows["change"] == "growth") & (rows["year"] == year) & rows["status"].eq("actual")]
    if not rates.empty:
        found = {
            (growth.percent.value, growth.percent.high): growth
            for row in rates.to_dict("records")
            for growth in [
                printed_growth(str(row["as_printed"]), str(row["measure"]), str(row["figure_id"]), fall=falls(row))
            ]
        }
        return next(iter(found.values())) if len(found) == 1 else None
    amounts = rows[(rows["change"] == "level") & rows["status"].isin(["actual", "baseline"])]
    pair = [amounts[amounts["year"] == when] for when in (year - 1, year)]
    if any(part["as_printed"].nunique() != 1 for part in pair):
        return None
    before, now = (_evidence(part.iloc[0].to_dict()) for part in pair)
    return growth_of_amounts(before, now)


def _evidence(row: Mapping[Hashable, Any]) -> Evidence:
    return Evidence(f"{row['measure']} {row['year']}", str(row["as_printed"]), str(row["figure_id"]))
