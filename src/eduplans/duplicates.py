"""Documents that are copies of one text: the same plan behind another menu, script, width or line breaks.

A fingerprint of some two hundred bytes stands for a document, so that a hundred thousand can be compared. Two are
copies where

- their texts are equal, as far as characters and numbers go: signs, blanks and line breaks, which copying changes, do
  not count; or
- they state exactly the same amounts, at least three; no title contradicts; the places and years that they name do not
  contradict; and most of their clauses are the same.

Names contradict where each of the two has some that the other lacks. That is what tells a copy from a template: the
residue of a web page is in one copy alone, but a plan of another county or year has other names in the place of these.
What differs in one amount is another document, whatever else is the same. A copy that lost an amount is therefore not
found: what is missed can be seen in the tables, what is linked wrongly would be left out of the counts in silence.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eduplans.model import Document, Figure

__all__ = ["PATTERN", "Fingerprint", "find_duplicates", "fingerprint"]

#: What a fingerprint looks like: text, amounts, title, names, clauses.
PATTERN = r"[0-9a-f]{20}\.[0-9a-f]{16}\.([0-9a-f]{8})?\.[\w-]*\.[\w-]*"
_NUMBER_GAP = re.compile(r"(?<=\d)[^0-9A-Za-z\u3400-\u9fff.]+(?=\d)")
_SIGNS = re.compile(r"[^0-9A-Za-z\u3400-\u9fff.|]+|(?<!\d)\.|\.(?!\d)")
# The same for many lines at once, each as if it stood alone.
_NUMBER_GAP_IN_LINE = re.compile(r"(?<=\d)[^0-9A-Za-z\u3400-\u9fff.\n]+(?=\d)")
_SIGNS_IN_LINE = re.compile(r"[^0-9A-Za-z\u3400-\u9fff.|\n]+|(?<!\d)\.|\.(?!\d)")
_CLAUSES = str.maketrans(dict.fromkeys("，。；：！？、,;:!?", "\n"))
_NAME = re.compile("(?<=[\u3400-\u9fff]{2})[县市区旗州]")
_YEAR = re.compile(r"(?:19|20)\d\d(?=\s?年)")
_SHORTEST_CLAUSE = 5
_CLAUSES_KEPT, _NAMES_KEPT = 24, 64
_CLAUSE_BYTES, _NAME_BYTES = 4, 3
#: Amounts that two texts must share before they can be copies of one that differ in words.
_LEAST_AMOUNTS = 3
#: Share of the clauses of both that must be the same, as estimated from those that are kept.
_ALIKE = 0.6
#: Documents with the same amounts that a further one is compared with: what is a template of hundreds is no copy.
_MOST_COMPARED = 200


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A document as far as copies of it share it.

    Parameters
    ----------
    text
        Digest of characters and numbers; equal texts have the same.
    amounts
        How many amounts there are, and a digest of them all.
    title
        Digest of the title; empty where there is none.
    names
        Digests of the places and years that are named: the smallest of them.
    clauses
        Digests of the clauses: the smallest of them, which are a fair draw.
    """

    text: str
    amounts: str
    title: str
    names: frozenset[int]
    clauses: frozenset[int]

    def __str__(self) -> str:
        names = _packed(self.names, _NAME_BYTES)
        return ".".join((self.text, self.amounts, self.title, names, _packed(self.clauses, _CLAUSE_BYTES)))

    @classmethod
    def read(cls, written: str) -> Fingerprint:
        """Read what `str` wrote."""
        text, amounts, title, names, clauses = written.split(".")
        return cls(text, amounts, title, _unpacked(names, _NAME_BYTES), _unpacked(clauses, _CLAUSE_BYTES))

    def is_copy(self, other: Fingerprint) -> bool:
        """Whether two documents are copies of one text.

        Parameters
        ----------
        other
            The other.

        Returns
        -------
        bool
        """
        if self.text == other.text:
            return True
        return (
            self.amounts == other.amounts
            and int(self.amounts[:4], 16) >= _LEAST_AMOUNTS
            and (self.title == other.title or not self.title or not other.title)
            and _no_contradiction(self.names, other.names)
            and _likeness(self.clauses, other.clauses) >= _ALIKE
        )


