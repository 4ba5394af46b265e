"""Paragraphs that the width of a page broke into lines, in PDF files and in texts taken from them."""

from __future__ import annotations

from eduplans.patterns import compiled

__all__ = ["join_lines", "join_wrapped"]

_STOP = compiled(r"[。！？；：:;]\s*$")
_LABEL = compiled(
    r"\s*(?:第[一二三四五六七八九十百\d]{1,4}[章节条部篇]|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,3}[、．]|\d{1,3}\.(?!\d)|[①-⑳]|附件)"
)
# Digits and signs of a proportional type are wider than half a character, so that a full line may count as less.
_FULL, _OVERFULL = 0.8, 1.2
# cells, numbers alone, the leaders of contents, a row of a table
_NO_PROSE = compiled(r"\||^[\d\s.,%-]*$|[·.…]{4}|(?<![\d.,%])(?:[\d.,%]++[ \t]++){2}[\d.,%-]++$")
_FEWEST, _SHARE = 8, 0.35
_NARROWEST, _WIDEST = 14, 60
#: Share of a wrapped text that may stand in lines wider than its page: contents, tables, what was joined before.
_MOST_WIDE = 0.25


def join_lines(lines: list[str], full: float = 0.0) -> list[str]:
    """Join lines that a page width broke.

    A line goes on in the next where it is about as long as a full one, does not end a sentence and the next begins
    no heading.

    Parameters
    ----------
    lines
        Lines as printed.
    full
        Width of a full line, in Chinese characters; without it that of nearly the longest.

    Returns
    -------
    list of str
        Paragraphs.

    Examples
    --------
    >>> join_lines(["一、学位", "今年在全县新建和改建学校共十二所增加学", "位3000个。", "二、教师"])
    ['一、学位', '今年在全县新建和改建学校共十二所增加学位3000个。', '二、教师']
    """
    if not full:
        widths = sorted(map(_width, lines))
        full = widths[int(len(widths) * 0.95) - 1] if len(widths) > 20 else max(widths, default=0)
    joined: list[list[str]] = []
    open_line = False
    for line in lines:
        if open_line and not _LABEL.match(line) and not _NO_PROSE.search(line):
            joined[-1].append(line.strip())
        else:
            joined.append([line])
        open_line = _goes_on(line, full)
    return ["".join(parts) for parts in joined]


def _goes_on(line: str, full: float) -> bool:
    return _FULL * full <= _width(line) <= _OVERFULL * full and not _STOP.search(line) and not _NO_PROSE.search(line)


def _width(line: str) -> float:
    return sum(0.5 if sign.isascii() else 1.0 for sign in line)


def join_wrapped(text: str) -> tuple[str, int]:
    r"""Join the lines of a text that a page width broke, if it did.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str and int
        The text and how many line ends went.

    Examples
    --------
    >>> join_wrapped("新建学校3所\n改建学校2所")
    ('新建学校3所\n改建学校2所', 0)
    """
    lines = text.split("\n")
    if len(lines) < _FEWEST or len(text) > _WIDEST * len(lines):
        return text, 0
    joined, before = lines, 0
    while len(joined) != before and (full := _page_width(joined)):
        before = len(joined)
        joined = join_lines(joined, full)
    return ("\n".join(joined), len(lines) - len(joined)) if len(joined) < len(lines) else (text, 0)


def _page_width(lines: list[str]) -> float:
    """Find the width that lines are broken at: that of most lines that end inside a sentence; 0 where none is.

    A text was wrapped where many of its lines are as wide as that and end inside a sentence, and little of it stands
    in wider lines.
    """
    prose = [line for line in lines if line and not _NO_PROSE.search(line)]
    broken = sorted(width for line in prose if (width := _width(line)) >= _NARROWEST and not _STOP.search(line))
    if len(prose) < _FEWEST or len(broken) < _SHARE * len(prose):
        return 0.0
    full = _densest(broken)
    fitting = sum(1 for width in broken if _FULL * full <= width <= _OVERFULL * full)
    wide = sum(len(line) for line in prose if _width(line) > _OVERFULL * full)
    if full > _WIDEST or fitting <= _SHARE * len(prose) or wide > _MOST_WIDE * sum(map(len, prose)):
        return 0.0
    return full


def _densest(widths: list[float]) -> float:
    """Upper end of the narrow span with the most of some sorted widths."""
    best, most, first = 0.0, 0, 0
    for last, width in enumerate(widths):
        while widths[first] < 0.9 * width:
            first += 1
        if last - first + 1 >= most:
            best, most = width, last - first + 1
    return best
