"""What is said about a table or picture, wherever it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

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

    def lines(self) -> list[str]:
        """List notes, source and all it rests on, a line each, in the language in use.

        Examples
        --------
        >>> Shown("Rates", "Rates", ("0 is zero.",), "a.csv", ("x:1", "x:2")).lines()
        ['0 is zero.', 'Source: a.csv', 'Rests on: x:1, x:2']
        """
        from eduplans.labels import label

        source = [label(f"Source: {self.source}")] if self.source else []
        basis = [label(f"Rests on: {', '.join(self.rests_on)}")] if self.rests_on else []
        return [*self.notes, *source, *basis]


def slug(text: str, longest: int = 60) -> str:
    """Make a part of a file name of a caption: small Latin letters, digits and hyphens.

    Examples
    --------
    >>> slug("Growth 增长, by plan period"), slug("毛入学率"), slug("a" * 99) == "a" * 60
    ('growth-by-plan-period', '', True)
    """
    return _OTHER.sub("-", text.lower()).strip("-")[:longest].rstrip("-")
