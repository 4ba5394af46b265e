"""What the audit reads of one document: its figures and cues by sentence, from the tables alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from eduplans.law import CountyClause

_COUNT = re.compile("[0-9.,零〇一二两三四五六七八九十百千万亿多余几]|以上|以下|以内|左右|及以上")

__all__ = ["Fig", "Page", "Sign", "pages"]


@dataclass(frozen=True, slots=True)
class Fig:
    """A figure as the audit sees it; see the dictionary of ``processed/figures.csv`` for the columns."""

    figure_id: str
    doc: str
    order: int
    item: str
    as_printed: str
    value: float
    value_max: float | None
    unit: str
    qualifier: str
    measure: str
    indicator: str
    level: str
    year: int | None
    status: str
    change: str
    confidence: str
    negated: bool
    start: int
    end: int
    phrase: str
    group: str
    role: str

    @property
    def counted_in(self) -> str:
        """The measure word as printed, without the number and 万, 亿 or 多."""
        return _COUNT.sub("", self.as_printed)


@dataclass(frozen=True, slots=True)
class Sign:
    """A cue as the audit sees it; see the dictionary of ``raw/cues.csv``."""

    start: int
    end: int
    cue: str
    printed: str
    number: int | None
    clause: str
    item: str


@dataclass(frozen=True)
class Page:
    """The figures and cues of one document, in reading order.

    Parameters
    ----------
    doc, kind, year
        The document, its kind and the year it is about.
    figures, signs
        Its figures and cues.
    items
        Where each numbered heading begins: path and first character.
    clauses
        What the rules of law decide from its figures; only where it names one of the rules.
    """

    doc: str
    kind: str
    year: int | None
    figures: tuple[Fig, ...]
    signs: tuple[Sign, ...]
    items: tuple[tuple[str, int], ...]
    clauses: tuple[CountyClause, ...] = ()

    @cached_property
    def _stops(self) -> list[int]:
        ends = {sign.start for sign in self.signs if sign.cue == "stop"}
        return sorted(ends | {start for _, start in self.items})

    def sentence(self, position: int) -> int:
        """Count the sentences that end before a character."""
        return bisect_right(self._stops, position)

    def between(self, start: int, end: int, *cues: str) -> tuple[Sign, ...]:
        """Find the cues of some kinds that begin at `start` or later and before `end`."""
        low = bisect_right(self._starts, start - 1)
        high = bisect_right(self._starts, end - 1)
        return tuple(sign for sign in self.signs[low:high] if sign.cue in cues)

    @cached_property
    def _starts(self) -> list[int]:
        return [sign.start for sign in self.signs]

    @cached_property
    def sentences(self) -> tuple[tuple[Fig, ...], ...]:
        """Figures by sentence."""
        found: dict[tuple[str, int], list[Fig]] = {}
        for figure in self.figures:
            found.setdefault((figure.item, self.sentence(figure.start)), []).append(figure)
        return tuple(tuple(group) for group in found.values())

    def in_sentence(self, figure: Fig, *cues: str) -> tuple[Sign, ...]:
        """Find the cues of some kinds in the sentence of a figure."""
        own = self.sentence(figure.start)
        return tuple(sign for sign in self.signs if sign.cue in cues and self.sentence(sign.start) == own)

    def before(self, figure: Fig, reach: int, *cues: str) -> tuple[Sign, ...]:
        """Find the cues of some kinds in the few characters before a figure, in its sentence."""
        own = self.sentence(figure.start)
        found = self.between(max(0, figure.start - reach), figure.start, *cues)
        return tuple(sign for sign in found if self.sentence(sign.start) == own)


def pages(
    figures: pd.DataFrame,
    cues: pd.DataFrame,
    items: pd.DataFrame,
    documents: pd.DataFrame,
    clauses: Sequence[CountyClause] = (),
) -> Iterator[Page]:
    """Take the documents of the tables apart.

    Parameters
    ----------
    figures
        The processed figures.
    cues, items, documents
        The raw tables.
    clauses
        Clauses of law decided from the figures.

    Yields
    ------
    Page
        One a document, in the order of the table of documents.
    """
    signs = {str(doc): rows for doc, rows in cues.groupby("doc", sort=False)}
    places = {str(doc): rows for doc, rows in items.groupby("doc", sort=False)}
    own = {str(doc): rows for doc, rows in figures.groupby("doc", sort=False)}
    none = pd.DataFrame()
    for row in documents.to_dict("records"):
        doc = str(row["doc"])
        yield Page(
            doc=doc,
            kind=_text(row["kind"]),
            year=None if pd.isna(row["year"]) else int(row["year"]),
            figures=tuple(_fig(one) for one in own.get(doc, none).to_dict("records")),
            signs=tuple(
                sorted((_sign(one) for one in signs.get(doc, none).to_dict("records")), key=lambda s: (s.start, s.end))
            ),
            items=tuple((str(one["item"]), int(one["start"])) for one in places.get(doc, none).to_dict("records")),
            clauses=tuple(one for one in clauses if one.doc == doc),
        )


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _fig(row: dict[Hashable, object]) -> Fig:
    words = ("figure_id", "doc", "item", "as_printed", "unit", "qualifier", "measure", "indicator", "level", "status",
             "change", "confidence", "phrase", "group", "role")  # fmt: skip
    top, year = row["value_max"], row["year"]
    return Fig(
        **{name: _text(row[name]) for name in words},
        order=int(str(row["order"])),
        value=float(str(row["value"])),
        value_max=None if pd.isna(top) else float(str(top)),  # type: ignore[call-overload]
        year=None if pd.isna(year) else int(str(year)),  # type: ignore[call-overload]
        negated=str(row["negated"]) == "True",
        start=int(str(row["start"])),
        end=int(str(row["end"])),
    )


def _sign(row: dict[Hashable, object]) -> Sign:
    number = row["number"]
    return Sign(
        int(str(row["start"])),
        int(str(row["end"])),
        _text(row["cue"]),
        _text(row["printed"]),
        None if pd.isna(number) else int(str(number)),  # type: ignore[call-overload]
        _text(row["clause"]),
        _text(row["item"]),
    )
