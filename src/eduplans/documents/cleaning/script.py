"""Traditional characters become simplified ones, where a text or a line of it is traditional."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol, cast

__all__ = ["clean_traditional"]

_HAN = re.compile("[\u3400-\u9fff]")
# what the dictionaries of OpenCC leave as it is
_LEFT = str.maketrans({"硏": "研"})
_WORDS_LEFT = (("甚么", "什么"),)
_LINE_SHARE, _TEXT_SHARE = 0.06, 0.04


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    import opencc

    # tw2s, not t2s: it also gives 着 in 穿着 and 着力; not tw2sp, which changes words of mainland texts
    return cast("_Converter", opencc.OpenCC("tw2s"))


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
    >>> clean_traditional("着力做好學校建設")
    ('着力做好学校建设', 3)
    """
    converted = _simplify(text)
    if converted == text:
        return text, 0
    changed = _changes(text, converted)
    if len(converted) == len(text) and changed > _TEXT_SHARE * len(_HAN.findall(text)):
        return converted, changed
    return _by_line(text)


def _by_line(text: str) -> tuple[str, int]:
    lines, total = text.split("\n"), 0
    for number, line in enumerate(lines):
        simplified = _simplify(line)
        if simplified != line:
            changed = _changes(line, simplified)
            if changed > 1 and changed > _LINE_SHARE * len(_HAN.findall(line)):
                lines[number] = simplified
                total += changed
    return "\n".join(lines), total


def _simplify(text: str) -> str:
    converted = _converter().convert(text).translate(_LEFT)
    for wrong, right in _WORDS_LEFT:
        converted = converted.replace(wrong, right)
    return converted


def _changes(before: str, after: str) -> int:
    return sum(1 for one, other in zip(before, after, strict=False) if one != other)
