"""Glosses: pronunciations in brackets that a site inserts behind characters, such as 時(shí)間."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.documents.cleaning.script import simplified
from eduplans.documents.pinyin import TONED, is_syllable, syllables
from eduplans.patterns import compiled

if TYPE_CHECKING:
    import re

__all__ = ["GLOSS", "TONE", "clean_gloss"]

TONE = compiled(f"[{TONED}]")
_BRACKETED = compiled(
    f"(?<=[\u3400-\u9fff\ufdd1])\\n?[(（\\[［【〔〈<{{]\\s?([a-z{TONED}ü]{{1,6}}|(?=.{{0,5}}\\n)[a-z{TONED}ü\\n]{{2,7}})\\s?[)）\\]］】〕〉>}}]"
    "(?:[(（\\[［【〔〈<{]\\s?\\1\\s?[)）\\]］】〕〉>}])*"
)
# each begins with one character, which is found fast
_PLAIN = tuple(compiled(f"{left}(?<=[\u3400-\u9fff].)[a-z]{{1,6}}[)）]") for left in (r"\(", "（"))
_WORD = compiled(f"(?<=[\u3400-\u9fff])[(（\\[［【〔〈<{{]\\s?([a-z{TONED}ü'’ ]{{2,48}}?)\\s?[)）\\]］】〕〉>}}]")
_HAN = compiled("[\u3400-\u9fff]{2,}")
# a pronunciation without brackets between two characters, and one character behind the same in the other script
_BARE = compiled(f"[a-zü]{{0,5}}[{TONED}][a-zü]{{0,4}}")
_BETWEEN_HAN = compiled("[\u3400-\u9fff]")
_SAME = tuple(
    compiled(rf"{left}(?=.{right})(?<=([\u3400-\u9fff]).)([\u3400-\u9fff]).")
    for left, right in ((r"\(", r"\)"), "（）")
)
GLOSS = compiled(f"[{TONED}(（]")
_DENSE = 20
_KINDS, _MOSTLY = 5, 0.8


def clean_gloss(text: str, characters: str = "") -> tuple[str, int]:
    r"""Remove pronunciations in brackets behind Chinese characters.

    A syllable with its tone is a gloss wherever it stands in brackets behind a character, also several times. One
    without a tone is a gloss only where glosses are dense or most that stands so is a syllable, and a word that is no
    syllable, such as ``(app)``, never. The syllables of a word in one pair of brackets are a gloss where as many
    characters stand before them. A line break that wrapping left before or inside a gloss goes with it.

    Parameters
    ----------
    text
        Any text.
    characters
        The rarer characters that it may have, where they are known.

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
    >>> clean_gloss("進\n(jìn)一步加強(qi\náng)")
    ('進一步加強', 2)
    """
    text, others = _other_script(text)
    plain = _are_plain(text)
    if not plain and not TONE.search(characters or text):
        return text, others
    known: dict[str, bool] = {}
    for letters in _BRACKETED.findall(text):
        if letters not in known:
            known[letters] = is_syllable(letters.replace("\n", ""), toned=True)
    toned = sum(1 for letters in _BRACKETED.findall(text) if known[letters])
    if plain or toned >= _DENSE:
        known = {letters: known[letters] or is_syllable(letters, toned=False) for letters in known}
    count = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        # behind a line break (a) may be a number, unless it has a tone
        if known[match[1]] and (match[0][0] != "\n" or TONE.search(match[1])):
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

    text = _WORD.sub(replace_word, _BRACKETED.sub(replace, text))
    text, bare = _without_bare(text)
    return text, count + others + bare


def _are_plain(text: str) -> bool:
    """Tell whether a text is full of syllables without a tone behind characters, as some sites write them."""
    if "(" not in text and "（" not in text:
        return False
    found = [one[1:-1] for plain in _PLAIN for one in plain.findall(text)]
    spelled = [letters for letters in found if is_syllable(letters, toned=False)]
    return len(set(spelled)) >= _KINDS and len(spelled) >= _MOSTLY * len(found)


def _without_bare(text: str) -> tuple[str, int]:
    """Remove syllables with a tone that stand between two characters without brackets."""
    count = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        text, start, end = match.string, match.start(), match.end()
        beside = _BETWEEN_HAN.match(text[start - 1 : start]) and _BETWEEN_HAN.match(text, end)
        if not beside or not is_syllable(match[0], toned=True):
            return match[0]
        count += 1
        return ""

    return _BARE.sub(replace, text), count


def _other_script(text: str) -> tuple[str, int]:
    """Remove a character in brackets behind the same character in traditional or simplified form: 學(学)校."""
    count, known = 0, simplified()

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        one, other = match[1], match[2]
        if one == other or known.get(one, one) != known.get(other, other):
            return match[0]
        count += 1
        return ""

    for pattern in _SAME:
        text = pattern.sub(replace, text)
    return text, count
