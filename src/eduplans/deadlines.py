"""Dates by which an item sets something to be done.

A date counts as a deadline where the text says so: a point before which (3月底前, 年底之前), a point up to which
(到2025年, 至2025年2月), or a date that stands before a word of completion in the same clause (于秋季如期开办,
年底全部建成). A year alone (2025年撤并), a date of what has happened (于2020年秋季已开园), a period (从2019年到2020年,
2017-2020年) and a duration (用3年时间) are none. Years that are not printed are the document's.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from eduplans.codebook import read, read_map

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAST = re.compile("已|了|于是|以来")
_OPENS = re.compile("[从自由][^到至]{0,12}[到至]?$")
_PERIOD = re.compile(r"\s?[-—–~]\s?\d|至\s?\d|到\s?\d")
_PERIOD_END = re.compile(r"\d\s?年?\s?[-—–~至]\s?$")
_CLAUSE = r"[^，,。；;:：、\n]"


@cache
def _pattern() -> re.Pattern[str]:
    seasons = "|".join(sorted(read_map("theme_seasons", "word", "month"), key=lambda word: (-len(word), word)))
    part = (
        rf"(?:(?P<season{{0}}>(?<![一二两三四五六七八九十几数\d])(?:{seasons}))"
        r"|(?<![\d第])(?P<month{0}>1[0-2]|0?[1-9])\s?月(?:份|\s?\d{{1,2}}\s?[日号])?)"
    )
    named = r"(?:(?P<year>(?<!\d)20\d\d)\s?年(?!级)|(?P<this>[今本当]年)|(?P<next>明年))"
    return re.compile(
        rf"(?:{named}\s?{part.format(1)}?|{part.format(2)})"
        r"(?P<end>底|末|[上中下]旬)?(?P<before>(?:开学|结束|到来)?(?:之?前(?!后|三年|一年)|以前))?"
    )


@cache
def _first() -> re.Pattern[str]:
    """Match what a date begins with: to look for it takes a fifth of the time of trying a date at every place."""
    seasons = {word[0] for word in read_map("theme_seasons", "word", "month")}
    return re.compile(f"[0-9今本当明{''.join(sorted(seasons))}]")


def _dates(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while first := _first().search(text, place):
        match = _pattern().match(text, first.start())
        place = match.end() if match else first.end()
        if match:
            yield match


@cache
def _finish() -> re.Pattern[str]:
    return re.compile("|".join(row["word"] for row in read("theme_finish_words")))


@cache
def _months() -> dict[str, int]:
    return {word: int(month) for word, month in read_map("theme_seasons", "word", "month").items()}


def deadlines(text: str, year: int | None) -> tuple[str, ...]:
    """Find the deadlines of a text.

    Parameters
    ----------
    text
        Cleaned text of an item.
    year
        Year of the document; dates without a year are left out where it is not known.

    Returns
    -------
    tuple of str
        ``YYYY-MM`` or ``YYYY``, sorted, each once. A season stands for a month of the codebook ``theme_seasons``.

    Examples
    --------
    >>> deadlines("3月底前完成整改，新校区于秋季如期开办。到2026年毛入园率达92%。", 2024)
    ('2024-03', '2024-09', '2026')
    >>> deadlines("2024年撤并教学点4个，青禾小学于2024年秋季已开学，用3年时间培训教师。", 2024)
    ()
    """
    found = set()
    for match in _dates(text):
        if (date := _date(match, year)) and _sets(text, match):
            found.add(date)
    return tuple(sorted(found))


def _date(match: re.Match[str], year: int | None) -> str:
    """Write the date of a match, or nothing where its year is not known."""
    named = int(match["year"]) if match["year"] else year
    if named is None:
        return ""
    named += bool(match["next"])
    season, month = match["season1"] or match["season2"], match["month1"] or match["month2"]
    if season or month:
        return f"{named}-{_months()[season] if season else int(month):02}"
    return f"{named}-12" if match["end"] in {"底", "末"} else str(named)


def _sets(text: str, match: re.Match[str]) -> bool:
    """Tell whether the words around a date make a deadline of it."""
    before = _clause_before(text, match.start())
    after = re.match(rf"{_CLAUSE}*", text[match.end() : match.end() + 16])
    rest = after[0] if after else ""
    if _PAST.search(rest[:8]) or _OPENS.search(before) or _PERIOD.match(rest) or _PERIOD_END.search(before):
        return False
    if match["before"]:
        return True
    if before.endswith(("到", "至", "截止", "截至")):
        return not re.match("[的起]", rest)
    lead = before.endswith(("于", "在", "力争", "确保", "争取"))
    ends = match["end"] or (match["season1"] or match["season2"]) in {"年底", "年末", "年内"}
    return bool((lead or ends) and _finish().search(rest))


def _clause_before(text: str, start: int) -> str:
    return re.split(r"[，,。；;:：\n]", text[max(0, start - 20) : start])[-1]
