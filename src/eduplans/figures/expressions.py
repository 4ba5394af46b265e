"""Expressions for many words, written so that the engine passes quickly what begins none of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["alternation", "first_characters", "grouped"]


def alternation(words: Iterable[str]) -> str:
    """Write an expression for any of many words, the longest first, that the engine passes most characters by.

    Words that begin with the same character share one branch, so that the engine has a set of characters to look
    for and few branches to try.

    Parameters
    ----------
    words
        Words, taken as they stand.

    Returns
    -------
    str
        An expression without groups around it.

    Examples
    --------
    >>> alternation(["小学", "初中", "小学生"])
    '小(?:学生|学)|初(?:中)'
    """
    branches: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        branches.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in branches.items())


def grouped(words: Iterable[str]) -> str:
    """Write an expression for any of many expressions under the characters that they begin with.

    Parameters
    ----------
    words
        Expressions; those that begin with a class, a group or an optional character stay as they are.

    Returns
    -------
    str
        An expression without groups around it.

    Examples
    --------
    >>> grouped(["到(?!位)", "到达", "第?[0-9]届"])
    '第?[0-9]届|到(?:(?!位)|达)'
    """
    branches: dict[str, list[str]] = {}
    others = []
    for word in words:
        if word[0] in "([" or word[1:2] in _OPTIONAL:
            others.append(word)
        else:
            branches.setdefault(word[0], []).append(word[1:])
    return "|".join([*others, *(f"{first}(?:{'|'.join(rests)})" for first, rests in branches.items())])


_OPTIONAL = frozenset("?*+{")


def first_characters(words: Iterable[str]) -> frozenset[str]:
    """Characters that simple expressions can begin with.

    Parameters
    ----------
    words
        Expressions that begin with a character, an optional character or a class.

    Returns
    -------
    frozenset of str
        The characters.

    Examples
    --------
    >>> sorted(first_characters(["第?[0-2届]", "到达"]))
    ['0', '1', '2', '到', '届', '第']
    """
    found: set[str] = set()
    for word in words:
        rest = word
        while rest[0] != "(" and rest[1:2] == "?":
            found.add(rest[0])
            rest = rest[2:]
        if rest[0] == "(":
            message = f"an expression that begins with a group: {word}"
            raise ValueError(message)
        if rest[0] != "[":
            found.add(rest[0])
            continue
        members = rest[1 : rest.index("]")]
        for first, last in re.findall("(.)-(.)", members):
            found.update(map(chr, range(ord(first), ord(last) + 1)))
        found.update(re.sub(".-.", "", members))
    return frozenset(found)
