"""Checks of the built pages: links lead somewhere, nothing is asked of another host, pictures say what they show."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from eduplans.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

_LOADED = (("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("video", "src"))
_FOREIGN = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""")
#: Sphinx's own pages whose anchors are made by scripts.
_MADE_IN_BROWSER = frozenset({"search.html"})


def check_site(site: Path, missing: Collection[str] = ()) -> list[Problem]:
    """Check all pages of a built report.

    Parameters
    ----------
    site
        Folder of the pages.
    missing
        Pages, without ending, of runs that gave nothing: they have none of the places that links lead to.

    Returns
    -------
    list of Problem
        Links and anchors that lead nowhere, things that would be loaded from another host, pictures without
        alternative text, each with its page; empty where all is well.
    """
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8")
    pages = {
        path.relative_to(site).as_posix(): html.document_fromstring(path.read_bytes(), parser=parser)
        for path in sorted(site.rglob("*.html"))
        if "exports" not in path.relative_to(site).parts  # tables to paste into Word, no pages
    }
    anchors = {name: _anchors(page) for name, page in pages.items() if name.removesuffix(".html") not in missing}
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
    return frozenset({*page.xpath("//@id"), *page.xpath("//a/@name")})


def _hosts(name: str, page: Any) -> Iterator[Problem]:
    for kind, attribute in _LOADED:
        for tag in page.iter(kind):
            address = tag.get(attribute, "")
            if _FOREIGN.match(address) and (kind != "link" or "canonical" not in tag.get("rel", "").split()):
                yield Problem("asks another host", where=name, value=address, rule="offline")
    for tag in page.iter("style"):
        for address in _CSS_URL.findall(tag.text_content()):
            yield Problem("asks another host", where=name, value=address, rule="offline")


def _pictures(name: str, page: Any) -> Iterator[Problem]:
    for tag in page.iter("img"):
        alt = (tag.get("alt") or "").strip()
        # Where no text is given, Sphinx takes the name of the file.
        if not alt or alt == tag.get("src", "") or alt.endswith((".png", ".jpeg")):
            yield Problem("a picture without alternative text", where=name, value=tag.get("src", ""), rule="alt")


def _links(site: Path, name: str, page: Any, anchors: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    folder = posixpath.dirname(name)
    known: dict[str, bool] = {}
    for href in page.xpath("//a/@href | //link/@href"):
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            continue
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else name
        if target not in known:
            known[target] = not target.startswith("../") and (site / target).is_file()
        anchor = unquote(parts.fragment)
        if not known[target]:
            yield Problem("a link leads nowhere", where=name, value=href, rule="links")
        elif anchor and anchor not in anchors.get(target, {anchor}) and target not in _MADE_IN_BROWSER:
            yield Problem("a link leads to no place on its page", where=name, value=href, rule="links")
