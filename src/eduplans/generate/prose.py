"""Sentences without a figure, such as fill most of a plan."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from eduplans.generate.data import read

if TYPE_CHECKING:
    from eduplans.generate.chance import Chance

__all__ = ["plain_sentence"]


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row["text"] for row in read("prose") if row["role"] == role) for role in _ROLES)


_ROLES = ("open", "middle", "close")
_MANY = 2**50  # far more than there are sentences


def plain_sentence(chance: Chance) -> str:
    """Put a sentence together: how it begins, two or three things that are done, perhaps what for.

    Examples
    --------
    >>> from eduplans.generate.chance import Chance
    >>> plain_sentence(Chance(1, 1)).endswith("。")
    True
    """
    opening, middle, close = _phrases()
    # one draw for all choices: a document has hundreds of such sentences
    rest, first = divmod(int(chance.draw() * _MANY), len(middle))
    rest, step = divmod(rest, len(middle) // 3)  # so that no thing is done twice
    rest, begins = divmod(rest, 2 * len(opening))
    rest, ends = divmod(rest, len(close) + len(close) // 2)
    text = middle[first] + "，" + middle[(first + step + 1) % len(middle)]
    if rest % 2:
        text += "，" + middle[(first + 2 * step + 2) % len(middle)]
    if begins < len(opening):
        text = opening[begins] + "，" + text
    return text + ("，" + close[ends] if ends < len(close) else "") + "。"
