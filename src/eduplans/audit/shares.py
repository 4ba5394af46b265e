"""Percentages against the amounts they are made of, against each other, and against 100."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.audit.finding import (
    CONSISTENT,
    INCONSISTENT,
    UNDECIDED,
    Finding,
    Reading,
    Verdict,
    against,
    name,
    show,
)
from eduplans.audit.intervals import Interval, is_plain, printed, total
from eduplans.printing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from eduplans.audit.page import Fig, Page

__all__ = ["complements", "implied_bases", "nested", "shares"]

_BEFORE = 4
_NEAR = 14
_DRAWN = 12
#: What is all of something; the 共 of 公共 is not. A share that is farther off than this is of another whole.
_ALL = re.compile("全部|总|合计|(?<!公)共|全体")
_FACTOR = 1.5
#: 占比 says what share it is only right behind an amount and right before the percentage.
_CLOSE = 3
#: An interval wider than this, in percentage points, agrees with much.
_TELLING = 2.0
_HUNDRED = Interval(100.0, 100.0, 100.0)
_SCOPE = re.compile("全[国省市区县]|城区|城镇|农村|乡镇|县城|县直|[一二三四五六七八九]中|实验|我校|民办")
#: A share of kindergartens is none of children.
_OF_THINGS = frozenset({"public_kindergarten_share"})
_CHILDREN = re.compile("在园|幼儿[数占人]|儿童|入园|学位")
_COUNTED = frozenset({"person", "school", "class", "yuan", "place", "item", "village", "town"})


def shares(page: Page) -> Iterator[Finding]:
    """Hold a printed share against two amounts of the same sentence that stand before it.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Where two amounts give the share; where they do not, only if exactly two stand there and 占比 right before it.
    """
    for sentence in page.sentences:
        for place, share in enumerate(sentence):
            if share.unit != "percent" or share.change == "growth" or share.negated:
                continue
            counted = [one for one in sentence[:place] if one.unit in _COUNTED]
            before = [one for one in sentence[max(0, place - _BEFORE) : place] if one.unit in _COUNTED]
            said = page.between(before[-1].end if before else share.start, share.start, "share")
            finding = _share(
                page,
                share,
                before,
                counted,
                close=bool(said) and share.start - said[-1].end <= _CLOSE >= said[-1].start - before[-1].end,
            )
            named = said or share.role == "share" or (before and page.between(before[0].end, share.start, "share"))
            if finding is not None and named:
                yield finding


def _share(page: Page, share: Fig, before: Sequence[Fig], counted: Sequence[Fig], *, close: bool) -> Finding | None:
    if not is_plain(share) or "/" in share.as_printed:
        return None
    farther = counted[: -len(before)] if before else ()
    pairs = [
        pair
        for pair in (*((one, before[-1]) for one in farther), *combinations(before, 2))
        if pair[0].unit == pair[1].unit and all(one.value for one in pair) and is_plain(*pair)
    ]
    for first, second in reversed(pairs):
        part, whole = sorted((first, second), key=lambda one: one.value)
        computed = (printed(part) / printed(whole)) * 100
        telling = computed.high - computed.low < _TELLING or second is before[-1]
        if printed(share).meets(computed) and part.value < whole.value and telling:
            return _as_finding(page, share, part, whole, computed, CONSISTENT)
    if len(before) != 2 or len(pairs) != 1 or not close or share.start - before[-1].end > _NEAR:
        return None
    part, whole = sorted(pairs[0], key=lambda one: one.value)
    computed = (printed(part) / printed(whole)) * 100
    if not _ALL.search(whole.measure) or not 1 / _FACTOR <= share.value / computed.value <= _FACTOR:
        return None
    verdict, _ = against(share, computed)
    return _as_finding(page, share, part, whole, computed, verdict)


def _as_finding(page: Page, share: Fig, part: Fig, whole: Fig, computed: Interval, verdict: Verdict) -> Finding:
    formula = f"{part.as_printed} / {whole.as_printed}"
    says = {CONSISTENT: "which agrees", INCONSISTENT: "which does not agree"}.get(verdict, "which agrees if it was cut")
    sentence = f"{name(share)}: {formula} is {show(computed.value, 'percent')}, {says}."
    return Finding(page.doc, "share", (share, part, whole), formula, computed, "percent", verdict, sentence,
                   printed=printed(share))  # fmt: skip


def implied_bases(page: Page) -> Iterator[Finding]:
    """Compute the whole that a percentage and the amount drawn by it imply, where the text does not print it.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
    """
    for sentence in page.sentences:
        for share, amount in pairwise(sentence):
            drawn = "比例" in amount.measure or "比例" in amount.phrase
            if share.unit != "percent" or amount.unit != "yuan" or not drawn or not share.value:
                continue
            if share.change == "growth" or amount.start - share.end > _DRAWN:
                continue
            base = printed(amount) / (printed(share) * 0.01)
            formula = f"{amount.as_printed} / {share.as_printed}"
            sentence_ = (
                f"{amount.as_printed} drawn at {share.as_printed} implies a whole of {show(base.value, 'yuan')} "
                f"for “{share.measure}” (item {share.item}); the text does not print it."
            )
            yield Finding(page.doc, "share", (share, amount), formula, base, "yuan", UNDECIDED, sentence_,
                          (Reading("the whole that is implied", base),))  # fmt: skip


def complements(page: Page) -> Iterator[Finding]:
    """Find shares of one whole that fill 100 percent.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Only where they do: a list of shares need not be complete.
    """
    for sentence in page.sentences:
        groups: dict[str, list[Fig]] = {}
        for figure in sentence:
            if figure.unit == "percent" and figure.change != "growth" and figure.group and 0 < figure.value < 100:
                groups.setdefault(figure.group, []).append(figure)
        for group in groups.values():
            rounded = [printed(one) for one in group]
            if len(group) < 2 or not is_plain(*group) or len({one.status for one in group}) > 1:
                continue
            if not page.in_sentence(group[0], "share") or not total(rounded).meets(_HUNDRED):
                continue
            formula = " + ".join(one.as_printed for one in group)
            sentence_ = f"{listed([name(one) for one in group])} fill 100 %."
            yield Finding(page.doc, "complement", tuple(group), formula, total(rounded), "percent", CONSISTENT,
                          sentence_, printed=_HUNDRED)  # fmt: skip


def nested(page: Page) -> Iterator[Finding]:
    """Hold rates against others of the same sentence or item that cannot be lower.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
    """
    for rule in codebook.read("audit_nested"):
        for part in page.figures:
            wholes = [one for one in page.figures if _pair(part, one, rule)]
            if wholes:
                yield _nested(page, part, min(wholes, key=lambda one: abs(one.order - part.order)), rule["reason"])


def _pair(part: Fig, whole: Fig, rule: Mapping[str, str]) -> bool:
    same = ("unit", "level", "year", "status", "change", "item")
    return (
        part.indicator == rule["part"]
        and whole.indicator == rule["whole"]
        and part.unit == "percent"
        and all(getattr(part, column) == getattr(whole, column) for column in same)
    )


def _one_scope(page: Page, part: Fig, whole: Fig) -> bool:
    """Whether two rates of one sentence are of one place and both of people: 公办园占比 may count kindergartens."""
    scopes = [set(_SCOPE.findall(one.measure + one.phrase)) for one in (part, whole)]
    counted = part.indicator not in _OF_THINGS or bool(_CHILDREN.search(part.measure))
    return counted and scopes[0] == scopes[1] and page.sentence(part.start) == page.sentence(whole.start)


def _nested(page: Page, part: Fig, whole: Fig, reason: str) -> Finding:
    low, high = printed(part), printed(whole)
    formula = f"{part.as_printed} ≤ {whole.as_printed}"
    if high.below(low):
        verdict, says = INCONSISTENT if _one_scope(page, part, whole) else UNDECIDED, "is above"
    elif low.high <= high.low or low.value <= high.value:
        verdict, says = CONSISTENT, "is not above"
    else:
        verdict, says = UNDECIDED, "may be above"
    sentence = f"{name(part)} {says} {name(whole)}; {reason}."
    return Finding(page.doc, "nested_rates", (part, whole), formula, high, "percent", verdict, sentence,
                   printed=low)  # fmt: skip
