"""Whether a figure is a state, a rate of change or an absolute change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans import codebook

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.figures.frame import Place
    from eduplans.model import Change

__all__ = ["change_of"]

_ROWS = codebook.read("change_words")
_RATES = "|".join(sorted((r["word"] for r in _ROWS if r["place"] == "rate"), key=len, reverse=True))
_STOCK = {r["word"]: r["change"] for r in _ROWS if r["place"] == "stock"}
_STOCK_WORD = re.compile("(?:" + "|".join(map(re.escape, sorted(_STOCK, key=len, reverse=True))) + ")(?![值额的])")
_MONEY_STOCK = re.compile("增加(?!值)|减少|新增|追加|增拨|净增|压减|核减|增投|少支出|多支出")
_QUALIFIED = "(?:[了约近超逾达的]|超过|左右|不低于|不少于|不超过|控制在|保持在|大约|幅度|分别|均|各|在|为|率|比例)*"
_RATE = re.compile(f"(?:{_RATES})(?:了|约|近|超过?|逾|不低于|不少于|不超过|大约|分别|均|各|幅度(?:为|达)?|[ ])*$")
_HIGHER = re.compile("比[^，。；、]{1,12}[高低多少]$")
_RATE_NOUN = re.compile(
    "(?:增长|增加|增幅|增速|涨幅|降幅|增长率|上升|下降|减少|提高)(?:的?(?:率|比例|幅度|速度))[^，。；]{0,6}$|(?:增幅|增速|涨幅|降幅|跌幅|减幅|涨跌幅)[^，。；、]{0,8}$"
)
_RATE_AFTER = re.compile("的?(?:速度|增速|增幅|增长|涨幅|提升|降幅)")
_TO = re.compile("[到至后]|达(?!标)|(?<=[减增升降整少加改并])为")
_STATE = re.compile(
    "达|至|到|为|(?<!公)共|总|(?<![国公私])有|占|是|完成|建成|培训|惠及|投入|开展|举办|改造|获|评|覆盖|实现|使用|保持|稳定|突破|控制|组织|居(?!民)|列"
    "|推荐|参加|调整|配(?!套)|(?<!建)设|(?<![民公])办|召|申|送|选|提取|按"
)
_LEAVES = re.compile("[^，。；、0-9]{0,8}(?:辞职|退休|离职|调出|流失|调入|转正)")
_JOINT = re.compile("[、，,和与及 ]{0,2}$|[、，,和与及][^0-9]{1,14}$")
_RATIO_UNITS = {"percent"}


def change_of(candidate: Candidate, place: Place, last: Change | None, joined: bool) -> Change:
    """Change of a figure.

    Parameters
    ----------
    candidate
        The figure.
    place
        Its neighbourhood.
    last
        Change of the figure before it in the same sentence, None where it is the first.
    joined
        Whether only a short phrase parts it from that figure.

    Returns
    -------
    Change
        ``level``, ``growth`` or ``difference``.
    """
    if candidate.unit in {"rank", "clock", "score"}:
        return "level"
    if candidate.unit == "percentage_point":
        return "difference"
    if candidate.sort == "double":
        return "growth"
    relative = candidate.unit == "percent" or (candidate.word is not None and candidate.word.word == "倍")
    head = place.head
    if _RATE.search(head) or (not relative and _HIGHER.search(head)):
        return "growth" if relative else "difference"
    if relative and (_RATE_NOUN.search(head) or _RATE_AFTER.match(place.tail)):
        return "growth"
    if not relative:
        own = _stock(head) if candidate.unit != "yuan" or _MONEY_STOCK.search(head) else None
        if own is not None:
            return own
        if candidate.unit == "person" and _LEAVES.match(place.tail):
            return "difference"
    if last is not None and last != "level" and joined and not _STATE.search(head):
        return last if relative == (last == "growth") or (last == "difference" and not relative) else "level"
    return "level"


def _stock(head: str) -> Change | None:
    """Tell what the last verb of the head does to a stock; None where there is no such verb."""
    found = None
    for found in _STOCK_WORD.finditer(head):  # noqa: B007
        pass
    if found is None or _TO.search(head, found.end()):
        return None
    return "difference" if _STOCK[found.group()] == "difference" else "level"
