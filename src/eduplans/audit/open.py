"""What a document would have to print so that its numbers could be held against each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.audit.finding import UNDECIDED, Finding, Reading, name, show
from eduplans.audit.intervals import Interval, printed
from eduplans.audit.likeness import shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from eduplans.audit.page import Fig, Page

__all__ = ["each_of", "flows", "ratio_growth"]

#: A rate or ratio that is said to have grown by percent.
_RATIO = re.compile("(?:(?<![同环])比|率|占比|比例|比重)(?:提升|提高|上升|增长|下降|降低)$")
_EACH = re.compile("^每个(.+?)(?:公办|民办|建|有|设|中心|至少|小学|初中|学校|幼儿园)")
_NOUN = 5


def ratio_growth(page: Page) -> Iterator[Finding]:
    """Find rates and ratios that grew by so many percent, which may mean percent of the rate or percentage points.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Only where the sentence prints no former and later value that would decide it.
    """
    for sentence in page.sentences:
        if any(one.status == "baseline" for one in sentence):
            continue
        for figure in sentence:
            grew = figure.unit == "percent" and figure.change == "growth" and figure.status == "actual"
            if not grew or figure.indicator != "other" or not _RATIO.search(figure.measure):
                continue
            words = (
                f"{name(figure)} may be percent of the former value or percentage points; neither the former nor the "
                "later value is printed beside it."
            )
            readings = (
                Reading("percent of the former value: the later one is so many times it", _times(figure), "other"),
                Reading("percentage points", printed(figure), "percentage_point"),
            )
            yield Finding(page.doc, "before_after", (figure,), f"later − former, or later / former − 1, = "
                          f"{figure.as_printed}", None, "", UNDECIDED, words, readings)  # fmt: skip


def _times(figure: Fig) -> Interval:
    return Interval(1.0, 1.0, 1.0) + printed(figure) * 0.01


def each_of(page: Page) -> Iterator[Finding]:
    """Hold a number for every township or village against the number of all, which needs how many of them there are.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
    """
    for each in page.figures:
        match = _EACH.match(each.measure)
        if match is None or each.unit != "school" or not each.value or each.status != "actual":
            continue
        for whole in page.figures:
            noun = shared(each.measure.replace("公办", ""), whole.measure)
            fits = whole.unit == each.unit and whole.status == "actual" and len(noun) >= _NOUN and whole is not each
            if not fits or not page.before(whole, 8, "whole_place") or any(one.unit == "town" for one in page.figures):
                continue
            most = printed(whole) / Interval(each.value, each.value, each.value)
            words = (
                f"{name(each)} and {name(whole)}: both hold if there are no more than {show(most.value)} {match[1]}; "
                "how many there are is not printed."
            )
            yield Finding(page.doc, "per_head", (each, whole), f"{whole.as_printed} / {each.as_printed}", most, "",
                          UNDECIDED, words, (Reading(f"at most so many {match[1]}", most),))  # fmt: skip


def flows(page: Page) -> Iterator[Finding]:
    """Compute the stock of the year before from a stock, what was added to it and what was taken from it.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Cannot tell: no stock of the year before is printed, or others may be counted in it.
    """
    for row in codebook.read("audit_flows"):
        stock, added, left = (_one(page, row, column) for column in ("stock", "added", "left"))
        if stock is None or left is None or left.year != stock.year or (added and added.year != stock.year):
            continue
        former = printed(stock) + printed(left)
        parts, formula = [stock, left], f"{stock.as_printed} + {left.as_printed}"
        if added is not None:
            former, formula = former - printed(added), f"{formula} − {added.as_printed}"
            parts.insert(1, added)
        words = (
            f"{name(stock)} with {' and '.join(name(one) for one in parts[1:])} imply {show(former.value)} before. The "
            f"text prints no such number; {row['note']}."
        )
        yield Finding(page.doc, "before_after", tuple(parts), formula, former, stock.unit, UNDECIDED, words,
                      (Reading("the stock before, if the same are counted", former),))  # fmt: skip


def _one(page: Page, row: Mapping[str, str], column: str) -> Fig | None:
    found = [
        one
        for one in page.figures
        if one.indicator == row[column] and one.status != "standard" and not one.negated and one.qualifier == "exact"
    ]
    if column == "stock":
        found = [one for one in found if one.change == "level" and one.level in {"", "all", "compulsory"}]
    return found[0] if len({one.value for one in found}) == 1 else None
