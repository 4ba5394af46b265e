"""Kind of a document: from its title, from set words of its opening, else from how its language speaks.

A plan urges and promises, a report tells what was done, a bulletin counts and compares with the year before, a
budget lists receipts, an announcement makes public. Where the title is missing or says nothing (a copy that begins
in the middle of a page), these habits decide, if one of them clearly prevails; else the kind stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from eduplans.codebook import read
from eduplans.model import Field
from eduplans.patterns import compiled

__all__ = ["TITLE_END", "find_kind", "kind_of_title"]

TITLE_END = compiled(r"\s?[(（〔][^()（）〔〕]{1,20}[)）〕]$")
# a summary of the year that ends with an outlook is a report
_SUMMARY = compiled("(?:总结|回顾|完成情况|落实情况)(?:和|及|暨|与|、|以及).{0,16}(?:计划|打算|思路|要点|安排|谋划)")
_PERIOD = compiled(r"[(（]?(?:19|20)\d\d\s?年?\s?[-—–~至]{1,2}\s?(?:19|20)\d\d\s?年?[)）]?$")
_SAMPLE = 20_000
_MOST = 6  # times one cue counts: what prevails is variety, not one repeated word
_ENOUGH, _CLEAR = 4.0, 1.4
_SENTENCE_END = compiled("[。；！？\n]")
# sentences of a plan that say so: a text that only mentions goals is no plan
_LEAST_SHARE, _SHORTEST = 0.1, 6
# a headline tells what was done about a plan; a plan's own title names it
_HEADLINE = compiled(
    "(?:印发|出台|发布|公布|解读|审议)(?!方案|意见|计划|规划|细则|办法|要点)|(?:实施|启动|部署|通过|制定|编制)(?:了|第|《|“|新一轮)"
)


@cache
def _kind_words(where: str) -> tuple[tuple[str, str], ...]:
    """Words of `kinds.csv`, the longest first."""
    rows = [(row["word"], row["kind"]) for row in read("kinds") if row["where"] == where]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _title_ends() -> tuple[str, ...]:
    return tuple(word for word, _ in _kind_words("title"))


@cache
def _cues() -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    return tuple(
        (row["kind"], float(row["weight"]), compiled(row["pattern"], re.MULTILINE)) for row in read("kind_cues")
    )


def kind_of_title(title: str) -> str:
    """Give the kind that a title names; empty where it names none.

    Examples
    --------
    >>> kind_of_title("青禾县学前教育三年行动计划(2021-2023年)"), kind_of_title("青禾县2020年工作总结和2021年工作计划")
    ('plan', 'report')
    """
    bare = _PERIOD.sub("", TITLE_END.sub("", title.strip("《》"))).rstrip("》")
    if _SUMMARY.search(bare):
        return "report"
    if not bare.endswith(_title_ends()) or _HEADLINE.match(bare):
        return ""
    return next(kind for word, kind in _kind_words("title") if bare.endswith(word))


def find_kind(title: str, opening: str, text: str) -> Field:
    """Find the kind of a document.

    Parameters
    ----------
    title
        Its title; may be empty.
    opening
        What stands before the first heading.
    text
        The cleaned text.

    Returns
    -------
    Field
        ``printed`` where the title says it, ``inferred`` from the opening or from the language of the text, with the
        words that decided; ``unknown`` where nothing prevails.

    Examples
    --------
    >>> text = "力争到2025年，新建学校3所。进一步扩大学位。加快补充教师。到2025年，入园率达到95%。"
    >>> find_kind("", "", text).value, find_kind("", "", "学校在河边。").value
    ('plan', 'unknown')
    """
    if kind := kind_of_title(title):
        return Field(kind, "printed", title[:80])
    for word, kind in _kind_words("text"):
        if word in opening:
            return Field(kind, "inferred", f"opening: {word}")
    return _from_language(text[:_SAMPLE])


def _sentences(text: str) -> int:
    """Count the sentences of a text, without rows of tables and what is too short to say anything."""
    return sum(1 for one in _SENTENCE_END.split(text) if len(one) >= _SHORTEST and "|" not in one)


def _from_language(text: str) -> Field:
    scores: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    seen: dict[str, list[str]] = {}
    for kind, weight, cue in _cues():
        found = [match[0].strip("，,。；\n") for match in cue.finditer(text)]
        if found:
            hits[kind] += len(found)
            scores[kind] += weight * min(len(found), _MOST)  # type: ignore[assignment]
            seen.setdefault(kind, []).append(f"{found[0]} {len(found)}")
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[0][1] < _CLEAR * ranked[1][1]):
        return Field("unknown", "unknown")
    kind = ranked[0][0]
    if kind == "plan" and hits[kind] < _LEAST_SHARE * _sentences(text):
        return Field("unknown", "unknown")
    return Field(kind, "inferred", f"words of a {kind}: {', '.join(seen[kind])}"[:80])
