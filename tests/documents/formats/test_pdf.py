"""All files are about counties that do not exist."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from eduplans.documents import read_document
from eduplans.documents.formats import pdf
from eduplans.documents.formats.pdf import read
from eduplans.documents.paragraphs import join_lines
from eduplans.errors import DocumentError
from eduplans.figures import find_figures
from eduplans.plots.style import font_family

if TYPE_CHECKING:
    from pathlib import Path


def printed(pages: list[list[str]]) -> bytes:
    """Lay the lines of each page out in one column."""
    return laid_out([[(50, 750 - 20 * n, line) for n, line in enumerate(lines)] for lines in pages])


def laid_out(pages: list[list[tuple[int, int, str]]]) -> bytes:
    """A PDF with lines of Latin text, written by hand: a font for Chinese would be too large here."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = " ".join(f"BT /F1 12 Tf {x} {y} Td ({line}) Tj ET" for x, y, line in lines)
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R /Resources "
            "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body + trailer.encode()


def test_text_without_page_numbers_and_running_heads() -> None:
    pages = [["Qinghe County", f"{n}. School building {n}", f"- {n} -"] for n in (1, 2, 3)]
    text, encoding = read(printed(pages), "a.pdf")
    assert text == "1. School building 1\n2. School building 2\n3. School building 3"
    assert encoding == "pdf"


def test_a_scanned_file_says_what_to_do() -> None:
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(600, 800)
    stream = io.BytesIO()
    blank.save(stream)
    with pytest.raises(DocumentError, match="scanned") as caught:
        read(stream.getvalue(), "a.pdf")
    assert "OCR" in caught.value.problems[0].remedy


def test_an_encrypted_file_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise pypdfium2.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pdf, "_pages", refuse)
    with pytest.raises(DocumentError, match="encrypted"):
        read(b"%PDF-1.7", "a.pdf")


def test_a_damaged_file_says_so() -> None:
    with pytest.raises(DocumentError) as caught:
        read(b"%PDF-1.7 rubbish", "a.pdf")
    # the words of the library, which end with a full stop, mean nothing to a reader
    assert str(caught.value) == "a.pdf: the PDF is damaged or no PDF at all; download it or print it to PDF again"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            ["今年在全县新建和改建学校共十二所增加学", "位3000个。"],
            ["今年在全县新建和改建学校共十二所增加学位3000个。"],
        ),
        (
            ["今年在全县新建和改建学校共十二所增加学", "(二)教师"],
            ["今年在全县新建和改建学校共十二所增加学", "(二)教师"],
        ),
        (["学位", "教师", "今年在全县新建和改建学校共十二所"], ["学位", "教师", "今年在全县新建和改建学校共十二所"]),
        (["今年在全县新建和改建学校共十二所。", "增加学位"], ["今年在全县新建和改建学校共十二所。", "增加学位"]),
        ([], []),
    ],
)
def test_lines_are_joined_where_the_width_broke_them(lines: list[str], joined: list[str]) -> None:
    assert join_lines(lines) == joined


LEFT = [f"left line {n} of the first column," for n in range(1, 7)]
RIGHT = [f"right line {n} of the second column," for n in range(1, 7)]


def in_columns(left: list[str], right: list[str], top: int = 700) -> list[tuple[int, int, str]]:
    """Lines of two columns, drawn row by row, as some programs do."""
    rows = enumerate(zip(left, right, strict=True))
    return [piece for n, (one, two) in rows for piece in ((50, top - 20 * n, one), (320, top - 20 * n, two))]


def words(data: bytes) -> str:
    """The text without blanks: lines are joined without them, as Chinese is."""
    return "".join(read(data, "a.pdf")[0].split())


def test_two_columns_are_read_one_after_the_other() -> None:
    assert words(laid_out([in_columns(LEFT, RIGHT)])) == "".join([*LEFT, *RIGHT]).replace(" ", "")


def test_a_title_above_two_columns_comes_first() -> None:
    title = (150, 740, "A title that stands above both of the columns of Qinghe")
    assert words(laid_out([[*in_columns(LEFT, RIGHT), title]])) == "".join([title[2], *LEFT, *RIGHT]).replace(" ", "")


def test_rows_of_a_table_are_no_columns() -> None:
    text = read(laid_out([in_columns(["Schools", "Pupils", "Staff", "Rooms", "Books"], list("12345"))]), "a.pdf")[0]
    assert "".join(text.split()) == "Schools1Pupils2Staff3Rooms4Books5"


def test_a_running_head_with_the_number_of_its_page_goes() -> None:
    pages = [[f"Qinghe County, page {n} of 3", f"{n}. School building {n * n}"] for n in (1, 2, 3)]
    assert read(printed(pages), "a.pdf")[0] == "1. School building 1\n2. School building 4\n3. School building 9"


def test_two_columns_with_a_chinese_font_a_running_head_and_page_numbers(tmp_path: Path) -> None:
    """Written by a library with an embedded font; the county does not exist."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    left = ["一、经费", "教育支出6.82亿元，其中义务教育经费4.1", "亿元，新建学校3所，增加学位", "1200个。"]
    right = ["二、教师", "招聘教师64人，轮岗教师占符合条件教", "师的10.5%。", "退休51人。"]
    path = tmp_path / "two-columns.pdf"
    with rc_context({"font.family": font_family(), "pdf.fonttype": 42}), PdfPages(path) as pages:
        for number in (1, 2):
            page = Figure(figsize=(8.27, 11.69))
            page.text(0.5, 0.96, "云泽县教育局", ha="center", fontsize=9)
            for at, lines in ((0.08, left), (0.53, right)):
                for row, line in enumerate(lines):
                    page.text(at, 0.9 - 0.03 * row, line, fontsize=11)
            page.text(0.5, 0.03, f"— {number} —", ha="center", fontsize=9)
            pages.savefig(page)
    document = read_document(path)
    printed = [figure.as_printed for figure in find_figures(document)]
    assert printed == ["6.82亿元", "4.1亿元", "3所", "1200个", "64人", "10.5%", "51人"] * 2
    assert "— 1 —" not in document.text
