"""Parts added up against the total that the text states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.audit.finding import CONSISTENT, INCONSISTENT, UNDECIDED, Finding, Reading, Verdict, name, show
from eduplans.audit.intervals import Interval, is_plain, printed, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eduplans.audit.page import Fig, Page

__all__ = ["channels", "exact_parts", "totals"]

#: Two parts of a list stand no farther from each other.
_NEAR = 32
#: A bracket or 其中 that opens the list of parts stands no farther from its total.
_AFTER = 16
#: A sum within a tenth of the total means to be it; from three parts on of things that cannot be two at once.
_MISS = 0.1
_MANY = 3
_APART = frozenset({"school", "class", "yuan", "place"})
#: Units whose measure words may differ inside a sum: 名 and 人, 万元 and 亿元.
_SUMMED = frozenset({"person", "school", "class", "yuan"})


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


def _countable(whole: Fig, part: Fig) -> bool:
    return (
        part.unit == whole.unit
        and part.unit not in {"percent", "percentage_point", "rank"}
        and "growth" not in {part.change, whole.change}
        and not part.negated
        and part.status == whole.status
        and part.value_max is None
        and (part.unit in _SUMMED or part.counted_in == whole.counted_in)
        and ("每" in part.phrase) == ("每" in whole.phrase + whole.measure)
    )


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
        if (parts and gap > _NEAR) or not _countable(whole, figure):
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


def _times(page: Page, part: Fig) -> int:
    """Count the members of the list for which 各 says that the number holds for each."""
    each = page.between(part.start - 1, part.start, "each")
    lists = [sign for sign in page.between(part.start - 130, part.start, "list") if sign.end == part.start - 1]
    return lists[-1].number or 1 if each and lists else 1


def _terms(page: Page, parts: Sequence[Fig]) -> tuple[str, Interval]:
    times = [_times(page, part) for part in parts]
    words = [f"{count} × {part.as_printed}" if count > 1 else part.as_printed
             for count, part in zip(times, parts, strict=True)]  # fmt: skip
    return " + ".join(words), total([printed(part) * count for count, part in zip(times, parts, strict=True)])


def _compare(page: Page, whole: Fig, parts: tuple[Fig, ...], marker: str) -> Finding | None:
    for count in range(len(parts), 1, -1):
        formula, computed = _terms(page, parts[:count])
        if is_plain(whole, *parts[:count]) and printed(whole).meets(computed) and computed.value:
            sentence = f"{name(whole)} is the sum of its parts: {formula} = {show(computed.value, whole.unit)}."
            return Finding(page.doc, "total_parts", (whole, *parts[:count]), formula, computed, whole.unit, CONSISTENT,
                           sentence, printed=printed(whole))  # fmt: skip
    if marker == "colon":  # a colon opens much else
        return None
    formula, computed = _terms(page, parts)
    if printed(whole).below(printed(parts[0])):
        if marker != "parts" or not is_plain(whole, parts[0]):
            return None
        return _larger(page, whole, parts[0])
    if len(parts) > 1 and is_plain(whole, *parts) and not _far(whole, computed):
        return _near_miss(page, whole, parts, formula, computed)
    if parts[0].value == whole.value or printed(whole).below(printed(parts[0])):
        return None
    return _within(page, whole, parts[:1], parts[0].as_printed, printed(parts[0]))


def _far(whole: Fig, computed: Interval) -> bool:
    """Whether parts are so far from the whole that their list does not mean to fill it."""
    return not (1 - _MISS) * whole.value <= computed.value <= (1 + _MISS) * whole.value


def _near_miss(page: Page, whole: Fig, parts: tuple[Fig, ...], formula: str, computed: Interval) -> Finding:
    """Say what a list means whose sum is close to its total and not the same."""
    above = printed(whole).below(computed)
    across = any(row["word"] in part.measure for row in codebook.read("audit_overlaps") for part in parts)
    apart = len(parts) >= _MANY and (whole.unit in _APART or whole.change == "difference") and not across
    verdict: Verdict = INCONSISTENT if above and apart else UNDECIDED
    why = {
        (True, True): "Such parts cannot overlap, so the total or a part is wrong.",
        (True, False): "They may overlap, or not all of them belong to it.",
    }.get((above, apart), "The list may leave out others.")
    sentence = (
        f"The parts named behind {name(whole)} add up to {'more' if above else 'less'}: {formula} = "
        f"{show(computed.value, whole.unit)}. {why}"
    )
    readings = (
        Reading("the list is complete and its parts are separate", computed),
        Reading("the list is not complete, or its parts overlap"),
    )
    return Finding(page.doc, "total_parts", (whole, *parts), formula, computed, whole.unit, verdict, sentence,
                   readings, printed(whole))  # fmt: skip


def _larger(page: Page, whole: Fig, part: Fig) -> Finding:
    sentence = f"{name(part)} is said to be a part of {name(whole)}, and is larger."
    return Finding(page.doc, "part_of_whole", (part, whole), f"{part.as_printed} ≤ {whole.as_printed}", printed(whole),
                   whole.unit, INCONSISTENT, sentence, printed=printed(part))  # fmt: skip


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
        if not _countable(whole, figure) or later.start - figure.end > _NEAR:
            break
        parts.insert(0, figure)
        if (
            len(parts) > 1
            and is_plain(whole, *parts)
            and printed(whole).meets(total([printed(part) for part in parts]))
        ):
            formula, computed = _terms(page, parts)
            sentence_ = f"{name(whole)} is the sum of what is named before it: {formula}."
            return Finding(page.doc, "total_parts", (whole, *parts), formula, computed, whole.unit, CONSISTENT,
                           sentence_, printed=printed(whole))  # fmt: skip
    return None


def channels(page: Page) -> Iterator[Finding]:
    """Hold a total against channels that another sentence lists, such as teachers added and how they came.

    Nothing says that the list is complete or that all of it counts, so a difference is never an alarm.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
    """
    rules = codebook.read("audit_channels")
    for code in dict.fromkeys(rule["whole"] for rule in rules):
        inside = {rule["part"]: rule["inside"] == "yes" for rule in rules if rule["whole"] == code}
        for whole in page.figures:
            if whole.indicator != code or whole.change != "difference" or whole.negated:
                continue
            for sentence in page.sentences:
                parts = tuple(one for one in sentence if one.indicator in inside and _countable(whole, one))
                if len(parts) >= 3 and whole not in sentence and {part.year for part in parts} == {whole.year}:
                    yield _channel(page, whole, parts, inside)


def _channel(page: Page, whole: Fig, parts: tuple[Fig, ...], inside: dict[str, bool]) -> Finding:
    formula, computed = _terms(page, parts)
    moved = [part for part in parts if inside[part.indicator]]
    words = next(row["pattern"] for row in codebook.read("audit_cues") if row["cue"] == "temporary")
    temporary = [part for part in parts if re.search(words, part.measure + part.phrase)]
    readings = [Reading("all channels count: " + formula, computed)]
    for how, left_out in (
        ("people moved inside the place do not count", moved),
        ("people without a permanent post do not count", temporary),
        ("neither of them counts", [*moved, *temporary]),
    ):
        kept = [part for part in parts if part not in left_out]
        if kept and len(kept) < len(parts) and (len(left_out) > 0):
            readings.append(Reading(f"{how}: {' + '.join(part.as_printed for part in kept)}",
                                    total([printed(part) for part in kept])))  # fmt: skip
    fits = [one for one in readings if one.computed is not None and printed(whole).meets(one.computed)]
    verdict = CONSISTENT if fits and fits[0] is readings[0] else UNDECIDED
    sentence = f"{name(whole)} stands against channels that add up to {show(computed.value, whole.unit)} ({formula}). "
    if verdict == CONSISTENT:
        sentence += "They agree."
    elif fits:
        sentence += f"They agree only if {fits[0].words.split(':')[0]}."
    else:
        sentence += "No reading of the channels gives the total, and nothing says that their list is complete."
    return Finding(page.doc, "total_parts", (whole, *parts), formula, computed, whole.unit, verdict, sentence,
                   tuple(readings), printed(whole))  # fmt: skip
