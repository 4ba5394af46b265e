"""Outline: numbered headings with their text, as paths such as ``二/(四)/5``.

A label at the start of a line is a heading if it continues its sequence or opens a new one with its first number;
numbers of running text do neither. A copy that begins in the middle (with 14.) goes on from whatever its first label
is. The depth follows from the order in which kinds of labels were opened, so any
nesting is understood, and a sequence that runs on across sections (1 to 21) is seen as such.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from eduplans.documents.labels import Label, labels_at_line_starts, labels_in_lines, labels_inside_lines
from eduplans.model import Item
from eduplans.patterns import compiled

__all__ = ["outline"]

_ANNEX = compiled(
    r"^[ \t]*(附\s?件\s?[一二三四五六七八九十\d]{0,2}|名词解释|附\s?表\s?\d{0,2})[:：]?[ \t]*$", re.MULTILINE
)
_ANNEX_WORDS = compiled(r"附(?=\s?[件表])")
_SENTENCE = re.compile("[。！？!?\n]")
_CLAUSE = compiled("[，,：；;:。！？!?\n]")
_LONG = 60
# a copy without line breaks: lines of this length on average, and next to no labels at their starts
_FLAT, _FEW = 800, 4
# the usual order of kinds, which a copy without its beginning must be read by
_RANKS = {
    "part": 0, "chapter": 1, "section": 2, "article": 3, "cn": 3, "cn_bracket": 4, "digit": 5, "digit_bracket": 6,
    "digit_half": 6, "circled": 7,
}  # fmt: skip
_PLAIN = frozenset({"part", "chapter", "cn", "cn_bracket"})
_SECTIONS = frozenset({"cn", "part", "chapter", "article"})
_MOST_LEVELS = 8
_FEW_LOST = 3  # labels that may be missing before any other
_TITLE = 24
_NEAR = 40  # labels further on that may still be the one missing
_CONTENTS = compiled(r"^[ \t]*目\s{0,4}[录次][ \t]*$", re.MULTILINE)
_FRONT = 3000
_LEADERS = compiled(r"[.…·\s]*\d{0,3}$")


@dataclass(frozen=True, slots=True)
class _Heading:
    label: Label
    path: tuple[str, ...]


@dataclass(slots=True)
class _Level:
    kind: str
    number: int
    name: str


def outline(text: str) -> tuple[Item, ...]:
    r"""Find the numbered headings of a cleaned text.

    Parameters
    ----------
    text
        A cleaned text.

    Returns
    -------
    tuple of Item
        In reading order; empty where nothing is numbered.

    Examples
    --------
    >>> [item.path for item in outline("一、党建\n1.思想。学习。\n2.组织。\n二、安全\n3.消防。")]
    ['一', '一/1', '一/2', '二', '二/3']
    """
    headings = _headings(text)
    ends = [*(one.label.start for one in headings[1:]), len(text)][: len(headings)]
    used: dict[str, int] = {}
    items = []
    for one, end in zip(headings, ends, strict=True):
        path = "/".join(one.path)
        used[path] = used.get(path, 0) + 1
        if used[path] > 1:
            path = f"{path}#{used[path]}"
        items.append(
            Item(path, one.label.name, len(one.path), _heading_text(text, one.label.end, end), one.label.start, end)
        )
    return tuple(items)


def _heading_text(text: str, start: int, end: int) -> str:
    """Cut the heading: the line, or its first sentence, or where that is long its first clause."""
    line_end = text.find("\n", start, end)
    line_end = end if line_end < 0 else line_end
    stop = _SENTENCE.search(text, start, line_end)
    cut = stop.start() if stop else line_end
    if cut - start > _LONG:
        clause = _CLAUSE.search(text, start, line_end)
        cut = clause.start() if clause else cut
    return text[start : min(cut, start + 2 * _LONG)].strip(" \t，,：；;:。")


def _headings(text: str) -> list[_Heading]:
    labels = labels_at_line_starts(text)
    if len(text) > _FLAT * (1 + text.count("\n")) and len(labels) < _FEW:
        labels = labels_in_lines(text)
    elif inside := labels_inside_lines(text):
        labels = sorted([*labels, *inside], key=lambda label: label.start)
    labels = _without_contents(text, labels)
    annexes = _annexes(text)
    builder = _Builder(labels, text)
    accepted: list[_Heading] = []
    for position, label in enumerate(labels):
        while annexes and annexes[-1][0] < label.start:
            builder.annex(annexes.pop()[1], bool(accepted))
        path = builder.place(position)
        if path:
            accepted.append(_Heading(label, path))
    return accepted


def _without_contents(text: str, labels: list[Label]) -> list[Label]:
    """Drop the labels of a table of contents, whose lines come again as headings."""
    contents = _CONTENTS.search(text, 0, _FRONT)
    if not contents:
        return labels
    seen: set[str] = set()
    kept = []
    for label in reversed(labels):
        line_end = text.find("\n", label.end)
        line = _LEADERS.sub("", text[label.start : line_end if line_end >= 0 else len(text)][:_LONG])
        if label.start < contents.end() or line not in seen:
            kept.append(label)
        seen.add(line)
    return kept[::-1]


def _annexes(text: str) -> list[tuple[int, str]]:
    """Places and names of annexes, the last one first."""
    if not (_ANNEX_WORDS.search(text) or "名词解释" in text):
        return []
    return [(match.start(), match[1].replace(" ", "")) for match in _ANNEX.finditer(text)][::-1]


class _Builder:
    """Keeps the open levels and decides for one label after the other."""

    def __init__(self, labels: list[Label], text: str) -> None:
        self.labels, self.text = labels, text
        self.levels: list[_Level] = []
        self.prefix: tuple[str, ...] = ()
        self.last: dict[str, int] = {}
        self.places: dict[tuple[str, int], list[int]] = {}
        for position, label in enumerate(labels):
            self.places.setdefault((label.kind, label.number), []).append(position)
        self.excerpt = bool(labels) and labels[0].number > 1 and self._begins(0)

    def annex(self, name: str, after_headings: bool) -> None:
        """Begin an annex, which has a numbering of its own."""
        self.levels, self.last = [], {}
        self.prefix = (name,) if after_headings else ()

    def place(self, position: int) -> tuple[str, ...]:
        """Give the path of a label that is a heading, else nothing."""
        label = self.labels[position]
        if label.kind.startswith("decimal"):
            return self._place_decimal(label)
        depths = [depth for depth, level in enumerate(self.levels) if level.kind == label.kind]
        if not depths:
            if label.number == 1 or self._continues(position, self.last.get(label.kind, 0)):
                return self._open(label, self._depth(label))
            # a section above all that is open: the copy began inside the section before it
            rank = _RANKS[label.kind]
            above = (
                label.kind in _PLAIN
                and bool(self.levels)
                and all(_RANKS.get(one.kind, 9) > rank for one in self.levels)
            )
            if (self.excerpt and self._begins(position)) or (above and label.kind != "cn_bracket"):
                self.excerpt = True
                return self._open(label, self._depth(label))
            return ()
        # the innermost list of the kind first; 6 after 1, 2 below 5 belongs to the outer one
        for depth in sorted(depths, key=lambda one: (self.levels[one].number + 1 != label.number, -one)):
            if self._continues(position, self.levels[depth].number):
                return self._open(label, depth)
        if label.number == 1 and self._followed(position) and len(self.levels) < _MOST_LEVELS:
            # sections begin anew, anything else is a list inside an item
            return self._open(label, 0 if depths[0] == 0 and label.kind in _SECTIONS else len(self.levels))
        return ()

    def _depth(self, label: Label) -> int:
        """Give the depth of a kind that is not open: below what is, in an excerpt by the usual order of kinds."""
        if not self.excerpt:
            return len(self.levels)
        rank = _RANKS[label.kind]
        return next(
            (depth for depth, level in enumerate(self.levels) if _RANKS.get(level.kind, 9) >= rank), len(self.levels)
        )

    def _begins(self, position: int) -> bool:
        """Tell whether a label that is not the first of its kind may be the first that a copy kept."""
        label = self.labels[position]
        return label.kind in _PLAIN or (label.kind in _RANKS and self._comes(position, label.number + 1))

    def _place_decimal(self, label: Label) -> tuple[str, ...]:
        """1.2 goes below the heading that has the number 1, as its second."""
        number = int(label.parent.rpartition(".")[2])
        for depth, level in reversed([*enumerate(self.levels)]):
            if level.number == number and level.kind != label.kind:
                below = self.levels[depth + 1].number if len(self.levels) > depth + 1 else 0
                if label.number == below + 1:
                    return self._open(label, depth + 1)
        return ()

    def _open(self, label: Label, depth: int) -> tuple[str, ...]:
        del self.levels[depth:]
        self.levels.append(_Level(label.kind, label.number, label.name))
        self.last[label.kind] = next(level.number for level in self.levels if level.kind == label.kind)
        return (*self.prefix, *(level.name for level in self.levels))

    def _continues(self, position: int, last: int) -> bool:
        label = self.labels[position]
        if label.number == last + 1:
            return True
        # a number that a copy lost or a writer skipped, unless it still comes
        gap = label.number - last
        missing = self._next(position, last + 1)
        anew = self._next(position, 1) < missing  # what comes then belongs to another list
        near = gap <= _FEW_LOST or (label.kind in _PLAIN and self._is_title(label))
        return gap > 1 and near and last > 0 and (anew or missing >= position + _NEAR)

    def _is_title(self, label: Label) -> bool:
        """Tell whether a label and a few words are all of their line, as where an excerpt leaves sections out."""
        end = self.text.find("\n", label.end)
        line = self.text[label.end : end if end >= 0 else len(self.text)].rstrip()
        return 0 < len(line) <= _TITLE and _CLAUSE.search(line) is None

    def _comes(self, position: int, number: int) -> bool:
        """Tell whether a number of the same kind follows soon."""
        return self._next(position, number) < position + _NEAR

    def _next(self, position: int, number: int) -> int:
        places = self.places.get((self.labels[position].kind, number), [])
        later = bisect_right(places, position)
        return places[later] if later < len(places) else len(self.labels) + _NEAR

    def _followed(self, position: int) -> bool:
        return self._comes(position, 2)
