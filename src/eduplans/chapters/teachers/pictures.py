"""Pictures: channels by which teachers come, and pupils a teacher over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eduplans.chapters.funding.data import level_name
from eduplans.chapters.teachers.supply import status_name
from eduplans.plots.style import COLOURS, GREY, HATCHES, MARKERS, canvas, house_style, legend_below, thousands, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from eduplans.teachers import Ratios, Supply


def channel_bars(supplies: Sequence[Supply]) -> Figure:
    """Draw the channels of each document as one stacked bar, with its stated total as a diamond.

    Parameters
    ----------
    supplies
        Result of `eduplans.teachers.supply`.

    Returns
    -------
    matplotlib.figure.Figure
    """
    rows = [one for one in supplies if one.channels]
    channels = {flow.channel.code: flow.channel for one in rows for flow in one.channels}
    # Moves inside the county stand last, so that what comes from outside ends where they begin.
    order = sorted(channels.items(), key=lambda entry: (entry[1].counts == "inside", entry[0]))
    labels = [wrap(f"{one.place} {one.year}, {status_name(one.status)}", 20) for one in rows]
    with house_style():
        figure, axes = canvas("Teachers who come, by channel", "", height=max(2.6, 1.7 + 0.5 * len(rows)))
        left = np.zeros(len(rows))
        for place, (code, channel) in enumerate(order):
            values = np.array([sum(f.bounds.value for f in one.channels if f.channel.code == code) for one in rows])
            axes.barh(
                range(len(rows)), values, 0.55, left=left, color=COLOURS[place % len(COLOURS)],
                hatch=HATCHES[place % len(HATCHES)], edgecolor="white", linewidth=0.5,
                label=f"{channel.name_en} {channel.name_zh}",
            )  # fmt: skip
            left = left + values
        stated = [(one.stated.bounds.value, row) for row, one in enumerate(rows) if one.stated is not None]
        if stated:
            axes.plot(
                [value for value, _ in stated], [row for _, row in stated], "D", color="black", ms=6, mec="white",
                label="stated total", zorder=4, ls="",
            )  # fmt: skip
        axes.set_yticks(range(len(rows)), labels, fontsize=10)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlabel("persons")
        axes.margins(x=0.05)
        axes.grid(visible=False, axis="y")
        thousands(axes, axis="x")
        legend_below(figure, axes)
    return figure


def ratio_lines(ratios: Ratios) -> Figure:
    """Draw pupils a teacher over the years, a line a level, broken where the scope changes.

    Parameters
    ----------
    ratios
        Result of `eduplans.teachers.pupil_teacher_ratios`.

    Returns
    -------
    matplotlib.figure.Figure
    """
    with house_style():
        figure, axes = canvas("Pupils a teacher, by level", "pupils a teacher", height=4.6)
        for place, level in enumerate(map(str, ratios.values)):
            _line(axes, ratios, level, place)
        if bool((ratios.copies & ratios.values.notna()).to_numpy().any()):
            axes.plot([], [], "o", mfc="white", mec=GREY, color=GREY, label="seen only in a copy")
        axes.set_ylim(bottom=0)
        thousands(axes)
        legend_below(figure, axes)
    return figure


def _line(axes: Axes, ratios: Ratios, level: str, place: int) -> None:
    colour, marker = COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)]
    values, copies = ratios.values[level], ratios.copies[level].to_numpy(bool)
    years = values.index.to_numpy()
    # Values of different scope are not joined: a line would show a change that is none.
    for part in np.split(np.arange(len(years)), [int(np.searchsorted(years, year)) for year in ratios.splits[level]]):
        axes.plot(years[part], values.to_numpy()[part], "-", color=colour, lw=1.3, zorder=2)
    low, high = ratios.low[level].to_numpy(), ratios.high[level].to_numpy()
    # Wider than the line that joins the points and lighter, so that both are seen.
    axes.vlines(years, low, high, color=colour, lw=5, alpha=0.4, zorder=1)
    axes.plot(years[~copies], values.to_numpy()[~copies], marker, color=colour, ms=4.5, ls="", zorder=3)
    axes.plot(years[copies], values.to_numpy()[copies], marker, mfc="white", mec=colour, ms=4.5, ls="", zorder=3)
    axes.plot([], [], marker + "-", color=colour, ms=4.5, lw=1.3, label=level_name(level))
