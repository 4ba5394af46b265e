"""From a file to the text it holds, by format."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from eduplans.documents.encodings import decode
from eduplans.documents.limits import MEGA, Limits, current_limits
from eduplans.errors import DocumentError, Problem

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Source", "file_bytes", "read_source"]

_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<\?xml[^>]{0,80}>\s*<!doctype html)", re.IGNORECASE
)
_OLE = b"\xd0\xcf\x11\xe0"
# formats that a process of its own parses: module of the reader, and the library that it needs
_READERS = {
    "html": ("html", "lxml"),
    "docx": ("docx", "docx"),
    "pdf": ("pdf", "pypdfium2"),
    "xlsx": ("xlsx", "openpyxl"),
    "csv": ("csv_file", ""),
}
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
_BLOCK = 1 << 20
_PICTURES = ((b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"II*\x00", "image"))


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file before cleaning, and how it was read."""

    text: str
    format: str
    encoding: str
    sha256: str


def read_source(path: Path, limits: Limits | None = None) -> Source:
    """Read the text of a file.

    PDF, Office, HTML and table files are parsed by a process of their own: `eduplans.documents.guard`.

    Parameters
    ----------
    path
        The file; its content and its ending decide how it is read.
    limits
        What it may cost; those of `eduplans.documents.limits.current_limits` unless told.

    Returns
    -------
    Source
        Text, format, encoding and digest of the bytes.

    Raises
    ------
    DocumentError
        If the file cannot be read or is over a limit; it says what is wrong and what to do.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "plan.txt")
    ...     _ = path.write_text("新建学校3所", encoding="utf-16")
    ...     read_source(path).encoding
    'utf-16'
    """
    limits = limits or current_limits()
    data = file_bytes(path, limits)
    where = str(path)
    found = _format(data, path.suffix.lower().lstrip("."))
    digest = hashlib.sha256(data).hexdigest()
    if found in _REFUSED:
        what, remedy = _REFUSED[found]
        raise DocumentError(Problem(f"this is {what}, which is not read", where=where, remedy=remedy))
    if found == "txt":
        decoded = decode(data, where)
        # plain text is bounded by the size of its file: work and memory grow with the text, but not with a line
        longest = max(map(len, decoded.text.split("\n"))) if len(decoded.text) > limits.characters else 0
        if longest > limits.characters:
            raise DocumentError(limits.over("characters", f"a line has {longest:,} characters", where))
        return Source(decoded.text, "txt", decoded.encoding, digest)
    text, encoding = _parsed(found, data, where, limits)
    if not text.strip():
        raise DocumentError(Problem("there is no text in the file", where=where, remedy="save the document again"))
    return Source(text, found, encoding, digest)


def file_bytes(path: Path, limits: Limits | None = None) -> bytes:
    """Read a file that is one: no device, no pipe that waits for ever, no more bytes than its limit.

    Parameters
    ----------
    path
        The file.
    limits
        What it may cost; those in force unless told.

    Returns
    -------
    bytes
        Never empty.

    Raises
    ------
    DocumentError
        It cannot be opened, is no regular file, too large, or holds nothing.
    """
    limits, where = limits or current_limits(), str(path)
    try:
        # not waiting: a named pipe without a writer would never be opened
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError as error:
        raise DocumentError(Problem(f"cannot be opened: {error.strerror or error}", where=where)) from error
    except ValueError as error:  # a null in the name
        raise DocumentError(Problem(f"cannot be opened: {error}", where=repr(where))) from error
    try:
        data = _content(handle, limits, where)
    except OSError as error:
        raise DocumentError(Problem(f"cannot be read: {error.strerror or error}", where=where)) from error
    finally:
        os.close(handle)
    if not data.strip():
        raise DocumentError(Problem("the file is empty", where=where, remedy="save the document again"))
    return data


def _content(handle: int, limits: Limits, where: str) -> bytes:
    found = os.fstat(handle)
    if stat.S_ISDIR(found.st_mode):
        raise DocumentError(Problem("cannot be opened: Is a directory", where=where))
    if not stat.S_ISREG(found.st_mode):
        raise DocumentError(
            Problem("this is a device or a pipe, not a file", where=where, remedy="copy its content into a file")
        )
    size, most = found.st_size, limits.megabytes * MEGA
    # it may grow while it is read, or be a file of the system that says it has no size
    parts = bytearray()
    while size <= most and (part := os.read(handle, min(_BLOCK, most + 1 - len(parts)))):
        parts += part
        size = max(size, len(parts))
    if size > most:
        raise DocumentError(limits.over("megabytes", f"the file has {size / MEGA:,.0f} MB", where))
    after = os.fstat(handle)
    if (found.st_size, found.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise DocumentError(
            Problem("it changes while it is being read", where=where, remedy="wait until it is complete")
        )
    return bytes(parts)


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


def _parsed(name: str, data: bytes, where: str, limits: Limits) -> tuple[str, str]:
    from eduplans.documents.guard import parse

    module, library = _READERS[name]
    if library and find_spec(library) is None:
        raise DocumentError(
            Problem(
                f"a library for .{name} files is missing ({library})",
                where=where,
                remedy='pip install "eduplans[formats]"',
            )
        )
    return parse(module, data, where, limits)
