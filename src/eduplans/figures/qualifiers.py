"""Exact, about, more or less than: what stands in front of a figure, in it and behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from eduplans import codebook

if TYPE_CHECKING:
    from eduplans.figures.candidates import Candidate
    from eduplans.model import Qualifier

__all__ = ["qualifier_before", "qualifier_of"]

_BEFORE = {
    row["word"]: cast("Qualifier", row["qualifier"])
    for row in codebook.read("qualifier_words")
    if row["side"] == "before"
}
_STEPS = tuple(range(max(map(len, _BEFORE)), 0, -1))
_LAST = frozenset(word[-1] for word in _BEFORE)
_FILLERS = ("达到", "有", "为", "了", "到", "达", "至", "在", "的", " ")
_FILLER_ENDS = frozenset(filler[-1] for filler in _FILLERS)
# characters that make another word of the sign behind them: 附近, 节约, 赶超, 全国最高
_NOT_AFTER = {
    "最高": "球国省市县区州史界度年",
    "近": "附最临靠邻远新亲",
    "超": "高赶反",
    "约": "节合签制公条特履",
    "不足": "",
    "接近": "",
}


_REACH = 40
_FAR_OFF = re.compile(
    "(?:(?P<adverb>[至最][少多])(?!的)|(?P<limit>不(?:得|能|应)?(?:低于|少于|高于|超过|多于))|(?<![节合签制公条特履])(?P<about>约)[占需有为])"
    "(?P<between>[^，,。；;：:、\\n0-9]*)$"
)
# a figure behind one of these is what is reached, not a share of what a limit is set by
_VERB = re.compile("[达占为有至到增降]|提高|下降|完成|减少|覆盖|参加|合格")
_LONG = 10
_OF = 6
"""Characters between a limit and its figure that need no 的 between them: 不低于每生600元."""


def qualifier_before(text: str, start: int) -> Qualifier | None:
    """Qualifier that stands directly in front of a figure, also with 达到 or 为 between.

    Parameters
    ----------
    text
        Any text.
    start
        Where the figure begins.

    Returns
    -------
    Qualifier or None
        None where none stands there.

    Examples
    --------
    >>> qualifier_before("占比不低于5%", 5), qualifier_before("附近3所", 2)
    ('at_least', None)
    """
    last = text[start - 1 : start]
    found = _ending(text, start) if last in _LAST else None
    if found is not None or last not in _FILLER_ENDS:
        return found
    for filler in _FILLERS:
        if text.endswith(filler, 0, start):
            return _ending(text, start - len(filler))
    return None


def _far_off(text: str, start: int, *, share: bool) -> Qualifier | None:
    """Qualifier with a verb or a noun phrase behind it: 至少办好3所, 不低于工资总额的2%, 不低于总课时9%."""
    window = text[start - _REACH if start > _REACH else 0 : start]
    if not (
        "少" in window or "多" in window or "低于" in window or "高于" in window or "超过" in window or "约" in window
    ):
        return None
    found = _FAR_OFF.search(window)
    if found is None:
        return None
    if found["adverb"]:
        return _BEFORE.get(found["adverb"])
    if found["about"]:
        return "about" if len(found["between"]) <= _LONG else None
    between = found["between"]
    near = len(between) <= _OF or between.endswith("的") or (share and _VERB.search(between) is None)
    return _BEFORE.get(found["limit"]) if near else None


def _ending(text: str, end: int) -> Qualifier | None:
    if text[end - 1 : end] not in _LAST:
        return None
    window = text[max(0, end - _STEPS[0] - 1) : end]
    for size in _STEPS:
        word = window[-size:]
        found = _BEFORE.get(word)
        if found is not None:
            previous = window[-size - 1 : -size]
            return None if previous and previous in _NOT_AFTER.get(word, "") else found
    return None


def qualifier_of(text: str, candidate: Candidate) -> Qualifier:
    """Qualifier of a figure from all three places.

    Parameters
    ----------
    text
        The text it stands in.
    candidate
        The figure with what stands in it and behind it.

    Returns
    -------
    Qualifier
        ``exact`` where nothing says otherwise.
    """
    before = qualifier_before(text, candidate.start) or _far_off(
        text, candidate.start, share=candidate.unit == "percent"
    )
    after = candidate.after
    if after in {"about", "at_most"} or (after is not None and before is None):
        return after
    if before is not None:
        return before
    return "more_than" if candidate.within else "exact"
