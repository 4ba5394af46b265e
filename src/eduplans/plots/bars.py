"""Stacked bars of sums and horizontal bars of counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from eduplans.plots.style import COLOURS, GREY, HATCHES, MISSING, canvas, house_style, legend_below, thousands, wrap

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def stacked_bars(
    parts: pd.DataFrame, *, total: pd.Series | None, title: str, ylabel: str, total_label: str = "",
    absent: Mapping[object, str] | None = None,
) -> Figure:  # fmt: skip
    """Draw the parts of sums as stacked bars, above and below zero, with the sum as a point.

    Parameters
    ----------
    parts
        A row a bar, a column a part; column names are the legend.
    total
        The sums, drawn as diamonds; None: no diamonds.
    title, ylabel, total_label
        Head of the picture, unit of the axis and legend of the sum.
    absent
        Bars without values (by index of `parts`) and the short word that stands there instead.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import pandas as pd
    >>> parts = pd.DataFrame({"学生 pupils": [1.0, -2.0], "每生 per pupil": [3.0, 4.0]}, index=[2001, 2002])
    >>> figure = stacked_bars(parts, total=parts.sum(axis=1), title="Growth", ylabel="log points", total_label="sum")
    >>> len(figure.axes[0].containers)
    2
    """
    with house_style():
        figure, axes = canvas(title, ylabel, height=4.4)
        places = np.arange(len(parts))
        above, below = np.zeros(len(parts)), np.zeros(len(parts))
        for place, (name, column) in enumerate(parts.items()):
            values = column.fillna(0).to_numpy(float)
            bottom = np.where(values >= 0, above, below)
            bars = axes.bar(
                places, values, 0.72, bottom=bottom, color=COLOURS[place], hatch=HATCHES[place],
                edgecolor="white", linewidth=0.5, label=str(name),
            )  # fmt: skip
            for bar in np.array(bars.patches)[column.isna().to_numpy()]:
                bar.set_label(MISSING)
            above, below = above + np.clip(values, 0, None), below + np.clip(values, None, 0)
        if total is not None:
            axes.plot(places, total.to_numpy(float), "D", color="black", ms=4.5, label=total_label, zorder=4)
        axes.axhline(0, color="black", lw=0.8)
        for name, word in (absent or {}).items():
            where = list(parts.index).index(name)
            # Above the point of a sum that is known while its parts are not.
            known = 0.0 if total is None or np.isnan(total.iloc[where]) else float(total.iloc[where])
            axes.annotate(
                word, (where, known), xytext=(0, 7 if known else 3), textcoords="offset points", rotation=90,
                ha="center", va="bottom", fontsize=9.5, color=GREY,
            )  # fmt: skip
        _name_bars(axes, places, [str(name) for name in parts.index])
        axes.grid(visible=False, axis="x")
        thousands(axes)
        legend_below(figure, axes)
    return figure


def _name_bars(axes: Axes, places: np.ndarray, names: Sequence[str]) -> None:
    crowded = len(names) > 10 and max(map(len, names)) > 2
    axes.set_xticks(places, names, rotation=90 if crowded else 0, fontsize=10)
    axes.tick_params(axis="x", length=0)


def counts(numbers: Mapping[str, int] | pd.DataFrame, *, title: str, xlabel: str = "") -> Figure:
    """Draw counts as horizontal bars with their numbers.

    Parameters
    ----------
    numbers
        A count a label; or a frame with a row a label and a column a part, drawn as stacked bars. The colour of a
        part is that of its place among the columns.
    title, xlabel
        Head of the picture and what is counted.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> figure = counts({"项 items": 2, "节 sections": 1}, title="Outline")
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['2', '1']
    """
    columns = {"": dict(numbers)} if isinstance(numbers, Mapping) else numbers.to_dict()
    labels = [str(label) for label in next(iter(columns.values()))]
    places, left = np.arange(len(labels)), np.zeros(len(labels))
    with house_style():
        wrapped = [wrap(label) for label in labels]
        height = 1.4 + 0.2 * sum(1 + label.count("\n") for label in wrapped) + 0.08 * len(labels)
        figure, axes = canvas(title, "", height=max(2.2, height))
        for place, (name, column) in enumerate(columns.items()):
            values = np.array([column[label] for label in column], float)
            if not values.any() and len(columns) > 1:
                continue  # keeps its colour and hatch for other pictures, and stays out of the legend
            axes.barh(
                places, values, 0.7, left=left, color=COLOURS[place], hatch=HATCHES[place], edgecolor="white",
                linewidth=0.5, label=str(name),
            )  # fmt: skip
            left = left + values
        for row, value in enumerate(left):
            axes.annotate(f"{value:,.0f}", (value, row), xytext=(4, 0), textcoords="offset points", va="center")
        axes.set_yticks(places, wrapped, fontsize=10)
        axes.set_ylim(len(labels) - 0.4, -0.6)
        axes.set_xlim(0, 1.08 * max(1.0, float(left.max(initial=0))))
        axes.set_xlabel(xlabel)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
        axes.grid(visible=False, axis="y")
        if not isinstance(numbers, Mapping):
            legend_below(figure, axes)
    return figure
