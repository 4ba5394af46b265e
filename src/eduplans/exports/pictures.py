"""A picture as PNG, SVG and PDF with its source and what it rests on inside."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from eduplans.exports.shown import Shown


#: Bytes of a PNG up to the end of its first chunk, behind which texts may stand.
_HEAD = 33


def png_with_words(content: bytes, shown: Shown) -> bytes:
    r"""Add title, description, source and what it rests on to a PNG; its pixels stay.

    Parameters
    ----------
    content
        The PNG.
    shown
        The words that go with it.

    Returns
    -------
    bytes
    """
    from PIL.PngImagePlugin import PngInfo, putchunk

    words = PngInfo()
    for key, text in _words(shown).items():
        words.add_itxt(key, text)
    out = io.BytesIO()
    out.write(content[:_HEAD])
    for kind, data, *_ in words.chunks:
        putchunk(out, kind, data)
    out.write(content[_HEAD:])
    return out.getvalue()


def svg(figure: Figure, shown: Shown) -> bytes:
    """Draw a figure as SVG.

    Parameters
    ----------
    figure
        A figure, in the language in use.
    shown
        The words that go with it; they stand in its metadata.

    Returns
    -------
    bytes
        Letters are outlines: the picture looks the same where the Chinese font is not installed, as in Word or on a
        referee's machine, and needs no font inside. Its ids are made with a fixed salt, and it has no date.
    """
    words = _words(shown)
    metadata = {"Title": words.get("Title", ""), "Description": words.get("Description"), "Source": words.get("Source")}
    relation = words.get("Rests on")
    return _saved(figure, "svg", metadata | {"Relation": relation, "Date": None, "Creator": None})


def pdf(figure: Figure, shown: Shown) -> bytes:
    """Draw a figure as PDF with embedded fonts, without dates.

    Parameters
    ----------
    figure, shown
        As for `svg`.

    Returns
    -------
    bytes
    """
    words = _words(shown)
    metadata = {"Title": words.get("Title"), "Subject": words.get("Source"), "Keywords": words.get("Rests on")}
    return _saved(figure, "pdf", metadata | {"CreationDate": None, "Creator": None, "Producer": None})


def _saved(figure: Figure, kind: str, metadata: dict[str, str | None]) -> bytes:
    import matplotlib as mpl

    from eduplans.plots.style import house_style
    from eduplans.plots.translate import translate

    out = io.BytesIO()
    settings = {"svg.hashsalt": "eduplans", "svg.fonttype": "path", "pdf.fonttype": 42}
    with house_style(), mpl.rc_context(settings):  # type: ignore[arg-type]
        translate(figure)
        figure.savefig(out, format=kind, metadata=metadata)
    return out.getvalue()


def _words(shown: Shown) -> dict[str, str]:
    words = {
        "Title": shown.caption or shown.name,
        "Description": " ".join(shown.notes),
        "Source": shown.source,
        "Rests on": ", ".join(shown.rests_on),
    }
    return {key: text for key, text in words.items() if text}
