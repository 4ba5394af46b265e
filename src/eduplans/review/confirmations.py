"""Confirmations: figures that a reader has compared with the document and found right.

They stand in ``data/raw/confirmations.csv`` beside the corrections, kept by hand through the sheet of
`eduplans review`. One holds as long as the figure is read as it was read when it was confirmed; nothing is computed
from them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.review.columns import EDITABLE
from eduplans.tables.columns import Column, Table
from eduplans.tables.raw import FIGURES, RAW
from eduplans.tables.store import read_table, read_text_checked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HAND = "a person"
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00:00)?")

CONFIRMATIONS = Table(
    name="confirmations",
    stage="raw",
    title="Confirmations",
    description="One row a figure that a reader compared with the document and found read right. Kept by hand, through "
    "the sheet of `eduplans review`; it lapses when the figure is read otherwise.",
    columns=(
        Column("figure_id", "string", "The figure", origin=_HAND, required=True, unique=True,
               pattern=FIGURES.column("figure_id").pattern),
        Column("as_read", "string", "The cells that were confirmed", origin=_HAND, required=True),
        Column("date", "string", "Day of the confirmation", origin=_HAND, required=True, pattern=r"\d{4}-\d\d-\d\d"),
        Column("by", "string", "Who confirmed it, where they say so", origin=_HAND),
        Column("reason", "string", "What they remarked", origin=_HAND),
        Column("source", "string", "What it was compared with", origin=_HAND, required=True),
    ),
    key=("figure_id",),
)  # fmt: skip


def as_read(cells: Mapping[str, str]) -> str:
    """Write the cells of a figure that a reader may correct, so that a later reading can be held against them.

    Examples
    --------
    >>> as_read({"value": "120", "unit": "person", "qualifier": "exact", "year": ""})
    'value=120; unit=person; qualifier=exact'
    """
    return "; ".join(f"{name}={cells[name]}" for name in EDITABLE if cells.get(name))


def read_confirmations(raw: Path) -> pd.DataFrame:
    """Read the confirmations; no rows where there is no such table.

    Parameters
    ----------
    raw
        Folder of the raw tables.

    Returns
    -------
    pandas.DataFrame
        Text, empty where a cell is.

    Raises
    ------
    TableError
        The table breaks its schema.
    """
    path = raw / "confirmations.csv"
    if not path.exists():
        return pd.DataFrame(columns=pd.Index(CONFIRMATIONS.names), dtype="str")
    return read_table(path, CONFIRMATIONS).astype("str").where(lambda frame: frame.notna(), "")


def confirmation_of(figure_id: str, raw: Path) -> dict[str, str] | None:
    """Give the confirmation of a figure that still holds.

    Parameters
    ----------
    figure_id
        Its id.
    raw
        Folder of the raw tables.

    Returns
    -------
    dict of str to str or None
        By column of `CONFIRMATIONS`; None where nobody confirmed the figure, or what was read has changed since.
    """
    rows = read_confirmations(raw)
    own = rows[rows["figure_id"] == figure_id]
    if own.empty:
        return None
    text = read_text_checked(raw / "figures.csv", RAW["figures"])[1]
    now = text[text["figure_id"] == figure_id].to_dict("records")
    found = {str(name): str(cell) for name, cell in own.iloc[0].items()}
    return (
        found if now and as_read({str(name): str(cell) for name, cell in now[0].items()}) == found["as_read"] else None
    )


def day(text: str) -> str:
    """Write a date as ISO does; empty where it is none.

    Examples
    --------
    >>> day("2026/3/9"), day("2026年11月22日"), day("2026-11-22 00:00:00"), day("2026-02-30"), day("soon")
    ('2026-03-09', '2026-11-22', '2026-11-22', '', '')
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return ""
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        return ""
