"""Parts against wholes that stand elsewhere in the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.audit.finding import CONSISTENT, UNDECIDED, Finding, Reading, name, show
from eduplans.audit.intervals import printed, total
from eduplans.audit.likeness import shared
from eduplans.audit.totals import exact_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from eduplans.audit.page import Fig, Page

__all__ = ["batches", "complete_lists", "known_parts"]

#: A part that is a tenth of its whole or more is worth a comparison.
_WORTH = 0.1
_NOUN = 4
#: Schools that a list of schools may leave out: private ones, and those that are a part of another.
_APART = re.compile("民办|私立|附设|附属|教学点|村小|校区|分校|分园|普惠")
_BATCH = ("第一批", "首批", "第二批", "其中")


def complete_lists(page: Page) -> Iterator[Finding]:
    """Hold a member of a complete list against a part of it that stands elsewhere for the whole place.

    A list is complete where its parts are exactly the stated total: then nothing of the kind is left out of it.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Only where the part is larger than the whole.
    """
    for _, members in exact_parts(page):
        for whole in members:
            if whole.status != "actual" or len(whole.measure) < 3 or page.between(whole.start - 1, whole.start, "each"):
                continue
            for part in page.figures:
                if _narrower(page, part, whole, members) and printed(whole).below(printed(part)):
                    yield _too_large(page, part, whole)


def _narrower(page: Page, part: Fig, whole: Fig, members: tuple[Fig, ...]) -> bool:
    same = ("unit", "year", "status", "change", "level")
    return (
        part not in members
        and all(getattr(part, column) == getattr(whole, column) for column in same)
        and part.measure != whole.measure
        and part.measure.endswith(whole.measure)
        and part.qualifier == "exact"
        and not _APART.search(part.measure)
        and bool(page.before(part, 8, "whole_place"))
    )


def _too_large(page: Page, part: Fig, whole: Fig) -> Finding:
    sentence = (
        f"{name(part)} is counted for the whole place and is larger than {name(whole)}, which stands in a list whose "
        "parts are exactly its total. Both cannot count the same kind on the same day."
    )
    readings = (
        Reading("the same kind on the same day, so that some are missing in the list", printed(part) - printed(whole)),
        Reading("the list has only those set up on their own, the others belong to schools that it counts elsewhere"),
        Reading("some were finished after the count of the list"),
    )
    return Finding(page.doc, "part_of_whole", (part, whole), f"{part.as_printed} ≤ {whole.as_printed}", printed(whole),
                   whole.unit, UNDECIDED, sentence, readings, printed(part))  # fmt: skip


def known_parts(page: Page) -> Iterator[Finding]:
    """Hold figures against wholes that the codebook knows them to be a part of.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Never an alarm: a part that is larger may be counted otherwise.
    """
    for rule in codebook.read("audit_parts"):
        wholes = [one for one in page.figures if one.indicator == rule["whole"] and _usable(one, rule)]
        if rule["whole"] != "vocational_entrants":
            wholes = [one for one in wholes if one.level == "all"]
        if len(wholes) != 1:
            continue
        yield from _WAYS[rule["together"]](page, wholes[0], rule)


def _usable(figure: Fig, rule: Mapping[str, str]) -> bool:
    kinds = {"level", "difference"} if rule["part"] == "teachers_added" else {"level"}
    return figure.status == "actual" and figure.change in kinds and not figure.negated and bool(figure.value)


def _parts(page: Page, whole: Fig, rule: Mapping[str, str]) -> list[Fig]:
    return [
        one for one in page.figures
        if one.indicator == rule["part"] and _usable(one, rule) and (one.unit, one.year) == (whole.unit, whole.year)
    ]  # fmt: skip


def _each(page: Page, whole: Fig, rule: Mapping[str, str]) -> Iterator[Finding]:
    for part in _parts(page, whole, rule):
        if part.value < _WORTH * whole.value:
            continue
        holds = not printed(whole).below(printed(part))
        says = "is not more than" if holds else "is more than"
        sentence = f"{name(part)} {says} {name(whole)}; {rule['note']}."
        verdict = CONSISTENT if holds else UNDECIDED
        yield Finding(page.doc, "part_of_whole", (part, whole), f"{part.as_printed} ≤ {whole.as_printed}",
                      printed(whole), whole.unit, verdict, sentence, printed=printed(part))  # fmt: skip


def _together(page: Page, whole: Fig, rule: Mapping[str, str]) -> Iterator[Finding]:
    groups: dict[str, list[Fig]] = {}
    for part in _parts(page, whole, rule):
        if part.group:
            groups.setdefault(part.group, []).append(part)
    for parts in list(groups.values())[:1]:
        computed = total([printed(part) for part in parts])
        formula = " + ".join(part.as_printed for part in parts)
        more = printed(whole).below(computed)
        sentence = (
            f"{formula} are {show(computed.value)} for “{parts[0].measure}” and its like (item {parts[0].item}), "
            f"{'more than' if more else 'of'} {name(whole)}; the text does not say which of all were meant."
        )
        readings = (
            Reading("all were meant, and what is missing has no grade", printed(whole) - computed),
            Reading("only some kinds were meant"),
        )
        yield Finding(page.doc, "part_of_whole", (*parts, whole), f"{formula} ≤ {whole.as_printed}", computed,
                      whole.unit, UNDECIDED, sentence, readings)  # fmt: skip


def _all(page: Page, whole: Fig, rule: Mapping[str, str]) -> Iterator[Finding]:
    """Hold the sum of all figures of an indicator, each fact once, against the whole."""
    parts: list[Fig] = []
    for part in _parts(page, whole, rule):
        if not any((part.value, part.level) == (one.value, one.level) for one in parts):
            parts.append(part)
    if len(parts) < 2:
        return
    computed = total([printed(part) for part in parts])
    holds = not printed(whole).below(computed)
    formula = " + ".join(part.as_printed for part in parts)
    sentence = (
        f"{formula} are {show(computed.value, whole.unit)} for “{parts[0].measure}” and its like (from item "
        f"{parts[0].item}), {'not more' if holds else 'more'} than {name(whole)}; {rule['note']}."
    )
    yield Finding(page.doc, "part_of_whole", (*parts, whole), f"{formula} ≤ {whole.as_printed}", computed, whole.unit,
                  CONSISTENT if holds else UNDECIDED, sentence)  # fmt: skip


#: How the parts of a rule are held against their whole: each alone, all together, or a list of them.
_WAYS = {"no": _each, "all": _all, "group": _together}


def batches(page: Page) -> Iterator[Finding]:
    """Hold a first batch (第一批) against all of the same noun.

    Parameters
    ----------
    page
        The document.

    Yields
    ------
    Finding
        Only where the batch is not larger: a larger one may be counted otherwise.
    """
    for part in page.figures:
        word = next((word for word in _BATCH if word in part.measure), "")
        if not word or part.unit != "person":
            continue
        tail = part.measure.partition(word)[2]
        for whole in page.figures:
            noun = shared(tail, whole.measure)
            if (
                whole is not part
                and (whole.unit, whole.year, whole.status) == (part.unit, part.year, part.status)
                and len(noun) > _NOUN
                and whole.measure.endswith(noun)
                and word not in whole.measure
                and part.value <= whole.value
            ):
                sentence = f"{name(part)} are a batch of {name(whole)} and not more."
                yield Finding(page.doc, "part_of_whole", (part, whole), f"{part.as_printed} ≤ {whole.as_printed}",
                              printed(whole), whole.unit, CONSISTENT, sentence, printed=printed(part))  # fmt: skip
