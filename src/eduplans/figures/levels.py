"""The level of education that a figure is about: what its clause, its sentence or its item says."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.figures.expressions import alternation
from eduplans.figures.stretches import Stretches
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.figures.frame import Frame
    from eduplans.figures.sentences import Place
    from eduplans.model import Level

__all__ = ["LevelIndex", "levels_in", "single_level"]

_LEVELS = {row["word"]: row["level"] for row in codebook.read("level_words")}
_WORD = re.compile(alternation(_LEVELS))
_LONGEST = max(map(len, _LEVELS))
_MIXED = "several"
_PLACE = "place"
_DEGREE = "degree"
_SECONDARY = "secondary"
# degrees of teachers say nothing of the level that they teach
_STAFF_BEFORE = compiled("教师|师资|教职工|职工|学历|学位|职称|招聘|引进|人才|保教|人员|园长|校长")
_STAFF_AFTER = compiled("[^，。；]{0,6}(?:学历|学位|教师|师资|人才)")
_STAFF_REACH = 24
_IS = compiled("(?:分别)?[为有达约共]{0,2}")
_AND = compiled("[、和与及]")
_UMBRELLAS = {"compulsory", _MIXED, _PLACE, "all"}
_BREAKS = compiled("[，,；;：:]")
_GREW = compiled(
    "[，,、]?(?:其中)?(?:同比|同口径|(?:比|较|与)[^，。；、0-9]{0,8}(?:相比)?|(?:比|较)[0-9]{4}年)?"
    "(?:增长|增加|下降|减少|提高|上升|降低|增幅|净增)[了约近超逾达为]{0,2}$"
)
_OTHER_MONEY = compiled("(?:支出|收入|经费|投入)[^，。；、0-9]{0,8}[0-9.,]+[万亿]*元$")
_TRANSITION = compiled("(?:(?P<junior>初中)|小学)毕业[生后][^，。；]{0,6}升[学入]")
_SPENT_ON = compiled("[^，。；、0-9]{2,14}(?:资金|经费|专项|补助)")
_PRIZE = compiled("(?:[一二三特]等|[金银铜优]|[国省市县]级)奖[^，。；]{0,2}$")
# a sentence that goes on with the school or the grades of the sentence before
_GOES_ON = re.compile(
    "[ \\n]?(?:(?:19|20)[0-9]{2}年)?(?:其他年级|其余年级|其它年级|该校|该园|全校|全园|校内|园内|我校|我园|招生"
    "|[0-9]+名(?:以后|以内|以前|之后)|校园(?:占地|面积)|占地|总?建筑面积|在校生|在校学生|毕业生|在园幼儿|教学班|班额|平均班额|生均占地|生均校舍)"
)
_MAY_GO_ON = frozenset(" \n0123456789其该全校园我招占总建在教班平生毕")
_POPULATION = compiled("(?<![龄务])人口|出生")
_BACK = 120


def levels_in(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Levels named in a stretch of text, in order, without repeats.

    Parameters
    ----------
    text
        Any text.
    start, end
        The stretch.

    Returns
    -------
    list of str
        Codes of levels; ``several`` for words that stand for more than one, ``place`` for all education of a
        place.

    Examples
    --------
    >>> levels_in("小学6所、乡镇中心小学和幼儿园")
    ['primary', 'preschool']
    >>> levels_in("中小学教师")
    ['several']
    """
    found: list[str] = []
    for word in _WORD.finditer(text, start, len(text) if end is None else end):
        level = _level(text, word)
        if level and level not in found:
            found.append(level)
    return found


def _level(text: str, word: re.Match[str]) -> str:
    """Level of a word where it stands; a degree is one of higher education unless a teacher has it."""
    level = _LEVELS[word.group()]
    if level != _DEGREE:
        return level
    start, end = word.span()
    if _STAFF_AFTER.match(text, end) or _STAFF_BEFORE.search(text, max(0, start - _STAFF_REACH), start):
        return ""
    return "higher"


