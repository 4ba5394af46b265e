"""Numbers against the members of the lists they count, and anniversaries against each other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from eduplans.audit.finding import CONSISTENT, Finding, name
from eduplans.audit.intervals import Interval
from eduplans.audit.likeness import shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eduplans.audit.page import Fig, Page, Sign

__all__ = ["anniversaries", "counted_lists"]

_MOST = 20
_HEADING = 14
_AFTER = 24
_REACH = 130
#: Anniversaries below this number may be of anything.
_OLD = 20
#: Things that are numbered and then named; a number of pupils or yuan is never followed by their names.
_NAMED = frozenset({"item", "school", "project", "time", "county", "town", "village", "other", "document"})


def counted_lists(page: Page) -> Iterator[Finding]:
    """Count the members of a list before a number, behind it, or of 一是, 二是, 三是 under a heading with a number.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Only where the count agrees: where a list begins, and whether 和 joins two members or one, is not certain.
    """
    begins = dict(page.items)
    for figure in page.figures:
        whole = figure.value == round(figure.value) and 2 <= figure.value <= _MOST and figure.value_max is None
        if not whole or figure.unit not in _NAMED or figure.qualifier != "exact" or figure.negated:
            continue
        if "翻" in figure.as_printed:  # 翻一番 counts nothing
            continue
        seen = (_list(page, figure), _series(page, figure, begins))
        found = next((one for one in seen if one is not None and one.number == round(figure.value)), None)
        if found is not None:
            formula = f"members of “{found.printed}”" if found.cue == "list" else f"一是 … {found.printed}"
            number = Interval(*[float(found.number or 0)] * 3)
            sentence = f"{name(figure)} counts the members that the text names."
            yield Finding(page.doc, "list_count", (figure,), formula, number, figure.unit, CONSISTENT, sentence,
                          printed=number)  # fmt: skip


def _list(page: Page, figure: Fig) -> Sign | None:
    """Take the list that ends at a number, or the one behind it that ends at no other number."""
    before = [
        sign
        for sign in page.between(figure.start - _REACH, figure.start, "list")
        if sign.end == figure.start and not sign.printed.endswith("的")
    ]
    numbered = {one.start for one in page.figures} | {one.start - 1 for one in page.figures}
    after = [
        sign
        for sign in page.between(figure.end, figure.end + _AFTER, "list")
        if sign.end not in numbered and page.sentence(sign.start) == page.sentence(figure.start)
    ]
    return next(iter(before or after), None)


def _series(page: Page, figure: Fig, begins: dict[str, int]) -> Sign | None:
    """Take the series of an item whose heading holds the number."""
    if figure.start - begins.get(figure.item, -_HEADING - 1) > _HEADING:
        return None
    found = [sign for sign in page.signs if sign.cue == "series" and sign.item == figure.item]
    return found[0] if found else None


def anniversaries(page: Page) -> Iterator[Finding]:
    """Hold two anniversaries of one event against the years for which they are printed.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Only where they agree: that two phrases mean one event is a guess of likeness.
    """
    found = [one for one in page.figures if one.unit == "year" and "周年" in one.as_printed and one.year is not None]
    for first, second in combinations(found, 2):
        years = (second.year or 0) - (first.year or 0)
        if not years or first.value < _OLD or not shared(first.measure, second.measure):
            continue
        if second.value - first.value == years:
            gap = Interval(*[float(years)] * 3)
            sentence = (
                f"{name(first)} in {first.year} and {name(second)} in {second.year} are as far apart as the years."
            )
            yield Finding(page.doc, "anniversary", (first, second), f"{second.as_printed} − {first.as_printed}", gap,
                          "year", CONSISTENT, sentence, printed=gap)  # fmt: skip
