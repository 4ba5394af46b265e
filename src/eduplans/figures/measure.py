"""What a figure measures: the noun phrase in front of it, or what its measure word counts behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.figures.expressions import first_characters, grouped
from eduplans.figures.shorten import among, grown, share_of, shorten
from eduplans.figures.units import noun_unit
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.figures.sentences import Place
    from eduplans.model import Change, Unit

__all__ = ["Neighbours", "behind_amount", "counted_noun", "measure_of", "refine_unit"]

_LONGEST = 28
_SAME = re.compile("(?:同?比|较)?[^，。；、]{0,6}(?:增加|减少|净增|净减|新增|增|减|多|少)|.?")
_MANY = 10_000
_POPULATION = compiled(
    "(?:人口|人数|出生数|考生|学生|在校生|毕业生|教师|劳动力|职工|党员)(?:总数)?(?:约|近|超|将|达到?|为|有|共)*$"
)
_FUNDS = compiled(
    "(?:资金|经费|投资|投入|拨款|支出|收入|预算|补助|补贴|总额|余额|税收|专项)(?:约|近|超|达到?|为|共|了|累计)*$"
)
_CLOSES = frozenset(("", "，", "。", "；", "、", "）", ")", "（", "("))
_ANNOUNCED = compiled(
    "[^，。；、：:（）()]{2,20}(?:数|率|经费|标准|人数|比例|支出|收入|面积|情况|定额)(?:情况|分别)?(?=(?:分别)?(?:为|是|如下|调整为)?$)"
)
_TOTALS = frozenset(("合计", "小计", "总计", "共计"))


def _expressions(kind: str) -> list[str]:
    # the words are expressions: 为 ends a noun, but not inside 行为
    words = [r["word"] for r in codebook.read("measure_edges") if r["edge"] == kind]
    return sorted(words, key=len, reverse=True)


def _alternation(kind: str) -> str:
    return "|".join(_expressions(kind))


# 巩固率 and 完成率 are names of rates and not verbs before one
_FRONT = re.compile(
    f'(?:(?:{grouped(_expressions("front"))})(?!率)|[0-9]{{4}}年(?:[0-9]{{1,2}}月)?(?:度|底|末|底前)?|[、，,:：；\\s和与及“”"（）()—-])+'
)
_FRONT_BEGINS = first_characters(_expressions("front")) | frozenset(
    '0123456789、，,:：； \t\n\r\u3000\u00a0和与及“”"（）()—-'
)
_AVERAGES = frozenset("人生户平校园")
_SEPARATORS = frozenset('、，,:： \t\n\u3000“”"（(')
_BACK = frozenset(_expressions("back"))
# lengths of the words that end with a character, the longest first
_BACK_SIZES = {
    mark: tuple(sorted({len(word) for word in _BACK if word[-1] == mark}, reverse=True))
    for mark in {word[-1] for word in _BACK}
}
_MAY_END = _SEPARATORS.union(_BACK_SIZES)
_ENDINGS = _alternation("noun_end")
_FIRST = "".join(sorted({re.sub(r"^\(\?<.[^)]*\)", "", word)[0] for word in _ENDINGS.split("|")}))
# the class in front lets most characters pass without a look at all the words
_NOUN_END = re.compile(f"[，。；、：！？（(）)“”《》\n\\s,;:0-9]|(?=[{_FIRST}])(?:{_ENDINGS})")
_OPTIONAL = ("专(兼)职", "专（兼）职")
_OPTIONAL_SIZE = 5
_OF_PEOPLE = frozenset("个名位口")
_COUNTED_KINDS = {"count", "generic", "school", "class", "weak", "level", "tally"}


def counted_noun(text: str, candidate: Candidate, limit: int) -> str:
    """Find what stands behind a measure word: 5所 清廉学校.

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
    if candidate.unit == "rank" or (word is not None and word.kind not in _COUNTED_KINDS):
        return ""
    window = text[candidate.end : min(limit, candidate.end + _LONGEST)]
    window = window.removeprefix("的")
    if window.startswith(_OPTIONAL):
        window = "专职" + window[_OPTIONAL_SIZE:]
    if window[:1] in {"“", "《"}:
        closing = {"“": "”", "《": "》"}[window[0]]
        inner, found, rest = window[1:].partition(closing)
        if found:
            return inner + rest[: _end_of_noun(rest)]
    return window[: _end_of_noun(window)].removesuffix("的")


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
    if word is None:
        _bare(candidate, place)
        return
    if word.kind not in {"generic", "school", "tally"} or candidate.unit == "rank":
        return
    if noun:
        unit = noun_unit(noun)
        if word.kind == "school":
            candidate.unit = "item" if unit == "item" else candidate.unit
        elif unit is not None and _can_count(word.word, unit, noun):
            candidate.unit = unit
        return
    front = strip_edges(text[max(place.left, candidate.start - 12) : candidate.start])
    if "由" in front or "从" in front:
        front = strip_edges(_FORMERLY.sub("", front))
    unit = noun_unit(front, at_end=True)
    if word.kind == "school":
        candidate.unit = "item" if unit == "item" and front.endswith(("医院", "卫生院", "机构")) else candidate.unit
    elif last is not None and last.unit == "class" and last.word is not None and _LEVEL_NAME.fullmatch(front):
        candidate.unit = "class"
    elif unit is not None:
        candidate.unit = unit
    elif last is not None and last.word is not None and last.word.word == word.word and _SAME.fullmatch(front):
        candidate.unit = last.unit


