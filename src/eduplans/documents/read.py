"""From a file to the text it holds, by format."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from eduplans.documents.encodings import decode
from eduplans.errors import DocumentError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Source", "read_source"]

_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<\?xml[^>]{0,80}>\s*<!doctype html)", re.IGNORECASE
)
_OLE = b"\xd0\xcf\x11\xe0"
# readers of the formats that need a library: module here, library for the message
_READERS = {"html": "html", "docx": "docx", "pdf": "pdf", "xlsx": "xlsx", "csv": "csv_file"}
_REFUSED = {
    "doc": ("a legacy Word file (.doc)", "open it in a word processor and save it as .docx"),
    "wps": ("a WPS file", "open it in a word processor and save it as .docx"),
    "rtf": ("a rich text file", "open it in a word processor and save it as .docx"),
    "odt": ("an OpenDocument file", "open it in a word processor and save it as .docx"),
    "ofd": ("an OFD file", "print it to .pdf with its reader, or save its text as .txt"),
    "xls": ("a legacy spreadsheet (.xls)", "open it in a spreadsheet program and save it as .xlsx"),
    "ods": ("an OpenDocument spreadsheet", "open it in a spreadsheet program and save it as .xlsx"),
    "zip": ("an archive", "unpack it and give the documents in it"),
    "image": ("a picture", "recognise its text (OCR) and save that as .txt"),
}
_PICTURES = ((b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"II*\x00", "image"))


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file before cleaning, and how it was read."""

    text: str
    format: str
    encoding: str
    sha256: str


def read_source(path: Path) -> Source:
    """Read the text of a file.

    Parameters
    ----------
    path
        The file; its content and its ending decide how it is read.

    Returns
    -------
    Source
        Text, format, encoding and digest of the bytes.

    Raises
    ------
    DocumentError
        If the file cannot be read; it says what is wrong and what to do.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "plan.txt")
    ...     _ = path.write_text("新建学校3所", encoding="utf-16")
    ...     read_source(path).encoding
    'utf-16'
    """
    data = _bytes(path)
    where = str(path)
    found = _format(data, path.suffix.lower().lstrip("."))
    digest = hashlib.sha256(data).hexdigest()
    if found in _REFUSED:
        what, remedy = _REFUSED[found]
        raise DocumentError(Problem(f"this is {what}, which is not read", where=where, remedy=remedy))
    if found == "txt":
        decoded = decode(data, where)
        return Source(decoded.text, "txt", decoded.encoding, digest)
    text, encoding = _reader(found, where)(data, where)
    if not text.strip():
        raise DocumentError(Problem("there is no text in the file", where=where, remedy="save the document again"))
    return Source(text, found, encoding, digest)


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(Problem(f"cannot be opened: {error.strerror or error}", where=str(path))) from error
    except ValueError as error:  # a null in the name
        raise DocumentError(Problem(f"cannot be opened: {error}", where=repr(str(path)))) from error
    if not data.strip():
        raise DocumentError(Problem("the file is empty", where=str(path), remedy="save the document again"))
    return data


def _format(data: bytes, ending: str) -> str:
    """Name the format; content goes before the ending, which is often wrong in downloads."""
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if ending in ("xlsx", "odt", "ods", "ofd"):
            return ending
        return "docx" if b"word/document" in data else "xlsx" if b"xl/workbook" in data else "zip"
    if data.startswith(_OLE):
        return {"docx": "docx", "xlsx": "xlsx", "xls": "xls"}.get(ending, "doc")
    if data.startswith(b"{\\rtf"):
        return "rtf"
    for mark, name in _PICTURES:
        if data.startswith(mark):
            return name
    if ending in ("html", "htm", "xhtml", "shtml") or _HTML.match(data):
        return "html"
    if ending in ("csv", "tsv"):
        return "csv"
    return ending if ending in ("docx", "xlsx", "pdf", "wps") else "txt"


def _reader(name: str, where: str) -> Callable[[bytes, str], tuple[str, str]]:
    try:
        module = import_module(f"eduplans.documents.formats.{_READERS[name]}")
    except ModuleNotFoundError as error:
        raise DocumentError(
            Problem(
                f"a library for .{name} files is missing ({error.name})",
                where=where,
                remedy='pip install "eduplans[formats]"',
            )
        ) from error
    reader: Callable[[bytes, str], tuple[str, str]] = module.read
    return reader
