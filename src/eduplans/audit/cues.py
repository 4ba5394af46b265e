"""Words and signs of a document that tell how its figures stand to each other.

The raw table of figures has each number with its phrase, not what stands between two numbers. These cues do: ends of
sentences, brackets, words such as 其中 (of which) or 比上年 (than the year before), lists whose members a number
counts, plans that are called finished or are still to be done. They are found at ingest, so that the audit needs no
document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from eduplans import codebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eduplans.model import Document, Figure

__all__ = ["CUES", "LONGEST", "Cue", "find_cues"]

#: So many characters of a document are kept with a cue.
LONGEST = 40
#: Cues that are found by a rule of this module and not by a pattern of the codebook.
_BY_RULE = ("list", "series", "plan_finished", "plan_to_do")
#: All kinds of cues.
CUES = tuple(dict.fromkeys((*(row["cue"] for row in codebook.read("audit_cues")), *_BY_RULE)))
_CLAUSE = "，。；：:;！？!?\n"
_JOINTS = re.compile("、|以及|和|与|及")
_NUMBERING = re.compile("[、和与及]+|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])")
_MARK = re.compile('[“”"《》]')
_PLAN = re.compile(r"《([^》\n]{4,60}(?:计划|规划|方案|行动)[^》\n]{0,30})》")
_FINISHED = re.compile("完成[^，。；！？\n]{0,6}$")
_TO_DO = re.compile("(?:实施|推进|落实|启动|执行)[^，。；！？\n]{0,6}$")
_SERIES = "一二三四五六七八九十"
_AFTER = re.compile("[^，。；\n]{0,14}[，,]?(?:分别是|分别为|包括|即|[:：])")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word, sign or list that tells how figures stand to each other.

    Parameters
    ----------
    start, end
        Span in the cleaned text.
    cue
        Kind, one of `CUES`.
    printed
        What is printed there, cut at 40 characters.
    number
        Members of a list or of a series; None for other cues.
    clause
        The clause around it, cut at 40 characters, where the codebook asks for it.
    item
        Path of the numbered heading.
    """

    start: int
    end: int
    cue: str
    printed: str
    number: int | None = None
    clause: str = ""
    item: str = ""


def find_cues(document: Document, figures: Sequence[Figure]) -> tuple[Cue, ...]:
    """Find the cues of a document, in reading order.

    Parameters
    ----------
    document
        The document.
    figures
        Its figures in reading order.

    Returns
    -------
    tuple of Cue
        Only from sentences that hold a figure, a counted list or a claim.

    Examples
    --------
    >>> from eduplans.figures import find_figures
    >>> from eduplans.model import Document, Metadata
    >>> text = "招聘教师9名,其中小学5名、初中4名。没有数字。"
    >>> document = Document("invented", text, Metadata(), ())
    >>> [cue.printed for cue in find_cues(document, find_figures(document))]
    ['其中', '。']
    """
    text = document.text
    found = [*_words(text), *_lists(text, figures), *_series(document), *_plans(text)]
    starts = [item.start for item in document.items]
    kept = _where_it_matters(sorted(found, key=lambda cue: (cue.start, cue.end, cue.cue)), figures)
    return tuple(_placed(cue, document, starts) for cue in kept)


def _placed(cue: Cue, document: Document, starts: Sequence[int]) -> Cue:
    position = bisect_right(starts, cue.start) - 1
    path = document.items[position].path if position >= 0 else ""
    return Cue(cue.start, cue.end, cue.cue, cue.printed.strip() or "end of line", cue.number, cue.clause, path)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    return tuple((row["cue"], re.compile(row["pattern"].replace("\\n", "\n")), row["clause"] == "yes")
                 for row in codebook.read("audit_cues"))  # fmt: skip


def _words(text: str) -> Iterator[Cue]:
    for cue, pattern, with_clause in _patterns():
        for match in pattern.finditer(text):
            clause = _clause(text, match.start(), match.end()) if with_clause else ""
            yield Cue(match.start(), match.end(), cue, match[0][:LONGEST], None, clause)


