"""The links of a figure in the notebooks that become pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eduplans.report.follow.exhibits import Exhibit, kind_of
from eduplans.report.follow.table import data_html, link_table, rests_on_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eduplans.report.follow.facts import Facts

_RESTS_ON = "*Rests on: "


def link_notebook(notebook: Any, exhibits: Sequence[Exhibit], facts: Facts) -> None:
    """Put anchors and links into the outputs of a notebook.

    Parameters
    ----------
    notebook
        The notebook of a page; it is changed.
    exhibits
        Its tables and pictures, in the order of showing.
    facts
        What there is to lead to.
    """
    following = iter(exhibits)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = list(_linked(cell["outputs"], following, facts))


def _linked(outputs: Iterable[Any], following: Any, facts: Facts) -> Iterable[Any]:
    picture: Exhibit | None = None
    drawn: Any = None
    for output in outputs:
        kind = kind_of(output)
        data = output.get("data", {})
        if picture is not None:
            yield from _below(output, picture, drawn, facts)
            picture = None
            if _is_caption(data):
                continue
        if kind == "table":
            exhibit = next(following)
            data["text/html"] = link_table(data["text/html"], exhibit, facts)
        elif kind == "picture":
            picture, drawn = next(following), output
            yield _html(f'<span class="anchor" id="{picture.anchor}"></span>')
        yield output
    if picture is not None:
        yield from _foot(picture, drawn, facts)


def _below(output: Any, picture: Exhibit, drawn: Any, facts: Facts) -> Iterable[Any]:
    """Give the caption of a picture without its line of names, and these as links."""
    data = output.get("data", {})
    if _is_caption(data):
        lines = [line for line in data["text/markdown"].split("  \n") if not line.startswith(_RESTS_ON)]
        data["text/markdown"] = "  \n".join(lines)
        if data["text/markdown"].strip():
            yield output
    yield from _foot(picture, drawn, facts)


def _foot(picture: Exhibit, drawn: Any, facts: Facts) -> Iterable[Any]:
    """Say what a picture rests on, and fold its data under it, every number a link."""
    rests_on = rests_on_html(picture, facts) if picture.rests_on else ""
    data = data_html(picture, drawn.get("metadata", {}).get("data", {}), facts)
    if rests_on or data:
        yield _html(f'<div class="follow-picture">{rests_on}{data}</div>')


def _is_caption(data: Any) -> bool:
    return "text/markdown" in data and "text/html" not in data


def _html(text: str) -> Any:
    from nbformat.v4 import new_output

    return new_output("display_data", {"text/html": text})  # type: ignore[no-untyped-call]
