"""Names of counties that do not exist."""

from __future__ import annotations

from functools import cache

from eduplans.codebook import read as read_codebook
from eduplans.generate.data import read

__all__ = ["county_names"]

_KINDS = "县区市"


@cache
def county_names() -> tuple[str, ...]:
    """List the names that invented counties are given.

    Returns
    -------
    tuple of str
        Each of two syllables and 县, 区 or 市; none begins like a county or city of the codebook.

    Examples
    --------
    >>> names = county_names()
    >>> len(names) > 600, any(name == row["name"] for row in read_codebook("counties") for name in names)
    (True, False)
    """
    parts = {row["place"]: row["syllables"].split() for row in read("syllables")}
    real = {row[column].rstrip(_KINDS) for row in read_codebook("counties") for column in ("name", "city")}
    stems = [one + other for one in parts["first"] for other in parts["second"] if one + other not in real]
    return tuple(stem + parts["kind"][number % len(parts["kind"])] for number, stem in enumerate(stems))
