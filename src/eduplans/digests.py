"""Digests of the generated raw tables: that nobody has changed them since, and if so, which row.

``digests.json`` stands beside the tables that ``eduplans ingest`` makes. For each table it holds the SHA-256 of the
file, and for each document in it the SHA-256 of its rows, a short sum of each row and one of each column, so that a
cell that was changed by hand can be named. Contents of cells count, not how a file is written: line ends that git or
a spreadsheet has changed are no fault. Only the standard library is imported, for commands look here before anything
else.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, StorageError, TableError
from eduplans.progress import Steps
from eduplans.storage import read_steady, settle, storing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = [
    "FILE",
    "check_digests",
    "digest_problems",
    "file_digests",
    "read_digests",
    "table_digests",
    "unchanged",
    "with_digests",
]

#: Name of the file beside the tables.
FILE = "digests.json"
_RULE = "digests"
#: Hex digits of the sum of a row or a column.
_DIGITS = 4
#: Places named of one table; how many more there are is said.
_MOST = 20
_CELL = "\x1f"
_REMEDY = (
    "ingest the document again, or take the table from the repository with `git checkout data/raw`; a correction "
    "belongs into corrections.csv"
)
_ABOUT = "What eduplans ingest wrote: eduplans verify compares it with the tables. Not to be edited."

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A row of a table as found: its number as a spreadsheet counts, its cells, its sum."""

    number: int
    cells: list[str]
    sum: str


def table_digests(content: bytes) -> dict[str, Any]:
    r"""Digest a table by document.

    Parameters
    ----------
    content
        A CSV file in UTF-8 with a column ``doc``.

    Returns
    -------
    dict
        ``sha256`` of the file, ``columns``, and for each document in the order of their rows ``sha256``, ``rows``
        and ``cells``: four hex digits a row and a column.

    Raises
    ------
    csv.Error, ValueError, IndexError
        It is no such file, or the rows of a document do not stand together.

    Examples
    --------
    >>> found = table_digests(b"doc,value\na,1\na,2\n")
    >>> found["columns"], len(found["documents"]["a"]["rows"])
    (['doc', 'value'], 8)
    """
    rows = _rows(content)
    header = next(rows, [])
    at = header.index("doc")
    documents: dict[str, dict[str, str]] = {}
    for doc, own in groupby(
        filter(None, rows), key=itemgetter(at)
    ):  # one document at a time: a table may hold a million rows
        if doc in documents:
            raise csv.Error(f"the rows of {doc} do not stand together")
        documents[doc] = _document(list(own))
    return {"sha256": hashlib.sha256(content).hexdigest(), "columns": header, "documents": documents}


def with_digests(contents: Mapping[Path, bytes], folder: Path, generated: Iterable[str]) -> dict[Path, bytes]:
    """Add the file of digests to tables that are about to be written.

    Parameters
    ----------
    contents
        Bytes by path.
    folder
        Folder of the raw tables.
    generated
        Names of the files that ``eduplans ingest`` makes; digests are kept of these alone.

    Returns
    -------
    dict
        The same and ``digests.json``, which keeps what it says of tables that are not written now.
    """
    own = set(generated)
    new = {path.name: content for path, content in contents.items() if path.parent == folder and path.name in own}
    if not new:
        return dict(contents)
    try:
        tables = read_digests(folder) or {}
    except TableError:
        tables = {}  # damaged: what is written now is known
    tables |= {name: table_digests(content) for name, content in new.items()}
    return {**contents, folder / FILE: _written(tables)}


