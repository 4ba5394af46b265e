"""Automatic numbering of Word files: labels that Word prints but does not keep in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

__all__ = ["Numbering", "numeral"]

_SIGNS = "零一二三四五六七八九"
_PLACE = re.compile(r"%(\d)")
_CIRCLED = 0x2460


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of a document and gives their labels.

    Parameters
    ----------
    document
        A document of python-docx.
    """

    def __init__(self, document: Any) -> None:
        self._levels = _levels(document)
        self._counts: dict[tuple[str, int], int] = {}

    def label(self, paragraph: Any) -> str:
        """Give the label that Word prints before a paragraph.

        Parameters
        ----------
        paragraph
            A paragraph of python-docx; paragraphs must come in their order.

        Returns
        -------
        str
            Such as ``一、`` or ``(1)``; empty for paragraphs without numbering and for bullets.
        """
        number, depth = _numbered(paragraph)
        level = self._levels.get((number, depth))
        if level is None or level.form in ("bullet", "none"):
            return ""
        self._counts[number, depth] = self._counts.get((number, depth), level.start - 1) + 1
        for deeper in range(depth + 1, 9):
            self._counts.pop((number, deeper), None)
        pattern: str = level.pattern
        return _PLACE.sub(lambda match: self._printed(number, int(match[1]) - 1), pattern)

    def _printed(self, number: str, depth: int) -> str:
        level = self._levels.get((number, depth))
        if level is None:
            return ""
        return numeral(self._counts.get((number, depth), level.start), level.form)


def _numbered(paragraph: Any) -> tuple[str, int]:
    """List and level of a paragraph, its own or those of its style."""
    for properties in (paragraph._p.pPr, paragraph.style.element.pPr if paragraph.style is not None else None):
        found = properties.numPr if properties is not None else None
        if found is not None and found.numId is not None:
            return str(found.numId.val), found.ilvl.val if found.ilvl is not None else 0
    return "", 0


def _levels(document: Any) -> dict[tuple[str, int], _Level]:
    """Forms of all levels of all lists."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):  # a document without lists
        return {}
    abstract = {one.get(_name(one, "abstractNumId")): one for one in root.iterchildren(_name(root, "abstractNum"))}
    levels = {}
    for one in root.iterchildren(_name(root, "num")):
        kind = one.find(_name(one, "abstractNumId"))
        base = abstract.get(kind.get(_name(one, "val"))) if kind is not None else None
        for level in base.iterchildren(_name(one, "lvl")) if base is not None else ():
            depth = int(level.get(_name(one, "ilvl")))
            levels[one.get(_name(one, "numId")), depth] = _Level(
                _value(level, "numFmt", "decimal"), _value(level, "lvlText", ""), int(_value(level, "start", "1"))
            )
    return levels


def _name(element: Any, local: str) -> str:
    return f"{{{element.nsmap['w']}}}{local}"


def _value(level: Any, local: str, default: str) -> str:
    found = level.find(_name(level, local))
    value = found.get(_name(level, "val")) if found is not None else None
    return default if value is None else str(value)


def numeral(number: int, form: str) -> str:
    """Write a number in a form of Word.

    Parameters
    ----------
    number
        A small number.
    form
        Name of the form in Word files.

    Returns
    -------
    str
        The numeral; Arabic digits for forms that are not known.

    Examples
    --------
    >>> numeral(12, "chineseCountingThousand"), numeral(3, "decimalEnclosedCircle"), numeral(3, "decimal")
    ('十二', '③', '3')
    """
    if form.startswith(("chinese", "ideograph", "japaneseCounting", "taiwanese")) and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else _SIGNS[tens]) + ("十" if tens else "") + (_SIGNS[ones] if ones else "")
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(_CIRCLED + number - 1)
    return str(number)
