"""Checks of the built pages: links lead somewhere, nothing is asked of another host, pictures say what they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from eduplans.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LOADED = (("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("video", "src"))
_FOREIGN = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""")
#: Sphinx's own pages whose anchors are made by scripts.
_MADE_IN_BROWSER = frozenset({"search.html"})


def check_site(site: Path) -> list[Problem]:
    """Check all pages of a built report.

    Parameters
    ----------
    site
        Folder of the pages.

    Returns
    -------
    list of Problem
        Links and anchors that lead nowhere, things that would be loaded from another host, pictures without
        alternative text, each with its page; empty where all is well.
    """
    from bs4 import BeautifulSoup

    pages = {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for path in sorted(site.rglob("*.html"))
        if "exports" not in path.relative_to(site).parts  # tables to paste into Word, no pages
    }
    anchors = {name: _anchors(page) for name, page in pages.items()}
    problems: list[Problem] = []
    for name, page in pages.items():
        problems += _hosts(name, page)
        problems += _pictures(name, page)
        problems += _links(site, name, page, anchors)
    for style in sorted(site.rglob("*.css")):
        where = style.relative_to(site).as_posix()
        for address in _CSS_URL.findall(style.read_text(encoding="utf-8")):
            problems.append(Problem("asks another host", where=where, value=address, rule="offline"))
    return problems


def _anchors(page: Any) -> frozenset[str]:
    names = {tag["id"] for tag in page(id=True)} | {tag["name"] for tag in page("a", attrs={"name": True})}
    return frozenset(names)


def _hosts(name: str, page: Any) -> Iterator[Problem]:
    for kind, attribute in _LOADED:
        for tag in page(kind, attrs={attribute: _FOREIGN}):
            if kind != "link" or "canonical" not in (tag.get("rel") or []):
                yield Problem("asks another host", where=name, value=tag[attribute], rule="offline")
    for tag in page("style"):
        for address in _CSS_URL.findall(tag.get_text()):
            yield Problem("asks another host", where=name, value=address, rule="offline")


def _pictures(name: str, page: Any) -> Iterator[Problem]:
    for tag in page("img"):
        alt = (tag.get("alt") or "").strip()
        # Where no text is given, Sphinx takes the name of the file.
        if not alt or alt == tag.get("src", "") or alt.endswith((".png", ".jpeg")):
            yield Problem("a picture without alternative text", where=name, value=tag.get("src", ""), rule="alt")


def _links(site: Path, name: str, page: Any, anchors: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    folder = (site / name).parent
    for tag in page(["a", "link"], href=True):
        parts = urlsplit(tag["href"])
        if parts.scheme or parts.netloc:
            continue
        target = (folder / unquote(parts.path)).resolve() if parts.path else site / name
        if not target.is_file():
            yield Problem("a link leads nowhere", where=name, value=tag["href"], rule="links")
            continue
        page_name = target.relative_to(site.resolve()).as_posix()
        anchor = unquote(parts.fragment)
        if anchor and page_name in anchors and page_name not in _MADE_IN_BROWSER and anchor not in anchors[page_name]:
            yield Problem("a link leads to no place on its page", where=name, value=tag["href"], rule="links")
