"""A document and its figures as rows of the raw tables.

One function a table; the order of the keys is the order of the columns. Nothing is added to what the document
says.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from eduplans import __version__
from eduplans.deadlines import deadlines
from eduplans.duplicates import fingerprint
from eduplans.identity import figure_ids
from eduplans.words import count_words, segmenter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eduplans.audit.cues import Cue
    from eduplans.model import Document, Figure

Row = dict[str, object]

#: Facts of a document's identity that carry their basis and evidence.
FIELDS = ("title", "issuer", "number", "date", "year", "county", "kind", "source")
#: Steps of cleaning, in their order.
STEPS = (
    "encoding",
    "menu",
    "footer",
    "spam",
    "word_residue",
    "decoration",
    "gloss",
    "traditional",
    "width",
    "space",
)


def document_row(document: Document, figures: Sequence[Figure]) -> Row:
    """Make the row of ``documents.csv``: identity with its basis, digests, what cleaning removed, counts."""
    meta = document.metadata
    row: Row = {"doc": document.doc}
    for name in FIELDS:
        row[name] = getattr(meta, name).value
        if name == "county":
            row |= {
                "county_code": meta.county_code,
                "province": meta.province,
                "province_code": meta.province_code,
            }
    row["source"] = meta.source.value or "unknown"
    for name in FIELDS:
        fact = getattr(meta, name)
        row |= {f"{name}_basis": fact.basis, f"{name}_evidence": fact.evidence}
    removed = {step.step: step.count for step in document.cleaning}
    row |= {
        "file": document.file,
        "format": document.format,
        "encoding": document.encoding,
        "sha256_file": document.sha256_file,
        "sha256_text": document.sha256_text,
        "fingerprint": str(fingerprint(document, figures)),
        "duplicate_of": "",
        "characters_file": document.characters_file,
        "characters_text": len(document.text),
    }
    row |= {f"removed_{step}": removed.get(step, 0) for step in STEPS}
    row |= {
        "damage": len(document.damage),
        "items": len(document.items),
        "figures": len(figures),
        "segmenter": segmenter(),
        "version": __version__,
    }
    return row


def item_rows(document: Document) -> Iterator[Row]:
    """Make the rows of ``items.csv``, in reading order."""
    year = document.metadata.year.value
    for order, item in enumerate(document.items, start=1):
        yield {
            "doc": document.doc,
            "order": order,
            "item": item.path,
            "label": item.label,
            "depth": item.depth,
            "heading": item.heading,
            "start": item.start,
            "end": item.end,
            "characters": item.end - item.start,
            "deadline": ";".join(
                deadlines(document.text[item.start : item.end], int(year) if year.isdigit() else None)
            ),
        }


def item_word_rows(document: Document) -> Iterator[Row]:
    """Make the rows of ``item_words.csv``: every word of every item with its count."""
    for item in document.items:
        for word, count in count_words(document.text[item.start : item.end]).items():
            yield {"doc": document.doc, "item": item.path, "word": word, "count": count}


def figure_rows(document: Document, figures: Sequence[Figure]) -> Iterator[Row]:
    """Make the rows of ``figures.csv``, in reading order."""
    ids = figure_ids(document.doc, ((figure.item, figure.as_printed) for figure in figures))
    for order, (key, figure) in enumerate(zip(ids, figures, strict=True), start=1):
        yield (
            {"figure_id": key}
            | codebook_row(document.doc, order, figure)
            | {
                "phrase": figure.phrase,
                "group": figure.group,
                "role": figure.role,
                "damaged": figure.damaged,
            }
        )


def codebook_row(doc: str, order: int, figure: Figure) -> Row:
    """Make a row with exactly the columns of the codebook of figures, plus `start` and `end`."""
    return {
        "doc": doc,
        "order": order,
        "item": figure.item,
        "as_printed": figure.as_printed,
        "value": figure.value,
        "value_max": figure.value_max,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "measure": figure.measure,
        "level": figure.level,
        "year": figure.year,
        "status": figure.status,
        "change": figure.change,
        "confidence": figure.confidence,
        "start": figure.start,
        "end": figure.end,
    }


def cue_rows(doc: str, cues: Sequence[Cue]) -> Iterator[Row]:
    """Make the rows of ``cues.csv``, in reading order."""
    for cue in cues:
        yield {
            "doc": doc,
            "item": cue.item,
            "start": cue.start,
            "end": cue.end,
            "cue": cue.cue,
            "printed": cue.printed,
            "number": cue.number,
            "clause": cue.clause,
        }


def damage_rows(document: Document) -> Iterator[Row]:
    """Make the rows of ``damage.csv``: places where the copy destroyed characters."""
    starts = [item.start for item in document.items]
    for damage in document.damage:
        position = bisect_right(starts, damage.start) - 1
        yield {
            "doc": document.doc,
            "item": document.items[position].path if position >= 0 else "",
            "start": damage.start,
            "end": damage.end,
            "printed": damage.printed,
            "kind": damage.kind,
            "repaired": damage.repaired,
        }
