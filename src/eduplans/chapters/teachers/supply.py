"""Tables and sentences on teachers who come to counties, move in them and leave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.standards.words import level_name
from eduplans.chapters.standards.words import plain as tidy
from eduplans.printing import listed
from eduplans.teachers import flows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.standards import Bounds
    from eduplans.teachers import Supply

SOURCE = "data/processed/figures.csv, by figure id"
#: What is left of a word before the first mark of a list; a conjunction at the end; a verb without its object.
_CUT_START = re.compile(r"^[^、，,]?[、，,]+")
_CUT_END = re.compile(r"[和与及、，,的]+$")
_NO_OBJECT = re.compile(r"参加(?!.*(?:培训|研修|学习|活动|考试|比赛|竞赛|交流|…)).*$")
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
                "words of the document": whole_words(one.measure),
                "figure": one.figure_id,
            }
            for one in flows(figures)
        ]
    )


def flow_figures(figures: pd.DataFrame) -> tuple[str, ...]:
    """List the ids of all numbers of teachers who come, move or leave."""
    return tuple(flow.figure_id for flow in flows(figures))


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
                "of them on contract": _range(one.on_contract) if one.on_contract else None,
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
    if bounds.high == float("inf"):
        return f"{tidy(bounds.low)} or more"
    return f"{tidy(bounds.low)} to {tidy(bounds.high)}"


def whole_words(measure: str) -> str:
    """Show the words of a document without what is left of a word or clause at their ends.

    Parameters
    ----------
    measure
        What a figure says it is of; it may begin or end inside a list or clause.

    Returns
    -------
    str
        With … where something stands before or after.

    Examples
    --------
    >>> whole_words("学、湖北师范大学毕业生"), whole_words("教师参加教师信息化素养培训和"), whole_words("补充教师")
    ('…湖北师范大学毕业生', '教师参加教师信息化素养培训…', '补充教师')
    """
    begun = _CUT_START.sub("…", measure)
    ended = _CUT_END.sub("…", begun)
    return ended + "…" if _NO_OBJECT.search(ended) else ended


def supply_figures(supplies: Sequence[Supply]) -> tuple[str, ...]:
    """List the ids of the figures that sums of channels rest on."""
    return tuple(dict.fromkeys(figure for one in supplies for figure in one.figures))


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
        sentence += _contract(one)
        if one.net is not None and one.left is not None:
            sentence += f"; {one.left.as_printed} left, so that **{_range(one.net)} more** remain if both count alike"
        parts.append(sentence + ".")
    return " ".join(parts) or "No document states a total of teachers added."


def _contract(one: Supply) -> str:
    """Say how many are on contract, and which share of the total where the total has them in it."""
    some, total = one.on_contract, one.stated
    if some is None:
        return ""
    exact = total is not None and some.low == some.high and total.bounds.low == total.bounds.high
    share = ""
    if total is not None and exact and one.reading in {"adds", "with moves", "both"}:
        share = f", {tidy(round(100 * some.value / total.bounds.value, 1))} % of the total,"
    verb = "are to be" if one.status == "target" else "are"
    return f"; **{_range(some)}**{share} {verb} on contract (合同制) and off the establishment (编制)"


def _sums(one: Supply) -> str:
    without, with_moves = _range(one.adds), _range(one.with_moves)
    if one.reading == "both":
        return f"**{without}, the stated total**"
    if one.reading == "adds":
        return f"**{without}, the stated total**, without those moved inside the county, and {with_moves} with them"
    if one.reading == "with moves":
        return f"{without} without those moved inside the county and **{with_moves}, the stated total**, with them"
    return f"{without}, or {with_moves} with moves inside the county, and **neither is the stated total**"


def plain(markdown: str) -> str:
    """Take the marks of emphasis off a sentence, for alternative texts.

    Examples
    --------
    >>> plain("**217**, the stated total")
    '217, the stated total'
    """
    return markdown.replace("**", "")


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
