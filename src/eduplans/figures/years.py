"""The year that a figure is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.figures.stretches import Stretches
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.figures.sentences import Place
    from eduplans.model import Status

__all__ = ["Mention", "YearIndex", "year_of", "year_said"]

# begins with one class of characters, which the engine passes all others by with
_MENTION = re.compile(
    # the next character tells most of those apart that begin no year
    "[12今去上前明本当下“十](?=[09年一十二三四五六])(?:"
    "(?<=[12])(?<![0-9][12])(?P<year>(?:(?<=1)9|(?<=2)0)[0-9]{2})"
    "(?:[-—–~至/](?P<end>(?:20)?[0-9]{2}))?(?P<school>学)?年(?![来级版制]|以来|代)"
    "|(?P<word>(?<=[今前明本当])年|(?<=[去上])年(?!度?[末底]?结[余转])|(?<=[上下])一年)"
    "|(?:(?<=“)十)?(?<=十)(?P<plan>[二三四五六])五”?(?:时期|期间|末|收官|规划目标))"
)
_LONGEST = 12
"""Characters of the longest mention, and more."""
_PLANS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_SHIFT = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1, "下一年": 1}
_COMPARED = compiled("[比较与同从由自是]$|[建办立生创]于$")
# 为上年的108.5% is a share of this year
_SHARE_OF = frozenset("为于占达")
_OLD_STATE = compiled("^(?:度|末|底)?的?$")
_EVERY = re.compile("每(?:学年|年|学期|季度|个?月|周|[天日])")
_OPENING = re.compile(r"[ \t\u3000]*(?:截[至止])?(?P<until>[到至])?((?:19|20)[0-9]{2})年(?![来级版制]|以来)")
_AS_OF = compiled("截[至止]((?:19|20)[0-9]{2})年")
_MEASURED_BY = compiled("(?:低于|少于|高于|超过|占|按照?)[^，。；]{0,8}$")
_PARTS = frozenset("；;")
_BACK = 200
_OF_SCHOOLS = compiled("学校|学生|教师|教职工|幼儿园|小学|中学|学位|教育")
_WORK = compiled("新[增建改]|建[成设]|完成|净增|补充|改造|化解|安排|实现|推进|突破|全覆盖|累计")
# what a profile says of land, climate and division has no year unless it names one
_PROFILE = re.compile(
    "总面积|国土面积|海拔|年均气温|降水量|无霜期|日照时|林地|耕地面积|草场|草地|湿地面积|水域面积|辖(?=[0-9一二三四五六七八九十两])"
)


def year_of(
    text: str,
    start: int,
    place: Place,
    status: Status,
    mentions: Sequence[Mention],
    known: int | None,
    target_year: int | None,
) -> int | None:
    """Year of a figure: what its sentence says, else what follows from the document's.

    Parameters
    ----------
    text
        The text.
    start
        Where the figure begins.
    place
        Its neighbourhood.
    status
        Its status; a standing rule has no year.
    mentions
        What `YearIndex` knows before it in its sentence.
    known
        The plan's or the reporting year.
    target_year
        The year of targets that name none.

    Returns
    -------
    int or None
        None where nothing gives it.
    """
    if status == "standard":
        return _of_standard(text, place.sentence, start) if mentions else None
    if mentions:
        base = target_year if status == "target" else known
        said = _said(text, start, place, status, mentions, base)
        if said is not None:
            return said
    if status == "baseline":
        return None
    if text[place.sentence - 1 : place.sentence] in _PARTS:
        said = _said_before(text, place.sentence)
        if said is not None:
            return said
    if status == "target":
        return None if _EVERY.search(text, place.clause, start) else target_year
    return None if _is_profile(text, place) else known


@dataclass(slots=True)
class Mention:
    """A year that a text names.

    Parameters
    ----------
    start, end
        Where it stands.
    year
        The year, or how far it lies from the document's where `relative`.
    relative
        Whether it is 今年, 上年 and the like.
    compared
        Whether it is only compared with, or begins a change.
    """

    start: int
    end: int
    year: int | None
    relative: bool
    compared: bool


class YearIndex:
    """The years that a text names in the stretches in which figures stand.

    Parameters
    ----------
    text
        The text.

    Examples
    --------
    >>> index = YearIndex("2020年和去年")
    >>> index.read(0, 8)
    >>> [(mention.year, mention.relative) for mention in index.before(0, 8)]
    [(2020, False), (-1, True)]
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []
        # some years stand behind all figures of their sentence
        self._mentions: list[Mention | None] = []
        self._stretches = Stretches(text, _MENTION, _LONGEST)

    def read(self, start: int, end: int) -> None:
        """Find the years of a stretch.

        Parameters
        ----------
        start, end
            The stretch; stretches come in reading order, and what two of them share is read once.
        """
        for found in self._stretches.read(start, end):
            self._starts.append(found.start())
            self._mentions.append(None)

    def before(self, start: int, end: int) -> Sequence[Mention]:
        """Years that a stretch of text names.

        Parameters
        ----------
        start, end
            The stretch.

        Returns
        -------
        sequence of Mention
            In order; empty for most stretches.
        """
        starts = self._starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return ()
        last = bisect_left(starts, end, first)
        mentions = [self._mentions[index] or self._mention(index) for index in range(first, last)]
        if mentions[-1].end > end:
            mentions.pop()
        return mentions

    def _mention(self, index: int) -> Mention:
        found = _MENTION.match(self._text, self._starts[index])
        assert found is not None
        self._mentions[index] = mention = _mention(self._text, found)
        return mention


