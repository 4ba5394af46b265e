"""From a document to its figures: scan, reject, share units, then read the context of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, cast

from eduplans.figures.change import change_of
from eduplans.figures.frame import Frame
from eduplans.figures.levels import level_of
from eduplans.figures.lists import groups, share_units
from eduplans.figures.measure import counted_noun, measure_of, refine_unit
from eduplans.figures.phrase import phrase_of
from eduplans.figures.qualifiers import qualifier_of
from eduplans.figures.reject import Protected, is_figure
from eduplans.figures.roles import role_of
from eduplans.figures.scan import candidates
from eduplans.figures.status import expected, status_of
from eduplans.figures.years import year_of
from eduplans.model import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.figures.candidates import Candidate
    from eduplans.figures.frame import Place
    from eduplans.model import Change, Damage, Document, Item, Kind, Level

__all__ = ["find_figures", "find_figures_in_text"]

_JOINED = re.compile("[^。；！？\n0-9]{0,16}")
_KINDS = {"plan", "report", "bulletin", "budget", "announcement"}
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
    kind, year = document.metadata.kind.value, document.metadata.year.value
    return _find(
        document.text,
        int(year) if year.isdigit() else None,
        cast("Kind", kind if kind in _KINDS else "unknown"),
        document.items,
        document.damage,
    )


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
    ['12个班', '二十个班']
    """
    return _find(text, year, kind, (), ())


def _find(
    text: str, year: int | None, kind: Kind, items: Sequence[Item], damage: Sequence[Damage]
) -> tuple[Figure, ...]:
    protected = Protected(text)
    found = share_units(text, [c for c in candidates(text) if is_figure(text, c, protected)])
    if not found:
        return ()
    frame = Frame(text, items)
    return tuple(_Reader(text, frame, year, kind, items, damage, found).read())


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
        found: Sequence[Candidate],
    ) -> None:
        self.text, self.frame, self.year, self.kind, self.found = text, frame, year, kind, found
        self.items, self.item_starts = items, [item.start for item in items]
        self.damage, self.damage_starts = damage, [place.start for place in damage]
        self.done: list[Figure] = []

    def read(self) -> list[Figure]:
        found, text = self.found, self.text
        places: list[Place] = []
        for index, candidate in enumerate(found):
            before = found[index - 1].end if index else 0
            after = found[index + 1].start if index + 1 < len(found) else len(text)
            places.append(self.frame.place(candidate, before, after))
        nouns = self._nouns(places)
        self._skip_nouns(places, nouns)
        names = groups(text, found)
        for index in range(len(found)):
            self.done.append(self._figure(index, places[index], nouns[index], names[index]))
        return self.done

    def _nouns(self, places: Sequence[Place]) -> list[str]:
        nouns = []
        for index, (candidate, place) in enumerate(zip(self.found, places, strict=True)):
            noun = counted_noun(self.text, candidate, place.right)
            nouns.append(noun)
            last = self.found[index - 1] if index and self.found[index - 1].end > place.sentence else None
            refine_unit(self.text, candidate, place, noun, last)
        return nouns

    def _skip_nouns(self, places: Sequence[Place], nouns: Sequence[str]) -> None:
        """What the figure before counts does not belong to this figure's head."""
        for index in range(1, len(places)):
            noun, place = nouns[index - 1], places[index]
            if noun and place.head.startswith(noun):
                place.left += len(noun)
                place.head = place.head[len(noun) :]

    def _figure(self, index: int, place: Place, noun: str, group: str) -> Figure:
        text, candidate = self.text, self.found[index]
        last = self.done[-1] if self.done and self.done[-1].start >= place.sentence else None
        joined = last is not None and self._joins(last.end, candidate.start)
        heading, heading_year = self.frame.heading_status(candidate.start)
        expectation = expected(self.kind, self.year, heading)
        said = year_of(text, candidate.start, place, "actual", None, None)
        status = status_of(text, candidate, place, expectation, said, last.status if last else None, joined)
        change: Change = "level"
        if status != "baseline":
            change = change_of(text, candidate, place, last.change if last else None, joined)
        year = year_of(text, candidate.start, place, status, self.year, self._target_year(heading, heading_year))
        measure = measure_of(candidate, place, noun, change, last.measure if last else "")
        if last is not None and joined and last.status == "baseline" and last.unit == candidate.unit:
            measure = last.measure
        return Figure(
            start=candidate.start,
            end=candidate.end,
            as_printed=text[candidate.start : candidate.end],
            value=float(candidate.value),
            value_max=None if candidate.value_max is None else float(candidate.value_max),
            unit=candidate.unit,
            qualifier=qualifier_of(text, candidate),
            measure=measure,
            level=self._level(candidate, place, last, joined),
            year=year,
            status=status,
            change=change,
            confidence="sure" if candidate.sure else "unsure",
            item=self._item(candidate.start),
            phrase=phrase_of(text, candidate, place, noun),
            group=group,
            role=role_of(text, candidate, place, status, change),
            damaged=self._is_damaged(candidate),
        )

    def _joins(self, end: int, start: int) -> bool:
        between = _JOINED.match(self.text, end)
        return between is not None and between.end() >= start

    def _target_year(self, heading: str, heading_year: int | None) -> int | None:
        if heading == "target" and heading_year is not None:
            return heading_year
        if self.year is not None and self.kind in {"report", "bulletin", "announcement"}:
            return self.year + 1
        return self.year

    def _level(self, candidate: Candidate, place: Place, last: Figure | None, joined: bool) -> Level:
        inherited = last.level if last is not None and joined and last.end >= place.clause else ""
        heads = (self.frame.heading(candidate.start), self.frame.section(candidate.start))
        return level_of(self.text, place, candidate.start, heads, inherited)

    def _item(self, start: int) -> str:
        index = bisect_right(self.item_starts, start) - 1
        return self.items[index].path if index >= 0 and start < self.items[index].end else ""

    def _is_damaged(self, candidate: Candidate) -> bool:
        index = bisect_right(self.damage_starts, candidate.end + _BESIDE) - 1
        if index < 0:
            return False
        return self.damage[index].end >= candidate.start - _BESIDE
