"""The links of a figure in the notebooks that become pages."""

from __future__ import annotations

import hashlib
from base64 import b64decode
from typing import TYPE_CHECKING, Any

from eduplans.report.follow.exhibits import Exhibit, kind_of
from eduplans.report.follow.pictures import data_html, link_data, overlay_html
from eduplans.report.follow.prose import note_beside
from eduplans.report.follow.table import link_table, rests_on_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from eduplans.report.follow.facts import Facts

_RESTS_ON = "*Rests on: "
#: Name in the metadata of a picture's output under which the links on it wait for its page.
OVERLAY = "overlay"


def link_notebook(
    notebook: Any, exhibits: Sequence[Exhibit], facts: Facts, marks: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Put anchors and links into the outputs of a notebook.

    Parameters
    ----------
    notebook
        The notebook of a page; it is changed.
    exhibits
        Its tables and pictures, in the order of showing.
    facts
        What there is to lead to.
    marks
        Where the numbers of pictures stand on them, by the SHA-256 of the picture; None: nowhere.
    """
    following = iter(exhibits)
    shows = [output for cell in notebook["cells"] for output in cell.get("outputs", []) if kind_of(output)]
    note_beside(notebook, exhibits, {id(output): number for number, output in enumerate(shows)})
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = list(_linked(cell["outputs"], following, facts, marks or {}))


def overlays(notebook: Any) -> dict[str, str]:
    """Collect the links that lie on the pictures of a page, by the SHA-256 of the picture."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    return {
        _digest(output): output["metadata"][OVERLAY] for output in outputs if output.get("metadata", {}).get(OVERLAY)
    }


def _digest(output: Any) -> str:
    return hashlib.sha256(b64decode(output["data"]["image/png"])).hexdigest()


def _linked(
    outputs: Iterable[Any], following: Iterator[Exhibit], facts: Facts, marks: Mapping[str, Sequence[str]]
) -> Iterable[Any]:
    picture: Exhibit | None = None
    data_below = ""
    for output in outputs:
        kind = kind_of(output)
        data = output.get("data", {})
        if picture is not None:
            yield from _below(output, picture, data_below, facts)
            picture = None
            if _is_caption(data):
                continue
        if kind == "table":
            exhibit = next(following)
            data["text/html"] = link_table(data["text/html"], exhibit, facts)
        elif kind == "picture":
            picture = next(following)
            linked = link_data(picture, output.get("metadata", {}).get("data", {}), facts)
            data_below = data_html(picture, linked)
            output["metadata"][OVERLAY] = overlay_html(picture, linked, marks.get(_digest(output), ()))
            yield _html(f'<span class="anchor" id="{picture.anchor}"></span>')
        yield output
    if picture is not None:
        yield from _foot(picture, data_below, facts)


def _below(output: Any, picture: Exhibit, data_below: str, facts: Facts) -> Iterable[Any]:
    """Give the caption of a picture without its line of names, and these as links."""
    data = output.get("data", {})
    if _is_caption(data):
        lines = [line for line in data["text/markdown"].split("  \n") if not line.startswith(_RESTS_ON)]
        data["text/markdown"] = "  \n".join(lines)
        if data["text/markdown"].strip():
            yield output
    yield from _foot(picture, data_below, facts)


def _foot(picture: Exhibit, data: str, facts: Facts) -> Iterable[Any]:
    """Say what a picture rests on, and fold its data under it, every number a link."""
    rests_on = rests_on_html(picture, facts) if picture.rests_on else ""
    if rests_on or data:
        yield _html(f'<div class="follow-picture">{rests_on}{data}</div>')


def _is_caption(data: Any) -> bool:
    return "text/markdown" in data and "text/html" not in data


def _html(text: str) -> Any:
    from nbformat.v4 import new_output

    return new_output("display_data", {"text/html": text})  # type: ignore[no-untyped-call]
