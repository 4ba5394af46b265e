"""The time that one file may take, reading, cleaning and finding its figures."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.documents.limits import Limits, current_limits
from eduplans.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["time_limit"]

_BYTES_A_SECOND = 300_000


@contextmanager
def time_limit(where: str, limits: Limits | None = None) -> Iterator[None]:
    """Stop the work on a file that takes longer than its limit, whatever it is doing.

    It is processor time that counts, so that an honest file is not refused because a machine is busy; what a parser
    does has a clock of its own (`eduplans.documents.guard`). The alarm works in the main thread of any process, which
    every worker of ``--jobs`` is. In another thread, or inside another time limit, nothing is stopped here.

    Parameters
    ----------
    where
        The file, for the error; a large one may take longer, as reading takes time in proportion.
    limits
        What it may cost; those in force unless told.

    Raises
    ------
    DocumentError
        The work took longer.

    Examples
    --------
    >>> with time_limit("endless.txt", Limits(seconds=1)):
    ...     while True:
    ...         pass
    Traceback (most recent call last):
    eduplans.errors.DocumentError: endless.txt: it takes longer than 1 seconds ...
    """
    limits = limits or current_limits()
    if threading.current_thread() is not threading.main_thread() or signal.getitimer(signal.ITIMER_PROF)[0]:
        yield
        return

    def stop(*_: object) -> None:
        raise DocumentError(limits.over("seconds", "it takes longer", where))

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, limits.seconds + _for_size(where))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before or signal.SIG_DFL)


def _for_size(where: str) -> float:
    """Seconds more for a large file: a slow machine reads some 100,000 characters a second."""
    try:
        return Path(where).stat().st_size // _BYTES_A_SECOND
    except (OSError, ValueError):  # a file that came with its task, or a name that is none
        return 0
