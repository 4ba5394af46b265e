"""Reading of province tables: exports of the National Bureau of Statistics become one tidy frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.errors import EduplansError, Problem, TableError
from eduplans.provinces.grid import Grid, Layout, read_grid, year_of
from eduplans.provinces.heads import Head, read_head
from eduplans.provinces.words import no_province, provinces, words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from pathlib import Path

#: Columns of the tidy frame.
COLUMNS = ("province_code", "province", "year", "indicator", "value", "unit", "file")
_KEY = ["indicator", "province_code", "year"]
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?([eE][+-]?\d+)?|[+-]?\.\d+")


@dataclass(frozen=True, slots=True)
class Export:
    """One file.

    Parameters
    ----------
    file, encoding, layout
        Its name, encoding and layout.
    frame
        Its values, tidy: see `COLUMNS`. A cell without a value is a row without a value.
    notes
        Lines above the head and at the foot, as printed.
    skipped
        Names of rows that are no province, such as 全国.
    """

    file: str
    encoding: str
    layout: Layout
    frame: pd.DataFrame
    notes: tuple[str, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands and what it is of."""

    row: int
    column: str
    text: str
    province: str
    year: int | None
    head: Head
    code: str = ""


def read_export(path: Path) -> Export:
    """Read one export as downloaded.

    Money becomes yuan and people persons, by the unit in the head. Nothing is filled in or corrected.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Export

    Raises
    ------
    TableError
        All that is wrong at once, each with file, row, column and remedy: no head, a province or year that is none, a
        code that belongs to another province, a cell that is no number, a unit that does not fit the series, a
        province and year that occurs twice.
    DocumentError
        If the file is no text.
    """
    grid = read_grid(path)
    places = list(_places(grid))
    problems = [*_row_problems(grid.file, places), *_cell_problems(grid.file, places)]
    problems += _unit_problems(grid.file, places)
    if problems:
        raise TableError(problems)
    known, missing = provinces(), words("missing")
    rows = [
        (*known[one.province], one.year, one.head.indicator, _value(one, missing), one.head.unit, grid.file)
        for one in places
        if one.province in known
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"year": int, "value": float})
    twice = frame[frame.duplicated(_KEY)]
    if len(twice):
        raise TableError([_twice(grid.file, row) for row in twice.drop_duplicates(_KEY).to_dict("records")])
    skipped = sorted({place.province for place in places} - set(known))
    ordered = frame.sort_values(_KEY, ignore_index=True)
    return Export(grid.file, grid.encoding, grid.layout, ordered, grid.notes, tuple(skipped))


def read_exports(folder: Path) -> tuple[Export, ...]:
    """Read all exports of a folder.

    Parameters
    ----------
    folder
        Where files ending in ``.csv`` or ``.txt`` are read; other files are passed over.

    Returns
    -------
    tuple of Export
        By file name; empty where there are none, or no folder.

    Raises
    ------
    TableError
        What is wrong in all files at once, also where two files print different values of the same.
    """
    exports: list[Export] = []
    problems: list[Problem] = []
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    for path in paths:
        if path.suffix.lower() not in {".csv", ".txt"} or path.name.startswith("."):
            continue
        try:
            exports.append(read_export(path))
        except EduplansError as error:
            problems += error.problems
    problems += _contradictions(exports)
    if problems:
        raise TableError(problems)
    return tuple(exports)


def tidy(exports: tuple[Export, ...]) -> pd.DataFrame:
    """Put exports together, each value once.

    Parameters
    ----------
    exports
        Result of `read_exports`.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`, sorted by indicator, province and year. Where one file lacks a value that another has, the
        value stands.

    Examples
    --------
    >>> list(tidy(()).columns) == list(COLUMNS)
    True
    """
    if not exports:
        return pd.DataFrame(columns=list(COLUMNS))
    joined = pd.concat([export.frame for export in exports], ignore_index=True)
    joined = joined.assign(empty=joined["value"].isna()).sort_values([*_KEY, "empty", "file"])
    return joined.drop_duplicates(_KEY)[list(COLUMNS)].reset_index(drop=True)


