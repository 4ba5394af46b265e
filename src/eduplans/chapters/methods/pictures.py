"""The picture of the check of methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.plots.style import COLOURS, GREY, MARKERS, canvas, house_style, legend_below, thousands

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from eduplans.chapters.methods.coverage import Coverage


def coverage_picture(found: tuple[Coverage, ...]) -> Figure:
    """Draw the share of samples covered, a row an interval and design, beside the claimed 95 %."""
    designs = list(dict.fromkeys(one.design for one in found))
    with house_style():
        figure, axes = canvas("Share of samples in which a 95 % interval covers the truth", "", height=5.4)
        axes.axvspan(95 - 200 * found[0].error, 95 + 200 * found[0].error, color="#dddddd", zorder=0)
        axes.axvline(95, color=GREY, lw=1)
        for row, one in enumerate(found):
            place = designs.index(one.design)
            axes.plot([100 * one.share], [row], MARKERS[place], color=COLOURS[place], ms=6.5)
        for place, design in enumerate(designs):
            axes.plot([], [], MARKERS[place], color=COLOURS[place], ls="", label=design)
        axes.set_yticks(range(len(found)), [one.interval for one in found], fontsize=10)
        axes.set_ylim(len(found) - 0.5, -0.5)
        axes.set_xlim(min(80.0, 100 * min(one.share for one in found) - 2), 100.5)
        thousands(axes, axis="x")
        axes.set_xlabel("% of samples; grey: two Monte Carlo errors")
        legend_below(figure, axes)
    return figure
