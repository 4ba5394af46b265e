"""Shorten what a figure measures to the noun phrase a reader would write, and let it lean on the one before."""

from __future__ import annotations

import re

from eduplans import codebook
from eduplans.patterns import compiled

__all__ = ["among", "grown", "share_of", "shorten"]

_INSIDE = "|".join(row["word"] for row in codebook.read("measure_edges") if row["edge"] == "inside")
# the class in front lets most characters pass without a look at all the words
_LEFT_OUT = re.compile(f"(?=[的同环中具拥现共学校设工情])(?:{_INSIDE})")
_HAS = re.compile("[的同环具拥现共设工情争确预]")
_AIM = compiled(
    "^.{0,24}?(?:力争|争取|确保|预计)(?:[到在]?[^，。；]{0,14}?(?:期间|[0-9]年))?(?:全面)?(?:实现|达到|完成|进入)?(?=.{4})"
)
_PRIZE = compiled("[特一二三]等奖$|[金银铜]奖$|优秀奖$")
_BARE = frozenset(
    {
        "教职工",
        "专任教师",
        "教师",
        "在校生",
        "在校学生",
        "学生",
        "毕业生",
        "招生",
        "在园幼儿",
        "教学班",
        "班级",
        "生师比",
        "教职员工",
        "校舍面积",
    }
)
_KIND = compiled(
    "^.{0,10}?(?:幼儿园|中小学|小学|初中|高中|中学|中职|高校|高等学校|职业学校|特殊教育学校|特教学校|技工学校)(?=在校|在园|学生|招生|毕业|教职|专任|教师)"
)
_OWNERS = frozenset(
    {"公办", "民办", "普惠性", "城区", "农村", "乡镇", "县城", "城市", "县镇", "公办性质", "县直", "市直"}
)
_SHARES = {"比例": "比例", "占比": "占比", "比重": "占比", "所占比例": "占比", "所占比重": "占比", "覆盖": "覆盖率"}
_COUNT = compiled("(?:总?人数|总数|总量|数)$")


_DRAWN_FOR = re.compile(
    "的?(?:足额)?(?:比例)?(?:从[^，。；]{2,12}中)?(?:安排|提取|计提|列支|列入|设立|作为|用于)(?:了)?(?P<use>[^，。；、,;0-9]{2,14})"
)
_LIMIT = compiled("^(?:按照?|按规定)?(?:不低于|不少于|不超过|占)?(?:当年|年度|上年度?|本年度?)?")
_SAID = re.compile(
    "要?(?P<said>(?:达到|为|通过|完成|接受|具备|取得|参加|实现|合格|优秀|达标)[^，。；、,;(（0-9]{0,14})"
)
_DRAWING = ("的比例提取", "的比例计提", "的比例安排", "的比例列支", "的比例拨付")
_BASED = re.compile("(?P<part>.{2,}?)(?:按照?|占|不低于|不少于|不得低于|不超过)(?P<whole>.{2,})")
_PART = 14
_NO_BASE = 2
_RATES = ("覆盖", "辍学", "普及", "巩固", "达标", "就业", "录取", "上线", "入学", "入园", "完成")
_GREW = {"少": "减少", "多": "增加", "增": "增加", "减": "减少", "高": "提高", "低": "降低"}
_SHARE = ("占比", "比重", "比例")


def shorten(phrase: str) -> str:
    """Leave out what a noun phrase can do without.

    Parameters
    ----------
    phrase
        What a figure measures.

    Returns
    -------
    str
        The same or shorter.

    Examples
    --------
    >>> shorten("小学教师中具有专科学历的人数"), shorten("生产总值同比增长")
    ('小学教师专科学历人数', '生产总值增长')
    """
    if _HAS.search(phrase) is None:
        # most phrases have nothing of the kind
        return phrase
    if "争" in phrase or "确保" in phrase or "预计" in phrase:
        phrase = _AIM.sub("", phrase)
    return _LEFT_OUT.sub("", phrase) or phrase


def among(front: str, last: str) -> str:
    """Complete a short phrase by the one before it in the list: 三等奖 after 征文省级二等奖.

    Parameters
    ----------
    front
        What stands in front of a figure.
    last
        What the figure before it measures.

    Returns
    -------
    str
        Empty where the phrase stands for itself.

    Examples
    --------
    >>> among("三等奖", "征文活动省级二等奖"), among("比例", "小学教师本科学历人数"), among("教职工", "幼儿园在园幼儿")
    ('征文活动省级三等奖', '小学教师本科学历比例', '幼儿园教职工')
    """
    if front in _SHARES:
        return _COUNT.sub("", last) + _SHARES[front]
    if front in _BARE:
        kind = _KIND.match(last)
        return kind.group() + front if kind is not None else ""
    if front in _OWNERS:
        return front + _COUNT.sub("", last)
    if front[-1:] == "奖" and _PRIZE.fullmatch(front):
        prize = _PRIZE.search(last)
        return last[: prize.start()] + front if prize is not None else ""
    return ""


def share_of(front: str, tail: str, *, of: bool = False) -> str:
    """Name a share of people or schools by what is said of them, or by what it is drawn for.

    Parameters
    ----------
    front
        What stands in front of the share, or what it counts.
    tail
        What stands behind.
    of
        Whether it is a share of what stands in front: 工资总额的2%.

    Returns
    -------
    str
        Empty where nothing is said.

    Examples
    --------
    >>> share_of("新聘教师", "要达到本科学历"), share_of("教师工资总额", "安排培训经费")
    ('新聘教师达到本科学历比例', '培训经费占教师工资总额比例')
    """
    drawn = _DRAWN_FOR.match(tail)
    if drawn is not None:
        base = _LIMIT.sub("", front)
        if len(base) <= _NO_BASE or base.endswith("要"):
            base = ""
        return drawn["use"] + "占" + base + "比例" if base else drawn["use"] + "比例"
    if tail.startswith(_DRAWING):
        return front + tail[3:5] + "比例"
    based = _BASED.fullmatch(front)
    if based is not None and of:
        return based["part"][-_PART:] + "占" + based["whole"][-_PART:] + "比例"
    said = _SAID.match(tail)
    if said is None and front.endswith(_RATES):
        return front + "率"
    if said is None or not front or front.endswith(("率", "比例", "占比", "比重")):
        return ""
    return front + said["said"].removeprefix("为") + "比例"


def grown(front: str, last: str) -> str:
    """Name a change after what the figure before it measures: 占比提高 and 少 lean on it.

    Parameters
    ----------
    front
        What stands in front of the change.
    last
        What the figure before it measures.

    Returns
    -------
    str
        Empty where the phrase stands for itself.

    Examples
    --------
    >>> grown("少", "在园幼儿"), grown("占比提高", "公办园在园幼儿占比")
    ('在园幼儿减少', '公办园在园幼儿占比提高')
    """
    if front in _GREW:
        return last + _GREW[front]
    if front.startswith(_SHARE) and len(front) <= 6:
        base = last
        for share in _SHARE:
            base = base.removesuffix(share)
        return base + front
    return ""
