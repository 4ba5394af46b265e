"""Calling other programs: what they say is passed on line by line, and Ctrl-C ends them with all they began."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

#: Seconds that the system has to end a program that was killed.
PATIENCE = 1.5
#: Of what a program said, the last lines that are kept for a message.
_LINES = 40


@dataclass(frozen=True, slots=True)
class Done:
    """A program that has ended.

    Parameters
    ----------
    code
        Its exit code.
    seconds
        How long it took.
    said
        The last lines of what it said.
    """

    code: int
    seconds: float
    said: str


def call(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    umask: int = -1,
    tell: Callable[[str], None] = lambda _: None,
) -> Done:
    """Call a program and wait for its end.

    Parameters
    ----------
    command
        Program and arguments.
    folder
        Where it works.
    environment
        All variables that it sees.
    umask
        Mask of the rights of the files it makes; -1: that of this process.
    tell
        Called with each line it says.

    Returns
    -------
    Done

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C; the program and its children are gone by then.

    Examples
    --------
    >>> from pathlib import Path
    >>> done = call(["sh", "-c", "echo a; exit 3"], Path(), {"PATH": "/usr/bin:/bin"})
    >>> done.code, done.said
    (3, 'a')
    """
    started = time.monotonic()
    lines: list[str] = []
    process = subprocess.Popen(
        list(command),
        cwd=folder,
        env=dict(environment),
        umask=umask,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,  # its group is ended as a whole
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            lines = [*lines[-_LINES + 1 :], line.rstrip("\n")]
            tell(lines[-1])
        code = process.wait()
    except BaseException:
        _end(process)
        raise
    return Done(code, round(time.monotonic() - started, 1), "\n".join(lines))


def _end(process: subprocess.Popen[str]) -> None:
    """End the whole group at once: it works in a clone, which goes with all that is half-written there."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=PATIENCE)
    if process.stdout is not None:
        process.stdout.close()
