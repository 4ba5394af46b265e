"""Who reads: version and code of what turns documents into rows, so that one reader's rows are not taken for another's.

A run that goes on where one was interrupted, a dataset that is added to, and workers on other machines have to read
documents in the same way. The version alone does not tell while eduplans is being worked on.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import eduplans
from eduplans.words import segmenter

__all__ = ["reader"]

#: Where the code and the data stand that rows of raw tables depend on.
_PLACES = (
    "audit/cues.py", "codebook", "deadlines.py", "documents", "duplicates.py", "figures", "identity.py", "ingest",
    "model.py", "rows.py", "tables/raw.py", "words.py",
)  # fmt: skip
_DIGITS = 12


def reader(*, unnumbered: bool = False) -> str:
    """Name what reads documents here.

    Parameters
    ----------
    unnumbered
        Whether documents without any numbered heading are taken.

    Returns
    -------
    str
        Version, digest of the code and the codebook that rows depend on, segmenter, options.

    Examples
    --------
    >>> reader().split()[0] == eduplans.__version__, reader() == reader(unnumbered=True)
    (True, False)
    """
    return f"{eduplans.__version__} {_code()} {segmenter()}{' --unnumbered' if unnumbered else ''}"


@cache
def _code() -> str:
    home = Path(eduplans.__file__).parent
    digest = hashlib.sha256()
    for place in _PLACES:
        files = sorted((home / place).rglob("*")) if (home / place).is_dir() else [home / place]
        for file in files:
            if file.suffix in {".py", ".csv", ".toml"}:
                digest.update(f"{file.relative_to(home).as_posix()}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:_DIGITS]
