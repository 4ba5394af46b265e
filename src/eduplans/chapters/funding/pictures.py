"""Pictures of the chapter on funding and enrolment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.text import Annotation

from eduplans.chapters.funding.data import level_name
from eduplans.plots import Line, lines, scatter, stacked_bars
from eduplans.plots.style import house_style
from eduplans.trends import by_period, scope_breaks, with_other_value

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from eduplans.chapters.funding.data import Funding
    from eduplans.trends import Elasticity, PerStudent

HOLLOW = "hollow: copy only 仅见于转载"


def pupils_by_level(data: Funding) -> Figure:
    """Draw pupils by level.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    heads = data.heads
    series = [Line(level_name(level), heads.frame[level] / 1e4, heads.copies[level]) for level in heads.frame]
    derived = [
        Line(
            f"{level_name(level)}: computed 推算",
            heads.frame.loc[list(years), level] / 1e4,
            place=list(heads.frame).index(level),
        )
        for level, years in heads.derived.items()
        if years
    ]
    return lines(
        series,
        title="Pupils by level 各级在校生",
        ylabel="万人 (10 000 persons)",
        extra=derived,
        hollow_label=HOLLOW,
    )


def spending_over_time(data: Funding) -> Figure:
    """Draw the chosen concept at current and at constant prices.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    nominal, real = data.nominal[data.concept], data.real[data.concept]
    breaks = {
        int(row["year"]): row["kind"] for row in scope_breaks(data.concept) if row["effect"] == "drop"
        and nominal.frame.index[0] < int(row["year"]) <= nominal.frame.index[-1]
    }  # fmt: skip
    return lines(
        [
            Line("current prices 当年价", nominal.values / 1e8, nominal.frame["copy"]),
            Line(f"prices of {data.base} {data.base}年价", real.values / 1e8, nominal.frame["copy"]),
        ],
        title=data.name,
        ylabel="亿元 (100 million yuan)",
        breaks=breaks,
        extra=_other_values(data),
        hollow_label=HOLLOW,
    )


def _other_values(data: Funding) -> list[Line]:
    series = data.nominal[data.concept]
    years = [int(row["year"]) for row in scope_breaks(data.concept) if row["effect"] == "show both"]
    values = {
        year: with_other_value(series, year).values[year] / 1e8
        for year in years
        if year in series.frame.index and series.frame["other_values"][year]
    }
    return [Line("announced at the time 公告数", pd.Series(values))] if values else []


def growth_by_year(data: Funding) -> Figure:
    """Draw yearly log growth as pupils plus spending per pupil; a star marks a year with two printed values.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    frame = data.growth.frame
    shown = frame[["pupils", "per_pupil"]].where(frame["per_pupil"].notna()) * 100
    shown.columns = pd.Index(["pupils 在校生", f"{data.noun} per pupil 生均经费"])
    names = pd.Index([f"{year}*" if state == "two values" else str(year) for year, state in frame["state"].items()])
    shown.index = names
    absent: dict[object, str] = {}
    for name, state, spending in zip(names, frame["state"], frame["spending"], strict=True):
        if state == "break":
            absent[name] = "scope changes"
        elif state == "missing":
            absent[name] = "not found" if pd.isna(spending) else "pupils not found"
    return stacked_bars(
        shown,
        total=100 * frame["spending"].set_axis(names),
        title=f"{data.name}: growth, {data.prices}",
        ylabel="log points a year",
        total_label=f"{data.noun} 经费",
        absent=absent,
    )


def growth_by_period(data: Funding) -> Figure:
    """Draw mean yearly log growth by plan period.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    table = by_period(data.growth)
    shown = 100 * table[["mean_pupils", "mean_per_pupil"]]
    shown.columns = pd.Index(["pupils 在校生", f"{data.noun} per pupil 生均经费"])
    shown.index = pd.Index(
        [
            f"{zh}\n{first}–{last}\n{used} of {years}"
            for zh, first, last, used, years in table[["period_zh", "first", "last", "used", "years"]].itertuples(
                index=False
            )
        ]
    )
    total = 100 * table["mean_spending"].set_axis(shown.index)
    absent = {name: "no usable difference" for name, value in total.items() if pd.isna(value)}
    return stacked_bars(
        shown,
        total=total,
        title=f"{data.name}: mean yearly growth by plan period, {data.prices}",
        ylabel="log points a year",
        total_label=f"{data.noun} 经费",
        absent=absent,
    )


def growth_against_growth(data: Funding, estimate: Elasticity | None) -> Figure:
    """Draw growth of spending against growth of pupils, with the line.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.
    estimate
        The estimate; None where too few differences are usable.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    points = 100 * data.growth.usable[["pupils", "spending"]]
    figure = scatter(
        points,
        slope=estimate.slope if estimate else None,
        constant=100 * estimate.constant if estimate else 0.0,
        title=f"{data.name}: growth against growth of pupils, {data.prices}",
        xlabel="pupils 在校生, log points a year",
        ylabel=f"{data.noun} 经费, log points a year",
        line_label="least squares",
    )
    if estimate is not None:
        _free_names(figure, estimate.slope, 100 * estimate.constant)
    return figure


#: Sides on which the name of a point may stand, best first: points to the right and upwards.
_SIDES = ((5, 3), (5, -11), (-17, 3), (-17, -11), (-6, 6), (-6, -15), (7, -4), (-19, -4))
#: Width and height of a name of two digits, in points.
_NAME = (13.0, 9.0)


def _free_names(figure: Figure, slope: float, constant: float) -> None:
    """Put the name of each point where it covers no line, point or other name, as far as there is such a side."""
    with house_style():
        figure.draw_without_rendering()
    axes, unit = figure.axes[0], figure.dpi / 72
    names = [name for name in axes.texts if isinstance(name, Annotation)]
    points = [np.asarray(axes.transData.transform(name.xy)) / unit for name in names]
    across = np.linspace(*axes.get_xlim(), 200)
    line = axes.transData.transform(np.column_stack([across, constant + slope * across])) / unit
    upright = axes.transData.transform(np.column_stack([np.zeros(200), np.linspace(*axes.get_ylim(), 200)])) / unit
    dots = np.vstack([line, upright, *points])
    taken: list[NDArray[np.float64]] = []
    for name, point in zip(names, points, strict=True):
        side = min(_SIDES, key=lambda side: _covered(point + side, dots, taken))
        taken.append(point + side)
        name.set_position(side)


def _covered(corner: NDArray[np.float64], dots: NDArray[np.float64], taken: list[NDArray[np.float64]]) -> int:
    """Count what a name with this lower left corner covers: dots of lines and points, and other names ten times."""
    size = np.array(_NAME)
    inside = ((dots > corner - 1.5) & (dots < corner + size + 1.5)).all(axis=1)
    return int(inside.sum()) + 10 * sum(bool((np.abs(corner - other) < size).all()) for other in taken)


def per_student_lines(result: PerStudent, title: str) -> Figure:
    """Draw spending per student by level.

    Parameters
    ----------
    result
        Spending per student of one definition.
    title
        Head of the picture.

    Returns
    -------
    matplotlib.figure.Figure
        Ready for `eduplans.display.show`.
    """
    years = sorted({year for rates in result.comparable.values() for year in rates if year in result.values.index})
    return lines(
        [Line(level_name(level), result.values[level], result.copies[level]) for level in result.values],
        title=title,
        ylabel="元 per student, current prices",
        breaks=dict.fromkeys(years, "base restated"),
        hollow_label=HOLLOW,
    )
