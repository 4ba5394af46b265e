"""The numbers of a picture as links: on the picture, where they are drawn, and in the table of its data under it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from eduplans.report.follow.cells import LinkedRow, RowLinker
from eduplans.report.follow.names import Target
from eduplans.report.follow.table import anchor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eduplans.report.follow.exhibits import Exhibit
    from eduplans.report.follow.facts import Facts

#: What a group of links on a picture is called; keys are those of the script of the pages.
GROUP = "Numbers of this picture, each a link; the arrow keys go from one to the next"
_VALUE = "value"


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The data of a picture with their links.

    Parameters
    ----------
    heads
        Heads of the columns.
    texts
        The cells of each row.
    rows
        Their links.
    value
        Which column holds what is drawn.
    """

    heads: tuple[str, ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()
    rows: tuple[LinkedRow, ...] = ()
    value: int = 0


def link_data(exhibit: Exhibit, data: Mapping[str, Any], facts: Facts) -> LinkedData:
    """Find what the numbers of a picture lead to.

    Parameters
    ----------
    exhibit
        The picture.
    data
        Columns and rows, from `eduplans.plots.data.picture_data`; empty: it draws no numbers.
    facts
        What there is to lead to.

    Returns
    -------
    LinkedData
    """
    if not data.get("rows"):
        return LinkedData()
    columns = [str(name) for name in data["columns"]]
    across = [row[columns.index("at")] for row in data["rows"]]
    drawn = [row[columns.index(_VALUE)] for row in data["rows"]]
    years = "at" if all(isinstance(one, int) for one in across) else _VALUE if all(map(_is_year, drawn)) else ""
    heads = tuple("year" if name == years else name for name in columns)
    linker = RowLinker(exhibit, facts, heads)
    texts = tuple(tuple(map(_number, row)) for row in data["rows"])
    return LinkedData(heads, texts, tuple(map(linker.link, texts)), columns.index(_VALUE))


def data_html(exhibit: Exhibit, linked: LinkedData, top: str = "../") -> str:
    """Fold the data of a picture under it, every number a link.

    Parameters
    ----------
    exhibit
        The picture.
    linked
        Its data; empty: there is nothing to fold.
    top
        From the page to the top of the report.
    """
    if not linked.rows:
        return ""
    said = "".join(f'<th scope="col">{escape(head)}</th>' for head in linked.heads)
    lines = []
    for row in linked.rows:
        cells = "".join(
            f"<td>{''.join(anchor(piece, top, piece.text) for piece in pieces)}</td>" for pieces in row.cells
        )
        lines.append(f"<tr{_cards(row)}>{cells}</tr>")
    return (
        '<details class="picture-data"><summary>The data of this picture</summary>'
        f'<figure class="table"><table><caption>{escape(exhibit.caption)}</caption><thead><tr>{said}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></figure></details>"
    )


def overlay_html(exhibit: Exhibit, linked: LinkedData, marks: Sequence[str], top: str = "../") -> str:
    """Write links that lie on a picture, each where its number is drawn.

    Parameters
    ----------
    exhibit
        The picture.
    linked
        Its data.
    marks
        Where each row stands: left, top, width and height in percent of the picture; empty: it is not seen.
    top
        From the page to the top of the report.

    Returns
    -------
    str
        HTML that fills a box as large as the picture; empty where the marks are not those of the data.
    """
    if not linked.rows or len(marks) != len(linked.rows):
        return ""
    links = "".join(
        _mark(_target(exhibit, row, linked.value), row, _said(linked, texts), place, top)
        for texts, row, place in zip(linked.texts, linked.rows, marks, strict=True)
        if place
    )
    return f'<div class="marks" role="group" aria-label="{GROUP}">{links}</div>' if links else ""


def _mark(target: Target, row: LinkedRow, said: str, place: str, top: str) -> str:
    left, upper, width, height = map(float, place.split())
    # named by their middle: a small mark grows on all sides to the size of a finger
    style = f"left:{left + width / 2:.2f}%;top:{upper + height / 2:.2f}%;width:{width:g}%;height:{height:g}%"
    card = f' data-card="{escape(target.card)}"' if target.card else _cards(row)
    return f'<a href="{escape(top + target.href)}"{card} style="{style}" aria-label="{escape(said)}"></a>'


def _target(exhibit: Exhibit, row: LinkedRow, value: int) -> Target:
    """Lead to what the value of a row leads to; a count, to the document that its row names, else to the whole list."""
    found = [piece.target for piece in row.cells[value] if piece.target]
    named = [piece.target for cell in row.cells for piece in cell if piece.target and "figures/" in piece.target.href]
    if found and (found[0].card or row.rests_on):
        return found[0]
    return (named or found or [Target(f"{exhibit.basis}.html#{exhibit.anchor}")])[0]


def _cards(row: LinkedRow) -> str:
    return f' data-cards="{escape(" ".join(row.rests_on))}"' if len(row.rests_on) > 1 else ""


def _said(linked: LinkedData, texts: Sequence[str]) -> str:
    """Say a row in words, as "primary, 2010: 99.4 (99.1 to 99.6)"."""
    cells = dict(zip(linked.heads, texts, strict=True))
    words = [text for place, text in enumerate(texts) if place < linked.value and text]
    ends = f" ({cells['from']} to {cells['to']})" if "–" not in {cells.get("from", "–"), cells.get("to", "–")} else ""
    return f"{', '.join(words)}: {texts[linked.value]}{ends}"


def _is_year(value: Any) -> bool:
    return isinstance(value, int) and 1900 <= value < 2100


def _number(value: Any) -> str:
    """Write a number of a picture with the digits that can be told apart in it."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.6g}".replace("-", "−") if value < 1e15 else str(value)
    return str(value).replace("-", "−") if isinstance(value, int) else str(value)
