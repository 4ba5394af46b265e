"""Residue of word processors and ornaments of web pages inside the text."""

from __future__ import annotations

import re

from eduplans.documents.vocabulary import pattern

__all__ = ["clean_decoration", "clean_word_residue"]

_RESIDUE_HINT = re.compile(r"[\[\\<&]|HYPERLINK|TOC|Mso|错误|Error!|_GoBack|_Toc|_Hlk|_Ref")
_BULLET = re.compile(r"^([ \t\u3000\xa0]*)[•●■◆▶►★☆※◎○◇□△▲▼▽→➤➢✦✔✓♦❖◦▪▫‣·∙\uf0a7\uf06c]+[ \t\u3000]*", re.MULTILINE)
_ORNAMENT = re.compile("[★☆◆◇■●◎▲△▼▽※♦♥♠♣❖✦✧❀✿❤►▶◄◀☞☛✪✰❋✽➤➢\U0001f300-\U0001faff]+")
_STRAY_DOT = re.compile(r"(?<=[\u4e00-\u9fff])(?<![一二三四五六七八九十百])[.．･](?=[\u4e00-\u9fff])")
_REPEATED = re.compile(r"([=*_~#＝＊＿～＃^])\1{2,}|[-]{4,}|—{4,}|－{3,}|─{2,}|━{2,}|…{4,}|\.{7,}")
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff”》）)%])(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,3}\]|［\d{1,3}］)(?!\d)")
_SQUARES = re.compile("[米里分厘]")


def clean_word_residue(text: str) -> tuple[str, int]:
    """Remove bookmarks, field codes and style names of word processors.

    Examples
    --------
    >>> clean_word_residue("[bookmark: _GoBack]2020年")
    ('2020年', 1)
    """
    if not _RESIDUE_HINT.search(text):
        return text, 0
    return pattern("word_residue", "inline").subn("", text)


def clean_decoration(text: str) -> tuple[str, int]:
    """Remove bullets, ornaments, stray dots between characters, rules of repeated signs and footnote marks.

    Examples
    --------
    >>> clean_decoration("★完成对口帮.扶任务[1]。")
    ('完成对口帮扶任务。', 3)
    """
    total = 0
    for one in (_BULLET, _ORNAMENT, _STRAY_DOT, _REPEATED):
        text, count = one.subn(r"\1" if one is _BULLET else "", text)
        total += count
    text, count = _footnotes(text)
    return text, total + count


def _footnotes(text: str) -> tuple[str, int]:
    count = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        # 平方米² and 公里² are units
        if match[0] in "²³" and _SQUARES.match(text, match.start() - 1):
            return match[0]
        count += 1
        return ""

    return _FOOTNOTE.sub(replace, text), count
