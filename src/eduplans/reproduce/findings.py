"""What comparing says: how many things were compared and equal, and each place that differs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

#: Computed numbers of a table may differ by this part of themselves and count as equal: processors sum differently.
TOLERANCE = 1e-9
#: A number with a point and so many digits, on one side at least, is computed; others are printed, and equal or not.
DIGITS = 15
#: Places that are named of one file; the rest are counted.
PLACES = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where an output is not what it should be.

    Parameters
    ----------
    variation
        Name of the repetition that made it.
    against
        ``committed``, or the name of the repetition that it is compared with.
    kind
        Kind of output.
    file
        The file, as a path in the project.
    place
        Row and column, cell and heading, or heading of a page; empty where the whole file is meant.
    what
        What was expected and what was found.

    Examples
    --------
    >>> print(Difference("first", "committed", "tables", "a.csv", "row 2, column value", "expected '1', found '2'"))
    first, a.csv, row 2, column value: expected '1', found '2'
    """

    variation: str
    against: str
    kind: str
    file: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{', '.join(part for part in (self.variation, self.file, self.place) if part)}: {self.what}"


@dataclass(slots=True)
class Comparison:
    """All outputs of one kind of one repetition, against what they should be.

    Parameters
    ----------
    kind
        Kind of output.
    variation
        Name of the repetition.
    against
        ``committed``, or the name of the repetition that it is compared with.
    how
        Which comparison this kind gets, in words.
    files
        How many files were compared.
    same_bytes
        Of these, how many have the same bytes.
    equal
        Of these, how many are equal by the comparison: the same bytes, or alike within what `how` says.
    counts
        What the files hold: rows, cells, pictures.
    differences
        The places that differ, of each file `PLACES` at most.
    """

    kind: str
    variation: str
    against: str
    how: str
    files: int = 0
    same_bytes: int = 0
    equal: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def add(self, file: str, places: list[tuple[str, str]], *, same_bytes: bool = False) -> None:
        """Count a file that was compared, with the places where it differs.

        Examples
        --------
        >>> one = Comparison("tables", "first", "committed", "bytes")
        >>> one.add("a.csv", [], same_bytes=True)
        >>> one.add("b.csv", [("row 2", "expected '1', found '2'")])
        >>> one.files, one.same_bytes, one.equal, str(one.differences[0])
        (2, 1, 1, "first, b.csv, row 2: expected '1', found '2'")
        """
        self.files += 1
        self.same_bytes += same_bytes
        self.equal += not places
        self.differences += [self._at(file, *one) for one in places[:PLACES]]
        if len(places) > PLACES:
            self.differences.append(self._at(file, "", f"{len(places) - PLACES} more places differ"))

    def _at(self, file: str, place: str, what: str) -> Difference:
        return Difference(self.variation, self.against, self.kind, file, place, what)

    def to_json(self) -> dict[str, Any]:
        """Give all but the differences, which a certificate lists together."""
        return {
            "kind": self.kind,
            "variation": self.variation,
            "against": self.against,
            "how": self.how,
            "files": self.files,
            "same_bytes": self.same_bytes,
            "equal": self.equal,
            "counts": dict(sorted(self.counts.items())),
        }
