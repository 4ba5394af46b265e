"""Tables and sentences on teachers of counties: who comes and leaves, rotation, training, pay, staffing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.standards.words import demand, indicator_name, level_name, listed, margin_text, verdict_text
from eduplans.chapters.standards.words import plain as tidy
from eduplans.codebook import read
from eduplans.teachers import flows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.standards import Bounds, Comparison
    from eduplans.teachers import Rotation, Staffing, Supply

SOURCE = "data/processed/figures.csv, by figure id"
#: What is printed about training and about pay.
TRAINING = (
    "teachers_trained", "teachers_training_coverage", "digital_training_coverage", "training_courses",
    "training_funds_share",
)  # fmt: skip
PAY = (
    "teacher_pay", "teacher_performance_pay", "teacher_allowances", "teacher_allowance_per_teacher",
    "teacher_allowance_rate",
)  # fmt: skip
_STATUSES = {"actual": "reported", "target": "planned", "standard": "rule"}
_READINGS = {
    "adds": "the sum without moves inside the county",
    "with moves": "the sum with moves inside the county",
    "both": "the sum; no move inside the county is named",
    "neither": "neither sum",
    "": None,
}


def status_name(status: str) -> str:
    """Say in a word whether a figure is reported, planned or a rule.

    Examples
    --------
    >>> status_name("target")
    'planned'
    """
    return _STATUSES[status]


def flow_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Lay out every number of teachers who come, move or leave.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "county": one.place,
                "year": None if one.year is None else str(one.year),
                "status": status_name(one.status),
                "channel": f"{one.channel.name_en} {one.channel.name_zh}",
                "level": level_name(one.level) or None,
                "printed": one.as_printed,
                "words of the document": one.measure,
                "figure": one.figure_id,
            }
            for one in flows(figures)
        ]
    )


def supply_table(supplies: Sequence[Supply]) -> pd.DataFrame:
    """Lay out sums of channels beside the stated total, those who left and the net change.

    Parameters
    ----------
    supplies
        Result of `eduplans.teachers.supply`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "county": one.place,
                "year": None if one.year is None else str(one.year),
                "status": status_name(one.status),
                "channels": len(one.channels),
                "sum of channels": _range(one.adds),
                "with moves inside the county": _range(one.with_moves),
                "stated total": one.stated.as_printed if one.stated else None,
                "the stated total is": _READINGS[one.reading],
                "left": one.left.as_printed if one.left else None,
                "net change": _range(one.net) if one.net else None,
            }
            for one in supplies
        ]
    )


def _range(bounds: Bounds) -> str:
    if bounds.low == bounds.high:
        return tidy(bounds.value)
    return f"{tidy(bounds.low)} to {'open' if bounds.high == float('inf') else tidy(bounds.high)}"


def supply_sentence(supplies: Sequence[Supply]) -> str:
    """Say which stated totals the named channels make up, and what is left after those who left.

    Parameters
    ----------
    supplies
        Result of `eduplans.teachers.supply`.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> supply_sentence([])
    'No document states a total of teachers added.'
    """
    parts = []
    for one in supplies:
        if one.stated is None:
            continue
        verb = "plans" if one.status == "target" else "reports"
        sentence = f"{one.place} {verb} for {one.year} that {one.stated.as_printed} are added"
        if one.reading:
            sentence += f": the {len(one.channels)} numbers of single channels make {_sums(one)}"
        if one.net is not None and one.left is not None:
            sentence += f"; {one.left.as_printed} left, so that **{_range(one.net)} more** remain if both count alike"
        parts.append(sentence + ".")
    return " ".join(parts) or "No document states a total of teachers added."


def _sums(one: Supply) -> str:
    without, with_moves = _range(one.adds), _range(one.with_moves)
    if one.reading == "both":
        return f"**{without}, the stated total**"
    if one.reading == "adds":
        return f"**{without}, the stated total**, without those moved inside the county, and {with_moves} with them"
    if one.reading == "with moves":
        return f"{without} without those moved inside the county and **{with_moves}, the stated total**, with them"
    return f"{without}, or {with_moves} with moves inside the county, and **neither is the stated total**"


