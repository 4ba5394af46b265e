"""The way back of a review: rows of corrections.csv for changes, of confirmations.csv for what was found right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans import tables
from eduplans.corrections import EMPTY, apply_corrections, new_cell
from eduplans.errors import Problem, TableError
from eduplans.review.columns import AS_READ, COLUMNS, EDITABLE, JUDGEMENTS, RIGHT, SHEET, SHOWN
from eduplans.review.confirmations import as_read, day, read_confirmations
from eduplans.storage import write_files
from eduplans.tables.cells import cell_text, to_text
from eduplans.tables.raw import RAW
from eduplans.tables.store import check, read_text_checked
from eduplans.tables.writing import table_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Cells = dict[str, str]
#: Number of its row and its cells, by figure.
Rows = dict[str, tuple[int, Cells]]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review said.

    Parameters
    ----------
    confirmed
        Figures judged right, none of their cells changed.
    corrected, refused
        Figures with changed cells; figures that cannot be right or are none.
    open
        Figures that were not judged.
    rows
        Rows of corrections.csv for the figures of the sheet.
    changed
        Whether one of the two tables was changed.
    """

    confirmed: int
    corrected: int
    refused: int
    open: int
    rows: int
    changed: bool


def read_review(book: Path, raw: Path) -> Reviewed:
    """Read a sheet back into corrections.csv and confirmations.csv.

    The corrections and confirmations of the figures in the sheet become those that it says; all others stay.

    Parameters
    ----------
    book
        The workbook that `write_review` wrote and a reader changed.
    raw
        Folder of the raw tables.

    Returns
    -------
    Reviewed

    Raises
    ------
    TableError
        The workbook is no review sheet, it was made from other figures than those of figures.csv, a reason is
        missing, a date is none, or a new cell breaks a rule of its column; all at once, with row and column. Nothing
        is written then.
    """
    sheet, kept, saved = _sheets(book)
    before, text = tables.read_raw("corrections", raw), _figures_text(raw)
    problems = [*_altered(sheet, kept, book), *_outdated(kept, before, text, book, raw)]
    if problems:
        raise TableError(problems)
    own = dict(zip(text["figure_id"], text.to_dict("records"), strict=True))
    rows, problems = _all_corrections(sheet, own, before, book)
    problems += _broken(rows, sheet, text, book, raw)
    corrected = {row["figure_id"] for row in rows if row["new"]}
    refused = {row["figure_id"] for row in rows if row["flag"]}
    judged = {key for key, (_, cells) in sheet.items() if cells["judgement"] == RIGHT} - corrected - refused
    confirmed, faults = _confirmations({key: sheet[key] for key in sheet if key in judged}, saved, book)
    if problems or faults:
        raise TableError([*problems, *faults])
    changed = _write(sheet, pd.DataFrame(rows, columns=before.columns), before, confirmed, raw)
    left = len(sheet) - len(judged | corrected | refused)
    return Reviewed(len(judged), len(corrected - refused), len(refused), left, len(rows), changed)


def _write(sheet: Rows, rows: pd.DataFrame, before: pd.DataFrame, confirmed: list[Cells], raw: Path) -> bool:
    """Put what the sheet says in the place of what was there for its figures, in both tables or in none."""
    others, path = before[~before["figure_id"].isin(sheet)], raw / "corrections.csv"
    contents = {path: table_bytes(pd.concat([others, rows]), RAW["corrections"], str(path))}
    known, path = read_confirmations(raw), raw / "confirmations.csv"
    new = pd.DataFrame(confirmed, columns=known.columns, dtype="str")
    if len(new) or path.exists():
        both = pd.concat([known[~known["figure_id"].isin(sheet)], new])
        contents[path] = table_bytes(both.replace("", None), RAW["confirmations"], str(path))
    return bool(write_files(contents))


def _confirmations(right: Rows, saved: str, book: Path) -> tuple[list[Cells], list[Problem]]:
    """Rows of confirmations.csv for the figures that the sheet calls right."""
    rows, problems = [], []
    for key, (number, cells) in right.items():
        when = day(cells["date"]) if cells["date"] else saved
        if not when:
            problems.append(
                Problem("not a date", where=str(book), row=number, column="date", value=cells["date"],
                        remedy="write it as 2026-11-22")
            )  # fmt: skip
        source = cells["source"] or "the document"
        said = {"date": when, "by": cells["by"], "reason": cells["reason"], "source": source}
        rows.append({"figure_id": key, "as_read": as_read(cells), **said})
    return rows, problems


def _figures_text(raw: Path) -> pd.DataFrame:
    return read_text_checked(raw / "figures.csv", RAW["figures"])[1]


def _sheets(book: Path) -> tuple[Rows, Rows, str]:
    """Rows of the sheet and of the hidden one by figure, each with its number, and the day it was saved last."""
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    remedy = "write a new one with: eduplans review DOCUMENT"
    try:
        found = load_workbook(book, read_only=True, data_only=True)
        pages = [_cells_of(found[name].iter_rows(values_only=True), book, name) for name in (SHEET, AS_READ)]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, InvalidFileException) as error:
        raise TableError(Problem(f"this is no review sheet: {error}", where=str(book), remedy=remedy)) from error
    saved = found.properties.modified
    return pages[0], pages[1], saved.date().isoformat() if saved else ""


