"""Whether a figure has happened, is to happen, is a rule in force or a former value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.figures.expressions import alternation
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.figures.sentences import Place
    from eduplans.model import Figure, Kind, Status

__all__ = ["Expectation", "status_of"]


def _words(status: str, scope: str) -> str:
    words = [r["word"] for r in codebook.read("status_words") if r["status"] == status and r["scope"] == scope]
    return alternation(words)


# 改善计划补助资金 is money of a programme of that name, 小学计划招生 is a plan
_NO_PROGRAMME = "".join(f"(?<!{r['word']})" for r in codebook.read("status_words") if r["scope"] == "programme")
_NORM_SCOPES = {"before", "near", "clause"}
_FORMER = compiled(r"(?:从|由|原来的?|原有的?|原先的?|较|比)[^，。；、]{0,16}$")
_FORMER_STRICT = re.compile(r"(?:从|由|原来的?|原有的?|原先的?)[^，。；]{0,20}$")
_BECOMES = compiled(
    "(?:[、和及与][0-9.,]{1,12}[^，。；、和及与0-9]{1,4}){0,6}(?:分别|各|均)?"
    "[^，。；、0-9]{0,4}(?:提高|增加|增长|提升|上升|减少|缩减|下降|降低|扩大|调整|压减|压缩|优化|整合|升高|缩小|增|升|减|降|变|扩|改)?[^，。；、0-9]{0,6}?[到至为成]"
)
_THAN = re.compile(
    r"(?:比|较|与)(?:[0-9]{4}年|上年|去年|前年|上一年|上年度|同期|上年同期|[^，。；、0-9]{0,4}[初末])(?:同期|末|底|初|度|预算数|决算数|执行数|完成数)*"
    r"(?:的|的[^，。；、0-9增减升降提涨]{1,6})?$"
)
# 生均支出为10995元,上年为10184元: the amount of before, given beside that of now
_BEFORE = compiled(r"^(?:而)?(?:上年|去年|上一年|上年度|前一年)(?:同期|末|底)?(?:分别|仅)?(?:为|是|有|只有)$")
_BEFORE_BEGINS = frozenset("而上去前")
_NORM_BEFORE = re.compile(f"(?:{_words('standard', 'before')})")
_NORM_NEAR = re.compile(
    f"(?:{_words('standard', 'near')}"
    "|标准(?<![高达]标准)(?:分别|均|统一|最低|由|从|为|是|达到?|不低于|不少于|[:： ])*$)"
)
_NORM_CLAUSE = re.compile(f"(?:{_words('standard', 'clause')})")
_NORM_CUE = re.compile(
    alternation(
        {"每", "学生", "幼儿", "孩子", "保证", "连续", "标准"}
        | {r["word"] for r in codebook.read("status_words") if r["status"] == "standard" and r["scope"] in _NORM_SCOPES}
    )
)
_NORM_AFTER = re.compile(f"^(?:{_words('standard', 'after')})")
_NORM_BASE = compiled(r"(?:按照?|依照|根据|不低于|不少于|不得低于)[^，。；、0-9]{0,24}$")
_RECURS = compiled(
    "每|学期|平均|应|原则上|时间|课时|生均|标准|用时|配备|工资|总额|设置|间隔|睡眠|锻炼|人均|不得|周期|课间|午休|作息"
    "|师生比|课程|学分|与幼儿比|与学生比|生师比|配比|班额"
)
_AIMS = compiled(
    "办好|建好|建成|创建|打造|培育|争取|新建|力争|确保|年底|月底|年前|年内|突破|占比|到20[0-9]{2}年|每年[^，。；]{0,6}(?:培训|招聘|补充|选派|遴选|新增|培养|评选|表彰|投入)"
)
_OWN = compiled(f"{_AIMS.pattern}|实测|实际|现有|目前|下降|提高|增长|增幅|拨付|投入|资助|受益|发放|惠及|覆盖|全年|累计")
_COMPARED = re.compile("(?:[比较与]|(?:低于|少于|高于|超过|占|按照?)[^，。；]{0,8})(?:去年|上年度?)")
_TARGET_SENTENCE = re.compile(f"(?:{_words('target', 'sentence')})")
_TARGET_CLAUSE = re.compile(
    # each branch begins with a character, not with a look behind, so that the engine knows what to look for
    f"{_words('target', 'clause')}"
    f"|计划(?<!完成计划)(?<!完成年计划)(?<!超计划)(?<!年计划){_NO_PROGRAMME}"
    "(?=(?:新|招|投|建|完成|培训|安排|实施|增|开|改|补|引进|选|办|到|于|用|总)[^，。；、]{0,10}$)"
    "|预计(?<!完成预计)(?<!完成年预计)(?<!超预计)(?<!年预计)(?=[^，。；、]{0,10}$)"
)
_ACTUAL_SENTENCE = re.compile(f"(?:{_words('actual', 'sentence')})")
_ACTUAL_CLAUSE = re.compile(f"(?:{_words('actual', 'clause')})")
_DONE = compiled("[完成增加培训招聘引进建设改造投入发放安排了]{1,2}了$|了[^，。；、]{0,6}$")
_STAFFED = compiled(
    "(?:每班|每校|每所|每园|幼儿班|每(?![年学])[^，。；]{1,6})(?:按|应|须|要|至少)?(?:配备|配齐|安排|设置|配置)[^，。；]{0,6}$"
)
_REPEATED = re.compile("(?:对|凡)[^，。；]{0,6}连续$")
_QUOTED = re.compile("“[^”]{0,20}”|《[^》]{0,40}》")
_TOWARDS = compiled("(?:^|[，,、\\s争])[到至]20[0-9]{2}年")
_FUTURE = compiled(
    "(?<![即近])将(?:会|于|继续|进一步|陆续|新|达|支持|给予|投入|安排|建[成设立]|完成|实现|增|招|补充|提高|启动|实施|开[工展]|培训|覆盖|惠及|改造|扩"
    "|有|突破|超|是|成为|重点|[较比为])"
)
# what is to be ensured; what was ensured has 了, or a verb of the past before it
_ENSURED = compiled("(?:^|[，,、\\s])(?:全力|切实|坚决|务必)?确保(?!了)")
_PART_OF_STOCK = compiled("(?:[^0-9将拟计划力争确保新增建扩改补引招聘到至达实完提升今明本年不再超控预目]){0,12}")
_DID = compiled("实际|已|完成|到岗|[现目实][有前]|[0-9]年")
_EXECUTED = compiled(
    "(?:收入|支出|资金)[^，。；、0-9]{0,10}(?:完成|执行数?)[约为]?(?:[0-9]|$)|余额[约为]?(?:[0-9]|$)|滚存结余$"
)
_REGULARLY = compiled(
    "每(?:[两三]?个?(?:学年|年|学期|月|周|天|日|季度))[^，。；、0-9了已共达均增计总]{0,14}(?<!得到|接受|享受|获得)$"
)
_COLONS = frozenset("：:")
_AMOUNTS = frozenset({"yuan", "percent", "place"})
_OCCASIONS = frozenset({"time", "class_hour", "hour", "minute"})
_PUPILS = compiled("(?:学生|孩子|幼儿)[^，。；、]{0,6}(?:掌握|学会|会|养成)[^，。；、0-9]{0,4}$")
_REQUIRED = compiled("提倡|严禁|杜绝|不得")
_DRAWN = compiled("的比例(?:提取|计提|安排|列支|拨付)[^，。；0-9]{0,8}$")
_PLANNED_SHARE = re.compile("完成[^，。；]{0,8}(?:计划|目标|任务)")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a figure is taken for where its sentence does not say.

    Parameters
    ----------
    kind
        Kind of document.
    status
        Status by default.
    year
        The plan's or reporting year.
    heading
        Status that the heading announces, empty where it announces none.
    """

    kind: Kind
    status: Status
    year: int | None
    heading: str


