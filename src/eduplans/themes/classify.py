"""Judge all items of a set of documents, or explain one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.themes import judge
from eduplans.themes.facts import Facts, gather

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eduplans.themes.judge import Verdict

Key = tuple[str, str]

#: What is judged.
KINDS = ("theme", "strength", "instrument")
#: Columns that `classify` adds to the items.
COLUMNS = ("theme", "secondary", "strength", "instrument", "quantified", "theme_margin")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an item was judged to be, and every word and fact that this rests on.

    Parameters
    ----------
    facts
        The item.
    theme, strength, instrument
        The verdicts.
    secondary
        Further themes, by falling score.
    """

    facts: Facts
    theme: Verdict
    strength: Verdict
    instrument: Verdict
    secondary: tuple[str, ...]

    def verdict(self, kind: str) -> Verdict:
        """Choose the verdict on ``theme``, ``strength`` or ``instrument``."""
        return {"theme": self.theme, "strength": self.strength, "instrument": self.instrument}[kind]

    def table(self, kind: str = "theme") -> pd.DataFrame:
        """Lay out what speaks for each label of a kind, strongest first.

        Parameters
        ----------
        kind
            ``theme``, ``strength`` or ``instrument``.

        Returns
        -------
        pandas.DataFrame
            Columns `label`, `what`, `place`, `count`, `weight`, `score`; labels by falling score.
        """
        verdict = self.verdict(kind)
        rows = sorted(
            verdict.contributions, key=lambda one: (-verdict.scores[one.label], one.label, -one.score, one.what)
        )
        names = ("label", "what", "place", "count", "weight", "score")
        return pd.DataFrame([{name: getattr(one, name) for name in names} for one in rows], columns=list(names))

    def __str__(self) -> str:
        lines = [f"{self.facts.doc} {self.facts.item} {self.facts.heading}".rstrip()]
        for verdict in (self.theme, self.strength, self.instrument):
            low = ", a low lead" if verdict.low else ""
            lines.append(f"{verdict.kind}: {verdict.label} ({verdict.reason}; lead {verdict.margin:.0%}{low})")
            lines += [
                f"  {row.label} {row.score:.1f} = {row.what} ({row.place}, {row.count} x {row.weight:g})"
                for row in self.table(verdict.kind).itertuples()
            ]
        return "\n".join(lines)


def explain_all(items: pd.DataFrame, item_words: pd.DataFrame, figures: pd.DataFrame) -> dict[Key, Explanation]:
    """Judge every item.

    Parameters
    ----------
    items, item_words, figures
        As for `eduplans.themes.facts.gather`.

    Returns
    -------
    dict
        By document and item, in the order of `items`.
    """
    return judge_all(gather(items, item_words, figures))


def judge_all(
    facts: Mapping[Key, Facts], ignored: Mapping[str, frozenset[str]] | None = None
) -> dict[Key, Explanation]:
    """Judge items, lowest ones first, because sections rest on what is below them.

    Parameters
    ----------
    facts
        By document and item.
    ignored
        By ``theme``, ``strength`` and ``instrument``: words that are to count for nothing, as from `rare_words`.

    Returns
    -------
    dict
        By document and item, in the order given.
    """
    of = {kind: (ignored or {}).get(kind, frozenset()) for kind in KINDS}
    done: dict[Key, Explanation] = {}
    for key in sorted(facts, key=lambda one: bool(facts[one].below)):
        one = facts[key]
        parts = [done[part] for part in one.below]
        topic = judge.theme(one, [judge.shares(part.theme.scores) for part in parts], of["theme"])
        below = [judge.shares(part.instrument.scores) for part in parts]
        means = judge.instrument(one, topic.label, below, of["instrument"])
        done[key] = Explanation(one, topic, judge.strength(one, of["strength"]), means, judge.secondary(topic))
    return {key: done[key] for key in facts}


def rare_words(judged: Mapping[Key, Explanation]) -> dict[str, frozenset[str]]:
    """Find the words of the lexicon that only one item uses.

    A lexicon weighed with readings in view could hold a word for each item. What is left of the agreement without
    these words cannot rest on that.

    Parameters
    ----------
    judged
        All items.

    Returns
    -------
    dict
        By ``theme``, ``strength`` and ``instrument``.
    """
    users: dict[str, dict[str, set[Key]]] = {kind: {} for kind in KINDS}
    for key, one in judged.items():
        for kind in KINDS:
            for found in one.verdict(kind).contributions:
                if found.place in {"text", "heading"}:
                    users[kind].setdefault(found.what, set()).add(key)
    return {kind: frozenset(word for word, keys in words.items() if len(keys) == 1) for kind, words in users.items()}


def classify(items: pd.DataFrame, item_words: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Judge every item as rows of a table.

    Parameters
    ----------
    items, item_words, figures
        As for `eduplans.themes.facts.gather`.

    Returns
    -------
    pandas.DataFrame
        Columns `doc`, `item` and `COLUMNS`, in the order of `items`. Several secondary themes are divided by ``;``;
        `theme_margin` is the lead of the theme's score over the second as a share of it, rounded to hundredths.

    Examples
    --------
    >>> items = pd.DataFrame({"doc": ["d"], "item": ["1"], "heading": ["严禁有偿补课"], "deadline": [""]})
    >>> words = pd.DataFrame({"doc": ["d"] * 2, "item": ["1"] * 2, "word": ["严禁", "师德"], "count": [1, 1]})
    >>> none = pd.DataFrame(columns=["doc", "item", "status", "qualifier", "confidence", "negated"])
    >>> classify(items, words, none)[["theme", "strength", "instrument"]].values.tolist()
    [['teachers', 'binding', 'regulation']]
    """
    judged = explain_all(items, item_words, figures)
    return pd.DataFrame(
        [
            {
                "doc": doc,
                "item": item,
                "theme": one.theme.label,
                "secondary": ";".join(one.secondary),
                "strength": one.strength.label,
                "instrument": one.instrument.label,
                "quantified": one.facts.quantified,
                "theme_margin": round(one.theme.margin, 2),
            }
            for (doc, item), one in judged.items()
        ],
        columns=["doc", "item", *COLUMNS],
    )
