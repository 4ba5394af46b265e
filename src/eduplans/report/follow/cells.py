"""Links in the cells of a table: every number leads to the figure that it is, or to what it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eduplans.report.follow.names import Target, figure_target, series_of, value_target

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eduplans.report.follow.exhibits import Exhibit
    from eduplans.report.follow.facts import Facts
    from eduplans.report.sources import Row

_ID = re.compile(r"[^\s,;]+:[0-9a-f]{8}\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"(?P<sign>[+−-]?)(?P<digits>\d[\d,]*(?:\.(?P<decimals>\d+))?)[†‡]*(?P<percent>\s?%)?")
#: A number, also with a qualifier before it, as in "at least 1 school".
_STARTS = re.compile(r"(?:[a-z]+ ){0,3}[+−-]?\d")
#: Heads of columns whose numbers count or name rows, in the words of the labels.
ROW_NAMES = frozenset({"year", "no.", "item", "level", "from", "to", "yardstick", "figure", "figure id"})
#: Heads of columns of words, which may begin with a number.
WORDS = frozenset({"heading", "title", "phrase", "evidence", "why", "note", "what it is"})
YEAR_HEADS = frozenset({"year", "years"})
_SCALES = (1.0, 1e4, 1e8)
#: More figures than these are listed on a page, not in a panel.
MOST = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a cell with the place that it leads to, if any."""

    text: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A row with its links.

    Parameters
    ----------
    cells
        The parts of each cell.
    rests_on
        Names of the cards that the whole row rests on; a number without a figure of its own leads to them.
    """

    cells: tuple[tuple[Piece, ...], ...]
    rests_on: tuple[str, ...]


@dataclass(slots=True)
class RowLinker:
    """Finds for the rows of one table which figures their cells show.

    Parameters
    ----------
    exhibit
        The table or picture.
    facts
        What there is to lead to.
    heads
        Heads of the columns, in English.
    """

    exhibit: Exhibit
    facts: Facts
    heads: Sequence[str]
    figures: list[Row] = field(init=False)
    series: list[str] = field(init=False)

    def __post_init__(self) -> None:
        names = dict.fromkeys(self.exhibit.rests_on)
        self.figures = [self.facts.figures[name] for name in names if name in self.facts.figures]
        self.series = series_of(self.exhibit.rests_on, self.facts)

    def link(self, texts: Sequence[str]) -> LinkedRow:
        """Link one row.

        Parameters
        ----------
        texts
            Its cells.

        Returns
        -------
        LinkedRow
        """
        year = self._year(texts)
        named = self._named(texts)
        pool = [self.facts.figures[name] for name in named] or self._pool(texts)
        cells = [self._cell(text, pool, texts) for text in texts]
        rests_on = tuple(named) or tuple(
            dict.fromkeys(piece.target.card for cell in cells for piece in cell if piece.target and piece.target.card)
        )
        if not rests_on and year:
            rests_on = tuple(value_target(name, year).card for name in self.series if self._values(name, year))
        rests_on = rests_on if len(rests_on) <= MOST else ()
        linked = [
            cell if any(piece.target for piece in cell) else self._number(head, cell, year, rests_on, texts)
            for head, cell in zip(self.heads, cells, strict=True)
        ]
        return LinkedRow(tuple(linked), rests_on)

    def _named(self, texts: Sequence[str]) -> list[str]:
        """Ids that the row prints, or those of a relation whose printed forms it prints."""
        found = [name for text in texts for name in _ID.findall(text) if name in self.facts.figures]
        if found:
            return list(dict.fromkeys(found))
        here = {row["figure_id"] for row in self.figures}
        for text in texts:
            fitting = [ids for ids in self.facts.sequences.get(text, ()) if here.issuperset(ids)]
            if len(fitting) == 1:
                return list(fitting[0])
        return []

    def _pool(self, texts: Sequence[str]) -> list[Row]:
        """Figures that the row may show: those of the document, county or year that it names, if it names one."""
        cells = set(texts)
        docs = {doc for doc in cells if doc in self.facts.documents}
        places = {row["doc"] for row in self.facts.documents.values() if row.get("county") in cells}
        wanted = docs or places
        return [row for row in self.figures if row["doc"] in wanted] if wanted else self.figures

    def _cell(self, text: str, pool: Sequence[Row], texts: Sequence[str]) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        done = 0
        for start, end, target in self._matches(text, pool, texts):
            pieces += [Piece(text[done:start]), Piece(text[start:end], target)]
            done = end
        return tuple(piece for piece in (*pieces, Piece(text[done:])) if piece.text)

    def _matches(self, text: str, pool: Sequence[Row], texts: Sequence[str]) -> Iterator[tuple[int, int, Target]]:
        """Ids, documents, printed forms and values of series in a cell."""
        if text in self.facts.documents:
            yield 0, len(text), Target(f"figures/{text}.html")
            return
        ids = [found for found in _ID.finditer(text) if found[0] in self.facts.figures]
        if ids:
            for found in ids:
                yield found.start(), found.end(), figure_target(found[0])
            return
        values = list(self._printed_values(text))
        if values:
            yield from values
            return
        yield from self._forms(text, pool, texts)

    def printed_forms(self, text: str) -> Iterator[tuple[int, int, Target]]:
        """Find the printed forms of the exhibit's figures in a sentence; one that several have is passed over."""
        return self._forms(text, self.figures, ())

    def _forms(self, text: str, pool: Sequence[Row], texts: Sequence[str]) -> Iterator[tuple[int, int, Target]]:
        counted: dict[str, int] = {}
        for found in _printed(pool).finditer(text):
            place = counted.get(found[0], 0)
            counted[found[0]] = place + 1
            rows = self._of_form(found[0], pool, texts, text[found.end() : found.end() + 40])
            if len(rows) > 1:  # the same form several times: in the order of the document
                rows = [rows[place]] if text.count(found[0]) == len(rows) else []
            if rows:
                yield found.start(), found.end(), figure_target(rows[0]["figure_id"])

    def _of_form(self, form: str, pool: Sequence[Row], texts: Sequence[str], after: str) -> list[Row]:
        """Figures of a printed form; several are told apart by the measure or the item that stands beside."""
        rows = [row for row in pool if row["as_printed"] == form]
        if len(rows) < 2:
            return rows
        for fits in (
            [row for row in rows if row.get("measure") and f"“{row['measure']}”" in after],
            [row for row in rows if f"item {row['item']})" in after],
            [row for row in rows if row.get("measure") and row["measure"] in texts],
        ):
            if fits:
                rows = fits
        return rows

    def _printed_values(self, text: str) -> Iterator[tuple[int, int, Target]]:
        for name in self.series:
            for found in re.finditer(rf"\b{re.escape(name)} ({_YEAR.pattern}): ([^;]+)", text):
                rows = [row for row in self._values(name, found[1]) if row["as_printed"] == found[2].strip()]
                level = rows[0]["level"] if len(rows) == 1 else ""
                yield found.start(), found.end(), value_target(name, found[1], level)

    def _values(self, name: str, year: str) -> list[Row]:
        return [row for row in self.facts.series[name] if row["year"] == year]

    def _year(self, texts: Sequence[str]) -> str:
        for head, text in zip(self.heads, texts, strict=True):
            if head.lower() in YEAR_HEADS and _YEAR.fullmatch(text):
                return text
        return ""

    def _number(
        self, head: str, cell: tuple[Piece, ...], year: str, rests_on: tuple[str, ...], texts: Sequence[str]
    ) -> tuple[Piece, ...]:  # fmt: skip
        """Lead a number that is no printed form to its value of a series, or to what the row or the table rests on."""
        text = "".join(piece.text for piece in cell)
        if (
            not _STARTS.match(text)
            or head.lower() in WORDS
            or (head.lower() in ROW_NAMES and not (self.series and text == year))
        ):
            return cell
        if head.lower() in YEAR_HEADS and len(self.series) == 1 and self._values(self.series[0], year):
            return (Piece(text, value_target(self.series[0], year)),)
        # a picture names the level in its series, a table in the head of its column
        named = " ".join(texts) if self.exhibit.kind == "picture" else head
        found = self._value(named, text, year) if year and self.series else self._drawn(text, texts)
        if found is None and len(rests_on) == 1:
            found = _of_card(rests_on[0])
        return (Piece(text, found or Target(f"{self.exhibit.basis}.html#{self.exhibit.anchor}")),)

    def _value(self, head: str, text: str, year: str) -> Target | None:
        """Find the one value of a series that a cell shows, scaled and rounded; computed numbers have none."""
        said = _NUMBER.fullmatch(text)
        if not said or said["sign"] in {"+", "−", "-"}:
            return None
        shown, decimals = float(said["digits"].replace(",", "")), len(said["decimals"] or "")
        fits = [
            row
            for name in self.series
            for row in self._values(name, year)
            if _shows(shown, decimals, row, percent=bool(said["percent"]))
        ]
        if len(fits) > 1:
            fits = [row for row in fits if _level_named(row["level"], head)]
        return value_target(fits[0]["series"], year, fits[0]["level"]) if len(fits) == 1 else None

    def value_of_years(self, text: str, years: Sequence[str]) -> Target | None:
        """Find the one value of a series, of some years, that a number in a sentence shows."""
        found = [self._value("", text, year) for year in years]
        targets = [target for target in found if target]
        return targets[0] if len(targets) == 1 else None

    def _drawn(self, text: str, texts: Sequence[str]) -> Target | None:
        """Find the one figure that a point or bar of a picture is.

        A rate is one by its value and by its measure or indicator beside it. Where the picture rests on a few figures,
        it draws them one by one: there a value is that of a figure of the county and year beside it.
        """
        if self.exhibit.kind != "picture":
            return None
        beside, value = " ".join(texts), text.replace("−", "-").replace(",", "")
        same = [row for row in self.figures if row.get("value") == value]
        fits = [row for row in same if row.get("unit") == "percent" and self._is_named(row, beside)]
        if not fits and len(self.figures) <= MOST:
            fits = [row for row in same if self._is_of(row["doc"], beside)]
        return figure_target(fits[0]["figure_id"]) if len(fits) == 1 else None

    def _is_of(self, doc: str, beside: str) -> bool:
        row = self.facts.documents.get(doc, {})
        return all(row.get(name) and row[name] in beside for name in ("county", "year"))

    def _is_named(self, row: Row, beside: str) -> bool:
        known = self.facts.indicators.get(row.get("indicator", ""), {})
        return any(name and name in beside for name in (row.get("measure"), known.get("name_zh")))


def _printed(pool: Sequence[Row]) -> re.Pattern[str]:
    """Match printed forms of some figures, the longest first, that no other number runs into."""
    forms = sorted({row["as_printed"] for row in pool if row["as_printed"]}, key=lambda form: (-len(form), form))
    return re.compile("|".join(rf"(?<![\d.,]){re.escape(form)}(?![\d%])" for form in forms) or r"(?!)")


def _shows(shown: float, decimals: int, row: Row, *, percent: bool) -> bool:
    if percent and row["unit"] != "percent":
        return False
    try:
        value = float(row["value"])
    except ValueError:
        return False
    scales = _SCALES if row["unit"] in {"yuan", "person"} else _SCALES[:1]
    return any(abs(value / scale - shown) <= 0.5000001 * 10**-decimals and shown >= 1 for scale in scales)


def _level_named(level: str, head: str) -> bool:
    from eduplans import codebook

    names = codebook.read_map("levels", "level", "name_en"), codebook.read_map("levels", "level", "name_zh")
    return any(name and name in head for name in (one.get(level, "") for one in names))


def _of_card(card: str) -> Target:
    if "@" in card:
        name, place = card.split("@")
        year, _, level = place.partition("-")
        return value_target(name, year, level)
    return figure_target(card)
