"""Honest files about an invented county, of which hostile ones are made by small changes."""

from __future__ import annotations

import io
import zipfile
import zlib

TITLE = "云泽县2024年教育工作计划"
LINES = (TITLE, "一、扩大学位", "1、新建学校3所，新增学位1200个。", "二、经费", "投入资金560万元，增长5.3%。")
TEXT = "\n".join(LINES)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_P = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"
PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed(parts: dict[str, bytes | str]) -> bytes:
    """Pack parts into an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 1)
    return stream.getvalue()


def _types(main: str, kind: str) -> str:
    return (
        f'{PROLOG}<Types xmlns="{_P}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{_OFFICE}.{kind}.main+xml"/></Types>'
    )


def _root(main: str) -> str:
    return relationships(f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="{main}"/>')


def relationships(inner: str) -> str:
    """Write a part of relationships."""
    return f'{PROLOG}<Relationships xmlns="{_P}/relationships">{inner}</Relationships>'


def relation(kind: str, target: str, number: int = 9) -> str:
    """Write a relationship that leads out of the file."""
    return f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}" TargetMode="External"/>'


def paragraph(text: str, inner: str = "") -> str:
    """Write a paragraph of a Word file."""
    return f"<w:p>{inner}<w:r><w:t>{text}</w:t></w:r></w:p>"


def word(body: str = "", prolog: str = PROLOG) -> str:
    """Write the main part of a Word file; the honest text comes before the body."""
    inner = "".join(map(paragraph, LINES)) + body
    return f'{prolog}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{inner}</w:body></w:document>'


def docx_parts(main: bytes | str | None = None) -> dict[str, bytes | str]:
    """Give the parts of a Word file."""
    return {
        "[Content_Types].xml": _types("word/document.xml", "wordprocessingml.document"),
        "_rels/.rels": _root("word/document.xml"),
        "word/document.xml": word() if main is None else main,
    }


def cell(place: str, text: str) -> str:
    """Write a cell of a workbook."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(body: str = "", prolog: str = PROLOG, after: str = "") -> str:
    """Write a sheet; honest rows come before the body."""
    rows = (
        f'<row r="1">{cell("A1", "指标")}{cell("B1", "2024年")}</row>'
        f'<row r="2">{cell("A2", "学校数(所)")}<c r="B2"><v>12</v></c></row>'
    )
    return f'{prolog}<worksheet xmlns="{_S}"><sheetData>{rows}{body}</sheetData>{after}</worksheet>'


def xlsx_parts(main: bytes | str | None = None) -> dict[str, bytes | str]:
    """Give the parts of a workbook."""
    return {
        "[Content_Types].xml": _types("xl/workbook.xml", "spreadsheetml.sheet").replace(
            "</Types>",
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_OFFICE}.spreadsheetml.worksheet+xml"/>'
            "</Types>",
        ),
        "_rels/.rels": _root("xl/workbook.xml"),
        "xl/workbook.xml": f'{PROLOG}<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>'
        '<sheet name="学校" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            f'<Relationship Id="rId1" Type="{_R}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": sheet() if main is None else main,
    }


def docx(main: bytes | str | None = None, **more: bytes | str) -> bytes:
    """Make a Word file."""
    return packed(docx_parts(main) | more)


def xlsx(main: bytes | str | None = None, **more: bytes | str) -> bytes:
    """Make a workbook."""
    return packed(xlsx_parts(main) | more)


PAGE_TEXT = b"BT /F1 12 Tf 72 720 Td (Yunze plan 2024: 3 schools, 1200 places, 5.3 percent more) Tj ET"


def pdf(objects: dict[int, bytes], root: int = 1, trailer: bytes = b"") -> bytes:
    """Make a PDF of objects by number, with a right table of their places."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f"))
    out.write(b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start))
    return out.getvalue()


def stream(content: bytes, extra: bytes = b"", times: int = 0) -> bytes:
    """Make a stream, packed as many times as said."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/Filter [%s]" % (b"/FlateDecode " * times) if times else b""
    return b"<< /Length %d %s %s >>\nstream\n%s\nendstream" % (len(content), filters, extra, content)


def pdf_objects() -> dict[int, bytes]:
    """Give the objects of a PDF of one page."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream(PAGE_TEXT),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }


HTML = (
    f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}</title></head><body>"
    + "".join(f"<p>{line}</p>" for line in LINES)
    + "<table><tr><th>指标</th><th>2024年</th></tr><tr><td>学校数</td><td>12</td></tr></table></body></html>"
)
CSV = '指标,2023年,2024年\n学校数(所),11,12\n在校学生(人),"1,150","1,200"\n'


def files() -> dict[str, bytes]:
    """Give an honest file of every format by its ending."""
    return {
        "docx": docx(),
        "xlsx": xlsx(),
        "pdf": pdf(pdf_objects()),
        "html": HTML.encode(),
        "csv": CSV.encode("gb18030"),
        "txt": TEXT.encode(),
    }