def _places(grid: Grid) -> Iterator[_Place]:
    if grid.layout == "long":
        yield from _long_places(grid)
        return
    own = read_head(grid.subject) if grid.layout == "provinces" else None
    for number, row in grid.rows:
        for at, year in enumerate(grid.head[1:], start=1):
            if year:
                province, head = (row[0], own) if own else (grid.subject, read_head(row[0]))
                yield _Place(number, year, _cell(row, at), province, year_of(year), head)


def _long_places(grid: Grid) -> Iterator[_Place]:
    roles = {role: _column(grid.head, role) for role in ("province_column", "year_column", "code_column")}
    heads = {at: read_head(text) for at, text in enumerate(grid.head) if text and at not in roles.values()}
    for number, row in grid.rows:
        province, year = _cell(row, roles["province_column"]), year_of(_cell(row, roles["year_column"]))
        code = _cell(row, roles["code_column"])
        for at, head in heads.items():
            yield _Place(number, head.printed, _cell(row, at), province, year, head, code)


def _column(head: tuple[str, ...], role: str) -> int:
    return next((at for at, text in enumerate(head) if text in words(role)), -1)


def _cell(row: tuple[str, ...], at: int) -> str:
    return row[at] if 0 <= at < len(row) else ""


def _row_problems(file: str, places: list[_Place]) -> Iterator[Problem]:
    """Say what is wrong with the place and year of a row, once a row."""
    for row, province, code, year in dict.fromkeys((one.row, one.province, one.code, one.year) for one in places):
        known = provinces().get(province)
        if known is None and not no_province(province):
            yield Problem(
                "no province of that name",
                where=file,
                row=row,
                value=province,
                remedy="write it as in codebook/provinces.csv, or remove the row",
            )
        elif known is not None and code and code[:2] != known[0][:2]:
            yield Problem(
                f"the code is not that of {province} ({known[0]})",
                where=file,
                row=row,
                value=code,
                remedy="find out which of the two is right in the source",
            )
        if year is None:
            yield Problem("no year", where=file, row=row, remedy="write it as 2018 or 2018年")


def _cell_problems(file: str, places: list[_Place]) -> Iterator[Problem]:
    missing = words("missing")
    for place in places:
        if place.text and place.text not in missing and not _NUMBER.fullmatch(place.text):
            yield Problem(
                "not a number",
                where=file,
                row=place.row,
                column=place.column,
                value=place.text,
                remedy="look it up in the source; leave the cell empty where the source has none",
            )


def _unit_problems(file: str, places: list[_Place]) -> list[Problem]:
    heads = {place.head for place in places}
    return [
        Problem(
            f"the unit in the head does not give {head.expected}, the unit of {head.indicator}",
            where=file,
            column=head.printed,
            value=head.unit,
            remedy="end the head with the unit in brackets, such as (万元) or (万人)",
        )
        for head in sorted(heads, key=lambda head: head.printed)
        if head.known and head.unit != head.expected
    ]


def _value(place: _Place, missing: frozenset[str]) -> float:
    if not place.text or place.text in missing:
        return float("nan")
    return float(place.text.replace(",", "")) * place.head.factor


def _twice(file: str, row: Mapping[Hashable, object]) -> Problem:
    return Problem(
        f"{row['province']} has two values of {row['indicator']} for {row['year']}",
        where=file,
        remedy="keep the row that the source has now",
    )


def _contradictions(exports: list[Export]) -> list[Problem]:
    """Two files that print different values of the same; a relative gap of 1e-9 is rounding of the computer."""
    if len(exports) < 2:
        return []
    joined = pd.concat([export.frame for export in exports]).dropna(subset=["value"]).sort_values([*_KEY, "file"])
    joined = joined[joined.duplicated(_KEY, keep=False)]
    found = []
    for (indicator, _, year), rows in joined.groupby(_KEY):
        for one, two in pairwise(rows.to_dict("records")):
            if abs(one["value"] - two["value"]) > 1e-9 * abs(one["value"]):
                found.append(
                    Problem(
                        f"{one['province']}, {indicator}, {year}: {one['value']:,.10g} here and "
                        f"{two['value']:,.10g} in {two['file']}",
                        where=str(one["file"]),
                        remedy="keep one of the two files",
                    )
                )
    return found
