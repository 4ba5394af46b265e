"""Characters that no reader sees or that stand for lost ones: marks of order, nulls, controls, private use."""

from __future__ import annotations

import unicodedata
from functools import cache

from eduplans.codebook import read_map
from eduplans.patterns import compiled

__all__ = ["UNSEEN", "clean_encoding"]

_LINE_ENDS = compiled("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# \ufdd0 and its followers are kept: they mark damage while cleaning runs (see marks.py), and so is a replacement
# character between digits, without which two numbers would become one
_CONTROLS = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff"
)
_RADICALS = range(0x2E80, 0x2FE0)
# marks that strike through or underline what stands before them, and characters with a second code
_COMBINING = "\u0300-\u036f\u20d0-\u20f0"
_COMPOSED = compiled(f"[{_COMBINING}\uf900-\ufaff]")
_MARK = compiled(f"[{_COMBINING}]+")
UNSEEN = compiled(f"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\u2e80-\u2fdf{_COMBINING}\uf900-\ufaff{_CONTROLS}]")
_RADICAL = compiled("[\u2e80-\u2fdf]")
_RUN = compiled(f"[{_CONTROLS}]+")
_RUN_BESIDE_KEPT = compiled(f"(?:(?!(?<=[0-9])\ufffd(?=[0-9])|(?<=[\ufdd2-\ufddb])\ufffd(?=\ufdd1))[{_CONTROLS}])+")


def clean_encoding(text: str) -> tuple[str, int]:
    r"""Remove unseen, private and replacement characters and make line ends one.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str and int
        The text and how many characters went (line ends are not counted).

    Examples
    --------
    >>> clean_encoding("\ufeff学\u200b校\r\n")
    ('学校\n', 2)
    """
    text = _LINE_ENDS.sub("\n", text)
    composed = len(_COMPOSED.findall(text))
    if composed:
        # ā in two characters becomes one; what is left strikes through or underlines
        text = _MARK.sub("", unicodedata.normalize("NFC", text))
    after = (_RUN_BESIDE_KEPT if "\ufffd" in text else _RUN).sub("", text)
    radicals = len(_RADICAL.findall(after))
    if radicals:
        after = after.translate(_radicals())
    return after, len(text) - len(after) + radicals + composed


@cache
def _radicals() -> dict[int, str]:
    """Characters for radicals, which PDF files print in their stead."""
    plain = {code: unicodedata.normalize("NFKC", chr(code)) for code in _RADICALS}
    return plain | {
        ord(radical): character for radical, character in read_map("radicals", "radical", "character").items()
    }