def _cells_of(lines: Iterable[tuple[object, ...]], book: Path, name: str) -> Rows:
    numbered = enumerate(lines, start=1)
    _, head = next(numbered, (0, ()))
    at = {str(word): place for place, word in enumerate(head)}
    missing = [column for column in COLUMNS if column not in at]
    if missing:
        raise TableError(Problem("columns are missing: " + ", ".join(missing), where=f"{book}, sheet {name}", row=1))
    rows: Rows = {}
    problems = []
    for number, line in numbered:
        cells = {column: cell_text(line[at[column]]).strip() for column in COLUMNS}
        if not any(cells.values()):
            continue
        if cells["figure_id"] in rows:
            problems.append(Problem("this figure stands twice", where=str(book), row=number, value=cells["figure_id"]))
        rows[cells["figure_id"]] = number, cells
    if problems:
        raise TableError(problems)
    return rows


def _altered(sheet: Rows, kept: Rows, book: Path) -> list[Problem]:
    """Rows that are of no figure of the sheet as it was written, and cells that say which figure it is."""
    problems = []
    for key, (number, cells) in sheet.items():
        if key not in kept:
            what = "no figure of this sheet has this id"
            problems.append(Problem(what, where=str(book), row=number, column="figure_id", value=key))
            continue
        problems += [
            Problem("only coloured cells may be changed", where=str(book), row=number, column=name, value=cells[name])
            for name in SHOWN
            if cells[name] != kept[key][1][name].strip()
        ]
        if cells["judgement"] not in ("", *JUDGEMENTS):
            words = ", ".join(JUDGEMENTS)
            problems.append(
                Problem(
                    "no word of judgement", where=str(book), row=number, column="judgement",
                    value=cells["judgement"], remedy=f"one of {words}, or empty",
                )
            )  # fmt: skip
    return problems


def _outdated(kept: Rows, before: pd.DataFrame, text: pd.DataFrame, book: Path, raw: Path) -> list[Problem]:
    """Figures that stand otherwise in figures.csv and corrections.csv than when the sheet was written."""
    corrected = to_text(apply_corrections(text, before, raw).figures)
    now = dict(zip(text["figure_id"], corrected.to_dict("records"), strict=True))
    remedy = "the tables were made anew since; write a new sheet with: eduplans review DOCUMENT"
    return [
        Problem(f"{raw / 'figures.csv'} has other cells for this figure", where=str(book), row=number, value=key,
                remedy=remedy)
        for key, (number, cells) in kept.items()
        if key not in now or any(cells[name] != str(now[key][name]).strip() for name in EDITABLE)
    ]  # fmt: skip


def _all_corrections(
    sheet: Rows, own: Mapping[str, Mapping[str, str]], before: pd.DataFrame, book: Path
) -> tuple[list[Cells], list[Problem]]:
    """Corrections of every figure of the sheet, and where a reason or a source is missing."""
    old = {
        (row["figure_id"], row["column"], row["new"], row["flag"]): row for row in before.fillna("").to_dict("records")
    }
    rows: list[Cells] = []
    problems = []
    for key, (number, cells) in sheet.items():
        found = [old.get(tuple(row[name] for name in ("figure_id", "column", "new", "flag")), row)  # type: ignore[arg-type]
                 for row in _corrections(key, cells, own[key])]  # fmt: skip
        problems += [
            Problem(f"a {name} is needed where a cell is changed or a figure refused", where=str(book), row=number,
                    column=name, remedy="say in words why" if name == "reason" else "say what the reason rests on")
            for name in ("reason", "source")
            if any(not row[name] for row in found)
        ]  # fmt: skip
        rows += [{str(name): str(cell) for name, cell in row.items()} for row in found]
    return rows, problems


def _corrections(key: str, cells: Cells, own: Mapping[str, str]) -> list[Cells]:
    """Corrections that the cells of a figure say, against what figures.csv has."""
    said = {"reason": cells["reason"], "source": cells["source"]}
    rows: dict[str, Cells] = {}
    flag = JUDGEMENTS.get(cells["judgement"], "")
    for name in EDITABLE:
        changed = cells[name] != own[name]
        if changed or (flag and name == "value"):
            new = (cells[name] or EMPTY) if changed else ""
            rows[name] = {"figure_id": key, "column": name, "old": own[name], "new": new, "flag": "", **said}
    if flag:
        rows["value"]["flag"] = flag
    return list(rows.values())


def _broken(rows: list[Cells], sheet: Rows, text: pd.DataFrame, book: Path, raw: Path) -> list[Problem]:
    """Find new cells that break a rule of their column; they are told at their place in the sheet."""
    trial = text.reset_index(drop=True).copy()
    at = {key: place for place, key in enumerate(trial["figure_id"])}
    for row in rows:
        if row["new"]:
            trial.loc[at[row["figure_id"]], row["column"]] = new_cell(row["new"])
    by_row = {at[key] + 2: number for key, (number, _) in sheet.items()}
    _, problems = check(trial, RAW["figures"], str(raw / "figures.csv"))
    return [
        Problem(problem.what, where=str(book), row=by_row[problem.row], column=problem.column, value=problem.value,
                rule=problem.rule, remedy="mend the cell")
        for problem in problems
        if problem.row in by_row
    ]  # fmt: skip
