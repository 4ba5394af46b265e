"""What Python does while it reads: files opened, programs started, addresses called. An audit hook cannot lie."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_WATCHED = (
    "open", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.connect",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "shutil.",
)  # fmt: skip


class _Ear:
    """A hook can be set but never removed: one for all tests, deaf between them."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] | None = None
        self.set = False

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.found is None or not event.startswith(_WATCHED):
            return
        first = arguments[0] if arguments else ""
        if event == "open":
            mode, flags = str(arguments[1] or ""), int(arguments[2] or 0)
            if any(sign in mode for sign in "wax+") or flags & (os.O_WRONLY | os.O_RDWR):
                event = "write"
        self.found.append((event, os.fsdecode(first) if isinstance(first, (str, bytes, os.PathLike)) else repr(first)))


_EAR = _Ear()


@contextmanager
def watched() -> Iterator[list[tuple[str, str]]]:
    """Collect what happens, as pairs of event and file or program."""
    if not _EAR.set:
        sys.addaudithook(_EAR.hear)
        _EAR.set = True
    _EAR.found = found = []
    try:
        yield found
    finally:
        _EAR.found = None
