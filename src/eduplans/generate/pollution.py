"""What web copies do to a document, in three levels: none, light and heavy.

All of it leaves the figures legible for a person: signs and scripts change, lines are broken and added, but no
character is lost. What a copy destroys for good has no known truth and is not made here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from eduplans.codebook import read as read_codebook
from eduplans.generate.data import read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eduplans.generate.chance import Chance

    Change = Callable[[str], str]

__all__ = ["LEVELS", "Pollution", "draw_pollution"]

LEVELS = ("none", "light", "heavy")
_WIDE = str.maketrans({chr(sign): chr(sign + 0xFEE0) for sign in range(ord("0"), ord("9") + 1)} | {"%": "％"})
_DIGITS = re.compile("[0-9%]+")
_NUMBER = re.compile(r"\d[\d.,]*(?=[\u4e00-\u9fff])")
_UNSEEN = "\u200b"
_NO_BREAK_BEFORE = "，。；：、）”》％%"
_ENCODINGS = {
    "none": ("utf-8",),
    "light": ("utf-8", "utf-8-sig", "gb18030"),
    "heavy": ("utf-8", "gb18030", "utf-16", "big5"),
}


class Pollution(NamedTuple):
    """What is done to one document.

    Parameters
    ----------
    level
        ``none``, ``light`` or ``heavy``.
    steps
        Names of the changes to its text, in order.
    change
        Changes a paragraph, heading or cell.
    before, after
        Lines around the document.
    between
        Lines that stand somewhere inside.
    width
        Characters a line where lines are broken; 0 where they are not.
    encoding
        Encoding of the file.
    """

    level: str
    steps: tuple[str, ...]
    change: Change
    before: tuple[str, ...]
    after: tuple[str, ...]
    between: tuple[str, ...]
    width: int
    encoding: str

    def broken(self, text: str) -> str:
        """Break a paragraph into lines as a copy of a page does, never before a closing sign."""
        if not self.width or len(text) <= self.width:
            return text
        lines, start = [], 0
        while start < len(text):
            end = start + self.width
            while end < len(text) and text[end] in _NO_BREAK_BEFORE:
                end += 1
            lines.append(text[start:end])
            start = end
        return "\n".join(lines)


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _traditional() -> _Converter:
    import opencc

    return cast("_Converter", opencc.OpenCC("s2tw"))


@cache
def _glosses() -> dict[int, str]:
    """Give each traditional character whose reading is known that reading in brackets behind it."""
    return {
        ord(row["character"]): f"{row['character']}({row['readings'].split()[0]})" for row in read_codebook("readings")
    }


def _to_traditional(text: str) -> str:
    return _traditional().convert(text)


def _glossed(text: str) -> str:
    return text.translate(_glosses())


def _spaced(text: str) -> str:
    return _NUMBER.sub(r" \g<0> ", text)


def _unseen(text: str) -> str:
    return _UNSEEN.join(text[start : start + 17] for start in range(0, len(text), 17))


# these two search for the few signs that change: a translation would look at every character
def _wide(text: str) -> str:
    return _DIGITS.sub(lambda match: match[0].translate(_WIDE), text)


def _narrow(text: str) -> str:
    return text.replace("，", ",").replace("；", ";").replace("：", ":")


def _wide_percent(text: str) -> str:
    return text.replace("%", "％")


#: Changes to a text by level: name, how often it is made, what it does.
_CHANGES: dict[str, tuple[tuple[str, float, Change], ...]] = {
    "none": (),
    "light": (
        ("percent", 0.4, _wide_percent),
        ("indent", 0.7, "　　{}".format),
        ("blanks", 0.3, _spaced),
    ),
    "heavy": (
        ("blanks", 0.4, _spaced),
        ("narrow", 0.3, _narrow),
        ("width", 0.4, _wide),
        ("traditional", 0.6, _to_traditional),
        ("gloss", 0.6, _glossed),
        ("unseen", 0.3, _unseen),
        ("indent", 0.8, "　　{}".format),
    ),
}
#: Lines around and inside a document by level: place, least, most.
_LINES = {
    "none": (),
    "light": (("menu", 1, 3), ("footer", 1, 3)),
    "heavy": (("menu", 3, 6), ("footer", 2, 5), ("spam", 1, 3), ("residue", 0, 2), ("decoration", 0, 2)),
}


def draw_pollution(level: str, words: Mapping[str, str], chance: Chance) -> Pollution:
    """Draw what is done to a document.

    Parameters
    ----------
    level
        ``none``, ``light`` or ``heavy``.
    words
        The names and years of the document, for the lines around it.
    chance
        The draws of the document.

    Returns
    -------
    Pollution

    Examples
    --------
    >>> from eduplans.generate.chance import Chance
    >>> draw_pollution("none", {}, Chance(1, 1)).change("增长5%")
    '增长5%'
    """
    chosen = [(name, change) for name, share, change in _CHANGES[level] if chance.likely(share)]
    steps = tuple(name for name, _ in chosen)
    if "gloss" in steps and "traditional" not in steps:  # readings stand behind traditional characters only
        chosen = [(name, change) for name, change in chosen if name != "gloss"]
        steps = tuple(name for name, _ in chosen)
    lines: dict[str, tuple[str, ...]] = {}
    for place, least, most in _LINES[level]:
        lines[place] = _around(place, chance.integer(least, most), words, chance)
    width = chance.integer(34, 52) if level == "heavy" and chance.likely(0.4) else 0
    encodings = [one for one in _ENCODINGS[level] if one != "big5" or steps.count("traditional")]
    spam = lines.get("spam", ())
    return Pollution(
        level, (*steps, "lines") if width else steps, _together(tuple(change for _, change in chosen)),
        (*spam[:1], *lines.get("menu", ())), (*lines.get("footer", ()), *spam[1:]),
        (*lines.get("residue", ()), *lines.get("decoration", ())), width, chance.one_of(encodings),
    )  # fmt: skip


def _together(changes: tuple[Change, ...]) -> Change:
    def change(text: str) -> str:
        for one in changes:
            text = one(text)
        return text

    return change


@cache
def _surroundings(place: str) -> tuple[str, ...]:
    return tuple(row["text"] for row in read("surroundings") if row["place"] == place)


def _around(place: str, number: int, words: Mapping[str, str], chance: Chance) -> tuple[str, ...]:
    lines = chance.shuffled(_surroundings(place))[:number]
    filled = []
    for line in lines:
        numbered = line.replace("{N}", str(chance.integer(1000, 99999)))
        filled.append(numbered.replace("{C}", words.get("C", "")).replace("{Y}", words.get("Y", "")))
    return tuple(filled)
