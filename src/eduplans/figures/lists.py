"""Figures in lists: shared units, groups and the part that each member plays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans.figures.tokens import CHINESE, DIGIT
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.figures.candidates import Candidate

__all__ = ["groups", "share_units"]

_BETWEEN = compiled(r"(?:[、，,/]|和|与|及|以及)[ ]?")
_LONGEST_LIST = 40
_NEVER_SHARED = {"date", "ordinal", "clock", "year", "tally", "level", "weak"}
_NEAR = 24
_CLOSE = re.compile(rf"[^。；！？\n{DIGIT}{CHINESE}]{{0,{_NEAR}}}")


def share_units(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Give numbers without a unit the unit that ends their list; drop those that get none.

    Parameters
    ----------
    text
        The text.
    found
        Candidates in reading order, some of them pending.

    Returns
    -------
    list of Candidate
        In reading order, none of them pending.

    Examples
    --------
    >>> from eduplans.figures.scan import candidates
    >>> text = "分别达到85、90和95%"
    >>> [int(c.value) for c in share_units(text, list(candidates(text)))]
    [85, 90, 95]
    """
    kept: list[Candidate] = []
    run: list[Candidate] = []
    for candidate in found:
        if run and not _joined(text, run[-1].end, candidate.start):
            run = []
        if candidate.pending:
            run.append(candidate)
            continue
        if run and len(run) <= _LONGEST_LIST and _can_share(text, run, candidate):
            for member in run:
                _give(member, candidate)
            kept.extend(run)
        run = []
        kept.append(candidate)
    return kept


def _joined(text: str, end: int, start: int) -> bool:
    joint = _BETWEEN.match(text, end)
    return joint is not None and joint.end() == start


def _can_share(text: str, run: Sequence[Candidate], last: Candidate) -> bool:
    if last.word is None or last.word.kind in _NEVER_SHARED or last.value_max is not None:
        return False
    start = run[0].start
    before = text[max(0, start - 12) : start]
    if not before.strip() or before.rstrip(" \u3000")[-1:] in {"\n", "第", "（", "("}:
        return False
    if last.sort == "chinese" or any(member.sort == "chinese" for member in run):
        return False
    calendar = any(1900 <= member.plain <= 2100 and member.times == 1 for member in run)
    return not calendar or "分别" in before


def _give(member: Candidate, last: Candidate) -> None:
    word = last.word
    assert word is not None
    times = last.times if member.times == 1 else member.times
    member.value = member.plain * times * word.factor
    member.word, member.unit, member.times = word, last.unit, times
    member.pending, member.end = False, member.digits_end


def groups(text: str, found: Sequence[Candidate], count: int = 0) -> list[str]:
    """Name the list that each figure stands in.

    Figures of the same unit that follow each other in one sentence with little between them are a list.

    Parameters
    ----------
    text
        The text.
    found
        Figures in reading order.
    count
        Lists of the text that were named already.

    Returns
    -------
    list of str
        ``g1``, ``g2`` ... for members of lists, empty for others.
    """
    names = [""] * len(found)
    for index in range(1, len(found)):
        last, this = found[index - 1], found[index]
        if last.unit != this.unit or this.start - last.end > _NEAR:
            continue
        close = _CLOSE.match(text, last.end)
        if close is None or close.end() < this.start:
            continue
        if not names[index - 1]:
            count += 1
            names[index - 1] = f"g{count}"
        names[index] = names[index - 1]
    return names
