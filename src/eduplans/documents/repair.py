"""Repair of glosses that tore characters, by replaying what the tool did on bytes.

The tool looked for the two bytes of a character in GBK text and wrote its pronunciation behind them. Where it matched
the second byte of one character and the first of the next, that next character was torn: its first byte and the
bracket became a question mark, and what follows was read one byte out of step. The first byte is the only thing lost,
and the pronunciation tells it: with the byte before, it is a character that is pronounced so.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from eduplans.codebook import read
from eduplans.documents.simplified import simplify
from eduplans.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["pollute", "restore"]

_LEADS = range(0x81, 0xFF)
_PLAIN = compiled("[\u4e00-\u9fff，。、；：“”《》（）]+")
_COMMON = range(0xB0, 0xD8)  # first bytes of the 3,755 common characters of GB 2312
_CODEC = "gb18030"  # GBK with its private characters


@cache
def _readings() -> Mapping[str, frozenset[str]]:
    """Pronunciations of traditional characters."""
    return {row["character"]: frozenset(row["readings"].split()) for row in read("readings")}


def pollute(text: str, position: int, reading: str) -> str:
    """Do what the tool did: insert a gloss behind the first byte of a character.

    Parameters
    ----------
    text
        Traditional text.
    position
        Index of the character that is torn.
    reading
        The pronunciation that is inserted.

    Returns
    -------
    str
        The text as it then stands on the page.

    Examples
    --------
    >>> pollute("寧靜的", 1, "kù")
    '寧?kù)o的'
    """
    before = text[:position].encode(_CODEC)
    torn = text[position:].encode(_CODEC)
    gloss = f"({reading})".encode(_CODEC)
    # the torn byte swallows the bracket
    return before.decode(_CODEC) + "?" + (gloss[1:] + torn[1:]).decode(_CODEC, "replace")


def restore(before: str, reading: str, shifted: str, after: str, context: str) -> str:
    """Find the characters that a gloss tore.

    Parameters
    ----------
    before
        The intact character in front.
    reading
        The pronunciation inserted.
    shifted
        What stands behind it up to where the bytes fall into step again.
    after
        The intact character that follows; may be empty.
    context
        The whole text, whose words decide between several readings of the bytes.

    Returns
    -------
    str
        The characters, or ``""`` where none or more than one sequence is possible.

    Examples
    --------
    >>> restore("寧", "kù", "o", "的", "")
    '靜'
    """
    try:
        last_byte = before.encode(_CODEC)[1]
        rest = shifted.encode(_CODEC)
    except (UnicodeEncodeError, IndexError):
        return ""
    found = []
    for lead in _leads(last_byte, reading):
        candidate = _decoded(bytes([lead]) + rest)
        polluted = f"{before}?{reading}){shifted}"
        if _is_plausible(candidate) and pollute(before + candidate, 1, reading) == polluted:
            found.append(candidate)
    return _best(found, before, after, context)


def _is_plausible(candidate: str) -> bool:
    """Tell whether all characters are common: most sequences of wrong bytes have a rare one."""
    if not _PLAIN.fullmatch(candidate):
        return False
    simplified = simplify(candidate).encode(_CODEC)
    return all(byte in _COMMON or byte == 0xA1 or byte == 0xA3 for byte in simplified[::2])


@cache
def _leads(last_byte: int, reading: str) -> tuple[int, ...]:
    """First bytes that make, behind another byte, a character that is pronounced so."""
    return tuple(lead for lead in _LEADS if reading in _readings().get(_decoded(bytes([last_byte, lead])), frozenset()))


def _decoded(data: bytes) -> str:
    try:
        return data.decode(_CODEC)
    except UnicodeDecodeError:
        return ""


def _best(found: list[str], before: str, after: str, context: str) -> str:
    """Take the only candidate, or the one whose pairs of characters the text has elsewhere."""
    if len(found) < 2:
        return "".join(found)
    scores = []
    for candidate in found:
        line = before + candidate + after
        pairs = [line[start : start + 2] for start in range(len(line) - 1)]
        scores.append(sum(1 for pair in pairs if pair in context))
    best = max(scores)
    return found[scores.index(best)] if scores.count(best) == 1 else ""
