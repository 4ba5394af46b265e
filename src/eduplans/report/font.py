"""The Chinese font of the pages: carried by the report, cut to the characters that stand on them."""

from __future__ import annotations

import io
import logging
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

#: Where the font goes in the report; the licence goes beside it.
FONT = "_static/eduplans-sc.woff2"
#: What every page can show whatever its text: searching and typing need these.
_ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("，。；：？！、“”‘’（）《》〈〉【】…—–−×÷±≤≥≈→←％·†")


def write_font(site: Path) -> frozenset[str]:
    """Write a subset of the house font with the characters that the pages use.

    Parameters
    ----------
    site
        Folder of the built pages.

    Returns
    -------
    frozenset of str
        Characters of the pages that the font does not have; the reader's own fonts show them.
    """
    used = characters(site)
    content, missing = subset(used)
    target = site / FONT
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    target.with_suffix(".txt").write_bytes((_folder() / "OFL.txt").read_bytes())
    return missing


def characters(site: Path) -> frozenset[str]:
    """Collect the characters that the pages show."""
    from lxml import etree, html

    found = set(_ALWAYS)
    # what scripts of our own write into a page
    for script in sorted((site / "_static").glob("eduplans*.js")):
        found |= set(script.read_text(encoding="utf-8"))
    parser = html.HTMLParser(encoding="utf-8")
    for path in sorted(site.rglob("*.html")):
        if "exports" in path.relative_to(site).parts:
            continue  # tables to paste into Word, in the reader's own font
        page = html.document_fromstring(path.read_bytes(), parser=parser)
        etree.strip_elements(page, "script", "style", with_tail=False)
        found |= set(page.text_content())
        found |= {char for text in page.xpath("//@alt") for char in text}
    return frozenset(char for char in found if char.isprintable())


def subset(used: AbstractSet[str]) -> tuple[bytes, frozenset[str]]:
    """Cut the house font to some characters.

    Parameters
    ----------
    used
        The characters.

    Returns
    -------
    tuple of bytes and frozenset
        The font as WOFF2, the same bytes for the same characters; characters that the font does not have.
    """
    from fontTools import subset as cutter
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every step
    # Without its own times: fontTools would write the time of cutting into the font.
    font = TTFont(_folder() / "NotoSansSC-Regular.ttf", recalcTimestamp=False, lazy=True)
    options = cutter.Options(
        layout_features=["kern"], hinting=False, desubroutinize=True, notdef_outline=True, name_IDs=["*"]
    )
    points = {ord(char) for char in used}
    missing = frozenset(chr(point) for point in points - set(font.getBestCmap()))
    worker = cutter.Subsetter(options)
    worker.populate(unicodes=points)
    worker.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue(), missing


def _folder() -> Path:
    return Path(str(files("zhplot") / "fonts"))
