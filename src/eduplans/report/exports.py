"""Tables and pictures of the pages as files: small links under each, and the files themselves."""

from __future__ import annotations

import hashlib
import html
import zipfile
from base64 import b64decode
from typing import TYPE_CHECKING, Any

from eduplans.exports.folder import read_index
from eduplans.runs.accept import executed_path, exports_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from eduplans.report.sources import Shown, Sources

#: Names of the formats by the ending of the file, in the order of the links.
FORMATS = {"csv": "CSV", "tex": "LaTeX", "html": "HTML for Word", "png": "PNG", "svg": "SVG", "pdf": "PDF"}
#: Files that are opened to copy from them, and not saved.
_OPENED = "html"
_END = "</figure>"


def exports_of(sources: Sources, shown: Shown) -> list[dict[str, Any]]:
    """List what a run exported; empty where it exported nothing."""
    path = exports_path(executed_path(sources.root, shown.run))
    return read_index(path) if path.is_file() else []


def add_links(notebook: Any, run: str, index: list[dict[str, Any]]) -> None:
    """Put links to its files under each table and picture of a notebook.

    Parameters
    ----------
    notebook
        The executed notebook; it is changed.
    run
        Name of the run, which is the folder of its files.
    index
        What the run exported.
    """
    by_digest = {str(entry["shown"]): entry for entry in index}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = _with_links(cell["outputs"], run, by_digest)


def _with_links(outputs: list[Any], run: str, by_digest: Mapping[str, Mapping[str, Any]]) -> list[Any]:
    from nbformat.v4 import new_output

    done: list[Any] = []
    waiting = ""  # the links of a picture, which stand below its caption
    for output in outputs:
        data = output.get("data", {})
        if waiting and not _is_caption(data):
            done.append(new_output("display_data", {"text/html": waiting}))  # type: ignore[no-untyped-call]
            waiting = ""
        done.append(output)
        page = data.get("text/html", "")
        entry = by_digest.get(_digest(data))
        if entry and page.rstrip().endswith(_END):
            data["text/html"] = page.rstrip().removesuffix(_END) + links(entry, run) + "\n" + _END
        elif waiting:
            done.append(new_output("display_data", {"text/html": waiting}))  # type: ignore[no-untyped-call]
            waiting = ""
        elif entry:
            waiting = links(entry, run)
    if waiting:
        done.append(new_output("display_data", {"text/html": waiting}))  # type: ignore[no-untyped-call]
    return done


def _digest(data: Mapping[str, Any]) -> str:
    content = b64decode(data["image/png"]) if "image/png" in data else str(data.get("text/html", "")).encode()
    return hashlib.sha256(content).hexdigest()


def _is_caption(data: Mapping[str, Any]) -> bool:
    return "text/markdown" in data and "text/html" not in data


def links(entry: Mapping[str, Any], run: str) -> str:
    """Write the links to the files of a table or picture.

    Examples
    --------
    >>> links({"files": ["01-a.csv", "01-a.html"], "caption": "A <b>"}, "corpus")  # doctest: +ELLIPSIS
    '<p class="exports">Download: <a href="../exports/corpus/01-a.csv" download aria-label="CSV: A &lt;b&gt;">CSV</a>...
    """
    parts = []
    for file in entry["files"]:
        ending = file.rsplit(".", 1)[1]
        saved = "" if ending == _OPENED else " download"
        said = html.escape(f"{FORMATS[ending]}: {entry['caption']}", quote=True)
        parts.append(f'<a href="../exports/{run}/{file}"{saved} aria-label="{said}">{FORMATS[ending]}</a>')
    return f'<p class="exports">Download: {" ".join(parts)}</p>'


def write_exports(sources: Sources, site: Path) -> None:
    """Write the files that the links lead to, and all of each run as a ZIP file.

    Parameters
    ----------
    sources
        What the report is made of.
    site
        Folder of the pages.
    """
    for shown in sources.runs:
        packed = exports_path(executed_path(sources.root, shown.run))
        index = exports_of(sources, shown)
        if not index:
            continue
        folder = site / "exports" / shown.run.name
        folder.mkdir(parents=True)
        with zipfile.ZipFile(packed) as files:
            for name in (file for entry in index for file in entry["files"]):
                (folder / name).write_bytes(files.read(name))
        (site / "exports" / f"{shown.run.name}.zip").write_bytes(packed.read_bytes())
