"""What is said about a table or picture, wherever it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable

#: So many of the ids that a table rests on are printed under it.
SHOWN = 4
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """The words that go with a table or picture.

    Parameters
    ----------
    name
        Its English caption or head, which names the files.
    caption
        The caption as shown, in the language in use.
    notes
        Lines under it: how to read it, legends.
    source
        Where the numbers come from.
    rests_on
        Ids of the figures or names of the series that it rests on; all of them.
    """

    name: str
    caption: str
    notes: tuple[str, ...] = ()
    source: str = ""
    rests_on: tuple[str, ...] = ()

    def lines(self, *, whole: bool = False) -> list[str]:
        """List notes, source and what it rests on, a line each, in the language in use.

        Parameters
        ----------
        whole
            Whether every id is written out; else the first and how many more there are.

        Examples
        --------
        >>> shown = Shown("Rates", "Rates", ("0 is zero.",), "a.csv", ("x:1", "x:2", "x:3", "x:4", "x:5"))
        >>> shown.lines()
        ['0 is zero.', 'Source: a.csv', 'Rests on: x:1, x:2, x:3, x:4 and 1 more']
        >>> shown.lines(whole=True)[-1]
        'Rests on: x:1, x:2, x:3, x:4, x:5'
        """
        return [*self.notes, *foot_lines(self.source, self.rests_on, shown=None if whole else SHOWN)]


def foot_lines(source: str, rests_on: Iterable[str] = (), *, shown: int | None = SHOWN) -> list[str]:
    """Say under a table or picture where its numbers come from and what it rests on.

    Parameters
    ----------
    source
        Where the numbers come from; empty: no line.
    rests_on
        Ids of figures or names of series.
    shown
        So many of them are printed, the others counted; None: all are printed.

    Returns
    -------
    list of str

    Examples
    --------
    >>> foot_lines("a.csv", ["x:1", "x:2", "x:3", "x:4", "x:5", "x:6"])
    ['Source: a.csv', 'Rests on: x:1, x:2, x:3, x:4 and 2 more']
    >>> foot_lines("a.csv")
    ['Source: a.csv']
    """
    names = list(dict.fromkeys(rests_on))
    left = 0 if shown is None else max(0, len(names) - shown)
    first = ", ".join(names[: len(names) - left])
    more = f" and {left:,} more" if left else ""
    lines = [f"Source: {source}" if source else "", f"Rests on: {first}{more}" if names else ""]
    return [label(line) for line in lines if line]


def slug(text: str, longest: int = 60) -> str:
    """Make a part of a file name of a caption: small Latin letters, digits and hyphens.

    Examples
    --------
    >>> slug("Growth 增长, by plan period"), slug("毛入学率"), slug("a" * 99) == "a" * 60
    ('growth-by-plan-period', '', True)
    """
    return _OTHER.sub("-", text.lower()).strip("-")[:longest].rstrip("-")
