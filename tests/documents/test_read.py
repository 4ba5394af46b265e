from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eduplans.documents import read_document
from eduplans.documents.read import read_source
from eduplans.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_text_with_digest_and_encoding(tmp_path: Path) -> None:
    data = "新建学校3所".encode("gb18030")
    source = read_source(write(tmp_path, "plan.txt", data))
    assert (source.text, source.format, source.encoding) == ("新建学校3所", "txt", "gb18030")
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_content_goes_before_a_wrong_ending(tmp_path: Path) -> None:
    path = write(tmp_path, "plan.txt", "<!DOCTYPE html><html><body><p>新建学校</p></body></html>".encode())
    assert read_source(path).format == "html"


@pytest.mark.parametrize(
    ("name", "data", "what", "remedy"),
    [
        ("a.txt", b"", "empty", "save the document again"),
        ("a.txt", b" \n\t ", "empty", "save the document again"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "legacy Word", ".docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted", "password"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "legacy spreadsheet", ".xlsx"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted", "password"),
        ("a.xlsx", b"PK\x03\x04 xl/workbook.xml", "workbook is damaged", "save it again"),
        ("a.ods", b"PK\x03\x04 x", "OpenDocument spreadsheet", ".xlsx"),
        ("a.csv", b'"' + b"x" * 200_000, "no table of commas", ".xlsx"),
        ("a.zip", b"PK\x03\x04 x", "archive", "unpack"),
        ("a.docx", b"PK\x03\x04 word/document.xml", "damaged", "save it again"),
        ("a.rtf", b"{\\rtf1 x}", "rich text", ".docx"),
        ("a.pdf", b"%PDF-1.7 rubbish", "PDF is damaged", "again"),
        ("scan.txt", b"\x89PNG\r\n\x1a\n", "picture", "OCR"),
        ("a.html", b"<html><body><script>x</script></body></html>", "no text", "again"),
    ],
)
def test_what_is_not_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, what: str, remedy: str) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(DocumentError, match=what) as caught:
        read_source(path)
    problem = caught.value.problems[0]
    assert problem.where == str(path)
    assert remedy in problem.remedy


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="No such file"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="directory"):
        read_source(tmp_path)


def test_a_missing_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.delitem(sys.modules, "eduplans.documents.formats.pdf", raising=False)
    path = write(tmp_path, "a.pdf", b"%PDF-1.7")
    with pytest.raises(DocumentError, match="pypdfium2") as caught:
        read_source(path)
    assert caught.value.problems[0].remedy == 'pip install "eduplans[formats]"'


ENDINGS = ["txt", "html", "docx", "pdf", "doc", "md", ""]
STARTS = [b"", b"%PDF-", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", "学校".encode()]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(ENDINGS), st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_document_error(tmp_path: Path, ending: str, start: bytes, rest: bytes) -> None:
    path = write(tmp_path, f"a.{ending}", start + rest)
    try:
        document = read_document(path)
    except DocumentError as error:
        named = str(error)
    else:
        named = document.file
        assert document.sha256_file == hashlib.sha256(start + rest).hexdigest()
    assert path.name in named
