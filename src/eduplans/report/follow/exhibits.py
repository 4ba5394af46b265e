"""The tables and pictures of the pages, and what each rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.runs.expect import alt_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from eduplans.report.follow.facts import Facts
    from eduplans.report.sources import Shown

_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_FIGURE = '<figure class="table">'
_SENTENCE = re.compile(r"(?<=[.。])\s|[:;] ")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table or picture of a page.

    Parameters
    ----------
    run
        Name of the run.
    page
        Its page without ending, such as ``chapters/corpus``.
    page_title
        Title of that page.
    kind
        ``table`` or ``picture``.
    number
        Its number among those of its kind on the page, from 1.
    caption
        What it is called, as HTML or plain text without markup.
    rests_on
        Ids of figures, documents and items, and names of series and tables.
    alt
        Of a picture: what it shows, for who cannot see it.
    """

    run: str
    page: str
    page_title: str
    kind: str
    number: int
    caption: str
    rests_on: tuple[str, ...]
    alt: str = ""

    @property
    def anchor(self) -> str:
        """Its place on its page, and on the page of what that page rests on."""
        return f"{self.kind}-{self.number}"

    @property
    def basis(self) -> str:
        """Page, without ending, that lists what it rests on."""
        return f"basis/{self.run}"


def exhibits_of(shown: Shown) -> list[Exhibit]:
    """List the tables and pictures of a run in the order of showing.

    Parameters
    ----------
    shown
        The run.

    Returns
    -------
    list of Exhibit
    """
    counted: dict[str, int] = defaultdict(int)
    found = []
    shows = list(outputs(shown.notebook))
    for place, output in enumerate(shows):
        kind = kind_of(output)
        if kind:
            counted[kind] += 1
            rests_on = tuple(output.get("metadata", {}).get("rests_on", ()))
            alt = alt_text(output) if kind == "picture" else ""
            caption = _caption(output) if kind == "table" else _below(shows[place + 1 : place + 2]) or _first(alt)
            found.append(Exhibit(shown.run.name, shown.page, shown.title, kind, counted[kind], caption, rests_on, alt))
    return found


def outputs(notebook: Any) -> Iterator[Any]:
    """Go through the outputs of a notebook."""
    for cell in notebook["cells"]:
        yield from cell.get("outputs", [])


def kind_of(output: Any) -> str:
    """Say whether an output is a ``table`` of eduplans or a ``picture``; empty: neither.

    Examples
    --------
    >>> kind_of({"data": {"image/png": "x"}}), kind_of({"data": {"text/html": "<table></table>"}})
    ('picture', '')
    """
    data = output.get("data", {})
    if "image/png" in data:
        return "picture"
    return "table" if str(data.get("text/html", "")).lstrip().startswith(_FIGURE) else ""


def _caption(output: Any) -> str:
    import html

    found = _CAPTION.search(output["data"]["text/html"])
    return html.unescape(found[1]) if found else ""


def _below(following: Sequence[Any]) -> str:
    """Take the caption that stands below a picture, without markup and the line of its source."""
    for output in following:
        data = output.get("data", {})
        if "text/markdown" in data and "text/html" not in data:
            line = str(data.get("text/plain", "")).partition("\n")[0]
            return "" if line.startswith("*") else _first(line.replace("**", ""))
    return ""


def _first(text: str) -> str:
    """Take the first sentence."""
    return _SENTENCE.split(text, maxsplit=1)[0].strip().rstrip(".")


def uses(exhibits: Iterable[Exhibit], facts: Facts) -> dict[str, list[Exhibit]]:
    """Turn the list round: what rests on each figure, series and document.

    Parameters
    ----------
    exhibits
        All tables and pictures.
    facts
        To know the documents of figures and items.

    Returns
    -------
    dict
        Exhibits, each once, by id of figure, document or item or by name of series or table. A document is used by
        what rests on itself, on one of its items or on one of its figures.
    """
    found: dict[str, dict[Exhibit, None]] = defaultdict(dict)
    for exhibit in exhibits:
        for name in exhibit.rests_on:
            found[name][exhibit] = None
            doc = facts.document_of(name)
            if doc:
                found[doc][exhibit] = None
    return {name: list(those) for name, those in found.items()}
