"""The numbers that a picture draws, read back from what is drawn: so that they cannot differ from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer, ErrorbarContainer
from matplotlib.text import Annotation
from matplotlib.ticker import FixedLocator

from eduplans.plots.marks import Mark, at_point, marks, on_cell, on_patch
from eduplans.plots.style import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.transforms import Bbox

    _Spot = Callable[[], Bbox | None]
    _Found = tuple["_Row", _Spot]

COLUMNS = ("series", "at", "value", "from", "to")
_NO_MARKER = {"", " ", "None", "none", None}
_Row = tuple[str, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a picture draws.

    Parameters
    ----------
    frame
        Its numbers, see `picture_data`.
    figure
        The picture.
    spots
        Where each row of the frame is drawn.
    """

    frame: pd.DataFrame
    figure: Figure
    spots: tuple[_Spot, ...]

    def marks(self) -> list[Mark | None]:
        """Tell where each row is drawn, see `eduplans.plots.marks`; after the picture has been drawn."""
        return marks(self.figure, self.spots)


def picture_data(figure: Figure) -> pd.DataFrame:
    """List the points, bars and shades of a picture.

    Parameters
    ----------
    figure
        Any figure in English, before it is put into another language.

    Returns
    -------
    pandas.DataFrame
        A row a point, bar or shade: ``series`` as the legend names it, or the name that stands at the point; ``at``,
        the year, number or name that it stands at; its ``value``; the ends of its interval where one is drawn, ``from``
        and ``to``. Columns without any entry are left out. Lines that only join, rules and grids are none.

    Examples
    --------
    >>> from eduplans.plots import counts
    >>> picture_data(counts({"items": 3, "sections": 1}, title="Outline"))
             at  value
    0     items      3
    1  sections      1
    """
    return read_drawn(figure).frame


def read_drawn(figure: Figure) -> Drawn:
    """Read back what a picture draws, and where.

    Parameters
    ----------
    figure
        As for `picture_data`.

    Returns
    -------
    Drawn
    """
    found: dict[_Row, _Spot] = {}
    for axes in figure.axes:
        for row, spot in _axes_rows(axes):
            found.setdefault(row, spot)
    rows = _ordered(list(found))
    frame = pd.DataFrame(rows, columns=pd.Index(COLUMNS), dtype=object)
    kept = [name for name in COLUMNS if name in {"at", "value"} or frame[name].map(_said).any()]
    return Drawn(frame[kept].infer_objects(), figure, tuple(found[row] for row in rows))


def _ordered(rows: list[_Row]) -> list[_Row]:
    """Put the points of a series, drawn in several strokes, in the order of their places."""
    if not all(isinstance(at, int | float) for _, at, *_ in rows):
        return rows
    series = {name: number for number, name in enumerate(dict.fromkeys(name for name, *_ in rows))}
    return sorted(rows, key=lambda row: (series[row[0]], row[1]))


def _said(entry: Any) -> bool:
    return not (entry is None or entry == "" or (isinstance(entry, float) and np.isnan(entry)))


def _axes_rows(axes: Axes) -> Iterator[_Found]:
    names = _legend(axes)
    arms = [one for one in axes.containers if isinstance(one, ErrorbarContainer)]
    with_arms = {id(one.lines[0]) for one in arms}
    for container in axes.containers:
        if isinstance(container, BarContainer):
            yield from _bars(axes, container, names)
    for arm in arms:
        yield from _arms(axes, arm)
    for line in axes.lines:
        if id(line) not in with_arms:
            yield from _points(axes, line, names)
    for collection in axes.collections:
        if isinstance(collection, PathCollection):
            size = float(np.sqrt(np.max(collection.get_sizes(), initial=1)))
            for across, up in np.asarray(collection.get_offsets(), float):
                yield _row(axes, _own(collection), across, up), at_point(axes, across, up, size)
    for image in axes.images:
        shades = np.asarray(np.ma.filled(np.ma.asarray(image.get_array(), float), np.nan), float)
        for row, column in np.ndindex(*shades.shape[:2]):
            said = str(_name(axes.yaxis, row)), _name(axes.xaxis, column), float(shades[row, column]), None, None
            yield said, on_cell(axes, row, column)


