"""The same measure printed twice: alike, differently, or for a part and its whole."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from eduplans.audit.finding import CONSISTENT, INCONSISTENT, UNDECIDED, Finding, Reading, name, show
from eduplans.audit.intervals import Interval, printed
from eduplans.audit.likeness import core, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eduplans.audit.page import Fig, Page

__all__ = ["repeats"]

#: A value of so many digits is not printed twice by chance for measures that are somewhat alike.
_TELLING = 3
_SOMEWHAT, _ALIKE, _VERY = 0.4, 0.66, 0.75
_FACTOR = 1.5
#: What other words name by the same indicator, level and year is one thing only if its values are this close.
_CLOSE = 1.1
_ONE_VALUE = re.compile("^(?:enrolment|staff|gpb_edu|schools)$|_rate$|_coverage$")
_EVENTS = frozenset({"time", "class_hour", "person", "item"})
_STOCKS = frozenset({"enrolment", "staff", "gpb_edu"})
_SCOPE = re.compile(
    "全[国省市区县]|城区|城镇|农村|乡镇|公办|民办|其中|[春秋]季|学期|学年|[年月][初底末中]|截至|[0-9]月|上半年|下半年"
)
_LISTED = "、"
#: Classes beyond the standard include all large ones.
_WITHIN, _LARGE = "standard_class_share", "large_class_share"
_HUNDRED = Interval(100.0, 100.0, 100.0)
_NOUN = 4


def repeats(page: Page) -> Iterator[Finding]:
    """Compare figures of different sentences that measure the same.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        For each figure the first later or earlier one that it repeats or contradicts, not every pair of a cluster.
    """
    done: set[str] = set()
    rows = [one for one in page.figures if one.measure and one.change != "growth"]
    for first, second in combinations(rows, 2):
        if second.figure_id in done or not _comparable(page, first, second):
            continue
        finding = _scopes(page, first, second) or _alike(page, first, second) or _other(page, first, second)
        if finding is not None:
            if finding.relation == "same_measure":
                done.add(second.figure_id)
            yield finding


def _comparable(page: Page, first: Fig, second: Fig) -> bool:
    return (
        page.sentence(first.start) != page.sentence(second.start)
        and first.item != second.item
        and first.year == second.year
        and first.status == second.status
        and first.change == second.change
        and first.negated == second.negated
        and (first.level == second.level or not first.level or not second.level)
    )


def _digits(figure: Fig) -> int:
    return len(f"{figure.value:.12g}".replace(".", "").strip("0"))


def _alike(page: Page, first: Fig, second: Fig) -> Finding | None:
    """Find what is printed twice with the same value."""
    if (first.unit, first.value, first.value_max) != (second.unit, second.value, second.value_max):
        return None
    close = likeness(first.measure, second.measure)
    named = first.indicator == second.indicator != "other"
    if (_digits(first) >= _TELLING and (close >= _SOMEWHAT or named)) or _one_thing(first, second):
        pass
    elif close < _ALIKE and not (_one_of_a_list(first, second) and first.unit == "school"):
        return None
    again = "is denied again as" if first.negated else "is printed again as"
    sentence = f"{name(first)} {again} {name(second)}, with the same value."
    return Finding(page.doc, "same_measure", (first, second), f"{first.as_printed} = {second.as_printed}",
                   printed(second), first.unit, CONSISTENT, sentence, printed=printed(first))  # fmt: skip


def _one_thing(first: Fig, second: Fig) -> bool:
    """Whether two figures are one thing in other words: of an indicator with one value a level and year, in one scope.

    Indicators such as teachers recruited have many values in a text; rates and stocks have one.
    """
    same = ("indicator", "level", "year", "unit")
    return (
        bool(_ONE_VALUE.search(first.indicator))
        and first.year is not None
        and bool(first.level)
        and all(getattr(first, column) == getattr(second, column) for column in same)
        and _scope(first) == _scope(second)
    )


def _scope(figure: Fig) -> set[str]:
    return set(_SCOPE.findall(figure.measure + figure.phrase))


def _one_of_a_list(first: Fig, second: Fig) -> bool:
    return any(len(part) >= _NOUN and part in other.measure for one, other in ((first, second), (second, first))
               for part in one.measure.split(_LISTED) if _LISTED in one.measure)  # fmt: skip


def _other(page: Page, first: Fig, second: Fig) -> Finding | None:
    """Find what is printed twice with another value, where only the wording differs."""
    if first.indicator != second.indicator or first.indicator == "other" or not first.value or not second.value:
        return None
    close = likeness(first.measure, second.measure)
    within = max(first.value, second.value) <= _FACTOR * min(first.value, second.value)
    if first.unit != second.unit:
        if {first.unit, second.unit} <= _EVENTS and close >= _ALIKE and within:
            return _finding(page, first, second, "What was counted may differ, and one may be rounded.")
        return None
    if min(_digits(first), _digits(second)) < _TELLING:
        return None
    synonyms = _one_thing(first, second) and max(first.value, second.value) <= _CLOSE * min(first.value, second.value)
    if not synonyms and (not within or close < _VERY):
        return None
    if printed(first).meets(printed(second)):
        return None
    cues = [{sign.cue for sign in page.in_sentence(one, "budgeted", "paid")} for one in (first, second)]
    if cues[0] != cues[1]:
        return _finding(page, first, second, "One may be what was set aside and the other what was paid out.")
    same = core(first.measure) == core(second.measure) and first.level == second.level
    if (
        same
        and _scope(first) == _scope(second)
        and first.indicator in _STOCKS
        and first.qualifier == second.qualifier == "exact"
    ):
        return _finding(page, first, second, "")
    return _finding(page, first, second, "The two wordings may mean different things.")


def _finding(page: Page, first: Fig, second: Fig, why: str) -> Finding:
    verdict = UNDECIDED if why else INCONSISTENT
    how = "with different values" if first.unit == second.unit else "in different units"
    sentence = f"{name(first)} and {name(second)} name the same thing {how}. {why}".rstrip()
    readings = (
        (Reading("both mean the same, and differ", _apart(first, second)), Reading(why.rstrip("."))) if why else ()
    )
    return Finding(page.doc, "same_measure", (first, second), f"{first.as_printed} = {second.as_printed}",
                   printed(second), first.unit, verdict, sentence, readings, printed(first))  # fmt: skip


def _apart(first: Fig, second: Fig) -> Interval | None:
    if first.unit != second.unit:
        return None
    less, more = sorted((first, second), key=lambda one: one.value)
    return printed(more) - printed(less)


def _scopes(page: Page, first: Fig, second: Fig) -> Finding | None:
    """Find one rate that is printed for a part and for the whole."""
    if (first.unit, first.value) != (second.unit, second.value) or first.unit != "percent" or _digits(first) < _TELLING:
        return None
    rest = [any(word in one.measure for word in ("其他", "其余")) for one in (first, second)]
    if first.indicator != second.indicator or first.indicator == "other" or rest[0] == rest[1]:
        return None
    part, whole = (first, second) if rest[0] else (second, first)
    sentence = (
        f"{name(part)} and {name(whole)} give one value for a part and for the whole. Both hold only if what is left "
        "of the whole has the same rate."
    )
    readings = [
        Reading("the part and the whole have the same rate", printed(whole)),
        Reading("one of them was copied from the other"),
    ]
    beside = next((one for one in page.figures if one.order == part.order - 1 and one.indicator == _WITHIN), None)
    if beside is not None and part.indicator == _LARGE:
        left = _HUNDRED - printed(beside)
        sentence += (
            f" {name(beside)} stands before the part: if that is what is left, at most "
            f"{show(left.value, 'percent')} of it can be large, and the whole would be lower."
        )
        readings.append(Reading("what is left has at most", left))
    return Finding(page.doc, "two_scopes", (part, whole), f"{part.as_printed} = {whole.as_printed}", printed(whole),
                   "percent", UNDECIDED, sentence, tuple(readings), printed(part))  # fmt: skip
