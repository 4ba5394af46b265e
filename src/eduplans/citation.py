"""How to cite: the package, a version of its data, and each document, in the forms that reference managers read.

What a citation says of the package stands once, in ``citation.toml`` beside this module, and its version in
``eduplans.__version__``; what it says of a document stands in ``documents.csv``. A title is never made up: a document
that prints none is described in square brackets, as libraries do.

>>> print(apa([package()]).splitlines()[0][:23])
The eduplans developers
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from eduplans import __version__
from eduplans.citation_forms import FORMS, apa, bibtex, cff, csl, ris
from eduplans.errors import Problem, TableError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["FORMS", "Reference", "apa", "bibtex", "cff", "csl", "data_package", "documents", "package", "ris", "said"]

_KINDS = {
    "plan": "Work plan",
    "report": "Report",
    "bulletin": "Bulletin",
    "budget": "Budget",
    "announcement": "Announcement",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What is cited, and all that is known of it; what is not known is empty.

    Parameters
    ----------
    key
        A short name: ``eduplans``, ``eduplans-data`` or the id of a document.
    kind
        ``software``, ``dataset`` or ``report``.
    title
        As printed; in square brackets where it is our description.
    authors
        Corporate authors, as printed.
    version
        Of software and data.
    date
        Day of issue or release, ``YYYY-MM-DD``.
    year
        The year to cite: that of the date; of a document without a date none, whatever year it plans.
    number
        Document number, such as 教字〔2020〕1号.
    url
        Where it was published, where that is known.
    licence
        SPDX name.
    digest
        SHA-256 of the file: of a document as it was read, of data its ``datapackage.json``.
    file
        Name of that file.
    language
        ``en`` or ``zh``.
    abstract
        What it is.
    keywords
        Words to find it by.
    message
        What whoever cites it is asked.
    """

    key: str
    kind: str
    title: str
    authors: tuple[str, ...] = ()
    version: str = ""
    date: str = ""
    year: str = ""
    number: str = ""
    url: str = ""
    licence: str = ""
    digest: str = ""
    file: str = ""
    language: str = "en"
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    message: str = ""


@cache
def said() -> Mapping[str, Any]:
    """Read ``citation.toml``.

    Returns
    -------
    mapping

    Examples
    --------
    >>> said()["licence"]
    'MIT'
    """
    return tomllib.loads(files("eduplans").joinpath("citation.toml").read_text(encoding="utf-8"))


def package() -> Reference:
    """Give the reference of the package.

    Returns
    -------
    Reference

    Examples
    --------
    >>> package().version == __version__
    True
    """
    about = said()
    return Reference(
        key="eduplans",
        kind="software",
        title=about["title"],
        authors=tuple(about["authors"]),
        version=__version__,
        date=about["released"],
        year=about["released"][:4],
        licence=about["licence"],
        abstract=about["abstract"],
        keywords=tuple(about["keywords"]),
        message=about["message"],
    )


def data_package(data: Path) -> Reference:
    """Give the reference of a version of the data: its digest is that of ``datapackage.json``, which holds all others.

    Parameters
    ----------
    data
        The data folder, with ``datapackage.json``.

    Returns
    -------
    Reference

    Raises
    ------
    TableError
        There is no ``datapackage.json``, or it is none.
    """
    import json

    about, path = said(), data / "datapackage.json"
    try:
        content = path.read_bytes()
        version = str(json.loads(content)["version"])
    except OSError as error:
        raise TableError(
            Problem("the data package cannot be read", where=str(path), remedy="`eduplans clean` makes it")
        ) from error
    except (ValueError, LookupError, TypeError) as error:
        raise TableError(
            Problem("not a data package with a version", where=str(path), remedy="`eduplans clean` makes it")
        ) from error
    return Reference(
        key="eduplans-data",
        kind="dataset",
        title=about["data"]["title"],
        authors=tuple(about["authors"]),
        version=version,
        date=about["released"] if version == __version__ else "",
        year=about["released"][:4] if version == __version__ else "",
        licence=about["licence"],
        digest=hashlib.sha256(content).hexdigest(),
        file=path.name,
        keywords=tuple(about["keywords"]),
    )


def documents(raw: Path, names: Sequence[str] | None = None) -> tuple[Reference, ...]:
    """Give the references of documents.

    Parameters
    ----------
    raw
        Folder of the raw tables.
    names
        Ids of documents, in the order wanted; without them all, in the order of the table.

    Returns
    -------
    tuple of Reference

    Raises
    ------
    TableError
        The table of documents cannot be read.
    UnknownNameError
        An id is no document's; the message lists those there are.
    """
    rows = _document_rows(raw / "documents.csv")
    wanted = list(rows) if names is None else names
    unknown = [name for name in wanted if name not in rows]
    if unknown:
        there = "there are " + (", ".join(rows) or "none")
        raise UnknownNameError([Problem("no such document", value=name, remedy=there) for name in unknown])
    return tuple(_document(rows[name]) for name in wanted)


def _document_rows(path: Path) -> dict[str, dict[str, str]]:
    """Rows by document; read without pandas, because a citation should be there at once."""
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True), strict=True))
        return {row["doc"]: {name: cell or "" for name, cell in row.items() if name} for row in rows}
    except OSError as error:
        raise TableError(
            Problem("the table of documents cannot be read", where=str(path), remedy="`eduplans ingest` makes it")
        ) from error
    except (UnicodeDecodeError, csv.Error, LookupError) as error:
        raise TableError(
            Problem(
                "not a table of documents",
                where=str(path),
                remedy="`eduplans ingest` makes it, and, where it is part of the repository, `git checkout data/raw`",
            )
        ) from error


def _document(row: Mapping[str, str]) -> Reference:
    issuer, date, source = (row.get(name, "") for name in ("issuer", "date", "source"))
    return Reference(
        key=row["doc"],
        kind="report",
        title=row.get("title") or _description(row),
        authors=(issuer,) if issuer else (),
        date=date,
        year=date[:4],
        number=row.get("number", ""),
        url=source if source.startswith(("http://", "https://")) else "",
        digest=row.get("sha256_file", ""),
        file=row.get("file", ""),
        language="zh",
    )


def _description(row: Mapping[str, str]) -> str:
    """Describe a document that prints no title."""
    kind = _KINDS.get(row.get("kind", ""), "Document")
    place = "".join(row.get(name, "") for name in ("province", "county"))
    year = row.get("year", "")
    return f"[{kind} of {place or 'an unknown place'}{f' for {year}' if year else ''}]"
