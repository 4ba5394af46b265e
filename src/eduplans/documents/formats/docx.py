"""Word files (.docx): paragraphs and tables in their order."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from eduplans.documents.formats.archive import DAMAGED, check_archive
from eduplans.documents.formats.grid import cell_text, spanned, table_lines
from eduplans.documents.formats.numbering import Numbering
from eduplans.documents.limits import DEFAULTS, Limits
from eduplans.errors import DocumentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read"]

_OLE = b"\xd0\xcf\x11\xe0"


def read(data: bytes, where: str, limits: Limits = DEFAULTS) -> tuple[str, str]:
    """Read a Word file.

    Parameters
    ----------
    data
        The file.
    where
        Its name, for errors.
    limits
        What it may cost.

    Returns
    -------
    tuple of str and str
        Text and encoding (that of its XML, ``utf-8``).

    Raises
    ------
    DocumentError
        If it is encrypted, damaged or no Word file.
    """
    if data.startswith(_OLE):
        raise DocumentError(
            Problem(
                "the file is encrypted, or a legacy .doc under another name",
                where=where,
                remedy="open it in a word processor, take the password off and save it as .docx",
            )
        )
    try:
        check_archive(data, where, limits)
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document))
    except (*DAMAGED, OpcError, LxmlError, LookupError, ValueError, AttributeError, TypeError, OSError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError(
            Problem(f"the Word file is damaged: {error}", where=where, remedy="open it and save it again")
        ) from error
    return "\n".join(lines), "utf-8"


def _lines(document: Any) -> Iterator[str]:
    numbering = Numbering(document)
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from table_lines([_cells(row) for row in block.rows])
        else:
            yield numbering.label(block) + block.text


def _cells(row: Any) -> list[str]:
    """Texts of the cells of a row; a merged cell comes once for every place it covers."""
    texts: list[str] = []
    last = None
    for cell in row.cells:
        text = cell_text([cell.text])
        texts.append(spanned(text) if cell._tc is last else text)
        last = cell._tc
    return texts
