"""Whole lines that do not belong to the document: menus above it, footers below it, spam anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eduplans.documents.vocabulary import pattern, words
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["clean_footer", "clean_menu", "clean_spam"]

_HAN = compiled("[\u3400-\u9fff]")
_PROSE = 40
_LABEL = re.compile(r"\s*(?:第?[一二三四五六七八九十]+[、章节]|[（(][一二三四五六七八九十]+[)）]|1[、.．](?!\d))")
_WORD = compiled("[A-Za-z]{2,}")
_ADDRESS = compiled(r"https?://|www\.|[a-z0-9]\.(?:com|net|org|cc|xyz|top|info|vip)\b", re.IGNORECASE)
_FOREIGN = compiled("[\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f\u3040-\u30ff\uac00-\ud7af]")
_STRANGE = compiled(f"{_FOREIGN.pattern}|{_WORD.pattern}")
_YEAR = re.compile("(?:19|20)\\d\\d")
_SENTENCE = compiled("[。；！？]")
_PROSE_END = compiled("[。；]")
_LURE = 120
_LONGEST = 400


def clean_menu(text: str, removed: list[str]) -> tuple[str, int]:
    r"""Remove menus, breadcrumbs and header blocks above the first paragraph.

    Parameters
    ----------
    text
        Any text.
    removed
        Takes the lines that go: they tell about issuer and date.

    Returns
    -------
    tuple of str and int
        The text and how many lines went.

    Examples
    --------
    >>> lines = []
    >>> clean_menu("当前位置: 首页\n发布机构:青禾县教育局\n工作要点", lines)
    ('工作要点', 2)
    """
    head, body = _split_head(text)
    lines = head.split("\n")
    drop = _menu_lines(lines)
    if not drop:
        return text, 0
    removed += _joined(line.strip() for number, line in enumerate(lines) if number in drop)
    kept = "\n".join(line for number, line in enumerate(lines) if number not in drop)
    return kept + body, len(drop)


def _joined(lines: Iterable[str]) -> list[str]:
    """Put a key and the value that stands on the next line together."""
    joined: list[str] = []
    for line in lines:
        if joined and joined[-1].endswith((":", "：")):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _split_head(text: str) -> tuple[str, str]:
    """Split before the first line of prose or numbering."""
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        long = len(line) > _PROSE and len(_HAN.findall(line, 0)) > _PROSE
        if long or _LABEL.match(line):
            break
        position = end + 1
    position = min(position, len(text))
    return text[:position], text[position:]


def _menu_lines(lines: list[str]) -> set[int]:
    line_of, head = pattern("menu", "line"), pattern("menu", "head")
    drop = set()
    entries = set()
    for number, line in enumerate(lines):
        stripped = line.strip()
        if not stripped or len(stripped) > 160:
            continue
        if line_of.fullmatch(stripped):
            drop.add(number)
        elif head.fullmatch(stripped):
            entries.add(number)
    # one line behind a bullet may be a title; a menu has several
    drop |= {one for one in entries if len(entries) > 1}
    drop |= _breadcrumbs(lines)
    drop |= _values(lines, drop)
    return drop


def _values(lines: list[str], drop: set[int]) -> set[int]:
    """Short lines below a line that ends with its key: a page that breaks after 来源:."""
    below = {number + 1 for number in drop if lines[number].rstrip().endswith((":", "：")) and number + 1 < len(lines)}
    return {one for one in below if 0 < len(lines[one].strip()) <= 20 and not _YEAR.search(lines[one])}


def _breadcrumbs(lines: list[str]) -> set[int]:
    """Short lines beside a line that is only an arrow."""
    arrows = [number for number, line in enumerate(lines) if line.strip() in (">", "＞", "»", "›")]
    near = {one for number in arrows for one in (number - 1, number + 1) if 0 <= one < len(lines)}
    return {one for one in near if 0 < len(lines[one].strip()) <= 12}


def clean_footer(text: str) -> tuple[str, int]:
    r"""Remove the end of a web page behind the text.

    Examples
    --------
    >>> clean_footer("新建学校3所。\n相关阅读：\n另一个县的计划")
    ('新建学校3所。', 2)
    """
    start, mark = pattern("footer", "start"), pattern("footer", "mark")
    lines = text.split("\n")
    first = len(lines)
    rest = 0
    limit = max(400, len(text) // 25)
    number = len(lines)
    while number > 0 and rest < limit:
        number -= 1
        stripped = lines[number].strip()
        if _LABEL.match(stripped):
            break
        if stripped and len(stripped) <= 140 and start.fullmatch(stripped):
            first = number
        rest += len(stripped)
    count = sum(1 for line in lines[first:] if line.strip())
    kept = lines[:first]
    if marks := [line for line in kept[-5:] if mark.fullmatch(line.strip())]:
        kept = [*kept[:-5], *(line for line in kept[-5:] if line not in marks)]
        count += len(marks)
    return ("\n".join(kept), count) if count else (text, 0)


def clean_spam(text: str) -> tuple[str, int]:
    r"""Remove lines of foreign advertising from a Chinese text.

    Examples
    --------
    >>> clean_spam("best casino slots, casino online\n新建学校3所。")
    ('新建学校3所。', 1)
    """
    lines = text.split("\n")
    # prose is no spam, and most of a text is prose
    short = [line for line in lines if 0 < len(line) <= _LONGEST and "。" not in line and "；" not in line]
    together = "\n".join(short)
    chinese = tuple(word for word in words("spam", "word_zh") if word in together)
    lures = any(pattern("spam", kind).search(together) for kind in ("promotion", "bait", "gambling"))
    latin = bool(_STRANGE.search(together))
    if not (chinese or lures or latin):
        return text, 0
    spam = {line for line in short if _is_spam(line, chinese) or (lures and _is_lure(line))}
    keep = [line for line in lines if line not in spam]
    if len(keep) == len(lines) or not any(_HAN.search(line) for line in keep):
        return text, 0
    return "\n".join(keep), len(lines) - len(keep)


def _is_lure(line: str) -> bool:
    """Tell whether a short line promises money or something for free and says where to turn to."""
    if not line or len(line) > _LURE or _PROSE_END.search(line) or _LABEL.match(line):
        return False
    promises = pattern("spam", "promotion").search(line)
    if pattern("spam", "bait").search(line):
        return bool(promises or pattern("spam", "offer").search(line))
    address = _ADDRESS.search(line)
    if pattern("spam", "gambling").search(line):
        # what is told of gambling, such as a campaign against it, names no address and promises nothing
        return bool(promises or address or pattern("spam", "entrance").search(line))
    return bool(promises and (address or len(set(pattern("spam", "promotion").findall(line))) > 1))


def _is_spam(line: str, chinese: tuple[str, ...]) -> bool:
    """Tell whether a line advertises; `chinese` are the words of Chinese spam that the text holds."""
    if not line or len(line) > _LONGEST or _SENTENCE.search(line):
        return False
    if chinese:
        number = sum(map(line.count, chinese))
        if number >= 2 or (number and _ADDRESS.search(line)):
            return True
    han = len(_HAN.findall(line))
    if han > 4 or (han and " | " in line):
        return False
    if len(_FOREIGN.findall(line)) > 8:
        return True
    latin = [word.lower() for word in _WORD.findall(line)]
    if not latin or sum(map(len, latin)) < 3 * han:
        return False
    known = set(words("spam", "word"))
    return bool(known.intersection(latin)) or len(latin) - len(set(latin)) >= 3
