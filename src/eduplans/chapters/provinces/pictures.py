"""Pictures of the chapter on provinces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.ticker import FixedLocator, NullLocator

from eduplans.chapters.provinces.data import TIME, Provinces, province_name
from eduplans.chapters.provinces.estimates import CAUSE, Slope
from eduplans.chapters.provinces.spread import ends_frame
from eduplans.estimators import sigma_convergence, with_covariance
from eduplans.plots import Line, lines, stacked_bars
from eduplans.plots.style import COLOURS, GREY, MARKERS, canvas, house_style, legend_below, thousands, wrap
from eduplans.provinces import region_name, regions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from eduplans.estimators import Beta, Theil


def changes_picture(data: Provinces, slope: Slope) -> Figure:
    """Draw yearly changes of spending over those of pupils, both less their mean of the year."""
    rows = data.changes
    centred = rows[["log_pupils", "log_real"]] - rows.groupby(TIME)[["log_pupils", "log_real"]].transform("mean")
    with house_style():
        figure, axes = canvas("Yearly changes less the mean of the year", "spending, log points", height=4.4)
        for place, (label, chosen) in enumerate(
            (("pupils grew", rows["log_pupils"] >= 0), ("pupils shrank", rows["log_pupils"] < 0))
        ):
            part = 100 * centred[chosen]
            axes.plot(
                part["log_pupils"], part["log_real"], MARKERS[place], color=COLOURS[place], ms=4.5, ls="",
                mfc=COLOURS[place] if place == 0 else "white", label=label,
            )  # fmt: skip
        ends = 100 * np.array([centred["log_pupils"].min(), centred["log_pupils"].max()])
        axes.plot(ends, slope.fit.values[0] * ends, "-", color="black", lw=1.4, label="one slope for all")
        axes.axhline(0, color=GREY, lw=0.8)
        axes.axvline(0, color=GREY, lw=0.8)
        axes.set_xlabel("pupils, log points")
        legend_below(figure, axes)
    return figure


def slopes_picture(found: Sequence[Slope]) -> Figure:
    """Draw each slope with its intervals, one row a kind of interval."""
    rows: list[tuple[str, str, float, float, float]] = []
    for one in found:
        kinds = [with_covariance(one.fit, kind) for kind in ("CR1", "CR2", "CR3")] if one.bootstrap else [one.fit]
        for fit in kinds:
            found_here = fit.coefficient(CAUSE)
            rows.append((one.label, fit.covariance, found_here.value, found_here.low, found_here.high))
        if one.bootstrap:
            boot = one.bootstrap
            rows.append((one.label, "wild bootstrap", boot.value, boot.low, boot.high))
    order = list(dict.fromkeys(label for label, *_ in rows))
    with house_style():
        figure, axes = canvas("Slope of spending on pupils, 95 % intervals", "", height=4.2)
        for row, (label, _, value, low, high) in enumerate(rows):
            place = order.index(label)
            axes.plot([low, high], [row, row], "-", color=COLOURS[place], lw=1.8)
            axes.plot([value], [row], MARKERS[place], color=COLOURS[place], ms=6)
        for place, label in enumerate(order):
            axes.plot([], [], MARKERS[place] + "-", color=COLOURS[place], label=wrap(label, 40))
        for at in (0, 1):
            axes.axvline(at, color=GREY, lw=0.9, ls=":" if at else "-")
        axes.set_yticks(range(len(rows)), [kind for _, kind, *_ in rows], fontsize=10)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlabel("percent of spending for one percent of pupils")
        legend_below(figure, axes)
    return figure


def beta_picture(data: Provinces, found: Beta) -> Figure:
    """Draw growth of spending per pupil over its first level, a point a province, marked by region."""
    first, last = data.ends
    wide = ends_frame(data)
    across = np.log(wide[first])
    growth = pd.Series(100 * np.log(wide[last] / wide[first]) / (last - first), index=wide.index)
    ends = np.array([across.min(), across.max()])
    with house_style():
        figure, axes = canvas("Spending per pupil: growth over first level", "log points a year", height=4.6)
        axes.set_xscale("log")
        for place, region in enumerate(dict.fromkeys(regions().values())):
            codes = [code for code in wide.index if regions()[str(code)] == region]
            axes.plot(
                wide.loc[codes, first] / 1e4, growth[codes], MARKERS[place], color=COLOURS[place], ls="", ms=5.5,
                label=region_name(region),
            )  # fmt: skip
        line = growth.mean() + 100 * found.slope.value * (ends - across.mean())
        axes.plot(np.exp(ends) / 1e4, line, "-", color="black", lw=1.4, label="line through the points")
        for code in _apart(across, growth):
            axes.annotate(
                province_name(code, short=True), (float(wide[first].loc[code]) / 1e4, float(growth.loc[code])),
                xytext=(5, 3), textcoords="offset points", fontsize=9.5, color=GREY,
            )  # fmt: skip
        axes.xaxis.set_major_locator(FixedLocator([0.8, 1, 1.5, 2, 3, 4, 6, 8]))
        axes.xaxis.set_minor_locator(NullLocator())
        thousands(axes, axis="x")
        axes.set_xlabel("10 000 yuan per pupil in the first year")
        legend_below(figure, axes)
    return figure


def _apart(across: pd.Series, upwards: pd.Series) -> list[str]:
    """Choose points whose names stand free of each other and of other points, the outermost first."""
    x = (across - across.mean()) / np.ptp(across)
    y = (upwards - upwards.mean()) / np.ptp(upwards)
    order = (x**2 + y**2).sort_values(ascending=False).index
    named: list[str] = []
    for code in order:
        others = x.index != code
        # a name reaches to the right of its point
        crowd = ((x[others] - x[code]).between(-0.02, 0.11) & ((y[others] - y[code]).abs() < 0.04)).any()
        taken = any(abs(x[code] - x[one]) < 0.11 and abs(y[code] - y[one]) < 0.05 for one in named)
        if not crowd and not taken:
            named.append(str(code))
    return named


def sigma_picture(data: Provinces) -> Figure:
    """Draw dispersion of spending per pupil by year."""
    found = sigma_convergence(data.complete, "per_pupil", TIME)
    series = [
        Line("standard deviation of logarithms", found["sd_log"]),
        Line("coefficient of variation", found["variation"]),
    ]
    return lines(series, title="Dispersion of spending per pupil among provinces", ylabel="")


def theil_picture(found: dict[int, Theil]) -> Figure:
    """Draw Theil's index by year, stacked from its two parts."""
    parts = pd.DataFrame(
        {
            "between regions": [one.between for one in found.values()],
            "within regions": [one.within for one in found.values()],
        },
        index=[str(year) for year in found],
    )
    return stacked_bars(parts, total=None, title="Inequality of spending per pupil", ylabel="Theil's T")
