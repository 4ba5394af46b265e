r"""Figures of Chinese local education, each traced to its sentence.

`read` a document, find its `figures`, `load` a table; rooms such as `eduplans.trends` are there without an import of
their own.

>>> import eduplans as ep
>>> document = ep.read_text("一、学位供给\n全县新增学位1200个。", doc="demo-2024-plan")
>>> [(one.item, one.as_printed, one.value, one.unit) for one in ep.figures(document)]
[('一', '1200个', 1200.0, 'place')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from eduplans import audit, codebook, estimators, law, plots, provinces, standards, teachers, themes, trends
    from eduplans.api import Figures, figures, read, read_text
    from eduplans.query import open_tables as open  # noqa: A004

__version__ = "0.1.0"
__all__ = [
    "Figures",
    "__version__",
    "audit",
    "codebook",
    "estimators",
    "figures",
    "law",
    "load",
    "open",
    "plots",
    "provinces",
    "read",
    "read_text",
    "standards",
    "teachers",
    "themes",
    "trends",
]

#: Functions for documents at hand, in `eduplans.api`.
_AT_HAND = ("Figures", "figures", "read", "read_text")


def __getattr__(name: str) -> object:
    """Import a room or a function when it is first named: pandas and statsmodels take seconds.

    The names stand in texts, so that the build does not take everything here as an input of every run.
    """
    if name in _AT_HAND:
        return getattr(import_module("eduplans.api"), name)
    if name == "open":
        return import_module("eduplans.query").open_tables
    if name in __all__:
        return import_module(f"eduplans.{name}")
    raise AttributeError(f"module 'eduplans' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


def load(name: str, data: Path | str | None = None) -> pd.DataFrame:
    """Load a table with the right type in every column; see `eduplans.tables.load.load`.

    Parameters
    ----------
    name
        ``documents``, ``items``, ``figures``, ``panel``, ``national``, ``audit``, ``validation``, ``item_words``,
        ``damage``, ``cues``, ``corrections`` or ``confirmations``.
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
    eduplans.errors.UnknownNameError: no such table (found 'figurs'); there are audit, confirmations, corrections, \
cues, damage, documents, figures, item_words, items, national, panel, validation
    """
    from eduplans.tables.load import load as load_table  # pandas takes half a second to import

    return load_table(name, data)
