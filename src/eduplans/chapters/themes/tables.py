"""Tables of the chapter on themes, ready for `eduplans.display.table`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans import codebook
from eduplans.chapters.themes.data import theme_name
from eduplans.display import NONE, number
from eduplans.themes.judge import LOW
from eduplans.themes.lexicon import INSTRUMENTS, STRENGTHS
from eduplans.themes.shares import topics

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eduplans.chapters.themes.data import Data, Shares
    from eduplans.themes.resample import Estimate

_READINGS = {
    "first": "first reading",
    "second": "second reading",
    "method": "method",
    "method without words of one item": "method without words of one item",
    "reading of sentences": "reading of sentences of provincial reports",
}
#: The one reading of text that no weight was chosen with.
UNSEEN = "reading of sentences"
#: Rows of the table of one item's evidence.
_MOST = 16


def interval(estimate: Estimate, decimals: int = 0, scale: float = 100) -> str:
    """Write an estimate with its interval.

    Parameters
    ----------
    estimate
        A share, or another number with `scale` 1.
    decimals
        Digits after the point.
    scale
        What it is multiplied with.

    Returns
    -------
    str

    Examples
    --------
    >>> from eduplans.themes.resample import Estimate
    >>> interval(Estimate(0.25, 0.1, 0.4)), interval(Estimate(0.0, 0.0, 0.0))
    ('25 (10–40)', '—')
    """
    if not estimate.value:
        return NONE  # nothing to resample; a small number that rounds to 0 has an interval
    low, high = number(scale * estimate.low, decimals), number(scale * estimate.high, decimals)
    return f"{number(scale * estimate.value, decimals)} ({low}–{high})"


def document_table(data: Data) -> pd.DataFrame:
    """Lay out which documents are compared."""
    sizes = data.items.groupby("doc")["words"].agg(["size", "sum"])
    return pd.DataFrame(
        [
            {
                "document": row["doc"],
                "name": data.names[str(row["doc"])],
                "year": row["year"],
                "kind": row["kind"],
                "items with text": int(sizes.loc[row["doc"], "size"]),
                "words": int(sizes.loc[row["doc"], "sum"]),
            }
            for row in data.documents.to_dict("records")
        ]
    )


def evidence_table(data: Data, doc: str, item: str, kind: str = "theme") -> pd.DataFrame:
    """Lay out what one label of an item rests on, strongest first."""
    found = data.explanation(doc, item)
    verdict, rows = found.verdict(kind), found.table(kind)
    rows["total"] = [verdict.scores[label] for label in rows["label"]]
    return pd.DataFrame(
        {
            "label": [theme_name(label) if kind == "theme" else label for label in rows["label"]],
            "score of the label": [number(total) for total in rows["total"]],
            "word or fact": rows["what"],
            "where": rows["place"],
            "occurrences": rows["count"],
            "weight": [number(weight) for weight in rows["weight"]],
            "adds": [number(score) for score in rows["score"]],
        }
    ).head(_MOST)


def close_table(data: Data) -> pd.DataFrame:
    """List items whose theme leads by little, so that another reader may judge otherwise."""
    rows = []
    for (doc, item), one in data.judged.items():
        if one.facts.below or not one.theme.low:
            continue
        ranked = sorted(one.theme.scores, key=lambda label: -one.theme.scores[label])[:2]
        rows.append(
            {
                "document": data.names[doc],
                "item": item,
                "heading": one.facts.heading or None,
                "theme": theme_name(one.theme.label),
                "next theme": theme_name(next(label for label in ranked if label != one.theme.label)),
                "lead, percent": number(100 * one.theme.margin, 0),
            }
        )
    return pd.DataFrame(rows, columns=["document", "item", "heading", "theme", "next theme", "lead, percent"])


def close_limit() -> str:
    """Write the lead below which an item counts as close, in percent."""
    return number(100 * LOW, 0)


def agreement_table() -> pd.DataFrame:
    """Lay out how far readings and method agree: first what is nearest to a test, then what is none."""
    rows = sorted(codebook.read("theme_agreement"), key=lambda row: row["other"] != UNSEEN)
    return pd.DataFrame(
        [
            {
                "compared": f"{_READINGS[row['one']]} and {_READINGS[row['other']]}",
                "test of the method": _tested(row),
                "column": row["column"],
                "items": int(row["items"]),
                "same, percent": number(float(row["percent"]), 0),
                "Cohen's kappa": number(float(row["kappa"]), 2),
                "Krippendorff's alpha": number(float(row["alpha"]), 2),
            }
            for row in rows
        ]
    )


def _tested(row: Mapping[str, str]) -> str:
    if row["other"] == UNSEEN:
        return "YES: unseen text"
    return "no: two readings" if row["one"] == "first" else "no: weights chosen with this reading in view"


def theme_order(data: Data) -> list[str]:
    """Themes that any item has, in the order of the codebook."""
    there = {label for shares in data.themes.values() for label in shares}
    return [row["code"] for row in codebook.read("themes") if row["code"] in there]


def theme_table(data: Data) -> pd.DataFrame:
    """Lay out the share of each theme in each document with its interval, in percent."""
    return _wide(data, data.themes, {code: theme_name(code) for code in theme_order(data)}, "theme")


def strength_table(data: Data) -> pd.DataFrame:
    """Lay out how far documents bind and how much is quantified, in percent."""
    bound = _wide(data, data.strengths, {label: label for label in STRENGTHS}, "")
    words = _wide(data, data.by_words, {"binding": "binding by words alone"}, "")
    counted = _wide(data, data.quantified, {"True": "quantified"}, "")
    return pd.concat([bound, words, counted], ignore_index=True)


def instrument_table(data: Data) -> pd.DataFrame:
    """Lay out the share of each instrument, in percent."""
    return _wide(data, data.instruments, {label: label for label in INSTRUMENTS}, "instrument")


def _wide(data: Data, shares: Shares, labels: Mapping[str, str], head: str) -> pd.DataFrame:
    rows = []
    for code, name in labels.items():
        cells = {data.names[doc]: interval(shares[doc][code]) if code in shares[doc] else NONE for doc in data.docs}
        rows.append({head: name} | cells)
    return pd.DataFrame(rows)


def topic_table(data: Data) -> pd.DataFrame:
    """Lay out how often each document names each topic, in occurrences per 1,000 words."""
    return pd.DataFrame(
        [
            {"topic": f"{english} {chinese}"}
            | {data.names[doc]: interval(data.topics[doc][code], 1, 1) for doc in data.docs}
            for code, (english, chinese, _) in topics().items()
        ]
    )


def year_table(data: Data) -> pd.DataFrame:
    """Lay out how often the plans of each year name each topic, in occurrences per 1,000 words."""
    return pd.DataFrame(
        [
            {"topic": f"{english} {chinese}"}
            | {year_head(data, year): interval(rates[code], 1, 1) for year, rates in data.years.items()}
            for code, (english, chinese, _) in topics().items()
        ]
    )


def year_head(data: Data, year: str) -> str:
    """Name a year with how many plans it has."""
    plans = data.plans_of(year)
    return f"{year} ({plans} {'plan' if plans == 1 else 'plans'})"


def topic_words_table() -> pd.DataFrame:
    """Lay out which words make a topic."""
    return pd.DataFrame(
        [
            {"topic": f"{english} {chinese}", "words": ", ".join(sorted(words))}
            for english, chinese, words in topics().values()
        ]
    )


def deadline_table(data: Data) -> pd.DataFrame:
    """List items that set a date."""
    dated = data.items[data.items["deadline"].notna()]
    return pd.DataFrame(
        {
            "document": [data.names[str(doc)] for doc in dated["doc"]],
            "item": dated["item"].tolist(),
            "heading": dated["heading"].tolist(),
            "deadline": [str(dates).replace(";", ", ") for dates in dated["deadline"]],
        }
    )


def cosine_table(data: Data) -> pd.DataFrame:
    """Lay out the cosine of each pair of documents with its interval, most alike first."""
    pairs = sorted(data.alike.estimates.items(), key=lambda pair: -pair[1].value)
    return pd.DataFrame(
        [
            {"document": data.names[one], "and": data.names[other], "cosine": interval(estimate, 2, 1)}
            for (one, other), estimate in pairs
        ]
    )


def tree_table(data: Data) -> pd.DataFrame:
    """Lay out the merges of the tree, from the closest on, with how often resamples repeat them."""
    merges = zip(data.alike.merged(), data.alike.tree[:, 2], data.alike.support, strict=True)
    return pd.DataFrame(
        [
            {
                "joined": together(data, below),
                "cosine, on average": number(1 - distance, 2),
                "in resamples, percent": number(100 * support, 0),
            }
            for below, distance, support in merges
        ]
    )


def together(data: Data, docs: frozenset[str]) -> str:
    """Name several documents in the order of the chapter."""
    return ", ".join(name for doc, name in data.names.items() if doc in docs)


def distinctive_table(data: Data) -> pd.DataFrame:
    """Lay out the words that set each document off from the others."""
    return pd.DataFrame([{"document": data.names[doc], "words": ", ".join(data.own_words[doc])} for doc in data.docs])


def matrix(data: Data, codes: Sequence[str]) -> list[list[float]]:
    """Shares in percent, a row a theme and a column a document."""
    return [
        [100 * data.themes[doc][code].value if code in data.themes[doc] else 0.0 for doc in data.docs] for code in codes
    ]
