"""Reading a file whole while nobody writes it."""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING

from eduplans.errors import Problem, StorageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_steady"]

_TRIES = 4
_PAUSE = 0.1


def read_steady(path: Path) -> bytes:
    """Read a file, again where it changed meanwhile.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    bytes
        What stood in it at one moment, as far as its length and times can tell.

    Raises
    ------
    StorageError
        It changed each time.
    OSError
        It cannot be read.
    """
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE * attempt)
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                return file.read()  # a pipe has neither length nor time
            before = _state(found)
            content = file.read()
            after = _state(os.fstat(file.fileno()))
        if before == after and len(content) == before[0] and _unmoved(path, before):
            return content
    raise StorageError(
        Problem(
            "it changes while it is being read", where=str(path), remedy="wait until it is complete, then try again"
        )
    )


def _state(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino


def _unmoved(path: Path, before: tuple[int, int, int]) -> bool:
    """Tell whether the name still leads to the file that was read."""
    return _state(path.stat()) == before
