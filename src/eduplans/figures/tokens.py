"""The one pass over the text that finds numerals, Arabic and Chinese, before anything is known of them.

The expression begins with one character class, so that the engine skips what is no numeral at its own speed, and
takes runs possessively, so that no text makes it look twice.
"""

from __future__ import annotations

from eduplans.figures.units import MEASURE_WORDS
from eduplans.patterns import compiled

__all__ = ["CHINESE", "DASHES", "DIGIT", "TOKEN"]

DIGIT = "0-9０-９"
CHINESE = "一二两三四五六七八九十百千万亿"
DASHES = "-—–―－‐~～〜∼至到"
_STARTS = "".join(sorted({word[0] for word in MEASURE_WORDS if not word[0].isascii()}))
_UNIT_NEXT = rf"(?=[ \u3000]?[{_STARTS}成倍%％‰点]|[-—–~～至到][{CHINESE}])"
_GROUPS = (
    rf"[{DIGIT}]{{0,2}}(?:(?:,[{DIGIT}]{{3}}){{1,40}}+|(?:[ \u00a0\u3000\u2009][{DIGIT}]{{3}}){{1,40}}+)(?![{DIGIT}])"
)
# counted, as a number of more digits is no amount and every further one would be looked at again
_SPACED = rf"(?: [{DIGIT}](?![{DIGIT}.])){{1,40}}+(?= ?[{_STARTS}%％万亿])"
_DECIMALS = rf"(?:[.．][{DIGIT}]++)*+"
_TIMES = r"(?:[多余几]?(?:[ \u3000]?|\s?\n\s{0,2}(?=[万亿]))(?:[百千万亿]++|十(?=[万亿余多]))[多余几]?|[多余几])?"
_ARABIC = (
    rf"(?<=[{DIGIT}])(?:{_GROUPS}|{_SPACED}|[{DIGIT}]*+){_DECIMALS}"
    rf"(?P<times>{_TIMES}(?:(?<=[亿万])[{DIGIT}]++[百千万]++)?)"
)
_RUN = rf"[{CHINESE}零〇多余几]*+"
_SHARE = rf"分之[{CHINESE}零〇]++(?:点[{CHINESE}零〇]++)?"
_CHINESE = (
    rf"(?<=[{CHINESE}])(?<![{CHINESE}零〇第][{CHINESE}])(?:"
    rf"{_RUN}{_SHARE}|(?<=一)半(?![径导岛边]|自动)"
    rf"|(?<=[近上超逾约过满破][百千万亿]){_RUN}{_UNIT_NEXT}"
    rf"|(?<=[百千万亿])[多余]{_RUN}{_UNIT_NEXT}"
    rf"|(?<![百千万亿]){_RUN}(?:点[{CHINESE}零]++)?{_UNIT_NEXT})"
)
_HALF = "(?<=半)(?:数|(?=小时|个[月小]))"
_DOUBLE = "(?<=翻)(?:[了两]?[近约超]?[一两二三四]?番|倍)"
_ORDINAL = rf"(?<=第)[ ]?[{DIGIT}{CHINESE}零〇]++(?:[-—–~～至到、]第?[{DIGIT}{CHINESE}]++)?"
TOKEN = compiled(
    rf"[{DIGIT}{CHINESE}半翻第](?:(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE})|(?P<half>{_HALF})|"
    rf"(?P<double>{_DOUBLE})|(?P<ordinal>{_ORDINAL}))"
)
"""A numeral with its multipliers; group names say which sort it is."""