def expected(kind: Kind, year: int | None, heading: str) -> Expectation:
    """Combine kind of document and heading.

    Parameters
    ----------
    kind
        Kind of document.
    year
        The plan's or reporting year.
    heading
        Status that the heading announces, empty where it announces none.

    Returns
    -------
    Expectation
        The expectation.

    Examples
    --------
    >>> expected("plan", 2020, "").status, expected("report", 2020, "target").status
    ('target', 'target')
    """
    status: Status = "target" if kind in {"plan", "budget"} else "actual"
    if heading == "target":
        status = "target"
    elif heading == "actual":
        status = "actual"
    return Expectation(kind, status, year, heading)


def status_of(
    text: str,
    candidate: Candidate,
    place: Place,
    expectation: Expectation,
    said_year: int | None,
    last: Figure | None,
    joined: bool,
) -> Status:
    """Status of a figure.

    Parameters
    ----------
    text
        The text.
    candidate
        The figure.
    place
        Its neighbourhood.
    expectation
        What it is taken for without further words.
    said_year
        The year that its sentence names for it.
    last
        The figure before it in the same sentence, None where it is the first.
    joined
        Whether only a short phrase parts it from that figure.

    Returns
    -------
    Status
        One of the four.
    """
    clause = place.head if place.left == place.clause else text[place.clause : candidate.start]
    if "“" in clause or "《" in clause:
        clause = _QUOTED.sub("", clause)
    if _is_former(clause, text, candidate) or (
        last is not None and place.head[:1] in _BEFORE_BEGINS and _BEFORE.match(place.head)
    ):
        return "baseline"
    stands = expectation.status == "actual" and ("建有" in clause or "建成" in clause)
    if not stands and _is_norm(text, candidate, place, clause, expectation, said_year):
        return "standard"
    if (
        joined
        and last is not None
        and last.status == "standard"
        and len(place.head) <= 14
        and not _OWN.search(place.head)
    ):
        return "standard"
    sentence = text[place.sentence : candidate.start]
    status = _tense(clause, sentence, expectation, said_year)
    if last is None or last.status == status or not (joined or "其中" in sentence):
        return status
    if status == "actual" and last.status == "target" and _DID.search(clause) is None:
        return "target"
    if status == "target" and last.status == "actual" and joined and _PART_OF_STOCK.fullmatch(place.head):
        # 现有幼儿园86所，其中公办园35所，民办园51所
        return "actual"
    return status


