"""Quotas that are said to be reached, targets beside results, and plans that are finished and still to be done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans.audit.finding import CONSISTENT, UNDECIDED, Finding, Reading, name, show
from eduplans.audit.intervals import Interval, printed
from eduplans.audit.likeness import likeness, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eduplans.audit.page import Fig, Page

__all__ = ["gone", "plans", "quotas", "results"]

_GONE = 4
_ALIKE = 0.75
_LAST_YEAR = re.compile(r"(20\d\d)\)?年?\)?$|[-—](20\d\d)")


def quotas(page: Page) -> Iterator[Finding]:
    """Compute the whole of which a number is said to reach a required percentage, and name rates without any base.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Cannot tell: the whole is not printed.
    """
    for sign in page.signs:
        if sign.cue != "satisfies":
            continue
        inside = [one for one in page.figures if sign.start <= one.start < sign.end and one.unit == "percent"]
        before = [one for one in page.figures
                  if one.unit == "person" and 0 <= sign.start - one.end <= 6 and one.value]  # fmt: skip
        if inside and before and inside[0].value:
            number, rate = before[-1], inside[0]
            whole = printed(number) / (printed(rate) * 0.01)
            sentence = (
                f"{name(number)} is said to reach {rate.as_printed}. That holds if those it is a share of are no more "
                f"than {show(whole.value)}; how many they are is not printed."
            )
            yield Finding(page.doc, "rule", (number, rate), f"{number.as_printed} / {rate.as_printed}", whole,
                          number.unit, UNDECIDED, sentence, (Reading("at most so many are meant", whole),))  # fmt: skip
    for figure in page.figures:
        if figure.indicator == "training_funds_share" and figure.unit == "percent" and page.kind == "report":
            sentence = f"{name(figure)}: neither the amount nor the total it is a share of is printed."
            yield Finding(page.doc, "rule", (figure,), f"amount / total ≥ {figure.as_printed}", None, "", UNDECIDED,
                          sentence, (Reading("missing: the amount and the total"),))  # fmt: skip


def gone(page: Page) -> Iterator[Finding]:
    """Hold what is said to be gone against figures that deny it too.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
    """
    for sign in page.signs:
        if sign.cue != "none_left":
            continue
        for figure in page.figures:
            noun = shared(sign.clause.partition(sign.printed)[2], figure.measure)
            if figure.negated and len(noun) >= _GONE:
                sentence = f"The text denies {name(figure)}, and says again that “{noun}” is gone (item {sign.item})."
                yield Finding(page.doc, "rule", (figure,), f"no {figure.as_printed}", None, "", CONSISTENT,
                              sentence)  # fmt: skip


def results(page: Page) -> Iterator[Finding]:
    """Hold a result against a target or rule for the same thing, level and year in the same text.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Consistent where the target is met; one that is missed is no contradiction.
    """
    for target in page.figures:
        if target.status != "target" or target.indicator == "other" or target.year is None or target.unit == "yuan":
            continue
        for result in page.figures:
            same = ("indicator", "level", "year", "unit", "change")
            if result.status != "actual" or any(getattr(target, name) != getattr(result, name) for name in same):
                continue
            if likeness(target.measure, result.measure) >= _ALIKE and target.qualifier in {"exact", "at_least"}:
                yield _result(page, target, result)


def _result(page: Page, target: Fig, result: Fig) -> Finding:
    met = printed(result).high >= printed(target).low
    says = "reaches" if met else "misses"
    sentence = f"{name(result)} {says} the target {name(target)}. A target that is missed contradicts nothing."
    return Finding(page.doc, "target_result", (result, target), f"{result.as_printed} ≥ {target.as_printed}",
                   printed(target), target.unit, CONSISTENT if met else UNDECIDED, sentence,
                   printed=printed(result))  # fmt: skip


def plans(page: Page) -> Iterator[Finding]:
    """Find plans that are called finished and stand among what is still to be carried out.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Cannot tell: a follow-up may be meant.
    """
    finished = {sign.printed: sign for sign in page.signs if sign.cue == "plan_finished"}
    for sign in page.signs:
        done = finished.get(sign.printed)
        if sign.cue != "plan_to_do" or done is None or sign.start < done.start:
            continue
        years = [int(one or two) for one, two in _LAST_YEAR.findall(sign.printed)]
        until = f" Its period ends in {years[-1]}." if years else ""
        sentence = (
            f"《{sign.printed}》 is called finished (item {done.item}) and is still to be carried out (item "
            f"{sign.item}).{until} A follow-up may be meant."
        )
        ends = Interval(*[float(years[-1])] * 3) if years else None
        readings = (Reading("the plan is finished"), Reading("it is still to be carried out"), Reading("the next one"))
        yield Finding(page.doc, "plan", (), f"《{sign.printed}》", ends, "year" if ends else "", UNDECIDED, sentence,
                      readings)  # fmt: skip
