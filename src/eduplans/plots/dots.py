"""One value a row, marked by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.plots.style import COLOURS, MARKERS, canvas, house_style, legend_below, thousands, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure


def dots(
    points: Sequence[tuple[str, float, str]],
    *,
    title: str,
    xlabel: str,
    groups: Sequence[str] | None = None,
    limits: tuple[float, float] | None = None,
) -> Figure:
    """Draw one value a row, marked by group.

    Parameters
    ----------
    points
        Label of the row, value, and group; rows with the same label share a line.
    title, xlabel
        Head of the picture and unit of the axis.
    groups
        Order of the groups in the legend; by default as they come.
    limits
        Ends of the axis; by default those of the values.

    Returns
    -------
    matplotlib.figure.Figure

    Examples
    --------
    >>> figure = dots([("巩固率 retention", 99.5, "actual")], title="Rates", xlabel="%")
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['巩固率 retention']
    """
    rows = list(dict.fromkeys(label for label, _, _ in points))
    order = list(groups) if groups else list(dict.fromkeys(group for _, _, group in points))
    wrapped = [wrap(label) for label in rows]
    height = 1.5 + 0.19 * sum(1 + label.count("\n") for label in wrapped) + 0.07 * len(rows)
    with house_style():
        figure, axes = canvas(title, "", height=max(2.4, height))
        for place, group in enumerate(order):
            chosen = [(value, rows.index(label)) for label, value, name in points if name == group]
            if chosen:
                axes.plot(
                    [value for value, _ in chosen], [row for _, row in chosen], MARKERS[place], ls="",
                    color=COLOURS[place], ms=6, alpha=0.9, label=group,
                )  # fmt: skip
        axes.set_yticks(range(len(rows)), wrapped, fontsize=10)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(limits)
        axes.set_xlabel(xlabel)
        thousands(axes, axis="x")
        legend_below(figure, axes)
    return figure
