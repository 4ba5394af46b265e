"""Labels of numbered headings: their kinds and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Label", "labels_at_line_starts", "labels_in_lines", "labels_inside_lines", "number_of"]

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)} | {chr(0x2776 + n): n + 1 for n in range(10)}
_CN = "[一二三四五六七八九十百]{1,5}"
# the order matters where two could match; a label's own name in the path is its group
_KINDS = (
    ("part", rf"第(?P<part>{_CN}|\d{{1,2}})(?:部分|篇|编)"),
    ("chapter", rf"第(?P<chapter>{_CN}|\d{{1,2}})章"),
    ("section", rf"第(?P<section>{_CN}|\d{{1,2}})节"),
    ("article", rf"第(?P<article>{_CN}|\d{{1,3}})条"),
    ("cn", rf"(?P<cn>{_CN})\s?(?:[、.．]|,(?=\D))"),
    ("cn_bracket", rf"[(（]\s?(?P<cn_bracket>{_CN})\s?[)）][、.．,]?"),
    ("digit_bracket", r"[(（]\s?(?P<digit_bracket>\d{1,2})\s?[)）][、.．,]?"),
    ("decimal3", r"(?P<decimal3>\d{1,2}\.\d{1,2}\.\d{1,2})(?![\d.%])[、.．]?"),
    ("decimal2", r"(?P<decimal2>\d{1,2}\.\d{1,2})(?=[ 、\u3400-\u9fff“《])(?![亿万千百元个所名人倍度平公])[、.．]?"),
    ("digit", r"(?P<digit>\d{1,3})\s?(?:[、．]|\.(?!\d)|\.(?=(?:19|20)\d\d年)|,(?=[^\d\s]))"),
    ("digit_half", r"(?P<digit_half>\d{1,2})[)）]"),
    ("circled", r"(?P<circled>[①-⑳❶-❿])"),
)
_NAMES = tuple(name for name, _ in _KINDS)
_ANY = "|".join(pattern for _, pattern in _KINDS)
# 一、 must follow a sentence (统一、 does not), other labels may follow any character that is no part of a number
_MAY_BEGIN = rf"(?:^|(?<=[。；;！!？?：:”）)》\n 点划案告])(?={_CN})|(?<![\d.%第、])(?!{_CN}))"
_IN_LINE = compiled(rf"{_MAY_BEGIN}(?:{_ANY})[ \t]*")
_AT_LINE = re.compile(rf"[ \t]*(?:{_ANY})[ \t]*")
# what a line that begins with a label begins with; most lines begin with something else
_FIRST = frozenset("第一二三四五六七八九十百(（ \t") | _CIRCLED.keys()
# a quick look for lines worth reading: a label behind a sentence; what begins with one character is found fast
_INSIDE = tuple(
    compiled(stop + r"(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．](?!\d))")
    for stop in "。！？"
)
_INSIDE_KINDS = frozenset({"cn", "cn_bracket", "digit"})
# no label of another kind has one of these in it
_INSIDE_LINE = compiled(rf"{_MAY_BEGIN}(?:{'|'.join(one for name, one in _KINDS if name in _INSIDE_KINDS)})[ \t]*")
# what follows a number that only looks like a label: 三、四年级  5、6月  一、二、三等奖
_NO_HEADING = re.compile(
    r"(?:\d(?!\d{3}年)|[一二三四五六七八九十]{1,3}(?:[、.]|年级|季度|等奖|级|期|类|线|号)|[年月日%、，,。；;)）]|\Z|\n)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A possible label of a heading.

    Parameters
    ----------
    kind
        Its form, such as ``cn`` for 一、 and ``cn_bracket`` for (一).
    number
        Its number; for decimal labels that of the last part.
    name
        How it stands in a path: ``一``, ``(一)``, ``1``, ``第一章``.
    start, end
        From its first character to the first of the heading.
    parent
        For decimal labels the part before the last dot.
    """

    kind: str
    number: int
    name: str
    start: int
    end: int
    parent: str = ""


