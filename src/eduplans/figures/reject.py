"""What is no figure: numbering, dates, years, names, ordinals, set phrases, redactions, page furniture.

Every rule looks at a few characters beside the candidate. A rule says no (the candidate is dropped) or unsure
(readers differ; it is kept and marked).
"""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.figures import numerals
from eduplans.figures.expressions import alternation
from eduplans.figures.units import ONE
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from decimal import Decimal

    from eduplans.figures.candidates import Candidate
    from eduplans.figures.units import MeasureWord

__all__ = ["Protected", "is_figure", "is_name"]

_PHRASES = re.compile(alternation(row["phrase"] for row in codebook.read("set_phrases")))
_TALLIED = re.compile(alternation(r["noun"] for r in codebook.read("list_nouns")))


def _words(kind: str, place: str) -> tuple[str, ...]:
    return tuple(r["word"] for r in codebook.read("rejections") if r["kinds"] == kind and r["place"] == place)


def _before(kind: str) -> re.Pattern[str]:
    body = "|".join(sorted(map(re.escape, _words(kind, "before")), key=len, reverse=True))
    return re.compile(f"(?:{body})[了到在于为]?[ ]?$")


_YEAR_AFTER, _YEAR_BEFORE = _words("year", "after"), _before("year")
_DURATION_BEFORE, _DURATION_AFTER = _before("duration"), _words("duration", "after")
_SCORE_AFTER, _TENTH_AFTER = _words("score", "after"), _words("tenth", "after")
_JOINED = frozenset("+＋#＃@xX×＊*·•＆&ＸｘO" + string.ascii_letters)
_DASHED = frozenset("-—–./．")
_BESIDE = _JOINED | _DASHED
_CLOSES_NAME = frozenset("+＋×xX")
_LETTER_X = frozenset("xX")
_POINT = compiled("[.．]")
_WHOLE_SORTS = frozenset({"ordinal", "clock", "ratio", "double", "fraction"})
_RANKED = frozenset("名位")
_EVERY = ("每", "第", "每 ", "第 ", "每满", "每增加", "每新增", "每减少")
_EVERY_ENDS = frozenset("每第 满加增少")
_NAME_BEFORE = set("统唯同任某另哪逐单专合划归之初高其第")
_PROTECTED = compiled(
    "《[^《》\n]{1,80}》|“[^“”\n，。；]{1,20}”|〔[^〔〕\n]{1,12}〕|\\[[0-9]{1,4}[\\]］]|［[0-9]{1,4}[\\]］]|‘[^‘’\n，。；]{1,20}’|https?://[^\\s，。；]{1,300}"
)
_FURNITURE = re.compile(
    "(?:浏览|阅读|点击|访问|打印|人气|下载|字号|字体|查看|评论|收藏)(?:次?数|量|次)?[:：（( ]{0,3}$"
)
_MAY_COUNT_CLICKS = frozenset(":：（( 数量次览读击问印气载号体看论藏")
_ONE_COUNTS = compiled(
    "(?:至少|各|不少于|不低于|每[^，。；]{0,8}|仅|只|只有|有且只有|配备|分别|共|了|增加|新增|减少|缺)$"
)
_ONE_ARTICLE = set("个项支套种类批件条张处片份门部级面道本对层组期轮只头步句回单块起方")
_ONE_AT_LEAST = re.compile("(?:至少|各|不少于|不低于|仅有|只有)[^，。；]{0,3}$")
_NEVER = frozenset({"date", "ordinal", "clock"})
_BEFORE = 16
"""Characters in front of a number that the rules look at."""
_AGE_OF = re.compile("(?:寿命|平均年龄|年龄)[^，。；]{0,14}$")
_THRESHOLD_AFTER = re.compile(
    "的?(?:超?大班额?|大校额|班级|学校|教学点|人数|企业|项目|(?:行政|自然)?村|(?:通用|专用)?设备|资产|人员|高分|考生|学生|的?(?:重大)?(?:校园)?(?:安全)?(?:责任)?事故|[0-9]+[人名])"
)
_STATED = compiled("(?:达到?|(?<!没)有|为|共|在|于)$")
_THRESHOLD_BEFORE = re.compile("(?:大班额|大校额|班额|规模|超大班额)[（(]$")
_SESSION = compiled("(?:[、和][^，。；]{1,4}次)?(?:党代会|全会|全体)")
_CIRCLE = compiled("(?:[^，。；]{0,4}(?:圈|通达|可达|到达|抵达|直达|读书|值班|值守|热线|开放|在线))")
_NUMBERED = compiled(r"(?:^|\n)[ \t\u3000]*$")
_DOUBTED = frozenset({"generic", "tally"})
_TIMES = frozenset({"小时", "分钟", "个小时"})
_WHOLE_KINDS = {"count", "generic", "school", "class"}


