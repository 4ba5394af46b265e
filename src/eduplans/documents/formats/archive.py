"""Looking into a Word file or workbook before a library does: what it unpacks to, and what may not be in it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

from eduplans.documents.limits import MEGA
from eduplans.errors import DocumentError, Problem

if TYPE_CHECKING:
    from eduplans.documents.limits import Limits

__all__ = ["check_archive"]

_PARTS = 10_000
# Office files have no document type: who declares one wants entities expanded or files read
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BLOCK = 1 << 20
_OVERLAP = 16  # bytes between blocks, so that a declaration across two is seen
_XML = (".xml", ".rels", ".vml")


def check_archive(data: bytes, where: str, limits: Limits) -> None:
    """Refuse an archive that would unpack to too much, tells lies about its parts or declares entities.

    Parameters
    ----------
    data
        The file.
    where
        Its name, for errors.
    limits
        What it may cost.

    Raises
    ------
    DocumentError
        It is over the limit, or made to do harm.
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError
        It is damaged: the caller says so in the words of its format.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if unpacked > limits.unpacked * MEGA or len(parts) > _PARTS:
            what = f"the file unpacks to {unpacked / MEGA:,.0f} MB in {len(parts):,} parts"
            raise DocumentError(limits.over("unpacked", what, where))
        if len({part.filename for part in parts}) < len(parts) or _overlap(parts):
            raise DocumentError(_harmful("parts of the archive share a name or a place", where))
        for part in parts:
            if part.filename.lower().endswith(_XML) and _declares(archive, part):
                raise DocumentError(_harmful(f"{part.filename} declares entities", where))


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Tell whether two parts share bytes: a small archive then unpacks to a large one, each part an honest one."""
    places = sorted((part.header_offset, part.header_offset + 30 + part.compress_size) for part in parts)
    return any(end > start for (_, end), (start, _) in pairwise(places))


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Look for a document type, in UTF-8 and, with its zero bytes gone, in UTF-16."""
    last = b""
    with archive.open(part) as file:  # reading ends at the size that the archive names, whatever is packed
        while block := file.read(_BLOCK):
            plain = last + block.replace(b"\x00", b"")
            if _DECLARES.search(plain):
                return True
            last = plain[-_OVERLAP:]
    return False


def _harmful(what: str, where: str) -> Problem:
    return Problem(
        f"the file is made to do harm: {what}",
        where=where,
        remedy="do not open it; ask for the document in another format",
    )


#: What the standard library raises for archives that are damaged.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
