"""All files are about counties that do not exist."""

from __future__ import annotations

import io

import docx
import pytest

from eduplans.documents.formats.docx import read
from eduplans.errors import DocumentError


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_paragraphs_and_tables_in_their_order() -> None:
    document = docx.Document()
    document.add_paragraph("一、学位")
    table = document.add_table(2, 3)
    for row, texts in enumerate([("指标", "学校数", ""), ("小学", "12", "13")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("二、教师")
    assert read(saved(document), "a.docx") == ("一、学位\n指标 | 学校数 | 学校数\n小学 | 12 | 13\n二、教师", "utf-8")


def test_a_merged_number_comes_once() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(1, 1).text = "指标", "小学", "12"
    table.cell(1, 1).merge(table.cell(1, 2))
    assert read(saved(document), "a.docx")[0].split("\n")[1] == "小学 | 12 | "


@pytest.mark.parametrize(
    ("data", "what"), [(b"\xd0\xcf\x11\xe0" + bytes(99), "encrypted"), (b"PK\x03\x04", "damaged"), (b"x", "damaged")]
)
def test_files_that_word_would_not_open(data: bytes, what: str) -> None:
    with pytest.raises(DocumentError, match=what):
        read(data, "a.docx")


def test_a_truncated_file_is_damaged() -> None:
    document = docx.Document()
    document.add_paragraph("学校")
    with pytest.raises(DocumentError, match="damaged"):
        read(saved(document)[:2000], "a.docx")
