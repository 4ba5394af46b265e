"""Points with names and the line through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from eduplans.plots.style import COLOURS, GREY, canvas, house_style, legend_below, thousands

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def scatter(
    points: pd.DataFrame, *, slope: float | None, constant: float, title: str, xlabel: str, ylabel: str, line_label: str
) -> Figure:
    """Draw one point a row, named, with a line through them.

    Parameters
    ----------
    points
        The index names the points; the first column is drawn across, the second upwards.
    slope, constant
        The line; without a slope none is drawn.
    title, xlabel, ylabel, line_label
        Head of the picture, axes, and what the line is.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> import pandas as pd
    >>> points = pd.DataFrame({"pupils": [0.0, 1.0], "spending": [1.0, 3.0]}, index=[2001, 2002])
    >>> figure = scatter(points, slope=2.0, constant=1.0, title="Growth", xlabel="N", ylabel="S", line_label="line")
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['01', '02']
    """
    across, upwards = (points.iloc[:, place].to_numpy(float) for place in (0, 1))
    with house_style():
        figure, axes = canvas(title, ylabel, height=4.4)
        axes.axvline(0, color=GREY, lw=0.8)
        axes.plot(across, upwards, "o", color=COLOURS[0], ms=5)
        for name, x, y in zip(points.index, across, upwards, strict=True):
            label = str(name)[-2:] if isinstance(name, int | np.integer) else str(name)
            # A point close by and above takes the place of the label, which then stands below.
            crowded = any(
                0 < other_y - y < 0.05 * np.ptp(upwards) and abs(other_x - x) < 0.05 * np.ptp(across)
                for other_x, other_y in zip(across, upwards, strict=True)
            )
            axes.annotate(
                label, (x, y), xytext=(4, -11 if crowded else 3), textcoords="offset points", fontsize=9.5, color=GREY
            )
        if slope is not None:
            ends = np.array([across.min(), across.max()])
            axes.plot(ends, constant + slope * ends, "-", color=COLOURS[1], lw=1.6, label=line_label)
        axes.set_xlabel(xlabel)
        thousands(axes)
        thousands(axes, axis="x")
        legend_below(figure, axes)
    return figure
