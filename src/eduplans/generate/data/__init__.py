"""Words, sentences and layouts of invented documents, as CSV files, and the one loader for them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read"]


@cache
def read(name: str) -> tuple[Mapping[str, str], ...]:
    """Read the rows of one table of this folder.

    Parameters
    ----------
    name
        File name without ``.csv``.

    Returns
    -------
    tuple of mapping
        One mapping from column to text a row, shared between callers.

    Examples
    --------
    >>> [row["school"] for row in read("levels")][:2]
    ['幼儿园', '小学']
    """
    text = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), strict=True))