def _own(artist: Any) -> str:
    text = str(artist.get_label() or "")
    return "" if text.startswith("_") else " ".join(text.split())


def _legend(axes: Axes) -> dict[tuple[str, str], str]:
    """Names in the legend by colour and marker or hatch, for what is drawn without a name of its own."""
    found = {}
    for line in axes.lines:
        if _own(line):
            found[(to_hex(line.get_color()), str(line.get_marker()))] = _own(line)
    for bars in axes.containers:
        if isinstance(bars, BarContainer) and _own(bars) and bars.patches:
            found[("", bars.patches[0].get_hatch() or "")] = _own(bars)
    return found


def _bars(axes: Axes, bars: BarContainer, names: dict[tuple[str, str], str]) -> Iterator[_Found]:
    patches = list(bars.patches)
    if all(not patch.get_width() or not patch.get_height() for patch in patches) and len(patches) == 1:
        return  # only there for the legend
    level = bars.orientation == "horizontal"
    for patch in (one for one in patches if one.get_label() != MISSING):
        series = _own(bars) or names.get(("", patch.get_hatch() or ""), "")
        place = (patch.get_y() + patch.get_height() / 2) if level else (patch.get_x() + patch.get_width() / 2)
        value = patch.get_width() if level else patch.get_height()
        said = series, _name(axes.yaxis if level else axes.xaxis, place), _plain(value), None, None
        yield said, on_patch(patch)


def _arms(axes: Axes, arm: ErrorbarContainer) -> Iterator[_Found]:
    line, _, bars = arm.lines
    along = 0 if arm.has_xerr else 1
    spans = [np.asarray(one)[:, along] for bar in bars for one in bar.get_segments()]
    points = np.column_stack([np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float)])
    for number, (across, up) in enumerate(points):
        low, high = (float(spans[number].min()), float(spans[number].max())) if number < len(spans) else (None, None)
        series, at, value, *_ = _row(axes, _own(arm), across, up)
        yield (series, at, value, low, high), at_point(axes, across, up, line.get_markersize())


def _points(axes: Axes, line: Line2D, names: dict[tuple[str, str], str]) -> Iterator[_Found]:
    marked = line.get_marker() not in _NO_MARKER
    if line.get_transform() != axes.transData or not (marked or _own(line)):
        return  # a rule across the picture, or a line that joins points
    # a hollow point has its colour at its edge
    looks = [(to_hex(colour), str(line.get_marker())) for colour in (line.get_color(), line.get_markeredgecolor())]
    series = _own(line) or next((names[look] for look in looks if look in names), "")
    for across, up in zip(np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float), strict=True):
        if not (np.isnan(across) or np.isnan(up)):
            said = _row(axes, series, across, up, named=marked)
            yield said, at_point(axes, across, up, float(line.get_markersize()))


def _row(axes: Axes, series: str, across: float, up: float, *, named: bool = True) -> _Row:
    """Tell which of the two is the place of a point and which its value: a place has names, or is across."""
    names = [
        text.get_text()
        for text in axes.texts
        if named and isinstance(text, Annotation) and np.allclose(_xy(text.xy), (across, up))
    ]
    series = f"{series} {names[0]}".strip() if len(names) == 1 else series
    if isinstance(axes.yaxis.get_major_locator(), FixedLocator):
        return series, _name(axes.yaxis, up), _plain(across), None, None
    return series, _name(axes.xaxis, across), _plain(up), None, None


def _xy(place: Sequence[Any]) -> tuple[float, float]:
    try:
        return float(place[0]), float(place[1])
    except (TypeError, ValueError):
        return float("nan"), float("nan")


def _name(axis: Axis, place: float) -> Any:
    """Give the name that an axis has at a place, or else the place as a number."""
    locator = axis.get_major_locator()
    if isinstance(locator, FixedLocator):
        ticks = [float(tick) for tick in locator()]
        near = min(ticks, key=lambda tick: abs(tick - place), default=float("nan"))
        if abs(near - place) < 0.5:
            return " ".join(axis.get_major_formatter()(near, ticks.index(near)).split())
    return _plain(place)


def _plain(value: float) -> Any:
    number = float(value)
    rounded = round(number, 9)
    return int(rounded) if rounded.is_integer() else rounded
