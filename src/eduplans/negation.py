"""Which figures a document denies: 没有发生死亡1人及以上事故 says that nobody died.

A word of negation counts where it stands before the figure in the same clause, and nothing or a word of happening
(有, 发生, 出现) follows it: 未来3年 and 无证幼儿园5所 deny nothing. What belongs to a qualifier (不低于) is none
either. The words are data (`codebook/negation_words.csv`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from eduplans import codebook

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

    Row = Mapping[Hashable, object]

#: Where a clause ends, so that what stands before says nothing of the figure; 的 closes what describes another noun.
_CLAUSE_END = "，。；：、！？,;:!?的"
#: So many characters may stand between a word of happening and the figure.
_REACH = 14


def negations(figures: pd.DataFrame) -> list[bool]:
    """Tell which figures their document denies.

    Parameters
    ----------
    figures
        Rows of `figures.csv` with their indicator, in reading order within each document.

    Returns
    -------
    list of bool
        One a row. A list carries a denial on: where only one sign stands between the phrases of two figures of the
        same indicator, unit and qualifier, the second is denied when the first is.
    """
    found: list[bool] = []
    before: Row = {}
    for row in figures.to_dict("records"):
        own = negated(_text(row["phrase"]), str(row["as_printed"]))
        found.append(own or bool(found and found[-1] and _goes_on(before, row)))
        before = row
    return found


def _goes_on(before: Row, row: Row) -> bool:
    same = ("doc", "item", "indicator", "unit", "qualifier", "status")
    if any(_text(before[name]) != _text(row[name]) for name in same):
        return False
    after = _text(before["phrase"]).partition(str(before["as_printed"]))[2]
    ahead = _text(row["phrase"]).partition(str(row["as_printed"]))[0]
    gap = int(str(row["start"])) - int(str(before["end"]))
    return after != _text(before["phrase"]) and gap == len(after) + 1 + len(ahead)


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def negated(phrase: str, as_printed: str) -> bool:
    """Whether the phrase denies its figure.

    Parameters
    ----------
    phrase
        Words around the figure, as in `figures.csv`.
    as_printed
        The figure as printed; its first occurrence in the phrase is looked at.

    Returns
    -------
    bool
        False where the phrase does not hold the figure.

    Examples
    --------
    >>> negated("全年没有发生死亡1人及以上责任事故", "1人及以上"), negated("没有一名学生失学", "一名")
    (True, True)
    >>> negated("入学率不低于95%", "95%"), negated("未来3年新建学校", "3年")
    (False, False)
    """
    place = phrase.find(as_printed)
    return place >= 0 and bool(_before().search(phrase[:place]))


@cache
def _before() -> re.Pattern[str]:
    """Build the expression that the text before a denied figure ends with."""
    gap = f"[^{re.escape(_CLAUSE_END)}]{{0,{_REACH}}}?"
    happens = f"(?:{_any_of('negation')})(?:{_any_of('happening')}){gap}"
    # 不 alone before a figure belongs to a longer word; 有无 asks and denies nothing.
    touches = f"(?<!有)(?:{_any_of('negation', but='不')})"
    return re.compile(f"(?:{happens}|{touches})$")


def _any_of(role: str, but: str = "") -> str:
    words = [row["word"] for row in codebook.read("negation_words") if row["role"] == role and row["word"] != but]
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
