"""Confirmations: figures that a reader has compared with the document and found right.

They stand in ``data/raw/confirmations.csv`` beside the corrections, kept by hand through the sheet of
`eduplans review`. One holds as long as the figure is read as it was read when it was confirmed; nothing is computed
from them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from eduplans.review.columns import EDITABLE
from eduplans.tables.raw import RAW
from eduplans.tables.store import read_raw, read_text_checked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00:00)?")


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
    return read_raw("confirmations", raw).astype("str").where(lambda frame: frame.notna(), "")


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
        By column of confirmations.csv; None where nobody confirmed the figure, or what was read has changed since.
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


def lapsed(confirmations: pd.DataFrame, text: pd.DataFrame) -> int:
    """Count the confirmations of figures that are read otherwise since, or no more.

    Parameters
    ----------
    confirmations
        The table.
    text
        Cells of figures.csv as text.

    Returns
    -------
    int

    Examples
    --------
    >>> import pandas as pd
    >>> confirmed = pd.DataFrame({"figure_id": ["a:1", "a:2"], "as_read": ["value=5", "value=7"]})
    >>> lapsed(confirmed, pd.DataFrame({"figure_id": ["a:1", "a:2"], "value": ["5", "8"]}))
    1
    """
    own = text[text["figure_id"].isin(set(confirmations["figure_id"]))].to_dict("records")
    now = {row["figure_id"]: as_read({str(name): str(cell) for name, cell in row.items()}) for row in own}
    pairs = zip(confirmations["figure_id"], confirmations["as_read"], strict=True)
    return sum(now.get(figure_id) != said for figure_id, said in pairs)


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