def read_digests(folder: Path) -> dict[str, Any] | None:
    """Read the digests beside raw tables.

    Parameters
    ----------
    folder
        Folder of the raw tables.

    Returns
    -------
    dict or None
        What `table_digests` gave, by file name; None where there is no such file.

    Raises
    ------
    TableError
        It cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
        for table in tables.values():
            table["sha256"], table["columns"], table["documents"].items()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        problem = Problem("not a file of digests", where=str(path), rule=_RULE, remedy=_REMEDY)
        raise TableError(problem) from error
    return dict(tables)


def check_digests(folder: Path) -> None:
    """Raise an error that names every place where a generated raw table is not as ingest wrote it.

    Parameters
    ----------
    folder
        Folder of the raw tables. Nothing is checked where it has no ``digests.json``.

    Raises
    ------
    TableError
        With file, row, column and document of each place.
    """
    settle(folder)
    problems = digest_problems(folder)
    if problems:
        raise TableError(problems)


def digest_problems(folder: Path, steps: Steps | None = None) -> list[Problem]:
    """Find where generated raw tables are not as ingest wrote them; see `check_digests`."""
    try:
        known = read_digests(folder)
    except TableError as error:
        return list(error.problems)
    problems: list[Problem] = []
    for name, table in (steps or Steps()).through((known or {}).items(), "looking at the raw tables"):
        found = list(_table_problems(folder / name, table))
        problems += found[:_MOST]
        if len(found) > _MOST:
            rest = f"{len(found) - _MOST} more places are not as ingest wrote them"
            problems.append(Problem(rest, where=str(folder / name), rule=_RULE, remedy=_REMEDY))
    return problems


def file_digests(folder: Path) -> dict[str, str]:
    """Digest all tables of a folder as they are now: SHA-256 by file name."""
    with storing(folder):
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.csv"))}


def unchanged(folder: Path, before: Mapping[str, str]) -> None:
    """Raise an error where a table has changed since it was digested.

    Parameters
    ----------
    folder
        Folder of the tables.
    before
        What `file_digests` gave.

    Raises
    ------
    StorageError
        Names each table that was changed, added or taken away.
    """
    now = file_digests(folder)
    names = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    if names:
        raise StorageError(
            Problem("it changed while it was being read", where=str(folder / name), remedy="give the command again")
            for name in names
        )


def _table_problems(path: Path, known: Mapping[str, Any]) -> Iterator[Problem]:
    try:
        with storing(path):
            content = read_steady(path) if path.is_file() else None
        if content is None:
            yield Problem("the table is gone", where=str(path), rule=_RULE, remedy=_REMEDY)
            return
        if hashlib.sha256(content).hexdigest() == known["sha256"]:
            return
        rows = _parsed(content)
    except (csv.Error, UnicodeDecodeError) as error:
        yield Problem(f"not as ingest wrote it: {error}", where=str(path), rule=_RULE, remedy=_REMEDY)
        return
    if not rows or rows[0] != known["columns"]:
        yield Problem("the header is not as ingest wrote it", where=str(path), row=1, rule=_RULE, remedy=_REMEDY)
        return
    yield from _row_problems(path, known, rows)


def _row_problems(path: Path, known: Mapping[str, Any], rows: Rows) -> Iterator[Problem]:
    at = known["columns"].index("doc")
    found: dict[str, list[_Numbered]] = {}
    for number, cells in enumerate(rows[1:], start=2):
        doc = cells[at] if len(cells) > at else ""
        found.setdefault(doc, []).append(_Numbered(number, cells, _row_sum(cells)))
    several = False
    for doc, document in known["documents"].items():
        for problem in _document_problems(str(path), doc, document, found.pop(doc, []), known["columns"]):
            several = True
            yield problem
    for doc, extra in found.items():
        several = True
        for row in extra:
            what = "this row was added: ingest has read no such document"
            yield _problem(str(path), what, row.number, ["doc"], doc)
    if not several and list(_order(rows[1:], at)) != list(known["documents"]):
        yield _problem(str(path), "the rows stand in another order")


def _document_problems(
    where: str, doc: str, known: Mapping[str, Any], rows: Sequence[_Numbered], columns: Sequence[str]
) -> Iterator[Problem]:
    if _digest([row.cells for row in rows]) == known["sha256"]:
        return
    wanted = [known["rows"][start : start + _DIGITS] for start in range(0, len(known["rows"]), _DIGITS)]
    if not rows:
        yield _problem(where, f"all {len(wanted)} rows of the document {doc} are gone")
        return
    if sorted(wanted) == sorted(row.sum for row in rows) and wanted != [row.sum for row in rows]:
        yield _problem(where, f"the rows of the document {doc} stand in another order", rows[0].number)
        return
    changed = _changed(known["cells"], rows, columns) if len(rows) == len(wanted) else []
    matcher = SequenceMatcher(None, wanted, [row.sum for row in rows], autojunk=False)
    blocks = [block for block in matcher.get_opcodes() if block[0] != "equal"]
    for _, start, end, first, last in blocks:
        near = rows[min(first, len(rows) - 1)].number
        yield from _block_problems(where, doc, end - start, rows[first:last], near, changed)
    if not blocks:  # a change that leaves the short sums of the rows as they were
        what = f"rows of the document {doc} from here on are not as ingest wrote them"
        yield _problem(where, what, rows[0].number, [name for _, name in changed])


def _block_problems(
    where: str, doc: str, wanted: int, rows: Sequence[_Numbered], near: int, changed: Sequence[tuple[int, str]]
) -> Iterator[Problem]:
    """Name the rows of one stretch that differs: those changed, then those added or gone."""
    for row in rows[:wanted]:
        value = row.cells[changed[0][0]] if len(changed) == 1 and changed[0][0] < len(row.cells) else None
        what = f"this row of the document {doc} is not as ingest wrote it"
        yield _problem(where, what, row.number, [name for _, name in changed], value)
    for row in rows[wanted:]:
        yield _problem(where, f"this row of the document {doc} was added", row.number)
    if wanted > len(rows):
        gone = wanted - len(rows)
        rows_gone = "a row is" if gone == 1 else f"{gone} rows are"
        yield _problem(where, f"{rows_gone} gone here, of the document {doc}", near)


def _problem(
    where: str, what: str, row: int | None = None, columns: Sequence[str] = (), value: str | None = None
) -> Problem:
    return Problem(what, where=where, row=row, column=", ".join(columns), value=value, rule=_RULE, remedy=_REMEDY)


def _changed(sums: str, rows: Sequence[_Numbered], columns: Sequence[str]) -> list[tuple[int, str]]:
    """List the columns, by number and name, in which a document's cells are not what they were."""
    found = _column_sums([row.cells for row in rows])
    places = [slice(index * _DIGITS, (index + 1) * _DIGITS) for index in range(len(columns))]
    return [(index, columns[index]) for index, place in enumerate(places) if found[place] != sums[place]]