def _is_former(clause: str, text: str, candidate: Candidate) -> bool:
    since = "从" in clause or "由" in clause or "原" in clause
    if since and _FORMER_STRICT.search(clause) and _BECOMES.match(text, candidate.end, candidate.end + 48):
        return True
    return (
        ("比" in clause or "较" in clause or "与" in clause)
        and candidate.unit != "percentage_point"
        and candidate.sort != "double"
        and _THAN.search(clause) is not None
        and "增" not in clause[-6:]
    )


def _is_norm(
    text: str, candidate: Candidate, place: Place, clause: str, expectation: Expectation, said_year: int | None
) -> bool:
    percent = candidate.unit == "percent" or candidate.sort == "ratio"
    reported = expectation.status == "actual"
    dated = not reported and said_year is not None and said_year >= (expectation.year or 0) and "每" not in clause
    if percent and not dated and (_NORM_AFTER.match(place.tail) or ("的" in clause[-3:] and _NORM_BASE.search(clause))):
        return not (reported and _DRAWN.match(place.tail))
    recurs = candidate.unit in _OCCASIONS or (candidate.after == "at_least" and candidate.unit not in _AMOUNTS)
    after_colon = text[place.clause - 1 : place.clause] in _COLONS
    if not after_colon and _NORM_CUE.search(clause) is None:
        # no word of a rule at all, as in most clauses
        return False
    if "每" in clause and reported and recurs and _REGULARLY.search(clause):
        return True
    if (("学生" in clause or "幼儿" in clause or "孩子" in clause) and _PUPILS.search(clause)) or (
        percent and clause.endswith("保证") and _REQUIRED.search(_around(text, place))
    ):
        return True
    if "连续" in clause and _REPEATED.search(clause):
        return True
    if ("每" in clause or "幼儿班" in clause) and _STAFFED.search(clause):
        return True
    near = clause[-16:]
    if after_colon:
        # text before a colon that the clause follows: 每生每年补助：小学1000元
        near = text[max(place.sentence, place.clause - 16) : place.clause] + near
    if _NORM_NEAR.search(near):
        return True
    if _NORM_CLAUSE.search(clause) and not _AIMS.search(clause):
        return True
    if dated or _NORM_BEFORE.search(clause) is None:
        return False
    sentence = text[max(place.sentence, candidate.start - 60) : candidate.start]
    return _RECURS.search(sentence) is not None and not _AIMS.search(clause)


def _around(text: str, place: Place) -> str:
    return text[place.sentence : place.sentence_end]


def _tense(clause: str, sentence: str, expectation: Expectation, said_year: int | None) -> Status:
    year, status = expectation.year, expectation.status
    if "年" in clause:
        clause = _COMPARED.sub("", clause)
    if status == "target":
        past_year = said_year is not None and year is not None and said_year < year
        if past_year and expectation.heading != "target" and not _TOWARDS.search(sentence):
            return "actual"
        if expectation.kind == "budget" and _EXECUTED.search(sentence):
            return "actual"
        past = _ACTUAL_CLAUSE.search(clause) or _ACTUAL_SENTENCE.search(sentence)
        if past or (expectation.kind == "plan" and _DONE.search(clause)):
            return "actual"
        return "target"
    if said_year is not None and year is not None and said_year > year:
        return "target"
    if "完成" in clause and _PLANNED_SHARE.search(clause):
        return "actual"
    if (
        _TARGET_SENTENCE.search(sentence)
        or _TARGET_CLAUSE.search(clause)
        or ("将" in clause and _FUTURE.search(clause))
        or ("确保" in clause and _ENSURED.search(clause))
    ):
        return "target"
    return "actual"
