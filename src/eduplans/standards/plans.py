"""What a plan set out to reach, and what a later report of the same county says it reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.codebook import read_map
from eduplans.copies import first_documents
from eduplans.standards.bounds import Judgement, judge, row_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

Row = dict[Any, Any]
#: Kinds of documents that set targets, and those that tell results.
PLANS, REPORTS = frozenset({"plan"}), frozenset({"report", "bulletin"})
#: Columns that have to agree between a target and its result.
_SAME = ("indicator", "level", "unit", "change")


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target of a plan and the result that a later report of the same county prints.

    Parameters
    ----------
    place, year
        County and year of both.
    indicator, level, unit
        What both are of.
    plan, target_id, target, target_measure
        The plan, the figure id, the target as printed and what it says it is of.
    report, result_id, result, result_measure
        The same of the result; empty where none was found.
    sense
        How the target is read: ``at_least`` or ``at_most``.
    verdict
        ``met``, ``missed``, ``not comparable`` (the qualifier leaves it open, or several figures fit) or ``not
        reported``.
    reason
        Why not comparable or not reported.
    judgement
        Margin and certainty; None where nothing is compared.
    """

    place: str
    year: int
    indicator: str
    level: str
    unit: str
    plan: str
    target_id: str
    target: str
    target_measure: str
    report: str
    result_id: str
    result: str
    result_measure: str
    sense: str
    verdict: str
    reason: str
    judgement: Judgement | None


def targets_against_results(figures: pd.DataFrame, documents: pd.DataFrame) -> tuple[TargetResult, ...]:
    """Match targets of plans with results of later reports of the same county.

    A result belongs to a target where county (by its code, else its name), indicator, level, unit, kind of change
    and year agree and the report is no plan and not of an earlier year. Where several figures fit, those with the
    same measure; where still several remain, none is chosen. A target with 不超过 or 以内, or of an indicator that is
    to fall, is a ceiling; every other target is a floor. The result is judged with what its printing leaves open
    (`eduplans.standards.bounds.judge`).

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.
    documents
        ``eduplans.load("documents")``: `doc`, `kind`, `year`, `county`, `county_code` are used.

    Returns
    -------
    tuple of TargetResult
        One a target of a named indicator, of counties that have a report of the target's year or later, in the order
        of documents and figures. Empty where no county has both.

    Examples
    --------
    >>> import pandas as pd
    >>> columns = ["figure_id", "doc", "place", "order", "as_printed", "value", "status", "qualifier"]
    >>> figures = pd.DataFrame([["p:1", "p", "云泽县", 1, "80名", 80.0, "target", "exact"],
    ...     ["r:1", "r", "云泽县", 1, "82名", 82.0, "actual", "exact"]], columns=columns).assign(
    ...     indicator="teachers_recruited", level="primary", unit="person", change="difference", year=2024,
    ...     measure="招聘教师", value_max=None, negated=False, flag=None, confidence="sure")
    >>> documents = pd.DataFrame({"doc": ["p", "r"], "kind": ["plan", "report"], "year": [2024, 2024],
    ...     "county": "云泽县", "county_code": "999901"})
    >>> one, = targets_against_results(figures, documents)
    >>> one.target, one.result, one.verdict, one.judgement.margin
    ('80名', '82名', 'met', 2.0)
    """
    rows = _usable(figures, documents)
    targets = [row for row in rows if row["kind"] in PLANS and row["status"] == "target"]
    results = [row for row in rows if row["kind"] in REPORTS and row["status"] == "actual"]
    last: dict[str, int] = {}
    for row in results:
        last[row["county"]] = max(row["doc_year"], last.get(row["county"], 0))
    return tuple(
        _match(target, targets, results) for target in targets if last.get(target["county"], 0) >= target["year"]
    )


