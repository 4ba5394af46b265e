"""Shares of documents: themes, strength, instruments, numbers, and how often topics are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans import codebook
from eduplans.errors import Problem, UnknownNameError
from eduplans.themes.resample import ratio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eduplans.themes.resample import Estimate

#: What a share counts.
UNITS = ("words", "items")
PER = 1000


def with_text(items: pd.DataFrame) -> pd.DataFrame:
    """Leave out sections, whose items below are counted themselves.

    Parameters
    ----------
    items
        ``eduplans.load("items")``.

    Returns
    -------
    pandas.DataFrame
        Items without items below them.

    Examples
    --------
    >>> with_text(pd.DataFrame({"doc": ["d", "d"], "item": ["一", "一/1"]}))["item"].tolist()
    ['一/1']
    """
    above = {
        (doc, "/".join(parts[:depth]))
        for doc, item in zip(items["doc"], items["item"], strict=True)
        for parts in [str(item).split("/")]
        for depth in range(1, len(parts))
    }
    own = [key not in above for key in zip(items["doc"], items["item"], strict=True)]
    return items[own]


def label_shares(items: pd.DataFrame, column: str, unit: str = "words") -> dict[str, dict[str, Estimate]]:
    """Estimate the share of each label in each document.

    ``share(label) = sum of words of items with the label / sum of words of all items``, or the same with items.

    Parameters
    ----------
    items
        ``eduplans.load("items")``; sections are left out.
    column
        `theme`, `strength`, `instrument` or `quantified`.
    unit
        ``words`` or ``items``.

    Returns
    -------
    dict
        By document, then by label in the order of falling share over all documents.

    Raises
    ------
    UnknownNameError
        If there is no such unit.
    """
    if unit not in UNITS:
        raise UnknownNameError(Problem("no such unit", value=unit, remedy="there are " + " and ".join(UNITS)))
    chosen = with_text(items)
    sizes = chosen["words"].astype(float) if unit == "words" else pd.Series(1.0, index=chosen.index)
    labels = sizes.groupby(chosen[column].astype(str)).sum().sort_values(ascending=False, kind="stable").index
    shares: dict[str, dict[str, Estimate]] = {}
    for doc, part in chosen.groupby("doc", sort=True):
        whole = sizes[part.index]
        shares[str(doc)] = {
            str(label): ratio((whole * (part[column].astype(str) == label)).tolist(), whole.tolist())
            for label in labels
        }
    return shares


def topics() -> Mapping[str, tuple[str, str, frozenset[str]]]:
    """Read the topics and their words.

    Returns
    -------
    mapping
        By code: English name, Chinese name, words.

    Examples
    --------
    >>> topics()["epidemic"][1]
    '疫情防控'
    """
    rows = codebook.read("theme_topics")
    codes = dict.fromkeys(row["topic"] for row in rows)
    return {
        code: (
            next(row["name_en"] for row in rows if row["topic"] == code),
            next(row["name_zh"] for row in rows if row["topic"] == code),
            frozenset(row["word"] for row in rows if row["topic"] == code),
        )
        for code in codes
    }


def topic_rates(item_words: pd.DataFrame) -> dict[str, dict[str, Estimate]]:
    """Estimate how often each document names each topic, in occurrences per 1,000 words.

    Parameters
    ----------
    item_words
        ``eduplans.load("item_words")``.

    Returns
    -------
    dict
        By document, then by topic. Items are resampled for the intervals.
    """
    keys = ["doc", "item"]
    wholes = item_words.groupby(keys)["count"].sum()
    rates: dict[str, dict[str, Estimate]] = {str(doc): {} for doc in sorted(set(item_words["doc"]))}
    for code, (_, _, words) in topics().items():
        said = item_words[item_words["word"].isin(words)].groupby(keys)["count"].sum()
        parts = said.reindex(wholes.index, fill_value=0)
        for doc, found in rates.items():
            found[code] = ratio((PER * parts[doc].astype(float)).tolist(), wholes[doc].astype(float).tolist())
    return rates
