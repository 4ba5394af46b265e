"""The program behind `eduplans.documents.guard`: parses what comes through its pipe, and can do little else.

It is started with its parent's process id and its memory limit. Requests come on standard input, each a line of JSON
and then the bytes of the file; answers go to standard output, each a line of JSON and then the text. It opens no file
after the reader of a format is loaded, writes none, starts no program and talks to no network: what tries is refused.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import threading
import time
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from eduplans.documents.encodings import whole
from eduplans.documents.limits import MEGA, Limits
from eduplans.errors import DocumentError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

_READERS = ("html", "docx", "pdf", "xlsx", "csv_file")
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.system", "os.fork", "os.posix_spawn", "os.spawn", "ctypes.dlopen",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
)  # fmt: skip
_WATCH = 1.0  # seconds between looks whether the parent lives
_INSIDE = threading.local()


def main() -> None:
    """Answer requests until the pipe ends."""
    parent, memory = int(sys.argv[1]), int(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends this process
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # a library that prints does not get into the answers
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    sys.addaudithook(_refuse)
    _lower(resource.RLIMIT_AS, memory * MEGA)
    _lower(resource.RLIMIT_CORE, 0)
    while line := source.readline():
        if not _answer(json.loads(line), source, target, memory):
            break


def _answer(request: dict[str, Any], source: BinaryIO, target: BinaryIO, memory: int) -> bool:
    """Answer one request; tell whether this process is still good for another."""
    limits = Limits.read(request["limits"])
    data = source.read(request["bytes"])
    _limit_time(limits.seconds)
    answer: dict[str, Any] = {}
    text = ""
    try:
        text, answer["encoding"] = _parse(request["format"], data, request["where"], limits)
    except DocumentError as error:
        answer["problems"] = [asdict(problem) for problem in error.problems]
    except (MemoryError, RecursionError):
        answer["problems"] = [asdict(_out_of_memory(limits, request["where"]))]
    except Exception as error:  # noqa: BLE001 - what a reader of foreign files may raise has no end
        answer["problems"] = [asdict(_broken(error, request["where"]))]
    # a library that keeps memory is shed with its process
    answer["last"] = bool(_largest() > memory * MEGA / 2)
    content = whole(text).encode()
    answer["bytes"] = len(content)
    target.write(json.dumps(answer).encode() + b"\n" + content)
    target.flush()
    return not answer["last"]


def _parse(name: str, data: bytes, where: str, limits: Limits) -> tuple[str, str]:
    if name not in _READERS:
        raise DocumentError(Problem("no such format", where=where, value=name))
    reader = _load(name)
    _INSIDE.parsing = True
    _lower(resource.RLIMIT_FSIZE, 0)
    try:
        text, encoding = reader(data, where, limits)
    finally:
        _INSIDE.parsing = False
    if len(text) > limits.characters:
        raise DocumentError(limits.over("characters", f"the file holds {len(text):,} characters", where))
    return text, encoding


def _load(name: str) -> Callable[[bytes, str, Limits], tuple[str, str]]:
    reader: Callable[[bytes, str, Limits], tuple[str, str]] = import_module(f"eduplans.documents.formats.{name}").read
    return reader


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what no parser has to do: an audit hook, which cannot be removed."""
    if not getattr(_INSIDE, "parsing", False):
        return
    if event == "open" and not _is_own_module(arguments):
        raise PermissionError(f"a reader of documents opens no file: {arguments[0]!r}")
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader of documents does no {event}")


def _is_own_module(arguments: tuple[Any, ...]) -> bool:
    """Tell whether a library loads a part of itself, later than it could have."""
    path, mode, flags = arguments
    writes = any(sign in str(mode or "") for sign in "wax+") or int(flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if writes or not isinstance(path, str):
        return False
    own = (sys.prefix, sys.base_prefix, os.path.dirname(os.path.dirname(os.path.dirname(__file__))))  # noqa: PTH120
    return os.path.realpath(path).startswith(tuple(os.path.realpath(folder) + os.sep for folder in own))


def _limit_time(seconds: int) -> None:
    """Set the limit of processor time from now: it holds even if the parent is not there to look at the clock."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def _lower(kind: int, limit: int) -> None:
    """Set a limit of this process, never above what its parent has."""
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _largest() -> int:
    """Give the most memory that this process has had, in bytes.

    The system's count of resources is no help on Linux: it begins with what the parent had, so that the child of a
    large process would look large, and be replaced, after every file.
    """
    try:
        with open("/proc/self/status", "rb") as lines:  # noqa: PTH123 - pathlib costs more than the file
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(b"VmHWM:"))
    except (OSError, StopIteration):  # another system, where it is the process's own
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def _out_of_memory(limits: Limits, where: str) -> Problem:
    return limits.over("memory", "reading the file takes more memory", where)


def _broken(error: Exception, where: str) -> Problem:
    return Problem(
        f"the file is damaged: {type(error).__name__}: {error}"[:300],
        where=where,
        remedy="open it and save it again, or give its text as .txt",
    )


def _watch(parent: int) -> None:
    """End this process when its parent has ended, even in the middle of an endless loop."""
    while os.getppid() == parent:
        time.sleep(_WATCH)
    os._exit(1)


if __name__ == "__main__":
    main()