def pairs_of_documents(documents: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """List plans with reports of the same county and of the same year or later.

    Parameters
    ----------
    documents
        ``eduplans.load("documents")``.

    Returns
    -------
    tuple of pairs
        Plan and report, by their ids.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"doc": ["a", "b", "c"], "kind": ["plan", "report", "report"], "year": [2024, 2024, 2023],
    ...     "county": "云泽县", "county_code": "999901"})
    >>> pairs_of_documents(table)
    (('a', 'b'),)
    """
    documents = first_documents(documents)
    rows = documents.assign(place=_county(documents)).sort_values("doc")
    records = rows[rows["place"].notna() & rows["year"].notna()].to_dict("records")
    return tuple(
        (str(plan["doc"]), str(report["doc"]))
        for plan in records
        for report in records
        if plan["kind"] in PLANS
        and report["kind"] in REPORTS
        and plan["place"] == report["place"]
        and int(report["year"]) >= int(plan["year"])
    )


def _county(documents: pd.DataFrame) -> pd.Series:
    """Tell counties apart by their code, and by their name where the table of divisions has none."""
    code, name = documents["county_code"].astype(object), documents["county"].astype(object)
    return code.where(code.notna() & code.ne(""), name)


def _usable(figures: pd.DataFrame, documents: pd.DataFrame) -> list[Row]:
    """Join figures with documents that are no copies; keep what is named, sure, dated, neither denied nor flagged."""
    documents = first_documents(documents)
    about = documents[["doc", "kind", "year"]].rename(columns={"year": "doc_year"}).assign(county=_county(documents))
    frame = figures.merge(about, on="doc", how="inner", validate="many_to_one")
    frame = frame[
        frame["indicator"].ne("other")
        & frame["confidence"].eq("sure")
        & ~frame["negated"].astype(bool)
        & (frame["flag"].isna() | frame["flag"].eq(""))
        & frame["county"].notna()
        & frame["year"].notna()
        & frame["doc_year"].notna()
    ]
    frame = frame.sort_values(["doc", "order"])
    frame = frame.assign(level=frame["level"].astype(object).where(frame["level"].notna(), ""))
    return frame.astype({"year": int, "doc_year": int}).to_dict("records")


def _match(target: Row, targets: Sequence[Row], results: Sequence[Row]) -> TargetResult:
    rivals = [row for row in targets if row["doc"] == target["doc"] and _alike(row, target)]
    fitting = [
        row
        for row in results
        if row["county"] == target["county"] and row["doc_year"] >= target["doc_year"] and _alike(row, target)
    ]
    if fitting and (len(fitting) > 1 or len(rivals) > 1):
        same = [row for row in fitting if row["measure"] == target["measure"]]
        if not same and (len(rivals) > 1 or _differ(fitting)):
            return _result(target, None, "not comparable", "several figures fit", None)
        fitting = same or fitting
    if not fitting:
        return _result(target, None, "not reported", "no result of this indicator, level and year", None)
    if _differ(fitting):
        return _result(target, None, "not comparable", "several values are printed", None)
    result = min(fitting, key=lambda row: (row["qualifier"] != "exact", row["doc"], row["order"]))
    judged = judge(row_bounds(result), float(target["value"]), _sense(target), str(result["qualifier"]))
    reason = "the qualifier leaves it open" if judged.verdict == "not comparable" else ""
    return _result(target, result, judged.verdict, reason, judged)


def _alike(one: Row, other: Row) -> bool:
    return one["year"] == other["year"] and all(one[name] == other[name] for name in _SAME)


def _differ(rows: Sequence[Row]) -> bool:
    return len({row["value"] for row in rows}) > 1


def _sense(target: Row) -> str:
    if target["qualifier"] in {"at_most", "less_than"}:
        return "at_most"
    lower = read_map("indicators", "code", "direction").get(str(target["indicator"])) == "lower"
    return "at_most" if lower and target["qualifier"] not in {"at_least", "more_than"} else "at_least"


def _result(target: Row, result: Row | None, verdict: str, reason: str, judged: Judgement | None) -> TargetResult:
    found: Row = result or {}
    return TargetResult(
        place=str(target["place"]),
        year=int(target["year"]),
        indicator=str(target["indicator"]),
        level=str(target["level"]),
        unit=str(target["unit"]),
        plan=str(target["doc"]),
        target_id=str(target["figure_id"]),
        target=str(target["as_printed"]),
        target_measure=str(target["measure"]),
        report=str(found.get("doc", "")),
        result_id=str(found.get("figure_id", "")),
        result=str(found.get("as_printed", "")),
        result_measure=str(found.get("measure", "")),
        sense=_sense(target),
        verdict=verdict,
        reason=reason,
        judgement=judged,
    )
