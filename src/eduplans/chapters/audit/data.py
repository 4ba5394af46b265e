"""What the chapter takes out of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.audit.finding import VERDICTS
from eduplans.copies import of_copies

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SOURCE", "Audited", "gather", "ids"]

SOURCE = "data/processed/audit.csv, by figure id"


@dataclass(frozen=True)
class Audited:
    """The relations of all documents and of the one that is told in full.

    Parameters
    ----------
    document
        Id of the document told in full.
    relations
        Rows of ``processed/audit.csv``, without those of copies of other documents.
    figures
        All rows of ``processed/figures.csv``.
    """

    document: str
    relations: pd.DataFrame
    figures: pd.DataFrame

    @property
    def own(self) -> pd.DataFrame:
        """Relations of the document told in full."""
        return self.relations[self.relations["doc"] == self.document]

    def with_verdict(self, verdict: str) -> pd.DataFrame:
        """Relations of the document told in full that have a verdict."""
        return self.own[self.own["verdict"] == verdict]

    @property
    def ids(self) -> list[str]:
        """Figures that the relations of the document rest on."""
        return ids(self.own)


def ids(rows: pd.DataFrame) -> list[str]:
    """List the figures of some relations, each once."""
    return list(dict.fromkeys(" ".join(rows["figure_ids"].dropna()).split()))


def gather(relations: pd.DataFrame, figures: pd.DataFrame, document: str) -> Audited:
    """Take what the chapter needs.

    Parameters
    ----------
    relations
        ``processed/audit.csv``.
    figures
        ``processed/figures.csv``.
    document
        Id of the document told in full.

    Returns
    -------
    Audited
    """
    copies = set(figures["doc"][of_copies(figures)]) - {document}
    relations = relations[~relations["doc"].isin(copies)]
    text: Iterable[str] = ("relation", "verdict", "unit", "readings", "figure_ids")
    plain = relations.astype(dict.fromkeys(text, object))
    return Audited(document, plain.assign(verdict=pd.Categorical(plain["verdict"], VERDICTS)), figures)
