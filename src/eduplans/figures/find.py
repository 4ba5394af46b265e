"""From a document to its figures: scan, reject, share units, then read the context of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from heapq import merge
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from eduplans.figures.cells import table_figures
from eduplans.figures.change import change_of
from eduplans.figures.draft import Draft
from eduplans.figures.frame import Frame
from eduplans.figures.levels import LevelIndex, single_level
from eduplans.figures.lists import groups, share_units
from eduplans.figures.measure import Neighbours, behind_amount, counted_noun, measure_of, refine_unit, strip_edges
from eduplans.figures.named import member_names, members_from
from eduplans.figures.phrase import phrase_of
from eduplans.figures.qualifiers import qualifier_of
from eduplans.figures.reject import Protected, is_figure
from eduplans.figures.roles import role_of
from eduplans.figures.scan import TAILS, candidates
from eduplans.figures.sentences import Sentences
from eduplans.figures.status import Expectation, expected, status_of
from eduplans.figures.unwrap import unwrap
from eduplans.figures.years import YearIndex, year_of, year_said
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from eduplans.figures.candidates import Candidate
    from eduplans.figures.sentences import Place
    from eduplans.model import Change, Damage, Document, Figure, Item, Kind, Level, TableBlock

__all__ = ["find_figures", "find_figures_in_text", "iter_figures"]

_NEAR = 16
_PLAIN_GAP = re.compile(f"[^。；！？\n0-9]{{0,{_NEAR}}}")
_JOINED = compiled(f"(?:[^。；！？\n0-9]|[0-9]{{4}}年){{0,{_NEAR}}}")
_TAKES_NOUN = {"percent", "hour", "minute", "day", "month", "week", "year", "mu", "square_metre", "rank"}
_COMPARES = ("比", "较", "与")
_GROWN = ("增长", "下降", "增加", "减少", "提高", "降低", "上升")
_NOUN_TAIL = compiled("(班|教学班|平行班|学位|床位|孩子|年级)(?:及|含)?(以[上下内]|左右)")
_TAIL_ENDS = frozenset("上下内右")
_MONEY = {"yuan", "percent", "percentage_point"}
_PARTS = {"；", ";"}
_FAR = 60
_RESPECTIVELY = "分别"
_CLOSELY = 10
_start = attrgetter("start")
_OF_NUMBERS = frozenset("0123456789.")
_LONGEST_NUMBER = 11
_KINDS = {"plan", "report", "bulletin", "budget", "announcement"}
_BLOCK = 2000
"""Candidates that are held at once, and a few more to the end of the line."""
_BESIDE = 12
"""Characters between a figure and destroyed ones that still make it doubtful."""


def find_figures(document: Document) -> tuple[Figure, ...]:
    """Find the figures of a document.

    Parameters
    ----------
    document
        A document as `eduplans.documents` reads it.

    Returns
    -------
    tuple of Figure
        In reading order, not overlapping, with all columns of the codebook.
    """
    return tuple(iter_figures(document))


def iter_figures(document: Document) -> Iterator[Figure]:
    """Find the figures of a document block by block, so that those of a large one need not be held at once.

    Parameters
    ----------
    document
        A document as `eduplans.documents` reads it.

    Yields
    ------
    Figure
        In reading order, the same as `find_figures` gives.
    """
    kind, year = document.metadata.kind.value, document.metadata.year.value
    found = _find(
        document.text,
        int(year) if year.isdigit() else None,
        cast("Kind", kind if kind in _KINDS else "unknown"),
        document.items,
        document.damage,
        document.tables,
    )
    lost = [range(block.start, block.end) for block in document.tables if not block.resolved]
    if not lost:
        return found
    # where numbers of a table without layout are glued, where one ends would be a guess
    return (
        figure
        for figure in found
        if not (any(figure.start in span for span in lost) and _is_glued(document.text, figure.start))
    )


def _is_glued(text: str, start: int) -> bool:
    """Tell whether the number here has more points or digits than one number has."""
    first = last = start
    while first and text[first - 1] in _OF_NUMBERS:
        first -= 1
    while last < len(text) and text[last] in _OF_NUMBERS:
        last += 1
    run = text[first:last]
    return run.count(".") > 1 or len(run) > _LONGEST_NUMBER


def find_figures_in_text(text: str, year: int | None = None, kind: Kind = "unknown") -> tuple[Figure, ...]:
    """Find the figures of bare text.

    Parameters
    ----------
    text
        Clean simplified text.
    year
        The plan's or the reporting year, where it is known.
    kind
        Kind of document, which decides what a figure is taken for where its sentence does not say.

    Returns
    -------
    tuple of Figure
        In reading order, not overlapping.

    Examples
    --------
    >>> [f.as_printed for f in find_figures_in_text("五年来，第五小学由12个班增至二十个班。")]
    ['12个', '二十个']
    """
    return tuple(_find(text, year, kind, (), (), ()))


def _find(
    text: str,
    year: int | None,
    kind: Kind,
    items: Sequence[Item],
    damage: Sequence[Damage],
    tables: Sequence[TableBlock],
) -> Iterator[Figure]:
    cells = list(table_figures(text, tables, year, kind))
    flat = None if cells else unwrap(text)
    if flat is None:
        return _read(text, year, kind, items, damage, cells)
    items_there = [replace(item, start=flat.flat(item.start), end=flat.flat(item.end)) for item in items]
    damage_there = [replace(place, start=flat.flat(place.start), end=flat.flat(place.end)) for place in damage]
    return (flat.restore(figure, text) for figure in _read(flat.text, year, kind, items_there, damage_there, ()))


def _read(
    text: str,
    year: int | None,
    kind: Kind,
    items: Sequence[Item],
    damage: Sequence[Damage],
    cells: Sequence[Figure],
) -> Iterator[Figure]:
    protected = Protected(text)
    found = (candidate for candidate in candidates(text) if is_figure(text, candidate, protected))
    first = next(found, None)
    if first is None and not cells:
        return iter(())
    reader = _Reader(text, Frame(text, items), year, kind, items, damage)
    return reader.read(chain(() if first is None else (first,), found), cells)


def _grown_verb(head: str) -> str:
    return next((verb for verb in _GROWN if head.endswith(verb)), "")


@dataclass(frozen=True, slots=True)
class _Outlook:
    """What is expected of the figures below a heading, from `start` to `end`."""

    start: int
    end: int
    heading_year: int | None
    expectation: Expectation
    known: int | None
    target_year: int | None


class _Reader:
    """Reads the context of one figure after the other; later ones lean on the ones before."""

    def __init__(
        self,
        text: str,
        frame: Frame,
        year: int | None,
        kind: Kind,
        items: Sequence[Item],
        damage: Sequence[Damage],
    ) -> None:
        self.text, self.frame, self.year, self.kind = text, frame, year, kind
        # around the first figure of a sentence stands none
        self.alone = Neighbours(text)
        self.sentences = Sentences(text)
        self.found: Sequence[Candidate] = ()
        self.items, self.item_starts = items, [item.start for item in items]
        self.within: Item | None = None
        self.within_end = 0
        self.damage, self.damage_starts = damage, [place.start for place in damage]
        self.done: list[Figure] = []
        self.known = 0
        self.levels = LevelIndex(text)
        self.years = YearIndex(text)
        self.read_until = 0
        self.names: dict[int, str] = {}
        self.follows: dict[int, tuple[int, str]] = {}
        self.lists = 0
        self.noun = ""
        self.outlook = _Outlook(0, 0, None, expected(kind, year, ""), None, None)

    def read(self, found: Iterable[Candidate], cells: Sequence[Figure] = ()) -> Iterator[Figure]:
        """Read all figures; those of table cells get their item and join in reading order."""
        read = self._read_all(found, {position for cell in cells for position in range(cell.start, cell.end)})
        if not cells:
            return read
        placed = sorted((replace(cell, item=self._item(cell.start)) for cell in cells), key=_start)
        return merge(read, placed, key=_start)

    def _read_all(self, found: Iterable[Candidate], taken: set[int]) -> Iterator[Figure]:
        for block in self._blocks(found):
            self.found = share_units(self.text, block)
            if taken:
                self.found = [c for c in self.found if c.start not in taken and c.end - 1 not in taken]
            self._read_block()
            yield from self.done[self.known :]
            # the last one is what the next may lean on
            del self.done[:-1]
            self.known = len(self.done)

    def _blocks(self, found: Iterable[Candidate]) -> Iterator[list[Candidate]]:
        """Cut candidates between lines where no sentence goes on, so that few of them are held at once."""
        block: list[Candidate] = []
        for candidate in found:
            if len(block) >= _BLOCK and self._apart(block[-1], candidate):
                yield block
                block = []
            block.append(candidate)
        yield block

    def _apart(self, last: Candidate, candidate: Candidate) -> bool:
        if self.text.find("\n", last.end, candidate.start) < 0:
            return False
        return self.sentences.place(candidate, last.end, len(self.text)).sentence >= last.end

    def _read_block(self) -> None:
        found, text = self.found, self.text
        places: list[Place] = []
        for index, candidate in enumerate(found):
            before = found[index - 1].end if index else 0
            after = found[index + 1].start if index + 1 < len(found) else len(text)
            place = self.sentences.place(candidate, before, after)
            if place.sentence_end > self.read_until:
                # most figures stand in the sentence of the one before
                self.read_until = place.sentence_end
                self.levels.read(place.sentence, place.sentence_end)
                self.years.read(place.sentence, place.sentence_end)
            places.append(place)
        nouns = self._nouns(places)
        self._skip_nouns(places, nouns)
        names = groups(text, found, self.lists)
        self.lists += len(set(names) - {""})
        self.names = {}
        self.follows = {}
        self._name_members(places)
        for index in range(len(found)):
            self.done.append(self._figure(index, places[index], nouns[index], names[index]))

    def _name_members(self, places: Sequence[Place]) -> None:
        """Take the names of lists such as 小学、初中分别为; a second list of as many members has the same ones."""
        found, text = self.found, self.text
        last: list[str] = []
        last_sentence = -1
        for index in self._behind_respectively():
            if index in self.names:
                continue
            members, verb = member_names(text, found, places, index)
            if places[index].sentence != last_sentence:
                last = []
            if not members and last and len(strip_edges(places[index].head)) <= 4:
                members, verb = last, _grown_verb(places[index].head)
            if not members:
                self._follow(places, index)
            for offset, name in enumerate(members[: len(found) - index]):
                self.names[index + offset] = name + (verb if verb in _GROWN else "")
            if members:
                last, last_sentence = members, places[index].sentence
                self._name_growth(places, index + len(members), members)

    def _follow(self, places: Sequence[Place], index: int) -> None:
        """Let rates follow the amounts before them, one to one: 小学生800人、初中生600人,分别增长3%、2%."""
        found = self.found
        verb = _grown_verb(places[index].head)
        count = members_from(self.text, found, index) if verb in _GROWN else 0
        if count < 2 or count > index or places[index - count].sentence != places[index].sentence:
            return
        if found[index].start - found[index - 1].end <= _CLOSELY:
            self.follows.update({index + offset: (count, verb) for offset in range(count)})

    def _name_growth(self, places: Sequence[Place], index: int, members: list[str]) -> None:
        """Name a list of rates that follows a list of as many amounts without 分别: 同比增长3%、2%."""
        found = self.found
        if index >= len(found) or places[index].sentence != places[index - 1].sentence:
            return
        verb = _grown_verb(places[index].head)
        if verb not in _GROWN or len(members) != members_from(self.text, found, index):
            return
        if found[index].start - found[index - 1].end <= _CLOSELY:
            self.names.update({index + offset: name + verb for offset, name in enumerate(members)})

    def _behind_respectively(self) -> Iterator[int]:
        """Figures that 分别 stands closely in front of, each once."""
        found, text = self.found, self.text
        if not found:
            return
        last = -1
        position = text.find(_RESPECTIVELY, max(0, found[0].start - _CLOSELY), found[-1].start)
        while position >= 0:
            index = max(last + 1, bisect_left(found, position + len(_RESPECTIVELY), key=_start))
            while index < len(found) and found[index].start - _CLOSELY <= position:
                yield index
                last = index
                index += 1
            position = text.find(_RESPECTIVELY, position + 1, found[-1].start)

    def _nouns(self, places: Sequence[Place]) -> list[str]:
        nouns = []
        for index, (candidate, place) in enumerate(zip(self.found, places, strict=True)):
            noun = counted_noun(self.text, candidate, place.right)
            if not noun and place.tail and candidate.unit in _TAKES_NOUN and len(strip_edges(place.head)) <= 4:
                noun = behind_amount(place.tail)
            tail = _NOUN_TAIL.fullmatch(noun) if noun[-1:] in _TAIL_ENDS and candidate.after is None else None
            if tail is not None:
                # 9个班以上: what stands on the noun stands on the figure
                noun, candidate.after = tail[1], TAILS[tail[2]]
            nouns.append(noun)
            last = self.found[index - 1] if index and self.found[index - 1].end > place.sentence else None
            refine_unit(self.text, candidate, place, noun, last)
        return nouns

    def _skip_nouns(self, places: Sequence[Place], nouns: Sequence[str]) -> None:
        """Take what the figure before counts out of this figure's head."""
        for noun, place in zip([self.noun, *nouns], places, strict=False):
            if noun and place.head.startswith(noun):
                place.left += len(noun)
                place.head = place.head[len(noun) :]
        self.noun = nouns[-1] if nouns else self.noun

    def _figure(self, index: int, place: Place, noun: str, group: str) -> Figure:
        text, candidate = self.text, self.found[index]
        start = candidate.start
        last = self.done[-1] if self.done else None
        if last is not None and last.start < place.sentence:
            last = None
        joined = last is not None and self._joins(last.end, start)
        outlook = self.outlook
        if not outlook.start <= start < outlook.end:
            outlook = self.outlook = self._outlook(start)
        mentions = self.years.before(place.sentence, start)
        said = year_said(text, start, place, mentions, self.year) if mentions else None
        draft = Draft()
        draft.status = status = status_of(text, candidate, place, outlook.expectation, said, last, joined)
        draft.change = change = "level" if status == "baseline" else change_of(candidate, place, last, joined)
        year = year_of(text, start, place, status, mentions, outlook.known, outlook.target_year)
        if status == "actual" and self.kind == "budget" and not mentions and year == self.year:
            year = self._executed(candidate, place, outlook.heading_year)
        if last is None:
            measure = measure_of(candidate, place, noun, change, self.alone)
            level = self.levels.level_of(text, place, candidate, len(noun), self.frame, "", place.sentence)
            if level == "higher" and change == "difference" and candidate.unit == "person":
                # teachers recruited with a degree say nothing about higher education
                level = ""
        else:
            measure = self._leaning(candidate, place, noun, draft, last, joined)
            level = self._level(candidate, place, noun, change, last, joined)
            if not level and measure == last.measure and candidate.unit == last.unit == "yuan" and status != "baseline":
                # 2023年教育支出2亿元，2024年安排3亿元: money of the same pupils
                level = last.level
        if index in self.names:
            named = self.names[index]
            measure, level = strip_edges(named), single_level(named, level)
        elif index in self.follows:
            back, verb = self.follows[index]
            measure, level = self.done[-back].measure + verb, self.done[-back].level
        draft.measure, draft.level, draft.year = measure, level, year
        draft.phrase, draft.group = phrase_of(text, candidate, place, noun), group
        draft.role = role_of(text, candidate, place, status, change)
        return self._finished(draft, candidate)

    def _leaning(self, candidate: Candidate, place: Place, noun: str, draft: Draft, last: Figure, joined: bool) -> str:
        """Name what a figure measures that stands behind another in its sentence."""
        if joined and last.status == "baseline" and draft.change == "level" and last.unit == candidate.unit:
            return last.measure
        if draft.status == "baseline" and place.head.lstrip("，,、")[:1] in _COMPARES:
            return last.measure
        goes_on = joined and (last.confidence == "unsure" or place.head.startswith("的"))
        around = Neighbours(self.text, last.measure, last.as_printed if goes_on else "")
        return measure_of(candidate, place, noun, draft.change, around)

    def _level(
        self, candidate: Candidate, place: Place, noun: str, change: Change, last: Figure, joined: bool
    ) -> Level:
        """Level of a figure that stands behind another in its sentence."""
        inherited: Level = last.level if joined and last.end >= place.clause else ""
        level = self.levels.level_of(self.text, place, candidate, len(noun), self.frame, inherited, last.end)
        goes_on = joined and last.level == "higher" and last.change == "level"
        if level == "higher" and change == "difference" and candidate.unit == "person" and not goes_on:
            return ""
        return level

    def _finished(self, draft: Draft, candidate: Candidate) -> Figure:
        """Add what the candidate itself says, and where it stands."""
        draft.start, draft.end = start, end = candidate.start, candidate.end
        draft.as_printed = self.text[start:end]
        draft.value = float(candidate.value)
        draft.value_max = None if candidate.value_max is None else float(candidate.value_max)
        draft.unit = candidate.unit
        draft.qualifier = qualifier_of(self.text, candidate)
        draft.confidence = "sure" if candidate.sure else "unsure"
        draft.item = self._item(start)
        draft.damaged = bool(self.damage) and self._is_damaged(candidate)
        return draft.finished()

    def _outlook(self, start: int) -> _Outlook:
        """Say what is expected of figures from the heading above a place to the next one."""
        heading, heading_year = self.frame.heading_status(start)
        if heading != "actual" and heading_year is not None and self.year is not None and heading_year > self.year:
            heading = "target"
        first, last = self.frame.stretch(start)
        return _Outlook(
            first,
            last,
            heading_year,
            expected(self.kind, self.year, heading),
            self._reported_year(heading, heading_year),
            self._target_year(heading, heading_year),
        )

    def _joins(self, end: int, start: int) -> bool:
        gap = start - end
        if gap <= 0:
            return True
        if gap <= _NEAR and _PLAIN_GAP.fullmatch(self.text, end, start) is not None:
            return True
        # more than that many characters are only joined where they name a year
        if gap > _FAR or (gap > _NEAR and self.text.find("年", end, start) < 0):
            return False
        return _JOINED.fullmatch(self.text, end, start) is not None

    def _reported_year(self, heading: str, heading_year: int | None) -> int | None:
        """Year of results: the one that the heading looks back on, else the document's."""
        if heading == "actual" and heading_year is not None and self.year is not None and heading_year < self.year:
            return heading_year
        return self.year

    def _executed(self, candidate: Candidate, place: Place, heading_year: int | None) -> int | None:
        """Year of what a budget reports: that of its heading, else the year before the one it plans."""
        closes = self.text[place.sentence - 1 : place.sentence] in _PARTS
        if self.year is None or candidate.unit not in _MONEY or closes or self.frame.accounts:
            return self.year
        return heading_year if heading_year is not None and heading_year <= self.year else self.year - 1

    def _target_year(self, heading: str, heading_year: int | None) -> int | None:
        if heading == "target" and heading_year is not None and heading_year >= (self.year or 0):
            return heading_year
        if heading == "target" and self.year is not None and self.kind in {"report", "bulletin", "announcement"}:
            return self.year + 1
        return self.year

    def _item(self, start: int) -> str:
        if self.within is not None and self.within.start <= start < self.within_end:
            return self.within.path
        index = bisect_right(self.item_starts, start) - 1
        if index < 0 or start >= self.items[index].end:
            return ""
        # most figures stand in the item of the one before; the next item may begin within this one
        self.within, following = self.items[index], self.item_starts[index + 1 : index + 2]
        self.within_end = min([self.within.end, *following])
        return self.within.path

    def _is_damaged(self, candidate: Candidate) -> bool:
        index = bisect_right(self.damage_starts, candidate.end + _BESIDE) - 1
        if index < 0:
            return False
        return self.damage[index].end >= candidate.start - _BESIDE
