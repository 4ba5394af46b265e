"""Data about language and education, as CSV files, and the one loader for them.

Every table is a CSV file in this folder with one header row; `read` gives its rows. The loader knows nothing of
what the tables mean and imports nothing heavy, so that reading documents stays fast.

>>> read("levels")[0]["source"]
'documents'
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from eduplans.errors import Problem, TableError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["names", "read", "read_map"]


def names() -> tuple[str, ...]:
    """Names of all tables of the codebook, sorted.

    Returns
    -------
    tuple of str
        File names without ``.csv``.

    Examples
    --------
    >>> "levels" in names()
    True
    """
    return tuple(
        sorted(entry.name.removesuffix(".csv") for entry in files(__name__).iterdir() if entry.name.endswith(".csv"))
    )


@cache
def read(name: str) -> tuple[Mapping[str, str], ...]:
    """Read the rows of one table of the codebook.

    Parameters
    ----------
    name
        File name without ``.csv``, such as ``levels``.

    Returns
    -------
    tuple of mapping
        One mapping from column to text a row, in the order of the file; an empty cell is ``""``. The tuple is
        shared between callers: leave its rows as they are.

    Raises
    ------
    UnknownNameError
        If there is no such table.
    TableError
        If rows have more or fewer cells than the header, or a quote is not closed.

    Examples
    --------
    >>> [row["code"] for row in read("indicators") if row["name_zh"] == "毛入学率"]
    ['gross_enrolment_rate']
    """
    known = names()
    if name not in known:
        raise UnknownNameError(
            Problem("no such table of the codebook", value=name, remedy="there are " + ", ".join(known))
        )
    text = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8-sig")
    return tuple(_rows(name, text))


def _rows(name: str, text: str) -> Iterator[Mapping[str, str]]:
    # strict: a stray quote is an error instead of a silently swallowed row
    lines = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(lines, [])
        for number, cells in enumerate(lines, start=2):
            if len(cells) != len(header):
                raise TableError(
                    Problem(
                        f"{len(cells)} cells where the header has {len(header)}",
                        where=f"codebook/{name}.csv",
                        row=number,
                    )
                )
            yield dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise TableError(Problem(str(error), where=f"codebook/{name}.csv", row=lines.line_num)) from error


def read_map(name: str, key: str, value: str) -> Mapping[str, str]:
    """Two columns of a table as a mapping; the first row of a repeated key wins.

    Parameters
    ----------
    name
        Table of the codebook.
    key, value
        Columns of it.

    Returns
    -------
    mapping of str to str
        From the cells of `key` to the cells of `value`.

    Examples
    --------
    >>> read_map("indicators", "code", "unit")["retention_rate"]
    'percent'
    """
    pairs: dict[str, str] = {}
    for row in read(name):
        pairs.setdefault(row[key], row[value])
    return pairs
