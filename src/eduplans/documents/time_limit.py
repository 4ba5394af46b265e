"""The time that one file may take, reading, cleaning and finding its figures."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from eduplans.documents.limits import Limits, current_limits
from eduplans.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["time_limit"]


@contextmanager
def time_limit(where: str, limits: Limits | None = None) -> Iterator[None]:
    """Stop the work on a file that takes longer than its limit, whatever it is doing.

    The clock is the alarm of the process: it works in the main thread of any process, which every worker of
    ``--jobs`` is. In another thread, or inside another time limit, nothing is stopped here; files that need a parser
    have a clock of their own there as well (`eduplans.documents.guard`).

    Parameters
    ----------
    where
        The file, for the error.
    limits
        What it may cost; those in force unless told.

    Raises
    ------
    DocumentError
        The work took longer.

    Examples
    --------
    >>> import time
    >>> with time_limit("endless.txt", Limits(seconds=1)):
    ...     time.sleep(5)
    Traceback (most recent call last):
    eduplans.errors.DocumentError: endless.txt: it takes longer than 1 seconds ...
    """
    limits = limits or current_limits()
    if threading.current_thread() is not threading.main_thread() or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def stop(*_: object) -> None:
        raise DocumentError(limits.over("seconds", "it takes longer", where))

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)
