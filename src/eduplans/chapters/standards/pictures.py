"""How far results lie from what is asked for: one picture of dots with intervals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.chapters.standards.words import amount_text, demand, indicator_name, who
from eduplans.codebook import read, read_map
from eduplans.labels import current_language, label
from eduplans.plots.style import COLOURS, GREY, canvas, house_style, legend_below, thousands, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eduplans.standards import Comparison
    from eduplans.standards.result import Outcome

#: Marks by what a verdict says: filled for what counties and schools are asked for, open for other levels.
_MARKS: tuple[tuple[Outcome, str, int, bool], ...] = (
    ("met", "o", 0, True),
    ("missed", "X", 1, True),
    ("reaches the level", "o", 0, False),
    ("does not reach the level", "X", 1, False),
)
_DRAWN = frozenset(outcome for outcome, *_ in _MARKS)


@dataclass(frozen=True, slots=True)
class Point:
    """A row of the picture: indicator, label, outcome, margin with its range, and that of the nation (None: none)."""

    name: str
    label: str
    outcome: Outcome
    margin: float
    low: float
    high: float
    nation: float | None
    copy: bool


def points(comparisons: Sequence[Comparison]) -> tuple[Point, ...]:
    """Choose what is drawn: results in percent against fixed numbers, each result and number asked for once.

    Where the same number is asked of counties and of the country, what is asked of counties is drawn.

    Parameters
    ----------
    comparisons
        Result of `eduplans.standards.compare`.

    Returns
    -------
    tuple of Point
        In the order of the comparisons. An open end of a range is drawn at the margin.
    """
    return tuple(_point(one) for one in drawn(comparisons))


def drawn(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Choose the comparisons that are drawn; see `points`."""
    chosen: dict[tuple[str, str, str, float | None], Comparison] = {}
    for one in comparisons:
        standard = one.standard
        if one.judgement is None or one.outcome not in _DRAWN or standard.unit != "percent":
            continue
        key = (one.doc, standard.indicator, standard.level, standard.value)
        if key not in chosen or (standard.of_county and not chosen[key].standard.of_county):
            chosen[key] = one
    return tuple(chosen.values())


def _point(one: Comparison) -> Point:
    judged, standard = one.judgement, one.standard
    assert judged is not None
    low = judged.margin if judged.margin_low is None else judged.margin_low
    high = judged.margin if judged.margin_high is None else judged.margin_high
    nation = None
    if one.national is not None and standard.value is not None:
        way = -1 if standard.sense == "at_most" else 1
        nation = way * (one.national.value - standard.value)
    copy = one.national is not None and one.national.copy
    name = indicator_name(standard.indicator)
    return Point(name, _label(one), one.outcome, judged.margin, low, high, nation, copy)


def _label(one: Comparison) -> str:
    """Name a row in the language in use: indicator, level, county, what is printed and what is asked for."""
    standard = one.standard
    column = "name_zh" if current_language() == "zh" else "name_en"
    name = read_map("indicators", "code", column)[standard.indicator]
    level = {row["level"]: row[column] for row in read("levels")}[standard.level]
    result = f"{one.place} {one.as_printed} ({label(demand(standard))})"
    return f"{name}, {level.split(' (')[0]}\n{result}\n{label(who(standard))}"


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
        axes.set_xlabel("distance in percentage points")
        axes.margins(x=0.12)
        thousands(axes, axis="x")
        legend_below(figure, axes)
    return figure


def _dots(axes: Axes, rows: Sequence[Point]) -> None:
    for outcome, marker, colour, filled in _MARKS:
        group = [(place, one) for place, one in enumerate(rows) if one.outcome == outcome]
        if group:
            axes.errorbar(
                [one.margin for _, one in group], [place for place, _ in group],
                xerr=[[one.margin - one.low for _, one in group], [one.high - one.margin for _, one in group]],
                fmt=marker, color=COLOURS[colour], mfc=COLOURS[colour] if filled else "white", ms=7, capsize=5, lw=1.4,
                label=f"{outcome}, with what rounding leaves open",
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
    return tuple(dict.fromkeys(one.figures[0] for one in drawn(comparisons)))


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
    said = Counter(one.outcome for one in rows)
    widest = max(rows, key=lambda one: abs(one.margin))
    closest = min(rows, key=lambda one: abs(one.margin))
    return (
        f"{len(rows)} results in percent: of what is asked of counties and schools, or of them for certification, "
        f"{said['met']} met and {said['missed']} missed; of levels asked only of the country or a province, "
        f"{said['reaches the level']} reached and {said['does not reach the level']} not reached. "
        f"The closest is {closest.name}, {amount_text(abs(closest.margin), 'percent')[:-2]} percentage "
        f"points {'beyond' if closest.margin >= 0 else 'short of'} it; the widest distance is "
        f"{widest.name} with {amount_text(widest.margin, 'percent')[:-2]} percentage points."
    )
