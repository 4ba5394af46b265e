"""The errors of eduplans: what is wrong, where, and what to do.

Every error derives from `EduplansError`, so that a caller can catch what this package has to say and let
everything else through. Facts are attributes; the message is built from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


_BLANKS = "\t\u3000\xa0"  # printed by every terminal, though not "printable"


def visible(text: str) -> str:
    r"""Write signs that command a terminal, turn the direction of reading or are no characters as their escapes.

    Parameters
    ----------
    text
        Such as the name of a file that somebody else has chosen.

    Returns
    -------
    str
        The same, where every sign can be printed.

    Examples
    --------
    >>> print(visible("云泽县 plan\x1b[2J\u202etxt.txt"))
    云泽县 plan\x1b[2J\u202etxt.txt
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign in _BLANKS else ascii(sign)[1:-1] for sign in text)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and its place.

    Parameters
    ----------
    what
        What is wrong, as a sentence without a full stop.
    where
        File, table, document or item; empty where there is no place.
    row
        Row as a spreadsheet counts it (the header is row 1), where there is one.
    column
        Column, where there is one.
    value
        The offending value as found, where there is one.
    rule
        The rule that is broken, by name.
    remedy
        What the reader can do about it.

    Examples
    --------
    >>> print(Problem("not a number", where="figures.csv", row=7, column="value", value="x"))
    figures.csv, row 7, column value: not a number (found 'x')
    """

    what: str
    where: str = ""
    row: int | None = None
    column: str = ""
    value: str | None = None
    rule: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                visible(self.where),
                f"row {self.row}" if self.row is not None else "",
                f"column {self.column}" if self.column else "",
            )
            if part
        )
        text = f"{place}: {self.what}" if place else self.what
        if self.value is not None:
            text += f" (found {self.value!r})"
        if self.rule:
            text += f" [{self.rule}]"
        if self.remedy:
            text += f"; {self.remedy}"
        return text


class EduplansError(Exception):
    """Base of all errors of this package.

    Parameters
    ----------
    problems
        What is wrong: one problem, several, or a plain sentence.

    Attributes
    ----------
    problems : tuple of Problem
        All that was found, in the order of finding.
    exit_code : int
        What the command line returns for it.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, problems: str | Problem | Iterable[Problem]) -> None:
        if isinstance(problems, str):
            problems = Problem(problems)
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DocumentError(EduplansError, ValueError):
    """A file that cannot be read as a document."""


class TableError(EduplansError, ValueError):
    """A table that breaks its schema, or rows that contradict each other."""


class UnknownNameError(EduplansError, LookupError):
    """A name (table, document, figure, parameter, notebook) that does not exist."""


class ParameterError(EduplansError, ValueError):
    """A notebook parameter with an unknown name, a wrong type or a value out of range."""


class QueryError(EduplansError, ValueError):
    """A question in SQL that cannot be answered."""


class RunError(EduplansError, RuntimeError):
    """A notebook that failed, or a run that differs from what was expected."""


class ReproductionError(EduplansError, RuntimeError):
    """A reproduction that could not be made, so that nothing is known about its outputs."""


class ProjectError(EduplansError, ValueError):
    """A project that cannot be made where it is asked for, or lacks what it needs."""


class KernelError(RunError):
    """The kernel of a notebook crashed, hung, or took more memory than allowed."""

    exit_code: ClassVar[int] = 4


class StorageError(EduplansError, OSError):
    """A file or folder that cannot be read or written as it should: full, read-only, gone, changing."""

    exit_code: ClassVar[int] = 5


class SomeFailedError(EduplansError):
    """Some inputs of many were bad; the good ones were taken."""

    exit_code: ClassVar[int] = 3