def silent_sentence(supplies: Sequence[Supply], documents: pd.DataFrame) -> str:
    """Say which documents name no number of teachers who come or leave.

    Parameters
    ----------
    supplies
        Result of `eduplans.teachers.supply`.
    documents
        ``eduplans.load("documents")``.

    Returns
    -------
    str
    """
    spoken = {one.doc for one in supplies}
    left = [one for one in supplies if one.left is not None]
    silent = [
        str(row["doc"] if pd.isna(row["county"]) else row["county"])
        for row in documents.to_dict("records")
        if row["doc"] not in spoken
    ]
    return (
        f"{len(spoken)} of {len(documents)} documents print numbers of teachers who come, and {len(left)} how many "
        f"left. Neither is printed for {listed(silent)}."
        if silent
        else f"All {len(documents)} documents print numbers of teachers who come, and {len(left)} how many left."
    )


def printed_table(figures: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    """Lay out what documents print under some indicators, as printed.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.
    codes
        Indicators.

    Returns
    -------
    pandas.DataFrame
        In the order of `codes`, then of documents; what is flagged says so, what is denied or repeated is left out.
    """
    rows = figures[figures["indicator"].isin(codes) & figures["repeats"].isna() & ~figures["negated"].astype(bool)]
    order = {code: place for place, code in enumerate(codes)}
    records = sorted(rows.to_dict("records"), key=lambda row: (order[str(row["indicator"])], row["doc"], row["order"]))
    return pd.DataFrame(
        [
            {
                "indicator": indicator_name(str(row["indicator"])),
                "county": str(row["doc"] if pd.isna(row["place"]) else row["place"]),
                "status": status_name(str(row["status"])),
                "printed": str(row["as_printed"]) + ("" if pd.isna(row["flag"]) else " (cannot be right)"),
                "words of the document": str(row["measure"]),
                "figure": str(row["figure_id"]),
            }
            for row in records
            if row["status"] in _STATUSES
        ]
    )


def rules_table(comparisons: Sequence[Comparison]) -> pd.DataFrame:
    """Lay out what documents say against the yardsticks about teachers.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    pandas.DataFrame
        Only yardsticks about teachers of which a document says something.
    """
    return pd.DataFrame(
        [
            {
                "county": one.place,
                "year": str(one.year),
                "rule": indicator_name(one.standard.indicator),
                "asked for": demand(one.standard),
                "wording": one.standard.wording,
                "printed": one.as_printed or None,
                "met (+) or missed (−) by": margin_text(one.judgement),
                "verdict": verdict_text(one),
                "why": one.reason,
            }
            for one in about_teachers(comparisons)
        ]
    )


def about_teachers(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Choose comparisons that are about teachers and of which a document says something.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    list of Comparison
    """
    codes = {row["code"] for row in read("indicators") if row["family"] == "teachers"} | {"training_funds_share"}
    return [one for one in comparisons if one.standard.indicator in codes and one.verdict != "not reported"]


def rotation_table(rotations: Sequence[Rotation]) -> pd.DataFrame:
    """Lay out rotated teachers, the share that is named, and what the two imply.

    Parameters
    ----------
    rotations
        Result of `eduplans.teachers.rotations`.

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
                "rotated": one.rotated,
                "share named": one.share,
                "eligible at most (implied)": tidy(one.eligible),
                "staff": one.staff or None,
                "rotated in % of staff": None if one.of_staff is None else tidy(round(one.of_staff, 2)),
                "figures": ", ".join(one.figures),
            }
            for one in rotations
        ]
    )


def flow_figures(figures: pd.DataFrame) -> tuple[str, ...]:
    """List the ids of all numbers of teachers who come, move or leave."""
    return tuple(flow.figure_id for flow in flows(figures))


def printed_figures(figures: pd.DataFrame, codes: Sequence[str]) -> tuple[str, ...]:
    """List the ids of the figures that `printed_table` lays out."""
    table = printed_table(figures, codes)
    return tuple(table["figure"]) if len(table) else ()


