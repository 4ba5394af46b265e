"""What a call of ingest did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eduplans.errors import Problem
    from eduplans.ingest.reading import Ingested

__all__ = ["IngestSummary"]


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What a call of `ingest` did.

    Parameters
    ----------
    added, replaced
        Documents that are new in the tables, and documents whose rows were replaced.
    kept
        Ids of documents that were not given and keep their rows.
    failed
        What is wrong with the files that could not be taken, one problem or more a file.
    unchanged
        Ids of documents that were given, are in the dataset as they are, and were not read again.
    resumed
        Ids of documents among the added and replaced that an interrupted run had read before.
    duplicates
        For each copy of another document's text in the tables, the first document of that text.
    dataset
        Whether the tables are a partitioned dataset.
    """

    added: tuple[Ingested, ...]
    replaced: tuple[Ingested, ...]
    kept: tuple[str, ...]
    failed: tuple[Problem, ...]
    unchanged: tuple[str, ...] = ()
    resumed: tuple[str, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    dataset: bool = False
