"""How far results lie from what is asked for: one picture of dots with intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.chapters.standards.words import amount_text, demand, indicator_name
from eduplans.codebook import read, read_map
from eduplans.labels import current_language, label
from eduplans.plots.style import COLOURS, GREY, canvas, house_style, legend_below, thousands, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eduplans.standards import Comparison


@dataclass(frozen=True, slots=True)
class Point:
    """A row of the picture: indicator, label, margin with its range, and that of the nation (None: not found)."""

    name: str
    label: str
    margin: float
    low: float
    high: float
    nation: float | None
    copy: bool


def points(comparisons: Sequence[Comparison]) -> tuple[Point, ...]:
    """Choose what is drawn: results in percent against fixed numbers, each result and demand once.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    tuple of Point
        In the order of the comparisons. An open end of a range is drawn at the margin.
    """
    chosen: dict[tuple[str, str, str], Point] = {}
    for one in comparisons:
        judged, standard = one.judgement, one.standard
        if judged is None or one.verdict not in {"met", "missed"} or standard.unit != "percent":
            continue
        low = judged.margin if judged.margin_low is None else judged.margin_low
        high = judged.margin if judged.margin_high is None else judged.margin_high
        nation = None
        if one.national is not None and standard.value is not None:
            way = -1 if standard.sense == "at_most" else 1
            nation = way * (one.national.value - standard.value)
        copy = one.national is not None and one.national.copy
        name = indicator_name(standard.indicator)
        made = Point(name, _label(one), judged.margin, low, high, nation, copy)
        chosen.setdefault((one.doc, standard.indicator, standard.level), made)
    return tuple(chosen.values())


def _label(one: Comparison) -> str:
    """Name a row in the language in use: indicator, level, county, what is printed and what is asked for."""
    standard = one.standard
    column = "name_zh" if current_language() == "zh" else "name_en"
    name = read_map("indicators", "code", column)[standard.indicator]
    level = {row["level"]: row[column] for row in read("levels")}[standard.level]
    return f"{name}, {level.split(' (')[0]}\n{one.place} {one.as_printed} ({label(demand(standard))})"


def margins_picture(comparisons: Sequence[Comparison]) -> Figure:
    """Draw the margin of each result as a dot with its range, right of the line where it is met.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    matplotlib.figure.Figure
    """
    rows = points(comparisons)
    wrapped = ["\n".join(wrap(part, 38) for part in one.label.splitlines()) for one in rows]
    lines = sum(1 + text.count("\n") for text in wrapped)
    with house_style():
        figure, axes = canvas(
            "Results and what is asked for", "", height=max(2.4, 1.5 + 0.19 * lines + 0.1 * len(rows))
        )
        _dots(axes, rows)
        axes.axvline(0, color="black", lw=1.2, label="asked for")
        axes.set_yticks(range(len(rows)), wrapped, fontsize=10)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlabel("percentage points; right of the line: met")
        axes.margins(x=0.12)
        thousands(axes, axis="x")
        legend_below(figure, axes)
    return figure


def _dots(axes: Axes, rows: Sequence[Point]) -> None:
    met = [(place, one) for place, one in enumerate(rows) if one.margin >= 0]
    missed = [(place, one) for place, one in enumerate(rows) if one.margin < 0]
    for group, marker, colour, name in ((met, "o", COLOURS[0], "met"), (missed, "X", COLOURS[1], "missed")):
        if group:
            axes.errorbar(
                [one.margin for _, one in group], [place for place, _ in group],
                xerr=[[one.margin - one.low for _, one in group], [one.high - one.margin for _, one in group]],
                fmt=marker, color=colour, ms=6, capsize=5, lw=1.4, label=f"{name}, with what rounding leaves open",
            )  # fmt: skip
    for copy, face, name in (
        (True, "none", "nation that year, seen only in a copy"),
        (False, GREY, "nation that year"),
    ):
        found = [(one.nation, place) for place, one in enumerate(rows) if one.nation is not None and one.copy == copy]
        if found:
            axes.plot(
                [value for value, _ in found], [place for _, place in found], "D", mfc=face, mec=GREY, ms=7, mew=1.4,
                ls="", label=name,
            )  # fmt: skip


def picture_figures(comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    """List the ids of the figures that the picture rests on.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    tuple of str
    """
    drawn = [one for one in comparisons if one.judgement is not None and one.standard.unit == "percent"]
    return tuple(dict.fromkeys(one.figures[0] for one in drawn if one.verdict in {"met", "missed"}))


def picture_sentence(comparisons: Sequence[Comparison]) -> str:
    """Say what the picture shows: how many results, the widest and the narrowest margin.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    str
    """
    rows = sorted(points(comparisons), key=lambda one: one.margin)
    if not rows:
        return "No result in percent can be held against a fixed number: there are 0 dots."
    missed = sum(1 for one in rows if one.margin < 0)
    closest = min(rows, key=lambda one: abs(one.margin))
    return (
        f"{len(rows)} results in percent: {len(rows) - missed} at or beyond what is asked for, {missed} short of it. "
        f"The closest is {closest.name}, {amount_text(abs(closest.margin), 'percent')[:-2]} percentage "
        f"points {'beyond' if closest.margin >= 0 else 'short of'} it; the widest distance is "
        f"{rows[-1].name} with {amount_text(rows[-1].margin, 'percent')[:-2]} percentage points."
    )
