"""PDF files that hold text: columns one after the other, lines joined, page numbers and running heads gone."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2

from eduplans.documents.limits import DEFAULTS, Limits
from eduplans.documents.paragraphs import join_lines
from eduplans.errors import DocumentError, Problem

__all__ = ["read"]

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－·]?\s*\d{1,4}\s*[-—–－·]?|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)\s*"
)
_NUMBER = re.compile(r"\d{1,4}")
_LABEL = re.compile(r"\s*\d{1,3}[.、．)]")
_PROSE, _COLUMN = 0.2, 4  # share of a page's width that a line of a column fills; lines of a column
_SCANNED = 8  # characters a page, below which a PDF is a picture


def read(data: bytes, where: str, limits: Limits = DEFAULTS) -> tuple[str, str]:
    """Read the text of a PDF.

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
        Text and encoding (``pdf``).

    Raises
    ------
    DocumentError
        If it is encrypted, damaged or scanned.
    """
    try:
        pages = _pages(data, where, limits)
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


def _pages(data: bytes, where: str, limits: Limits) -> list[list[str]]:
    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > limits.pages:
            raise DocumentError(limits.over("pages", f"the PDF has {len(document):,} pages", where))
        pages = []
        for number in range(len(document)):
            page = document[number]
            textpage = page.get_textpage()
            # a hyphen at a line end comes as a noncharacter
            text = _text(textpage, page.get_width()).replace("\ufffe", "-").replace("\r\n", "\n")
            pages.append([line.rstrip() for line in text.split("\n") if line.strip()])
            textpage.close()
            page.close()
        return pages
    finally:
        document.close()


def _text(page: pypdfium2.PdfTextPage, width: float) -> str:
    """Read a page; one of two columns of prose is read column by column, below what stands above both."""
    middle = width / 2
    boxes = [page.get_rect(number) for number in range(page.count_rects())]  # left, bottom, right, top
    left = [box for box in boxes if box[2] <= middle]
    right = [box for box in boxes if box[0] >= middle]
    if not all(_is_column(column, width) for column in (left, right)):
        return str(page.get_text_bounded())
    top = max(box[3] for box in (*left, *right) if box[2] - box[0] > _PROSE * width)
    across = [box for box in boxes if box[0] < middle < box[2]]
    if any(box[1] < top for box in across):
        return str(page.get_text_bounded())
    parts = [page.get_text_bounded(bottom=top)] if across else []
    edge = top if across else None
    parts += [page.get_text_bounded(right=middle, top=edge), page.get_text_bounded(left=middle, top=edge)]
    return "\n".join(map(str, parts))


def _is_column(boxes: list[tuple[float, float, float, float]], width: float) -> bool:
    """Tell whether pieces of text are lines of prose, as wide as a column, and not cells of a table."""
    wide = [box for box in boxes if box[2] - box[0] > _PROSE * width]
    return len(wide) >= _COLUMN and len(wide) > len(boxes) / 2


def _without_margins(pages: list[list[str]]) -> list[str]:
    """Drop page numbers and lines that head or end at least three pages."""
    heads = Counter(_pattern(page[0]) for page in pages if page)
    ends = Counter(_pattern(page[-1]) for page in pages if page)
    lines: list[str] = []
    for page in pages:
        body = list(page)
        while body and (_PAGE_NUMBER.fullmatch(body[-1]) or ends[_pattern(body[-1])] >= 3):
            body.pop()
        while body and (_PAGE_NUMBER.fullmatch(body[0]) or heads[_pattern(body[0])] >= 3):
            body.pop(0)
        lines += body
    return lines


def _pattern(line: str) -> str:
    """Give a line without its numbers: the number of the page changes in a running head; labels are none."""
    return line if _LABEL.match(line) else _NUMBER.sub("#", line)
