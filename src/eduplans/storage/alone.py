"""One writer in a folder at a time: the second waits, and says so.

The lock is on the folder itself, as in ``tools/alone``: no lock file is left, and the lock is gone with the process
that held it, however that ended. Where the system or the disk knows no such locks, nothing is locked.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from eduplans.storage.failures import storing

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["alone", "using"]


class _Held:
    """A lock of this process: its descriptor, how often it was asked for, whether others are kept out."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.times = 0
        self.exclusive = False


_held: dict[tuple[int, int], _Held] = {}


def _tell(message: str) -> None:
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


@contextmanager
def alone(*folders: Path, tell: Callable[[str], None] = _tell) -> Iterator[None]:
    """Keep all other writers and readers out of folders.

    Parameters
    ----------
    folders
        The folders; those that do not exist are made. They are locked in the order of their names, so that two who
        want the same ones cannot wait for each other.
    tell
        Called with a sentence where another is at work there and has to be waited for.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder, alone(pathlib.Path(folder)):
    ...     print("nobody else writes here")
    nobody else writes here
    """
    with ExitStack() as stack:
        for folder in sorted({folder.resolve() for folder in folders}):
            stack.enter_context(_lock(folder, exclusive=True, tell=tell))
        yield


@contextmanager
def using(*folders: Path, tell: Callable[[str], None] = _tell) -> Iterator[None]:
    """Keep all writers out of folders, and share them with other readers; folders that do not exist are passed over.

    Parameters
    ----------
    folders
        The folders.
    tell
        Called with a sentence where a writer has to be waited for.
    """
    with ExitStack() as stack:
        for folder in sorted({folder.resolve() for folder in folders}):
            if folder.is_dir():
                stack.enter_context(_lock(folder, exclusive=False, tell=tell))
        yield


@contextmanager
def _lock(folder: Path, *, exclusive: bool, tell: Callable[[str], None]) -> Iterator[None]:
    if sys.platform == "win32":
        if exclusive:
            folder.mkdir(parents=True, exist_ok=True)
        yield
        return
    with storing(folder):
        if exclusive:
            folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
    found = os.fstat(descriptor)
    key = (found.st_dev, found.st_ino)
    held = _held.get(key)
    if held is None:
        held = _held[key] = _Held(descriptor)
    else:
        os.close(descriptor)  # this process has it already
    held.times += 1
    try:
        if held.times == 1 or (exclusive and not held.exclusive):
            _wait(held, folder, exclusive, tell)
        yield
    finally:
        held.times -= 1
        if not held.times and _held.get(key) is held:
            del _held[key]
            os.close(held.descriptor)


def _wait(held: _Held, folder: Path, exclusive: bool, tell: Callable[[str], None]) -> None:
    mode = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
    try:
        fcntl.flock(held.descriptor, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        tell(f"another command is at work in {folder}; waiting for it to finish")
        fcntl.flock(held.descriptor, mode)
    except OSError:
        pass  # a disk of the network that knows no locks
    held.exclusive = held.exclusive or exclusive


def _forget() -> None:
    """Let go in a forked child: a lock belongs to the process that took it, and must end with it."""
    for held in _held.values():
        os.close(held.descriptor)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
