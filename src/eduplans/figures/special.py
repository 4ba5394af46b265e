"""Figures that are more than a number with a unit: clock times, ratios, fractions and ranks."""

from __future__ import annotations

import re
from decimal import Decimal

from eduplans.figures import numerals
from eduplans.figures.candidates import Candidate
from eduplans.figures.tokens import DIGIT
from eduplans.figures.units import MEASURE_WORDS
from eduplans.patterns import compiled

__all__ = ["read_clock_or_ratio", "read_fraction", "read_ordinal"]

_COLON = compiled(
    rf"(?P<left>[{DIGIT}]{{1,4}}(?:[.．][{DIGIT}]{{1,4}})?)[ ]?[:：∶﹕][ ]?"
    rf"(?P<right>[{DIGIT}]{{1,5}}(?:[.．][{DIGIT}]{{1,4}})?)"
    rf"(?P<third>[ ]?[:：∶﹕][ ]?[{DIGIT}]{{1,4}}(?:[.．][{DIGIT}]{{1,4}})?)?(?![{DIGIT}年])"
)
_SLASH = compiled(r"(?P<above>[0-9]{1,2})/(?P<below>[0-9]{1,3})(?![0-9/年月])")
_RATIO_WORD = compiled("比|配备|比例|倍")
_HOUR = compiled(
    rf"(?P<hour>[{DIGIT}]{{1,2}})[时点]"
    rf"(?:(?P<minute>[{DIGIT}]{{1,2}})分|(?P<half>半)|钟|整|(?=[前后至到起—-]|之前|以前))"
)
# a bound makes a time of any hour: 不早于8点安排教学
_BOUNDS = frozenset({"早于", "晚于", "迟于"})
_BOUND_HOUR = compiled(rf"(?P<hour>[{DIGIT}]{{1,2}})[时点](?:(?P<minute>[{DIGIT}]{{1,2}})分|(?P<half>半)|钟|整)?")
_RANKED = re.compile(
    "(?:全国|全省|全市|全县|全区|全球|世界|中部|西部|东部|东北|西北|地区|省|市|县|排|排名|排在|列|位列|位居|名列|居|并列|升至|上升到|上升至|跃居"
    "|保持|获|荣获|均为)$"
)
_RANK = re.compile(
    rf"第(?P<number>[{DIGIT}]{{1,3}}|[一二三四五六七八九十]{{1,3}})(?:[-—–~至到、](?:第)?[{DIGIT}一二三四五六七八九十]{{1,3}})?"
)


def read_clock_or_ratio(text: str, start: int, end: int) -> Candidate | None:
    """Read 8:20 or 8时20分 as a clock time and 1:19.85 as a ratio.

    Parameters
    ----------
    text
        Any text.
    start, end
        Span of an Arabic numeral in it.

    Returns
    -------
    Candidate or None
        None where there is neither. What stands with a date is kept as a clock time with `sure` False.

    Examples
    --------
    >>> int(read_clock_or_ratio("不早于8:20", 3, 4).value)
    500
    >>> read_clock_or_ratio("生师比1:19.85", 3, 4).value
    Decimal('19.85')
    """
    following = text[end : end + 2]
    if not following:
        return None
    if following[0] in "时点":
        return _hour(text, start)
    if following.lstrip(" ")[:1] not in {":", "：", "∶", "﹕"}:
        return None
    found = _COLON.match(text, start)
    if found is None:
        return None
    before = text[max(0, start - 12) : start]
    left, right = found.group("left"), found.group("right")
    timely = left.isdigit() and right.isdigit() and len(right) == 2 and int(left) <= 24 and int(right) < 60
    if found.group("third") is None and timely and not _RATIO_WORD.search(before):
        return _clock(text, start, found.end(), int(left), int(right))
    if found.group("third") is not None and timely:
        # a time with seconds belongs to a date
        candidate = _clock(text, start, found.end(), int(left), int(right))
        candidate.sure = False
        return candidate
    return _ratio(found, start)


def _hour(text: str, start: int) -> Candidate | None:
    found = (_BOUND_HOUR if text[start - 2 : start] in _BOUNDS else _HOUR).match(text, start)
    if found is None or int(found.group("hour")) > 24:
        return None
    minute = 30 if found.group("half") else int(found.group("minute") or 0)
    return _clock(text, start, found.end(), int(found.group("hour")), minute)


def _clock(text: str, start: int, end: int, hour: int, minute: int) -> Candidate:
    sure = not re.search(r"[日号0-9）)] {0,2}(?:[上下中]午|晚)?$", text[max(0, start - 6) : start])
    candidate = Candidate(start, end, end, Decimal(60 * hour + minute), unit="clock", word=MEASURE_WORDS["时"])
    candidate.sure, candidate.sort = sure, "clock"
    return candidate


def _ratio(found: re.Match[str], start: int) -> Candidate | None:
    left, right = numerals.arabic(found.group("left")), numerals.arabic(found.group("right"))
    if left is None or right is None:
        return None
    candidate = Candidate(start, found.end(), found.end(), right, sort="ratio", word=MEASURE_WORDS["倍"])
    if left != 1:
        candidate.value = left
        candidate.sure = right == 1 and found.group("third") is None
    if found.group("third") is not None:
        candidate.sure = False
    return candidate


def read_fraction(text: str, start: int, end: int) -> Candidate | None:
    """Read 1/4 as 25 percent.

    Parameters
    ----------
    text
        Any text.
    start, end
        Span of an Arabic numeral in it.

    Returns
    -------
    Candidate or None
        None where no proper fraction stands.

    Examples
    --------
    >>> float(read_fraction("约占全国1/4", 4, 5).value)
    25.0
    """
    if text[end : end + 1] != "/" or (start and (text[start - 1].isascii() and text[start - 1] not in "( ")):
        return None
    found = _SLASH.match(text, start)
    if found is None or (text[found.end() : found.end() + 1].isalpha() and text[found.end()].isascii()):
        return None
    above, below = Decimal(found.group("above")), Decimal(found.group("below"))
    if not 0 < above < below:
        return None
    candidate = Candidate(start, found.end(), found.end(), above / below * 100, sort="fraction")
    candidate.word, candidate.unit = MEASURE_WORDS["%"], "percent"
    return candidate


def read_ordinal(text: str, token: re.Match[str]) -> Candidate | None:
    """Read 第6位 or 居全省第2 as a rank; other ordinals are names and give nothing.

    Parameters
    ----------
    text
        Any text.
    token
        Match of an ordinal.

    Returns
    -------
    Candidate or None
        None for what is no rank.
    """
    start = token.start()
    found = _RANK.match(text, start)
    if found is None:
        return None
    value = numerals.number(found.group("number"))
    if value is None:
        return None
    arabic = found.group("number")[0] not in numerals.DIGITS and found.group("number")[0] != "十"
    candidate = Candidate(start, found.end(), found.end(), value, unit="rank", word=MEASURE_WORDS["名"], sort="ordinal")
    following = text[found.end() : found.end() + 2]
    ranked = _RANKED.search(text[max(0, start - 4) : start]) is not None
    if following[:1] in {"位", "名"} and (
        ranked or following[1:2] in {"", "，", "。", "；", "、", "）", ")", "\n", "的"}
    ):
        candidate.end = found.end() + 1
        return candidate
    if ranked and (
        following[:1] in "，。；、）)\n（(" or following[:1] == "" or (not arabic and following[:1] != "个")
    ):
        candidate.sure = arabic
        if arabic or following[:1] in "，。；、）)\n（(的":
            return candidate
    return None
