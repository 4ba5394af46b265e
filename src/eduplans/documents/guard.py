"""Parsing behind a wall: PDF, Office, HTML and table files are parsed by a process of their own, under limits.

A parser of foreign files may loop, eat memory or crash. Here it does so in a child process that holds no file but
the bytes it was sent, cannot write, and is ended when it is over a limit; the file is then refused by name and the
next one gets a new child. The child stays between files, so that many small ones cost little. It ends when its pipe
ends or its parent does, whichever way that happens.

The child is a plain program (`eduplans.documents.parser`), not one of `multiprocessing`: daemonic workers of a cluster
may not have those. Nothing it sends is executed or unpickled here: it is a text behind a line of JSON.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from typing import IO, TYPE_CHECKING, Any

from eduplans.documents.limits import current_limits
from eduplans.errors import DocumentError, Problem

if TYPE_CHECKING:
    from eduplans.documents.limits import Limits

__all__ = ["close_parsers", "parse"]

_MODULE = "eduplans.documents.parser"
_GRACE = 2.0  # seconds beyond the limit for starting the child and for its own, kinder, end
_SLICE = 1 << 16
_HEAD = 100_000  # longest first line of an answer


def parse(name: str, data: bytes, where: str, limits: Limits | None = None) -> tuple[str, str]:
    """Parse a file in a process of its own.

    Parameters
    ----------
    name
        Module of `eduplans.documents.formats` that reads it.
    data
        The bytes of the file.
    where
        Its name, for errors.
    limits
        What it may cost; those of `current_limits` unless told.

    Returns
    -------
    tuple of str and str
        Text and encoding.

    Raises
    ------
    DocumentError
        The reader refused the file, it is over a limit, or it broke the reader; the next file is read all the same.

    Examples
    --------
    >>> parse("html", "<p>新建学校3所</p>".encode(), "page.html")
    ('新建学校3所', 'utf-8')
    """
    limits = limits or current_limits()
    parser = _take(limits)
    try:
        answer, text = parser.ask({"format": name, "where": where, "limits": str(limits), "bytes": len(data)}, data)
    except _BrokenError as broken:
        parser.end()
        raise DocumentError(broken.problem(limits, where)) from None
    except BaseException:  # Ctrl-C, or a time limit of the caller: the child is in the middle of a file
        parser.end()
        raise
    if answer["last"]:
        parser.end()
    else:
        _give_back(parser)
    if "problems" in answer:
        raise DocumentError([Problem(**problem) for problem in answer["problems"]])
    return text, str(answer["encoding"])


def close_parsers() -> None:
    """End the idle children of this process; the next file starts a new one."""
    with _lock:
        parsers = list(_idle)
        _idle.clear()
    for parser in parsers:
        parser.end()


class _BrokenError(Exception):
    """The child gave no answer: it took too long, or it is dead."""

    def __init__(self, *, late: bool, code: int | None = None) -> None:
        self.late, self.code = late, code

    def problem(self, limits: Limits, where: str) -> Problem:
        if self.late or self.code == -signal.SIGXCPU:
            return limits.over("seconds", "reading the file takes longer", where)
        how = f"signal {signal.Signals(-self.code).name}" if self.code and self.code < 0 else f"exit code {self.code}"
        return Problem(
            f"the file broke its reader ({how}): it is damaged, made to do harm, or needs more than "
            f"{limits.memory:,} MB of memory",
            where=where,
            rule="limit memory",
            remedy="open it and save it again, or raise the limit: --limits memory=...",
        )


class _Parser:
    """A child process that parses one file after the other."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        # -P: a folder of documents, if it is the working folder, must not be one of modules
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", _MODULE, str(os.getpid()), str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to: IO[bytes] = self._process.stdin
        self._from: IO[bytes] = self._process.stdout
        os.set_blocking(self._to.fileno(), False)

    def ask(self, request: dict[str, object], data: bytes) -> tuple[dict[str, Any], str]:
        """Send a file and wait for its text."""
        deadline = time.monotonic() + self.limits.seconds + _GRACE
        try:
            self._send(json.dumps(request).encode() + b"\n" + data, deadline)
            head = self._receive_line(deadline)
            answer: dict[str, Any] = json.loads(head)
            text = self._receive(int(answer["bytes"]), deadline).decode("utf-8", "replace")
        except DocumentError:  # a time limit of the caller, which is also a ValueError
            raise
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise _BrokenError(late=False, code=self.end()) from error
        return answer, text

    def end(self) -> int | None:
        """End the child and wait for it."""
        self._to.close()
        if self._process.poll() is None:
            try:  # idle, it ends with its pipe; dying, it has an exit code that says why
                self._process.wait(0.2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._from.close()
        return self._process.returncode

    def forget(self) -> None:
        """Drop a child of the parent after a fork: it is not ours to end."""
        self._to.close()
        self._from.close()
        self._process.returncode = 0  # what keeps Popen from complaining that it still runs

    def _send(self, data: bytes, deadline: float) -> None:
        view = memoryview(data)
        while view:
            self._wait(self._to, select.POLLOUT, deadline)
            sent = self._to.write(view[:_SLICE])
            view = view[sent or 0 :]

    def _receive_line(self, deadline: float) -> bytes:
        line = bytearray()
        while not line.endswith(b"\n"):
            if len(line) > _HEAD:
                raise ValueError("no answer but noise")
            line += self._receive(1, deadline)
        return bytes(line)

    def _receive(self, size: int, deadline: float) -> bytes:
        if size > 4 * self.limits.characters + _HEAD:
            raise ValueError("more text than may be")
        parts = bytearray()
        while len(parts) < size:
            self._wait(self._from, select.POLLIN, deadline)
            part = self._from.read(min(size - len(parts), 1 << 20))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)

    def _wait(self, pipe: IO[bytes], event: int, deadline: float) -> None:
        poll = select.poll()
        poll.register(pipe, event)
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            self._process.kill()
            self.end()
            raise _BrokenError(late=True)


_lock = threading.Lock()
_idle: list[_Parser] = []


def _take(limits: Limits) -> _Parser:
    """Take an idle child, or start one: a thread has its own while it asks."""
    with _lock:
        while _idle:
            parser = _idle.pop()
            if parser.limits == limits:
                return parser
            parser.end()
    return _Parser(limits)


def _give_back(parser: _Parser) -> None:
    with _lock:
        _idle.append(parser)


def _after_fork() -> None:
    global _lock  # noqa: PLW0603 - another thread of the parent may have held it
    _lock = threading.Lock()
    for parser in _idle:
        parser.forget()
    _idle.clear()


atexit.register(close_parsers)
os.register_at_fork(after_in_child=_after_fork)
