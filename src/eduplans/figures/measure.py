"""What a figure measures: the noun phrase in front of it, or what its measure word counts behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.figures.units import noun_unit

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.figures.frame import Place
    from eduplans.model import Change

__all__ = ["counted_noun", "measure_of", "refine_unit"]

_LONGEST = 24


def _alternation(kind: str) -> str:
    words = [r["word"] for r in codebook.read("measure_edges") if r["edge"] == kind]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FRONT = re.compile(f"(?:{_alternation('front')}|[0-9]{{4}}年(?:[0-9]{{1,2}}月)?(?:底|末|底前)?|[、，,:：；\\s和与及“”\"（）()—-])+")
_BACK = re.compile(f"(?:{_alternation('back')}|[、，,:：\\s“”\"（(])+$")
_NOUN_END = re.compile(f"[，。；、：！？（(）)“”《》\\n\\s,;:0-9]|{_alternation('noun_end')}")
_COUNTED_KINDS = {"count", "generic", "school", "class", "weak", "level", "tally"}


def counted_noun(text: str, candidate: Candidate, limit: int) -> str:
    """What stands behind a measure word: 5所 清廉学校.

    Parameters
    ----------
    text
        The text.
    candidate
        The figure.
    limit
        Where the next figure or the sentence begins or ends.

    Returns
    -------
    str
        Empty where nothing is counted there.
    """
    word = candidate.word
    if word is not None and word.kind not in _COUNTED_KINDS:
        return ""
    window = text[candidate.end : min(limit, candidate.end + _LONGEST)]
    window = window.removeprefix("的")
    if window[:1] in {"“", "《"}:
        closing = {"“": "”", "《": "》"}[window[0]]
        inner, found, rest = window[1:].partition(closing)
        if found:
            return inner + rest[: _end_of_noun(rest)]
    return window[: _end_of_noun(window)]


def _end_of_noun(window: str) -> int:
    found = _NOUN_END.search(window)
    return found.start() if found is not None else len(window)


def refine_unit(text: str, candidate: Candidate, place: Place, noun: str, last: Candidate | None) -> None:
    """Let the noun decide on the unit of 个, 家, 处, 所 and the like.

    Parameters
    ----------
    text
        The text.
    candidate
        The figure; its unit is changed in place.
    place
        Its neighbourhood.
    noun
        What follows it.
    last
        The figure before it in the sentence.
    """
    word = candidate.word
    if word is None or word.kind not in {"generic", "school", "tally"} or candidate.unit == "rank":
        return
    if noun:
        unit = noun_unit(noun)
        if word.kind == "school":
            candidate.unit = "item" if unit == "item" else candidate.unit
        elif unit is not None:
            candidate.unit = unit
        return
    front = strip_edges(text[max(place.left, candidate.start - 12) : candidate.start])
    unit = noun_unit(front)
    if word.kind == "school":
        candidate.unit = "item" if unit == "item" and front.endswith(("医院", "卫生院", "机构")) else candidate.unit
    elif unit is not None:
        candidate.unit = unit
    elif last is not None and last.word is not None and last.word.word == word.word and len(place.head) <= 8:
        candidate.unit = last.unit


def strip_edges(phrase: str) -> str:
    """Strip adverbs, verbs of being and connectives from the edges of a phrase.

    Parameters
    ----------
    phrase
        Text in front of a figure.

    Returns
    -------
    str
        The noun phrase in it.

    Examples
    --------
    >>> strip_edges("，2020年全县义务教育巩固率达到")
    '义务教育巩固率'
    """
    found = _FRONT.match(phrase)
    if found is not None:
        phrase = phrase[found.end() :]
    found = _BACK.search(phrase)
    return phrase[: found.start()] if found is not None else phrase


def measure_of(candidate: Candidate, place: Place, noun: str, change: Change, last: str) -> str:
    """Short noun phrase of what is measured.

    Parameters
    ----------
    candidate
        The figure.
    place
        Its neighbourhood.
    noun
        What its measure word counts, empty where that stands in front.
    change
        Its change.
    last
        Measure that it takes over where its own words say too little, empty where there is none.

    Returns
    -------
    str
        At most 24 characters; empty where nothing is said.
    """
    front = _front_of(place.head)
    if noun:
        return _clip(front + noun + _predicate(place.tail, noun) if len(front) + len(noun) <= 18 else noun)
    if candidate.unit == "yuan":
        behind = _behind(place.tail)
        if behind and len(front) <= 6:
            return _clip(behind + front if front in _SPENT else front + behind)
    if change == "growth" and front in _GROWN:
        return _clip(last + front if last and not last.endswith(front) else last or front)
    if len(front) <= 1:
        if last:
            return _clip(last)
        return _clip(_behind(place.tail) or front)
    return _clip(front)


_SPENT = {"投资", "投入", "总投资", "计划投资", "完成投资"}
_GROWN = {"", "增长", "下降", "增加", "减少", "提高", "降低", "上升", "年均增长", "提升", "增幅", "回落", "增速"}
_PREDICATE = re.compile("(?:被|获|荣获|获得|参加|参与|受|入选|通过|得到|享受|接受)[^，。；、,;\\s“《（(0-9]{1,10}")
_CLOSING = re.compile("^[^“”]{0,16}“[^”]{1,20}”(?=[^，。；、]{4})")
_VERB = re.compile("(?:全面|认真|切实|深入|积极)?(?:落实|推进|实施|实现|加快|围绕|做好|抓好)")
_FORMERLY = re.compile("(?:从|由)(?:原来的?|原有的?|[0-9]{4}年底?的?|上年的?)?$")
_BRACKET = re.compile("^.*[）)](?=..)")
_LABEL = re.compile(r"^[一二三四五六七八九十0-9]{1,3}[)）.、．]")
_BEHIND = re.compile("[^，。；：、！？（(）)“”《》\\n\\s,;:0-9]{2,16}")


def _front_of(head: str) -> str:
    """Noun phrase in front of a figure, without labels, programmes and former values."""
    head = _LABEL.sub("", head.strip())
    if _VERB.match(head):
        head = _CLOSING.sub("", head)
    head = _BRACKET.sub("", head)
    return strip_edges(_FORMERLY.sub("", strip_edges(head)))


def _predicate(tail: str, noun: str) -> str:
    """What is said of the people or schools counted: 8所学校被评为优秀."""
    found = _PREDICATE.match(tail, len(noun)) if tail.startswith(noun) else None
    return found.group() if found is not None else ""


def _behind(tail: str) -> str:
    """Noun phrase directly behind an amount: 30万元教育督导专项经费."""
    found = _BEHIND.match(tail.removeprefix("的"))
    if found is None:
        return ""
    phrase = found.group()
    cut = _NOUN_END.search(phrase)
    return phrase[: cut.start()] if cut is not None and cut.start() else ("" if cut is not None else phrase)


def _clip(phrase: str) -> str:
    return phrase if len(phrase) <= _LONGEST else phrase[-_LONGEST:]
