"""Breaking labels into lines, in Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def width(text: str) -> int:
    """Count the columns that a text takes: a Chinese character takes two.

    Examples
    --------
    >>> width("项 items")
    8
    """
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def wrap(label: str, columns: int = 34) -> str:
    r"""Break a label into lines of at most so many columns, anywhere in Chinese and at blanks in English.

    Examples
    --------
    >>> wrap("义务教育 compulsory", 10)
    '义务教育\ncompulsory'
    """
    out, line = [], ""
    for word in _words(label):
        if line and width(line + word.rstrip()) > columns:
            out.append(line.rstrip())
            line = ""
        line += word
    return "\n".join([*out, line.rstrip()])


def _words(label: str) -> Iterator[str]:
    word = ""
    for sign in label:
        word += sign
        if sign == " " or ord(sign) > 0x2E7F:
            yield word
            word = ""
    if word:
        yield word
