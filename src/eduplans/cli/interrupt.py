"""Ctrl-C ends a command in time: it may tidy up for a moment, then it ends as a killed one does.

Python tells the main thread of a signal when it next runs Python, which a library in the middle of its work may put
off for long, or forget. Its temporary folders are removed; what else a killed command leaves behind is undone by the
next one (`eduplans.storage`), so that nothing is lost by ending.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["INTERRUPTED", "in_time"]

INTERRUPTED = 130
#: Seconds for tidying up.
_PATIENCE = 1.2


@contextmanager
def in_time(message: str) -> Iterator[None]:
    """End this process soon after Ctrl-C, whatever it is doing.

    Parameters
    ----------
    message
        What is said where the process had to be ended.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C, also where a library has made another error of it, or none.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    watch = _Watch(message)
    try:
        yield
    finally:
        watch.end()
        if watch.came:
            import logging

            logging.disable()  # tasks that were cut short would be told of once more, with their code
            raise KeyboardInterrupt


class _Watch:
    """Sees each Ctrl-C when it is pressed, whatever the main thread is doing."""

    def __init__(self, message: str) -> None:
        self.came = False
        self._words = f"{message}\n".encode()
        self._handler, self._hook = signal.getsignal(signal.SIGINT), sys.unraisablehook
        if callable(self._handler):  # that of `eduplans.__main__`, which would end at once what is at work
            signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.unraisablehook = self._said
        reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        # the system's own handler writes the number of each signal there at once
        self._before = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        self._thread = threading.Thread(target=self._look, args=(reader,), daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop looking; who was interrupted has to end in time all the same."""
        signal.set_wakeup_fd(self._before)
        os.close(self._writer)  # the thread reads the end and is done
        self._thread.join()
        sys.unraisablehook = self._hook
        if callable(self._handler):
            signal.signal(signal.SIGINT, self._handler)

    def _look(self, reader: int) -> None:
        with os.fdopen(reader, "rb", buffering=0) as signals:
            while found := signals.read(1):
                if found[0] == signal.SIGINT and not self.came:
                    self.came = True
                    last = threading.Timer(_PATIENCE, self._stop)
                    last.daemon = True
                    last.start()

    def _stop(self) -> None:
        # looked up, not imported: the main thread may be in the middle of an import
        if (folders := sys.modules.get("eduplans.storage.scratch")) is not None:
            folders.remove_own()
        os.write(2, self._words)
        os._exit(INTERRUPTED)

    def _said(self, found: sys.UnraisableHookArgs) -> None:
        """Say nothing of an interrupt in a place where Python cannot pass it on."""
        if not isinstance(found.exc_value, KeyboardInterrupt):
            self._hook(found)
