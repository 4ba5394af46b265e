"""Widths and blanks.

The rule: full-width digits, Latin letters, ``％ ＋ － ～ ／ ．``, round brackets and the ideographic space become
ASCII; Chinese punctuation stays Chinese and ASCII punctuation stays ASCII.
"""

from __future__ import annotations

import re

__all__ = ["clean_space", "clean_width"]

_FULL = "０１２３４５６７８９％＋－～／．（）＝＜＞＆＃＠＊［］｜＂＇＿｛｝　\u00a0\u2002\u2003\u2009"
_HALF = "0123456789%+-~/.()=<>&#@*[]|\"'_{}     "
_LETTERS = {chr(code): chr(code - 0xFEE0) for base in (0xFF21, 0xFF41) for code in range(base, base + 26)}
_NARROW = str.maketrans({**dict(zip(_FULL, _HALF, strict=True)), **_LETTERS, "﹪": "%", "∶": ":", "﹣": "-", "−": "-"})
_WIDE = re.compile(f"[{re.escape(''.join(map(chr, _NARROW)))}]")

_TRAILING = re.compile(r"[ \t]+(?=\n|\Z)")
_LEADING = re.compile(r"(?:(?<=\n)|\A)[ \t]+")
_BLANK_LINES = re.compile(r"\n{2,}")
_HAN = "\u3007\u3400-\u9fff，。；：、！？“”‘’《》〈〉（）()【】〔〕「」『』—…％%\ufdd0\ufdd1"
_INSIDE = re.compile(f"(?<=[{_HAN}])[ \t]+(?=[{_HAN}0-9A-Za-z])|(?<=[0-9A-Za-z])[ \t]+(?=[{_HAN}])")
_RUNS = re.compile(r"[ \t]{2,}|\t")


def clean_width(text: str) -> tuple[str, int]:
    """Make full-width digits, letters and signs ASCII; lengths stay.

    Examples
    --------
    >>> clean_width("（２０２０）增长５％，其中：")
    ('(2020)增长5%，其中：', 7)
    """
    count = len(_WIDE.findall(text))
    return (text.translate(_NARROW), count) if count else (text, 0)


def clean_space(text: str) -> tuple[str, int]:
    """Remove blanks inside Chinese and around lines, and empty lines.

    Examples
    --------
    >>> clean_space("  新建 学校 3 所  \\n\\n\\n完")
    ('新建学校3所\\n完', 6)
    """
    total = 0
    for one, by in ((_TRAILING, ""), (_LEADING, ""), (_INSIDE, ""), (_RUNS, " "), (_BLANK_LINES, "\n")):
        text, count = one.subn(by, text)
        total += count
    return text.strip("\n"), total
