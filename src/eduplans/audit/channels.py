"""A total against the channels that another sentence lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.audit.finding import CONSISTENT, UNDECIDED, Finding, Reading, name, show
from eduplans.audit.intervals import printed, total
from eduplans.audit.terms import countable, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eduplans.audit.page import Fig, Page

__all__ = ["channels"]


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
                parts = tuple(one for one in sentence if one.indicator in inside and countable(whole, one))
                if len(parts) >= 3 and whole not in sentence and {part.year for part in parts} == {whole.year}:
                    yield _channel(page, whole, parts, inside)


def _channel(page: Page, whole: Fig, parts: tuple[Fig, ...], inside: dict[str, bool]) -> Finding:
    formula, computed = terms(page, parts)
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
