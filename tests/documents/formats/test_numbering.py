"""All files are about counties that do not exist."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from eduplans.documents import document_from_text
from eduplans.documents.formats.docx import read
from eduplans.documents.formats.numbering import numeral

ABSTRACT = """<w:abstractNum {ns} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>"""
PARAGRAPHS = [
    ("学位", 0),
    ("新建", 1),
    ("小学", 2),
    ("初中", 2),
    ("改建", 1),
    ("小学", 2),
    ("教师", 0),
    ("招聘", 1),
    ("点", 3),
]


def numbered() -> bytes:
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(ABSTRACT.format(ns=nsdecls("w"))))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="77"/></w:num>'))
    for text, depth in PARAGRAPHS:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        found = properties.get_or_add_numPr()
        found.get_or_add_numId().val = 99
        found.get_or_add_ilvl().val = depth
    document.add_paragraph("完")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_labels_that_word_only_prints_are_in_the_text() -> None:
    text, _ = read(numbered(), "a.docx")
    assert text.split("\n") == [
        "一、学位", "（一）新建", "1.小学", "2.初中", "（二）改建", "1.小学", "二、教师", "（一）招聘", "点", "完",
    ]  # fmt: skip
    paths = [item.path for item in document_from_text(text, "x").items]
    assert paths == ["一", "一/(一)", "一/(一)/1", "一/(一)/2", "一/(二)", "一/(二)/1", "二", "二/(一)"]


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "ideographTraditional", "十一"),
        (20, "japaneseCounting", "二十"),
        (35, "chineseCountingThousand", "三十五"),
        (120, "chineseCounting", "120"),
        (2, "decimalEnclosedCircleChinese", "②"),
        (21, "decimalEnclosedCircle", "21"),
        (7, "upperRoman", "7"),
    ],
)
def test_numerals(number: int, form: str, printed: str) -> None:
    assert numeral(number, form) == printed
