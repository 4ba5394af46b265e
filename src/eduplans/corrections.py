"""Corrections: rows with reasons that change or flag what a source prints wrong, never a silent edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.errors import Problem, TableError
from eduplans.tables.raw import RAW
from eduplans.tables.store import check

if TYPE_CHECKING:
    from pathlib import Path


#: New cell of a correction that empties the cell, such as a level that is none; without it only a flag is set.
EMPTY = "(empty)"


def new_cell(new: str) -> str:
    """Give the cell that a correction puts into figures.csv.

    Examples
    --------
    >>> new_cell("primary"), new_cell("(empty)")
    ('primary', '')
    """
    return "" if new == EMPTY else new


@dataclass(frozen=True, slots=True)
class Corrected:
    """Figures after corrections.

    Parameters
    ----------
    figures
        The raw table, typed, with new cells.
    notes
        One row a corrected figure: `figure_id`, `flag`, `corrected` (columns changed), `note` (reasons).
    cells
        Cells changed.
    """

    figures: pd.DataFrame
    notes: pd.DataFrame
    cells: int


def apply_corrections(text: pd.DataFrame, corrections: pd.DataFrame, raw: Path) -> Corrected:
    """Apply corrections to the figures as printed.

    Parameters
    ----------
    text
        ``figures.csv`` as text, cell by cell; not changed.
    corrections
        ``corrections.csv``, typed.
    raw
        Folder of both, for messages.

    Returns
    -------
    Corrected

    Raises
    ------
    TableError
        An entry matches nothing (no such figure, or the cell is not the old one any more), or its new cell breaks
        a rule; all at once.
    """
    text = text.copy()
    at = {figure_id: row for row, figure_id in enumerate(text["figure_id"])}
    where = str(raw / "corrections.csv")
    entries = [
        {str(name): str(cell) for name, cell in entry.items()} for entry in corrections.fillna("").to_dict("records")
    ]
    problems: list[Problem] = []
    changed: dict[tuple[int, str], tuple[int, dict[str, str]]] = {}
    for number, entry in enumerate(entries, start=2):
        if fault := _fault(entry, text, at):
            what, column, value = fault
            problems.append(_problem(what, where, number, column, value))
        elif entry["new"]:
            text.loc[at[entry["figure_id"]], entry["column"]] = new_cell(entry["new"])
            changed[at[entry["figure_id"]] + 2, str(entry["column"])] = (number, entry)
    figures, broken = check(text, RAW["figures"], str(raw / "figures.csv"))
    for problem in broken:
        cause = changed.get((problem.row or 0, problem.column))
        problems.append(_broken(problem, where, *cause) if cause else problem)
    if problems:
        raise TableError(problems)
    return Corrected(figures, _notes(corrections), len(changed))


def _fault(entry: dict[str, str], text: pd.DataFrame, at: dict[str, int]) -> tuple[str, str, str] | None:
    """Tell what is wrong, in which column of the corrections, with which cell."""
    figure_id, column, old = entry["figure_id"], entry["column"], entry["old"]
    if figure_id not in at:
        return "no figure has this id", "figure_id", figure_id
    found = text.loc[at[figure_id], column]
    if found == old:
        return None
    return f"figures.csv has {found!r} as {column} of {figure_id}, not this", "old", old


def _broken(problem: Problem, where: str, row: int, entry: dict[str, str]) -> Problem:
    rule = f" ({problem.rule})" if problem.rule else ""
    what = f"as {entry['column']} of {entry['figure_id']} the new cell is refused: {problem.what}{rule}"
    return _problem(what, where, row, "new", entry["new"])


def _problem(what: str, where: str, row: int, column: str, value: str) -> Problem:
    return Problem(
        what,
        where=where,
        row=row,
        column=column,
        value=value,
        rule="a correction matches a figure",
        remedy="mend or remove the entry",
    )


def _notes(corrections: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "figure_id": figure_id,
            "flag": next(iter(group["flag"].dropna()), None),
            "corrected": " ".join(group.loc[group["new"].notna(), "column"]) or None,
            "note": "; ".join(dict.fromkeys(group["reason"])),
        }
        for figure_id, group in corrections.groupby("figure_id", sort=True)
    ]
    return pd.DataFrame(rows, columns=pd.Index(["figure_id", "flag", "corrected", "note"]), dtype="str")
