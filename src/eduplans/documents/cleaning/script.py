"""Traditional characters become simplified ones, where a text or a line of it is traditional."""

from __future__ import annotations

from functools import cache
from operator import ne
from typing import TYPE_CHECKING

from eduplans.documents.simplified import simplify
from eduplans.patterns import compiled

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

__all__ = ["clean_traditional", "simplified", "traditional"]

_HAN = compiled("[\u3400-\u9fff]")
_LINE_SHARE, _TEXT_SHARE = 0.06, 0.04
_PLANE = range(0x3400, 0xA000)
_STRETCH = 1 << 20


@cache
def simplified() -> Mapping[str, str]:
    """Give the characters that the conversion changes, with what each becomes by itself.

    Examples
    --------
    >>> simplified()["學"], simplified().get("学")
    ('学', None)
    """
    before = "\n".join(map(chr, _PLANE))
    return {one: other for one, other in zip(before, simplify(before), strict=True) if one != other}


@cache
def traditional() -> re.Pattern[str]:
    """Compile the characters that the conversion changes and no simplified text uses (as it does 著 in 显著).

    Examples
    --------
    >>> traditional().findall("学校與學校")
    ['與', '學']
    """
    return compiled("[" + "".join(one for one in simplified() if not _is_simplified(one)) + "]")


def _is_simplified(character: str) -> bool:
    """Tell whether the old standard of simplified characters has it."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def clean_traditional(text: str) -> tuple[str, int]:
    """Convert traditional text to simplified characters; lengths stay.

    A text is converted as a whole where it is traditional, else only its traditional lines, so that a single
    traditional character in a simplified text (a name) stays as printed.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str and int
        The text and how many characters changed.

    Examples
    --------
    >>> clean_traditional("著力做好學校建設")
    ('着力做好学校建设', 3)
    """
    number = _count(text)
    if number <= 1:
        return text, 0
    if _is_traditional(number, text, _TEXT_SHARE):
        return _convert(text)
    lines, total = text.split("\n"), 0
    for order, line in enumerate(lines):
        number = _count(line)
        if number > 1 and _is_traditional(number, line, _LINE_SHARE):
            lines[order], changed = _convert(line)
            total += changed
    return "\n".join(lines), total


def _count(text: str) -> int:
    """Count traditional characters, stretch by stretch: a list of all of them would be several times the text."""
    find = traditional().findall
    return sum(len(find(text, start, start + _STRETCH)) for start in range(0, len(text), _STRETCH))


def _is_traditional(number: int, text: str, share: float) -> bool:
    # most of a text is Chinese, so the length settles nearly all cases without counting
    return number > share * len(text) or (number > share * len(text) / 4 and number > share * len(_HAN.findall(text)))


def _convert(text: str) -> tuple[str, int]:
    converted = simplify(text)
    if len(converted) != len(text):  # marks of damage travel with the text, lengths must stay
        return text, 0
    return converted, sum(map(ne, text, converted))
