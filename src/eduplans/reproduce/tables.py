"""Comparing tables: bytes first, then row by row and cell by cell, so that a difference has a row and a column."""

from __future__ import annotations

import csv
import difflib
import io
import json
import math
from typing import TYPE_CHECKING, Any

from eduplans.reproduce.findings import DIGITS, TOLERANCE, Comparison

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from eduplans.tables.columns import Table

Place = tuple[str, str]
Rows = list[list[str]]
HOW = (
    "bytes; where these differ, cell by cell, texts and printed numbers as they are, computed numbers "
    f"({DIGITS} digits or more) within {TOLERANCE:g} of themselves"
)
HOW_PACKAGE = "bytes; where these differ, entry by entry"


def compare_tables(wanted: Path, found: Path, comparison: Comparison, folder: str) -> None:
    """Compare all tables of a folder.

    Parameters
    ----------
    wanted, found
        Folders of CSV files.
    comparison
        Where files, rows, cells and differences are counted.
    folder
        The folder's name in the project, such as ``data/processed``.
    """
    from eduplans.tables import PROCESSED, RAW

    tables = {table.file: table for table in (*RAW.values(), *PROCESSED.values())}
    for name in sorted({path.name for side in (wanted, found) for path in side.glob("*.csv")}):
        table = tables.get(f"{folder.rpartition('/')[2]}/{name}")
        old, new = _bytes(wanted / name), _bytes(found / name)
        comparison.add(
            f"{folder}/{name}", [] if old == new else list(table_places(old, new, table)), same_bytes=old == new
        )
        rows = _rows(old)
        comparison.counts.update(rows=max(len(rows) - 1, 0), cells=sum(map(len, rows[1:])))


def table_places(wanted: bytes | None, found: bytes | None, table: Table | None = None) -> Iterator[Place]:
    r"""Name the cells in which two tables differ.

    Parameters
    ----------
    wanted, found
        Bytes of the files; None where there is no file.
    table
        What the table is: its key pairs the rows, and its numbers may differ within the tolerance. None: rows pair
        as a whole.

    Yields
    ------
    tuple of str
        Row and column, counted as a spreadsheet does, and what was expected and found.

    Examples
    --------
    >>> list(table_places(b"doc,n\na,1\nb,2\n", b"doc,n\na,1\nb,3\n"))
    [('row 3, column n', "expected '2', found '3'")]
    """
    if wanted is None or found is None:
        yield "", "this table is missing" if found is None else "this table was not expected"
        return
    old, new = _rows(wanted), _rows(found)
    if old[:1] != new[:1]:
        said = (repr(",".join(side[0])) if side else "an empty file" for side in (old, new))
        yield "row 1", "expected the header {}, found {}".format(*said)
        return
    head = old[0] if old else []
    numbers = {column.name for column in table.columns if column.type == "number"} if table else set()
    keys, others = ([_key(row, head, table) for row in side[1:]] for side in (old, new))
    matcher = difflib.SequenceMatcher(None, keys, others, autojunk=False)
    for tag, start, end, other, stop in matcher.get_opcodes():
        if tag in {"equal", "replace"} and end - start == stop - other:
            for step in range(end - start):
                yield from _cells(old[start + step + 1], new[other + step + 1], head, start + step + 2, numbers)
        else:
            yield from _one_sided(old, start, end, "is missing")
            yield from _one_sided(new, other, stop, "was not expected")


def _one_sided(rows: Rows, start: int, end: int, what: str) -> Iterator[Place]:
    for number in range(start, end):
        yield f"row {number + 2}", f"this row {what}: {','.join(rows[number + 1])[:120]!r}"


def _cells(old: Sequence[str], new: Sequence[str], head: Sequence[str], row: int, numbers: set[str]) -> Iterator[Place]:
    if len(old) != len(new):
        yield f"row {row}", f"expected {len(old)} cells, found {len(new)}"
        return
    for name, one, two in zip(head, old, new, strict=False):
        if one != two and not (name in numbers and close(one, two)):
            yield f"row {row}, column {name}", f"expected {one!r}, found {two!r}"


def close(one: str, two: str) -> bool:
    """Say whether two cells are the same computed number within the tolerance.

    Examples
    --------
    >>> close("0.3", "0.30000000000000004"), close("256260560000", "256260560001"), close("1.25", "1.26")
    (True, False, False)
    """
    if not (_computed(one) or _computed(two)):
        return False
    try:
        return math.isclose(float(one), float(two), rel_tol=TOLERANCE, abs_tol=0.0)
    except ValueError:
        return False


def _computed(cell: str) -> bool:
    return "." in cell and sum(char.isdigit() for char in cell.lstrip("-0.")) >= DIGITS


def _key(row: Sequence[str], head: Sequence[str], table: Table | None) -> tuple[str, ...]:
    if table is None or any(name not in head for name in table.key) or len(row) != len(head):
        return tuple(row)
    return tuple(row[head.index(name)] for name in table.key)


def compare_package(wanted: Path, found: Path, comparison: Comparison, name: str) -> None:
    """Compare two files of JSON, such as the data package, entry by entry."""
    sides = [_bytes(path) for path in (wanted, found)]
    if sides[0] == sides[1]:
        comparison.add(name, [], same_bytes=True)
        return
    if sides[0] is None or sides[1] is None:
        comparison.add(name, [("", f"this file {'is missing' if sides[1] is None else 'was not expected'}")])
        return
    old, new = (dict(entries(json.loads(side))) for side in sides if side is not None)
    changed = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    said = [(key, f"expected {old.get(key)!r}, found {new.get(key)!r}") for key in changed]
    comparison.add(name, said or [("", "the same entries in other bytes")])


def entries(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """List the single values of JSON with their paths; things of a list go by their name where they have one.

    Examples
    --------
    >>> list(entries({"resources": [{"name": "raw-figures", "bytes": 7}], "list": [1]}))
    [('resources, raw-figures, name', 'raw-figures'), ('resources, raw-figures, bytes', 7), ('list, 1', 1)]
    """
    if isinstance(value, dict):
        for key, part in value.items():
            yield from entries(part, f"{path}, {key}" if path else str(key))
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            name = part.get("name", number) if isinstance(part, dict) else number
            yield from entries(part, f"{path}, {name}" if path else str(name))
    else:
        yield path, value


def _rows(content: bytes | None) -> Rows:
    return list(csv.reader(io.StringIO((content or b"").decode("utf-8-sig", errors="replace"), newline="")))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
