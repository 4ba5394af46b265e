"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from eduplans.messages import head, in_column, message


class State(StrEnum):
    """How a thing is: well, well with a reservation, or not."""

    ok = "ok"
    warn = "warn"
    bad = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found.

    Parameters
    ----------
    name
        What was looked at.
    state
        ``bad`` is what stops commands from working; ``warn`` what some of them will miss.
    said
        What was found.
    remedy
        What to do; empty where all is well.

    Examples
    --------
    >>> print(bad("Python", "3.9.1", "install Python 3.11 or newer"))
    bad   Python: 3.9.1; install Python 3.11 or newer
    """

    name: str
    state: State
    said: str
    remedy: str = ""

    def line(self) -> str:
        """Say it in the language of messages; in English as `str` does."""
        said, remedy = message(self.said), message(self.remedy)
        return f"{in_column(self.state, 5)} {head(self.name)}: {said}{f'; {remedy}' if remedy else ''}"

    def __str__(self) -> str:
        return f"{self.state:<5} {self.name}: {self.said}{f'; {self.remedy}' if self.remedy else ''}"


def ok(name: str, said: str) -> Finding:
    """Say that a thing is well."""
    return Finding(name, State.ok, said)


def warn(name: str, said: str, remedy: str) -> Finding:
    """Say that some commands will miss a thing."""
    return Finding(name, State.warn, said, remedy)


def bad(name: str, said: str, remedy: str) -> Finding:
    """Say that a thing stops commands from working."""
    return Finding(name, State.bad, said, remedy)
