"""Former and later values against the change that the text states, and rates of growth against each other."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from eduplans.audit.finding import CONSISTENT, INCONSISTENT, UNDECIDED, Finding, Reading, against, name, show
from eduplans.audit.intervals import Interval, is_plain, printed
from eduplans.audit.likeness import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eduplans.audit.page import Fig, Page, Sign

__all__ = ["changes", "directions", "per_head_growth"]

_NEAR = 24
_REACH = 30
#: Values in a row are parted by a sign at most.
_ROW = 3
_SAME = 0.6
_RANK = re.compile("排名|位次|位居|第[0-9]+位|[0-9]位")
_PLAN_YEARS = 5
#: A misprinted change is within this factor of the right one.
_FACTOR = 2.0
_OTHER = "The growth may be of something else."


def _pairs(page: Page) -> Iterator[tuple[Fig, Fig, Sequence[Fig]]]:
    """Find former and later values that follow each other: 由11个缩减为4个; with the rest of the sentence."""
    for sentence in page.sentences:
        for place, (first, second) in enumerate(pairwise(sentence)):
            if (
                first.status == "baseline"
                and second.status != "baseline"
                and first.unit == second.unit
                and second.start - first.end <= _NEAR
                and "growth" not in {first.change, second.change}
                and not first.negated
                and not _in_a_row(sentence, place)
            ):
                yield first, second, sentence[place + 2 :]


def _in_a_row(sentence: Sequence[Fig], place: int) -> bool:
    """Whether several former values stand in a row, so that the next later value is not that of the last of them."""
    first, second = sentence[place], sentence[place + 1]
    row = [
        one for one in sentence[:place] if one.unit == first.unit and first.start - one.end <= _ROW and one is not first
    ]
    row += [one for one in sentence[place + 2 :] if one.unit == second.unit and one.start - second.end <= 1]
    return bool(row)


def directions(page: Page) -> Iterator[Finding]:
    """Hold a former and a later value against the word for the change between them.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
    """
    for former, later, _ in _pairs(page):
        words = page.between(former.end, later.start, "rises", "falls")
        if len({word.cue for word in words}) != 1 or not _to(words[-1], later):
            continue
        rises = words[0].cue == "rises"
        low, high = (former, later) if rises else (later, former)
        if former.unit == "rank" or _RANK.search(
            later.measure + former.as_printed
        ):  # a better rank is a smaller number
            low, high = high, low
        holds = printed(low).value < printed(high).value
        verdict = CONSISTENT if holds else INCONSISTENT if printed(high).below(printed(low)) else UNDECIDED
        sentence = (
            f"“{later.measure or former.measure}” goes from {former.as_printed} to {later.as_printed} (item "
            f"{later.item}); the text says {words[0].printed} ({'it rises' if rises else 'it falls'}), "
            f"{'as the numbers do' if holds else 'and the numbers do not'}."
        )
        yield Finding(page.doc, "direction", (former, later), f"{former.as_printed} → {later.as_printed}",
                      printed(later) - printed(former), later.unit, verdict, sentence)  # fmt: skip


def _to(word: Sign, later: Fig) -> bool:
    """Whether a value is what it rose or fell to (提高到), not how much it did."""
    return word.printed[-1] in "到至" or 1 <= later.start - word.end <= _ROW


def changes(page: Page) -> Iterator[Finding]:
    """Hold a former and a later value against the growth, points or difference printed right behind them.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
    """
    yield from _differences(page)
    for former, later, rest in _pairs(page):
        words = page.between(former.end, later.start, "rises", "falls")
        if words and not _to(words[-1], later):
            continue
        if not rest or rest[0].start - later.end > _REACH or not former.value or not later.value:
            continue
        stated = rest[0]
        if page.between(later.end, stated.start, "semicolon", "stop", "compared", "since", "real"):
            continue
        if not page.between(later.end, stated.start, "rises", "falls", "yearly"):
            continue
        if likeness(_bare(stated.measure), _bare(later.measure)) < _SAME:
            continue
        if not is_plain(former, later, stated):
            continue
        for formula, computed in _ways(page, former, later, stated):
            yield _change(page, (stated, former, later), formula, computed)


def _differences(page: Page) -> Iterator[Finding]:
    """Hold 达到X，较上期末的Y增加Z against X − Y = Z."""
    for sentence in page.sentences:
        for later, former, stated in zip(sentence, sentence[1:], sentence[2:], strict=False):
            if (
                former.status != "baseline"
                or later.status == "baseline"
                or len({later.unit, former.unit, stated.unit}) > 1
            ):
                continue
            words = page.between(former.end, stated.start, "rises", "falls")
            near = former.start - later.end <= _REACH and stated.start - former.end <= _NEAR
            if len(words) != 1 or _to(words[0], stated) or not near or later.unit == "percent":
                continue
            computed = _positive(printed(later) - printed(former))
            verdict, why = against(stated, computed)
            if verdict == INCONSISTENT and _elsewhere(stated, computed):
                verdict, why = UNDECIDED, _OTHER
            formula = f"|{later.as_printed} − {former.as_printed}|"
            agrees = {CONSISTENT: "agrees", INCONSISTENT: "does not agree"}.get(verdict, "need not agree")
            sentence_ = f"{name(stated)}: {formula} is {show(computed.value, stated.unit)}, which {agrees}. {why}"
            yield Finding(page.doc, "before_after", (stated, later, former), formula, computed, stated.unit, verdict,
                          sentence_.rstrip(), printed=printed(stated))  # fmt: skip


def _bare(measure: str) -> str:
    """Strip a measure of the words that say that it changed."""
    return re.sub("年均|增长|增加|提高|提升|下降|减少|降低", "", measure)


def _ways(page: Page, former: Fig, later: Fig, stated: Fig) -> Iterator[tuple[str, Interval]]:
    """Compute the change in the form in which it is stated, as a positive number."""
    a, b = printed(former), printed(later)
    if (stated.unit == former.unit and (stated.change == "difference" or stated.unit != "percent")) or (
        stated.unit == "percentage_point" and former.unit == "percent"
    ):
        yield f"|{later.as_printed} − {former.as_printed}|", _positive(b - a)
    elif stated.unit == "percent" and page.between(later.end, stated.start, "yearly"):
        power = 1 / _PLAN_YEARS
        ratio = b / a
        yearly = Interval(*(100 * (end**power - 1) for end in (ratio.value, ratio.low, ratio.high)))
        yield f"({later.as_printed} / {former.as_printed})^(1/{_PLAN_YEARS}) − 1", _positive(yearly)
    elif stated.unit == "percent" and stated.change == "growth":
        ratio = b / a
        rate = Interval(*(100 * (end - 1) for end in (ratio.value, ratio.low, ratio.high)))
        yield f"{later.as_printed} / {former.as_printed} − 1", _positive(rate)


def _elsewhere(stated: Fig, computed: Interval) -> bool:
    """Whether a change is so far from what the values give that it is of something else rather than misprinted."""
    return not computed.value / _FACTOR <= stated.value <= computed.value * _FACTOR


def _positive(interval: Interval) -> Interval:
    if interval.value >= 0:
        return interval
    return Interval(-interval.value, -interval.high, -interval.low)


def _change(page: Page, figures: tuple[Fig, Fig, Fig], formula: str, computed: Interval) -> Finding:
    stated, former = figures[:2]
    verdict, why = against(stated, computed)
    if verdict == INCONSISTENT and (former.unit == "yuan" or "^" in formula):
        # Growth of money may be real, and a mean over years may count other years than five.
        verdict, why = UNDECIDED, "Growth may be told at constant prices, or over other years."
    if verdict == INCONSISTENT and former.unit == stated.unit == "percent":
        points = _positive(printed(figures[2]) - printed(former))
        if printed(stated).meets(points):
            verdict, why = UNDECIDED, "It agrees if percentage points were meant and not percent."
    if verdict == INCONSISTENT and _elsewhere(stated, computed):
        verdict, why = UNDECIDED, _OTHER
    if verdict == INCONSISTENT and _bare(stated.measure) not in {"", _bare(figures[2].measure)}:
        verdict, why = UNDECIDED, _OTHER
    agrees = {CONSISTENT: "which agrees", INCONSISTENT: "which does not agree"}.get(verdict, "which need not agree")
    sentence = f"{name(stated)}: {formula} is {show(computed.value, stated.unit)}, {agrees}. {why}".rstrip()
    readings = (Reading(why, computed),) if why else ()
    return Finding(page.doc, "before_after", figures, formula, computed, stated.unit, verdict, sentence, readings,
                   printed(stated))  # fmt: skip


#: Growth of a total, of the same a head, and of heads.
_TOTAL, _HEAD, _HEADS = "gpb_edu_growth", "gpb_edu_per_student_growth", "enrolment_growth"


def per_head_growth(page: Page) -> Iterator[Finding]:
    """Hold growth of spending and of spending per student against growth of students.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Cannot tell where the text prints no growth of students: what it implies is computed.
    """
    rates = {code: _only(page, code) for code in (_TOTAL, _HEAD, _HEADS)}
    whole, head, heads = rates[_TOTAL], rates[_HEAD], rates[_HEADS]
    if whole is None or head is None or whole.year != head.year:
        return
    unit = Interval(1.0, 1.0, 1.0)
    ratio = (unit + printed(whole) * 0.01) / (unit + printed(head) * 0.01)
    implied = Interval(*(100 * (end - 1) for end in (ratio.value, ratio.low, ratio.high)))
    formula = f"(1 + {whole.as_printed}) / (1 + {head.as_printed}) − 1"
    base = f"{name(whole)} and {name(head)} imply {show(implied.value, 'percent')} more students"
    if heads is not None and heads.year == whole.year:
        verdict, why = against(heads, implied)
        if verdict == INCONSISTENT:
            verdict, why = UNDECIDED, "The students counted in the rates may be others."
        sentence = f"{base}; printed is {name(heads)}. {why}".rstrip()
        yield Finding(page.doc, "growth_per_head", (heads, whole, head), formula, implied, "percent", verdict,
                      sentence, printed=printed(heads))  # fmt: skip
        return
    readings = [Reading("growth of students that is implied", implied)]
    money = [one for one in page.figures if one.indicator == "gpb_edu" and one.status == "actual"]
    if len({one.value for one in money}) == 1 and money[0].year == whole.year:
        before = printed(money[0]) / (unit + printed(whole) * 0.01)
        readings.append(Reading(f"spending of the year before, from {money[0].as_printed}", before, "yuan"))
    now = next((one for one in page.figures if one.indicator == "enrolment" and one.level == "all"), None)
    if now is not None and now.year == whole.year:
        readings.append(Reading("students of the year before, if the same are counted", printed(now) / ratio, "person"))
    sentence = f"{base}. The text prints no number of students of the year before to hold this against."
    yield Finding(page.doc, "growth_per_head", (whole, head), formula, implied, "percent", UNDECIDED, sentence,
                  tuple(readings))  # fmt: skip


def _only(page: Page, code: str) -> Fig | None:
    """Take the one result of an indicator; two different ones decide nothing."""
    found = [
        one for one in page.figures
        if one.indicator == code and one.status == "actual" and one.change == "growth" and one.level in {"", "all"}
    ]  # fmt: skip
    return found[0] if found and len({one.as_printed for one in found}) == 1 else None
