"""From a figure's id back to its sentence: `eduplans trace`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eduplans.errors import DocumentError, Problem, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from pathlib import Path

Found = Literal["sentence", "no document", "other text"]
_SENTENCE_END = re.compile(r"[。；;!?！？\n]")


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a figure stands.

    Parameters
    ----------
    figure
        The figure's row of the raw table, by column.
    document
        The document's row of the raw table, by column.
    heading
        Heading of the figure's item, empty before the first heading.
    found
        ``sentence`` where the document is at hand and its text has the recorded digest, ``no document`` where
        no file with the recorded digest is, ``other text`` where the file is but cleaning now gives another
        text.
    sentence
        The sentence that carries the figure, where `found` says so.
    corrections
        Rows of ``corrections.csv`` about this figure, by column.
    confirmed
        Row of ``confirmations.csv`` about it, where a reader has found right what is read now.
    """

    figure: dict[str, object]
    document: dict[str, object]
    heading: str
    found: Found
    sentence: str
    corrections: tuple[dict[str, object], ...] = ()
    confirmed: dict[str, str] | None = None


def trace(figure_id: str, raw: Path, documents: Path | None = None) -> Trace:
    """Follow a figure back to its sentence.

    Parameters
    ----------
    figure_id
        Id of the figure, such as ``yunze-2024-plan:2aaa0dfe``.
    raw
        Folder of the raw tables.
    documents
        A document, or a folder of documents, in which the file is looked for by its digest.

    Returns
    -------
    Trace

    Raises
    ------
    UnknownNameError
        No figure has this id; the message lists the nearest that exist.
    TableError
        A raw table is missing, breaks its schema or was changed by hand.
    """
    from eduplans import tables
    from eduplans.digests import check_digests
    from eduplans.documents.encodings import whole
    from eduplans.review.confirmations import confirmation_of

    check_digests(raw)
    figures = tables.read_raw("figures", raw)
    match = figures[figures["figure_id"] == whole(figure_id)]
    if match.empty:
        raise _unknown(figure_id, list(figures["figure_id"]))
    figure = _plain(match.iloc[0].to_dict())
    all_documents = tables.read_raw("documents", raw)
    document = _plain(all_documents[all_documents["doc"] == figure["doc"]].iloc[0].to_dict())
    items = tables.read_raw("items", raw)
    heading = items[(items["doc"] == figure["doc"]) & (items["item"] == figure["item"])]["heading"]
    found, sentence = _sentence(figure, document, documents)
    return Trace(
        figure=figure,
        document=document,
        heading=str(heading.iloc[0]) if len(heading) else "",
        found=found,
        sentence=sentence,
        corrections=tuple(_corrections(figure_id, raw)),
        confirmed=confirmation_of(str(figure["figure_id"]), raw) if (raw / "confirmations.csv").exists() else None,
    )


def sentence_at(text: str, start: int, end: int) -> str:
    """Cut out the sentence around a span.

    Parameters
    ----------
    text
        Cleaned text.
    start, end
        Span of the figure, 0-based, end exclusive.

    Returns
    -------
    str
        From after the last mark that ends a sentence (。；！？ or a line break) to the next, that one included.

    Examples
    --------
    >>> sentence_at("一是招生。二是补充教师30名，其中研究生5名；三是培训。", 11, 14)
    '二是补充教师30名，其中研究生5名；'
    """
    first = max((mark.end() for mark in _SENTENCE_END.finditer(text, 0, start)), default=0)
    last = _SENTENCE_END.search(text, end)
    return text[first : last.end() if last else len(text)].strip()


def _sentence(figure: dict[str, object], document: dict[str, object], documents: Path | None) -> tuple[Found, str]:
    file = _file_with_digest(str(document["sha256_file"]), documents) if documents else None
    if file is None:
        return "no document", ""
    from eduplans.documents import read_document

    text = read_document(file).text
    if hashlib.sha256(text.encode()).hexdigest() != document["sha256_text"]:
        return "other text", ""
    return "sentence", sentence_at(text, int(str(figure["start"])), int(str(figure["end"])))


def _file_with_digest(digest: str, place: Path) -> Path | None:
    from eduplans.documents.read import file_bytes

    # links are for who names them: one in a folder from elsewhere may lead anywhere
    candidates = sorted(file for file in place.rglob("*") if not file.is_symlink()) if place.is_dir() else [place]
    for file in candidates:
        try:
            content = file_bytes(file)
        except DocumentError:  # a folder, a pipe, a device, empty, too large: not the file that was read
            continue
        if hashlib.sha256(content).hexdigest() == digest:
            return file
    return None


def _corrections(figure_id: str, raw: Path) -> Iterator[dict[str, object]]:
    from eduplans import tables

    if (raw / "corrections.csv").exists():
        rows = tables.read_raw("corrections", raw)
        for row in rows[rows["figure_id"] == figure_id].to_dict("records"):
            yield _plain(row)


def _plain(row: Mapping[Hashable, object]) -> dict[str, object]:
    """Missing values as empty strings, so that nothing prints as NaN."""
    import pandas as pd

    return {str(key): "" if pd.isna(value) else value for key, value in row.items()}  # type: ignore[call-overload]


def _unknown(figure_id: str, known: list[str]) -> UnknownNameError:
    from difflib import get_close_matches

    near = get_close_matches(figure_id, known, n=3, cutoff=0.5)
    remedy = f"nearest: {', '.join(near)}" if near else "ids stand in the column figure_id of figures.csv"
    return UnknownNameError(Problem("no figure has this id", value=figure_id, remedy=remedy))