def fingerprint(document: Document, figures: Sequence[Figure]) -> Fingerprint:
    r"""Take the fingerprint of a document.

    Parameters
    ----------
    document
        After cleaning.
    figures
        The figures found in it.

    Returns
    -------
    Fingerprint

    Examples
    --------
    >>> from eduplans.documents import document_from_text
    >>> one = document_from_text("云泽县2024年工作要点\n一、扩大学位\n新建学校3所。", "one")
    >>> two = document_from_text("雲澤縣２０２４年工作要點\n\n一、扩大学位\n新建\n学校３所 。", "two")
    >>> fingerprint(one, ()).is_copy(fingerprint(two, ()))
    True
    """
    plain = unicodedata.normalize("NFKC", document.text).lower()
    flat = plain.replace("\n", "")
    amounts = sorted(f"{one.value:.12g} {one.value_max or 0:.12g} {one.unit}" for one in figures)
    title = _bare(unicodedata.normalize("NFKC", document.metadata.title.value).lower())
    names = {flat[match.end() - 3 : match.end()] for match in _NAME.finditer(flat)} | set(_YEAR.findall(plain))
    clauses = {clause for clause in _bare_lines(flat.translate(_CLAUSES)) if len(clause) >= _SHORTEST_CLAUSE}
    return Fingerprint(
        text=_digest(_bare(plain), 10),
        amounts=f"{min(len(amounts), 0xFFFF):04x}{_digest(' '.join(amounts), 6)}",
        title=_digest(title, 4) if title else "",
        names=_smallest(names, _NAME_BYTES, _NAMES_KEPT),
        clauses=_smallest(clauses, _CLAUSE_BYTES, _CLAUSES_KEPT),
    )


def find_duplicates(fingerprints: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Find which documents are copies of one that comes before them.

    Parameters
    ----------
    fingerprints
        Document id and written fingerprint; an empty one is of no other's text. Order does not matter: the document
        whose id comes first stands for its copies.

    Returns
    -------
    dict of str to str
        Id of the first by id of each copy.

    Examples
    --------
    >>> written = "00000000000000000000.0000000000000000..."
    >>> find_duplicates([("b", written), ("a", written), ("c", "")])
    {'b': 'a'}
    """
    same_text: dict[str, str] = {}
    same_amounts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    found: dict[str, str] = {}
    for doc, written in sorted(fingerprints):
        if not written:
            continue
        text, amounts, _ = written.split(".", 2)
        first = same_text.get(text) or _near(written, same_amounts[amounts])
        if first:
            found[doc] = first
        elif len(same_amounts[amounts]) < _MOST_COMPARED:
            same_amounts[amounts].append((doc, written))
        same_text.setdefault(text, first or doc)
    return found


def _near(written: str, others: Iterable[tuple[str, str]]) -> str:
    one = _read(written)
    return next((doc for doc, other in others if one.is_copy(_read(other))), "")


@lru_cache(maxsize=1024)
def _read(written: str) -> Fingerprint:
    return Fingerprint.read(written)


def _no_contradiction(names: frozenset[int], others: frozenset[int]) -> bool:
    """Whether one of the two has all names of the other, as far as both were kept."""
    most = min((max(kept) for kept in (names, others) if len(kept) == _NAMES_KEPT), default=1 << 8 * _NAME_BYTES)
    here, there = ({name for name in kept if name <= most} for kept in (names, others))
    return here <= there or there <= here


def _likeness(clauses: frozenset[int], others: frozenset[int]) -> float:
    """Share of the clauses of both that both have, estimated from the smallest digests of all."""
    drawn = sorted(clauses | others)[:_CLAUSES_KEPT]
    return sum(clause in clauses and clause in others for clause in drawn) / len(drawn) if drawn else 1.0


def _bare(text: str) -> str:
    """Keep characters and numbers; between two numbers a bar, so that 3、5 is not 35."""
    return _SIGNS.sub("", _NUMBER_GAP.sub("|", text))


def _bare_lines(text: str) -> list[str]:
    return _SIGNS_IN_LINE.sub("", _NUMBER_GAP_IN_LINE.sub("|", text)).split("\n")


def _digest(text: str, size: int) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def _smallest(texts: Iterable[str], size: int, most: int) -> frozenset[int]:
    digests = {int(_digest(text, size), 16) for text in texts}
    return frozenset(sorted(digests)[:most])


def _packed(digests: Iterable[int], size: int) -> str:
    joined = b"".join(digest.to_bytes(size, "big") for digest in sorted(digests))
    return urlsafe_b64encode(joined).decode().rstrip("=")


def _unpacked(written: str, size: int) -> frozenset[int]:
    joined = urlsafe_b64decode(written + "=" * (-len(written) % 4))
    return frozenset(int.from_bytes(joined[at : at + size], "big") for at in range(0, len(joined), size))
