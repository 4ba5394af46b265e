"""What notebooks show: tables, sentences with computed values, and pictures with alternative texts.

Everything is shown once, in forms that a browser, a Markdown reader and a terminal each understand, and comes
out the same on every run. Nothing here computes.
"""

from __future__ import annotations

import html
import re
import string
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans.exports.folder import export_picture, export_table
from eduplans.exports.shown import Shown, foot_lines
from eduplans.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.figure import Figure

#: What stands in a cell without a value; the legend under the table says what it means.
EMPTY = "–"
#: What stands in a cell for exactly nothing, where a small number would round to 0.
NONE = "—"
#: Mark of a value seen only in a copy of its publication.
COPY_MARK = "†"
COPY_LEGEND = f"{COPY_MARK} seen only in a copy of the publication"
#: Mark of a value computed from other printed numbers.
DERIVED_MARK = "‡"
DERIVED_LEGEND = f"{DERIVED_MARK} computed from other printed numbers"
_MINUS = "−"
_LONG = 24
_MARKDOWN = str.maketrans({sign: "\\" + sign for sign in "\\`*_[]<>#|~$"})
_SCALES = {"亿元": 1e8, "万元": 1e4, "元": 1.0, "万人": 1e4, "亿人": 1e8, "人": 1.0}


def number(value: float | None, decimals: int = 1, *, sign: bool = False) -> str:
    """Format a number with thousands separators and a true minus sign.

    Parameters
    ----------
    value
        The number; None or not-a-number is shown as `EMPTY`.
    decimals
        Digits after the point.
    sign
        Whether a plus sign stands before what is above zero.

    Returns
    -------
    str

    Examples
    --------
    >>> number(12345.678), number(-0.5, 2), number(3, 0, sign=True), number(None), number(-0.01)
    ('12,345.7', '−0.50', '+3', '–', '0.0')
    """
    if value is None or pd.isna(value):
        return EMPTY
    text = f"{value:,.{decimals}f}"
    if not text.strip("-0.,"):
        text = text.removeprefix("-")
    elif sign and value > 0:
        text = "+" + text
    return text.replace("-", _MINUS)


def amount(value: float | None, unit: str = "亿元", decimals: int = 1) -> str:
    """Format an amount of money or people in a Chinese unit.

    Parameters
    ----------
    value
        In yuan or persons.
    unit
        亿元, 万元, 元, 亿人, 万人 or 人.
    decimals
        Digits after the point.

    Returns
    -------
    str

    Examples
    --------
    >>> amount(530338700000 * 10), amount(648000000, "万元", 0)
    ('53,033.9 亿元', '64,800 万元')
    """
    if value is None or pd.isna(value):
        return EMPTY
    return f"{number(value / _SCALES[unit], decimals)} {unit}"


def percent(value: float | None, decimals: int = 1, *, sign: bool = False) -> str:
    """Format a value that is already in percent.

    Examples
    --------
    >>> percent(7.21, 2), percent(-1.5), percent(None)
    ('7.21 %', '−1.5 %', '–')
    """
    text = number(value, decimals, sign=sign)
    return text if text == EMPTY else f"{text} %"


def log_points(value: float | None, decimals: int = 1) -> str:
    """Format a log difference in log points (hundredths of the natural logarithm).

    Examples
    --------
    >>> log_points(0.1534), log_points(-0.0286)
    ('+15.3', '−2.9')
    """
    return number(None if value is None else 100 * value, decimals, sign=True)


def marked(
    values: pd.Series, copies: pd.Series, decimals: int = 1, *, derived: Iterable[bool] | None = None
) -> list[str]:
    """Format numbers, those seen only in copies with a mark.

    Parameters
    ----------
    values
        The numbers.
    copies
        Whether each was seen only in a copy.
    decimals
        Digits after the point.
    derived
        Whether each was computed from other printed numbers; None: none was.

    Returns
    -------
    list of str

    Examples
    --------
    >>> marked(pd.Series([1.0, 2.5, None]), pd.Series([True, False, True]))
    ['1.0†', '2.5', '–']
    >>> marked(pd.Series([1.0, 2.5]), pd.Series([True, False]), derived=[True, True])
    ['1.0†‡', '2.5‡']
    """
    texts = [number(value, decimals) for value in values]
    made = [False] * len(texts) if derived is None else list(derived)
    return [
        text if text == EMPTY else text + COPY_MARK * bool(copy) + DERIVED_MARK * bool(own)
        for text, copy, own in zip(texts, copies, made, strict=True)
    ]


def escape(text: object) -> str:
    r"""Escape what Markdown would take for markup.

    Examples
    --------
    >>> escape("*a_b*")
    '\\*a\\_b\\*'
    """
    return " ".join(str(text).split()).translate(_MARKDOWN).replace(":::", r"\:\:\:")


