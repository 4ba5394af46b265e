"""Pinyin: which short runs of Latin letters are syllables of Chinese."""

from __future__ import annotations

from eduplans.patterns import compiled

__all__ = ["TONED", "is_syllable", "syllables"]

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_BASE = str.maketrans(TONED, "aaaaeeeeiiiioooouuuuüüüünnnm")
_TONE = compiled(f"[{TONED}]")
_PARTS = compiled("[ '’]+")
_LONGEST = 6
_SYLLABLE = compiled(
    r"(?:[bpmf]|[dtnl]|[gkh]|[jqx]|[zcs]h?|r|y|w)?"
    r"(?:[iuü]?(?:a|ai|an|ang|ao|e|ei|en|eng|er|o|ong|ou)|i|ia|ian|iang|iao|ie|in|ing|iong|iu"
    r"|u|ua|uai|uan|uang|ue|ui|un|uo|ü|üan|üe|ün)|m|n|ng|hm|hng"
)


def is_syllable(letters: str, *, toned: bool) -> bool:
    """Tell whether letters spell one syllable.

    Parameters
    ----------
    letters
        Lower-case letters.
    toned
        Whether exactly one tone mark must be there; otherwise none or one.

    Examples
    --------
    >>> is_syllable("shí", toned=True), is_syllable("app", toned=False), is_syllable("de", toned=True)
    (True, False, False)
    """
    tones = len(_TONE.findall(letters))
    if tones > 1 or (toned and not tones):
        return False
    return _SYLLABLE.fullmatch(letters.translate(_BASE)) is not None


def syllables(letters: str) -> int:
    """Count the syllables of a word, each with its tone but perhaps the last, which may be neutral.

    Parameters
    ----------
    letters
        Lower-case letters, blanks and apostrophes.

    Returns
    -------
    int
        Their number, the least that the spelling allows; 0 where the letters spell no such word.

    Examples
    --------
    >>> syllables("tègǎng"), syllables("péngyou"), syllables("xī'ān"), syllables("café"), syllables("app")
    (2, 2, 2, 0, 0)
    """
    parts = _PARTS.split(letters.strip(" '’"))
    counts = [_count(part, last=number == len(parts)) for number, part in enumerate(parts, start=1)]
    # without any tone mark the letters may be a word of another language
    return 0 if 0 in counts or not _TONE.search(letters) else sum(counts)


def _count(letters: str, *, last: bool) -> int:
    """Count syllables from the front; `reached` holds the least number up to each letter."""
    reached = {0: 0}
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end):
            toned = not (last and end == len(letters))
            if start in reached and is_syllable(letters[start:end], toned=toned):
                reached[end] = min(reached.get(end, len(letters)), reached[start] + 1)
    return reached.get(len(letters), 0)
