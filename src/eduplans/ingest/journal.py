"""What an interrupted run had done: a journal beside the tables, so that the next one reads no document twice.

The journal is a file of lines, one a portion of work, each written when that portion is complete. It holds only while
the same reader goes on with it. A run that ends, well or with an error that it tells, takes it away; one that is
killed or interrupted leaves it to the next.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem
from eduplans.ingest.reading import Failed
from eduplans.storage import storing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import TextIO

__all__ = ["Journal", "failed_of_json", "journal_file"]


def journal_file(out: Path) -> Path:
    """Say where the journal of a folder of tables stands.

    Examples
    --------
    >>> from pathlib import Path
    >>> journal_file(Path("/data/raw")).as_posix()
    '/data/.raw.ingest'
    """
    out = out.resolve()
    return out.with_name(f".{out.name}.ingest")


class Journal:
    """Lines about work that is done.

    Parameters
    ----------
    path
        Its file.
    key
        Who reads, and what for; a journal with another key is worth nothing.

    Attributes
    ----------
    lines : list of dict
        What was there at the beginning.
    """

    def __init__(self, path: Path, key: str) -> None:
        self._path = path
        self._key = key
        self._stream: TextIO | None = None
        self.lines: list[dict[str, Any]] = []
        if path.is_file():
            self._read()

    def _read(self) -> None:
        """Read the lines that are whole; the last one of a killed run may not be, and goes."""
        whole = 0
        with storing(self._path), self._path.open("rb") as stream:
            for number, line in enumerate(stream):
                try:
                    found = json.loads(line) if line.endswith(b"\n") else None
                except ValueError:
                    found = None
                if not isinstance(found, dict) or (not number and found.get("key") != self._key):
                    break
                if number:
                    self.lines.append(found)
                whole += len(line)
        with storing(self._path):
            if self.lines:
                with self._path.open("r+b") as stream:
                    stream.truncate(whole)
            else:
                self._path.unlink()

    def add(self, line: Mapping[str, Any]) -> None:
        """Write down that something is done, at once.

        Parameters
        ----------
        line
            What; JSON can hold it.
        """
        with storing(self._path):
            if self._stream is None:
                new = not self._path.exists()
                self._stream = self._path.open("a", encoding="ascii")
                if new:
                    self._stream.write(json.dumps({"key": self._key}) + "\n")
            self._stream.write(json.dumps(line) + "\n")
            self._stream.flush()

    def close(self) -> None:
        """Leave the journal to the next run."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def remove(self) -> None:
        """Take the journal away: nothing is left to go on with."""
        self.close()
        with storing(self._path):
            self._path.unlink(missing_ok=True)


def failed_of_json(listed: Mapping[str, Any]) -> Failed:
    """Make a failed file of what `dataclasses.asdict` made of it."""
    problems = tuple(Problem(**problem) for problem in listed["problems"])
    return Failed(str(listed["doc"]), str(listed["sha256"]), problems)
