"""Two documents, or two counties, side by side: what both say of one thing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from eduplans import codebook
from eduplans.errors import Problem, UnknownNameError
from eduplans.messages import head as named
from eduplans.messages import message
from eduplans.printing import QUALIFIERS, WIDE, number
from eduplans.tables.load import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import TextIO

    from matplotlib.figure import Figure

Entry = dict[str, Any]
#: A thing is the same where these agree.
KEY = ("indicator", "level", "change", "unit")
_SIDE = ("value", "value_max", "qualifier", "year", "status", "measure", "figure_id")
_STATUSES = ("actual", "baseline", "target", "standard")
COLUMNS = (
    *KEY, "name", "name_zh", *(f"{name}_{side}" for side in "ab" for name in _SIDE), "difference", "ratio", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and what they share.

    Parameters
    ----------
    a, b
        Names of the sides: ids of documents, or counties.
    shared
        One row a thing that both state, with the columns `COLUMNS`; `difference` is b less a in `unit`, `ratio` b
        over a; both are missing for ranges.
    only_a, only_b
        Indicators that one side alone states.
    """

    a: str
    b: str
    shared: pd.DataFrame
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


def compare(a: str, b: str, data: Path | str | None = None) -> Comparison:
    """Compare two documents or counties by what their figures are of.

    Where a side has several figures of one thing, the latest year is taken, of it results before targets, of these
    the first in the document; `note` says how many there are, and where a result stands against a target.

    Parameters
    ----------
    a, b
        Ids of documents, counties by name or by six-digit code.
    data
        The data folder; see `eduplans.tables.data_folder`.

    Returns
    -------
    Comparison

    Raises
    ------
    UnknownNameError
        There is no such document or county, or both names mean the same; the message lists those that there are.
    """
    panel, documents = load("panel", data), load("documents", data)
    sides = [_side(name, panel, documents) for name in (a, b)]
    if sides[0].index.equals(sides[1].index):
        raise UnknownNameError(Problem("both names mean the same figures", value=f"{a}, {b}"))
    chosen = [_one_of_each(side) for side in sides]
    keys = [key for key in chosen[0] if key in chosen[1]]
    rows = [_row(key, chosen[0][key], chosen[1][key]) for key in sorted(keys, key=str)]
    codes = [set(side["indicator"].astype(str)) for side in sides]
    shared = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"year_a": "Int64", "year_b": "Int64"})
    return Comparison(a, b, shared, tuple(sorted(codes[0] - codes[1])), tuple(sorted(codes[1] - codes[0])))


