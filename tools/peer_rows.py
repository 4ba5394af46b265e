"""From what a peer marks in a text to rows as the codebook of figures has them, in the peer's favour where in doubt.

The same for every peer:

1. Marks that the peer itself calls dates or ordinals (第3) take the numbers inside them away.
2. Of marks that overlap the longest stays: an amount of money goes before the number in it.
3. Two numbers with nothing but a dash between them are one range with the unit of the second.
4. Percent, money, durations, clock times, areas and ages get the codebook's unit; other dimensions are `other`.
5. With `lend`, a number without a unit gets the unit word that follows it, from the list of the regular expression,
   and is left out where none follows: peers know no Chinese measure words. Without it every number is a figure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Mark = tuple[int, int, str, str, str]
Row = dict[str, str]

#: Words and signs of units that the regular expression knows; years are left out, most of them are dates.
UNIT_WORDS = {
    "个百分点": "percentage_point",
    "平方米": "square_metre",
    "分钟": "minute",
    "小时": "hour",
    "个月": "month",
    "课时": "class_hour",
    "学位": "place",
    "人次": "person",
    "元": "yuan",
    "%": "percent",
    "％": "percent",
    "人": "person",
    "名": "person",
    "位": "person",
    "所": "school",
    "个": "item",
    "项": "item",
    "件": "item",
    "家": "item",
    "条": "item",
    "处": "item",
    "次": "time",
    "场": "time",
    "亩": "mu",
    "间": "room",
    "套": "set",
    "台": "set",
    "节": "class_hour",
    "天": "day",
    "周": "week",
    "分": "score",
    "吨": "other",
    "户": "other",
    "辆": "other",
}
_UNITS = "|".join(UNIT_WORDS)
_SCALES = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
#: The short regular expression: digits, a range, 万 and 亿, a unit word.
PATTERN = re.compile(rf"(\d+(?:\.\d+)?)(?:[-~—至](\d+(?:\.\d+)?))?([十百千万亿]*)[多余]?({_UNITS})")
_WORD = re.compile(rf"[多余]?({_UNITS})")
_DASH = re.compile(r"[-~–—―～至]{1,2}")
_NUMBER_START = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿半]")
_UNIT_END = re.compile(r"元(?=[^元]*$)")
_MEASURED = {"Mu": "mu", "Square meter": "square_metre", "Chinese yuan": "yuan", "元": "yuan", "Percentage": "percent"}
_PERIOD = re.compile(r"P(T?)([0-9.]+)([YMWDHS])")
_PERIODS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute"}
_CLOCK = re.compile(r"(\d{2}):(\d{2})(?::\d{2})?")
_CONTEXT = {"date", "daterange", "datetime", "datetimerange", "timerange", "set", "ordinal"}


def by_expression(text: str) -> list[Row]:
    """Find figures with the short regular expression alone.

    Examples
    --------
    >>> [(row["as_printed"], row["value"], row["unit"]) for row in by_expression("投入1.5万元,新建3所")]
    [('1.5万元', '15000.0', 'yuan'), ('3所', '3.0', 'school')]
    """
    rows = []
    for match in PATTERN.finditer(text):
        low, high, scale, word = match.groups()
        factor = 1.0
        for sign in scale:
            factor *= _SCALES[sign]
        values = [repr(float(value) * factor) if value else "" for value in (low, high)]
        rows.append(_row(match.start(), match.group(), values[0], values[1], UNIT_WORDS[word]))
    return rows


def by_marks(text: str, marks: Sequence[Mark], *, lend: bool) -> list[Row]:
    """Make rows of a peer's marks.

    Parameters
    ----------
    text
        The text that was marked.
    marks
        Start, end, kind, value and unit of each mark.
    lend
        Whether numbers get the unit words of the regular expression.

    Returns
    -------
    list of dict
    """
    kept = [_read(text, mark) for mark in _longest(marks) if mark[2] not in _CONTEXT]
    rows: list[Row] = []
    for mark in kept:
        row = mark
        between = text[_end(rows[-1]) : int(row["start"])] if rows else ""
        if rows and _DASH.fullmatch(between) and not rows[-1]["value_max"]:
            first = rows.pop()
            printed = first["as_printed"] + between + row["as_printed"]
            row = _row(int(first["start"]), printed, first["value"], row["value"], row["unit"])
        rows.append(row)
    if not lend:
        return [row | {"unit": row["unit"] or "other"} for row in rows]
    lent = (row if row["unit"] else _lend(text, row) for row in rows)
    return [row for row in lent if row is not None]


def _longest(marks: Sequence[Mark]) -> list[Mark]:
    """Keep of overlapping marks the longest, in reading order; at the same length what says more than a number."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark[0] - mark[1], mark[2] == "number", mark[0])):
        if all(mark[1] <= other[0] or other[1] <= mark[0] for other in kept):
            kept.append(mark)
    return sorted(kept)


def _read(text: str, mark: Mark) -> Row:
    start, end, kind, value, unit = mark
    printed = text[start:end]
    if kind == "currency":
        # JioNLP's spans may begin with 达到 and end in the clause that follows.
        begin, stop = _NUMBER_START.search(printed), _UNIT_END.search(printed)
        if begin and stop:
            start, printed = start + begin.start(), printed[begin.start() : stop.end()]
    name = _MEASURED.get(unit, "other" if unit else "")
    if kind == "percentage":
        value, name = value.rstrip("%"), "percentage_point" if printed.endswith("百分点") else "percent"
    elif kind == "duration":
        value, name = _duration(value)
    elif kind == "period":
        name = unit
    elif kind == "time":
        clock = _CLOCK.fullmatch(value)
        value, name = (repr(float(clock[1]) * 60 + float(clock[2])) if clock else ""), "clock"
    low, _, high = value.partition("/")
    return _row(start, printed, _number(low), _number(high), name)


def _duration(timex: str) -> tuple[str, str]:
    match = _PERIOD.fullmatch(timex)
    return (match[2], _PERIODS.get(match[1] + match[3], "other")) if match else ("", "other")


def _lend(text: str, row: Row) -> Row | None:
    word = _WORD.match(text, _end(row))
    if word is None:
        return None
    return row | {"as_printed": row["as_printed"] + word.group(), "unit": UNIT_WORDS[word[1]]}


def _number(value: str) -> str:
    try:
        return repr(float(value.replace(",", "")))
    except ValueError:
        return ""


def _end(row: Row) -> int:
    return int(row["start"]) + len(row["as_printed"])


def _row(start: int, printed: str, value: str, value_max: str, unit: str) -> Row:
    """Make a row; the columns that no peer speaks of are empty."""
    others = dict.fromkeys(("item", "qualifier", "measure", "level", "year", "status", "change"), "")
    return others | {
        "start": str(start),
        "as_printed": printed,
        "value": value,
        "value_max": value_max,
        "unit": unit,
        "confidence": "sure",
    }
