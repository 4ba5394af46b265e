"""Staging: the prose of ``docs``, the executed notebooks and generated pages become one folder for Sphinx."""

from __future__ import annotations

import base64
import copy
import hashlib
import html
import re
import shutil
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from eduplans.display import escape
from eduplans.report import pages
from eduplans.report.chinese import chinese_overlay, stage_chinese
from eduplans.report.cite import cite_document
from eduplans.report.exports import add_links, exports_of
from eduplans.report.follow import BESIDE, Beside, follow_pages, link_notebook, link_sentences, overlays
from eduplans.report.headline import read_headline
from eduplans.report.missing import notice_notebook, remarks
from eduplans.report.sphinx_ext import UNSEARCHED_MARK
from eduplans.runs.expect import alt_text
from eduplans.runs.notebook import INJECTED, tags, write_notebook, write_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from eduplans.report.follow import Follow
    from eduplans.report.headline import Headline
    from eduplans.report.sources import Shown, Sources

#: Tag of a cell whose tables the search does not know: they list what is not there.
UNSEARCHED = "unsearched"
_FIGURE_ID = re.compile(r"<td>([^<:]+):([0-9a-f]{8})</td>")
_PICTURES = ("image/png", "image/jpeg")
#: Name under which the start page has its picture, and the start page.
_HEADLINE, _START = "headline", "index"


@dataclass(frozen=True, slots=True)
class Pictures:
    """What the pages say of their pictures beside showing them.

    Parameters
    ----------
    alternatives
        Alternative texts of the notebooks' pictures, by the SHA-256 of the picture, which MyST-NB names it by.
    marks
        Links that lie on the pictures of a page, by page without ending and name of the picture.
    chinese_marks
        The same of the pages in Chinese.
    """

    alternatives: dict[str, str] = field(default_factory=dict)
    marks: dict[str, dict[str, str]] = field(default_factory=dict)
    chinese_marks: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, page: str, notebook: Any) -> None:
        """Note the pictures of a page."""
        self.alternatives.update(picture_texts(notebook))
        self.marks[page] = overlays(notebook)
        self.chinese_marks[page] = {name: chinese_overlay(html) for name, html in self.marks[page].items()}

    def on_start_page(self, headline: Headline) -> None:
        """Let the links of the picture that the start page repeats lie on it there too, one folder higher."""
        digest = hashlib.sha256(headline.picture or b"").hexdigest()
        for of_language in (self.marks, self.chinese_marks):
            found = [of_language[page][digest] for page in list(of_language) if digest in of_language[page]]
            of_language[_START] = {_HEADLINE: found[0].replace('"../', '"')} if found else {}


def stage_site(
    sources: Sources, staged: Path, follow: Follow, chinese: Path | None = None, docs: Path | None = None
) -> Pictures:
    """Write what Sphinx reads.

    Parameters
    ----------
    sources
        What the report is made of.
    staged
        Folder to be written.
    follow
        What the numbers lead to.
    chinese
        Folder to be written for the pages in Chinese; None: none.
    docs
        The prose; ``docs`` of the project unless told.

    Returns
    -------
    Pictures
    """
    docs = docs or sources.root / "docs"
    shutil.copytree(docs, staged)
    pictures = Pictures()
    notebooks = {}
    for shown in sources.runs:
        notebooks[shown.page] = page_notebook(
            shown, pages.how_read(sources.root), exports_of(sources, shown), follow
        )  # fmt: skip
        pictures.add(shown.page, notebooks[shown.page])
    for name, text in follow_pages(follow).items():
        write_text(staged / name, text)
    notebooks |= {one.page: notice_notebook(one) for one in sources.missing}
    headline = read_headline(sources)
    pictures.on_start_page(headline)
    headline = replace(headline, sentences=_linked_sentences(headline, notebooks, follow))
    if chinese is not None:
        stage_chinese(sources, docs, chinese, notebooks, headline, follow)
    for name, page in notebooks.items():
        link_sentences(page, follow.of_page(name), follow.facts)
        write_notebook(page, staged / f"{name}.ipynb")
    for name, text in remarks(pages.generated(sources, headline), sources.missing).items():
        write_text(staged / "_generated" / name, text)
    if headline.picture is not None:
        (staged / "_generated" / "headline.png").write_bytes(headline.picture)
    return pictures


