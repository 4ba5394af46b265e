"""How alike two measures are."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

__all__ = ["core", "likeness", "shared"]

_LEAD = re.compile("^(?:全[县市省区镇州盟国]|我[县市省区]|先后|共|累计|实现|完成|举办|开展|召开|组织|推动|达到?|新增)+")
_TAIL = re.compile("(?:达到?|为|人数|总数|总量|总额|总值|数|率)+$")


def core(measure: str) -> str:
    """Strip a measure of words that say nothing about what is measured.

    Examples
    --------
    >>> core("全县在校学生人数"), core("举办讲座")
    ('在校学生', '讲座')
    """
    return _TAIL.sub("", _LEAD.sub("", measure)) or measure


def likeness(first: str, second: str) -> float:
    """Give how alike two measures are, from 0 to 1.

    Examples
    --------
    >>> likeness("专家讲座", "讲座") > 0.6, likeness("大班额比例", "毛入学率") < 0.3
    (True, True)
    """
    a, b = core(first), core(second)
    if not a or not b:
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def shared(first: str, second: str) -> str:
    """Give the longest run of characters that two texts share.

    Examples
    --------
    >>> shared("第一批合同制教师", "招聘合同制教师")
    '合同制教师'
    """
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return first[match.a : match.a + match.size]
