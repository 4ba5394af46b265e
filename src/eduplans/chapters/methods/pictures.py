"""The picture of the check of methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.plots.style import COLOURS, GREY, MARKERS, canvas, house_style, legend_below, thousands

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from eduplans.chapters.methods.coverage import Coverage

#: Rows that the head of a design takes.
_HEAD = 2


def coverage_picture(found: tuple[Coverage, ...]) -> Figure:
    """Draw the share of samples covered, a block a design with a mark for each interval, beside the claimed 95 %."""
    designs = {
        design: [one for one in found if one.design == design] for design in dict.fromkeys(one.design for one in found)
    }
    intervals = list(dict.fromkeys(one.interval for one in found))
    rows = len(found) + _HEAD * len(designs)
    with house_style():
        figure, axes = canvas("Share of samples in which a 95 % interval covers the truth", "", height=1.4 + 0.2 * rows)
        axes.axvline(95, color=GREY, lw=1)
        left, top = min(80.0, 100 * min(one.share for one in found) - 2), 0.0
        for design, own in designs.items():
            axes.text(left + 0.3, top + 0.7, design, fontsize=10, va="center", bbox={"color": "white", "pad": 1})
            band = 200 * own[0].error
            axes.fill_betweenx(
                [top + 1.4, top + _HEAD + len(own)], 95 - band, 95 + band, color="#dddddd", zorder=0, lw=0
            )
            for row, one in enumerate(own):
                place = intervals.index(one.interval)
                axes.plot([100 * one.share], [top + _HEAD + row], MARKERS[place], color=COLOURS[place], ms=6.5)
            top += _HEAD + len(own)
        for place, interval in enumerate(intervals):
            axes.plot([], [], MARKERS[place], color=COLOURS[place], ls="", label=interval)
        axes.set_yticks([])
        axes.set_ylim(top + 0.3, -0.2)
        axes.set_xlim(left, 100.5)
        thousands(axes, axis="x")
        axes.set_xlabel("% of samples; grey: two Monte Carlo errors")
        legend_below(figure, axes)
    return figure
