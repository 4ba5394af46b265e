"""Explain one item from the tables at hand.

Apart from the other modules, which read no tables: whatever imports them would else depend on all tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.errors import Problem, UnknownNameError
from eduplans.themes.classify import Explanation, explain_all

if TYPE_CHECKING:
    from pathlib import Path


def explain(doc: str, item: str, data: Path | str | None = None) -> Explanation:
    """Explain theme, strength and instrument of one item.

    Parameters
    ----------
    doc, item
        As in ``items.csv``, such as ``demo-2024-plan`` and ``一/1``.
    data
        Folder of the tables, as for `eduplans.load`.

    Returns
    -------
    Explanation
        Print it to read it; `Explanation.table` gives it as a frame.

    Raises
    ------
    UnknownNameError
        If there is no such item.

    Examples
    --------
    >>> print(explain("demo-2024-plan", "一/1"))  # doctest: +SKIP
    """
    from eduplans.tables import load

    items = load("items", data)
    chosen = items[items["doc"] == doc]
    if not (chosen["item"] == item).any():
        there = list(chosen["item"]) if len(chosen) else sorted(set(items["doc"]))
        raise UnknownNameError(
            Problem(
                "no such item" if len(chosen) else "no such document",
                value=item if len(chosen) else doc,
                remedy="there are " + ", ".join(map(str, there)),
            )
        )
    words, figures = load("item_words", data), load("figures", data)
    judged = explain_all(chosen, words[words["doc"] == doc], figures[figures["doc"] == doc])
    return judged[doc, item]
