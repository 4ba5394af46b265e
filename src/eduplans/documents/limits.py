"""How much one file may cost: size, pages, cells, characters, time and memory.

A folder from the web is hostile until proven otherwise. The defaults let every honest document of a county through;
who has larger ones raises them with ``--limits`` or the environment variable ``EDUPLANS_LIMITS``, which worker
processes inherit.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace

from eduplans.errors import ParameterError, Problem

__all__ = ["DEFAULTS", "VARIABLE", "Limits", "current_limits"]

#: Environment variable with changed limits, such as ``seconds=120,pages=5000``.
VARIABLE = "EDUPLANS_LIMITS"
MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost before it is refused.

    Parameters
    ----------
    megabytes
        Size of the file.
    unpacked
        Megabytes that a Word file or workbook holds when unpacked.
    pages
        Pages of a PDF.
    cells
        Cells of a workbook or table file.
    characters
        Characters of the text of a PDF, Office, HTML or table file before cleaning, and of a line of plain text; a
        plain text as a whole may be as large as its file.
    seconds
        Seconds that parsing one file may take, and seconds of processor time for cleaning it and finding its figures:
        one more for each 300,000 bytes of a large file.
    memory
        Megabytes that the process may take which parses PDF, Office and HTML files.

    Examples
    --------
    >>> Limits().seconds, Limits.read("seconds=120 pages=5000").pages
    (60, 5000)
    >>> print(Limits(pages=10))
    megabytes=200,unpacked=400,pages=10,cells=1000000,characters=3000000,seconds=60,memory=1500
    """

    megabytes: int = 200
    unpacked: int = 400
    pages: int = 3_000
    cells: int = 1_000_000
    characters: int = 3_000_000
    seconds: int = 60
    memory: int = 1_500

    @classmethod
    def read(cls, text: str) -> Limits:
        """Read changed limits from a text.

        Parameters
        ----------
        text
            Pairs of name and whole number, parted by commas or blanks; what is not named keeps its default.

        Returns
        -------
        Limits

        Raises
        ------
        ParameterError
            Names no limit, or gives it no whole number above zero; all such parts at once.
        """
        names = [field.name for field in fields(cls)]
        problems, changed = [], {}
        for part in text.replace(",", " ").split():
            name, _, number = part.partition("=")
            if name not in names:
                problems.append(Problem("no such limit", VARIABLE, value=part, remedy=f"there are {', '.join(names)}"))
            elif not (number.isascii() and number.isdigit() and len(number) < 10 and int(number)):
                problems.append(
                    Problem("a limit is a whole number above zero", VARIABLE, value=part, remedy=f"such as {name}=100")
                )
            else:
                changed[name] = int(number)
        if problems:
            raise ParameterError(problems)
        return replace(cls(), **changed)

    def __str__(self) -> str:
        return ",".join(f"{field.name}={getattr(self, field.name)}" for field in fields(self))

    def over(self, name: str, what: str, where: str) -> Problem:
        """Say that a file is over a limit.

        Parameters
        ----------
        name
            The limit.
        what
            What the file does, such as ``the PDF has 1,000,000 pages``.
        where
            The file.

        Returns
        -------
        Problem

        Examples
        --------
        >>> print(Limits().over("pages", "the PDF has 4,000 pages", "a.pdf"))
        a.pdf: the PDF has 4,000 pages, more than 3,000 [limit pages]; split it, or raise the limit: --limits pages=...
        """
        unit = {"megabytes": " MB", "unpacked": " MB", "memory": " MB", "seconds": " seconds"}.get(name, "")
        than = "" if name in ("seconds", "memory") else ", more"
        return Problem(
            f"{what}{than} than {getattr(self, name):,}{unit}",
            where=where,
            rule=f"limit {name}",
            remedy=f"split it, or raise the limit: --limits {name}=...",
        )


DEFAULTS = Limits()


def current_limits() -> Limits:
    """Give the limits in force: the defaults, changed by ``EDUPLANS_LIMITS``.

    Raises
    ------
    ParameterError
        The variable names no limit, or gives it no whole number above zero.
    """
    return Limits.read(os.environ.get(VARIABLE, ""))
