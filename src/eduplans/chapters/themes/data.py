"""Everything that the chapter on themes shows, estimated once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans import codebook
from eduplans.copies import first_documents
from eduplans.errors import Problem, UnknownNameError
from eduplans.themes.classify import explain_all
from eduplans.themes.judge import strength_by_words
from eduplans.themes.likeness import distinctive, likeness
from eduplans.themes.shares import label_shares, topic_rates, with_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eduplans.themes.classify import Explanation
    from eduplans.themes.likeness import Likeness
    from eduplans.themes.resample import Estimate

    Shares = Mapping[str, Mapping[str, Estimate]]

SOURCE = "data/processed/items.csv, data/raw/item_words.csv"


@dataclass(frozen=True)
class Data:
    """What the chapter shows.

    Parameters
    ----------
    documents
        Rows of the documents, by year, then by id; copies of others are left out here and in all estimates.
    names
        Short name of each document, in the same order.
    items
        Items with text; sections are left out.
    unit
        What shares count: ``words`` or ``items``.
    themes, strengths, by_words, instruments, quantified, topics
        Estimates by document and label; `by_words` is strength without amounts and deadlines.
    years
        Topics by year, of all plans of the year together.
    alike
        Likeness of the documents.
    own_words
        Words that set each document off.
    judged
        Every item with all that its labels rest on.
    """

    documents: pd.DataFrame
    names: Mapping[str, str]
    items: pd.DataFrame
    unit: str
    themes: Shares
    strengths: Shares
    by_words: Shares
    instruments: Shares
    quantified: Shares
    topics: Shares
    years: Shares
    alike: Likeness
    own_words: Mapping[str, tuple[str, ...]]
    judged: Mapping[tuple[str, str], Explanation]

    @property
    def docs(self) -> tuple[str, ...]:
        """Ids of the documents, in the order of `documents`."""
        return tuple(self.names)

    @property
    def plans(self) -> tuple[str, ...]:
        """Ids of the documents that are plans."""
        return tuple(str(row["doc"]) for row in self.documents.to_dict("records") if row["kind"] == "plan")

    def plans_of(self, year: str) -> int:
        """Count the plans of a year."""
        rows = self.documents[self.documents["doc"].isin(self.plans)]
        return int((rows["year"].astype(str) == year).sum())

    def explanation(self, doc: str, item: str) -> Explanation:
        """Choose one item; an unknown one is an error that lists the items of the document.

        Raises
        ------
        UnknownNameError
            If the document has no such item.
        """
        if (doc, item) not in self.judged:
            there = [path for name, path in self.judged if name == doc] or list(self.docs)
            raise UnknownNameError(
                Problem(f"no such item of {doc}", value=item, remedy="there are " + ", ".join(there))
            )
        return self.judged[doc, item]


def gather(
    documents: pd.DataFrame, items: pd.DataFrame, item_words: pd.DataFrame, figures: pd.DataFrame, unit: str = "words"
) -> Data:
    """Estimate everything.

    Parameters
    ----------
    documents, items, item_words, figures
        ``eduplans.load`` of these names.
    unit
        What shares count: ``words`` or ``items``.

    Returns
    -------
    Data
    """
    judged = explain_all(items, item_words, figures)
    ordered = first_documents(documents).sort_values(["year", "doc"], kind="stable", ignore_index=True)
    items, item_words = (rows[rows["doc"].isin(ordered["doc"])] for rows in (items, item_words))
    by_words = [
        strength_by_words(judged[doc, item].facts).label for doc, item in zip(items["doc"], items["item"], strict=True)
    ]
    return Data(
        documents=ordered,
        names={str(row["doc"]): short_name(row) for row in ordered.to_dict("records")},
        items=with_text(items),
        unit=unit,
        themes=label_shares(items, "theme", unit),
        strengths=label_shares(items, "strength", unit),
        by_words=label_shares(items.assign(by_words=by_words), "by_words", unit),
        instruments=label_shares(items, "instrument", unit),
        quantified=label_shares(items, "quantified", unit),
        topics=topic_rates(item_words),
        years=topic_rates(_plans_by_year(ordered, item_words)),
        alike=likeness(item_words),
        own_words=distinctive(item_words),
        judged=judged,
    )


def _plans_by_year(documents: pd.DataFrame, item_words: pd.DataFrame) -> pd.DataFrame:
    """Put the words of all plans of a year together, as if they were one document of that year."""
    plans = documents[(documents["kind"] == "plan") & documents["year"].notna()]
    year = {str(row["doc"]): str(row["year"]) for row in plans.to_dict("records")}
    words = item_words[item_words["doc"].isin(year)]
    return words.assign(item=words["doc"] + "/" + words["item"], doc=words["doc"].map(year))


def short_name(row: Mapping[object, object]) -> str:
    """Name a document by county and year; one that is no plan also by its kind.

    Parameters
    ----------
    row
        Of ``documents.csv``.

    Returns
    -------
    str

    Examples
    --------
    >>> short_name({"doc": "demo", "county": "青禾县", "year": 2024, "kind": "report"})
    '青禾县 2024 (report)'
    """
    place = row["doc"] if pd.isna(row["county"]) else row["county"]  # type: ignore[call-overload]
    year = "" if pd.isna(row["year"]) else f" {row['year']}"  # type: ignore[call-overload]
    return f"{place}{year}" + ("" if row["kind"] == "plan" else f" ({row['kind']})")


def theme_name(code: str) -> str:
    """Name a theme in English and Chinese.

    Examples
    --------
    >>> theme_name("special")
    'Special education 特殊教育'
    """
    row = next(row for row in codebook.read("themes") if row["code"] == code)
    return f"{row['name_en']} {row['name_zh']}"
