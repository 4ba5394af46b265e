"""From a file to the text it holds, by format."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.documents.encodings import decode
from eduplans.errors import DocumentError, Problem

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Source", "read_source"]


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
        The file; its ending decides how it is read.

    Returns
    -------
    Source
        Text, format, encoding and digest of the bytes.

    Raises
    ------
    DocumentError
        If the file cannot be read; it says what is wrong and what to do.
    """
    data = _bytes(path)
    decoded = decode(data, str(path))
    return Source(decoded.text, "txt", decoded.encoding, hashlib.sha256(data).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(Problem(f"cannot be opened: {error.strerror or error}", where=str(path))) from error
    except ValueError as error:  # a NUL in the name
        raise DocumentError(Problem(f"cannot be opened: {error}", where=repr(str(path)))) from error
    if not data.strip():
        raise DocumentError(Problem("the file is empty", where=str(path), remedy="save the document again"))
    return data
