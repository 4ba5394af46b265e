"""Headings: the frame in which a figure's context is read.

A `Frame` knows under which heading, section and school a position stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.figures.sentences import HEADING
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eduplans.model import Item

__all__ = ["Frame"]

_TOP = compiled(r"[ \t\u3000]*(?:第?[一二三四五六七八九十]{1,3}[、.．章节])")
_SCHOOL = compiled(
    r"\n[ \t\u3000]*([^\s，。；：、,;:0-9（(]{2,24}(?:小学|初级中学|初中|幼儿园|高级中学|高中|职教中心|中学|学校|学院))"
    r"[ \t\u3000\r]*(?=\n)"
)
_TITLE_REACH = 300
_TITLE_LINES = 6
_NO_TITLE = compiled("附?[图表] ?[一二三四五六七八九十0-9]|[^|]{0,30}\\|")
_SENTENCE_SIGN = re.compile("[，。；：,;:？！]")
_HEADING_WORDS = sorted(
    ((row["word"], row["status"]) for row in codebook.read("heading_words")), key=lambda pair: -len(pair[0])
)
_HEADING_CUES = re.compile("|".join(re.escape(word) for word, _ in _HEADING_WORDS))
_HEADING_STATUS = dict(_HEADING_WORDS)
# every alternative begins with a character of its own, so that the engine skips what begins with none of them
_TURN = compiled(
    "主要预期目标|预期目标是|主要目标是|今年重点|今年要重点|工作总体要求|工作的总体要求|重点(?:做好|抓好)(?:以下)?[^，。；\n]{0,8}工作"
    "|下一步|今后五年|未来五年"
)
# a paragraph that opens so looks back, whatever its heading also announces
_BACK = compiled(
    "\n[ \t\u3000]*(?:各位代表[!！，,。:：]{1,2})?[—-]{0,3}"
    "(?:(?:刚刚)?过去的?(?:[一五]年|20[0-9]{2}年)|[一五]年来|这五年|回顾(?:过去|[一五]年)|“十[二三四]五”(?:以来|时期[，,我是]))"
)
_MET = re.compile("(?:完成|实现|达到|达成|好于|高于)[^，。；]*$")
_GOALS = ("主要预期目标", "预期目标是")
_ACTS = re.compile(
    "[^，。]{0,4}(?:夯实|筑牢|打牢|提升|提高|强化|巩固|突出|彰显|推进|加强|抓好|健全|完善|聚焦|落实|深化|优化|明确|做实|坚持)"
)
# a title that opens so says how or why something is done, and names goals or results by the way
_BY = re.compile("(?:结合|围绕|按照|根据|依据|紧扣|对照|着眼|立足|为|以|把|将|推动|促进|努力|力求|在)")
_PERIOD = compiled("“?十([二三四五六])五”?(?:时期|期间|规划)")
_PERIOD_ENDS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_REPORTS = compiled("(?:完成|执行|落实|进展|工作|开展)情况|现状|总结")
_YEAR = compiled("(20[0-9]{2})年")


def _heading_year(title: str) -> int | None:
    """Year that a heading names, the last year of a plan period where it names that."""
    years = _YEAR.findall(title)
    if years:
        return int(years[-1])
    periods = _PERIOD.findall(title)
    return _PERIOD_ENDS[periods[-1]] if periods else None


def _announced(title: str) -> set[str]:
    """Statuses that a heading announces; what stands behind a comma is a sentence under it."""
    head = _SENTENCE_SIGN.split(title, maxsplit=1)[0]
    if _ACTS.match(head) or _BY.match(head):
        return set()
    return {_HEADING_STATUS[cue.group()] for cue in _HEADING_CUES.finditer(head)}


def _depth(heading: str) -> int:
    """Depth of a heading by its number: 一、 or 第一章, （一）, 1."""
    if _TOP.match(heading):
        return 1
    return 2 if heading.lstrip()[:1] in "（(" else 3


class Frame:
    r"""Headings of one text.

    Parameters
    ----------
    text
        The text.
    items
        Numbered items of the document, where it is one; headings are found in the text otherwise.

    Examples
    --------
    >>> frame = Frame("一、今后打算\n新建3所。再建2所。")
    >>> frame.heading_status(10)
    ('target', None)
    """

    def __init__(self, text: str, items: Sequence[Item] = ()) -> None:
        self.text = text
        self._modes: list[tuple[int, str, int | None]] = []
        self._aims = False
        self._headings: list[tuple[int, int, str]] = []
        self._read_headings(items)
        self._schools = [(found.start(), found.group(1)) for found in _SCHOOL.finditer(text)]
        self._school_starts = [start for start, _ in self._schools]
        self._title = self._read_title()
        # final accounts tell what was spent, though they read like a budget
        self.accounts = "决算" in self._title and "预算" not in self._title
        self._general = "actual" if self.accounts else ""
        self._mode_starts = [start for start, _, _ in self._modes]
        self._heading_starts = [start for start, _, _ in self._headings]
        self._heads = list(self._with_those_above())

    def _read_headings(self, items: Sequence[Item]) -> None:
        if items:
            for item in items:
                self._headings.append((item.start, item.depth, item.heading))
        else:
            self._headings.extend(
                (found.start(), _depth(found.group()), found.group("title")) for found in self._headed_lines()
            )
        turns = [
            (found.start(), 0, "\0" + found.group())
            for found in _TURN.finditer(self.text)
            if _MET.search(self.text, max(0, found.start() - 14), found.start()) is None
        ]
        backs = [(found.start(), 0, "\1") for found in _BACK.finditer(self.text)]
        for start, depth, title in sorted([*self._headings, *turns, *backs]):
            self._turn(start, depth == 1, title)

    def _headed_lines(self) -> Iterator[re.Match[str]]:
        start = 0
        while start >= 0:
            found = HEADING.match(self.text, start)
            if found is not None:
                yield found
            start = self.text.find("\n", start) + 1 or -1

    def _with_those_above(self) -> Iterator[tuple[str, ...]]:
        """Each heading and those that it stands below, from the nearest to the outermost."""
        above: list[tuple[int, str]] = []
        for _, depth, title in self._headings:
            while above and above[-1][0] >= depth:
                above.pop()
            above.append((depth, title))
            yield tuple(title for _, title in reversed(above))

    def _turn(self, start: int, top: bool, title: str) -> None:
        last_year = self._modes[-1][2] if self._modes else None
        if title == "\1":
            if not self._aims:
                self._modes.append((start, "actual", None))
            return
        if title.startswith("\0"):
            self._aims = self._aims or title[1:] in _GOALS
            self._modes.append((start, "target", last_year if self._modes and self._modes[-1][1] != "actual" else None))
            return
        found = _announced(title)
        if found:
            # a heading that names both what was done and what is to come decides nothing, unless it reports on aims
            status = "actual" if _REPORTS.search(title) else "" if len(found) > 1 else found.pop()
            self._aims = self._aims and status != "actual"
            self._modes.append((start, status, None if len(found) > 1 else _heading_year(title)))
        elif top:
            # behind the goals of the year come the tasks, whatever their headings say
            self._modes.append((start, "target" if self._aims else "", _heading_year(title)))

    def stretch(self, position: int) -> tuple[int, int]:
        """Stretch of text around a position in which `heading_status` says the same.

        Parameters
        ----------
        position
            Place in the text.

        Returns
        -------
        tuple of int
            Where it begins and ends.
        """
        starts = self._mode_starts
        index = bisect_right(starts, position)
        return starts[index - 1] if index else 0, starts[index] if index < len(starts) else len(self.text) + 1

    def heading_status(self, position: int) -> tuple[str, int | None]:
        """Status that the heading above a position announces, and its year.

        Parameters
        ----------
        position
            Place in the text.

        Returns
        -------
        str
            ``target``, ``actual`` or the empty string.
        int or None
            Year of the heading.
        """
        index = bisect_right(self._mode_starts, position) - 1
        if index < 0:
            return self._general, None
        _, mode, year = self._modes[index]
        return mode or self._general, year

    def heads(self, position: int) -> tuple[str, ...]:
        """Headings above a position.

        Parameters
        ----------
        position
            Place in the text.

        Returns
        -------
        tuple of str
            From the one directly above to that of the section, the outermost; empty before the first.
        """
        index = bisect_right(self._heading_starts, position) - 1
        return self._heads[index] if index >= 0 else ()

    def below(self, position: int) -> tuple[int, int]:
        """Stretch of text around a position in which `heads` and `subject` say the same.

        Parameters
        ----------
        position
            Place in the text.

        Returns
        -------
        tuple of int
            Where it begins and ends.
        """
        first, last = 0, len(self.text) + 1
        for starts in (self._heading_starts, self._school_starts):
            index = bisect_right(starts, position)
            first = max(first, starts[index - 1] if index else 0)
            last = min(last, starts[index] if index < len(starts) else last)
        return first, last

    def subject(self, position: int) -> str:
        """Name what the text is about: the school whose name stands as a line of its own above, else the title."""
        index = bisect_right(self._school_starts, position) - 1
        return self._schools[index][1] if index >= 0 else self._title

    def _read_title(self) -> str:
        """Lines above the first heading that are no sentences, which hold the title wherever it stands."""
        lines = [line.strip() for line in self.text[:_TITLE_REACH].split("\n")[:_TITLE_LINES]]
        return " ".join(
            line
            for line in takewhile(lambda line: HEADING.match(line) is None, lines)
            if 4 <= len(line) <= 40 and _SENTENCE_SIGN.search(line) is None and _NO_TITLE.match(line) is None
        )
