"""Pinyin: which short runs of Latin letters are syllables of Chinese."""

from __future__ import annotations

import re

__all__ = ["TONED", "is_syllable"]

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_BASE = str.maketrans(TONED, "aaaaeeeeiiiioooouuuuüüüünnnm")
_TONE = re.compile(f"[{TONED}]")
_SYLLABLE = re.compile(
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
