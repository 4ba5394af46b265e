"""Lists whose sum is not their total: what came and went, parts that overlap, and what cannot be."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.audit.finding import CONSISTENT, INCONSISTENT, UNDECIDED, Finding, Reading, Verdict, name, show
from eduplans.audit.intervals import Interval, is_plain, printed, printed_or_cut, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.audit.page import Fig, Page

__all__ = ["far", "is_net", "larger", "near_miss", "net"]

#: What 其中 may mean with what stands before it is no farther from it.
_NEAR = 32
#: A sum within a tenth of the total means to be it; three parts or more make a list.
_MISS = 0.1
_MANY = 3
#: A word for a change stands so near before its amount; no more flows than these are tried.
_CHANGE, _FLOWS = 4, 5
_NET = re.compile("净[增减]|增减")
#: A total of its own: of a project, of many years, or foreseen.
_OWN_TOTAL = re.compile("总|累计|合计|计划|概算|预算|(?<!公)共")
#: Heads that are counted on one day; whoever is helped or trained in a year may be so at two levels.
_HEADS = frozenset({"enrolment", "staff"})
#: Levels that a part names where its column does not.
_LEVEL = re.compile("小学|初中|高中|幼儿|学前|中职|职高|特[教殊]|大学")
#: Who pays: each yuan comes from one of them.
_FUNDS = re.compile("中央|省|市|县|区|上级|本级|自筹|社会|捐")


def is_net(page: Page, whole: Fig) -> bool:
    """Whether a number is what came less what went: 减少57人, 净增20人."""
    told = page.before(whole, _CHANGE, "rises", "falls") or _NET.search(whole.measure + whole.phrase)
    return whole.change == "difference" and bool(told)


def net(whole: Fig, parts: tuple[Fig, ...]) -> Finding | None:
    """Find who came and who went: the number of all is then no sum, and a part may be larger."""
    values = [printed(part) for part in parts[:_FLOWS]]
    for signs in product((1, -1), repeat=len(values) - 1):
        computed = total([values[0], *(value * sign for value, sign in zip(values[1:], signs, strict=True))])
        if computed.value <= 0 or not is_plain(whole, *parts) or not printed(whole).meets(computed):
            continue
        words = [f" {'+' if sign > 0 else '−'} {part.as_printed}" for sign, part in zip(signs, parts[1:], strict=False)]
        formula = parts[0].as_printed + "".join(words)
        sentence = f"{name(whole)} is what those who came and those who went leave: {formula}."
        return Finding(whole.doc, "total_parts", (whole, *parts[:_FLOWS]), formula, computed, whole.unit, CONSISTENT,
                       sentence, printed=printed(whole))  # fmt: skip
    return None


def _is_part(whole: Fig, part: Fig) -> bool:
    """Whether a figure behind 其中 counts inside the one before it: not 总投资 of a project, or 人次 of people."""
    said = part.measure.removeprefix(whole.measure)
    times = ["次" in one.counted_in for one in (whole, part)]
    return whole.year == part.year and times[0] == times[1] and not _OWN_TOTAL.search(said)


def _one_of_several(page: Page, whole: Fig) -> bool:
    """Whether 其中 may mean all that is named before it: 小学40所、初中12所,其中寄宿制学校20所."""
    own = page.sentence(whole.start)
    return any(
        0 <= whole.start - one.end <= _NEAR and one.unit == whole.unit and page.sentence(one.start) == own
        for one in page.figures
    )


def far(whole: Fig, computed: Interval) -> bool:
    """Whether parts are so far from the whole that their list does not mean to fill it."""
    return not (1 - _MISS) * whole.value <= computed.value <= (1 + _MISS) * whole.value


def near_miss(page: Page, whole: Fig, parts: tuple[Fig, ...], formula: str, computed: Interval) -> Finding:
    """Say what a list means whose sum is close to its total and not the same."""
    above = printed_or_cut(whole).below(computed)  # 3.4万人 may be 34,884 that was cut
    over = printed(whole).below(computed)
    once = whole.unit != "person" or whole.change == "difference" or whole.indicator in _HEADS
    apart = len(parts) >= _MANY and once and not is_net(page, whole) and _separate(parts)
    verdict: Verdict = INCONSISTENT if above and apart else UNDECIDED
    why = {
        (True, True): "Such parts cannot overlap, so the total or a part is wrong.",
        (True, False): "They may overlap, or not all of them belong to it.",
    }.get(
        (above, apart),
        "The total may have been cut after its last digit." if over else "The list may leave out others.",
    )
    sentence = (
        f"The parts named behind {name(whole)} add up to {'more' if over else 'less'}: {formula} = "
        f"{show(computed.value, whole.unit)}. {why}"
    )
    readings = (
        Reading("the list is complete and its parts are separate", computed),
        Reading("the list is not complete, or its parts overlap"),
    )
    return Finding(page.doc, "total_parts", (whole, *parts), formula, computed, whole.unit, verdict, sentence,
                   readings, printed(whole))  # fmt: skip


def _separate(parts: Sequence[Fig]) -> bool:
    """Whether nothing can be in two parts: they are of different levels, by different channels or from other funds."""
    if any(row["word"] in part.measure for row in codebook.read("audit_overlaps") for part in parts):
        return False
    known = {rule["part"] for rule in codebook.read("audit_channels")}
    for names in (
        [part.level or "".join(_LEVEL.findall(part.measure)) for part in parts],
        [part.indicator if part.indicator in known else "" for part in parts],
        ["".join(_FUNDS.findall(part.measure)) if part.unit == "yuan" else "" for part in parts],
    ):
        if all(names) and len(set(names)) == len(names):
            return True
    return False


def larger(page: Page, whole: Fig, part: Fig) -> Finding | None:
    """Find a part that is larger than its whole, where nothing else can be meant.

    Parameters
    ----------
    page
        The document.
    whole, part
        The two figures.

    Returns
    -------
    Finding or None
    """
    if not printed_or_cut(whole).below(printed(part)):
        return None
    if is_net(page, whole) or not is_plain(whole, part) or not _is_part(whole, part) or _one_of_several(page, whole):
        return None
    sentence = f"{name(part)} is said to be a part of {name(whole)}, and is larger."
    return Finding(page.doc, "part_of_whole", (part, whole), f"{part.as_printed} ≤ {whole.as_printed}", printed(whole),
                   whole.unit, INCONSISTENT, sentence, printed=printed(part))  # fmt: skip
