"""Matches of an expression in the stretches of a text in which figures stand: half of a text has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

__all__ = ["Stretches"]


class Stretches:
    """Goes through a text stretch by stretch.

    Parameters
    ----------
    text
        The text.
    pattern
        What is looked for.
    longest
        Characters of its longest match, or more.

    Examples
    --------
    >>> import re
    >>> stretches = Stretches("2019年和2020年", re.compile("[0-9]+年"), 5)
    >>> [[found.group() for found in stretches.read(*ends)] for ends in ((0, 3), (2, 9), (4, 9))]
    [['2019年'], ['2020年'], []]
    """

    def __init__(self, text: str, pattern: re.Pattern[str], longest: int) -> None:
        self._text, self._pattern, self._longest = text, pattern, longest
        self._until = 0

    def read(self, start: int, end: int) -> Sequence[re.Match[str]]:
        """Find the matches of a stretch.

        Parameters
        ----------
        start, end
            The stretch; stretches come in reading order, and what two of them share is read once.

        Returns
        -------
        sequence of re.Match
            Also one that begins before the stretch or ends behind it.
        """
        if end <= self._until:
            return ()
        first = max(start - self._longest, self._until)
        matches = list(self._pattern.finditer(self._text, first, end + self._longest))
        while matches and matches[-1].start() >= end:
            matches.pop()
        self._until = max(end, matches[-1].end()) if matches else end
        return matches
