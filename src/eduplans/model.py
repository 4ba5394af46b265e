"""What passes between the rooms: documents, items and figures as frozen records.

A file becomes a `Document` of `Item` records (`eduplans.documents`), a document becomes `Figure` records
(`eduplans.figures`), and both become rows of the raw tables (`eduplans.ingest`).
All positions are 0-based and end-exclusive in the cleaned text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["printed", "inferred", "given", "unknown"]
Kind = Literal["plan", "report", "bulletin", "budget", "announcement", "unknown"]
Unit = Literal[
    "yuan", "percent", "percentage_point", "person", "school", "class", "place", "item", "time", "set", "room",
    "mu", "square_metre", "year", "month", "week", "day", "hour", "minute", "clock", "class_hour", "rank",
    "score", "document", "meeting", "village", "town", "county", "project", "machine", "other",
]  # fmt: skip
Qualifier = Literal["exact", "about", "more_than", "at_least", "at_most", "less_than"]
Level = Literal[
    "", "preschool", "primary", "junior", "compulsory", "senior", "vocational", "special", "higher",
    "teacher_training", "all",
]  # fmt: skip
Status = Literal["actual", "target", "standard", "baseline"]
Change = Literal["level", "growth", "difference"]
Confidence = Literal["sure", "unsure"]
Role = Literal["total", "part", "share", "base", "growth", "none"]


@dataclass(frozen=True, slots=True)
class Field:
    """One fact of a document's identity and how it is known.

    Parameters
    ----------
    value
        The fact; empty where it is not known.
    basis
        ``printed`` (stands in the document), ``inferred`` (follows from other things in it), ``given`` (by the
        user) or ``unknown``.
    evidence
        The printed words or the facts that it rests on, at most 80 characters.
    """

    value: str = ""
    basis: Basis = "unknown"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Identity of a document; `county_code` and `province_code` are six-digit codes of GB/T 2260."""

    title: Field = Field()
    issuer: Field = Field()
    number: Field = Field()
    date: Field = Field()
    year: Field = Field()
    county: Field = Field()
    kind: Field = Field()
    source: Field = Field()
    county_code: str = ""
    province: str = ""
    province_code: str = ""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What one step of cleaning did: `count` occurrences, `characters` fewer afterwards."""

    step: str
    count: int
    characters: int


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in the cleaned text where the copy destroyed characters.

    `printed` is what stands in the source, `kind` the sort of damage, `repaired` whether the text at
    ``[start, end)`` is the restored original.
    """

    start: int
    end: int
    printed: str
    kind: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered heading with its text.

    Parameters
    ----------
    path
        Labels from the outermost on, such as ``二/(四)/5`` or ``三/12``; unique in a document.
    label
        The innermost label, such as ``(四)`` or ``12``.
    depth
        1 for sections, 2 for items directly below them, and so on.
    heading
        Heading without its number and without a closing full stop.
    start, end
        From the first character of the number to the end of the item's own text, which is where the next
        heading of any depth begins (so items do not overlap).
    """

    path: str
    label: str
    depth: int
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A source document after reading and cleaning.

    Examples
    --------
    >>> Document("demo", "全县新增学位1200个。", Metadata(), ())
    <demo: 12 characters, 0 items>
    """

    doc: str
    text: str
    metadata: Metadata
    items: tuple[Item, ...]
    cleaning: tuple[Cleaning, ...] = ()
    damage: tuple[Damage, ...] = ()
    file: str = ""
    format: str = "txt"
    encoding: str = "utf-8"
    sha256_file: str = ""
    sha256_text: str = ""
    characters_file: int = 0
    tables: tuple[TableBlock, ...] = ()

    def __repr__(self) -> str:
        """Name it, without its text."""
        return f"<{self.doc}: {len(self.text):,} characters, {len(self.items)} items>"

    def _repr_html_(self) -> str:
        from eduplans.views import document_html

        return document_html(self)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table in the cleaned text; heads are the texts of its row and column heads."""

    start: int
    end: int
    row_heads: tuple[str, ...]
    column_heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of the document as it stands in the cleaned text.

    One that is not `resolved` lost its layout in the copy: it has no cells, and which of its numbers stands for what
    is not known.
    """

    start: int
    end: int
    caption: str
    cells: tuple[Cell, ...] = field(default=())
    resolved: bool = True


def unresolved_tables(document: Document, where: str) -> tuple[str, ...]:
    """Say which tables of a document lost their layout, so that no figure was read from them.

    Parameters
    ----------
    document
        The document.
    where
        How the reader knows it: the path of the file.

    Returns
    -------
    tuple of str
        A sentence a table.

    Examples
    --------
    >>> block = TableBlock(120, 480, "", resolved=False)
    >>> unresolved_tables(Document("demo", "", Metadata(), (), tables=(block,)), "demo.txt")
    ('demo.txt: a table at characters 120-480 of the cleaned text could not be resolved; no figure is read from it',)
    """
    return tuple(
        f"{where}: a table at characters {block.start}-{block.end} of the cleaned text could not be resolved; "
        "no figure is read from it"
        for block in document.tables
        if not block.resolved
    )


@dataclass(frozen=True, slots=True, repr=False)
class Figure:
    """A number that states an amount, with the columns of the codebook of figures.

    Parameters
    ----------
    start, end
        Span of `as_printed` in the cleaned text.
    as_printed
        The exact characters of number and unit; a qualifier that stands on the figure belongs to it.
    value, value_max
        In the base unit (yuan, persons, percent); `value_max` only for ranges.
    group, role
        The list the figure stands in (an id unique in the document, empty outside lists) and its part there.
    phrase
        The shortest phrase that carries the figure, at most 40 characters, found in the cleaned text.
    damaged
        Whether destroyed characters stand beside the figure.
    """

    start: int
    end: int
    as_printed: str
    value: float
    value_max: float | None
    unit: Unit
    qualifier: Qualifier
    measure: str
    level: Level
    year: int | None
    status: Status
    change: Change
    confidence: Confidence
    item: str = ""
    phrase: str = ""
    group: str = ""
    role: Role = "none"
    damaged: bool = False

    def __repr__(self) -> str:
        """Name it as printed, with what it is read as."""
        top = "" if self.value_max is None else f"-{self.value_max:.12g}"
        return f"<{self.as_printed}: {self.qualifier} {self.value:.12g}{top} {self.unit}, {self.measure}>"

    def _repr_html_(self) -> str:
        from eduplans.views import figure_html

        return figure_html(self)
