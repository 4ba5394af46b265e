"""The folder that a run exports to: files in the order of showing, and an index."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, RunError
from eduplans.exports.pictures import pdf, png_with_words, svg
from eduplans.exports.settings import FOLDER, INDEX, PDF
from eduplans.exports.shown import Shown, slug
from eduplans.exports.tables import csv_text, html_page, latex
from eduplans.labels import label
from eduplans.storage.commit import part_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from eduplans.plots.marks import Mark

#: With this mark Excel reads UTF-8 whatever the language of the system.
_BOM = "\ufeff"
#: The first day that a ZIP file can name.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def export_table(
    frame: pd.DataFrame, heads: Sequence[str], cells: Sequence[Sequence[str]], right: Sequence[bool], shown: Shown,
    page: str,
) -> None:  # fmt: skip
    """Write a table as CSV, LaTeX and HTML, where a folder is set.

    Parameters
    ----------
    frame
        The table.
    heads, cells, right
        As shown, and whether each column is aligned right.
    shown
        The words that go with it.
    page
        The HTML that the notebook shows; its digest leads from there to the files.
    """
    folder = _folder()
    if folder is None:
        return
    index = _index(folder)
    name = _name(len(index), shown, "table")
    texts = {
        f"{name}.csv": _BOM + csv_text(heads, frame, cells, shown),
        f"{name}.tex": latex(heads, cells, right, shown, name),
        f"{name}.html": html_page(heads, cells, right, shown),
    }
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    texts_of_table = [shown.caption, *heads]
    _note(folder, index, "table", name, list(texts), shown, page.encode(), texts_of_table)


def export_picture(
    figure: Figure, content: bytes, shown: Shown, data: pd.DataFrame | None = None,
    marks: Sequence[Mark | None] = (),
) -> None:  # fmt: skip
    """Write a picture as PNG and SVG with its data as CSV, and as PDF where that is asked for, where a folder is set.

    Parameters
    ----------
    figure
        The figure.
    content
        The PNG that the notebook shows.
    shown
        The words that go with it.
    data
        What is drawn, see `eduplans.plots.data.picture_data`; None: no CSV.
    marks
        Where each row of it is drawn, in percent of the picture, see `eduplans.plots.marks`.
    """
    folder = _folder()
    if folder is None:
        return
    from eduplans.plots.translate import picture_texts

    # It has been laid out for the PNG; without an engine it keeps that layout, and is drawn once instead of twice.
    figure.set_layout_engine(None)
    index = _index(folder)
    name = _name(len(index), shown, "picture")
    files = {f"{name}.png": png_with_words(content, shown), f"{name}.svg": svg(figure, shown)}
    if os.environ.get(PDF):
        files[f"{name}.pdf"] = pdf(figure, shown)
    if data is not None and len(data):
        cells = [["" if value is None else str(value) for value in row] for row in data.itertuples(index=False)]
        heads = [label(str(name)) for name in data.columns]
        files[f"{name}.csv"] = (_BOM + csv_text(heads, data, cells, shown)).encode()
    for file, written in files.items():
        (folder / file).write_bytes(written)
    _note(folder, index, "picture", name, list(files), shown, content, picture_texts(figure), marks)


def read_index(folder: Path) -> list[dict[str, Any]]:
    """Read what a folder, or a ZIP file of it, holds.

    Parameters
    ----------
    folder
        The folder or ZIP file of a run.

    Returns
    -------
    list of dict
        One a table or picture: kind, name, files, caption, source, rests_on, the texts on it, and `shown`, the
        SHA-256 of what the notebook shows; of a picture also `marks`: left, top, width and height of each row of its
        data in percent of the picture, empty where a row is not seen on it. An empty list where nothing was exported.

    Raises
    ------
    RunError
        If the ZIP file is none.
    """
    try:
        if folder.is_file():
            with zipfile.ZipFile(folder) as packed:
                text = packed.read(INDEX).decode("utf-8") if INDEX in packed.namelist() else "[]"
        else:
            text = (folder / INDEX).read_text(encoding="utf-8") if (folder / INDEX).is_file() else "[]"
    except zipfile.BadZipFile as error:
        raise RunError(Problem("not a ZIP file of exports", where=str(folder), remedy="run again")) from error
    return list(json.loads(text))


def pack(folder: Path, target: Path) -> None:
    """Put a folder of exports into a ZIP file, byte for byte the same for the same files.

    Parameters
    ----------
    folder
        The folder.
    target
        The ZIP file; written beside and renamed.
    """
    beside = part_of(target)
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(path.name, _NO_DATE)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            packed.writestr(entry, path.read_bytes())
    beside.replace(target)


def _folder() -> Path | None:
    name = os.environ.get(FOLDER)
    return Path(name) if name else None


def _index(folder: Path) -> list[dict[str, Any]]:
    folder.mkdir(parents=True, exist_ok=True)
    return read_index(folder)


def _name(before: int, shown: Shown, kind: str) -> str:
    return f"{before + 1:02d}-{slug(shown.name) or kind}"


def _note(
    folder: Path, index: list[dict[str, Any]], kind: str, name: str, files: list[str], shown: Shown, page: bytes,
    texts: Sequence[str], marks: Sequence[Mark | None] = (),
) -> None:  # fmt: skip
    entry: Mapping[str, Any] = {
        "kind": kind,
        "name": name,
        "files": files,
        "caption": shown.caption,
        "source": shown.source,
        "rests_on": list(shown.rests_on),
        "texts": list(dict.fromkeys(texts)),
        "shown": hashlib.sha256(page).hexdigest(),
    } | ({"marks": list(map(_words, marks))} if marks else {})
    text = json.dumps([*index, entry], ensure_ascii=False, indent=1) + "\n"
    (folder / INDEX).write_text(text, encoding="utf-8", newline="\n")


def _words(mark: Mark | None) -> str:
    return " ".join(f"{part:g}" for part in mark or ())
