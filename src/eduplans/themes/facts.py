"""What is known of an item before it is judged: words, heading, amounts, deadline, and the items below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Statuses of figures that set or measure an amount; a baseline only stands for comparison.
QUANTIFYING = ("actual", "target", "standard")
#: Statuses of figures that oblige, and qualifiers that make a norm of an amount.
OBLIGING = ("target", "standard")
NORM = ("at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Facts:
    """What an item is judged by.

    Parameters
    ----------
    doc, item
        Which item.
    heading
        Its heading.
    words
        Counts by word of its own text, the heading included.
    amounts
        Figures that are targets or standards.
    norms
        Of these, those that are standards, or targets with a least or a most.
    quantified
        Whether any figure sets or measures an amount.
    deadline
        Dates by which something is to be done, divided by ``;``; empty where none.
    below
        Keys of the items below it that have none below themselves.
    """

    doc: str
    item: str
    heading: str
    words: Mapping[str, int]
    amounts: int
    norms: int
    quantified: bool
    deadline: str
    below: tuple[tuple[str, str], ...]


def gather(items: pd.DataFrame, item_words: pd.DataFrame, figures: pd.DataFrame) -> dict[tuple[str, str], Facts]:
    """Gather the facts of all items.

    Parameters
    ----------
    items
        Columns `doc`, `item`, `heading` and, where known, `deadline`.
    item_words
        Columns `doc`, `item`, `word`, `count`.
    figures
        Columns `doc`, `item`, `status`, `qualifier`, `confidence`, `negated`.

    Returns
    -------
    dict
        By document and item, in the order of `items`. Figures that divide readers, that their phrase denies, or that
        stand before the first item count for nothing.

    Examples
    --------
    >>> items = pd.DataFrame({"doc": ["d", "d"], "item": ["一", "一/1"], "heading": ["安全", "食堂"]})
    >>> words = pd.DataFrame({"doc": ["d"], "item": ["一/1"], "word": ["食堂"], "count": [2]})
    >>> none = pd.DataFrame(columns=["doc", "item", "status", "qualifier", "confidence", "negated"])
    >>> facts = gather(items, words, none)
    >>> facts["d", "一"].below, dict(facts["d", "一/1"].words)
    ((('d', '一/1'),), {'食堂': 2})
    """
    words: dict[tuple[str, str], dict[str, int]] = {}
    for doc, item, word, count in item_words[["doc", "item", "word", "count"]].itertuples(index=False):
        words.setdefault((doc, item), {})[word] = int(count)
    counted = _figures(figures)
    deadlines = items["deadline"].fillna("") if "deadline" in items else pd.Series("", index=items.index)
    keys = [(str(doc), str(item)) for doc, item in zip(items["doc"], items["item"], strict=True)]
    below = _below(keys)
    return {
        key: Facts(
            *key,
            heading=str(heading) if pd.notna(heading) else "",
            words=words.get(key, {}),
            amounts=counted.get(key, (0, 0, 0))[1],
            norms=counted.get(key, (0, 0, 0))[2],
            quantified=counted.get(key, (0, 0, 0))[0] > 0,
            deadline=str(deadline),
            below=below.get(key, ()),
        )
        for key, heading, deadline in zip(keys, items["heading"], deadlines, strict=True)
    }


def _figures(figures: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Count by item the figures that quantify, those that oblige, and of these the norms."""
    said = figures[(figures["confidence"] == "sure") & ~figures["negated"].fillna(False).astype(bool)]
    said = said.dropna(subset=["item"])
    obliging = said["status"].isin(OBLIGING)
    norm = obliging & ((said["status"] == "standard") | said["qualifier"].isin(NORM))
    marks = pd.DataFrame(
        {"doc": said["doc"], "item": said["item"], "q": said["status"].isin(QUANTIFYING), "o": obliging, "n": norm}
    )
    sums = marks.groupby(["doc", "item"])[["q", "o", "n"]].sum()
    return {(str(doc), str(item)): (int(q), int(o), int(n)) for (doc, item), q, o, n in sums.itertuples(name=None)}


def _below(keys: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Find the lowest items below each item that has any."""
    parents = {(doc, item.rsplit("/", 1)[0]) for doc, item in keys if "/" in item}
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for doc, item in keys:
        if (doc, item) in parents:
            continue
        parts = item.split("/")
        for depth in range(1, len(parts)):
            found.setdefault((doc, "/".join(parts[:depth])), []).append((doc, item))
    return {key: tuple(items) for key, items in found.items()}
