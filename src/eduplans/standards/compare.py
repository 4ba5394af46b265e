"""A county's figures against yardsticks: met, missed, by how much, or why it cannot be said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.copies import first_documents
from eduplans.standards.bounds import Bounds, Verdict, judge, row_bounds
from eduplans.standards.result import (
    A_RULE,
    A_TARGET,
    DENIED,
    FLAGGED,
    LEVEL_NOT_SHOWN,
    NO_AMOUNT,
    OTHER_BASE,
    OTHER_WAY,
    OTHER_YEAR,
    QUALIFIER,
    RELATED,
    SEVERAL,
    Comparison,
    National,
)
from eduplans.standards.yardsticks import Standard, standards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Row = dict[Any, Any]


def compare(
    figures: pd.DataFrame,
    documents: pd.DataFrame,
    national: pd.DataFrame | None = None,
    yardsticks: Sequence[Standard] | None = None,
) -> tuple[Comparison, ...]:
    """Hold every document against every target and norm of its year.

    A figure is compared where indicator, unit, level and year agree, it is a state (not a growth), a status that the
    yardstick accepts, and its measure does not show another base. Verdict and margin follow
    `eduplans.standards.bounds.judge`. Otherwise the reason says what stands in the way.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.
    documents
        ``eduplans.load("documents")``: `doc`, `county`, `county_code`, `year` and `province_code` are used. Norms
        for counties and schools are no yardsticks of a province's or a city's document.
    national
        ``eduplans.load("national")``, for the national figure of the year.
    yardsticks
        The targets and norms; by default all of the codebook.

    Returns
    -------
    tuple of Comparison
        By document and in the order of the yardsticks; documents without a year, and copies of others, have none.

    Notes
    -----
    The sources of the yardsticks stand in `codebook/standards.csv`.

    Examples
    --------
    >>> figures = pd.DataFrame({"figure_id": ["invented:1"], "doc": ["invented"], "indicator": ["retention_rate"],
    ...     "level": ["compulsory"], "unit": ["percent"], "year": [2020], "status": ["actual"], "change": ["level"],
    ...     "qualifier": ["exact"], "as_printed": ["96.8%"], "value": [96.8], "value_max": [None],
    ...     "measure": ["义务教育巩固率"], "negated": [False], "flag": [None], "confidence": ["sure"]})
    >>> documents = pd.DataFrame({"doc": ["invented"], "county": ["云泽县"], "county_code": [""],
    ...     "year": [2020], "province_code": [""]})
    >>> found = {one.standard.code: one for one in compare(figures, documents)}
    >>> one = found["retention-2020"]
    >>> one.verdict, round(one.judgement.margin, 2), found["senior-enrolment-2020"].verdict
    ('met', 1.8, 'not reported')
    """
    chosen = standards() if yardsticks is None else tuple(yardsticks)
    found: list[Comparison] = []
    for document in first_documents(documents).sort_values("doc").to_dict("records"):
        if pd.isna(document["year"]):
            continue
        year, province = int(document["year"]), _text(document["province_code"])
        county = _is_of_county(document)
        rows = figures[figures["doc"].eq(document["doc"])].to_dict("records")
        own = [
            _compare_one(document, year, rows, one, national_figure(national, one, year))
            for one in chosen
            if one.holds_for(year, province) and (county or not one.of_county)
        ]
        found += [_other_way(one, {other.standard.code: other for other in own}) for one in own]
    return tuple(found)


def _is_of_county(document: Row) -> bool:
    """Tell whether a document is of a county: codes of provinces and cities end in 00."""
    return bool(_text(document["county"])) and not _text(document["county_code"]).endswith("00")


def national_figure(national: pd.DataFrame | None, standard: Standard, year: int) -> National | None:
    """Find the national figure that belongs to a yardstick.

    Parameters
    ----------
    national
        The table of national statistics.
    standard
        The yardstick.
    year
        The year.

    Returns
    -------
    National or None
        None where the table has none for this indicator, level and year.
    """
    if national is None:
        return None
    rows = national[
        national["indicator"].eq(standard.indicator)
        & national["level"].eq(standard.level)
        & national["year"].eq(year)
        & national["value"].notna()
    ]
    if len(rows) != 1:
        return None
    row = rows.iloc[0]
    return National(float(row["value"]), str(row["as_printed"]), str(row["seen_in"]) == "copy")


def _compare_one(
    document: Row, year: int, rows: Sequence[Row], standard: Standard, national: National | None
) -> Comparison:
    place = _text(document["county"]) or str(document["doc"])
    base = Comparison(str(document["doc"]), place, year, standard, "not reported", national=national)
    of_it = [row for row in rows if _is_of(row, standard)]
    usable = [row for row in of_it if not _text(row["flag"])]
    fitting = [row for row in usable if not _found(standard.other_base, row) and _shows_level(row, standard)]
    results = [row for row in fitting if row["status"] in standard.accepts and _year(row, year) == year]
    if results:
        return _judged(base, results)
    denied = [row for row in rows if bool(row["negated"]) and standard.denied and _found(standard.denied, row)]
    if denied:
        return _changed(base, "met", DENIED, denied[:1])
    for reason, chosen in (
        (RELATED, [row for row in rows if _is_related(row, standard)]),
        (A_TARGET, [row for row in fitting if row["status"] == "target"]),
        (OTHER_YEAR, [row for row in fitting if row["status"] in standard.accepts]),
        (A_RULE, [row for row in fitting if row["status"] == "standard"]),
        (OTHER_BASE, [row for row in usable if row not in fitting]),
        (FLAGGED, of_it),
    ):
        if chosen:
            found = _changed(base, "not comparable", reason, chosen)
            if reason == OTHER_BASE:
                return replace(found, detail=_other_base(chosen[0], standard))
            return _with_distance(found, chosen) if reason in {A_TARGET, A_RULE} else found
    return base


def _other_base(row: Row, standard: Standard) -> str:
    """Say which other base a figure has, where the codebook has words for it."""
    if not _shows_level(row, standard):
        return LEVEL_NOT_SHOWN
    return next((why for expression, why in standard.other_base_why if _found(expression, row)), "")


def _other_way(one: Comparison, own: Mapping[str, Comparison]) -> Comparison:
    """Take a rule as met that can be kept in two ways and is kept in the other one."""
    if one.verdict == "met" or one.standard.instead is None:
        return one
    code, sense, value = one.standard.instead
    other = own.get(code)
    if other is None or other.bounds is None or other.compared not in one.standard.accepts:
        return one
    judged = judge(other.bounds, value, sense)
    if judged.verdict != "met" or not judged.certain:
        return one
    return replace(
        other, standard=one.standard, verdict="met", reason=OTHER_WAY, judgement=judged, national=one.national
    )


def _with_distance(found: Comparison, rows: Sequence[Row]) -> Comparison:
    """Add how far a target or a rule of the county lies from the yardstick; the verdict stays."""
    standard = found.standard
    if standard.value is None or len({row["value"] for row in rows}) > 1:
        return found
    bounds = row_bounds({**rows[0], "qualifier": "exact"})
    return replace(
        found,
        compared=str(rows[0]["status"]),
        bounds=bounds,
        judgement=judge(bounds, standard.value, standard.sense),
    )


def _is_of(row: Row, standard: Standard) -> bool:
    return bool(
        row["indicator"] == standard.indicator
        and row["unit"] == standard.unit
        and (not standard.level or row["level"] == standard.level or _under_wider(row, standard))
        and row["change"] == "level"
        and row["status"] != "baseline"
        and row["confidence"] == "sure"
        and not bool(row["negated"])
        and (standard.measure is None or _found(standard.measure, row))
    )


def _under_wider(row: Row, standard: Standard) -> bool:
    return bool(standard.wider_level) and row["level"] == standard.wider_level


def _shows_level(row: Row, standard: Standard) -> bool:
    """Tell whether a figure under a wider level is of the level of the yardstick."""
    return not _under_wider(row, standard) or _found(standard.level_shown, row)


def _is_related(row: Row, standard: Standard) -> bool:
    return (
        row["indicator"] in standard.related
        and row["status"] == "actual"
        and (standard.measure is None or _found(standard.measure, row))
        and (not standard.level or row["level"] == standard.level)
    )


def _judged(base: Comparison, results: Sequence[Row]) -> Comparison:
    """Judge the figure that leaves least open, unless the document prints several values."""
    standard = base.standard
    if standard.value is None:
        return _changed(base, "not comparable", NO_AMOUNT, results)
    bounds = [_bounds(row, standard) for row in results]
    place = min(range(len(results)), key=lambda at: (bounds[at].high - bounds[at].low, at))
    row, chosen = results[place], bounds[place]
    if any(other.low > chosen.high or other.high < chosen.low for other in bounds):
        return _changed(base, "not comparable", SEVERAL, results)
    judged = judge(
        chosen, standard.value, standard.sense, "exact" if _is_rule(row, standard) else str(row["qualifier"])
    )
    reason = QUALIFIER if judged.verdict == "not comparable" else ""
    made = _changed(base, judged.verdict, reason, [row, *(other for other in results if other is not row)])
    return replace(
        made,
        compared=str(row["status"]),
        as_printed=str(row["as_printed"]),
        measure=_text(row["measure"]),
        bounds=chosen,
        judgement=judged,
    )


def _bounds(row: Row, standard: Standard) -> Bounds:
    """Give the range of a figure; a rule with the sense of the yardstick is the number that it sets."""
    return row_bounds({**row, "qualifier": "exact"} if _is_rule(row, standard) else row)


def _is_rule(row: Row, standard: Standard) -> bool:
    floor, ceiling = {"at_least", "more_than"}, {"at_most", "less_than"}
    return row["status"] == "standard" and row["qualifier"] not in (ceiling if standard.sense == "at_least" else floor)


def _changed(base: Comparison, verdict: Verdict, reason: str, rows: Iterable[Row]) -> Comparison:
    rows = list(rows)
    return replace(
        base,
        verdict=verdict,
        reason=reason,
        figures=tuple(dict.fromkeys(str(row["figure_id"]) for row in rows)),
        as_printed="; ".join(dict.fromkeys(str(row["as_printed"]) for row in rows)),
        measure="; ".join(dict.fromkeys(_text(row["measure"]) for row in rows)),
    )


def _found(pattern: Any, row: Mapping[Any, Any]) -> bool:
    return pattern is not None and pattern.search(_text(row["measure"])) is not None


def _year(row: Row, otherwise: int) -> int:
    """Year of a figure; a standing rule has none and belongs to its document's."""
    return otherwise if pd.isna(row["year"]) else int(row["year"])


def _text(cell: object) -> str:
    return "" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]
