"""Rates and shares of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eduplans.chapters.county.document import text
from eduplans.chapters.county.figures import decimals
from eduplans.codebook import read
from eduplans.display import percent, say, show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.figure import Figure

    from eduplans.chapters.county.document import Profile


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
        States in percent of up to 100 (no growth, no differences), by family, in reading order.
    """
    names = {row["code"]: row["name_zh"] for row in read("indicators")}
    places = {row["code"]: place for place, row in enumerate(read("indicators"))}
    rows = one.figures[
        one.figures["unit"].eq("percent")
        & one.figures["change"].eq("level")
        & one.figures["indicator"].ne("other")
        & one.figures["flag"].isna()
        & one.figures["value"].le(100)
    ]
    order = sorted(rows.to_dict("records"), key=lambda row: (places[str(row["indicator"])], row["order"]))
    points = [(_label(row, names), float(row["value"]), str(row["status"])) for row in order]
    kept = list(dict.fromkeys(label for label, _, _ in points))[:limit]
    return [point for point in points if point[0] in kept]


def _label(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    measure = text(row["measure"]) or ""
    return f"{names[str(row['indicator'])]}：{measure}" if measure else names[str(row["indicator"])]


def rate_sentence(points: Sequence[tuple[str, float, str]]) -> str:
    """Say how many rates are shown, and which is lowest and highest.

    Parameters
    ----------
    points
        Result of `rate_points`.

    Returns
    -------
    str

    Examples
    --------
    >>> rate_sentence([("入园率", 85.0, "target"), ("巩固率", 99.5, "actual")])
    '2 percentages: lowest 入园率 (85 %, target), highest 巩固率 (99.5 %, actual).'
    """
    low = min(points, key=lambda point: point[1])
    high = max(points, key=lambda point: point[1])
    ends = [f"{label} ({percent(value, decimals(value))}, {status})" for label, value, status in (low, high)]
    return f"{len(points)} percentages: lowest {ends[0]}, highest {ends[1]}."


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
    show(draw(one), alt=sentence, caption=sentence, source=one.source)
