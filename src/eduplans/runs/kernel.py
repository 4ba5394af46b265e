"""The process in which a notebook runs: watched, bounded, and gone when it is no longer needed.

A kernel ends with the process that began it, also when that is killed. It may take a given amount of memory, which a
thread looks at several times a second; beyond, it is killed with all that it began, before the machine has to.
"""

from __future__ import annotations

import functools
import os
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.storage import end_with_parent

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

__all__ = ["MEMORY", "START", "TIMEOUT", "Limits", "Watch"]

#: Seconds that a whole notebook may take.
TIMEOUT = 600.0
#: Megabytes of memory that a kernel may take, with the processes that it begins.
MEMORY = 4096
#: Seconds that a kernel may take to begin.
START = 60.0
_MEGABYTE = 1024 * 1024
_EVERY = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a notebook may take.

    Parameters
    ----------
    seconds
        For all of it; 0 stands for `TIMEOUT`.
    megabytes
        Memory of its kernel; 0 stands for `MEMORY`.
    start
        Seconds until the kernel answers.
    """

    seconds: float = TIMEOUT
    megabytes: int = MEMORY
    start: float = START


class Watch:
    """Looks after the kernel of one run.

    Parameters
    ----------
    limits
        What it may take.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._most = 0.0

    def manager_class(self) -> type:
        """Make the class of kernel managers that hand their kernel to this watch."""
        from jupyter_client.manager import AsyncKernelManager

        watch = self

        class Manager(AsyncKernelManager):
            """A kernel that ends with this process and is watched."""

            async def _async_launch_kernel(self, kernel_cmd: list[str], **options: Any) -> None:
                tied = functools.partial(end_with_parent, os.getpid())
                await super()._async_launch_kernel(kernel_cmd, preexec_fn=tied, **options)
                watch.begin(self.provisioner.process)  # type: ignore[union-attr]

            _launch_kernel = _async_launch_kernel

        return Manager

    def begin(self, process: subprocess.Popen[bytes]) -> None:
        """Watch a kernel that has just begun."""
        self._process = process
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop watching; a kernel that is still there is killed with all that it began."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        if self._process is not None:
            self._kill()
            with suppress(ChildProcessError):
                self._process.wait()

    def reason(self) -> str:
        """Say why the kernel ended, as far as that can be known."""
        if self._most > self._limits.megabytes:
            return (
                f"its kernel took {self._most:,.0f} MB of memory, and {self._limits.megabytes:,} MB are allowed; "
                "it was stopped"
            )
        code = self._process.poll() if self._process is not None else None
        if code is None:
            return "its kernel no longer answered"
        if code >= 0:
            return f"its kernel ended by itself with exit code {code}"
        name = _signal_name(-code)
        if -code == signal.SIGKILL:
            return f"its kernel was killed from outside ({name}), as systems do where memory runs out"
        return f"its kernel crashed ({name})"

    def _look(self) -> None:
        import psutil

        assert self._process is not None  # set before the thread begins
        while not self._over.wait(_EVERY):
            try:
                found = psutil.Process(self._process.pid)
                used = sum(_memory(one) for one in _family(found)) / _MEGABYTE
            except psutil.Error:
                return  # it has ended
            if used > self._limits.megabytes:
                self._most = used
                self._kill()
                return

    def _kill(self) -> None:
        assert self._process is not None
        # jupyter begins each kernel in a session of its own, so that its children go with it
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)


def _family(process: Any) -> Iterator[Any]:
    yield process
    yield from process.children(recursive=True)


def _memory(process: Any) -> int:
    import psutil

    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _signal_name(number: int) -> str:
    """Name a signal.

    Examples
    --------
    >>> _signal_name(11)
    'SIGSEGV'
    """
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