def _side(name: str, panel: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    if name in set(documents["doc"]):
        return panel[panel["doc"] == name]
    places = documents[(documents["county"] == name) | (documents["county_code"] == name)]
    if places.empty:
        known = [*sorted(documents["doc"]), *sorted(set(documents["county"].dropna()))]
        raise UnknownNameError(
            Problem("no such document or county", value=name, remedy="there are " + ", ".join(known))
        )
    return panel[panel["doc"].isin(places["doc"])]


def _one_of_each(side: pd.DataFrame) -> dict[tuple[str, ...], tuple[Entry, int]]:
    """Choose the figure that stands for each thing, and count how many there are of it."""
    found: dict[tuple[str, ...], list[Entry]] = {}
    for row in _records(side):
        found.setdefault(tuple(str(row[name] or "") for name in KEY), []).append(row)
    return {key: (min(group, key=_precedence), len(group)) for key, group in found.items()}


def _records(frame: pd.DataFrame) -> list[Entry]:
    """Rows as dictionaries, what is missing as None."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{str(name): cell for name, cell in row.items()} for row in rows]


def _precedence(figure: Entry) -> tuple[int, int]:
    """Order figures of one thing: the latest year, of it results first; those that are equal keep their order."""
    return -(figure["year"] or 0), _STATUSES.index(figure["status"])


def _row(key: tuple[str, ...], a: tuple[Entry, int], b: tuple[Entry, int]) -> Entry:
    names = _names()[key[0]]
    row: Entry = dict(zip(KEY, key, strict=True)) | {"name": names[0], "name_zh": names[1]}
    for side, (figure, _) in (("a", a), ("b", b)):
        row |= {f"{name}_{side}": figure[name] for name in _SIDE}
    one, other = a[0], b[0]
    if one["value_max"] is None and other["value_max"] is None:
        first, second = one["value"], other["value"]
        row |= {"difference": second - first, "ratio": second / first if first else None}
    return row | {"note": _note(a, b)}


def _note(a: tuple[Entry, int], b: tuple[Entry, int]) -> str:
    notes = [f"{side} has {number}" for side, (_, number) in (("A", a), ("B", b)) if number > 1]
    if a[0]["status"] != b[0]["status"]:
        notes.append(f"{a[0]['status']} against {b[0]['status']}")
    return "; ".join(notes)


def _names() -> Mapping[str, tuple[str, str]]:
    return {row["code"]: (row["name_en"], row["name_zh"]) for row in codebook.read("indicators")}


def print_comparison(found: Comparison, form: str, stream: TextIO) -> None:
    """Print what two sides share.

    Parameters
    ----------
    found
        Result of `compare`.
    form
        ``table`` (for people), ``csv`` or ``json`` (for programs).
    stream
        Where to.
    """
    from eduplans.tables.cells import to_text
    from eduplans.tables.files import to_csv

    frame = found.shared
    if form == "csv":
        stream.write(to_csv(to_text(frame)).decode())
    elif form == "json":
        rows = _records(frame)
        facts = {"a": found.a, "b": found.b, "only_a": found.only_a, "only_b": found.only_b, "shared": rows}
        stream.write(json.dumps(facts, ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        _print_table(found, stream)


def _print_table(found: Comparison, stream: TextIO) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(file=stream, width=None if stream.isatty() else WIDE)
    table = Table()
    for head in ("indicator", found.a, found.b, "B less A", "B over A", "unit", "note"):
        table.add_column(escape(named(head)), overflow="fold")
    for row in _records(found.shared):
        shown = (_label(row), _said(row, "a"), _said(row, "b"), _number(row["difference"]), _number(row["ratio"]))
        table.add_row(*(escape(cell) for cell in (*shown, str(row["unit"]), str(row["note"]))))
    console.print(table)


def _said(row: Entry, side: str) -> str:
    top = "" if row[f"value_max_{side}"] is None else f"-{_number(row[f'value_max_{side}'])}"
    said = f"{QUALIFIERS[row[f'qualifier_{side}']]}{_number(row[f'value_{side}'])}{top}"
    return f"{said} ({row[f'year_{side}'] or message('no year')}, {row[f'status_{side}']})"


def _number(value: float | None) -> str:
    return "" if value is None else number(round(float(value), 4))


def pictures(found: Comparison) -> dict[str, Figure]:
    """Draw both sides, a picture for each unit, as values of different units share no axis.

    Parameters
    ----------
    found
        Result of `compare`.

    Returns
    -------
    dict of str to matplotlib.figure.Figure
        By unit.
    """
    from eduplans.plots import dots

    drawn = {}
    for unit, group in found.shared.groupby("unit", sort=True):
        points = [
            (_label(row), float(row[f"value_{side}"]), name)
            for row in _records(group)
            for side, name in (("a", found.a), ("b", found.b))
        ]
        title = f"{found.a} and {found.b}"
        drawn[str(unit)] = dots(points, title=title, xlabel=str(unit), groups=[found.a, found.b])
    return drawn


def _label(row: Entry) -> str:
    level = f" ({row['level']})" if row["level"] else ""
    change = f", {row['change']}" if row["change"] != "level" else ""
    return f"{row['name_zh']} {row['name']}{level}{change}"