def _clause(text: str, start: int, end: int) -> str:
    """Cut the clause out of which a cue comes, at most 40 characters of it."""
    left = start
    while left > 0 and text[left - 1] not in _CLAUSE and end - left < LONGEST:
        left -= 1
    right = end
    while right < len(text) and text[right] not in _CLAUSE and right - left < LONGEST:
        right += 1
    return text[left:right].strip()[:LONGEST]


def _where_it_matters(found: list[Cue], figures: Sequence[Figure]) -> Iterator[Cue]:
    """Keep only sentences in which something is counted, listed or claimed."""
    begins = [figure.start for figure in figures]
    sentence: list[Cue] = []
    last = 0
    for cue in found:
        sentence.append(cue)
        if cue.cue != "stop":
            continue
        told = any(one.clause or one.cue in _BY_RULE for one in sentence)
        at = bisect_left(begins, last)
        if told or (at < len(begins) and begins[at] < cue.end):
            yield from sentence
        sentence, last = [], cue.end
    yield from sentence


def _lists(text: str, figures: Sequence[Figure]) -> Iterator[Cue]:
    """Find lists whose members a number counts: right before it, or behind it after 分别是."""
    last = 0
    for figure in figures:
        before = _list_before(text, last, figure.start)
        last = figure.end
        if before is not None:
            yield before
        after = _AFTER.match(text, figure.end)
        if after is not None:
            stop = _reach(text, after.end(), "。；;！？!?\n")
            yield from _a_list(text, after.end(), stop)


def _list_before(text: str, last: int, end: int) -> Cue | None:
    """Find the list that ends at a number and begins behind the number before it."""
    if text[end - 1 : end] == "各":
        end -= 1
    if text[end - 1 : end] in set("、和与及"):  # the number belongs to the last member, as in a name
        return None
    start = end
    while start > last and text[start - 1] not in _CLAUSE + ",(（)）" and end - start < 3 * LONGEST:
        start -= 1
    return next(iter(_a_list(text, start, end)), None)


def _reach(text: str, start: int, signs: str) -> int:
    end = start
    while end < len(text) and text[end] not in signs and end - start < 3 * LONGEST:
        end += 1
    return end


def _a_list(text: str, start: int, end: int) -> Iterator[Cue]:
    numbering = _NUMBERING.match(text, start, end)
    start = numbering.end() if numbering else start
    words = _MARK.sub("", text[start:end])
    members = [member for member in _JOINTS.split(words) if member.strip()]
    if len(members) > 1 and not any(sign.isdigit() for sign in words):
        yield Cue(start, end, "list", text[start:end].strip()[-LONGEST:], len(members))


def _series(document: Document) -> Iterator[Cue]:
    """Count 一是, 二是, 三是 of an item as far as they follow each other."""
    for item in document.items:
        own = document.text[item.start : item.end]
        number, place = 0, 0
        while number < len(_SERIES) and (next_place := own.find(_SERIES[number] + "是", place)) >= 0:
            number, place = number + 1, next_place + 2
        if not number and "一方面" in own and "另一方面" in own:
            number, place = 2, own.find("另一方面") + 4
        if number > 1:
            yield Cue(item.start + place - 2, item.start + place, "series", own[place - 2 : place], number)


def _plans(text: str) -> Iterator[Cue]:
    for match in _PLAN.finditer(text):
        left = max(text.rfind(sign, 0, match.start()) for sign in "。；;！？\n")
        # Titles in a row share the verb before the first of them.
        lead = re.sub("《[^》]*》[、,，和与及]?", "", text[left + 1 : match.start()])
        for kind, pattern in (("plan_finished", _FINISHED), ("plan_to_do", _TO_DO)):
            if pattern.search(lead):
                yield Cue(match.start(), match.end(), kind, match[1][:LONGEST])
                break
