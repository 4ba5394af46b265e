"""A table as the pages show it: an anchor, links in its cells, and a foot that leads to all it rests on."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from eduplans.report.follow.cells import LinkedRow, Piece, RowLinker
from eduplans.report.follow.names import target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.report.follow.exhibits import Exhibit
    from eduplans.report.follow.facts import Facts

#: So many of the names that a table rests on stand under it.
_SHOWN = 4
_RESTS_ON = "Rests on: "


def link_table(page: str, exhibit: Exhibit, facts: Facts, top: str = "../") -> str:
    """Write the links of a table into its HTML.

    Parameters
    ----------
    page
        HTML of `eduplans.display.table`.
    exhibit
        The table.
    facts
        What there is to lead to.
    top
        From the page to the top of the report.

    Returns
    -------
    str
        The same table; cells whose text is no number and no printed form are as they were.
    """
    from lxml import etree, html

    figure = html.fragment_fromstring(page)
    figure.set("id", exhibit.anchor)
    heads = [cell.text_content() for cell in figure.iterfind(".//thead//th")]
    linker = RowLinker(exhibit, facts, heads)
    for row in figure.iterfind(".//tbody/tr"):
        cells = row.findall("td")
        linked = linker.link([cell.text_content() for cell in cells])
        _write_row(row, cells, linked, top)
    foot = figure.find("figcaption")
    if foot is not None:
        for line in foot.findall("p"):
            if (line.text or "").startswith(_RESTS_ON):
                _replace(line, rests_on_html(exhibit, facts, top))
    return str(etree.tostring(figure, encoding="unicode", method="html"))


def rests_on_html(exhibit: Exhibit, facts: Facts, top: str = "../") -> str:
    """Say what a table or picture rests on, as a paragraph of links: the first names, and the page of all.

    Parameters
    ----------
    exhibit, facts, top
        As for `link_table`.
    """
    names = list(dict.fromkeys(exhibit.rests_on))
    parts = [anchor(Piece(short(name), target(name, facts)), top, said=name) for name in names[:_SHOWN]]
    more = len(names) - _SHOWN
    rest = f" and {more:,} more" if more > 0 else ""
    where = f"{top}{exhibit.basis}.html#{exhibit.anchor}"
    every = f' · <a href="{where}">all it rests on, with phrases<span class="more"> ({len(names):,})</span></a>'
    return f'<p class="rests-on">{_RESTS_ON}{", ".join(parts)}{rest}{every}</p>'


def short(name: str) -> str:
    """Shorten the id of a figure to its own part; pointing at it shows it whole."""
    own = name.rsplit(":", 1)[-1]
    return own if len(own) == 8 and all(sign in "0123456789abcdef" for sign in own) else name


def anchor(piece: Piece, top: str, said: str = "") -> str:
    """Write a piece of a cell as HTML.

    Examples
    --------
    >>> from eduplans.report.follow.names import figure_target
    >>> anchor(Piece("5所", figure_target("yunze-2024-plan:2c6349aa")), "../")
    '<a class="follow" href="../figures/yunze-2024-plan.html#f-2c6349aa" data-card="yunze-2024-plan:2c6349aa">5所</a>'
    """
    if piece.target is None:
        return escape(piece.text)
    card = f' data-card="{escape(piece.target.card)}"' if piece.target.card else ""
    title = f' title="{escape(said)}"' if said and said != piece.text else ""
    return f'<a class="follow" href="{escape(top + piece.target.href)}"{card}{title}>{escape(piece.text)}</a>'


def _write_row(row: Any, cells: Sequence[Any], linked: LinkedRow, top: str) -> None:
    if len(linked.rests_on) > 1:
        row.set("data-cards", " ".join(linked.rests_on))
    for cell, pieces in zip(cells, linked.cells, strict=True):
        if any(piece.target for piece in pieces):
            _fill(cell, "".join(anchor(_shortened(piece), top, said=piece.text) for piece in pieces))


def _shortened(piece: Piece) -> Piece:
    return Piece(short(piece.text), piece.target) if piece.target else piece


def _fill(cell: Any, inner: str) -> None:
    from lxml import html

    holder = html.fragment_fromstring(f"<span>{inner}</span>")
    for child in list(cell):
        cell.remove(child)
    cell.text = holder.text
    cell.extend(list(holder))


def _replace(line: Any, paragraph: str) -> None:
    from lxml import html

    line.getparent().replace(line, html.fragment_fromstring(paragraph))
