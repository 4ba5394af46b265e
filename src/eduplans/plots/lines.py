"""Lines over years with marked points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MultipleLocator

from eduplans.plots.style import COLOURS, GREY, MARKERS, canvas, house_style, legend_below, thousands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Line:
    """One series of a line picture.

    Parameters
    ----------
    label
        For the legend, bilingual.
    values
        By year; a missing value leaves a gap.
    hollow
        By year, whether the point is drawn hollow (a value seen only in a copy); None: all filled.
    place
        For an extra point: the place of the series whose colour it takes; None: its own among the extra points.
    """

    label: str
    values: pd.Series
    hollow: pd.Series | None = None
    place: int | None = None


def lines(
    series: Sequence[Line],
    *,
    title: str,
    ylabel: str,
    breaks: Mapping[int, str] | None = None,
    extra: Sequence[Line] = (),
    hollow_label: str = "",
) -> Figure:
    """Draw series over years, with marked points.

    Parameters
    ----------
    series
        What is drawn as lines with points.
    title, ylabel
        Head of the picture and unit of the axis.
    breaks
        Years in which the scope changes, with a short label: a dotted line before the year, and no line of a
        series across it.
    extra
        Single points besides, drawn as crosses (another value printed elsewhere).
    hollow_label
        What a hollow point means, for the legend.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import pandas as pd
    >>> years = pd.RangeIndex(2000, 2003)
    >>> figure = lines([Line("总计 total", pd.Series([1.0, 2.0, 3.0], index=years))], title="Spending", ylabel="亿元")
    >>> figure.axes[0].get_ylabel()
    '亿元'
    """
    with house_style():
        figure, axes = canvas(title, ylabel, height=4.4)
        for place, one in enumerate(series):
            _draw_line(axes, one, place, list(breaks or {}))
        for place, one in enumerate(extra):
            colour = COLOURS[place if one.place is None else one.place]
            axes.plot(one.values.index, one.values, "x", color=colour, ms=9, mew=1.8, label=one.label, zorder=4)
        if hollow_label and any(one.hollow is not None and one.hollow.any() for one in series):
            axes.plot([], [], "o", mfc="white", mec=GREY, color=GREY, label=hollow_label)
        _draw_breaks(axes, breaks or {})
        axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
        _year_ticks(axes, series)
        thousands(axes)
        legend_below(figure, axes)
    return figure


def _draw_line(axes: Axes, one: Line, place: int, breaks: Sequence[int]) -> None:
    colour, marker = COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]
    years, values = one.values.index.to_numpy(), one.values.to_numpy(float)
    # Points of different scope are not joined: a line would show a growth that is not one.
    for part in np.split(np.arange(len(years)), [int(np.searchsorted(years, year)) for year in sorted(breaks)]):
        axes.plot(years[part], values[part], "-", color=colour, lw=1.6, zorder=2)
    hollow = np.zeros(len(values), bool) if one.hollow is None else one.hollow.to_numpy(bool)
    axes.plot(years[~hollow], values[~hollow], marker, color=colour, ms=5, zorder=3)
    axes.plot(years[hollow], values[hollow], marker, mfc="white", mec=colour, ms=5, zorder=3)
    axes.plot([], [], marker + "-", color=colour, ms=5, lw=1.6, label=one.label)


def _draw_breaks(axes: Axes, breaks: Mapping[int, str]) -> None:
    for year, label in sorted(breaks.items()):
        axes.axvline(year - 0.5, color=GREY, lw=1, ls=":", zorder=1)
        axes.annotate(
            label, (year - 0.5, 0), xycoords=("data", "axes fraction"), xytext=(-3, 4),
            textcoords="offset points", ha="right", va="bottom", fontsize=9.5, color=GREY, rotation=90,
        )  # fmt: skip


def _year_ticks(axes: Axes, series: Sequence[Line]) -> None:
    years = [int(year) for one in series for year in (one.values.index.min(), one.values.index.max())]
    span = max(years) - min(years)
    axes.xaxis.set_major_locator(MultipleLocator(5 if span > 12 else 2 if span > 8 else 1))
    axes.set_xlim(min(years) - 0.6, max(years) + 0.6)
