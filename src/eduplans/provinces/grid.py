"""The file as a grid: encoding, separator, where the head stands, where notes begin, and which layout it is."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eduplans.documents.encodings import decode
from eduplans.errors import Problem, TableError
from eduplans.provinces.words import words

if TYPE_CHECKING:
    from pathlib import Path

Layout = Literal["long", "provinces", "indicators"]
_YEAR = re.compile(r"^((?:19|20)\d\d)\s*年?度?$")
_SEPARATORS = ",\t;"
_REMEDY = "download the table again as CSV and leave its head as it is"


@dataclass(frozen=True, slots=True)
class Grid:
    """An export as rows of cells, told apart into its parts.

    Parameters
    ----------
    file, encoding
        Name of the file, and its encoding.
    layout
        ``long``: one row a province and year, one column a series. ``provinces``: one row a province, one column a
        year, the series named in a line above (指标：...). ``indicators``: one row a series, one column a year, the
        province named in a line above (地区：...).
    subject
        What the line above names; empty in the layout ``long``.
    head
        Cells of the head.
    rows
        Cells below it, each with its row as a spreadsheet counts it.
    notes
        Lines above the head and at the foot.
    """

    file: str
    encoding: str
    layout: Layout
    subject: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...]


def read_grid(path: Path) -> Grid:
    """Read a file as a grid.

    Parameters
    ----------
    path
        An export as CSV, in any Chinese encoding, separated by commas, tabs or semicolons.

    Returns
    -------
    Grid

    Raises
    ------
    TableError
        If there is no head that names provinces and years.
    DocumentError
        If it is no text.
    """
    decoded = decode(path.read_bytes(), path.name)
    sample = decoded.text[:4000]
    separator = max(_SEPARATORS, key=sample.count)
    try:
        lines = list(csv.reader(io.StringIO(decoded.text.replace("\x00", "")), delimiter=separator, strict=True))
    except csv.Error as error:
        raise TableError(Problem(f"this is no table: {error}", where=path.name, remedy=_REMEDY)) from error
    cells = [tuple(cell.strip().lstrip("\ufeff") for cell in line) for line in lines]
    for number, row in enumerate(cells):
        layout = _layout(row)
        if layout:
            above = [_joined(line) for line in cells[:number] if any(line)]
            body, foot = _body(cells, number + 1)
            subject = _subject(path.name, layout, above)
            return Grid(path.name, decoded.encoding, layout, subject, row, body, (*above, *foot))
    raise TableError(
        Problem(
            "no head with provinces and years (省份, 年份, or 地区 and 指标 with years) was found",
            where=path.name,
            remedy=_REMEDY,
        )
    )


def year_of(text: str) -> int | None:
    """Read a year such as 2018 or 2018年; None where it is none.

    Examples
    --------
    >>> year_of("2018年"), year_of("2018"), year_of("118")
    (2018, 2018, None)
    """
    found = _YEAR.match(text.strip())
    return int(found[1]) if found else None


def _layout(row: tuple[str, ...]) -> Layout | None:
    named = set(row)
    if named & words("province_column") and named & words("year_column"):
        return "long"
    years = [year_of(cell) for cell in row[1:] if cell]
    if row and years and all(years):
        if row[0] in words("province_column"):
            return "provinces"
        if row[0] in words("indicator_column"):
            return "indicators"
    return None


def _joined(row: tuple[str, ...]) -> str:
    return " ".join(cell for cell in row if cell)


def _body(cells: list[tuple[str, ...]], start: int) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], tuple[str, ...]]:
    """Part the rows below the head from the notes at the foot, which begin with a word such as 数据来源 or 注."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, row in enumerate(cells[start:], start=start + 1):
        if not any(row):
            continue
        if re.split(r"[:：\d]", row[0], maxsplit=1)[0] in words("foot"):
            return tuple(rows), tuple(_joined(line) for line in cells[number - 1 :] if any(line))
        rows.append((number, row))
    return tuple(rows), ()


def _subject(file: str, layout: Layout, above: list[str]) -> str:
    if layout == "long":
        return ""
    role = "indicator_line" if layout == "provinces" else "province_line"
    for line in above:
        name, colon, rest = line.replace("：", ":").partition(":")
        if colon and name.strip() in words(role):
            return rest.strip()
    wanted = " or ".join(sorted(words(role)))
    raise TableError(
        Problem(f"no line above the head says what the table is of ({wanted}：...)", where=file, remedy=_REMEDY)
    )
