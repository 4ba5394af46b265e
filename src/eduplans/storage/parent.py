"""Processes that end with the one that began them, also when that is killed."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

__all__ = ["end_with_parent"]

_PR_SET_PDEATHSIG = 1
_EVERY = 0.5
# looked up before any fork: between fork and exec nothing may be loaded
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


def end_with_parent(parent: int | None = None) -> None:
    """Let the system kill this process when the thread that began it ends; to be called in the child.

    Parameters
    ----------
    parent
        Process id of the parent, where it is known; this process ends at once where that is gone already.

    Notes
    -----
    Linux does this by itself, and keeps to it when another program takes the process over. Elsewhere a thread looks
    every half second whether the parent is still there.
    """
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    else:  # pragma: no cover - other systems
        threading.Thread(target=_look, args=(os.getppid(),), daemon=True).start()
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def _look(parent: int) -> None:  # pragma: no cover - other systems
    while os.getppid() == parent:
        time.sleep(_EVERY)
    os._exit(1)
