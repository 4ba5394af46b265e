"""Markup in plain text: pages and database dumps that were saved with their tags.

Only a text that is full of tags is touched; ``<3岁`` and a single tag that a text speaks of stay.
"""

from __future__ import annotations

import html
import re

from eduplans.patterns import compiled

__all__ = ["MARKUP", "clean_markup"]

MARKUP = compiled("<")
_NAMES = (
    "html|head|body|title|div|p|br|hr|span|font|strong|b|i|u|em|a|img|center|h[1-6]|ul|ol|li|dl|dt|dd|table|tbody|thead|tfoot"
    "|tr|td|th|caption|col|colgroup|section|article|header|footer|nav|main|form|input|button|label|script|style|link|meta|o:p"
    "|sup|sub|small|big|wbr|ruby|rb|rt|rp|del|ins|s|strike|mark|code|pre|tt|nobr|blockquote|figure|figcaption|iframe|svg"
)
_TAG = compiled(rf"<(?P<close>/?)(?P<name>{_NAMES})(?![A-Za-z0-9-])[^<>]*>", re.IGNORECASE)
# each stops at the next opening of its own kind, so that a text of openings without ends takes linear time
_HIDDEN = compiled(
    r"<!--(?:[^<]|<(?!!--))*?-->|<%(?:[^<]|<(?!%))*?%>|<!DOCTYPE[^<>]*>"
    r"|<(?P<name>script|style)\b[^<>]*>(?:[^<]|<(?!/?(?P=name)))*</(?P=name)>",
    re.IGNORECASE,
)
_COMMENT = compiled(r"<!--(?:[^<]|<(?!!--))*?-->")
_INLINE = frozenset(
    (
        *("span", "font", "strong", "b", "i", "u", "em", "a", "img", "label", "o:p", "col", "colgroup", "sup", "sub"),
        *("small", "big", "wbr", "ruby", "rb", "rt", "rp", "del", "ins", "s", "strike", "mark", "code", "tt", "nobr"),
        "svg",
    )
)
# what stands above the text: pronunciations, and numbers of footnotes; m² keeps its number
_ABOVE = compiled(
    r"<(?P<name>rt|rp)\b[^<>]*>[^<>]*</(?P=name)>|(?<![米里分厘mM])<sup\b[^<>]*>\s*[\[［〔(（]?[注\d*]{1,4}[\]］〕)）]?\s*</sup>",
    re.IGNORECASE,
)
_CELLS = frozenset(("td", "th"))
# the source of a page may break its lines between cells and in them, which breaks no row
_CELL = compiled(r"<(?P<name>t[dh])\b[^<>]*>(?:[^<]|<(?!/?t[dhr]\b))*</(?P=name)>(?:\s+(?=<t[dh]\b))?", re.IGNORECASE)
_ESCAPED = compiled(r"\\(?:r\\n|n|r|t)(?![A-Za-z])|\\(?=[\"'/])")
_ENOUGH = 4
_EDGE = compiled(r"[ \t]*\|[ \t]*$", re.MULTILINE)


def clean_markup(text: str) -> tuple[str, int]:
    r"""Take the tags out of a text that is full of them: blocks and rows become lines, cells are split by bars.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str and int
        The text and how many tags, comments and scripts went.

    Examples
    --------
    >>> clean_markup("<p>新建<b>学校</b></p><p>3所</p>")
    ('\n新建学校\n\n3所\n', 6)
    >>> clean_markup("3岁以下(<3岁)的<p>标签")
    ('3岁以下(<3岁)的<p>标签', 0)
    """
    if ">" not in text:
        return text, 0
    if text.count(">") < _ENOUGH or len(_TAG.findall(text)) < _ENOUGH:
        text, comments = _COMMENT.subn("", text)
        return text, comments
    text, hidden = _HIDDEN.subn("", text)
    text, above = _ABOVE.subn("", text)
    hidden += above
    tags = len(_TAG.findall(text))
    text = _TAG.sub(_replacement, _CELL.sub(_on_one_line, text) if "\n" in text else text)
    if "|" in text:
        text = _EDGE.sub("", text)
    if "\\" in text:
        text = _ESCAPED.sub(_unescaped, text)
    return html.unescape(text) if "&" in text else text, hidden + tags


def _replacement(tag: re.Match[str]) -> str:
    name = tag["name"].lower()
    if name in _CELLS:
        return " | " if tag["close"] else ""
    return "" if name in _INLINE else "\n"


def _on_one_line(cell: re.Match[str]) -> str:
    """Take the line ends out of a cell, those of its source and those that its paragraphs would make."""
    inside = _TAG.sub(lambda tag: tag[0] if _replacement(tag) != "\n" else " ", cell[0])
    return " ".join(inside.split())


def _unescaped(found: re.Match[str]) -> str:
    return "" if found[0] == "\\" else "\t" if found[0] == "\\t" else "\n"
