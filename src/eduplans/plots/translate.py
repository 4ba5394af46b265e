"""The texts of a drawn picture in the language in use: heads, axes, ticks, legends, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.text import Text
from matplotlib.ticker import Formatter

from eduplans.labels import current_language, in_language, label
from eduplans.plots.wrapping import width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

#: Columns of a head over a picture as wide as a page.
HEAD = 58


class Translated(Formatter):
    """The labels of an axis, each looked up in the language that is in use when this is made.

    Parameters
    ----------
    inner
        What writes them in English.
    """

    def __init__(self, inner: Formatter) -> None:
        self.inner = inner
        self.language = current_language()

    def __call__(self, value: float, pos: int | None = None) -> str:
        """Label one tick."""
        with in_language(self.language):
            return _translated(self.inner(value, pos))

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Label all ticks."""
        with in_language(self.language):
            return [_translated(text) for text in self.inner.format_ticks(list(values))]

    def set_axis(self, axis: Any) -> None:
        """Take on the axis."""
        self.inner.set_axis(axis)

    def set_locs(self, locs: Any) -> None:
        """Take on the places of the ticks."""
        self.inner.set_locs(locs)

    def get_offset(self) -> str:
        """Say what stands at the end of the axis."""
        return self.inner.get_offset()


def translate(figure: Figure) -> None:
    """Put the texts of a figure into the language in use; in English nothing is touched.

    Parameters
    ----------
    figure
        Any figure. A text that the codebook does not have stays as it is; one that was broken into lines is broken
        anew, and none becomes wider.

    Examples
    --------
    >>> from eduplans.labels import in_language
    >>> from eduplans.plots import counts
    >>> figure = counts({"not found": 2}, title="county")
    >>> with in_language("zh"):
    ...     translate(figure)
    >>> picture_texts(figure)[:2]
    ['县区', '未找到']
    """
    if current_language() == "en":
        return
    for axis in _axes(figure):
        if not isinstance(axis.get_major_formatter(), Translated):
            axis.set_major_formatter(Translated(axis.get_major_formatter()))
        if not isinstance(axis.get_minor_formatter(), Translated):
            axis.set_minor_formatter(Translated(axis.get_minor_formatter()))
    ticks = set(map(id, _tick_texts(figure)))
    heads = {id(text) for axes in figure.axes for text in axes.get_children() if _is_head(axes, text)}
    for text in figure.findobj(Text):
        if isinstance(text, Text) and id(text) not in ticks and text.get_text().strip():
            text.set_text(_translated(text.get_text(), HEAD if id(text) in heads else 0))


def picture_texts(figure: Figure) -> list[str]:
    """List the words of a figure as they are drawn: heads and ticks of each axes, then all else, without numbers.

    Examples
    --------
    >>> from eduplans.plots import counts
    >>> picture_texts(counts({"项 items": 2}, title="Items", xlabel="number"))
    ['Items', '项 items', 'number']
    """
    texts = [text for axes in figure.axes for text in axes.get_children() if _is_head(axes, text)]
    texts += _tick_texts(figure)
    texts += [text for text in figure.findobj(Text) if isinstance(text, Text)]
    words = (" ".join(text.get_text().split()) for text in texts if isinstance(text, Text) and text.get_visible())
    return list(dict.fromkeys(text for text in words if any(sign.isalpha() for sign in text)))


def _translated(text: str, columns: int = 0) -> str:
    chinese = label(text)
    if chinese == text:
        return text
    lines = text.splitlines()
    columns = columns or (max(map(width, lines)) if len(lines) > 1 else 0)
    return wrap(chinese, columns) if columns else chinese


def _axes(figure: Figure) -> Iterator[Axis]:
    for axes in figure.axes:
        yield axes.xaxis
        yield axes.yaxis


def _tick_texts(figure: Figure) -> list[Text]:
    # Asking for the labels brings them up to date; nothing is drawn.
    return [text for axis in _axes(figure) for text in axis.get_ticklabels(which="both")]


def _is_head(axes: Any, text: object) -> bool:
    return any(text is head for head in (axes.title, axes._left_title, axes._right_title))
