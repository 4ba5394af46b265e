"""From tokens to candidates: number, multiplier, range, unit and what stands on the figure."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.figures import numerals
from eduplans.figures.candidates import Candidate
from eduplans.figures.reject import is_name
from eduplans.figures.special import read_clock_or_ratio, read_fraction, read_ordinal
from eduplans.figures.tokens import CHINESE, DASHES, DIGIT, TOKEN
from eduplans.figures.units import MEASURE_WORDS, ONE, PERSON_NOUNS, MeasureWord, measure_word_at
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eduplans.model import Qualifier

__all__ = ["TAILS", "candidates"]

_RANGE = compiled(
    rf"[ ]?[{DASHES}][ ]?(?:(?P<arabic>[{DIGIT}]++(?:[.．][{DIGIT}]++)?)|(?P<chinese>[{CHINESE}]++))"
    rf"(?P<times>[多余]?[百千万亿]*+[多余]?)"
)
_BLANK = compiled(r"[ \u3000\u00a0]{1,2}|[ ]?\r?\n[ \u3000]{0,2}")
_PER = re.compile(
    r"/(?:学年|学期|课时|平方米|立方米|小时|公斤|千克|[人生年月天日次节亩户班校件吨名个间所张台套升斤园])"
    r"(?:[·.•/・](?:学年|学期|[人生年月天日次班]))?"
)
_TAIL = re.compile(r"(?:[(（]含[)）])?(?:[及或]其?)?(以[上下内])|(左右|上下(?![午半])|之内)")
TAILS: dict[str, Qualifier] = {
    "以上": "at_least", "以下": "at_most", "以内": "at_most", "之内": "at_most", "左右": "about", "上下": "about",
}  # fmt: skip
_LIST_GOES_ON = re.compile(rf"(?:[、，,/]|和|与|及|以及)[ ]?[{DIGIT}{CHINESE}]")
_NOUN_AFTER = re.compile(
    r"[名个]?(?:[^0-9，。；：、（）()！？\s]{0,12}?)(" + "|".join(sorted(PERSON_NOUNS, key=len, reverse=True)) + ")"
)
_INDEX = re.compile(
    "(?:系数|指数|比值|收入比|倍差|满意度|得分|评分)[^，。；]{0,12}(?:[为达到至在是于从由]|超过|[0-9][和、])$"
    "|(?:系数|指数|比值|收入比|倍差)[^。；]{0,16}(?:缩小|扩大|下降|降低|提高|上升|增加|减少)了?$"
)
_APPROXIMATE = frozenset(("一两", "两三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"))
_MAY_BE_SPECIAL = frozenset("时点:：∶﹕/ ")
_BLANK_WORDS = tuple(row["word"] for row in codebook.read("blank_words"))
_NO_BOOK = frozenset("年级部月期县市省区校")
_WRAPPED = 14
"""Characters before the number in the shortest line that is taken to go on in the next."""
_SHORT = 16
"""Digits that a number may have to be taken as it stands."""
_PLAIN_TIMES = {"": 1, "千": 1000, "万": 10_000, "亿": 100_000_000, "万亿": 1_000_000_000_000}
_MAY_RANGE = frozenset(DASHES + " ")
_MAY_QUALIFY = frozenset("以左上之及或其(（")
_MAY_GO_ON = _MAY_QUALIFY | {"多", "/"}
_MAY_GO_ON_OR_RANGE = _MAY_GO_ON | _MAY_RANGE
_ODD_KINDS = frozenset({"date", "ordinal", "clock", "year", "latin"})
_DATES = frozenset({"date", "ordinal"})
_YEAR_DIGITS = 4
_NAME = Candidate(0, 0, 0, Decimal(0))
"""Stands for a numeral that can be no figure."""
_STOPS = "，。；、,;）)\n"
_BITES = {"千": "瓦米克伏卡字", "百": "分"}
_BITERS = frozenset("".join(_BITES.values()))


def candidates(text: str) -> Iterator[Candidate]:
    """Read every numeral of a text with its unit.

    Parameters
    ----------
    text
        Any text.

    Yields
    ------
    Candidate
        In reading order, not overlapping. Numerals that have no unit and cannot get one from a list are left out;
        whether a candidate states an amount is for `eduplans.figures.reject` to say.

    Examples
    --------
    >>> [(c.start, c.end, int(c.value), c.unit) for c in candidates("共3.5万余人，占八成以上")]
    [(1, 7, 35000, 'person'), (9, 13, 80, 'percent')]
    """
    done = 0
    for token in TOKEN.finditer(text):
        start, end = token.span()
        if start < done:
            continue
        candidate = _plain(text, token, start, end) or _read(text, token, start, end)
        if candidate is None or candidate is _NAME:
            done = end
        else:
            done = candidate.end
            yield candidate


def _plain(text: str, token: re.Match[str], start: int, end: int) -> Candidate | None:
    """Read a number with a measure word and nothing odd about them, as most are; None for all others.

    `_NAME` stands for what the measure word alone makes a date, an ordinal or an article.
    """
    word = measure_word_at(text, end)
    if word is None:
        return None
    close = end + len(word.word)
    if text[close : close + 1] in _MAY_GO_ON_OR_RANGE or word.word == "本":
        return None
    sort = token.lastgroup
    if sort == "arabic":
        return _plain_arabic(text, start, end, token["times"], word)
    return _plain_chinese(text, start, end, word) if sort == "chinese" else None


def _plain_arabic(text: str, start: int, end: int, multiplied: str, word: MeasureWord) -> Candidate | None:
    times = _PLAIN_TIMES.get(multiplied)
    if times is None or end - start >= _SHORT:
        return None
    if word.kind in _ODD_KINDS:
        return _NAME if times == 1 and _is_date(text, start, end, word) else None
    if times > 1 and text[end] in _BITERS:
        return None
    body = text[start : end - len(multiplied)]
    if not body.isascii() or not (body.isdigit() or body.replace(".", "", 1).isdigit()):
        return None
    value = plain = Decimal(body)
    if times > 1:
        value *= times
    if word.factor is not ONE:
        value *= word.factor
    return Candidate(start, end + len(word.word), end, value, None, plain, times, word, word.unit)


def _is_date(text: str, start: int, end: int, word: MeasureWord) -> bool:
    """Tell of digits at once that they are a date: 2020年, 3月, 5日."""
    if word.kind == "year":
        return end - start == _YEAR_DIGITS and "1900" <= text[start:end] <= "2100" and text[start:end].isdecimal()
    return word.kind in _DATES and text[end] not in _MAY_BE_SPECIAL


def _plain_chinese(text: str, start: int, end: int, word: MeasureWord) -> Candidate | None:
    numeral = text[start:end]
    plain = numerals.READY.get(numeral)
    if plain is None or word.kind == "latin":
        return None
    if is_name(word, plain, numeral, text, start):
        return _NAME
    value = plain if word.factor is ONE else plain * word.factor
    candidate = Candidate(start, end + len(word.word), end, value, None, plain, 1, word, word.unit)
    candidate.sort, candidate.numeral = "chinese", numeral
    return candidate


def _read(text: str, token: re.Match[str], start: int, end: int) -> Candidate | None:
    sort = token.lastgroup
    if sort == "arabic":
        following = text[end : end + 1]
        if following in _MAY_BE_SPECIAL:
            special = read_clock_or_ratio(text, start, end) or read_fraction(text, start, end)
            if special is not None:
                return special
        return _amount(text, start, end, token["times"], sort)
    if sort == "chinese":
        printed = token.group()
        if "分之" in printed or printed == "一半":
            return _share(text, start, end, printed)
        return _amount(text, start, end, "", sort)
    if sort == "ordinal":
        return read_ordinal(text, token)
    return _doubling(text, start, end) if sort == "double" else _half(text, start, end)


def _amount(text: str, start: int, end: int, multiplied: str, sort: str) -> Candidate | None:
    """Read a plain amount or a range of two."""
    printed = text[start:end]
    numeral = printed if sort == "chinese" else ""
    high: Decimal | None = None
    low: Decimal | None
    if numeral[:2] in _APPROXIMATE and len(numeral) <= 3:
        low, high, times = _approximate(printed)
        within = False
    else:
        low, times, within = _number(printed, multiplied, sort)
        if low is None:
            return None
    value, value_max, digits_end = low, high, end
    if times != 1:
        value_max = high and high * times
        value, times, digits_end = _give_back(text, end, low * times, times)
    first = _word_after(text, start, digits_end)
    behind = digits_end if first is None else first[1]
    ranges = high is None and text[behind : behind + 1] in _MAY_RANGE
    if first is not None and not ranges and is_name(first[0], low, numeral, text, start):
        return None
    candidate = Candidate(start, end, digits_end, value, value_max, low, times)
    candidate.within, candidate.sort, candidate.numeral = within, sort, numeral
    if ranges:
        second = _second(text, candidate, first)
        if second is not None:
            return second
    return _with_unit(text, candidate, first)


def _number(printed: str, times: str, sort: str) -> tuple[Decimal | None, int, bool]:
    """Value without multiplier, the multiplier, and whether 多 or 余 stands in the number."""
    if sort == "chinese":
        ready = numerals.READY.get(printed)
        if ready is not None:
            return ready, 1, False
    body = printed[: len(printed) - len(times)] if times else printed
    factor = _PLAIN_TIMES.get(times)
    if factor is not None and len(body) < _SHORT and body.isascii() and body.replace(".", "", 1).isdigit():
        # 12, 3.5 and 3.5万, as most are
        return Decimal(body), factor, False
    within = "多" in printed or "余" in printed or "几" in printed
    if sort == "chinese":
        return numerals.number(printed), 1, within
    if any(character.isdigit() for character in times):
        return numerals.number(printed), 1, within
    return numerals.arabic(body), numerals.multiplier(times), within


def _approximate(printed: str) -> tuple[Decimal, Decimal, int]:
    """Two neighbouring digits are a range: 三四个, 七八十人."""
    return (
        Decimal(numerals.DIGITS[printed[0]]),
        Decimal(numerals.DIGITS[printed[1]]),
        numerals.multiplier(printed[2:]),
    )


def _word_after(text: str, start: int, position: int) -> tuple[MeasureWord, int] | None:
    """Find the measure word behind a number that begins at `start` and ends at `position`."""
    word = measure_word_at(text, position)
    if word is None:
        if not text[position : position + 1].isspace():
            return None
        blank = _BLANK.match(text, position)
        if blank is None or ("\n" in blank.group() and _alone(text, start)):
            return None
        position = blank.end()
        word = None if text.startswith(_BLANK_WORDS, position) else measure_word_at(text, position)
        if word is None or ("\n" in blank.group() and len(word.word) == 1 and _is_short(text, start)):
            return None
    printed = word.word
    end = position + len(printed)
    if printed == "本" and text[end : end + 1] in _NO_BOOK:
        return None
    if word.kind == "latin" and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return None
    return word, end


def _give_back(text: str, position: int, value: Decimal, times: int) -> tuple[Decimal, int, int]:
    """Give the last multiplier back to a unit that begins with it: 10千瓦, 0.5百分点."""
    bitten, following = text[position - 1], text[position : position + 1]
    if following and following in _BITES.get(bitten, ""):
        factor = numerals.multiplier(bitten)
        return value / factor, times // factor, position - 1
    return value, times, position


def _alone(text: str, start: int) -> bool:
    """Tell whether a number begins its line, so that the next line need not continue it."""
    return text[max(0, start - 3) : start].rstrip(" \u3000").endswith(("\n", "|")) or start == 0


def _is_short(text: str, start: int) -> bool:
    """Tell whether the line up to a number is too short to have been wrapped: 表1 and 部门 on the next are no 1部."""
    return "\n" in text[max(0, start - _WRAPPED) : start] or start < _WRAPPED


def _second(text: str, candidate: Candidate, first: tuple[MeasureWord, int] | None) -> Candidate | None:
    """Read the upper end of a range such as 3-5个, 5%至5.5% or 三到五次."""
    begin = first[1] if first is not None else candidate.digits_end
    found = _RANGE.match(text, begin)
    if found is None:
        return None
    sort = "arabic" if found.group("arabic") else "chinese"
    if sort != candidate.sort:
        return None
    if first is not None and text[begin : found.end()].lstrip()[0] in "至到" and _changes(text, candidate.start):
        return None
    body, times = found.group(sort), found.group("times")
    high = numerals.number(body)
    if high is None:
        return None
    factor = numerals.multiplier(times)
    value, factor, end = _give_back(text, found.end(), high * factor, factor) if factor != 1 else (high, 1, found.end())
    upper = Candidate(candidate.start, found.end(), end, value, None, high, factor)
    last = _word_after(text, candidate.start, end)
    if last is None:
        return None
    return _range(text, candidate, upper, first, last)


def _changes(text: str, start: int) -> bool:
    """从 or 由 in front makes two figures of a former and a new value, not a range."""
    return bool(re.search("[从由][^，。；、]{0,8}$", text[max(0, start - 9) : start]))


def _range(
    text: str,
    lower: Candidate,
    upper: Candidate,
    first: tuple[MeasureWord, int] | None,
    last: tuple[MeasureWord, int],
) -> Candidate | None:
    if first is not None and first[0].word != last[0].word:
        return None
    low = lower.value
    if lower.times == 1 and first is None and lower.plain * upper.times <= upper.value:
        low = lower.plain * upper.times
    candidate = Candidate(
        lower.start, upper.end, upper.digits_end, low, upper.value, lower.plain, upper.times, sort=lower.sort
    )
    if low >= upper.value and last[0].kind not in {"date", "ordinal", "year"}:
        return None
    return _with_unit(text, candidate, last)


def _with_unit(text: str, candidate: Candidate, found: tuple[MeasureWord, int] | None) -> Candidate | None:
    if found is None:
        return _without_word(text, candidate)
    word, end = found
    candidate.word, candidate.unit = word, word.unit
    if word.factor is not ONE:
        candidate.value *= word.factor
        if candidate.value_max is not None:
            candidate.value_max *= word.factor
    following = text[end : end + 1]
    if following not in _MAY_GO_ON:
        candidate.end = end
        return candidate
    if following == "多" and text[end + 1 : end + 2] in {"月", "小"}:
        return None
    if following == "/" and (word.unit in {"yuan", "person"} or word.kind == "amount"):
        per = _PER.match(text, end)
        end = per.end() if per is not None else end
    return finish(text, candidate, end)


def finish(text: str, candidate: Candidate, end: int) -> Candidate:
    """Close a figure: take in the qualifier that stands on it."""
    if text.startswith(("以后", "之后"), end) and candidate.word is not None and candidate.word.word in {"名", "位"}:
        candidate.unit, candidate.after, candidate.end = "rank", "more_than", end + 2
        return candidate
    tail = _TAIL.match(text, end) if text[end : end + 1] in _MAY_QUALIFY else None
    if tail is not None:
        candidate.after = TAILS[tail.group(1) or tail.group(2)]
        end = tail.end()
    candidate.end = end
    return candidate


def _without_word(text: str, candidate: Candidate) -> Candidate | None:
    """Read a number without a measure word: a list goes on, or what is counted follows at once (10万儿童)."""
    end = candidate.digits_end
    candidate.end = end
    if _LIST_GOES_ON.match(text, end):
        candidate.pending = True
    noun = _NOUN_AFTER.match(text, end)
    if noun is not None and (candidate.times > 1 or noun.start(1) == end) and _counts(candidate):
        candidate.unit = PERSON_NOUNS[noun.group(1)]
        candidate.pending = False
        return candidate
    if candidate.times == 1 and candidate.sort == "arabic" and _unitless(text, candidate):
        candidate.sure, candidate.pending = candidate.after is not None, False
        return candidate
    if candidate.pending:
        return candidate
    if text[candidate.start - 1 : candidate.start] == "前" and text[end : end + 1] in _STOPS and candidate.times == 1:
        candidate.unit, candidate.after = "rank", "at_most"
        return candidate
    if candidate.times >= 10_000 and candidate.sort == "arabic":
        candidate.sure = False
        return finish(text, candidate, end)
    return None


def _unitless(text: str, candidate: Candidate) -> bool:
    """Take a coefficient or an index for an amount without a unit: 差异系数控制在0.5以内."""
    if candidate.plain == candidate.plain.to_integral_value() and "." not in text[candidate.start : candidate.end]:
        return False
    if _INDEX.search(text[max(0, candidate.start - 20) : candidate.start]) is None:
        return False
    finish(text, candidate, candidate.digits_end)
    return True


def _counts(candidate: Candidate) -> bool:
    """Keep calendar years and numbering from counting people (2020学生, 3.教师)."""
    if candidate.times > 1:
        return True
    return candidate.sort == "arabic" and candidate.plain >= 10 and not 1900 <= candidate.plain <= 2100


def _share(text: str, start: int, end: int, printed: str) -> Candidate | None:
    """百分之五, 三分之二, 一半: shares in percent."""
    if printed == "一半":
        value: Decimal | None = Decimal(50)
    else:
        part = numerals.number(printed)
        value = None if part is None or part > 100 else part * 100
    if value is None:
        return None
    candidate = Candidate(start, end, end, value, sort="chinese", word=MEASURE_WORDS["%"], unit="percent")
    if text.startswith("以", end) or text.startswith("左右", end):
        return finish(text, candidate, end)
    return candidate


def _half(text: str, start: int, end: int) -> Candidate | None:
    if text[start:end] == "半数":
        candidate = Candidate(start, end, end, Decimal(50), sort="chinese", word=MEASURE_WORDS["%"], unit="percent")
        return finish(text, candidate, end)
    word = measure_word_at(text, end)
    if word is None or text[max(0, start - 1) : start] in {"多", "时", "点", "大", "年", "月", "个"}:
        return None
    candidate = Candidate(start, end, end, Decimal("0.5") * word.factor, sort="chinese", word=word, unit=word.unit)
    return finish(text, candidate, end + len(word.word))


def _doubling(text: str, start: int, end: int) -> Candidate:
    """翻番 and 翻一番 are a doubling, 翻两番 a fourfold."""
    turns = [numerals.DIGITS[mark] for mark in text[start:end] if mark in numerals.DIGITS]
    value = Decimal(2 ** min(turns[-1], 9)) if turns else Decimal(2)
    return Candidate(start, end, end, value, sort="double", word=MEASURE_WORDS["倍"], unit="other")
