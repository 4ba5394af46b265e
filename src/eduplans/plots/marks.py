"""Where on a picture each of its numbers is drawn: read from what is drawn, so that a page can make it a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.transforms import Bbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Left, top, width and height in percent of the picture.
Mark = tuple[float, float, float, float]
_POINTS_AN_INCH = 72
#: Of so many pixels at least is what can be seen.
_SEEN = 0.5


def marks(figure: Figure, spots: Iterable[Callable[[], Bbox | None]]) -> list[Mark | None]:
    """Tell where on a picture things stand.

    Parameters
    ----------
    figure
        A figure that has been drawn: before that, nothing has its place.
    spots
        From `at_point`, `on_patch` and `on_cell`.

    Returns
    -------
    list
        A mark a spot, from the upper left corner, with two decimals; None for what does not stand on the picture.

    Examples
    --------
    >>> from eduplans.plots import counts, png
    >>> figure = counts({"items": 2, "sections": 1}, title="Outline")
    >>> spots = [on_patch(bar) for bar in figure.axes[0].patches]
    >>> content = png(figure)
    >>> first, second = marks(figure, spots)
    >>> first[1] < second[1], first[0] == second[0], round(first[2] / second[2], 1)
    (True, True, 2.0)
    """
    sheet = figure.bbox
    found: list[Mark | None] = []
    for spot in spots:
        box = spot()
        # a bar of nothing is not drawn: there is nothing to point at
        if box is None or not np.isfinite(box.extents).all() or min(box.size) < _SEEN or not sheet.overlaps(box):
            found.append(None)
            continue
        left, right = np.clip([box.x0 / sheet.width, box.x1 / sheet.width], 0, 1)
        top, bottom = np.clip([1 - box.y1 / sheet.height, 1 - box.y0 / sheet.height], 0, 1)
        found.append(_percent(left, top, right - left, bottom - top))
    return found


def at_point(axes: Axes, across: float, up: float, size: float) -> Callable[[], Bbox | None]:
    """Tell where a point is drawn.

    Parameters
    ----------
    axes
        What it stands in.
    across, up
        Its place, in the numbers of the axes.
    size
        Its width in points.
    """

    def spot() -> Bbox | None:
        x, y = axes.transData.transform((across, up))
        half = size / 2 * axes.figure.dpi / _POINTS_AN_INCH
        # a hair beyond the frame is still drawn: points on its edge are not cut
        inside = axes.bbox.padded(half).contains(x, y)
        return Bbox.from_extents(x - half, y - half, x + half, y + half) if inside else None

    return spot


def on_patch(patch: Artist) -> Callable[[], Bbox | None]:
    """Tell where a bar is drawn, as far as it is not cut off."""

    def spot() -> Bbox | None:
        box = patch.get_window_extent()
        box = Bbox.from_extents(min(box.x0, box.x1), min(box.y0, box.y1), max(box.x0, box.x1), max(box.y0, box.y1))
        return Bbox.intersection(box, patch.axes.bbox) if patch.axes else box

    return spot


def on_cell(axes: Axes, row: int, column: int) -> Callable[[], Bbox | None]:
    """Tell where a shade of an image is drawn, whose cells stand at whole numbers."""

    def spot() -> Bbox | None:
        ends = axes.transData.transform([(column - 0.5, row - 0.5), (column + 0.5, row + 0.5)])
        return Bbox.from_extents(*ends.min(axis=0), *ends.max(axis=0))

    return spot


def _percent(*parts: float) -> Mark:
    left, top, width, height = (round(100 * float(part), 2) for part in parts)
    return left, top, width, height
