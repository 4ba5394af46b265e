"""Numbers and lines that blanks and line ends tore: ``8 31 6万元``, ``83. 5%``, a line that begins with a comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.patterns import compiled

if TYPE_CHECKING:
    import re

__all__ = ["TORN", "clean_torn", "clean_torn_lines"]

TORN = compiled(r"[ \t\n·•‧∙・]")
_HAN = "\u3400-\u9fff"
_UNIT = r"[%‰万亿倍元]|个百分点|平方|公里|公顷|亩|吨|千|百"
_DIGITS = compiled(r"\d(?<=[^\s\d.].)\d*(?:\.\d+)?(?: \d+(?:\.\d+)?)+")
# all patterns begin with one character, which is found fast
_PARTED = compiled(r" (?<=\d )(?=\d)")
_DOT_BLANK = (
    compiled(rf"\.(?<=\d\.) +(?=\d{{1,4}}(?:{_UNIT}))"),
    compiled(rf" \.(?<=\d \.) *(?=\d{{1,4}}(?:{_UNIT}))"),
)
# a blank behind a comma that parts thousands, as far as the unit: 1,421, 486万元
_COMMA_BLANK = compiled(rf",(?<=\d,) +(?=\d{{3}}(?:, ?\d{{3}}){{0,4}}(?:\.\d{{1,4}})?(?:{_UNIT}))")
_BEFORE_COMMA = compiled(r"(?:^|[^\d,.])\d{1,3}(?:, ?\d{3})*$")
_DOT_LINE = compiled(rf"\.(?<=\d\.)\n *(?=\d{{1,4}}(?:{_UNIT}))")
_BEFORE_DOT = compiled(rf"[{_HAN}，、：:（(至到]\d{{1,6}}$")
_OTHER_DOT = tuple((dot, compiled(rf"{dot}(?<=\d.)(?=\d{{1,4}}(?:[%‰万亿倍]|个百分点))")) for dot in "。·•‧∙・")
_TORN_YEAR = compiled(r"[12](?<![\d.].)(?:(?<=1) ?9|(?<=2) ?0) ?\d ?\d(?= ?年)")
# a comma that parts thousands is no sign of prose
_PROSE = compiled(r"[，。；、：]|,(?!\d{3})")
_YEAR = compiled(r"(?:19|20)\d\d")
_FEWEST, _SHARE, _LONGEST_NUMBER = 12, 0.04, 12
# a blank, the same between two Chinese characters, and inside a number
_BLANKS = tuple(
    (
        blank,
        compiled(rf"{blank}(?<=[{_HAN}].)(?=[{_HAN}])"),
        compiled(rf"{blank}(?<=[\d.,].)(?=[\d.,%‰])"),
    )
    for blank in (" ", "\t")
)
# a line end inside a number, and one before a sign that begins no line
_LINE_IN_NUMBER = compiled(r"\n(?<=\d\n)[ ]*(?=\d)")
_LAST = compiled(rf"(?<=[{_HAN}，、：:（(“%])(?P<digits>\d[\d,.\n]*)$")
_NO_NUMBER = compiled(r"(?:附件|附表|附录|图|表|第|号|[A-Za-z])$")
_NEXT = compiled(r"(?!(?:19|20)\d\d年)\d[\d,]*(?:\n\d+){0,8}(?:\.\d+)?")
_DATE = compiled(r"\d{1,2}[月日]")
_UNIT_TORN = compiled(
    r"\n(?<=[\d%‰万亿元人个所名次间]\n) *"
    r"(?:(?=左右|百分点|平方米|公里|公顷)|(?<=[\d%‰万亿元]\n)(?=以[上下内](?![是为均各数情内报资])|个百分点|[万亿]元))"
)
# a unit of several characters of which some are on the next line
_UNIT_SPLIT = compiled(
    r"\n(?:(?<=\d平方\n) *(?=米|公里|千米)|(?<=\d平\n) *(?=方米|方公里)|(?<=[\d多余][万亿]\n) *(?=元)"
    r"|(?<=\d个百\n) *(?=分点)|(?<=个百分\n) *(?=点))"
)
_BAD_START = compiled(r"\n[ \t]*(?:[，。；、]|[%％‰](?<=\d\n.))")
_SHORT, _NEAR = 10, 120


def clean_torn(text: str, characters: str = "") -> tuple[str, int]:
    r"""Put numbers together that blanks tore, and set their decimal points.

    Only what cannot be anything else: digits that blanks part inside a sentence and that a unit follows, or any where
    blanks stand between most characters. Columns and lists stay.

    Parameters
    ----------
    text
        Any text, its blanks ASCII.
    characters
        The rarer characters that it may have, where they are known.

    Returns
    -------
    tuple of str and int
        The text and how many blanks went or dots were set.

    Examples
    --------
    >>> clean_torn("全县投入8 31 6万元，增长5. 6%，达83\n。")
    ('全县投入8316万元，增长5.6%，达83\n。', 3)
    >>> clean_torn("小学 12 11\n初中 4 4")
    ('小学 12 11\n初中 4 4', 0)
    """
    before = text
    if " " in text or "\t" in text:
        text = _without_blanks(text)
        for blank in _DOT_BLANK:
            text = blank.sub(_dot, text)
        text = _COMMA_BLANK.sub(_comma, text)
    count = len(before) - len(text)
    for sign, dot in _OTHER_DOT:
        if sign == "。" or sign in (characters or text):
            text, dots = dot.subn(".", text)
            count += dots
    return text, count


def clean_torn_lines(text: str) -> tuple[str, int]:
    r"""Join a line of prose that ends inside a number, or before a sign that begins no line, with the next.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str and int
        The text and how many characters went.

    Examples
    --------
    >>> clean_torn_lines("全县今年，共投入83\n16万元\n，增长5%。")
    ('全县今年，共投入8316万元，增长5%。', 2)
    """
    joined = _LINE_IN_NUMBER.sub(_line_end, _DOT_LINE.sub(_dot, text))
    joined = _BAD_START.sub(lambda match: match[0].lstrip(), _UNIT_SPLIT.sub("", _UNIT_TORN.sub("", joined)))
    return joined, len(text) - len(joined)


def _without_blanks(text: str) -> str:
    least = max(_FEWEST, _SHARE * len(text))
    for blank, between, inside in _BLANKS:
        if text.count(blank) >= least and len(between.findall(text)) >= least:
            text = inside.sub("", text)
    if not _PARTED.search(text):
        return text
    return _DIGITS.sub(_joined, _TORN_YEAR.sub(lambda match: match[0].replace(" ", ""), text))


def _joined(match: re.Match[str]) -> str:
    """Join the digits of one number, unless they are years, a list or a row of a table."""
    if not _is_counted(match.string, match.end() + match.string.startswith(" ", match.end())):
        return match[0]
    parts = match[0].split(" ")
    whole = "".join(parts)
    text, start, end = match.string, match.start(), match.end()
    line = _before(text, start) + _after(text, end)
    if any(map(_YEAR.fullmatch, parts)) or whole.count(".") > 1 or len(whole) > _LONGEST_NUMBER:
        return match[0]
    if text[start - 1 : start] == ",":  # thousands are whole: 1,949,820 99.1%
        return match[0]
    return whole if _PROSE.search(line) else match[0]


def _is_counted(text: str, position: int) -> bool:
    """Tell whether Chinese or a sign for shares stands behind a number."""
    sign = text[position : position + 1]
    return "\u3400" <= sign <= "\u9fff" or sign in {"%", "‰"}


def _dot(match: re.Match[str]) -> str:
    """Take the blank beside a decimal point; 1. at the start of a line numbers it."""
    head = match.string[max(0, match.start() - 8) : match.start()]
    return "." if _BEFORE_DOT.search(head) else match[0]


def _comma(match: re.Match[str]) -> str:
    """Take the blank behind a comma that parts thousands; in front of it stands one to three digits, or threes."""
    head = match.string[max(0, match.start() - _LONGEST_NUMBER - 4) : match.start()]
    return "," if _BEFORE_COMMA.search(head) else match[0]


def _line_end(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    following = _NEXT.match(text, match.end())
    if following is None or not _is_counted(text, following.end()):
        return match[0]
    last = _LAST.search(text, max(0, at - _LONGEST_NUMBER - _SHORT), at)
    if last is None or _NO_NUMBER.search(text, max(0, last.start() - 2), last.start()):
        return match[0]
    if _YEAR.fullmatch(last["digits"]) and _DATE.match(text, match.end()):
        return match[0]
    line = _before(text, last.start()) + last["digits"]
    prose = (len(line) >= _SHORT and _PROSE.search(line)) or _PROSE.search(_after(text, following.end()))
    return "" if prose else match[0]


def _before(text: str, position: int) -> str:
    """Give what stands in front of a position on its line, as far as matters."""
    return text[max(0, position - _NEAR) : position].rpartition("\n")[2]


def _after(text: str, position: int) -> str:
    """Give what follows a position on its line, as far as matters."""
    return text[position : position + _NEAR].partition("\n")[0]
