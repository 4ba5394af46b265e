"""How findings are printed on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from eduplans.audit.finding import VERDICTS
from eduplans.errors import Problem, UnknownNameError
from eduplans.tables import load
from eduplans.tables.cells import cell_text

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__all__ = ["chosen_findings", "print_findings"]


def chosen_findings(data: Path | str | None, doc: str | None, verdict: str | None) -> pd.DataFrame:
    """Load the findings of a document, or with a verdict.

    Parameters
    ----------
    data
        The data folder; see `eduplans.tables.data_folder`.
    doc, verdict
        Only this document, only this verdict; None for all.

    Returns
    -------
    pandas.DataFrame
        Rows of ``processed/audit.csv``.

    Raises
    ------
    UnknownNameError
        There is no such document or verdict; the message lists those that there are.
    """
    frame = load("audit", data)
    documents = sorted(load("documents", data)["doc"])
    problems = [
        Problem(f"no such {what}", value=value, remedy="there are " + ", ".join(known))
        for what, value, known in (("document", doc, documents), ("verdict", verdict, VERDICTS))
        if value is not None and value not in known
    ]
    if problems:
        raise UnknownNameError(problems)
    for column, value in (("doc", doc), ("verdict", verdict)):
        if value is not None:
            frame = frame[frame[column] == value]
    return frame


def print_findings(frame: pd.DataFrame, stream: TextIO, *, as_json: bool = False) -> None:
    """Print findings: for people a sentence each with its readings, for programs a list of records.

    Parameters
    ----------
    frame
        Rows of ``processed/audit.csv``.
    stream
        Where to.
    as_json
        Print JSON; an empty cell is null.
    """
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    if as_json:
        json.dump(rows, stream, ensure_ascii=False, indent=1)
        stream.write("\n")
        return
    for row in rows:
        stream.write(f"{row['doc']} {cell_text(row['number'])} {row['relation']}: {row['verdict']}\n")
        stream.write(f"  {row['sentence']}\n")
        if row["readings"]:
            stream.writelines(f"  - {reading}\n" for reading in str(row["readings"]).split("; "))
