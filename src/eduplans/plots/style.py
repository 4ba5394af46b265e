"""House style: colours, the Chinese font, sizes, labels, and figures as bytes."""

from __future__ import annotations

import io
import math
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from eduplans.plots.translate import translate
from eduplans.plots.wrapping import width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

__all__ = [
    "COLOURS", "DOTS_PER_INCH", "GREY", "HATCHES", "MARKERS", "WIDTH", "canvas", "font_family", "house_style",
    "legend_below", "linear", "luminance", "png", "thousands", "wrap",
]  # fmt: skip

#: Okabe and Ito's colours without yellow, which is too light for lines.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
HATCHES = ("", "///", "...", "xx", "\\\\\\", "++", "oo")
#: Pictures are five and a half inches wide, so that their words stay readable where a page is narrow.
WIDTH = 5.6
DOTS_PER_INCH = 190
GREY = "#555555"
#: Label of a bar whose value is missing: drawn with no height, it is no zero.
MISSING = "_missing"


@cache
def font_family() -> str:
    """Register the Chinese font that the package zhplot carries and give its name.

    Returns
    -------
    str

    Examples
    --------
    >>> font_family()
    'Noto Sans SC'
    """
    # The file is found without importing zhplot, which would change matplotlib's settings.
    spec = find_spec("zhplot")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pictures need the package zhplot for its Chinese font; install it")
    path = Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
    font_manager.fontManager.addfont(str(path))
    return font_manager.FontProperties(fname=str(path)).get_name()


@contextmanager
def house_style() -> Iterator[None]:
    """Apply the style of the house, for the time of drawing only.

    Examples
    --------
    >>> with house_style():
    ...     print(mpl.rcParams["font.sans-serif"][0])
    Noto Sans SC
    """
    settings: dict[Any, Any] = {
        "font.family": "sans-serif",
        "font.sans-serif": [font_family(), "DejaVu Sans"],
        "font.size": 11,
        "axes.titlesize": 12,
        "axes.titlelocation": "left",
        "axes.labelsize": 11,
        "axes.unicode_minus": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "grid.color": "#dddddd",
        "grid.linewidth": 0.6,
        "legend.frameon": False,
        "legend.fontsize": 9.5,
        "hatch.linewidth": 0.6,
        "figure.dpi": DOTS_PER_INCH,
        "savefig.dpi": DOTS_PER_INCH,
    }
    with mpl.rc_context(settings):
        yield


def png(figure: Figure) -> bytes:
    r"""Draw a figure as PNG, byte for byte the same for the same figure.

    Parameters
    ----------
    figure
        A figure of this module.

    Returns
    -------
    bytes

    Examples
    --------
    >>> from eduplans.plots import counts
    >>> png(counts({"项 items": 2}, title="Items"))[:4]
    b'\x89PNG'
    """
    buffer = io.BytesIO()
    with house_style():
        translate(figure)
        # The version of matplotlib is left out, so that an update alone changes no digest.
        figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def linear(colour: str) -> tuple[float, float, float]:
    """Give the linear red, green and blue of a colour of sRGB, from 0 to 1.

    Examples
    --------
    >>> linear("#ffffff"), [round(part, 3) for part in linear("#808080")]
    ((1.0, 1.0, 1.0), [0.216, 0.216, 0.216])
    """
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)
    )  # fmt: skip
    return red, green, blue


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2), which is what is left of it in grey: 0 black, 1 white.

    Examples
    --------
    >>> luminance("#000000"), round(luminance("#ffffff"), 3), round(luminance("#0072B2"), 2)
    (0.0, 1.0, 0.15)
    """
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def canvas(title: str, ylabel: str, height: float) -> tuple[Figure, Axes]:
    """Open a figure of the width of a page, `height` inches high, with its head and the unit of its axis."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(wrap(title, 58), pad=8)
    axes.set_ylabel(ylabel)
    return figure, axes


def legend_below(figure: Figure, axes: Axes) -> None:
    """Put the legend under the picture, where it hides nothing."""
    handles, labels = axes.get_legend_handles_labels()
    if handles:
        columns = 1 if max(map(width, labels)) > 35 else 2
        # Every line of the legend beyond the usual ones makes the picture taller, not what is drawn smaller.
        more = max(0, math.ceil(len(labels) / columns) - 2)
        figure.set_figheight(figure.get_figheight() + 0.21 * more)
        figure.legend(handles, labels, loc="outside lower left", ncols=columns, columnspacing=1.0)


def thousands(axes: Axes, axis: str = "y") -> None:
    """Write the numbers of an axis with thousands separators and a true minus sign."""

    def label(value: float, _: int | None = None) -> str:
        text = f"{value:,.0f}" if math.isclose(value, round(value), abs_tol=1e-9) else f"{value:,g}"
        return text.replace("-", "\N{MINUS SIGN}")

    chosen = axes.yaxis if axis == "y" else axes.xaxis
    chosen.set_major_formatter(FuncFormatter(label))
