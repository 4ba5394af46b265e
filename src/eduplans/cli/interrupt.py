"""Ctrl-C ends a command in time: it may tidy up for a moment, then it ends as a killed one does.

Python tells the main thread of a signal when it next runs Python, which a library in the middle of its work may put
off for long, or forget. What a killed command leaves behind is undone by the next one (`eduplans.storage`), so that
nothing is lost by ending.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["INTERRUPTED", "allow", "in_time"]

INTERRUPTED = 130
#: Seconds for tidying up.
_patience = {"seconds": 1.2}


def allow(seconds: float) -> None:
    """Let this command tidy up for longer, where what it leaves is large.

    Parameters
    ----------
    seconds
        From Ctrl-C to the end.
    """
    _patience["seconds"] = seconds


@contextmanager
def in_time(message: str) -> Iterator[None]:
    """End this process soon after Ctrl-C, whatever it is doing.

    Parameters
    ----------
    message
        What is said where the process had to be ended.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    # the system's own handler writes the number of each signal there at once, whatever Python is doing
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(reader, message), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(writer)  # the thread reads the end and is done


def _watch(reader: int, message: str) -> None:
    with os.fdopen(reader, "rb", buffering=0) as signals:
        while found := signals.read(1):
            if found[0] == signal.SIGINT:
                time.sleep(_patience["seconds"])
                os.write(2, f"{message}\n".encode())
                os._exit(INTERRUPTED)
