"""Signs that are scattered between the characters of a text: decorations that shall keep copies from being searched.

One sign between two characters may mean something (互联网+教育, 阿布都·热西提); what stands between every twentieth
pair of characters means nothing.
"""

from __future__ import annotations

import re
from functools import cache

from eduplans.patterns import compiled

__all__ = ["SCATTERED", "clean_scattered"]

_SIGNS = ".*^_=#¤`~░▒▓█■□§¶$@+·•∙⋅‧-–—/\\|¦‖︱"
_OFTEN = frozenset("|/\\—")  # these part words and cells in plain texts too
_BETWEEN_NUMBERS = frozenset(".-–—~/")  # ranges, fractions and decimals
SCATTERED = compiled(f"[{re.escape(_SIGNS)}]")
_HAN = "\u3400-\u9fff"
_EITHER = f"{_HAN}0-9%‰.,，。、；：（）()“”《》"
_FEWEST, _SHARE, _SHARE_OFTEN = 8, 0.02, 0.25
# **万元 and **县 are redacted: what is emphasised is a number, or words that begin with no unit
_STRONG = compiled(
    r"(\*{1,2}|_{1,2}|\$|`)(\d[\d.,]*[%‰]?[百千万亿]*|(?![万亿元个所名人年月日省市县区乡镇村])[\u3400-\u9fff][^*_$`\n，。；、]{1,30})\1"
)


def clean_scattered(text: str, characters: str = "") -> tuple[str, int]:
    """Remove signs that stand between many characters of a text, and marks of emphasis around words and numbers.

    Parameters
    ----------
    text
        Any text.
    characters
        The rarer characters that it may have, where they are known.

    Returns
    -------
    tuple of str and int
        The text and how many signs went.

    Examples
    --------
    >>> clean_scattered("青^禾^县^新^建^幼^儿^园^舍^3^0^所，2^3")
    ('青禾县新建幼儿园舍30所，23', 12)
    >>> clean_scattered("互联网+教育，新建**3**所")
    ('互联网+教育，新建3所', 4)
    """
    known = characters or text
    total = 0
    for sign in sorted(set(SCATTERED.findall(known))):
        least = max(_FEWEST, (_SHARE_OFTEN if sign in _OFTEN else _SHARE) * len(text))
        if text.count(sign) >= least and len(_between(sign).findall(text)) >= least:
            text, count = _beside(sign).subn("", text)
            total += count
    if any(text.count(sign) > 1 for sign in "*_$`" if sign in known):
        before = len(text)
        text = _STRONG.sub(r"\2", text)
        total += before - len(text)
    return text, total


@cache
def _between(sign: str) -> re.Pattern[str]:
    """Find a sign between two Chinese characters; what begins with one character is found fast."""
    return compiled(f"{re.escape(sign)}(?<=[{_HAN}].)(?=[{_HAN}])")


@cache
def _beside(sign: str) -> re.Pattern[str]:
    either = f"{re.escape(sign)}(?<=[{_EITHER}].)(?=[{_EITHER}])"
    if sign in _BETWEEN_NUMBERS:
        either += r"(?:(?<![0-9].)|(?![0-9]))"
    return compiled(either)
