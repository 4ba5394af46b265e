"""Paragraphs that the width of a page broke into lines, in PDF files and in texts taken from them."""

from __future__ import annotations

from eduplans.patterns import compiled

__all__ = ["join_lines", "join_wrapped"]

_STOP = compiled(r"[。！？；：:;]\s*$")
_LABEL = compiled(
    r"\s*(?:第[一二三四五六七八九十百\d]{1,4}[章节条部篇]|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,3}[、．]|\d{1,3}\.(?!\d)|[①-⑳]|附件)"
)
_FULL = 0.85
_NO_PROSE = compiled(r"\||^[\d\s.,%-]*$")
_FEWEST, _SHARE = 8, 0.5
_NARROWEST, _WIDEST = 14, 60


def join_lines(lines: list[str]) -> list[str]:
    """Join lines that a page width broke.

    A line goes on in the next where it is about as long as the longest, does not end a sentence and the next begins
    no heading.

    Parameters
    ----------
    lines
        Lines as printed.

    Returns
    -------
    list of str
        Paragraphs.

    Examples
    --------
    >>> join_lines(["一、学位", "今年在全县新建和改建学校共十二所增加学", "位3000个。", "二、教师"])
    ['一、学位', '今年在全县新建和改建学校共十二所增加学位3000个。', '二、教师']
    """
    widths = sorted(map(_width, lines))
    full = widths[int(len(widths) * 0.95) - 1] if len(widths) > 20 else max(widths, default=0)
    joined: list[list[str]] = []
    open_line = False
    for line in lines:
        if open_line and not _LABEL.match(line):
            joined[-1].append(line.strip())
        else:
            joined.append([line])
        open_line = _width(line) >= _FULL * full and not _STOP.search(line)
    return ["".join(parts) for parts in joined]


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
    while len(joined) != before and _is_wrapped(joined):
        before = len(joined)
        joined = join_lines(joined)
    return ("\n".join(joined), len(lines) - len(joined)) if len(joined) < len(lines) else (text, 0)


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether most lines are about as long as the longest and end inside a sentence."""
    prose = [line for line in lines if line and not _NO_PROSE.search(line)]
    if len(prose) < max(_FEWEST, 0.8 * len(lines)):
        return False
    widths = sorted(map(_width, prose))
    full = widths[int(len(widths) * 0.95) - 1]
    if not _NARROWEST <= full <= _WIDEST or widths[-1] > 1.2 * full:
        return False
    broken = sum(1 for line in prose if _width(line) >= _FULL * full and not _STOP.search(line))
    return broken > _SHARE * len(prose)