def code(text: object) -> str:
    """Write a text as code in Markdown, whatever backticks it holds.

    Examples
    --------
    >>> code("a_b"), code("a`b")
    ('`a_b`', '`` a`b ``')
    """
    plain = " ".join(str(text).split())
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    return f"{fence}{plain}{fence}" if "`" not in plain else f"{fence} {plain} {fence}"


class _Filler(string.Formatter):
    """Fills templates, escaping values and using a true minus sign for numbers."""

    def __init__(self, *, markdown: bool) -> None:
        super().__init__()
        self._markdown = markdown

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(format(value, format_spec))
        if isinstance(value, (int, float)):
            text = text.replace("-", _MINUS)
        return escape(text) if self._markdown else text


def fill(template: str, **values: object) -> str:
    """Put computed values into a plain sentence, as for the alternative text of a picture.

    Parameters
    ----------
    template
        A sentence with fields in braces, with format specifications where wanted.
    **values
        The values.

    Returns
    -------
    str

    Examples
    --------
    >>> fill("It fell by {rate:.1f} points, {word}.", rate=-2.25, word="*not* more")
    'It fell by −2.2 points, *not* more.'
    """
    return _Filler(markdown=False).vformat(template, (), values)


def say(template: str, **values: object) -> None:
    """Show a Markdown sentence with computed values; nothing where there is nothing to say.

    Parameters
    ----------
    template
        Markdown with fields in braces; the values are escaped, the template is not.
    **values
        The values.

    Examples
    --------
    >>> say("Spending rose by **{rate:.1f} %**.", rate=7.21)  # doctest: +SKIP
    """
    text = _Filler(markdown=True).vformat(template, (), values)
    if text.strip():
        _publish({"text/markdown": text, "text/plain": fill(template, **values)})


def tell(markdown: str) -> None:
    """Show sentences that a function made as Markdown; nothing where there are none.

    Parameters
    ----------
    markdown
        The sentences, with their markup.

    Examples
    --------
    >>> tell("It rose by **7 %**.")  # doctest: +SKIP
    """
    if markdown.strip():
        _publish({"text/markdown": markdown, "text/plain": markdown.replace("**", "")})


def table(
    frame: pd.DataFrame, caption: str, *, note: str = "", source: str = "", rests_on: Iterable[str] = (),
    missing: str = "not found",
) -> None:  # fmt: skip
    """Show a table once, as HTML, Markdown and plain text.

    Parameters
    ----------
    frame
        What to show; the index is not shown. Numbers are aligned right, whole ones without decimals.
    caption
        What the table shows.
    note
        How to read it.
    source
        Where the numbers come from.
    rests_on
        Ids of the figures or names of the series that the table rests on; the first stand under it, all of them in
        the metadata of the output and in exports.
    missing
        What a cell without a value means: ``not found`` (sought in publications), ``not reported`` (the
        document does not say). It is never zero. The legend stands only under tables that have such cells.

    Examples
    --------
    >>> table(pd.DataFrame({"year": [2000], "value": [1.5]}), "Values by year")  # doctest: +SKIP
    """
    cells = [[label(_cell(value)) for value in row] for row in frame.itertuples(index=False, name=None)]
    heads = [label(str(column)) for column in frame.columns]
    right = [pd.api.types.is_numeric_dtype(kind) or _numeric(rows) for kind, rows in _columns(frame, cells)]
    legends = [label(text) for text in _legends(cells, missing)]
    notes = tuple(text for text in (label(note) if note else "", *legends) if text)
    said = Shown(caption, label(caption), notes, source, tuple(dict.fromkeys(rests_on)))
    foot = [*notes, *foot_lines(source, said.rests_on)]
    page = _html(heads, cells, right, said.caption, foot)
    _publish(
        {
            "text/html": page,
            "text/markdown": _markdown(heads, cells, right, said.caption, foot),
            "text/plain": _plain(heads, cells, said.caption, foot),
        },
        {"rests_on": list(said.rests_on)} if said.rests_on else {},
    )
    export_table(frame, heads, cells, right, said, page)


def _columns(frame: pd.DataFrame, cells: list[list[str]]) -> Iterable[tuple[Any, list[str]]]:
    return zip(
        frame.dtypes, [list(column) for column in zip(*cells, strict=True)] or [[]] * frame.shape[1], strict=True
    )


def _cell(value: Any) -> str:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return EMPTY
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return number(value, 0 if value.is_integer() else 2)
    return str(value).replace("\n", " ")


def _numeric(texts: Iterable[str]) -> bool:
    """Whether a column of text holds formatted numbers, so that it is aligned right."""
    kept = [text for text in texts if text not in {EMPTY, NONE, ""}]
    return bool(kept) and all(text.lstrip("+−").replace("\u2009", "")[:1].isdigit() for text in kept)


