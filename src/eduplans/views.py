"""How documents and figures show themselves in Jupyter: small pieces of HTML, everything in them escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from eduplans.printing import QUALIFIERS, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.model import Document, Figure

#: Facts of a document's identity, in the order in which they are shown.
_IDENTITY = ("title", "issuer", "number", "date", "year", "county", "kind")
#: Rows of a table of figures that are shown; the rest is counted.
_SHOWN = 60


def document_html(document: Document) -> str:
    """Show a document as its identity, what was done to it, and its outline.

    Parameters
    ----------
    document
        The document.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> from eduplans.api import read_text
    >>> "<li>一、保障&lt;投入&gt;</li>" in document_html(read_text("一、保障<投入>"))
    True
    """
    facts = [(name, getattr(document.metadata, name)) for name in _IDENTITY]
    rows = "".join(
        f"<tr><th style='text-align:left'>{name}</th><td style='text-align:left'>{escape(fact.value)}</td>"
        f"<td style='text-align:left'><small>{escape(fact.basis)}</small></td></tr>"
        for name, fact in facts
        if fact.value
    )
    cleaned = ", ".join(f"{step.step} {step.count}" for step in document.cleaning if step.count)
    counts = [f"{len(document.text):,} characters", f"{len(document.items)} items"]
    counts += [f"{len(document.damage)} damaged places"] if document.damage else []
    counts += [f"removed: {cleaned}"] if cleaned else []
    return (
        f"<table><caption>{escape(document.doc)}</caption>{rows}</table>"
        f"<p>Source: {escape(document.file or 'a text at hand')}; {escape('; '.join(counts))}</p>{_outline(document)}"
    )


def _outline(document: Document) -> str:
    """Nest the headings by their depth."""
    if not document.items:
        return "<p><em>no numbered heading</em></p>"
    parts, depth = [], 0
    for item in document.items:
        parts.append("<ul>" * max(item.depth - depth, 0) + "</ul>" * max(depth - item.depth, 0))
        depth = item.depth
        mark = "、" if item.label.isalnum() else " "
        parts.append(f"<li>{escape(item.label + mark + item.heading)}</li>")
    return "".join(parts) + "</ul>" * depth


def figures_html(found: Sequence[Figure], doc: str) -> str:
    """Show figures as a table: what is printed, in which phrase, and how it is read.

    Parameters
    ----------
    found
        The figures.
    doc
        Id of their document.

    Returns
    -------
    str
        HTML; at most 60 rows, the rest is counted.
    """
    heads = "".join(f"<th>{head}</th>" for head in ("printed", "phrase", "reads", "measure", "year", "status", "item"))
    rows = "".join(f"<tr>{''.join(_cells(one))}</tr>" for one in found[:_SHOWN])
    more = f"; {_SHOWN} of {len(found)} figures are shown" if len(found) > _SHOWN else ""
    return (
        f'<figure class="table">\n<table><caption>Figures of {escape(doc)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
        f"<p>Source: {escape(doc)}{more}</p>\n</figure>"
    )


def figure_html(figure: Figure) -> str:
    """Show one figure with its phrase, the printed form marked in it.

    Parameters
    ----------
    figure
        The figure.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> from eduplans.api import figures, read_text
    >>> "新增学位<mark>1200个</mark>" in figure_html(figures(read_text("全县新增学位1200个。"))[0])
    True
    """
    facts = [
        ("reads", reading(figure)),
        ("measure", figure.measure),
        ("level", figure.level),
        ("year", number(figure.year)),
        ("status", f"{figure.status}, {figure.change}"),
        ("item", figure.item),
        ("doubt", "destroyed characters stand beside it" if figure.damaged else ""),
    ]
    rows = "".join(
        f"<tr><th style='text-align:left'>{name}</th><td style='text-align:left'>{escape(value)}</td></tr>"
        for name, value in facts
        if value
    )
    place = f"characters {figure.start}-{figure.end} of the cleaned text"
    return f"<table><caption>{_marked(figure)}</caption>{rows}</table><p>Source: {place}</p>"


def reading(figure: Figure) -> str:
    """Say how a figure is read: qualifier, value or range, unit.

    Examples
    --------
    >>> from eduplans.api import figures, read_text
    >>> [reading(one) for one in figures(read_text("校舍面积3万平方米以上,新建幼儿园3-5所。"))]
    ['at least 30000 square_metre', '3-5 school']
    """
    top = "" if figure.value_max is None else f"-{number(figure.value_max)}"
    return f"{QUALIFIERS[figure.qualifier]}{number(figure.value)}{top} {figure.unit}"


def _cells(figure: Figure) -> list[str]:
    words = (reading(figure), figure.measure, number(figure.year), figure.status, figure.item)
    cells = [f"<b>{escape(figure.as_printed)}</b>", _marked(figure), *map(escape, words)]
    return [f"<td style='text-align:left'>{cell}</td>" for cell in cells]


def _marked(figure: Figure) -> str:
    """Mark the printed form in its phrase."""
    before, found, after = figure.phrase.partition(figure.as_printed)
    if not found:
        return escape(figure.phrase)
    return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}"
