"""Tables for analysis: `eduplans.load`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.errors import Problem, TableError, UnknownNameError
from eduplans.tables.processed import PROCESSED
from eduplans.tables.raw import RAW
from eduplans.tables.store import read_raw, read_table

if TYPE_CHECKING:
    import pandas as pd

#: Tables that `load` gives: processed ones, and raw ones that have no processed form.
LOADABLE = {**{name: table for name, table in RAW.items() if name not in PROCESSED}, **PROCESSED}


def data_folder(data: Path | str | None = None) -> Path:
    """Find the folder that holds ``raw`` and ``processed``.

    Parameters
    ----------
    data
        The folder, where it is known.

    Returns
    -------
    pathlib.Path
        `data` if given; else ``$EDUPLANS_DATA``; else ``data`` in the nearest folder, from the working directory
        upwards, in which ``data/raw`` exists.

    Raises
    ------
    TableError
        There is none.
    """
    named = data or os.environ.get("EDUPLANS_DATA")
    if named:
        if Path(named).is_dir():
            return Path(named)
        raise TableError(Problem("no such data folder", where=str(named), remedy="name the folder that holds raw"))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "data" / "raw").is_dir():
            return folder / "data"
    raise TableError(
        Problem(
            "no data folder here or above",
            where=str(here),
            remedy="run this inside the project, give data=..., or set EDUPLANS_DATA",
        )
    )


def load(name: str, data: Path | str | None = None) -> pd.DataFrame:
    """Load a table with the right type in every column.

    Parameters
    ----------
    name
        ``documents``, ``items``, ``figures``, ``panel``, ``national``, ``audit``, ``validation`` (processed),
        ``item_words``, ``damage``, ``cues``, ``corrections`` or ``confirmations`` (raw).
    data
        The data folder; see `data_folder`.

    Returns
    -------
    pandas.DataFrame
        ``str``, ``Int64``, ``float64``, ``boolean``, dates, and ``category`` where the column has a vocabulary;
        an empty cell is missing.

    Raises
    ------
    UnknownNameError
        There is no such table; the message lists those that there are.
    TableError
        The file is missing or breaks its schema.
    """
    if name not in LOADABLE:
        raise UnknownNameError(Problem("no such table", value=name, remedy="there are " + ", ".join(sorted(LOADABLE))))
    table = LOADABLE[name]
    folder = data_folder(data)
    frame = read_raw(name, folder / "raw") if table.stage == "raw" else read_table(folder / table.file, table)
    vocabularies = {column.name: column.values for column in table.columns if column.values}
    return frame.astype({name: _category(values) for name, values in vocabularies.items()})


def _category(values: tuple[str, ...]) -> pd.CategoricalDtype:
    import pandas as pd

    return pd.CategoricalDtype(pd.Index(values, dtype="str"))
