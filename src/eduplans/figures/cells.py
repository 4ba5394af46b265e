"""Figures in tables: the number stands in the cell, its unit, measure and year in the heads."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.figures import numerals
from eduplans.figures.levels import single_level
from eduplans.figures.units import measure_word_at, noun_unit
from eduplans.model import Figure
from eduplans.patterns import compiled

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from eduplans.model import Cell, Change, Kind, Status, TableBlock, Unit

__all__ = ["table_figures"]

_NUMBER = compiled(
    r"\s*(?P<sign>[-—–－])?"
    r"(?P<digits>[0-9０-９]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:[ \u00a0\u2009][0-9]{3})+(?:\.[0-9]+)?"
    r"|[0-9０-９]+(?:[.．][0-9]+)?)(?P<times>[百千万亿]*)"
    r"\s?(?P<rest>[^\s0-9]{0,6})\s*"
)
_BRACKETED = compiled(r"[（(\[［]\s*(?:单位[:：])?(?P<unit>[^（()）]{1,8})[）)\]］]")
_CAPTION_UNIT = compiled(r"单位[:：]\s*(?P<unit>[万亿千百]*[^\s，。；、）)]{1,4})")
_TIMES = compiled("[十百千万亿]*")
_YEAR = compiled(r"((?:19|20)[0-9]{2})\s?(?:学年度?|年|$)")
_ONLY_YEAR = compiled(r"(?:19|20)[0-9]{2}(?:学年度?|年)?")
_FORMER = compiled("(?:上年|去年|上一年|上年同期|上年度|去年同期)(?:实际|数|执行数|决算数|完成)?")
_WHEN = compiled("(?:本年|上年|去年|今年|本期|上期)(?:同期|度)?数?")
_LAST_YEAR = compiled("上年|去年|上一年|基期")
_GROWTH = compiled("增长|增减|增幅|增速|涨幅|降幅|比上年|同比|±")
# 一般公共预算支出 names the account, not what is planned
_TARGET = compiled("目标|规划|计划|预期|预算(?<!公共预算)(?<!财政预算)(?<!基金预算)(?<!经营预算)|预算[数安草]")
_NOW = compiled("现状|实际|完成|执行|决算")
_NUMBER_OF = compiled("(?:个数|总数|数量|数)$")
_STRIP = compiled(
    "^[一二三四五六七八九十]{1,3}[、.．]|^[0-9]{1,2}[、.．]|^#|^其中[:：]?|[（(][^（()）]*[）)]|[0-9]{4}年度?|单位[:：].*$|\\s"
)
_HEAD_UNITS: tuple[tuple[re.Pattern[str], Unit, bool], ...] = tuple(
    (compiled(row["pattern"]), row["unit"], row["over_caption"] == "yes")  # type: ignore[misc]
    for row in codebook.read("head_units")
)
_CAPTION_EDGES = compiled(
    "^(?:附?[图表][一二三四五六七八九十0-9-]{0,5}[\\s:：]*)?(?:(?:19|20)[0-9]{2}年(?:度|[-—至到](?:19|20)[0-9]{2}年)?)?|单位[:：].*$|\\s+$"
)
_MEASURED = compiled("(?:支出|经费|收入|投入|率|比例|占比|人数|在校生|教师|面积|公用经费|工资|标准|数)$")
_LONGEST_SUBJECT = 20
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Heads:
    """What the heads of a cell say together."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    caption: str

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.rows, *self.columns)

    @property
    def measure(self) -> str:
        named = [_bare(word) for word in self.columns]
        # columns that only say when, or by how much it grew, leave to the caption what is measured
        subject = "" if any(word and not _GROWTH.search(word) for word in named) else _subject(self.caption)
        phrases = (*map(_bare, self.rows), subject, *named)
        return "".join(dict.fromkeys(phrase for phrase in phrases if phrase))[:24]


def _bare(head: str) -> str:
    """Give what a head names, without years, units and numbering."""
    return "" if _ONLY_YEAR.fullmatch(head) or _WHEN.fullmatch(head) else _STRIP.sub("", head)


def _subject(caption: str) -> str:
    """Give what a caption says is measured: nothing where it only says what the table is about."""
    named = _CAPTION_EDGES.sub("", _CAPTION_UNIT.sub("", caption)).strip()
    return named if _MEASURED.search(named) and len(named) <= _LONGEST_SUBJECT else ""


def table_figures(text: str, tables: Iterable[TableBlock], year: int | None, kind: Kind) -> Iterator[Figure]:
    """Read the figures of tables.

    Parameters
    ----------
    text
        The text that the tables stand in.
    tables
        The tables with the heads of their cells.
    year
        The document's year.
    kind
        Kind of document.

    Yields
    ------
    Figure
        One for each cell that holds a number, in reading order, without its item.

    Examples
    --------
    >>> from eduplans.model import Cell, TableBlock
    >>> text = "学校（所） | 12"
    >>> table = TableBlock(0, 10, "", (Cell(8, 10, ("学校（所）",), ("2020年",)),))
    >>> [(f.value, f.unit, f.measure, f.year) for f in table_figures(text, [table], 2020, "bulletin")]
    [(12.0, 'school', '学校', 2020)]
    """
    for number, table in enumerate(tables, start=1):
        for cell in table.cells:
            figure = _read(
                text, cell, _Heads(cell.row_heads, cell.column_heads, table.caption), year, kind, f"t{number}"
            )
            if figure is not None:
                yield figure


