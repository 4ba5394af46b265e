"""Encodings: bytes of a Chinese text file become text, or a clear error.

Python's strict decoders do the work; what is decided here is only which of them to believe. UTF-8 and UTF-16 are
recognised by their own marks and form. GB18030 accepts almost any bytes and Big5 many, so the two are compared by
how much of the result is common Chinese.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from eduplans.errors import DocumentError, Problem

__all__ = ["Decoded", "decode", "whole"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# characters of every administrative text, simplified and traditional
_COMMON = re.compile("[的一是不在了有和为為年工作教育学學校生中国國县縣区區市政发發展建设設强強化实實全面，。、；：“”]")
_HAN = re.compile("[\u4e00-\u9fff]")
_ODD = re.compile("[\u3040-\u30ff\ue000-\uf8ff\u3400-\u4dbf\u0400-\u04ff\uff61-\uff9f\u0080-\u009f]")
_HALVES = re.compile("[\ud800-\udfff]")
_SAMPLE = 60_000
_BINARY = bytes([*range(9), *range(14, 27), *range(28, 32)])


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, where: str) -> Decoded:
    """Decode the bytes of a text file.

    Parameters
    ----------
    data
        The whole file.
    where
        Name of the file, for the error.

    Returns
    -------
    Decoded
        The text and the name of its encoding (``utf-8``, ``utf-16``, ``utf-32``, ``gb18030``, ``big5``).

    Raises
    ------
    DocumentError
        If the bytes are no text, or a text of an encoding that is not known.

    Examples
    --------
    >>> decode("新建学校3所，全县教育工作".encode("gb18030"), "plan.txt")
    Decoded(text='新建学校3所，全县教育工作', encoding='gb18030')
    """
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return Decoded(_strict(data, codec, name, where), name)
    sample = data[:_SAMPLE]
    if b"\x00" in sample and (codec := _utf16(data)):
        return Decoded(_strict(data, codec, "utf-16", where), "utf-16")
    if len(sample) - len(sample.translate(None, _BINARY)) > 0.002 * len(sample) + 8:
        raise _unreadable(where, "the file is binary, not text")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _chinese(data, where)


def whole(text: str) -> str:
    r"""Replace halves of characters, which no file can hold, by the sign for what is lost.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        With U+FFFD for each lone surrogate.

    Examples
    --------
    >>> whole("学\ud800校")
    '学\ufffd校'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text


def _strict(data: bytes, codec: str, name: str, where: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _unreadable(where, f"the file begins as {name} but is broken at byte {error.start}") from error


def _utf16(data: bytes) -> str:
    """Name the byte order of UTF-16 without a mark, or nothing: the one in which the bytes are Chinese."""
    found = []
    for codec in ("utf-16-le", "utf-16-be"):
        sample = data[: _SAMPLE & ~1]
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:  # the sample may end inside a pair of surrogates
            text = sample[:-2].decode(codec, "replace")
        found.append((_plausibility(text), codec))
    best, codec = max(found)
    return codec if best > 0 and len(data) % 2 == 0 else ""


def _chinese(data: bytes, where: str) -> Decoded:
    """Decide between GB18030 and Big5, or a UTF-8 file with a few broken bytes."""
    candidates = []
    for codec, name in (("gb18030", "gb18030"), ("big5hkscs", "big5")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        candidates.append((_plausibility(text), Decoded(text, name)))
    loose = data.decode("utf-8", "replace")
    if loose.count("\ufffd") < 0.02 * len(loose):
        candidates.append((_plausibility(loose), Decoded(loose, "utf-8")))
    best = max(candidates, key=lambda pair: pair[0], default=None)
    if best is None or best[0] <= 0:
        raise _unreadable(where, "the encoding of the file is not known")
    return best[1]


def _plausibility(text: str) -> float:
    """Tell how much of a text is common Chinese: below zero is none, 0.2 and more is prose."""
    sample = text[:_SAMPLE]
    han = len(_HAN.findall(sample))
    common, odd = len(_COMMON.findall(sample)), len(_ODD.findall(sample)) + sample.count("\ufffd")
    return (common - 3 * odd - 0.05 * han) / max(1, len(sample))


def _unreadable(where: str, what: str) -> DocumentError:
    return DocumentError(
        Problem(what, where=where, remedy="open it in a word processor and save it as plain text in UTF-8")
    )
