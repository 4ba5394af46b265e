"""PDF files that hold text: lines of paragraphs are joined, page numbers and running heads go."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2

from eduplans.errors import DocumentError, Problem

__all__ = ["join_lines", "read"]

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－·]?\s*\d{1,4}\s*[-—–－·]?|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)\s*"
)
_STOP = re.compile(r"[。！？；：:;]\s*$")
_LABEL = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]{1,4}[章节条部篇]|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,3}[、．]|\d{1,3}\.(?!\d)|[①-⑳]|附件)"
)
_FULL = 0.85
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
            what, remedy = f"the PDF is damaged: {error}", "download or print it again"
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


def join_lines(lines: list[str]) -> list[str]:
    """Join lines that a page width broke.

    A line goes on in the next where it is about as long as the longest, does not end a sentence and the next begins
    no heading.

    Parameters
    ----------
    lines
        Lines as printed.

    Returns
    -------
    list of str
        Paragraphs.

    Examples
    --------
    >>> join_lines(["一、学位", "今年在全县新建和改建学校共十二所增加学", "位3000个。", "二、教师"])
    ['一、学位', '今年在全县新建和改建学校共十二所增加学位3000个。', '二、教师']
    """
    widths = sorted(map(_width, lines))
    full = widths[int(len(widths) * 0.95) - 1] if len(widths) > 20 else max(widths, default=0)
    joined: list[str] = []
    open_line = False
    for line in lines:
        if open_line and not _LABEL.match(line):
            joined[-1] += line.strip()
        else:
            joined.append(line)
        open_line = _width(line) >= _FULL * full and not _STOP.search(line)
    return joined


def _width(line: str) -> float:
    return sum(0.5 if sign.isascii() else 1.0 for sign in line)
