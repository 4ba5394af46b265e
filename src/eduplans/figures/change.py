"""Whether a figure is a state, a rate of change or an absolute change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.figures.expressions import alternation
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.figures.sentences import Place
    from eduplans.model import Change, Figure

__all__ = ["change_of"]

_ROWS = codebook.read("change_words")
_RATE_WORDS = sorted((r["word"] for r in _ROWS if r["place"] == "rate"), key=len, reverse=True)
_RATES = "|".join(_RATE_WORDS)
_STOCK = {r["word"]: r["change"] for r in _ROWS if r["place"] == "stock"}
_STOCK_WORD = re.compile(f"(?:{alternation(_STOCK)})(?![值额的])")
_MONEY_STOCK = re.compile("增加(?!值)|减少|新增|追加|增拨|净增|压减|核减|增投|少支出|多支出|[增减][收支]")
_QUALIFIED = "(?:[了约近超逾达的]|超过|左右|不低于|不少于|不超过|控制在|保持在|大约|幅度|分别|均|各|在|为|率|比例)*"
_RATE = re.compile(f"(?:{_RATES})(?:了|约|近|超过?|逾|不低于|不少于|不超过|大约|分别|均|各|幅度(?:为|达)?|[ ])*$")
# what such an end can end with, a line end among it
_RATE_ENDS = frozenset("了约近超过逾于别均各度为达 \n").union(word[-1] for word in _RATE_WORDS)
_HIGHER = compiled(
    "(?<!占)(?:同比|(?:比|较)(?P<other>[^，。；、]{1,12})(?<![提降]))[高低多少]$|(?:^|[，,、])(?:少|多|增|减)了?$"
)
_HIGHER_ENDS = frozenset("高低多少增减了")
# a gap to others is a state; to a former time it is a change
_GAP = compiled("(?:高于|低于|高出|低出|超出|多于|少于|领先|落后|超过)(?P<other>[^，。；、]{2,16})$")
# what is cut by a share: 压减办理时间58%
_CUT = re.compile("(?:压减|压缩|压降|精简|缩短|缩减|削减)[^，。；、到至达为占率]{1,8}$")
_SHORT = 8
"""Characters of a name that goes on a list behind a comma."""
_FORMER_TIME = compiled("年|同期|以前|之前|月|季度|预算|计划|决算")
_FROM = compiled("(?:新?增加|新增|减少)的[^，。；、0-9]{1,10}?(?:达到?|为|约|有|共)*$")
_RATE_NOUN = re.compile(
    "(?:增长|增加|增幅|增速|涨幅|降幅|增长率|上升|下降|减少|提高)(?:的?(?:率|比例|幅度|速度|(?:预期)?目标))[^，。；]{0,6}$|(?:增幅|增速|涨幅|降幅|跌幅|减幅|涨跌幅)[^，。；、]{0,8}$"
)
_RATE_AFTER = re.compile("的?(?:速度|增速|增幅|增长|涨幅|提升|降幅)")
_TO = re.compile("[到至后]|达(?!标)|(?<=[减增升降整少加改并])为")
_STATE = re.compile(
    "达|至|到|为|(?<!公)共|总|(?<![国公私])有|占|是|完成|建成|培训|惠及|投入|开展|举办|改造|获|评|覆盖|实现|使用|保持|稳定|突破|控制|组织|居(?!民)|列"
    "|完工|竣工|投用|开工|入园|在园|带动|拉动|率$|率[为达约超]|在校|毕业生|招生|人口|推荐|参加|接受|规范|调整|配(?!套)|(?<!建)设|(?<![民公])办|召|申|送|选|提取|按"
)
_LEAVES = re.compile("[^，。；、0-9]{0,8}(?:辞职|退休|离职|调出|流失|调入|转正)")
_OPENS = compiled(
    "[^，。；、0-9]{0,14}(?:(?<!已)(?:如期|建成|顺利|正式|按时)?(?:开办|开园|投用)|建成(?:并)?(?:投入使用|启用))"
)
_OPENED = frozenset({"school", "place"})
# spans of time are no stocks: 新增劳动力平均受教育年限达到13年
_SPANS = frozenset({"year", "month", "week", "day", "hour", "minute"})


def change_of(candidate: Candidate, place: Place, last: Figure | None, joined: bool) -> Change:
    """Change of a figure.

    Parameters
    ----------
    candidate
        The figure.
    place
        Its neighbourhood.
    last
        The figure before it in the same sentence, None where it is the first.
    joined
        Whether only a short phrase parts it from that figure.

    Returns
    -------
    Change
        ``level``, ``growth`` or ``difference``.
    """
    if candidate.unit in {"rank", "clock"} or (candidate.unit == "score" and not _RATE.search(place.head)):
        return "level"
    if candidate.unit == "percentage_point":
        return "level" if _is_gap(place.head) else "difference"
    if candidate.sort == "double":
        return "growth"
    relative = candidate.unit == "percent" or (candidate.word is not None and candidate.word.word == "倍")
    head = place.head
    if head[-1:] in _RATE_ENDS and _RATE.search(head):
        return "growth" if relative else "difference"
    if relative and (_RATE_NOUN.search(head) or _RATE_AFTER.match(place.tail) or _CUT.search(head)):
        return "growth"
    own = None if relative else _absolute(candidate, place)
    if own is not None:
        return own
    if last is not None and last.change != "level" and joined and _lists(place, last, candidate):
        return last.change if relative == (last.change == "growth") else "level"
    return "level"


def _lists(place: Place, last: Figure, candidate: Candidate) -> bool:
    """Tell whether a figure goes on with what the one before it says; behind a comma only a short name does."""
    head = place.head
    if _STATE.search(head):
        return False
    if last.end > place.clause or head.startswith("其中"):
        return True
    if not head:
        # 新建1栋教学楼，1栋综合楼 goes on; 新增3所，5所学校受表彰 does not
        return last.unit == candidate.unit and last.confidence == "sure" and place.clause - last.end > 1
    return len(head) <= _SHORT and (last.unit == candidate.unit or len(head) == 1)


def _absolute(candidate: Candidate, place: Place) -> Change | None:
    """Tell what an amount says of a stock; None where its own words say nothing."""
    head = place.head
    higher = _HIGHER.search(head) if head[-1:] in _HIGHER_ENDS else None
    if higher is not None:
        other = higher["other"]
        return "difference" if other is None or _FORMER_TIME.search(other) else "level"
    if candidate.unit in _SPANS:
        return None
    own = _stock(head) if candidate.unit != "yuan" or _MONEY_STOCK.search(head) else None
    if own is not None:
        return own
    opens = candidate.unit in _OPENED and _OPENS.match(place.tail)
    leaves = candidate.unit == "person" and _LEAVES.match(place.tail)
    return "difference" if opens or leaves else None


def _is_gap(head: str) -> bool:
    """Tell a gap to others (高于全省平均1.5个百分点) from a change on a former time."""
    found = _GAP.search(head) or _HIGHER.search(head)
    return found is not None and found["other"] is not None and _FORMER_TIME.search(found["other"]) is None


def _stock(head: str) -> Change | None:
    """Tell what the last verb of the head does to a stock; None where there is no such verb."""
    if "的" in head and _FROM.search(head):
        return "difference"
    found = None
    for found in _STOCK_WORD.finditer(head):  # noqa: B007
        pass
    if found is None or _TO.search(head, found.end()):
        return None
    return "difference" if _STOCK[found.group()] == "difference" else "level"
