"""HTML pages: blocks become lines, tables become lines with bars, scripts and hidden parts go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import lxml.etree
import lxml.html

from eduplans.documents.encodings import decode
from eduplans.documents.formats.grid import cell_text, spanned, table_lines
from eduplans.documents.limits import DEFAULTS, Limits
from eduplans.errors import DocumentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["read"]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_PROLOG = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "head", "iframe", "object", "select", "button", "svg", "nav", "footer"}
)
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead",
        "tr", "ul",
    }
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")
_LONG_CELL, _MAX_SPAN = 120, 40
_RESOURCE_LIMIT = 114
"""XML_ERR_RESOURCE_LIMIT of libxml2, which lxml names from 6.1 on."""


def read(data: bytes, where: str, limits: Limits = DEFAULTS) -> tuple[str, str]:
    r"""Read an HTML page.

    Parameters
    ----------
    data
        The file.
    where
        Its name, for errors.
    limits
        What it may cost.

    Returns
    -------
    tuple of str and str
        Text and encoding.

    Raises
    ------
    DocumentError
        If there is no HTML in it.

    Examples
    --------
    >>> read("<p>新建<b>学校</b></p><script>x</script><p>3所</p>".encode(), "page.html")
    ('新建学校\n3所', 'utf-8')
    """
    text, encoding = _decode(data, where)
    # without huge_tree, a page nested 256 deep is cut off in silence; walking over comments takes time that grows with
    # the square of their number
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(_PROLOG.sub("", text.replace("\x00", ""), count=1), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise DocumentError(Problem(f"this is no HTML: {error}", where=where, remedy="save it as .txt")) from error
    if any(said.type == _RESOURCE_LIMIT for said in parser.error_log):
        # the rest of the page is missing from the tree
        problem = Problem("the page is nested too deep to be read to its end", where=where, remedy="save it as .txt")
        raise DocumentError(problem)
    return "\n".join(_within(_lines(root), where, limits)), encoding


def _within(lines: Iterable[str], where: str, limits: Limits) -> Iterator[str]:
    """Stop where there is too much text: cells that span columns give more than stands in the page."""
    characters = 0
    for line in lines:
        characters += len(line) + 1
        if characters > limits.characters:
            raise DocumentError(limits.over("characters", f"the page holds {characters:,} characters", where))
        yield line


def _decode(data: bytes, where: str) -> tuple[str, str]:
    named = _CHARSET.search(data, 0, 4096)
    if named:
        name = named[1].decode("ascii").lower()
        # pages that say gb2312 hold characters of its successors
        codec = "gb18030" if name.startswith("gb") else name
        try:
            return data.decode(codec), codec
        except (UnicodeDecodeError, LookupError):
            pass  # the page is wrong about itself
    decoded = decode(data, where)
    return decoded.text, decoded.encoding


def _lines(root: Any) -> Iterator[str]:
    """Walk the tree without recursion and give a line a block."""
    line: list[str] = []
    skip: Any = None
    for event, node in lxml.etree.iterwalk(root, events=("start", "end")):
        tag = node.tag
        if skip is not None:
            if event == "end" and node is skip:
                skip = None
                line.append(node.tail or "")
            continue
        if event == "start" and (tag in _DROPPED or _HIDDEN.search(node.get("style") or "")):
            skip = node
            continue
        if tag in _BLOCKS and (text := _BLANKS.sub(" ", "".join(line)).strip()):
            yield text
        if tag in _BLOCKS:
            line = []
        if event == "start" and tag == "table" and (rows := _data_rows(node)):
            yield from (text for caption in node.iter("caption") if (text := cell_text(caption.itertext("*"))))
            yield from table_lines(rows)
            skip = node
            continue
        if event == "start" and tag == "li":
            line.append("• ")  # browsers show it, and menus are told by it
        line.append((node.text if event == "start" else node.tail) or "")
    if text := _BLANKS.sub(" ", "".join(line)).strip():
        yield text


def _data_rows(table: Any) -> list[list[str]]:
    """Give the cells of a table of data; nothing for one that only lays out a page."""
    if table.find(".//table") is not None:
        return []
    rows: list[list[str]] = []
    waiting: dict[int, tuple[int, str]] = {}  # column: rows still covered by a cell above, and what they get
    for tr in table.iter("tr"):
        row: list[str] = []
        for cell in (one for one in tr if one.tag in ("td", "th")):
            _fill(row, waiting)
            text = cell_text(cell.itertext("*"))
            if len(text) > _LONG_CELL:
                return []
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for number in range(across):
                if down > 1:
                    waiting[len(row)] = (down - 1, spanned(text))
                row.append(text if number == 0 else spanned(text))
        _fill(row, waiting)
        rows.append(row)
    wide = sum(1 for row in rows if len(row) > 1)
    return rows if wide >= 2 else []


def _fill(row: list[str], waiting: dict[int, tuple[int, str]]) -> None:
    while len(row) in waiting:
        left, text = waiting.pop(len(row))
        if left > 1:
            waiting[len(row)] = (left - 1, text)
        row.append(text)


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), _MAX_SPAN)) if value.isascii() and value.isdigit() else 1
