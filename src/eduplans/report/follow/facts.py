"""What is known of every figure and of every value of a series, ready to be looked up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.report.sources import table_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eduplans.report.sources import Row, Sources

_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of the tables by the names under which tables and pictures rest on them.

    Parameters
    ----------
    figures
        Figures by id, in the order of the documents and of reading.
    documents
        Documents by id.
    headings
        Heading of an item, by document and item.
    findings
        Relations that the audit found, by figure id.
    corrections
        Corrections, by figure id.
    series
        Values of the national series by name and then by ``year`` and level.
    sequences
        Ids of the figures of a relation, by their printed forms joined as the audit prints them.
    indicators
        Rows of the codebook by code.
    pages
        Page of a document without ending, such as ``counties/yunze-2024-plan``; only of those that have one.
    tables
        Names of the tables of the codebook.
    confirmations
        What readers found right, by figure id.
    """

    figures: Mapping[str, Row]
    documents: Mapping[str, Row]
    headings: Mapping[tuple[str, str], str]
    findings: Mapping[str, tuple[Row, ...]]
    corrections: Mapping[str, tuple[Row, ...]]
    series: Mapping[str, tuple[Row, ...]]
    sequences: Mapping[str, tuple[tuple[str, ...], ...]]
    indicators: Mapping[str, Mapping[str, str]]
    pages: Mapping[str, str]
    tables: frozenset[str]
    confirmations: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def of_document(self, doc: str) -> list[Row]:
        """List the figures of a document, in reading order."""
        return [row for row in self.figures.values() if row["doc"] == doc]

    def document_of(self, name: str) -> str:
        """Name the document that a figure, an item (``doc item``) or a document itself belongs to; empty: none."""
        doc = name.rsplit(":", 1)[0].split(" ", 1)[0]
        return doc if doc in self.documents else ""

    def title(self, doc: str) -> str:
        """Call a document by its county and year, or else by its id."""
        row = self.documents.get(doc, {})
        said = " ".join(part for part in (row.get("county", ""), row.get("year", "")) if part)
        return f"{said} ({row['kind']})" if said and row.get("kind") else said or doc


def read_facts(sources: Sources) -> Facts:
    """Read the tables of a project.

    Parameters
    ----------
    sources
        What the report is made of.

    Returns
    -------
    Facts
        Processed tables where there are any, raw ones of figures and documents otherwise.
    """
    data = sources.root / "data"
    raw, processed = data / "raw", data / "processed"
    figures = table_rows(processed / "figures.csv") or table_rows(raw / "figures.csv")
    audit = table_rows(processed / "audit.csv")
    series = defaultdict(list)
    for row in table_rows(processed / "national.csv"):
        series[row["series"]].append(row)
    return Facts(
        figures={row["figure_id"]: row for row in figures},
        documents={row["doc"]: row for row in sources.documents},
        headings={(row["doc"], row["item"]): row["heading"] for row in table_rows(raw / "items.csv")},
        findings=_findings(audit),
        corrections=_grouped(table_rows(raw / "corrections.csv")),
        confirmations=_grouped(table_rows(raw / "confirmations.csv")),
        series={name: tuple(rows) for name, rows in series.items()},
        sequences=_sequences(audit),
        indicators={row["code"]: row for row in codebook.read("indicators")},
        pages={shown.run.document: shown.page for shown in sources.counties},
        tables=frozenset(codebook.names()),
    )


def _grouped(rows: list[Row]) -> dict[str, tuple[Row, ...]]:
    found = defaultdict(list)
    for row in rows:
        found[row["figure_id"]].append(row)
    return {name: tuple(group) for name, group in found.items()}


def _findings(audit: list[Row]) -> dict[str, tuple[Row, ...]]:
    found = defaultdict(list)
    for row in audit:
        for name in dict.fromkeys(row["figure_ids"].split()):
            found[name].append(row)
    return {name: tuple(group) for name, group in found.items()}


def _sequences(audit: list[Row]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in audit:
        ids = tuple(row["figure_ids"].split())
        if len(ids) == len(row["as_printed"].split(_BETWEEN)) and ids not in found[row["as_printed"]]:
            found[row["as_printed"]].append(ids)
    return {printed: tuple(ids) for printed, ids in found.items()}
