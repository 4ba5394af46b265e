"""Glosses: pronunciations in brackets that a site inserts behind characters, such as 時(shí)間."""

from __future__ import annotations

import re

from eduplans.documents.pinyin import TONED, is_syllable, syllables

__all__ = ["TONE", "clean_gloss"]

TONE = re.compile(f"[{TONED}]")
_BRACKETED = re.compile(
    f"(?<=[\u3400-\u9fff\ufdd1])[(（\\[［【〔〈<{{]\\s?([a-z{TONED}ü]{{1,6}})\\s?[)）\\]］】〕〉>}}]"
)
_WORD = re.compile(f"(?<=[\u3400-\u9fff])[(（\\[［【〔〈<{{]\\s?([a-z{TONED}ü'’ ]{{2,48}}?)\\s?[)）\\]］】〕〉>}}]")
_HAN = re.compile("[\u3400-\u9fff]{2,}")
_DENSE = 20


def clean_gloss(text: str) -> tuple[str, int]:
    """Remove pronunciations in brackets behind Chinese characters.

    A syllable with its tone is a gloss wherever it stands in brackets behind a character. One without a tone is a
    gloss only where glosses are dense, and a word that is no syllable, such as ``(app)``, never. The syllables of a
    word in one pair of brackets are a gloss where as many characters stand before them.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str and int
        The text and how many glosses went.

    Examples
    --------
    >>> clean_gloss("時(shí)間和應用(app)")
    ('時間和應用(app)', 1)
    >>> clean_gloss("特崗(tègǎng)教師")
    ('特崗教師', 1)
    """
    if not TONE.search(text):
        return text, 0
    known: dict[str, bool] = {}
    for letters in _BRACKETED.findall(text):
        if letters not in known:
            known[letters] = is_syllable(letters, toned=True)
    toned = sum(1 for letters in _BRACKETED.findall(text) if known[letters])
    if toned >= _DENSE:
        known = {letters: is_syllable(letters, toned=False) for letters in known}
    count = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        if known[match[1]]:
            count += 1
            return ""
        return match[0]

    def replace_word(match: re.Match[str]) -> str:
        nonlocal count
        number = syllables(match[1])
        if number and _HAN.fullmatch(match.string[max(0, match.start() - number) : match.start()]):
            count += 1
            return ""
        return match[0]

    return _WORD.sub(replace_word, _BRACKETED.sub(replace, text)), count