class LevelIndex:
    """The level words of the stretches of a text in which figures stand.

    Parameters
    ----------
    text
        The text.

    Examples
    --------
    >>> index = LevelIndex("小学6所、初中3所")
    >>> index.read(0, 10)
    >>> index.named(0, 4)
    ['primary']
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._levels: list[str] = []
        self._stretches = Stretches(text, _WORD, _LONGEST)
        self._headings: dict[str, list[str]] = {}
        # what the headings above the last figure name, and from where to where they are the ones above
        self._named: list[str] = []
        self._first = self._last = 0

    def read(self, start: int, end: int) -> None:
        """Find the words of a stretch.

        Parameters
        ----------
        start, end
            The stretch; stretches come in reading order, and what two of them share is read once.
        """
        for found in self._stretches.read(start, end):
            level = _LEVELS[found.group()]
            if level == _DEGREE:
                level = _level(self._text, found)
            if level:
                self._starts.append(found.start())
                self._ends.append(found.end())
                self._levels.append(level)

    def named(self, start: int, end: int) -> list[str]:
        """Levels named in a stretch, in order, without repeats.

        Parameters
        ----------
        start, end
            The stretch.

        Returns
        -------
        list of str
            Codes of levels.
        """
        first = bisect_left(self._starts, start)
        found: list[str] = []
        while first < len(self._starts) and self._ends[first] <= end:
            if self._levels[first] not in found:
                found.append(self._levels[first])
            first += 1
        return found

    def heading(self, heading: str) -> list[str]:
        """Levels that a heading names; a place's money for education does not count there."""
        known = self._headings.get(heading)
        if known is None:
            known = self._headings[heading] = [level for level in levels_in(heading) if level != _PLACE]
        return known

    def level_of(
        self,
        text: str,
        place: Place,
        candidate: Candidate,
        noun: int,
        frame: Frame,
        inherited: Level,
        since: int,
    ) -> Level:
        """Level of a figure.

        Parameters
        ----------
        text
            The text.
        place
            Neighbourhood of the figure.
        candidate
            The figure.
        noun
            Length of the noun that its measure word counts.
        frame
            Knows the headings above it.
        inherited
            Level of the figure before it in the same clause or list.
        since
            End of the figure before it in the sentence.

        Returns
        -------
        Level
            Empty where nothing or several things are said.
        """
        index = bisect_left(self._starts, place.sentence)
        if index == len(self._starts) or self._starts[index] >= place.right:
            # no word of a level in the sentence so far, as in most
            return inherited or self._carried(text, place) or self._above(text, place, frame)
        level = self._in_sentence(text, place, candidate, noun, inherited, since)
        if level is None:
            return self._above(text, place, frame)
        return "" if level == "all" and _PRIZE.search(place.head) else level

    def _in_sentence(
        self, text: str, place: Place, candidate: Candidate, noun: int, inherited: Level, since: int
    ) -> Level | None:
        """Level that the sentence gives, the nearest words first; None where it names none."""
        start, end = candidate.start, candidate.end
        left = place.left
        beside = candidate.unit == "yuan" and "和" in place.head and _SPENT_ON.match(place.tail) is not None
        if beside:
            left += place.head.rindex("和")
        near = self._beside(place, left, min(place.right, end + noun + 2))
        if not near:
            stop = text.find("、", end, place.right)
            near = self.named(end, place.right if stop < 0 else stop)
        if near == [_SECONDARY]:
            near = [level for level in self.named(place.sentence, start) if level in {"junior", "senior"}] or near
        if len(near) > 1:
            moved = _TRANSITION.search(text, place.clause, start)
            if moved is not None:
                return "junior" if moved["junior"] else "primary"
            near = self._nearest(text, place, start) or near
        if near or beside:
            return _one(near) if near else ""
        if inherited:
            return inherited
        grown = self._latest(text, place.sentence, start) if _GREW.match(place.head) else []
        if grown == [_PLACE]:
            # what grew is what the clause before is about, where that is other money
            clause = max(place.sentence, *(text.rfind(sign, place.sentence, since) for sign in "，,；;：:"))
            grown = self._latest(text, clause, start) if _OTHER_MONEY.search(text, clause, since) else grown
        if grown:
            return _one(grown) or None
        moved = _TRANSITION.search(text, place.sentence, start)
        if moved is not None:
            return "junior" if moved["junior"] else "primary"
        between = [level for level in self._latest(text, max(since, place.sentence), start) if level != _PLACE]
        if between:
            return _one(between)
        earlier = [level for level in self._outside(place.sentence, start, start) if level != _PLACE]
        return _one(earlier) if earlier else None

    def _beside(self, place: Place, left: int, right: int) -> list[str]:
        """Levels beside a figure."""
        return self._outside(left, place.left + len(place.head), right)

    def _outside(self, start: int, stop: int, end: int) -> list[str]:
        """Levels of a stretch; what a bracket before `stop` adds counts only where nothing else names one."""
        named = self.named(start, end)
        if len(named) < 2:
            return named
        opened, closed = (max(self._text.rfind(sign, start, stop) for sign in signs) for signs in ("(（", ")）"))
        if not start < opened < closed:
            return named
        return list(dict.fromkeys(self.named(start, opened) + self.named(closed, end))) or named

    def _nearest(self, text: str, place: Place, start: int) -> list[str]:
        """Level directly before a figure where only one that takes it in stands further off.

        义务教育学校生均图书小学31册 is of primary schools.
        """
        index = bisect_left(self._starts, start) - 1
        if index < 0 or self._starts[index] < place.left or _IS.fullmatch(text, self._ends[index], start) is None:
            return []
        before = self._end_before(index)
        if not before:
            return []
        others = {level for level in self.named(place.left, self._starts[index]) if level != self._levels[index]}
        listed = _AND.search(text, before, self._starts[index])
        return [self._levels[index]] if listed is None and others <= _UMBRELLAS else []

    def _end_before(self, index: int) -> int:
        """Tell where the word before a word ends, wherever it stands; 0 where there is none."""
        end = self._ends[index - 1] if index else 0
        for found in _WORD.finditer(self._text, end, self._starts[index]):
            if _level(self._text, found):
                end = found.end()
        return end

    def _latest(self, text: str, start: int, end: int) -> list[str]:
        """Levels of the last clause of a stretch that names any."""
        index = bisect_left(self._starts, end) - 1
        found: list[str] = []
        while index >= 0 and self._starts[index] >= start:
            if found and _BREAKS.search(text, self._ends[index], self._starts[index + 1]):
                break
            if self._levels[index] not in found:
                found.append(self._levels[index])
            index -= 1
        return found

    def _carried(self, text: str, place: Place) -> Level:
        """Level of the sentence before where this one goes on with its school or its grades."""
        if text[place.sentence] not in _MAY_GO_ON or _GOES_ON.match(text, place.sentence) is None:
            return ""
        start = max(0, place.sentence - _BACK)
        before = LevelIndex(text)
        before.read(start, place.sentence)
        named = before._latest(text, start, place.sentence)
        if named == [_SECONDARY]:
            named = before.named(start, place.sentence)
            named = [level for level in named if level in {"junior", "senior"}]
        return _one(named) if named and _PLACE not in named else ""

    def _named_above(self, frame: Frame, start: int) -> list[str]:
        nearest, *further = (self.heading(heading) for heading in frame.heads(start) or ("",))
        if nearest:
            return nearest
        # 各级各类教育 in a heading further up is the sum of what stands below, not the level of each
        named = (levels for levels in further if levels and levels != ["all"])
        return next(named, None) or self.heading(frame.subject(start))

    def _above(self, text: str, place: Place, frame: Frame) -> Level:
        """Level of the nearest heading above that names one, else of the school or title above."""
        start = place.left
        if not self._first <= start < self._last:
            self._named = self._named_above(frame, start)
            self._first, self._last = frame.below(start)
        named = self._named
        if not named or _POPULATION.search(text, place.sentence, start + len(place.head)):
            return ""
        return _one(named)


def single_level(phrase: str, otherwise: Level) -> Level:
    """Level that a phrase names.

    Parameters
    ----------
    phrase
        A phrase.
    otherwise
        What to take where it names none.

    Returns
    -------
    Level
        The level.

    Examples
    --------
    >>> single_level("普通高中生均公用经费", "")
    'senior'
    """
    named = levels_in(phrase)
    return _one(named) if named else otherwise


def _one(named: list[str]) -> Level:
    special = [level for level in named if level not in {"all", _PLACE}]
    if len(special) == 1 and special[0] not in {_MIXED, _SECONDARY}:
        return special[0]  # type: ignore[return-value]
    if not special:
        return "all"
    if "special" in special and _MIXED not in special and len(special) == 2 and "compulsory" in special:
        return "special"
    return ""
