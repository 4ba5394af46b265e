"""Lists whose members are named before their values: 小学、初中生均经费分别为600元、800元."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans.figures.levels import levels_in
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.figures.candidates import Candidate
    from eduplans.figures.sentences import Place

__all__ = ["member_names", "members_from"]

_RESPECTIVELY = re.compile("[，,]?(?:分别|依次|各自?)(?P<verb>[^，。；、0-9]{0,8})$")
_STOP = re.compile("[，。；\n]")
_REACH = 12
"""Characters of a figure's head that the word for a list of values and its verb may take."""
_LONGEST = 120
_COMMA = re.compile("[、，,]")
_SPLIT = re.compile("[、，,]|以及|(?<![共中])和|(?<!参)与|(?<!普)及(?!时)")
_BETWEEN = re.compile(r"(?:[、，,和与及/ ]|以及)+(?:约|近|超过?|逾)?")
_LEVEL_END = compiled("(?:学校|幼儿园|小学|初中|高中|中学|教育|中职|高职|大学|院校|职高|园)")
_SHARED = re.compile(
    "(?:人均可支配收入|增加值|进出口|出口|进口|产量|产值|投资|收入|支出|比例|占比|比重|产业规模|规模|人数|总量|总额|余额|零售额|面积|经费"
    "|标准|覆盖率|完成率|毛入学率|入学率|率|数)$"
)
_BOTH = ("城镇", "农村")
_LEAD = re.compile("^.*[：:]|^(?:[0-9]{4}年)?(?:全[县市区省国州])?(?:其中)?")


def member_names(text: str, found: Sequence[Candidate], places: Sequence[Place], index: int) -> tuple[list[str], str]:
    """Names of the members of a list that begins at a figure.

    Parameters
    ----------
    text
        The text.
    found
        All figures.
    places
        Their neighbourhoods.
    index
        Which of them may begin a list.

    Returns
    -------
    list of str
        One name for each member in order; empty where no such list begins here.
    str
        The verb between names and values (增长, 为).
    """
    head = text[max(places[index].sentence, found[index].start - 140) : found[index].start]
    match = _RESPECTIVELY.search(head, max(0, len(head) - _REACH))
    if match is None:
        return [], ""
    named = _STOP.split(head[: match.start()])[-1][-_LONGEST:]
    # what stands between is the list of values before, which names nothing
    free = found[index].start - len(head) + match.start() - (found[index - 1].end if index else 0)
    if min(len(named), free) < 2:
        return [], ""
    count = members_from(text, found, index)
    listed = _LEAD.sub("", named)
    names = [name for name in _COMMA.split(listed) if name]
    if len(names) < count:
        names = [name for name in _SPLIT.split(listed) if name]
    if count == len(_BOTH) and len(names) < count and "城乡" in listed:
        names = [listed.replace("城乡", both) for both in _BOTH]
    if count < 2 or len(names) < count:
        return [], ""
    names = names[-count:]
    suffix = _suffix(names)
    return [name + suffix for name in names[:-1]] + [names[-1]], match.group("verb")


def members_from(text: str, found: Sequence[Candidate], index: int) -> int:
    """Count the figures that follow each other with a separator only.

    Parameters
    ----------
    text
        The text.
    found
        All figures.
    index
        The first of them.

    Returns
    -------
    int
        One and more.
    """
    count = 1
    while index + count < len(found):
        last, this = found[index + count - 1], found[index + count]
        between = _BETWEEN.match(text, last.end)
        if between is None or between.end() < this.start or this.start - last.end > 6:
            break
        count += 1
    return count


def _suffix(names: Sequence[str]) -> str:
    """Find what the last name has beyond its own part and shares with the others."""
    last = names[-1]
    if levels_in(last) and all(levels_in(name) for name in names):
        end = 0
        for found in _LEVEL_END.finditer(last[:10]):
            end = found.end()
        return last[end:] if not any(len(name) > len(last) for name in names) else ""
    shared = _SHARED.search(last)
    if shared is not None and not any(_SHARED.search(name) for name in names[:-1]):
        return shared.group()
    first = names[0]
    if len(first) <= 4 and len(last) > len(first) + 2 and all(len(name) <= 4 for name in names[:-1]):
        return last[len(names[-2]) :]
    return ""