def year_said(text: str, start: int, place: Place, mentions: Sequence[Mention], known: int | None) -> int | None:
    """Year that the sentence itself gives a figure that is a result.

    Parameters
    ----------
    text
        The text.
    start
        Where the figure begins.
    place
        Its neighbourhood.
    mentions
        What `YearIndex` knows before it in its sentence.
    known
        The plan's or the reporting year, which 去年 is one before.

    Returns
    -------
    int or None
        None where the sentence names none.
    """
    if mentions and mentions[-1].relative and (mentions[-1].year or 0) >= 0:
        # 本年 and 今年 say no more than the document's own year
        return None
    said = _said(text, start, place, "actual", mentions, known)
    if said is None and text[place.sentence - 1 : place.sentence] in _PARTS:
        return _said_before(text, place.sentence)
    return said


def _mention(text: str, found: re.Match[str]) -> Mention:
    start, end = found.span()
    relative = found["word"] is not None
    compared = _COMPARED.search(text, max(0, start - 2), start) is not None or (
        text[end : end + 1] == "的" and text[start - 1 : start] in _SHARE_OF
    )
    compared = compared or (relative and _MEASURED_BY.search(text, max(0, start - 14), start) is not None)
    return Mention(start, end, _resolve(found), relative, compared)


def _said(
    text: str, start: int, place: Place | None, status: Status, mentions: Sequence[Mention], known: int | None
) -> int | None:
    """Find the last year in the sentence before the figure that is not only compared with."""
    best: int | None = None
    for mention in mentions:
        year = mention.year
        if year is None:
            continue
        if mention.relative:
            if known is None:
                continue
            year += known
        own = mention.end + 3 >= start and _OLD_STATE.match(text[mention.end : start]) is not None
        if mention.compared and not (own and status == "baseline"):
            continue
        if status == "baseline" and not own and place is not None and mention.end < place.left:
            continue
        best = year
    return best


def _is_profile(text: str, place: Place) -> bool:
    """Tell whether a sentence only describes a place; what it says of schools or of work done has a year."""
    if _PROFILE.search(text, place.sentence, place.right) is None:
        return False
    return not (_WORK.search(text, place.sentence, place.right) or _OF_SCHOOLS.search(text, place.clause, place.right))


def _of_standard(text: str, sentence: int, start: int) -> int | None:
    """Year of a standing rule: only one that opens its sentence or dates the state told of."""
    opening = _OPENING.match(text, sentence)
    if opening is not None and not opening["until"]:
        return int(opening[2])
    dated = _AS_OF.search(text, sentence, start)
    return int(dated[1]) if dated is not None else None


def _said_before(text: str, sentence: int) -> int | None:
    """Find the year that opens the whole sentence where this is a part of it behind a semicolon."""
    begin = max(0, sentence - _BACK)
    begin = max(begin, text.rfind("。", begin, sentence) + 1, text.rfind("\n", begin, sentence) + 1)
    opening = _OPENING.match(text, begin)
    return int(opening[2]) if opening is not None else None


def _resolve(found: re.Match[str]) -> int | None:
    if found["year"]:
        end = found["end"]
        year = found.group()[:4]
        if end and not found["school"]:
            return int(end) if len(end) == 4 else int(year[:2] + end)
        return int(year)
    return _PLANS[found["plan"]] if found["plan"] else _SHIFT.get(found.group())
