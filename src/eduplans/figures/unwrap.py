"""Lines that were only wrapped: text from pages with hard line ends is read as if it had none.

Figures are found in the flat text and their places are given in the printed one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.model import Figure

__all__ = ["Flat", "unwrap"]

_ENDS = frozenset("。！？；;：:!?”》…|")
_BEGINS = re.compile(
    r"\s|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[、.．](?![0-9])"
    r"|第[一二三四五六七八九十]{1,3}[章节条]|[●•◆■★▲#|-]|附件|$"
)
_NARROW = re.compile(r"[\x00-\x7f]")
_SHORTEST = 15
_FEWEST = 2
_LONGEST_PHRASE = 40


@dataclass(frozen=True, slots=True)
class Flat:
    """A text without its wrapping line ends, and the way back.

    Parameters
    ----------
    text
        The flat text.
    cuts
        For each removed line end its place in the flat text, in order.
    gaps
        Characters removed up to and with that line end.
    """

    text: str
    cuts: tuple[int, ...]
    gaps: tuple[int, ...]

    def printed(self, position: int, end: bool = False) -> int:
        """Place in the printed text of a place in the flat one.

        Parameters
        ----------
        position
            Place in the flat text.
        end
            Whether it is the end of a span, which stays before a line end at the same place.

        Returns
        -------
        int
            Place in the printed text.
        """
        index = bisect_right(self.cuts, position - 1 if end else position)
        return position + (self.gaps[index - 1] if index else 0)

    def flat(self, position: int) -> int:
        """Place in the flat text of a place in the printed one."""
        low, high = 0, len(self.cuts)
        while low < high:
            middle = (low + high) // 2
            if self.cuts[middle] + self.gaps[middle] <= position:
                low = middle + 1
            else:
                high = middle
        return position - (self.gaps[low - 1] if low else 0)

    def restore(self, figure: Figure, text: str) -> Figure:
        """Give a figure of the flat text its place and form in the printed one.

        Parameters
        ----------
        figure
            A figure found in the flat text.
        text
            The printed text.

        Returns
        -------
        Figure
            The same figure there.
        """
        start, end = self.printed(figure.start), self.printed(figure.end, end=True)
        begin = self.text.find(figure.phrase, max(0, figure.start - _LONGEST_PHRASE))
        first = self.printed(begin)
        phrase = text[first : self.printed(begin + len(figure.phrase), end=True)]
        if len(phrase) > _LONGEST_PHRASE:
            phrase = text[start:end][:_LONGEST_PHRASE]
        return replace(figure, start=start, end=end, as_printed=text[start:end], phrase=phrase)


def unwrap(text: str) -> Flat | None:
    r"""Take out line ends that only wrap.

    Lines wrap where a text has no long lines and most lines that end in the middle of a sentence are about equally
    wide.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    Flat or None
        None where the lines are paragraphs, as in most texts.

    Examples
    --------
    >>> flat = unwrap("全县共有小学八十五所，在校学生一万\n三千人，专任教师一千二百人，学历\n合格率达到百分之一百。")
    >>> flat.text[14:20], flat.printed(17)
    ('生一万三千人', 18)
    >>> unwrap("标题\n正文。") is None
    True
    """
    lines = text.split("\n")
    if len(lines) <= _FEWEST:
        return None
    # most lines are paragraphs: only those that break off are measured
    broken = [
        index
        for index, line in enumerate(lines[:-1])
        if len(line) >= _SHORTEST
        and line.rstrip()[-1:] not in _ENDS
        and _width(line) >= _SHORTEST
        and not _BEGINS.match(lines[index + 1])
    ]
    if len(broken) < _FEWEST:
        return None
    wide = {index: _width(lines[index]) for index in broken}
    usual = sorted(wide.values())[len(broken) // 2]
    wrapped = [index for index in broken if 0.8 * usual <= wide[index] <= 1.25 * usual]
    if 10 * len(wrapped) < 6 * len(broken) or any(_width(line) > 1.4 * usual for line in lines if len(line) > usual):
        return None
    return _join(lines, set(wrapped))


def _width(line: str) -> float:
    return len(line) - len(_NARROW.findall(line)) / 2 if len(line) < 1000 else float(len(line))


def _join(lines: Sequence[str], wrapped: set[int]) -> Flat:
    pieces: list[str] = []
    cuts: list[int] = []
    gaps: list[int] = []
    length = gap = 0
    for index, line in enumerate(lines):
        last = index == len(lines) - 1
        if index in wrapped:
            piece = line.rstrip()
            gap += len(line) - len(piece) + 1
            length += len(piece)
            cuts.append(length)
            gaps.append(gap)
        else:
            piece = line if last else line + "\n"
            length += len(piece)
        pieces.append(piece)
    return Flat("".join(pieces), tuple(cuts), tuple(gaps))