def _parsed(content: bytes) -> Rows:
    rows = list(_rows(content))
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _rows(content: bytes) -> Iterator[list[str]]:
    # decoded line by line: a StringIO would hold four bytes a character of the whole table
    mended = b"\r\n" in content
    with io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="") as lines:
        for cells in csv.reader(lines, strict=True):
            yield [cell.replace("\r\n", "\n") for cell in cells] if mended else cells


def _order(rows: Rows, at: int) -> Iterator[str]:
    return (doc for doc, _ in groupby(rows, key=lambda cells: cells[at] if len(cells) > at else ""))


def _document(rows: Rows) -> dict[str, str]:
    return {"sha256": _digest(rows), "rows": "".join(map(_row_sum, rows)), "cells": _column_sums(rows)}


def _digest(rows: Rows) -> str:
    return hashlib.sha256("\n".join(_CELL.join(cells) for cells in rows).encode()).hexdigest()


def _row_sum(cells: Sequence[str]) -> str:
    return _sum(_CELL.join(cells))


def _column_sums(rows: Rows) -> str:
    return "".join(_sum(_CELL.join(cells)) for cells in zip_longest(*rows, fillvalue=""))


def _sum(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=_DIGITS // 2).hexdigest()


def _written(tables: Mapping[str, Any]) -> bytes:
    """Write one document a line, so that a difference in git is as long as what has changed."""
    lines = ["{", f' "about": {json.dumps(_ABOUT)},', ' "tables": {']
    for name in sorted(tables):
        table = tables[name]
        documents = table["documents"].items()
        lines += [f"  {json.dumps(name)}: {{", f'   "sha256": {json.dumps(table["sha256"])},']
        lines += [f'   "columns": {json.dumps(table["columns"])},', '   "documents": {']
        lines += _listed(f"    {json.dumps(doc, ensure_ascii=False)}: {json.dumps(found)}" for doc, found in documents)
        lines += ["   }", "  }," if name != max(tables) else "  }"]
    return "\n".join([*lines, " }", "}", ""]).encode()


def _listed(lines: Iterable[str]) -> list[str]:
    """End all lines but the last with a comma."""
    found = list(lines)
    return [*(f"{line}," for line in found[:-1]), *found[-1:]]
