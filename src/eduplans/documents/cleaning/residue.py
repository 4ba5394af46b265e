"""Residue of word processors and ornaments of web pages inside the text."""

from __future__ import annotations

import re

from eduplans.documents.vocabulary import pattern
from eduplans.patterns import compiled

__all__ = ["DECORATION", "RESIDUE", "clean_decoration", "clean_word_residue"]

_BULLETS = "•●■◆▶►★☆※◎○◇□△▲▼▽→➤➢✦✔✓♦❖◦▪▫‣·∙"
_ORNAMENTS = "★☆◆◇■●◎▲△▼▽※♦♥♠♣❖✦✧❀✿❤►▶◄◀☞☛✪✰❋✽➤➢\U0001f300-\U0001faff"
_RULES = r"=*_~#＝＊＿～＃^\-—－─━…."
_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RESIDUE = compiled(r"[\[\\<&_!！]|[A-Z]")
DECORATION = compiled(f"[>{_BULLETS}{_ORNAMENTS}{_MARKS}{_RULES}．･\\[【①-⑳]")

# what residue has at least one of, and those of its characters that most texts do not have
_RESIDUE_HINTS = tuple(
    (frozenset(re.sub("[a-z错误]", "", hint)), hint)
    for hint in (
        *("[bookmark", "HYPERLINK", "\\*", "Mso", "_GoBack", "_Toc", "_Hlk", "_Ref", "错误!", "错误！", "Error!", "<"),
        *("&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&zwnj;", "&zwj;", "&lrm;", "&rlm;", "PAGE", "TOC", "REF", "SEQ"),
    )
)
_BULLET = compiled(f"[{_BULLETS}]")
# lines that a mail or a note quotes
_QUOTED = compiled(r"^(?:> ?)+(?=[^\s>])", re.MULTILINE)
_FEW_QUOTED = 3
_ORNAMENT = compiled(f"[{_ORNAMENTS}]+")
# beginning with the dot itself makes the search fast; 一. is a label
_STRAY_DOT = compiled(r"\.(?<=[\u4e00-\u9fff].)(?<![一二三四五六七八九十百].)(?=[\u4e00-\u9fff])")
_REPEATED = compiled(r"([=*_~#＝＊＿～＃^])\1{2,}|-{4,}|—{4,}|－{3,}|─{2,}|━{2,}|…{4,}|\.{7,}")
_RUNS = ("===", "***", "___", "~~~", "###", "＃＃＃", "^^^", "----", "————", "──", "━━", "…………", ".......")
# a circled number behind a sign of punctuation is one of a list; one class of signs in front is found fast
_FOOTNOTE = compiled(
    rf"[{_MARKS}\[【①-⑳](?:(?<=[{_MARKS}])[{_MARKS}]*"
    r"|(?<=[\u4e00-\u9fff”》）)%]\[)(?:注\s?)?\d{1,3}\]|(?<=[\u4e00-\u9fff%]【)(?:注\s?)?\d{1,2}】"
    r"|(?<=[\u4e00-\u9fff%][①-⑳]))"
)
_FOOTNOTE_SIGNS = compiled("[\\[【①-⑳]")
_SIGNS = compiled(f"[{_ORNAMENTS}{_MARKS}]")
_AFTER = compiled("[\u4e00-\u9fff”》）)%]")
# the number of a page between the lines that it parted, and one that stands inside a sentence or before its heading
_NUMBER = r"[ \t]*[-—–－]\s?\d{1,3}\s?[-—–－][ \t]*"
_PAGE = compiled(rf"(?<=[^\n。；！？])\n{_NUMBER}\n(?=[\u4e00-\u9fff])|^{_NUMBER}$", re.MULTILINE)
_PAGE_INSIDE = compiled(
    r"-\d{1,3}-(?:(?<=[\u4e00-\u9fff，、；。]-\d-)|(?<=[\u4e00-\u9fff，、；。]-\d\d-)|(?<=[\u4e00-\u9fff，、；。]-\d\d\d-))(?=[\u4e00-\u9fff])"
    r"|^-\s?\d{1,3}\s?-(?=\d{1,2}[.、]\D|[(（\u4e00-\u9fff])",
    re.MULTILINE,
)
# one pattern a sign: what begins with one character is found fast
_PAGE_HINTS = tuple((dash, compiled(rf"{dash} ?\d{{1,3}} ?[-—–－]")) for dash in "-—–－")
_UNITS = compiled("[米里分厘]")


def clean_word_residue(text: str, characters: str = "") -> tuple[str, int]:
    """Remove bookmarks, field codes and style names of word processors.

    Parameters
    ----------
    text
        Any text.
    characters
        The rarer characters that it may have, where they are known.

    Returns
    -------
    tuple of str and int
        The text and how many marks went.

    Examples
    --------
    >>> clean_word_residue("[bookmark: _GoBack]2020年")
    ('2020年', 1)
    """
    known = set(characters or text)
    if not any(hint in text for signs, hint in _RESIDUE_HINTS if signs <= known):
        return text, 0
    return pattern("word_residue", "inline").subn("", text)


def clean_decoration(text: str, characters: str = "") -> tuple[str, int]:
    """Remove bullets, marks of quoted lines, ornaments, stray dots, rules of signs, footnote marks and page numbers.

    Parameters
    ----------
    text
        Any text.
    characters
        The rarer characters that it may have, where they are known.

    Returns
    -------
    tuple of str and int
        The text and how many places changed.

    Examples
    --------
    >>> clean_decoration("★新建学.校[1]。")
    ('新建学校。', 3)
    """
    characters = characters or text
    text, total = _bullets(text) if _BULLET.search(characters) else (text, 0)
    patterns = [_STRAY_DOT]
    if "\n> " in text and len(_QUOTED.findall(text)) >= _FEW_QUOTED:
        patterns.append(_QUOTED)
    signs = bool(_SIGNS.search(characters))
    if signs:
        patterns.append(_ORNAMENT)
    if any(run in text for run in _RUNS if run[0] in characters):
        patterns.append(_REPEATED)
    if any(hint.search(text) for dash, hint in _PAGE_HINTS if dash in characters):
        patterns += [_PAGE, _PAGE_INSIDE]
    for one in patterns:
        text, count = one.subn("", text)
        total += count
    if signs or any(sign in text for sign in _FOOTNOTE_SIGNS.findall(characters)):
        text, count = _footnotes(text)
        total += count
    return text, total


def _bullets(text: str) -> tuple[str, int]:
    lines, count = text.split("\n"), 0
    for number, line in enumerate(lines):
        bare = line.lstrip()
        if bare[:1] in _BULLETS and bare:
            lines[number] = bare.lstrip(_BULLETS + " \t")
            count += 1
    return ("\n".join(lines), count) if count else (text, 0)


def _footnotes(text: str) -> tuple[str, int]:
    count = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        before = text[match.start() - 1 : match.start()]
        # km² and 平方米² are units, and 10⁸ is a number
        if match[0][0] in _MARKS and (not _AFTER.match(before) or (match[0] in "²³" and _UNITS.match(before))):
            return match[0]
        count += 1
        return ""

    return _FOOTNOTE.sub(replace, text), count
