"""What was understood of a document, and what of it deserves a look: `eduplans add`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from eduplans import tables
from eduplans.errors import Problem, UnknownNameError
from eduplans.indicators import OTHER, indicators
from eduplans.messages import head, in_column, message
from eduplans.rows import FIELDS
from eduplans.tables.cells import cell_text

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    import pandas as pd

#: Facts without which figures cannot be placed; the others are told, not doubted.
NEEDED = ("county", "year", "kind")
#: Figures of one doubt that are named; the rest is counted.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a document's identity and how it is known; see `eduplans.model.Field`."""

    name: str
    value: str
    basis: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that deserves a look.

    Parameters
    ----------
    what
        What is doubtful, as a sentence without a full stop.
    figures
        Ids of the figures it is about, in reading order; none where it is about the document.
    check
        What to do about it.
    """

    what: str
    figures: tuple[str, ...]
    check: str


@dataclass(frozen=True, slots=True)
class Said:
    """A figure as it is told: its id, item, printed form, measure, year (empty where none), status, indicator."""

    figure_id: str
    item: str
    as_printed: str
    measure: str
    year: str
    status: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: its path, depth and words."""

    item: str
    depth: int
    label: str
    heading: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of a document.

    Parameters
    ----------
    doc
        Its id.
    facts
        Its identity.
    outline
        Numbered headings in reading order.
    figures
        All figures in reading order.
    removed
        What cleaning removed, by step.
    doubts
        What deserves a look.
    """

    doc: str
    facts: tuple[Fact, ...]
    outline: tuple[Heading, ...]
    figures: tuple[Said, ...]
    removed: dict[str, int]
    doubts: tuple[Doubt, ...]


def understand(doc: str, raw: Path) -> Understanding:
    """Tell what the raw tables hold of a document.

    Parameters
    ----------
    doc
        Its id.
    raw
        Folder of the raw tables.

    Returns
    -------
    Understanding

    Raises
    ------
    UnknownNameError
        No document has this id.
    """
    documents = tables.read_raw("documents", raw)
    if doc not in set(documents["doc"]):
        known = ", ".join(sorted(documents["doc"]))
        raise UnknownNameError(Problem("no such document", value=doc, remedy=f"there are {known}"))
    row = {str(name): cell for name, cell in documents[documents["doc"] == doc].iloc[0].items()}
    items = tables.read_raw("items", raw)
    figures = tables.read_raw("figures", raw)
    own = figures[figures["doc"] == doc].reset_index(drop=True)
    own["indicator"] = indicators(own.astype({"level": "str"}).fillna({"measure": "", "level": "", "phrase": ""}))
    facts = tuple(
        Fact(name, *(cell_text(row[column]) for column in (name, f"{name}_basis", f"{name}_evidence")))
        for name in FIELDS
    )
    headings = items[items["doc"] == doc][["item", "depth", "label", "heading"]]
    said = own[["figure_id", "item", "as_printed", "measure", "year", "status", "indicator"]]
    return Understanding(
        doc=doc,
        facts=facts,
        outline=tuple(Heading(*cells) for cells in headings.astype({"depth": object}).to_numpy()),
        figures=tuple(Said(*map(cell_text, cells)) for cells in said.astype(object).to_numpy()),
        removed={name[8:]: int(str(cell)) for name, cell in row.items() if name.startswith("removed_") and cell},
        doubts=(*_doubts_of_document(facts, row, len(headings)), *_doubts_of_figures(own)),
    )


def _doubts_of_document(facts: tuple[Fact, ...], row: dict[str, object], items: int) -> list[Doubt]:
    doubts = []
    for fact in facts:
        if fact.name in NEEDED and fact.basis == "unknown":
            doubts.append(Doubt(f"the {fact.name} was not found", (), "figures without it stay out of comparisons"))
        elif fact.name in NEEDED and fact.basis == "inferred":
            what = f"the {fact.name} ({fact.value}) is not printed as such but follows from: {fact.evidence}"
            doubts.append(Doubt(what, (), "see whether that is right"))
    if row["damage"] != 0:
        what = f"{row['damage']} place(s) where the copy destroyed characters"
        doubts.append(Doubt(what, (), "see data/raw/damage.csv"))
    if not items:
        doubts.append(Doubt("no numbered heading was found", (), "all figures stand before the first heading"))
    return doubts


def _doubts_of_figures(own: pd.DataFrame) -> list[Doubt]:
    sheet = "eduplans review writes a sheet to correct it"
    kinds = (
        ("readers would divide on whether it is a figure", own["confidence"] == "unsure", sheet),
        ("destroyed characters stand beside it", own["damaged"].astype(bool), "compare it with another copy"),
        ("no year was found, and it is no standing rule", own["year"].isna() & (own["status"] != "standard"), sheet),
        ("what it measures was not found", own["measure"].isna(), sheet),
        ("no indicator has its words", own["indicator"] == OTHER, "CONTRIBUTING.md says how to add an indicator"),
    )
    return [Doubt(what, tuple(own.loc[mask, "figure_id"]), check) for what, mask, check in kinds if mask.any()]


def print_understanding(found: Understanding, stream: TextIO, *, as_json: bool = False) -> None:
    """Print what was understood and what to check.

    Parameters
    ----------
    found
        Result of `understand`.
    stream
        Where to.
    as_json
        Print JSON instead of text.
    """
    if as_json:
        json.dump(asdict(found), stream, ensure_ascii=False, indent=1)
        stream.write("\n")
        return
    for line in _lines(found):
        stream.write(line.rstrip() + "\n")


def _lines(found: Understanding) -> list[str]:
    says = f"what it says: {len(found.outline)} items, {len(found.figures)} figures, ? where to look twice"
    lines = [found.doc, "", message("what it is"), *map(_fact, found.facts), "", message(says), *_items(found)]
    if found.removed:
        lines += ["", message(f"removed by cleaning: {_counted(found.removed)}")]
    lines += ["", message("to check" if found.doubts else "nothing speaks against it; read some figures all the same")]
    for doubt in found.doubts:
        number = f"{len(doubt.figures)} figure{'' if len(doubt.figures) == 1 else 's'}: " if doubt.figures else ""
        lines.append(message(f"  {number}{doubt.what}; {doubt.check}"))
        lines += [f"    eduplans trace {key}" for key in doubt.figures[:_NAMED]]
        lines += [message(f"    and {len(doubt.figures) - _NAMED} more")] if len(doubt.figures) > _NAMED else []
    return lines


def _fact(fact: Fact) -> str:
    known = fact.basis != "unknown"
    said = f"{fact.value}  ({head(fact.basis)})" if known else head("not found")
    return f"  {in_column(fact.name, 8)} {said}"


def _items(found: Understanding) -> list[str]:
    """Tell each heading with the figures that stand under it."""
    doubted = {key for doubt in found.doubts for key in doubt.figures}
    under: dict[str, list[str]] = {}
    for figure in found.figures:
        when = f"{figure.year or message('no year')}, {figure.status}, {figure.indicator}"
        mark = "?" if figure.figure_id in doubted else "-"
        under.setdefault(figure.item, []).append(f"{mark} {figure.as_printed} {figure.measure} ({when})")
    lines = [f"  {line}" for line in under.get("", [])]
    for heading in found.outline:
        blanks = "  " * heading.depth
        lines.append(f"{blanks}{heading.label} {heading.heading}")
        lines += [f"{blanks}  {line}" for line in under.get(heading.item, [])]
    return lines


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())