def _legends(cells: list[list[str]], missing: str) -> list[str]:
    flat = [text for row in cells for text in row]
    empty = f"{EMPTY} {missing} (not zero)" if EMPTY in flat else ""
    bare = [text.removesuffix(DERIVED_MARK) for text in flat]
    copies = COPY_LEGEND if any(text.endswith(COPY_MARK) for text in bare) else ""
    derived = DERIVED_LEGEND if bare != flat else ""
    return [legend for legend in (empty, copies, derived) if legend]


def _html(heads: list[str], cells: list[list[str]], right: list[bool], caption: str, foot: list[str]) -> str:
    def line(tag: str, texts: list[str]) -> str:
        # a column of sentences keeps room for some words a line, however many columns there are
        kinds = [
            ' class="num"' if side else ' class="long"' if len(text) > _LONG else ""
            for side, text in zip(right, texts, strict=True)
        ]
        scope = ' scope="col"' if tag == "th" else ""
        inner = (f"<{tag}{scope}{kind}>{html.escape(text)}</{tag}>" for text, kind in zip(texts, kinds, strict=True))
        return "<tr>" + "".join(inner) + "</tr>"

    body = "\n".join(line("td", row) for row in cells)
    notes = "".join(f"<p>{html.escape(text)}</p>" for text in foot)
    return (
        f'<figure class="table">\n<table>\n<caption>{html.escape(caption)}</caption>\n'
        f"<thead>{line('th', heads)}</thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"
        + (f"<figcaption>{notes}</figcaption>\n" if notes else "")
        + "</figure>"
    )


def _markdown(heads: list[str], cells: list[list[str]], right: list[bool], caption: str, foot: list[str]) -> str:
    def line(texts: Iterable[str]) -> str:
        return "| " + " | ".join(texts) + " |"

    rule = line("---:" if side else ":---" for side in right)
    rows = [line(escape(text) for text in row) for row in cells]
    notes = ["", *(f"*{escape(text)}*  " for text in foot)] if foot else []
    return "\n".join([f"**{escape(caption)}**", "", line(escape(head) for head in heads), rule, *rows, *notes])


def _plain(heads: list[str], cells: list[list[str]], caption: str, foot: list[str]) -> str:
    return "\n".join([caption, *("\t".join(row) for row in [heads, *cells]), *foot])


def show(figure: Figure, *, alt: str, caption: str = "", source: str = "", rests_on: Iterable[str] = ()) -> None:
    """Show a picture with its alternative text, then its caption and source line; close the figure.

    Parameters
    ----------
    figure
        The picture, from `eduplans.plots`.
    alt
        What the picture shows, for who cannot see it: the finding, not the look.
    caption
        Markdown under the picture.
    source
        Where the numbers come from.
    rests_on
        Ids of the figures or names of the series that the picture rests on; the first stand under it, all of them in
        the metadata of the output and in exports.

    Examples
    --------
    >>> from eduplans.plots import counts
    >>> show(counts({"items": 3}, title="Items"), alt="There are three items.")  # doctest: +SKIP
    """
    import base64

    from eduplans.plots import png
    from eduplans.plots.data import read_drawn

    head, read = _head(figure), read_drawn(figure)  # before drawing puts it into the language in use
    drawn, content = read.frame, png(figure)
    marks = read.marks()  # where they are drawn, which is known only now
    picture = base64.b64encode(content).decode("ascii")
    caption, alt, names = label(caption), label(alt), tuple(dict.fromkeys(rests_on))
    said: dict[str, object] = {"rests_on": list(names)} if names else {}
    data = {"columns": list(drawn.columns), "rows": drawn.astype(object).where(drawn.notna(), None).values.tolist()}
    _publish({"image/png": picture, "text/plain": alt}, {"alt": alt, "data": data} | said)
    lines = [text for text in (caption, *(f"*{escape(line)}*" for line in foot_lines(source, names))) if text]
    if lines:
        _publish({"text/markdown": "  \n".join(lines), "text/plain": "\n".join(lines)})
    plain = caption.replace("**", "")
    words = tuple(text for text in ("" if plain in alt else plain, alt) if text)
    export_picture(figure, content, Shown(head, label(head), words, source, names), drawn, marks)


def _head(figure: Figure) -> str:
    """Give the head of a picture in English: what it is called."""
    titles = [
        text
        for axes in figure.axes
        for text in (axes.get_title(loc="left"), axes.get_title(), figure.get_suptitle())
        if text
    ]
    return " ".join(titles[0].split()) if titles else ""


def _publish(data: Mapping[str, str], metadata: Mapping[str, object] | None = None) -> None:
    from IPython.display import display

    display(dict(data), raw=True, metadata=dict(metadata or {}))  # type: ignore[no-untyped-call]
