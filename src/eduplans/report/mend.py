"""What the theme leaves open: names for assistive software, and the switch between languages on every page."""

from __future__ import annotations

import posixpath
import re
from html import escape
from typing import TYPE_CHECKING

from eduplans.labels import in_language, label
from eduplans.report.chinese import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

_NAMED = (
    ('<p class="caption" role="heading">', '<p class="caption" role="heading" aria-level="2">'),
    ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="{site}">'),
    ('<aside class="toc-drawer', '<aside aria-label="{page}" class="toc-drawer'),
)
#: What theme and extensions say in English only, as a text or as a name for assistive software.
_SAID = (
    "Next", "Previous", "Back to top", "Skip to content", "Contents", "Menu", "Expand", "Light mode", "Dark mode",
    "Auto light/dark, in light mode", "Auto light/dark, in dark mode", "Toggle site navigation sidebar",
    "Toggle table of contents sidebar", "Toggle Light / Dark / Auto color theme", "Toggle hidden content",
)  # fmt: skip
_ENGLISH = re.compile(rf"""(?<=>|")(?:{"|".join(_SAID)})(?=<|")""")
_SWITCHES = ('<div class="content-icon-container">', '<div class="header-right">')


def mend_pages(site: Path) -> None:
    """Mend all pages.

    Parameters
    ----------
    site
        Folder of the pages, those in Chinese in its folder ``zh``; without these no page gets a switch.
    """
    paths = (path.relative_to(site) for path in site.rglob("*.html"))
    names = {path.as_posix() for path in paths if "exports" not in path.parts}
    for name in sorted(names):
        path = site / name
        path.write_text(mended(path.read_text(encoding="utf-8"), name, names), encoding="utf-8", newline="\n")


def mended(page: str, name: str, names: set[str]) -> str:
    """Mend a page.

    Parameters
    ----------
    page
        Its HTML.
    name
        Its path.
    names
        Paths of all pages.

    Returns
    -------
    str
    """
    chinese = name.startswith(f"{FOLDER}/")
    words = {"site": "网站目录", "page": "本页目录"} if chinese else {"site": "Pages", "page": "On this page"}
    for before, after in _NAMED:
        page = page.replace(before, after.format(**words))
    if chinese:
        with in_language("zh"):
            page = _ENGLISH.sub(lambda found: label(found[0]), page)
    other = name.removeprefix(f"{FOLDER}/") if chinese else f"{FOLDER}/{name}"
    if other not in names:
        other = "index.html" if chinese else f"{FOLDER}/index.html"
    if other not in names:
        return page
    where = posixpath.relpath(other, posixpath.dirname(name) or ".")
    said, lang = ("English", "en") if chinese else ("中文", "zh")
    link = f'<a class="language" href="{escape(where)}" lang="{lang}" hreflang="{lang}">{said}</a>'
    for place in _SWITCHES:
        page = page.replace(place, place + link)
    return page
