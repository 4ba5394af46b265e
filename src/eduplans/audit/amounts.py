"""Amounts that are impossible in scale, and amounts a head against total and heads."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

from eduplans.audit.finding import CONSISTENT, INCONSISTENT, UNDECIDED, Finding, Reading, against, name, show
from eduplans.audit.intervals import Interval, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eduplans.audit.page import Fig, Page

__all__ = ["a_head", "in_one_sentence", "payroll", "scale"]

_TOTAL = "gpb_edu"
#: What is spent inside education cannot be this many times all spending on education.
_TIMES = 10.0
_SIBLINGS = 1000.0
_TEN_THOUSAND = 1e-4
#: Indicators whose amounts are paid out of spending on education.
_INSIDE = re.compile("^(?:teacher_|special_funds|student_aid|operating_|training_|digital_|other$)")
#: An amount without an indicator is one of them if its words say so.
_SPENT = re.compile("补贴|补助|津贴|奖|工资|薪|资助|助学|公用经费|培训|营养|校舍|学校|教师|学生|幼儿")
#: What the whole economy or a larger place has, and what banks lend, is no part of it.
_ELSEWHERE = re.compile("生产总值|全[国省市球]|贷款|银行|债|税|产业|销售|消费|资产|固定|收入|存款|产值")
_EACH = re.compile("人均|生均|平均|每人|每生|每名")


def scale(page: Page) -> Iterator[Finding]:
    """Find amounts far above the spending on education that they are a part of.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Inconsistent where an amount is both ten times all spending on education and a thousand times the middle of all
        other amounts of the document.
    """
    money = [one for one in page.figures if one.unit == "yuan" and one.change == "level" and one.value]
    totals = [one for one in money if one.indicator == _TOTAL and one.level in {"", "all"} and one.status == "actual"]
    if not totals:
        return
    most = max(totals, key=lambda one: one.value)
    for figure in money:
        others = [one.value for one in money if one is not figure]
        if figure in totals or not _is_inside(figure) or figure.value < _TIMES * most.value:
            continue
        if len(others) >= 3 and figure.value >= _SIBLINGS * median(others):
            yield _too_much(page, figure, most)


def _is_inside(figure: Fig) -> bool:
    """Whether an amount can only be paid out of spending on education of the same place."""
    if not _INSIDE.match(figure.indicator) or _ELSEWHERE.search(figure.measure + figure.phrase):
        return False
    return figure.indicator != "other" or bool(_SPENT.search(figure.measure))


def _too_much(page: Page, figure: Fig, whole: Fig) -> Finding:
    times = printed(figure) / printed(whole)
    readings = [Reading("as printed, as a multiple of all spending on education", times, "other")]
    sentence = (
        f"{name(figure)} is {show(times.value)} times {name(whole)}, and can only be a part of it: it cannot be right."
    )
    if "万元" in figure.as_printed:
        meant = printed(figure) * _TEN_THOUSAND
        readings.append(Reading("元 was meant and not 万元", meant))
        sentence += f" If 元 was meant and not 万元, it is {show(meant.value, 'yuan')}."
    return Finding(page.doc, "scale", (figure, whole), f"{figure.as_printed} ≤ {whole.as_printed}", printed(whole),
                   "yuan", INCONSISTENT, sentence, tuple(readings), printed(figure))  # fmt: skip


def a_head(page: Page) -> Iterator[Finding]:
    """Compute spending a student and students a teacher from totals, against what the text prints for them.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Cannot tell where the text prints no such amount or ratio.
    """
    heads = _one(page, "enrolment")
    if heads is None:
        return
    for upper, lower, code, unit, words in (
        (_one(page, _TOTAL), heads, "gpb_edu_per_student", "yuan", "a student"),
        (heads, _one(page, "staff"), "pupil_teacher_ratio", "other", "students for each member of staff"),
    ):
        if upper is None or lower is None or upper.year != lower.year:
            continue
        computed = printed(upper) / printed(lower)
        formula = f"{upper.as_printed} / {lower.as_printed}"
        stated = _one(page, code)
        base = f"{name(upper)} over {name(lower)} is {show(computed.value, unit)} {words}"
        if stated is None:
            sentence = f"{base}. The text prints nothing to hold this against."
            yield Finding(page.doc, "per_head", (upper, lower), formula, computed, unit, UNDECIDED, sentence,
                          (Reading(words, computed),))  # fmt: skip
            continue
        verdict, why = against(stated, computed)
        if verdict == INCONSISTENT:
            verdict, why = UNDECIDED, "The two may count other people."
        yield Finding(page.doc, "per_head", (stated, upper, lower), formula, computed, unit, verdict,
                      f"{base}; printed is {name(stated)}. {why}".rstrip(), printed=printed(stated))  # fmt: skip


def payroll(page: Page) -> Iterator[Finding]:
    """Hold mean pay times staff against spending, and a component of pay against pay.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Never an alarm: mean pay and staff may count other people.
    """
    pay, staff, spent = (_any(page, code) for code in ("teacher_pay", "staff", _TOTAL))
    if pay is not None and staff is not None and spent is not None and len({pay.year, staff.year, spent.year}) == 1:
        product = _times(printed(pay), printed(staff))
        holds = not printed(spent).below(product)
        formula = f"{pay.as_printed} × {staff.as_printed} ≤ {spent.as_printed}"
        sentence = (
            f"{name(pay)} for each of {name(staff)} is {show(product.value, 'yuan')}, "
            f"{'not more' if holds else 'more'} than {name(spent)}. The mean is of other people than all staff."
        )
        yield Finding(page.doc, "per_head", (pay, staff, spent), formula, product, "yuan",
                      CONSISTENT if holds else UNDECIDED, sentence)  # fmt: skip
    bonus = _any(page, "teacher_performance_pay")
    if pay is not None and bonus is not None and pay.year == bonus.year and _EACH.search(bonus.measure + bonus.phrase):
        holds = not printed(pay).below(printed(bonus))
        sentence = f"{name(bonus)} is {'not more' if holds else 'more'} than all pay, {name(pay)}."
        yield Finding(page.doc, "part_of_whole", (bonus, pay), f"{bonus.as_printed} ≤ {pay.as_printed}", printed(pay),
                      "yuan", CONSISTENT if holds else UNDECIDED, sentence, printed=printed(bonus))  # fmt: skip


def _any(page: Page, code: str) -> Fig | None:
    found = [one for one in page.figures if one.indicator == code and one.status == "actual" and one.change == "level"]
    return found[0] if len({one.value for one in found}) == 1 else None


def _one(page: Page, code: str) -> Fig | None:
    found = [
        one for one in page.figures
        if one.indicator == code and one.level in {"", "all"} and one.status == "actual" and one.change == "level"
    ]  # fmt: skip
    return found[0] if found and len({one.value for one in found}) == 1 else None


def in_one_sentence(page: Page) -> Iterator[Finding]:
    """Hold an amount a head against the total and the heads of the same sentence.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Only where they agree; where not, nothing says that the three belong together.
    """
    for sentence in page.sentences:
        each = [one for one in sentence if one.unit == "yuan" and _EACH.search(one.measure + one.phrase) and one.value]
        heads = [one for one in sentence if one.unit == "person" and one.value > 1]
        wholes = [one for one in sentence if one.unit == "yuan" and one not in each and one.value]
        for single in each:
            for count in heads:
                for whole in wholes:
                    product = _times(printed(single), printed(count))
                    if printed(whole).meets(product):
                        formula = f"{single.as_printed} × {count.as_printed}"
                        words = f"{name(whole)} is {formula} = {show(product.value, 'yuan')}."
                        yield Finding(page.doc, "per_head", (whole, single, count), formula, product, "yuan",
                                      CONSISTENT, words, printed=printed(whole))  # fmt: skip


def _times(one: Interval, other: Interval) -> Interval:
    return Interval(one.value * other.value, one.low * other.low, one.high * other.high)