def _linked_sentences(headline: Headline, notebooks: Mapping[str, Any], follow: Follow) -> tuple[str, ...]:
    """Give the sentences that the start page repeats the links that they have in their chapters."""
    beside = {}
    for shown in headline.chapters:
        exhibits = follow.of_page(shown.page)
        for cell in notebooks[shown.page]["cells"]:
            for output in cell.get("outputs", []):
                those = tuple(exhibits[number] for number in output.get("metadata", {}).get(BESIDE, ()))
                if those:
                    text = output["data"]["text/markdown"]
                    beside[text] = Beside(those, follow.facts, cell["source"]).linked(text, top="")
    return tuple(beside.get(text, text) for text in headline.sentences)


def page_notebook(
    shown: Shown, how_read: str = "", exported: list[dict[str, Any]] | None = None,
    follow: Follow | None = None,
) -> Any:  # fmt: skip
    """Make of an executed notebook the source of its page: own title, code folded, how it was made at the end.

    Parameters
    ----------
    shown
        The run.
    how_read
        What a page about one document says of how well figures are read.
    exported
        What the run exported, see `eduplans.report.exports`; None: nothing.
    follow
        What its numbers lead to; None: nothing is linked.

    Returns
    -------
    nbformat.NotebookNode
    """
    import nbformat

    notebook = copy.deepcopy(shown.notebook)
    add_links(notebook, shown.run.name, exported or [])
    if follow is not None:
        marks = {str(entry["shown"]): entry["marks"] for entry in exported or [] if "marks" in entry}
        link_notebook(notebook, follow.of_run(shown.run.name), follow.facts, marks)
    cells = notebook["cells"]
    first = next((cell for cell in cells if cell["cell_type"] == "markdown"), None)
    if first is not None and first["source"].startswith("# "):
        first["source"] = "\n".join([f"# {escape(shown.title)}", *first["source"].splitlines()[1:]])
    else:
        cells.insert(0, nbformat.v4.new_markdown_cell(f"# {escape(shown.title)}", id="title"))  # type: ignore[no-untyped-call]
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["metadata"]["tags"] = sorted({*tags(cell), "hide-input"} - {INJECTED})
            _prepare_tables(cell)
    notebook["cells"] = cells = _joined_code(cells)
    if how_read and shown.run.document:
        cells.append(nbformat.v4.new_markdown_cell(how_read, id="how-read"))  # type: ignore[no-untyped-call]
    if follow is not None and shown.run.document in follow.facts.documents:
        cells.append(nbformat.v4.new_markdown_cell(_used_by(shown.run.document), id="used-by"))  # type: ignore[no-untyped-call]
    end = nbformat.v4.new_markdown_cell(pages.how_made(shown, exported=bool(exported)), id="how-made")  # type: ignore[no-untyped-call]
    cells.append(end)
    return notebook


def _used_by(doc: str) -> str:
    """Lead from a county's page to its figures and to all that rests on them."""
    link = f'<a href="../figures/{html.escape(doc)}.html">every figure with its phrase, and what uses it</a>'
    said = f"On a page of their own stand {link}: tables and pictures of all chapters."
    return f"## What uses this document\n\n{said}\n\n{cite_document(doc)}"


def _prepare_tables(cell: Any) -> None:
    """Shorten figure ids to their own part, in full on pointing, and keep cells tagged so out of the search."""
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "text/html" in data:
            data["text/html"] = _FIGURE_ID.sub(r'<td title="\1:\2"><code>\2</code></td>', data["text/html"])
            if UNSEARCHED in tags(cell):
                data["text/html"] = f"<span hidden>{UNSEARCHED_MARK}</span>\n{data['text/html']}"


def _joined_code(cells: list[Any]) -> list[Any]:
    """Put code that shows nothing before the code that follows it, so that a page unfolds both at once."""
    joined: list[Any] = []
    for cell in cells:
        before = joined[-1] if joined else None
        if before is not None and before["cell_type"] == cell["cell_type"] == "code" and not before["outputs"]:
            cell["source"] = f"{before['source']}\n\n{cell['source']}"
            joined.pop()
        joined.append(cell)
    return joined


def picture_texts(notebook: Any) -> dict[str, str]:
    """Collect the alternative texts of a notebook's pictures by the SHA-256 of their bytes."""
    found = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            for mime in _PICTURES:
                if mime in output.get("data", {}):
                    content = base64.b64decode(output["data"][mime])
                    found[hashlib.sha256(content).hexdigest()] = alt_text(output, mime)
    return found