def _can_count(word: str, unit: Unit, noun: str) -> bool:
    """Tell whether a measure word counts what a noun names: 100张学生双人床 are beds, 30个学生乐团 no pupils."""
    if unit == "room":
        return word == "个"
    return unit != "person" or (word in _OF_PEOPLE and noun_unit(noun, at_end=True) == "person")


def _bare(candidate: Candidate, place: Place) -> None:
    """Let the noun in front of a bare number of ten thousands say what it counts: 总人口22.45万, 总投资3.2亿."""
    if candidate.unit != "other" or candidate.times < _MANY or candidate.sort != "arabic":
        return
    if place.tail[:1] not in _CLOSES:
        return
    if _POPULATION.search(place.head) is not None:
        candidate.unit, candidate.sure = "person", True
    elif _FUNDS.search(place.head) is not None:
        candidate.unit, candidate.sure = "yuan", True
    elif noun_unit(strip_edges(place.head[-12:]), at_end=True) == "person":
        candidate.unit, candidate.sure = "person", True


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
    if phrase[:1] in _FRONT_BEGINS:
        found = _FRONT.match(phrase)
        if found is not None:
            phrase = phrase[found.end() :]
    end = len(phrase)
    while end:
        mark = phrase[end - 1]
        if mark not in _MAY_END:
            break
        if mark in _SEPARATORS:
            end -= 1
            continue
        if mark == "均" and phrase[end - 2 : end - 1] in _AVERAGES:
            break
        for size in _BACK_SIZES[mark]:
            if size <= end and phrase[end - size : end] in _BACK:
                end -= size
                break
        else:
            break
    return phrase[:end]


@dataclass(slots=True)
class Neighbours:
    """What stands around a figure that its measure may lean on.

    Parameters
    ----------
    text
        The text.
    last
        Measure of the figure before it in the sentence, empty where there is none.
    before
        That figure as printed, where the head goes on from it (56人以上 的大班额).
    """

    text: str
    last: str = ""
    before: str = ""

    def lead(self, place: Place) -> str:
        """Find what a colon in front announces: 每十万人口在校生数：小学7603人."""
        colon = self.text.rfind("：", place.sentence, place.left + 1)
        if colon < 0:
            colon = self.text.rfind(":", place.sentence, place.left + 1)
        if colon < 0:
            return ""
        announced = _ANNOUNCED.search(self.text[max(place.sentence, colon - 24) : colon])
        return strip_edges(announced.group()) if announced is not None else ""


def measure_of(candidate: Candidate, place: Place, noun: str, change: Change, around: Neighbours) -> str:
    """Find the short noun phrase of what is measured.

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
    around
        What it may lean on where its own words say too little.

    Returns
    -------
    str
        At most 28 characters; empty where nothing is said.
    """
    front = _front_of(place.head)
    if place.head.startswith("的比例") and around.last:
        return _clip(around.last)
    if place.head.startswith("的") and around.before:
        front = around.before + front if len(front) > 1 else around.before
    if candidate.unit == "rank":
        ranked = _RANKING.sub("", front)
        return _clip(ranked if len(ranked) > 2 else (ranked + noun or around.last))
    if candidate.unit == "percent" and change == "level" and (own := _of_share(place, front, noun, around.last)):
        return _clip(own)
    if candidate.word is not None and candidate.word.kind == "noun" and len(front) <= 1:
        return front + candidate.word.word
    if noun and noun in front:
        return _clip(front)
    if noun and not front and around.last and (owner := _EACH.match(around.last)):
        return _clip(owner.group() + noun)
    if noun:
        return _clip(front + noun + _predicate(place.tail, noun) if len(front) + len(noun) <= 18 else noun)
    own = _of_money(candidate, place, front) or _of_change(candidate, place, front, change, around)
    own = own or _leaning(candidate, place, front, change, around)
    return _clip(own) if own else place.head if place.head in _TOTALS else ""


