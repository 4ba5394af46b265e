"""From a file or a text to a `Document`: read, clean, identify, outline."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from eduplans.documents.cleaning import clean
from eduplans.documents.encodings import whole
from eduplans.documents.identity import identify
from eduplans.documents.outline import outline
from eduplans.documents.read import read_source
from eduplans.documents.tables import find_tables
from eduplans.documents.time_limit import time_limit
from eduplans.errors import DocumentError, Problem, visible
from eduplans.model import Document

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["document_from_text", "read_document"]


def read_document(path: Path) -> Document:
    r"""Read a file as a document.

    Parameters
    ----------
    path
        A text, HTML, DOCX, PDF, XLSX or CSV file; its stem becomes the document id.

    Returns
    -------
    Document
        With cleaned text, identity, items, tables and what cleaning did.

    Raises
    ------
    DocumentError
        If the file cannot be read as a document: missing, empty, binary, encrypted, scanned, of an unknown
        encoding or of a format that is not read, or over a limit. Nothing else is raised.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "plan.txt")
    ...     _ = path.write_text("青禾县2020年教育工作要点\n一、扩大学位\n1、新建学校3所。\n", encoding="gb18030")
    ...     document = read_document(path)
    >>> document.encoding, [item.path for item in document.items]
    ('gb18030', ['一', '一/1'])
    """
    with time_limit(str(path)):
        source = read_source(path)
        document = document_from_text(source.text, visible(path.stem))
    if not document.text.strip():
        raise DocumentError(
            Problem(
                "nothing readable is left of the file: it holds no text but control characters, menus or spam",
                where=str(path),
                remedy="open it in a word processor and save the document's text as plain text in UTF-8",
            )
        )
    return replace(
        document,
        file=visible(path.name),
        format=source.format,
        encoding=source.encoding,
        sha256_file=source.sha256,
    )


def document_from_text(text: str, doc: str) -> Document:
    r"""Make a document of text at hand.

    Parameters
    ----------
    text
        The text as it stands in the source, pollution and all.
    doc
        Id of the document.

    Returns
    -------
    Document
        With cleaned text, identity, items, tables and what cleaning did; `file` is empty.

    Examples
    --------
    >>> document = document_from_text("青禾縣2020年工作要點\n一、擴大學位", "demo")
    >>> document.text, document.metadata.year.value
    ('青禾县2020年工作要点\n一、扩大学位', '2020')
    """
    cleaned = clean(whole(text))
    items = outline(cleaned.text)
    body = items[0].start if items else len(cleaned.text)
    return Document(
        doc=doc,
        text=cleaned.text,
        metadata=identify(cleaned.text, body, cleaned.menu_lines),
        items=items,
        cleaning=cleaned.steps,
        damage=cleaned.damage,
        sha256_text=hashlib.sha256(cleaned.text.encode()).hexdigest(),
        characters_file=len(text),
        tables=find_tables(cleaned.text),
    )
