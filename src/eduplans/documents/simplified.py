"""Traditional characters to simplified ones, by OpenCC."""

from __future__ import annotations

from functools import cache
from typing import Protocol, cast

__all__ = ["simplify"]

# what the dictionaries of OpenCC leave as it is, or change where a text is simplified already
_LEFT = (("硏", "研"), ("甚么", "什么"), ("显着", "显著"), ("卓着", "卓著"), ("昭着", "昭著"))


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _converter() -> _Converter:
    import opencc

    # tw2s, not t2s: it also gives 着 in 穿着 and 着力; not tw2sp, which changes words of mainland texts
    return cast("_Converter", opencc.OpenCC("tw2s"))


def simplify(text: str) -> str:
    """Convert traditional characters, whatever the text is.

    Examples
    --------
    >>> simplify("穿著得體")
    '穿着得体'
    """
    converted = _converter().convert(text)
    for left, right in _LEFT:
        converted = converted.replace(left, right)
    return converted