def _of_share(place: Place, front: str, noun: str, last: str) -> str:
    """Name a share by what is said of those counted: 80%以上教师达到本科学历."""
    if front[:1] == "占" and len(front) > _SHARE_LONG and last:
        return last + front + "比例"
    if noun and place.tail.startswith(noun):
        return share_of(noun if len(front) <= 1 else front + noun, place.tail[len(noun) :])
    if place.head.endswith("占") and front and not front.endswith("占"):
        return front + "占比"
    return share_of(front, place.tail, of=place.head.endswith("的"))


def _of_money(candidate: Candidate, place: Place, front: str) -> str:
    """Money names what it is for behind it: 省里补助320万元校舍加固资金."""
    if candidate.unit != "yuan" or not place.tail:
        return ""
    behind = behind_amount(place.tail)
    giver = _AND.split(front)[-1]
    used = _USED.match(place.tail)
    if used is not None and giver.endswith(_GIVES):
        return used["use"] + "资金"
    if not behind or len(giver) > 6:
        return ""
    return behind + giver if giver in _SPENT else giver + behind


def _of_change(candidate: Candidate, place: Place, front: str, change: Change, around: Neighbours) -> str:
    """Name after the figure before it what has grown, or what it is a share of."""
    if around.last:
        listed = among(front, around.last) if change == "level" else grown(front, _stock_of(around.last))
        if listed:
            return listed
    if around.before and place.head in {"占", "占比"}:
        return around.before + "占比"
    shared = (
        bool(around.last)
        and candidate.unit not in _STOCKS
        and "占" in place.head
        and _SHARE_ONLY.search(place.head) is not None
        and len(front) <= 2
    )
    if not (shared or (change != "level" and front in _GROWN)):
        return ""
    if not around.last:
        return front
    return _stock_of(around.last) + (front if change != "level" else "占比")


def _leaning(candidate: Candidate, place: Place, front: str, change: Change, around: Neighbours) -> str:
    """Lean on the neighbours where the head names a level only, or nothing."""
    if len(front) <= 8 and front[-1:] in _LEVEL_ENDS and _LEVEL_NAME.fullmatch(front):
        lead = around.lead(place)
        if lead:
            return front + lead
        if around.last and candidate.unit not in _STOCKS:
            return _other_level(front, _stock_of(around.last))
    if front in _SPENT and candidate.unit == "yuan" and _BUILT.search(around.last):
        return around.last.removeprefix("实施").removeprefix("推进") + front
    if len(front) > 1:
        return front
    said = _PREDICATE.match(place.tail) if candidate.unit == "person" else None
    if said is not None:
        return said.group()
    last = _stock_of(around.last) if change == "level" else around.last
    if candidate.unit != "percent":
        last = last.removesuffix("提取比例")
    return (
        last
        or _spoken_of(candidate, place, around.text)
        or behind_amount(place.tail)
        or _first_words(place.tail)
        or front
    )


def _spoken_of(candidate: Candidate, place: Place, text: str) -> str:
    """Take the money that the clause before speaks of: 教育支出只增不减，2024年安排8亿元."""
    if candidate.unit != "yuan" or place.clause == place.sentence:
        return ""
    money = list(_MONEY.finditer(text, max(place.sentence, place.clause - 30), place.clause))
    return strip_edges(money[-1].group()) if money else ""


