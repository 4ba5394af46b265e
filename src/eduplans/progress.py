"""How far a long work is: steps done, of those that are known of.

Work that may take longer than two seconds takes a `Steps` and tells it; who calls it decides what is shown, and a
command shows it on a terminal alone.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sized
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Steps"]

T = TypeVar("T")
_STEP, _END = b".", b"!"


class Steps:
    """Steps of a work, counted.

    Parameters
    ----------
    show
        Called after each change with what is being done, the steps done, and all that are known of. Without it
        nothing is shown and nothing counted.

    Examples
    --------
    >>> steps = Steps(lambda what, done, total: print(f"{what}: {done} of {total}"))
    >>> for table in steps.through(["items", "figures"], "reading the tables"):
    ...     pass
    reading the tables: 0 of 2
    reading the tables: 1 of 2
    reading the tables: 2 of 2
    """

    def __init__(self, show: Callable[[str, int, int], None] | None = None) -> None:
        self._show = show
        self._what, self._done, self._total = "", 0, 0

    @property
    def shown(self) -> bool:
        """Whether anybody looks."""
        return self._show is not None

    def expect(self, number: int) -> None:
        """Say that there are so many more steps."""
        self._total += number

    def tell(self, what: str) -> None:
        """Say what is being done from here."""
        self._what = what
        self.did(0)

    def did(self, number: int = 1) -> None:
        """Say that steps are done."""
        self._done += number
        if self._show is not None:
            self._show(self._what, self._done, self._total)

    def through(self, things: Iterable[T], what: str) -> Iterator[T]:
        """Go through things that are worked upon, a step each; known of beforehand where they can be counted."""
        self.expect(len(things) if isinstance(things, Sized) else 0)
        self.tell(what)
        for thing in things:
            yield thing
            self.did()

    @contextmanager
    def of_processes(self) -> Iterator[Callable[[], object]]:
        """Give a function that says that a step is done, also in processes forked meanwhile."""
        if self._show is None:
            yield lambda: None
            return
        reader, writer = os.pipe()
        thread = threading.Thread(target=self._count, args=(reader,), daemon=True)
        thread.start()
        try:
            yield lambda: os.write(writer, _STEP)
        finally:
            # a process that outlives this would keep the pipe open
            os.write(writer, _END)
            thread.join()
            os.close(writer)

    def _count(self, reader: int) -> None:
        with os.fdopen(reader, "rb", buffering=0) as told:
            while some := told.read(4096):
                self.did(some.count(_STEP))
                if _END in some:
                    return
