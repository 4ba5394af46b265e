"""Widths and blanks.

The rule: full-width digits, Latin letters, ``％ ＋ － ～ ／ ．``, round brackets and the ideographic space become
ASCII; Chinese punctuation stays Chinese and ASCII punctuation stays ASCII.
"""

from __future__ import annotations

import re

from eduplans.patterns import compiled

__all__ = ["SPACE", "WIDE", "clean_space", "clean_width", "narrow"]

_WIDE_DIGITS = frozenset("０１２３４５６７８９")
_WIDE_THOUSANDS = compiled("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_FULL = "０１２３４５６７８９％＋－～／．（）＝＜＞＆＃＠＊［］｜＂＇＿｛｝﹪∶﹣−"
_HALF = "0123456789%+-~/.()=<>&#@*[]|\"'_{}%:--"
_WIDE_BLANKS = (
    "　\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u2800\u3164"
)
_NARROW = (
    dict(zip(_FULL, _HALF, strict=True))
    | dict.fromkeys(_WIDE_BLANKS, " ")
    | {chr(code): chr(code - 0xFEE0) for base in (0xFF21, 0xFF41) for code in range(base, base + 26)}
    # digits of mathematical fonts, five alphabets of ten
    | {chr(code): str((code - 0x1D7CE) % 10) for code in range(0x1D7CE, 0x1D800)}
)
_TO_NARROW = str.maketrans(_NARROW)
WIDE = compiled(f"[{re.escape(''.join(_NARROW))}]")
SPACE = compiled(r"[ \t\n]")

_HAN = "\u3007\u3400-\u9fff，。；：、！？“”‘’《》〈〉（）()【】〔〕「」『』—…％%\ufdd0-\ufddb"
_BESIDE = compiled(f"[{_HAN}]")
_LETTER = compiled("[0-9A-Za-z]")
# a label that a page tore: a bracket alone on its line above 三)
_TORN_LABEL = compiled(r"^\(\n(?=[一二三四五六七八九十\d]{1,3}\))", re.MULTILINE)
_BLANKS = compiled("[ \t]+")
_ONLY_BLANKS = compiled("  *")  # begins with one character and is found fast


def narrow(text: str) -> str:
    """Make full-width digits, letters and signs ASCII.

    Examples
    --------
    >>> narrow("％Ａ")
    '%A'
    """
    return text.translate(_TO_NARROW)


def clean_width(text: str, characters: str = "") -> tuple[str, int]:
    """Make full-width digits, letters and signs ASCII; lengths stay.

    Parameters
    ----------
    text
        Any text.
    characters
        The rarer characters that it may have, where they are known, each once.

    Returns
    -------
    tuple of str and int
        The text and how many characters changed.

    Examples
    --------
    >>> clean_width("（２０２０）增长５％，其中：")
    ('(2020)增长5%，其中：', 8)
    """
    wide, total = set(WIDE.findall(characters or text)), 0
    if not wide.isdisjoint(_WIDE_DIGITS):
        # a comma between full-width digits that parts thousands is as wide as they are
        text, total = _WIDE_THOUSANDS.subn(",", text)
    for sign in wide:
        total += text.count(sign)
        text = text.replace(sign, _NARROW[sign])
    return text, total


def clean_space(text: str) -> tuple[str, int]:
    r"""Remove blanks inside Chinese and around lines, and empty lines.

    Examples
    --------
    >>> clean_space("  新建 学校 3 所  \n\n\n完")
    ('新建学校3所\n完', 9)
    """
    lines = text.split("\n")
    kept = "\n".join([bare for line in lines if (bare := line.strip(" \t"))])
    total = len(text) - len(kept) if kept else 0
    text = kept
    if "(\n" in text:
        text, count = _TORN_LABEL.subn("(", text)
        total += count
    if " " in text or "\t" in text:
        before = len(text)
        text = (_BLANKS if "\t" in text else _ONLY_BLANKS).sub(_blank, text)
        total += before - len(text)
    return text, total


def _blank(match: re.Match[str]) -> str:
    """Keep one blank between Latin words and numbers, none beside Chinese."""
    text, start, end = match.string, match.start(), match.end()
    left, right = text[start - 1 : start], text[end : end + 1]
    if _BESIDE.match(left):
        inside = _BESIDE.match(right) or _LETTER.match(right)
    else:
        inside = _LETTER.match(left) and _BESIDE.match(right)
    return "" if inside else " "
