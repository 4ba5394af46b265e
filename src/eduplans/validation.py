"""The validation report: what `eduplans clean` checked, and what a reader should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.copies import of_copies
from eduplans.errors import Problem, TableError
from eduplans.indicators import OTHER
from eduplans.panel import usable
from eduplans.printed_values import check_printed_values
from eduplans.review.confirmations import lapsed
from eduplans.same_files import same_files
from eduplans.tables import PROCESSED, RAW
from eduplans.tables.cells import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from eduplans.tables.relations import Checked

    Frames = Mapping[str, pd.DataFrame]

UNSURE = "unsure"


def validation_report(frames: Frames, processed: Frames, checks: tuple[Checked, ...]) -> pd.DataFrame:
    """Write down the checks of a run.

    Parameters
    ----------
    frames, processed
        All raw tables, and the processed ones but this.
    checks
        What the checks across the raw tables found.

    Returns
    -------
    pandas.DataFrame
        One row a check: schemas, relations, values against what is printed and reconciliations, which all passed,
        then counts that are no fault.

    Raises
    ------
    TableError
        A value contradicts its printed form, or counts that have to be the same in two places differ.
    """
    printed = check_printed_values(frames["national"], "raw/national.csv")
    if printed.problems:
        raise TableError(printed.problems)
    rows = [
        (f"raw/{name}.csv", "cells and rows keep the rules of the table", len(frame), 0, "passed")
        for name, frame in frames.items()
        if len(frame) or not RAW[name].optional
    ]
    rows += [
        (f"processed/{name}.csv", "cells and rows keep the rules of the table", len(frame), 0, "passed")
        for name, frame in processed.items()
    ]
    rows += [
        (f"raw/{done.table}.csv", done.name, done.rows, len(done.problems), "passed") for done in (*checks, printed)
    ]
    rows += _reconciled(frames, processed)
    rows += _noted(processed)
    documents = processed["documents"]
    same = len(same_files(documents))
    rows += _lapsed(frames)
    rows.append(("processed/documents.csv", "same file as another document", len(documents), same, "noted"))
    return pd.DataFrame(rows, columns=pd.Index(PROCESSED["validation"].names))


def _lapsed(frames: Frames) -> list[tuple[str, str, int, int, str]]:
    """Count what readers have confirmed, where they have, and what of it is read otherwise since."""
    confirmed, figures = frames["confirmations"], frames["figures"]
    if confirmed.empty:
        return []
    gone = lapsed(confirmed, to_text(figures[figures["figure_id"].isin(confirmed["figure_id"])]))
    return [("raw/confirmations.csv", "the figure is read otherwise since, or no more", len(confirmed), gone, "noted")]


def _reconciled(frames: Frames, processed: Frames) -> list[tuple[str, str, int, int, str]]:
    """Compare counts that have to be the same in two places."""
    figures = processed["figures"]
    words = int(frames["item_words"]["count"].sum())
    pairs = [
        ("figures", "as many figures as raw/figures.csv", len(figures), len(frames["figures"])),
        ("items", "as many items as raw/items.csv", len(processed["items"]), len(frames["items"])),
        ("items", "words add up to raw/item_words.csv", int(processed["items"]["words"].sum()), words),
        ("documents", "as many documents as raw/documents.csv", len(processed["documents"]), len(frames["documents"])),
        ("national", "as many values as raw/national.csv", len(processed["national"]), len(frames["national"])),
        (
            "panel",
            "named figures neither flagged nor negated, repeats counted",
            int(processed["panel"]["printed"].sum()),
            int((usable(figures) & ~of_copies(figures)).sum()),
        ),
    ]
    problems = [
        Problem("counts differ", where=f"processed/{table}.csv", value=f"{here} and {there}", rule=name)
        for table, name, here, there in pairs
        if here != there
    ]
    if problems:
        raise TableError(problems)
    return [(f"processed/{table}.csv", name, len(processed[table]), 0, "passed") for table, name, _, _ in pairs]


def _noted(processed: Frames) -> list[tuple[str, str, int, int, str]]:
    """Count what no rule forbids and a reader should know."""
    figures, national, documents = processed["figures"], processed["national"], processed["documents"]
    notes: list[tuple[str, str, pd.DataFrame, Callable[[pd.DataFrame], pd.Series[bool]]]] = [
        ("figures", "without a named indicator", figures, lambda f: f["indicator"] == OTHER),
        ("figures", "readers divide on whether it is a figure", figures, lambda f: f["confidence"] == UNSURE),
        ("figures", "denied by their phrase", figures, lambda f: f["negated"].astype(bool)),
        ("figures", "repeat an earlier figure of their document", figures, lambda f: f["repeats"].notna()),
        ("figures", "beside destroyed characters", figures, lambda f: f["damaged"].fillna(value=False)),
        ("figures", "cannot be right", figures, lambda f: f["flag"].notna()),
        ("figures", "changed by a correction", figures, lambda f: f["corrected"].notna()),
        ("national", "seen only in copies of the publication", national, lambda f: f["seen_in"] == "copy"),
        ("national", "other sources print something else", national, lambda f: f["trust"] == "differs"),
        ("documents", "county not printed but inferred", documents, lambda f: f["county_basis"] == "inferred"),
        ("documents", "the same text as another document", documents, lambda f: f["duplicate_of"].notna()),
        ("documents", "source unknown", documents, lambda f: f["source"] == "unknown"),
    ]
    return [
        (f"processed/{table}.csv", name, len(frame), int(find(frame).sum()), "noted")
        for table, name, frame, find in notes
    ]
