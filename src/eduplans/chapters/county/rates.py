"""Rates and shares of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eduplans.chapters.county.document import text
from eduplans.chapters.county.values import counted, decimals
from eduplans.codebook import read
from eduplans.display import percent, say, show
from eduplans.printing import QUALIFIERS, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.figure import Figure

    from eduplans.chapters.county.document import Profile


#: Fewer rates than this are named one by one.
_FEW = 4


def rate_points(one: Profile, limit: int = 30) -> list[tuple[str, float, str]]:
    """Choose the percentages with a named indicator for a picture: label, value, status.

    Parameters
    ----------
    one
        The document.
    limit
        At most so many rows.

    Returns
    -------
    list of tuple
        States in percent of up to 100 (no growth, no differences, nothing denied), each fact once, by family, in
        reading order. A qualifier stands in the label.
    """
    names = {row["code"]: row["name_zh"] for row in read("indicators")}
    points = [(_label(row, names), float(row["value"]), str(row["status"])) for row in _rates(one)]
    kept = list(dict.fromkeys(label for label, _, _ in points))[:limit]
    return [point for point in points if point[0] in kept]


def _rates(one: Profile) -> list[dict[Any, Any]]:
    places = {row["code"]: place for place, row in enumerate(read("indicators"))}
    rows = one.figures[
        one.figures["unit"].eq("percent")
        & one.figures["change"].eq("level")
        & one.figures["indicator"].ne("other")
        & one.figures["flag"].isna()
        & one.figures["value"].le(100)
        & ~one.figures["negated"].astype(bool)
        & one.figures["repeats"].isna()
    ]
    return sorted(rows.to_dict("records"), key=lambda row: (places[str(row["indicator"])], row["order"]))


def _label(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    measure, name = text(row["measure"]) or "", names[str(row["indicator"])]
    qualifier = QUALIFIERS[str(row["qualifier"])].strip()
    named = f"{name}：{measure}" if measure else name
    return f"{named} ({qualifier})" if qualifier else named


def rate_sentence(points: Sequence[tuple[str, float, str]]) -> str:
    """Say how many rates are shown: all where they are few, else the lowest and the highest.

    Parameters
    ----------
    points
        Result of `rate_points`.

    Returns
    -------
    str

    Examples
    --------
    >>> rate_sentence([("入园率", 85.0, "target"), ("巩固率 (at least)", 99.5, "actual")])
    '2 percentages: 入园率 (85 %, target) and 巩固率 (at least) (99.5 %, actual).'
    """
    number = counted(len(points), "percentage")
    if len(points) < _FEW:
        return f"{number}: {listed([_point(*point) for point in points])}."
    values = [value for _, value, _ in points]
    if min(values) == max(values):
        return f"{number}, all {percent(values[0], decimals(values[0]))}."
    return f"{number}: lowest {_end(points, min(values))}, highest {_end(points, max(values))}."


def _end(points: Sequence[tuple[str, float, str]], value: float) -> str:
    """Name what has the value; a tie is a tie, and where many share it they are counted."""
    found = [point for point in points if point[1] == value]
    if len(found) < _FEW:
        return listed([_point(*point) for point in found])
    return f"{percent(value, decimals(value))}, which {len(found)} of them have"


def _point(label: str, value: float, status: str) -> str:
    return f"{label} ({percent(value, decimals(value))}, {status})"


def show_rates(one: Profile, draw: Callable[[Profile], Figure]) -> None:
    """Show the picture of rates with what it says, or say that there is none.

    Parameters
    ----------
    one
        What `profile` took out of the tables.
    draw
        Draws the picture.
    """
    points = rate_points(one)
    if not points:
        say("No percentage of this document states a level under a named indicator: no picture.")
        return
    sentence = rate_sentence(points)
    alt = f"Dots on a scale of percent, a row a rate or share, marked by status. {sentence}"
    rests_on = [str(row["figure_id"]) for row in _rates(one)]
    show(draw(one), alt=alt, caption=sentence, source=one.source, rests_on=rests_on)
