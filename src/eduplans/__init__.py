"""Figures of Chinese local education, each traced to its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(name: str, data: Path | str | None = None) -> pd.DataFrame:
    """Load a table with the right type in every column; see `eduplans.tables.load.load`.

    Parameters
    ----------
    name
        ``documents``, ``items``, ``figures``, ``panel``, ``national``, ``validation``, ``item_words``, ``damage`` or
        ``corrections``.
    data
        The data folder; without it ``$EDUPLANS_DATA``, else ``data`` in the nearest folder upwards that holds
        ``data/raw``.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    eduplans.errors.UnknownNameError
        There is no such table; the message lists those that there are.
    eduplans.errors.TableError
        The file is missing or breaks its schema.

    Examples
    --------
    >>> load("figurs")
    Traceback (most recent call last):
        ...
    eduplans.errors.UnknownNameError: no such table (found 'figurs'); there are audit, corrections, cues, damage, \
documents, figures, item_words, items, national, panel, validation
    """
    from eduplans.tables.load import load as load_table  # pandas takes half a second to import

    return load_table(name, data)