def supply_figures(supplies: Sequence[Supply]) -> tuple[str, ...]:
    """List the ids of the figures that sums of channels rest on."""
    return tuple(dict.fromkeys(figure for one in supplies for figure in one.figures))


def rotation_figures(rotations: Sequence[Rotation]) -> tuple[str, ...]:
    """List the ids of the figures that implied eligibility rests on."""
    return tuple(figure for one in rotations for figure in one.figures)


def staffing_figures(found: Sequence[Staffing]) -> tuple[str, ...]:
    """List the ids of the figures that staffing rests on."""
    return tuple(dict.fromkeys(figure for one in found for figure in one.figures))


def rule_figures(comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    """List the ids of the figures that are held against rules about teachers."""
    return tuple(dict.fromkeys(figure for one in about_teachers(comparisons) for figure in one.figures))


def plain(markdown: str) -> str:
    """Take the marks of emphasis off a sentence, for alternative texts.

    Examples
    --------
    >>> plain("**217**, the stated total")
    '217, the stated total'
    """
    return markdown.replace("**", "")


def rotation_sentence(rotations: Sequence[Rotation]) -> str:
    """Say what numbers of rotated teachers imply for those who count as eligible.

    Parameters
    ----------
    rotations
        Result of `eduplans.teachers.rotations`.

    Returns
    -------
    str

    Examples
    --------
    >>> rotation_sentence([])
    'No document prints both a number of rotated teachers and a share.'
    """
    if not rotations:
        return "No document prints both a number of rotated teachers and a share."
    return " ".join(
        f"{one.place} prints {one.rotated} rotated and names {one.share}: that share is reached only if at most "
        f"{tidy(one.eligible)} teachers count as eligible."
        + (
            f" The document prints {one.staff} on the staff and not how many are eligible; the rotated are "
            f"{tidy(round(one.of_staff, 1))} % of the staff."
            if one.of_staff is not None
            else " How many are eligible it does not print."
        )
        for one in rotations
    )


def staffing_table(found: Sequence[Staffing]) -> pd.DataFrame:
    """Lay out teachers or staff for each thousand pupils, and ratios as printed.

    Parameters
    ----------
    found
        Result of `eduplans.teachers.staffing`.

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
                "level": level_name(one.level) or None,
                "counted": one.scope or "all",
                "pupils": one.pupils,
                "heads": f"{one.heads} {'staff' if one.of == 'staff' else 'teachers'}",
                "for each 1,000 pupils": _rounded(one.per_1000),
                "pupils each": _rounded(one.pupils_each),
                "ratio printed": one.printed or None,
                "figures": ", ".join(one.figures),
            }
            for one in found
        ]
    )


def _rounded(bounds: Bounds) -> str:
    if bounds.low == bounds.high:
        return tidy(round(bounds.value, 1))
    ends = ["open" if end == float("inf") else tidy(round(end, 1)) for end in (bounds.low, bounds.high)]
    return f"{tidy(round(bounds.value, 1))} ({ends[0]} to {ends[1]})"


def staffing_sentence(found: Sequence[Staffing], documents: int) -> str:
    """Say what staffing counties imply, and in how many documents it cannot be said.

    Parameters
    ----------
    found
        Result of `eduplans.teachers.staffing`.
    documents
        How many documents there are.

    Returns
    -------
    str
    """
    spoken = len({one.doc for one in found})
    parts = [
        f"{one.place} prints {one.heads} {'staff' if one.of == 'staff' else 'teachers'} and {one.pupils} pupils of the "
        f"same schools ({one.scope or 'all'}): {_rounded(one.per_1000)} for each 1,000 pupils, or "
        f"{_rounded(one.pupils_each)} pupils each."
        + (" Staff are more than teachers: this does not compare with pupils a teacher." if one.of == "staff" else "")
        for one in found
    ]
    parts.append(
        f"{documents - spoken} of {documents} documents print no such pair of numbers. A ratio of pupils to teachers "
        f"beside such a pair is printed in {len({one.doc for one in found if one.printed})} of them."
    )
    return " ".join(parts)
