"""Comparing files of the report: bytes, and where these differ, which part of a page, picture or font it is."""

from __future__ import annotations

import difflib
import io
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from eduplans.reproduce.notebooks import compare_two

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from eduplans.reproduce.findings import Comparison

Place = tuple[str, str]
HOW = "bytes"
#: Kinds of the report's files, in the order in which they are shown.
KINDS = ("pages", "pictures", "downloads", "exports", "fonts", "search and styles")
_HEADINGS = ("h1", "h2", "h3", "h4")
_LEFT_OUT = ("script", "style", "head")
_LONG = 100


def kind_of(path: str) -> str:
    """Say of which kind a file of the report is.

    Parameters
    ----------
    path
        Its path in the report.

    Examples
    --------
    >>> [kind_of(path) for path in ("index.html", "exports/corpus/01.html", "_images/a.png", "searchindex.js")]
    ['pages', 'exports', 'pictures', 'search and styles']
    """
    first = path.partition("/")[0]
    if first == "exports":
        return "exports"
    if first in {"data", "notebooks"}:
        return "downloads"
    ending = PurePosixPath(path).suffix
    if ending == ".pdf":
        return "downloads"
    if ending == ".html":
        return "pages"
    if first == "_images":
        return "pictures"
    return "fonts" if ending in {".woff2", ".woff", ".ttf"} else "search and styles"


def compare_files(wanted: Path, found: Path, comparisons: dict[str, Comparison], folder: str) -> None:
    """Compare all files of two folders.

    Parameters
    ----------
    wanted, found
        The folders.
    comparisons
        By kind, where files and differences are counted.
    folder
        The folder's name in the project.
    """
    for name in sorted({one for side in (wanted, found) for one in files(side)}):
        comparison = comparisons[kind_of(name)]
        sides = [side / name if (side / name).is_file() else None for side in (wanted, found)]
        if sides[0] is None or sides[1] is None:
            comparison.add(f"{folder}/{name}", [("", "is missing" if sides[1] is None else "was not expected")])
            continue
        if name.endswith(".ipynb"):
            compare_two(sides[0], sides[1], comparison, f"{folder}/{name}")
            continue
        old, new = sides[0].read_bytes(), sides[1].read_bytes()
        comparison.add(f"{folder}/{name}", [] if old == new else places(name, old, new), same_bytes=old == new)


def files(folder: Path) -> list[str]:
    """List the files of a folder and of the folders in it, by their paths in it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def places(name: str, old: bytes, new: bytes) -> list[Place]:
    """Name where two files of the same name with other bytes differ."""
    ending = PurePosixPath(name).suffix
    if ending == ".html":
        return list(page_places(old, new))
    if ending == ".png":
        return [picture_place(old, new)]
    if ending in {".woff2", ".ttf"}:
        return [font_place(old, new)]
    return [byte_place(old, new)]


def page_places(old: bytes, new: bytes) -> Iterator[Place]:
    """Name the headings under which two pages differ, with what stands there.

    Examples
    --------
    >>> list(page_places(b"<h2>Pupils</h2><p>1,200</p>", b"<h2>Pupils</h2><p>1,300</p>"))
    [('Pupils', "expected '1,200', found '1,300'")]
    """
    left, right = (list(_lines(side)) for side in (old, new))
    if left == right:
        yield byte_place(old, new)
        return
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for tag, start, end, other, stop in matcher.get_opcodes():
        if tag != "equal":
            heading = (left[start:end] or right[other:stop])[0][0]
            one, two = (" ".join(text for _, text in part) for part in (left[start:end], right[other:stop]))
            yield heading, f"expected {one[:_LONG]!r}, found {two[:_LONG]!r}"


def _lines(page: bytes) -> Iterator[tuple[str, str]]:
    """List texts, links and pictures of a page, each with the heading above it."""
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, Tag

    soup = BeautifulSoup(page, "html.parser")
    for tag in soup(_LEFT_OUT):
        tag.decompose()
    heading = "top of the page"
    for node in soup.descendants:
        if isinstance(node, Tag):
            if node.name in _HEADINGS:
                heading = " ".join(node.get_text().replace("¶", "").split())
            for name in ("src", "href", "alt"):
                if node.get(name):
                    yield heading, f"{name}={node[name]}"
        elif isinstance(node, NavigableString) and node.strip():
            yield heading, " ".join(node.split())


def picture_place(old: bytes, new: bytes) -> Place:
    """Say how many pixels of two pictures differ, and in which part."""
    from PIL import Image, ImageChops

    left, right = (Image.open(io.BytesIO(side)).convert("RGBA") for side in (old, new))
    if left.size != right.size:
        return "", f"expected a picture of {_size(left)} pixels, found one of {_size(right)}"
    difference = ImageChops.difference(left, right)
    box = difference.getbbox(alpha_only=False)
    if box is None:
        return "", "the same pixels in other bytes"
    grey = difference.convert("RGB").convert("L").point(lambda value: 255 if value else 0)
    changed = grey.histogram()[255]
    return f"from {box[0]}, {box[1]} to {box[2]}, {box[3]}", f"{changed} of {left.width * left.height} pixels differ"


def _size(image: Any) -> str:
    return f"{image.width}x{image.height}"


def font_place(old: bytes, new: bytes) -> Place:
    """Name the characters that two fonts draw in another way, or that only one has."""
    drawn = [_outlines(side) for side in (old, new)]
    changed = sorted(char for char in drawn[0].keys() | drawn[1].keys() if drawn[0].get(char) != drawn[1].get(char))
    if not changed:
        return "", "the same outlines in other bytes"
    return f"characters {''.join(changed[:_LONG])}", f"{len(changed)} of {len(drawn[0])} characters differ"


def _outlines(font: bytes) -> dict[str, list[Any]]:
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.ttLib import TTFont

    opened = TTFont(io.BytesIO(font))
    glyphs = opened.getGlyphSet()
    found = {}
    for point, name in opened.getBestCmap().items():
        pen = RecordingPen()
        glyphs[name].draw(pen)
        found[chr(point)] = [*pen.value, glyphs[name].width]
    return found


def byte_place(old: bytes, new: bytes) -> Place:
    """Name the first byte in which two files differ, with what stands there.

    Examples
    --------
    >>> byte_place(b"time: 12", b"time: 13")
    ('byte 8', "expected '2', found '3'")
    """
    pairs = enumerate(zip(old, new, strict=False))
    first = next((n for n, (one, two) in pairs if one != two), min(len(old), len(new)))
    one, two = (_readable(side[first : first + 40]) for side in (old, new))
    return f"byte {first + 1}", f"expected {one!r}, found {two!r}"


def _readable(part: bytes) -> str:
    return re.sub(r"\s+", " ", part.decode("utf-8", errors="replace"))