def number_of(numeral: str) -> int:
    """Give the value of a small numeral, Chinese or Arabic.

    Examples
    --------
    >>> number_of("十二"), number_of("二十"), number_of("一百零三"), number_of("7")
    (12, 20, 103, 7)
    """
    if numeral.isdecimal():
        return int(numeral)
    total, digit = 0, 0
    for sign in numeral:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def labels_at_line_starts(text: str) -> list[Label]:
    r"""Find all that may be labels at the starts of lines.

    Parameters
    ----------
    text
        A cleaned text.

    Returns
    -------
    list of Label
        In reading order; whether they are headings depends on their sequence.

    Examples
    --------
    >>> [label.name for label in labels_at_line_starts("一、党建\n(一)思想\n2020年新建\n1.5%的\n1.安全")]
    ['一', '(一)', '1']
    """
    return _labels(_at_lines(text))


def _at_lines(text: str) -> Iterator[re.Match[str]]:
    """Match at the start of each line, which is faster than to search for it."""
    start = 0
    while True:
        sign = text[start : start + 1]
        match = _AT_LINE.match(text, start) if sign in _FIRST or sign.isdecimal() else None
        if match:
            yield match
        start = text.find("\n", match.end() if match else start) + 1
        if not start:
            break


def labels_in_lines(text: str) -> list[Label]:
    """Find all that may be labels after a sentence, for copies that lost their line breaks.

    Examples
    --------
    >>> [label.name for label in labels_in_lines("一、党建1.思想。学习。2.组织。二、安全。")]
    ['一', '1', '2', '二']
    """
    return _labels(_IN_LINE.finditer(text))


def labels_inside_lines(text: str) -> list[Label]:
    """Find labels inside paragraphs that hold several items, the first perhaps at the start of the line.

    Only labels that follow each other in one line count, 2. and 3. behind a sentence.

    Examples
    --------
    >>> [label.name for label in labels_inside_lines("(一)学位。新建3所。(二)教师。招聘3名。见附表。一、二班")]
    ['(二)']
    """
    found: list[Label] = []
    last = -1
    for position in sorted(match.start() for pattern in _INSIDE for match in pattern.finditer(text)):
        start = text.rfind("\n", 0, position) + 1
        if start <= last:
            continue
        last = text.find("\n", position)
        last = len(text) if last < 0 else last
        found += _following(_labels(_INSIDE_LINE.finditer(text, start, last)), text, start)
    return found


def _following(labels: list[Label], text: str, line: int) -> list[Label]:
    """Keep the labels of a line that continue one before them in the line, and that one."""
    kept: dict[int, Label] = {}
    open_labels: dict[str, Label] = {}
    for label in labels:
        at_start = not text[line : label.start].strip()
        before = open_labels.get(label.kind)
        # numbers with a dot must stand behind a full stop: 主要是：1.安全；2.卫生 is a list inside a sentence
        behind = at_start or label.kind == "cn_bracket" or text[label.start - 1] in "。！？"
        if behind and (at_start or label.number == 1 or (before is not None and label.number == before.number + 1)):
            open_labels[label.kind] = label
            if before is not None and label.number == before.number + 1:
                kept[before.start] = before
                kept[label.start] = label
    return [label for start, label in sorted(kept.items()) if text[line:start].strip()]


def _labels(matches: Iterable[re.Match[str]]) -> list[Label]:
    found = []
    for match in matches:
        text, kind = match.string, match.lastgroup or ""
        if kind == "circled":
            if text[match.end() : match.end() + 1] in _CIRCLED:  # signs in a row label nothing
                continue
        elif _NO_HEADING.match(text, match.end()):
            continue
        found.append(_label(kind, match))
    return found


def _label(kind: str, match: re.Match[str]) -> Label:
    value = match[kind]
    start = match.start(kind) - _PREFIX.get(kind, 0)
    parent, _, last = value.rpartition(".") if kind.startswith("decimal") else ("", "", value)
    number = _CIRCLED[value] if kind == "circled" else number_of(last)
    return Label(kind, number, _NAME_FORMS.get(kind, "{}").format(value), start, match.end(), parent)


_PREFIX = {"part": 1, "chapter": 1, "section": 1, "article": 1, "cn_bracket": 1, "digit_bracket": 1}
_NAME_FORMS = {
    "part": "第{}部分",
    "chapter": "第{}章",
    "section": "第{}节",
    "article": "第{}条",
    "cn_bracket": "({})",
    "digit_bracket": "({})",
    "digit_half": "{})",
}