class Protected:
    """Titles, short quotations and the like, in which numbers are names.

    Parameters
    ----------
    text
        The text that is searched.

    Examples
    --------
    >>> Protected("落实“三个100%”和《某县5年计划》").covers(5)
    True
    """

    def __init__(self, text: str) -> None:
        spans = [found.span() for found in _PROTECTED.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        # where the last answer holds, as the next question is mostly about a place near by
        self._first, self._last, self._covered = 0, 0, False

    def covers(self, position: int) -> bool:
        """Tell whether a position lies inside one of the spans."""
        if self._first <= position < self._last:
            return self._covered
        starts = self._starts
        index = bisect_right(starts, position)
        end = self._ends[index - 1] if index else 0
        self._covered = position < end
        if self._covered:
            self._first, self._last = starts[index - 1], end
        else:
            self._first, self._last = end, starts[index] if index < len(starts) else position + 1
        return self._covered


def is_name(word: MeasureWord, number: Decimal, numeral: str, text: str, start: int) -> bool:
    """Tell of a plain number whether its measure word alone makes it a date, an ordinal or an article.

    What this tells, `is_figure` tells as well; asked first, it saves reading the rest of most dates.

    Parameters
    ----------
    word
        The measure word.
    number
        The number.
    numeral
        The Chinese numeral as printed, empty for digits.
    text
        The text it stands in.
    start
        Where the number begins.

    Returns
    -------
    bool
        Whether it can be no figure.
    """
    kind = word.kind
    if kind in _NEVER:
        return True
    if kind == "year":
        return 1900 <= number <= 2100
    if numeral != "一" or word.word not in _ONE_ARTICLE or word.factor is not ONE:
        return False
    return _ONE_AT_LEAST.search(text, max(0, start - _BEFORE), start) is None


def is_figure(text: str, candidate: Candidate, protected: Protected) -> bool:
    """Tell whether a candidate states an amount; mark it unsure where readers differ.

    Parameters
    ----------
    text
        The text it stands in.
    candidate
        What `eduplans.figures.scan` read; `sure`, `start` and values may be changed.
    protected
        Titles and quotations of the text.

    Returns
    -------
    bool
        Whether it is kept.
    """
    start, end = candidate.start, candidate.end
    before = text[start - _BEFORE if start > _BEFORE else 0 : start]
    last = before[-1:]
    if last in _BESIDE and _joins(before):
        return False
    word, sort = candidate.word, candidate.sort
    following = text[end : end + 12]
    if following[:1] in _CLOSES_NAME and (following[0] not in _LETTER_X or word is None):
        return False
    if protected.covers(start) or (sort == "chinese" and _PHRASES.match(text, start) is not None):
        return False
    if last in _MAY_COUNT_CLICKS and _FURNITURE.search(before):
        return False
    if last == "个" and candidate.unit == "percent" and before[-2:-1] in "两三四五":
        return False
    if sort in _WHOLE_SORTS:
        return not (sort == "clock" and not candidate.sure)
    if last in _EVERY_ENDS and before.endswith(_EVERY):
        return False
    if word is None:
        return candidate.unit != "rank" or last == "前"
    if last == "前" and word.word in _RANKED:
        candidate.unit, candidate.after = "rank", "at_most"
        return True
    return _is_ruled(text, candidate, word, before, following)


def _is_ruled(text: str, candidate: Candidate, word: MeasureWord, before: str, following: str) -> bool:
    """Ask the rules of a measure word, then those for Chinese numerals; mark what readers doubt."""
    kind, sort = word.kind, candidate.sort
    if kind == "amount" and following[:1] == "级":
        # 30万吨级码头: how large a thing is counted to be
        return False
    if sort == "arabic" and kind in _WHOLE_KINDS and candidate.times == 1 and not _split_numbering(text, candidate):
        return False
    rule = _BY_KIND.get(kind)
    if rule is not None and not rule(candidate, before, following):
        return False
    if sort == "chinese" and not _chinese(candidate, before, following):
        return False
    if sort == "chinese" or kind in _DOUBTED or candidate.after is not None or word.word in _TIMES:
        _doubt(candidate, before, following)
    return True


def _joins(before: str) -> bool:
    """Digits joined to letters, signs or dashes are names: 5G, PM2.5, 1+X, 7×24, XX所, 2020-1."""
    if before[-1] in _JOINED:
        return True
    previous = before[-2:-1]
    return previous.isdigit() or (previous.isascii() and previous.isalpha())


def _split_numbering(text: str, candidate: Candidate) -> bool:
    """Part a list number from the figure that it is glued to: a line that begins 1.5所 is item 1 with 5所."""
    if not _has_point(text, candidate):
        return True
    if candidate.plain == candidate.plain.to_integral_value():
        return True
    point = _POINT.search(text[candidate.start : candidate.digits_end])
    if point is None or candidate.value_max is not None:
        return True
    if not _NUMBERED.search(text[max(0, candidate.start - 8) : candidate.start]):
        return True
    candidate.start += point.end()
    number = numerals.number(text[candidate.start : candidate.digits_end].strip())
    if number is None:
        return False
    candidate.value = candidate.plain = number
    return number > 0


def _has_point(text: str, candidate: Candidate) -> bool:
    start, end = candidate.start, candidate.digits_end
    return text.find(".", start, end) >= 0 or text.find("．", start, end) >= 0


def _never(candidate: Candidate, before: str, following: str) -> bool:  # noqa: ARG001
    return False


def _year(candidate: Candidate, before: str, following: str) -> bool:
    """Take a number of years for an amount only where the words around it say so; else it is a date, period or name."""
    plain = candidate.plain
    if candidate.value_max is not None and candidate.value_max <= candidate.value:
        return False
    if 1900 <= plain <= 2100 or plain != plain.to_integral_value() or plain > 150:
        return False
    if candidate.after is not None and candidate.after != "about":
        return not before.endswith(("近", "学前"))
    if _YEAR_BEFORE.search(before) or following.startswith(_YEAR_AFTER):
        return False
    if _DURATION_BEFORE.search(before) or following.startswith(_DURATION_AFTER):
        return True
    if candidate.sort == "chinese":
        return False
    candidate.sure = False
    return plain < 100


def _score(candidate: Candidate, before: str, following: str) -> bool:
    if candidate.sort == "chinese" or before.endswith(("时", "点", ":", "：")):
        return False
    return candidate.after is not None or not following.startswith(_SCORE_AFTER)


def _tenth(candidate: Candidate, before: str, following: str) -> bool:  # noqa: ARG001
    if not 0 < candidate.value <= 100:
        return False
    return candidate.after is not None or not following.startswith(_TENTH_AFTER)


def _age(candidate: Candidate, before: str, following: str) -> bool:  # noqa: ARG001
    candidate.sure = _AGE_OF.search(before) is not None
    return True


def _tally(candidate: Candidate, before: str, following: str) -> bool:
    """四大校园 sums up a list; 二十大 is a congress."""
    if (candidate.sort == "chinese" and candidate.value >= 11) or candidate.value == 1:
        return False
    candidate.sure = False
    return following[:1] not in "，。；、）)”" and not before.endswith(("党的", "最"))


def _weak(candidate: Candidate, before: str, following: str) -> bool:  # noqa: ARG001
    if following[:1] in {"案", "面", "式", "法", "向"}:
        return False
    return candidate.sort == "arabic" or candidate.value > 10


def _level(candidate: Candidate, before: str, following: str) -> bool:  # noqa: ARG001
    if candidate.sort == "chinese" or not 1 <= candidate.value < 1900:
        return False
    candidate.sure = False
    return not re.match("[及以]?[^，。；]{0,2}(?:地震|医院|公立|风险|响应|保护|党支部|社会体育|教师)", following)


def _anniversary(candidate: Candidate, before: str, following: str) -> bool:  # noqa: ARG001
    candidate.sure = False
    return candidate.sort == "arabic"


def _noun(candidate: Candidate, before: str, following: str) -> bool:  # noqa: ARG001
    """县, 镇, 村, 校 and 园 count without 个; 两校 are two schools just named."""
    if candidate.sort == "chinese":
        candidate.sure = candidate.value > 10
        return candidate.value >= 2 and following[:1] in "，。；、）)的共均都全各和与"
    return following[:1] not in "级长"


def _plain_class(candidate: Candidate, before: str, following: str) -> bool:
    """36班 is a size; 三班, 1班 and 三（2）班 are names."""
    if candidate.sort == "chinese":
        return candidate.value > 10
    return before[-1:] not in {"级", "年", "（", "("} and following[:1] not in "主级子额会干"


def _school(candidate: Candidate, before: str, following: str) -> bool:  # noqa: ARG001
    return not following.startswith(("有", "以", "谓", "在", "需", "属", "得", "能", "做"))


_BY_KIND = {
    "date": _never, "ordinal": _never, "clock": _never, "year": _year, "score": _score, "tenth": _tenth, "age": _age,
    "tally": _tally, "weak": _weak, "level": _level, "anniversary": _anniversary, "noun": _noun,
    "class": _plain_class, "school": _school,
}  # fmt: skip


def _chinese(candidate: Candidate, before: str, following: str) -> bool:
    """Chinese numerals: articles (一批), ordinals without 第 (二期), set patterns (一校一策)."""
    word = candidate.word
    if before[-1:] in _NAME_BEFORE or word is None:
        return False
    if candidate.value == 1 and candidate.value_max is None:
        return _one(candidate, word.word, before, following)
    if candidate.numeral == "二":
        return False
    if word.word in {"期", "轮", "批", "回", "起"} and candidate.value <= 3:
        candidate.sure = False
    if word.word == "期" and candidate.value <= 10:
        return False
    if word.word == "次" and (before[-1:] in {"届", "会", "大", "协"} or _SESSION.match(following)):
        return False
    if word.word == "轮" and following[:1] == "车":
        return False
    if word.word == "次" and following[:2] in {"产业", "创业", "元素", "分配"}:
        return False
    if word.word == "部" and following[:1] in {"门", "委", "分", "队", "署", "级", "长"}:
        return False
    if word.word == "分" or (word.word == "家" and following[:1] in {"庭", "长", "校", "园"}):
        return False
    return not (word.word == "人" and following[:1] in {"行", "组", "一", "制", "间", "小"})


def _one(candidate: Candidate, word: str, before: str, following: str) -> bool:
    """一 is an article before most measure words; 任命一名 and 每年一次 count."""
    counted = _ONE_COUNTS.search(before) is not None and before[-1:] != "为"
    if before[-1:] in {
        "这",
        "那",
        "是",
        "为",
        "进",
        "又",
        "再",
        "新",
        "首",
        "每",
        "前",
        "后",
        "上",
        "下",
        "头",
        "如",
        "成",
    }:
        return False
    if word in _ONE_ARTICLE:
        return _ONE_AT_LEAST.search(before) is not None
    if word in {
        "天",
        "周",
        "分",
        "家",
        "点",
        "时",
        "员",
        "中",
        "小",
        "岗",
        "字",
        "校",
        "园",
        "倍",
        "成",
        "位",
        "年",
        "里",
        "顶",
    }:
        return word in {"倍", "成"} or (word in {"家", "位", "周", "天"} and counted)
    if word == "次" and following[:1] in {"性", "次", "函", "能", "又"}:
        return False
    if word == "人" and following[:1] in {"一", "之", "多", "当"}:
        return False
    if re.search("(?:没有|无|未有|不让|不漏|不落|从未有|杜绝)[^，。；]{0,3}$", before) or (
        not counted and word not in {"所", "名", "次"}
    ):
        candidate.sure = False
    return True


def _doubt(candidate: Candidate, before: str, following: str) -> None:
    """Mark what divides readers: sums of lists just given, thresholds, circles of so many minutes."""
    word = candidate.word
    if word is None:
        return
    if word.kind in {"generic", "tally"} and candidate.value <= 30 and candidate.times == 1:
        listed = _TALLIED.match(following)
        short = candidate.sort == "chinese" and candidate.value <= 10
        summed = listed is not None and listed.group() in {"方面", "环节", "层面", "维度"}
        if (
            (listed is not None and (short or summed))
            or (short and not candidate.within and "、" in before and word.word in {"个", "项"})
            or (short and word.word in {"大", "类", "种", "条", "级"})
        ):
            candidate.sure = False
    if candidate.sort == "chinese" and candidate.unit == "yuan" and candidate.numeral in {"万", "亿", "百万", "千万"}:
        candidate.sure = False
    if candidate.after is not None:
        defines = candidate.after in {"at_least", "at_most"} and _THRESHOLD_AFTER.match(following) is not None
        if defines and word.word in {"人", "名", "分", "元"} and not _STATED.search(before):
            candidate.sure = False
        if _THRESHOLD_BEFORE.search(before):
            candidate.sure = False
    if word.word in _TIMES and _CIRCLE.match(following):
        candidate.sure = False
