"""The year that a figure is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.figures.frame import Place
    from eduplans.model import Status

__all__ = ["year_of", "years_in"]

_MENTION = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?:[-—–~至/](?P<end>(?:20)?[0-9]{2}))?(?P<school>学)?年(?![来级版制]|以来|代)|(?P<word>今年|(?:去年|上年)(?!度?[末底]?结[余转])|前年|明年|本年|当年|上一年|下一年)"
    r"|“?十(?P<plan>[二三四五六])五”?(?:时期|期间|末|收官|规划目标)"
)
_PLANS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_SHIFT = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1, "下一年": 1}
_COMPARED = re.compile("[比较与同从由自是]$|[建办立生创]于$")
_OLD_STATE = re.compile("^(?:度|末|底)?的?$")
_EVERY = re.compile("每(?:学年|年|学期|季度|个?月|周|[天日])")
_OPENING = re.compile(r"[ \t\u3000]*(?:截[至止])?(?P<until>[到至])?((?:19|20)[0-9]{2})年(?![来级版制]|以来)")
_AS_OF = re.compile("截[至止]((?:19|20)[0-9]{2})年")
_MEASURED_BY = re.compile("(?:低于|少于|高于|超过|占|按照?)[^，。；]{0,8}$")
_PARTS = frozenset("；;")
_BACK = 200
_OF_SCHOOLS = re.compile("学校|学生|教师|教职工|幼儿园|小学|中学|学位|教育")
_WORK = re.compile("新[增建改]|建[成设]|完成|净增|补充|改造|化解|安排|实现|推进|突破|全覆盖|累计")
# what a profile says of land, climate and division has no year unless it names one
_PROFILE = re.compile(
    "总面积|国土面积|海拔|年均气温|降水量|无霜期|日照时|林地|耕地面积|草场|草地|湿地面积|水域面积|辖(?=[0-9一二三四五六七八九十两])"
)


def year_of(
    text: str,
    start: int,
    place: Place,
    status: Status,
    mentions: Sequence[re.Match[str]],
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
        What `years_in` found before it in its sentence.
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
    said = _said(text, start, place, status, mentions, target_year if status == "target" else known)
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


def years_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Find the years that a stretch of text mentions.

    Parameters
    ----------
    text
        The text.
    start, end
        The stretch.

    Returns
    -------
    list of re.Match
        In order; empty for most stretches, which is told quickly.

    Examples
    --------
    >>> [found.group() for found in years_in("2020年和去年", 0, 8)]
    ['2020年', '去年']
    """
    if text.find("年", start, end) < 0 and text.find("五", start, end) < 0:
        return []
    return list(_MENTION.finditer(text, start, end))


def _said(
    text: str, start: int, place: Place | None, status: Status, mentions: Sequence[re.Match[str]], known: int | None
) -> int | None:
    """Find the last year in the sentence before the figure that is not only compared with."""
    best: int | None = None
    for mention in mentions:
        year = _resolve(mention, known)
        if year is None:
            continue
        compared = _COMPARED.search(text, max(0, mention.start() - 2), mention.start()) is not None or (
            mention.group("word") is not None
            and _MEASURED_BY.search(text, max(0, mention.start() - 14), mention.start()) is not None
        )
        own = _OLD_STATE.match(text[mention.end() : start]) is not None
        if compared and not (own and status == "baseline"):
            continue
        if status == "baseline" and not own and place is not None and mention.end() < place.left:
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


def _resolve(mention: re.Match[str], known: int | None) -> int | None:
    if mention.group("year"):
        end = mention.group("end")
        if end and not mention.group("school"):
            return int(end) if len(end) == 4 else int(mention.group("year")[:2] + end)
        return int(mention.group("year"))
    if mention.group("plan"):
        return _PLANS[mention.group("plan")]
    shift = _SHIFT.get(mention.group("word"))
    return known + shift if known is not None and shift is not None else None