def _read(text: str, cell: Cell, heads: _Heads, year: int | None, kind: Kind, group: str) -> Figure | None:
    found = _NUMBER.fullmatch(text, cell.start, cell.end)
    if found is None:
        return None
    value = numerals.arabic(found.group("digits"))
    if value is None:
        return None
    unit, factor, sure = _unit(found, heads)
    start, end = found.start("digits"), found.end("rest")
    value *= factor * numerals.multiplier(found.group("times"))
    said = _year(heads, year)
    status = _status(heads, kind, year, said)
    return Figure(
        start=start,
        end=end,
        as_printed=text[start:end],
        value=float(value),
        value_max=None,
        unit=unit,
        qualifier="exact",
        measure=heads.measure,
        level=single_level("".join(heads.words), single_level(heads.caption, "")),
        year=None if status == "standard" else said,
        status=status,
        change=_change(heads, unit),
        confidence="sure" if sure else "unsure",
        phrase=_phrase(text, start, end),
        group=group,
        role="base" if status == "baseline" else "none",
    )


def _unit(found: re.Match[str], heads: _Heads) -> tuple[Unit, Decimal, bool]:
    """Find the unit of a cell: its own, that of its heads, that of the caption, or what the heads measure."""
    last = heads.words[-1] if heads.words else ""
    own = _first_unit((found.group("rest"), *_printed_units(heads)))
    if own is None:
        own = next(((unit, Decimal(1)) for head, unit, over in _HEAD_UNITS if over and head.search(last)), None)
    if own is None:
        own = _first_unit(_caption_unit(heads))
    if own is None:
        joined = "".join(heads.words)
        own = next(((unit, Decimal(1)) for head, unit, _ in _HEAD_UNITS if head.search(joined)), None)
    if own is not None and own[0] == "item":
        own = (_counted(heads) or "item", own[1])
    return ("other", Decimal(1), False) if own is None else (*own, True)


def _counted(heads: _Heads) -> Unit | None:
    """Name what 个 and 项 count by the head that they stand in, such as 项目个数（项）; people are not counted so."""
    head = next((word for word in reversed(heads.words) if _BRACKETED.search(word)), "")
    unit = noun_unit(_NUMBER_OF.sub("", _bare(head)), at_end=True)
    return None if unit == "person" else unit


def _first_unit(printed: Iterable[str]) -> tuple[Unit, Decimal] | None:
    """Read the first of several printed units that is one, with its factor."""
    for one in printed:
        times = _TIMES.match(one)
        end = times.end() if times is not None else 0
        word = measure_word_at(one, end) or measure_word_at(one, 0)
        if word is not None:
            return word.unit, word.factor * numerals.multiplier(one[:end])
    return None


def _printed_units(heads: _Heads) -> Iterator[str]:
    for word in reversed(heads.words):
        found = _BRACKETED.search(word)
        if found is not None:
            yield found.group("unit").strip()
        elif "%" in word or "％" in word:
            yield "%"


def _caption_unit(heads: _Heads) -> Iterator[str]:
    found = _CAPTION_UNIT.search(heads.caption)
    if found is not None:
        yield found.group("unit")


def _year(heads: _Heads, year: int | None) -> int | None:
    for word in (*reversed(heads.words), heads.caption):
        found = _YEAR.search(word)
        if found is not None:
            return int(found.group(1))
        if _LAST_YEAR.search(word) and not _GROWTH.search(word) and year is not None:
            return year - 1
    return year


def _status(heads: _Heads, kind: Kind, year: int | None, said: int | None) -> Status:
    # a column of results in a plan's table is one of results, whatever its rows are called
    columns = "".join(heads.columns) or "".join(heads.words)
    plans = kind in {"plan", "budget"}
    done = _NOW.search(columns) is not None
    if (_TARGET.search(columns) and not done) or (plans and said is not None and year is not None and said > year):
        return "target"
    # a column of an earlier year is there to be compared with; a table that is of that year altogether is not
    beside = _head_year(heads.words)
    if (beside is not None and year is not None and beside < year) or any(map(_FORMER.fullmatch, heads.words)):
        return "baseline"
    earlier = said is not None and year is not None and said < year
    return "target" if plans and not done and not earlier else "actual"


def _head_year(words: Iterable[str]) -> int | None:
    """Give the year that the heads of a cell name, without that of the caption."""
    return next((int(found[1]) for word in words if (found := _YEAR.search(word)) is not None), None)


def _change(heads: _Heads, unit: Unit) -> Change:
    if not any(_GROWTH.search(word) for word in heads.words):
        return "level"
    return "growth" if unit == "percent" else "difference"


def _phrase(text: str, start: int, end: int) -> str:
    """Cut out the row up to the cell where that is short, else the cell."""
    row = text.rfind("\n", max(0, end - _LONGEST), start) + 1
    return text[row:end].strip() if row > 0 and end - row <= _LONGEST else text[start:end][:_LONGEST]
