"""PDF files that hold text: lines of paragraphs are joined, page numbers and running heads go."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2

from eduplans.documents.paragraphs import join_lines
from eduplans.errors import DocumentError, Problem

__all__ = ["read"]

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－·]?\s*\d{1,4}\s*[-—–－·]?|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)\s*"
)
_SCANNED = 8  # characters a page, below which a PDF is a picture


def read(data: bytes, where: str) -> tuple[str, str]:
    """Read the text of a PDF.

    Parameters
    ----------
    data
        The file.
    where
        Its name, for errors.

    Returns
    -------
    tuple of str and str
        Text and encoding (``pdf``).

    Raises
    ------
    DocumentError
        If it is encrypted, damaged or scanned.
    """
    try:
        pages = _pages(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            what, remedy = "the PDF is encrypted", "open it, take the password off and save it again"
        else:
            what, remedy = "the PDF is damaged or no PDF at all", "download it or print it to PDF again"
        raise DocumentError(Problem(what, where=where, remedy=remedy)) from error
    if sum(len("".join(page).strip()) for page in pages) < _SCANNED * max(1, len(pages)):
        raise DocumentError(
            Problem(
                "the PDF is scanned: its pages are pictures without text",
                where=where,
                remedy="recognise its text (OCR) and give that as .txt, .docx or .pdf",
            )
        )
    return "\n".join(join_lines(_without_margins(pages))), "pdf"


def _pages(data: bytes) -> list[list[str]]:
    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for number in range(len(document)):
            page = document[number]
            textpage = page.get_textpage()
            # a hyphen at a line end comes as a noncharacter
            text = textpage.get_text_bounded().replace("\ufffe", "-").replace("\r\n", "\n")
            pages.append([line.rstrip() for line in text.split("\n") if line.strip()])
            textpage.close()
            page.close()
        return pages
    finally:
        document.close()


def _without_margins(pages: list[list[str]]) -> list[str]:
    """Drop page numbers and lines that head or end at least three pages."""
    heads = Counter(page[0] for page in pages if page)
    ends = Counter(page[-1] for page in pages if page)
    lines: list[str] = []
    for page in pages:
        body = list(page)
        while body and (_PAGE_NUMBER.fullmatch(body[-1]) or ends[body[-1]] >= 3):
            body.pop()
        while body and (_PAGE_NUMBER.fullmatch(body[0]) or heads[body[0]] >= 3):
            body.pop(0)
        lines += body
    return lines
