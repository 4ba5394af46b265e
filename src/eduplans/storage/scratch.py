"""Temporary folders that nobody has to clear up after: the next one removes those whose owners are gone."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.storage.failures import storing

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PREFIX", "remove_own", "scratch", "sweep"]

#: Begin of the names of the temporary folders, and of no folder that anybody else makes (an unpacked eduplans-0.1.0
#: must never be swept).
PREFIX = "eduplans-tmp-"
_own: set[Path] = set()


@contextmanager
def scratch(parent: Path | None = None, prefix: str = PREFIX) -> Iterator[Path]:
    """Make a temporary folder, remove it at the end, and remove those of killed processes first.

    Parameters
    ----------
    parent
        Folder that it is made in; the system's folder for temporary files unless told.
    prefix
        Begin of its name; folders with this prefix are taken for left ones of this kind.

    Yields
    ------
    pathlib.Path
        The folder. A lock on it, which ends with this process, shows that it is in use.

    Examples
    --------
    >>> with scratch() as folder:
    ...     folder.name.startswith("eduplans-tmp-")
    True
    >>> folder.exists()
    False
    """
    home = parent or Path(tempfile.gettempdir())
    with storing(home):
        sweep(home, prefix)
        folder, descriptor = _made(home, prefix)
    _own.add(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _own.discard(folder)
        if descriptor is not None:
            os.close(descriptor)


def remove_own() -> None:
    """Remove the temporary folders of this process, which is about to end without leaving what it is doing.

    Examples
    --------
    >>> with scratch() as folder:
    ...     remove_own()
    ...     folder.exists()
    False
    """
    for folder in tuple(_own):
        shutil.rmtree(folder, ignore_errors=True)


def sweep(home: Path, prefix: str = PREFIX) -> None:
    """Remove the temporary folders whose owners are gone.

    Parameters
    ----------
    home
        Where to look.
    prefix
        Begin of their names.
    """
    if sys.platform == "win32":  # who owns a folder is not known there
        return
    for folder in home.glob(f"{prefix}*"):
        try:
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            continue  # gone meanwhile, or no folder
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # in use
        finally:
            os.close(descriptor)


def _made(home: Path, prefix: str) -> tuple[Path, int | None]:
    while True:
        folder = Path(tempfile.mkdtemp(dir=home, prefix=prefix))
        if sys.platform == "win32":
            return folder, None
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue  # another has swept it away before it was locked
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # another is sweeping it away
            os.close(descriptor)
            continue
        except OSError:
            return folder, descriptor  # no locks here, so that nobody sweeps either
        if folder.is_dir():
            return folder, descriptor
        os.close(descriptor)
