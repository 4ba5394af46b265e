"""Parts added up against the total that the text states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.audit.finding import CONSISTENT, Finding, name, show
from eduplans.audit.intervals import Interval, is_plain, printed, total
from eduplans.audit.misses import far, is_net, larger, near_miss, net
from eduplans.audit.terms import countable, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eduplans.audit.page import Fig, Page

__all__ = ["exact_parts", "totals"]

#: Two parts of a list stand no farther from each other.
_NEAR = 32
#: A bracket or 其中 that opens the list of parts stands no farther from its total.
_AFTER = 16
_SLACK = 1e-6


def totals(page: Page) -> Iterator[Finding]:
    """Find totals whose parts follow after 其中, 包括, a colon or in brackets, or stand before 共.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
    """
    for sentence in page.sentences:
        for place, whole in enumerate(sentence):
            parts, marker = _parts_after(page, sentence, place)
            found = _compare(page, whole, parts, marker) if parts else _sum_before(page, sentence, place)
            if found is not None:
                yield found


def exact_parts(page: Page) -> Iterator[tuple[Fig, tuple[Fig, ...]]]:
    """Find totals that are exactly the sum of their parts: such a list is complete.

    Yields
    ------
    total : Fig
    parts : tuple of Fig
    """
    for finding in totals(page):
        if finding.relation == "total_parts" and finding.verdict == CONSISTENT:
            yield finding.figures[0], finding.figures[1:]


def _parts_after(page: Page, sentence: Sequence[Fig], place: int) -> tuple[tuple[Fig, ...], str]:
    """Take the figures of a list that follows a total, without those of brackets inside it."""
    whole = sentence[place]
    rest = sentence[place + 1 :]
    if not rest:
        return (), ""
    opened = [
        sign
        for sign in page.between(whole.end, min(rest[0].start, whole.end + _AFTER), "parts", "opens", "colon")
        if not page.between(whole.end, sign.start, "semicolon", "closes")
    ]
    if not opened:
        return (), ""
    sign = opened[0]
    reach = _closing(page, sign.end) if sign.cue == "opens" else rest[-1].end
    parts: list[Fig] = []
    last = sign.end
    for figure in rest:
        depth = _depth(page, sign.end, figure.start)
        if figure.start >= reach or depth < 0 or page.between(last, figure.start, "semicolon"):
            break
        if depth > 0:
            last = figure.end if figure.start - last <= _NEAR else last
            continue
        gap = figure.start - max(last, _end_of_brackets(page, last, figure.start))
        if (parts and gap > _NEAR) or not countable(whole, figure):
            break
        parts.append(figure)
        last = figure.end
    return tuple(parts), sign.cue


def _depth(page: Page, start: int, end: int) -> int:
    signs = page.between(start, end, "opens", "closes")
    return sum(1 if sign.cue == "opens" else -1 for sign in signs)


def _closing(page: Page, start: int) -> int:
    depth = 1
    for sign in page.between(start, start + 400, "opens", "closes"):
        depth += 1 if sign.cue == "opens" else -1
        if not depth:
            return sign.start
    return start + 400


def _end_of_brackets(page: Page, start: int, end: int) -> int:
    return max((sign.end for sign in page.between(start, end, "closes")), default=start)


def _compare(page: Page, whole: Fig, parts: tuple[Fig, ...], marker: str) -> Finding | None:
    for count in range(len(parts), 1, -1):
        formula, computed = terms(page, parts[:count])
        # The first parts of a longer list make the total only if they do so without rounding.
        fits = printed(whole).meets(computed) if count == len(parts) else abs(computed.value - whole.value) < _SLACK
        if is_plain(whole, *parts[:count]) and fits and computed.value:
            sentence = f"{name(whole)} is the sum of its parts: {formula} = {show(computed.value, whole.unit)}."
            return Finding(page.doc, "total_parts", (whole, *parts[:count]), formula, computed, whole.unit, CONSISTENT,
                           sentence, printed=printed(whole))  # fmt: skip
    if marker == "colon":  # a colon opens much else
        return None
    formula, computed = terms(page, parts)
    if is_net(page, whole) and (found := net(whole, parts)):
        return found
    if printed(whole).below(printed(parts[0])):
        return larger(page, whole, parts[0]) if marker == "parts" else None
    if len(parts) > 1 and is_plain(whole, *parts) and not far(whole, computed):
        return near_miss(page, whole, parts, formula, computed)
    if parts[0].value == whole.value or printed(whole).below(printed(parts[0])):
        return None
    return _within(page, whole, parts[:1], parts[0].as_printed, printed(parts[0]))


def _within(page: Page, whole: Fig, parts: tuple[Fig, ...], formula: str, computed: Interval) -> Finding:
    sentence = (
        f"{name(parts[0])} is no more than {name(whole)}, of which it is a part; what is left is "
        f"{show((printed(whole) - computed).value, whole.unit)}."
    )
    return Finding(page.doc, "part_of_whole", (*parts, whole), f"{formula} ≤ {whole.as_printed}", computed, whole.unit,
                   CONSISTENT, sentence)  # fmt: skip


def _sum_before(page: Page, sentence: Sequence[Fig], place: int) -> Finding | None:
    """Hold a number behind 共 or 合计 against the numbers right before it."""
    whole = sentence[place]
    if not page.before(whole, 4, "all"):
        return None
    parts: list[Fig] = []
    for figure in reversed(sentence[:place]):
        later = parts[0] if parts else whole
        if not countable(whole, figure) or later.start - figure.end > _NEAR:
            break
        parts.insert(0, figure)
        if (
            len(parts) > 1
            and is_plain(whole, *parts)
            and printed(whole).meets(total([printed(part) for part in parts]))
        ):
            formula, computed = terms(page, parts)
            sentence_ = f"{name(whole)} is the sum of what is named before it: {formula}."
            return Finding(page.doc, "total_parts", (whole, *parts), formula, computed, whole.unit, CONSISTENT,
                           sentence_, printed=printed(whole))  # fmt: skip
    return None