_RANKING = re.compile(
    "(?:均|要|力争|争取|进入|进入了|跻身|居|位列|位居|列|名列|排名|排在|排|保持|继续保持|跃居|稳居|上升至|升至)*"
    "(?:全国|全省|全市|全县|全区|全州|各省区|中部地区|西部地区|西部|中部)?(?:前|第)?$"
)
_LEVEL_NAME = compiled(
    "(?:普通|全国|全省|全市|全县|公办|民办|乡镇|县城|城区|农村|中等|高等)*"
    "(?:小学阶段|初中阶段|高中阶段|小学教育|初中教育|高中教育|中职教育|幼儿教育|幼儿园|小学|初中|高中|高校|中职|高职|职业学校|特殊教育学校|中学|学前教育|特教学校|高等学校"
    "|高等教育|义务教育|本科|专科|高等院校|普通本科|职业教育|中等职业学校|中等职业教育|特殊教育)"
)
_LEVEL_ENDS = frozenset("段育园学中校职科")
_MONEY = compiled("[^，。；：、！？,;:!?\\s0-9]{2,18}(?:支出|经费|投入|资金|预算|拨款)")
_STOCKS = {"school", "person", "class", "item", "place", "room", "set", "machine"}
_AND = re.compile("(?<!共)和|与|以及")
_SHARE_LONG = 3
_EACH = re.compile(".*每(?:个?[班校园县乡村镇人生]|所学校|所幼儿园|个乡镇)")
_GIVES = ("拨付", "投入", "安排", "下达", "筹集", "筹措", "落实", "拿出", "出资", "县政府", "县财政", "政府")
_USED = re.compile("(?:资金|经费)?(?:用于|进行了?|开展了?|实施了?)(?P<use>[^，。；、,;(（0-9]{4,14})")
_SPENT = {"投资", "投入", "总投资", "计划投资", "完成投资"}
_BUILT = compiled("..(?:项目|工程|学校|园|校舍|楼|中心|基地|企业|教室)$")
_GROWN = frozenset(
    {"", "增长", "下降", "增加", "减少", "提高", "降低", "上升"}
    | {"年均增长", "提升", "增幅", "回落", "增速", "净增", "扩大", "压减"}
)
_CHANGED = re.compile("(?:年均)?(?:增长|下降|增加|减少|提高|降低|上升|提升|增幅|回落|增速|占比|净增)$")
_CHANGED_ENDS = frozenset("长降加少高低升幅落速比增\n")
_SHARE_ONLY = compiled("占(?:比|总数的)?(?:为|达|约|到|达到)?$")
_PREDICATE = re.compile("(?:被|获|荣获|获得|参加|参与|受|入选|通过|得到|享受|接受)[^，。；、,;\\s“《（(0-9]{1,10}")
_CLOSING = compiled("^[^“”]{0,16}“[^”]{1,20}”(?=[^，。；、]{4})")
_VERB = re.compile("(?:全面|认真|切实|深入|积极)?(?:落实|推进|实施|实现|加快|围绕|做好|抓好)")
_FORMERLY = compiled("(?:从|由)(?:原来的?|原有的?|[0-9]{4}年底?的?|上年的?)?$")
_ASIDE = re.compile("[（(][^（()）]{0,30}[）)]")
_BRACKET = re.compile("^.*[）)](?=..)")
_MULTIPLE = re.compile("^(?:是|为|相当于|达到?)?(?:上年|[0-9]{4}年|去年|前年)(?:同期)?的?$")
_BLANK = compiled(r"^.*[ \t\u3000\n](?=\S{2})", re.DOTALL)
_LABEL_BEGINS = frozenset("一二三四五六七八九十0123456789")
_LABEL = compiled(r"^[一二三四五六七八九十0-9]{1,3}[)）.、．]")
_BEHIND = re.compile("[^，。；：、！？（(）)“”《》\\n\\s,;:0-9]{2,16}")


def _front_of(head: str) -> str:
    """Cut labels, programmes and former values off the noun phrase in front of a figure."""
    head = head.strip()
    if " " in head or "\n" in head or "\u3000" in head or "\t" in head:
        head = _BLANK.sub("", head)
    if head[:1] in _LABEL_BEGINS:
        head = _LABEL.sub("", head)
    if "“" in head and _VERB.match(head):
        head = _CLOSING.sub("", head)
    if "）" in head or ")" in head:
        head = _BRACKET.sub("", _ASIDE.sub("", head))
    phrase = strip_edges(head)
    if "从" in phrase or "由" in phrase:
        phrase = strip_edges(_FORMERLY.sub("", phrase))
    return _MULTIPLE.sub("", phrase) if "年" in phrase else phrase


def _stock_of(phrase: str) -> str:
    """Leave out by which word a measure says that it changes: 教育经费增长."""
    return _CHANGED.sub("", phrase) if phrase[-1:] in _CHANGED_ENDS else phrase


def _other_level(front: str, last: str) -> str:
    """初中不超过90分钟 after 小学作业用时不超过60分钟 measures 初中作业用时."""
    found = _LEVEL_NAME.search(last)
    if found is None:
        return front + last
    return last[: found.start()] + front + last[found.end() :]


def _predicate(tail: str, noun: str) -> str:
    """Find what is said of the people or schools counted: 8所学校被评为优秀."""
    found = _PREDICATE.match(tail, len(noun)) if tail.startswith(noun) else None
    return found.group() if found is not None else ""


def behind_amount(tail: str) -> str:
    """Noun phrase directly behind an amount.

    Parameters
    ----------
    tail
        The text behind the figure.

    Returns
    -------
    str
        Empty where none stands there.

    Examples
    --------
    >>> behind_amount("教育督导专项经费列入预算")
    '教育督导专项经费'
    """
    found = _BEHIND.match(tail.removeprefix("的"))
    if found is None:
        return ""
    phrase = found.group()
    cut = _NOUN_END.search(phrase)
    return phrase[: cut.start()] if cut is not None and cut.start() else ("" if cut is not None else phrase)


def _first_words(tail: str) -> str:
    found = _BEHIND.match(tail)
    return found.group() if found is not None else ""


def _clip(phrase: str) -> str:
    phrase = shorten(phrase)
    if ("“" in phrase or "”" in phrase) and phrase.count("“") != phrase.count("”"):
        phrase = phrase.replace("“", "").replace("”", "")
    return phrase if len(phrase) <= _LONGEST else phrase[-_LONGEST:]
