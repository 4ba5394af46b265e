"""Score the grammar against the annotations in tests/reference and hold it to the pinned floors.

    python tools/gate.py            scores, and exit code 1 where a floor is broken
    python tools/gate.py --pin      raise the floors to what is reached (they never fall)
    python tools/gate.py --errors   also list misses, false figures and wrong columns

The five documents are scored on the committed raw tables, so that the gate needs no document; passages of other
texts are scored where their files are at hand. Texts with tables, written for the tests, are scored apart.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.documents import document_from_text, read_document
from eduplans.figures import find_figures
from eduplans.model import Field
from eduplans.printing import number
from eduplans.rows import codebook_row
from eduplans.scores import COLUMNS, Score, align, overlap, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.model import Document

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "tests" / "reference"
FLOORS = REFERENCE / "floors.toml"
#: Annotations of figures; other folders hold readings of other things.
FOLDERS = ("documents", "first", "invented", "passages", "second")
#: Floors are pinned this far below what is reached: room for one figure read another way.
SLACK = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """Annotation and output for one text."""

    name: str
    reference: list[dict[str, str]]
    found: list[dict[str, str]]


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def reference_digest() -> str:
    """Digest of all annotations, so that floors and annotations cannot drift apart."""
    digest = hashlib.sha256()
    paths = [path for folder in FOLDERS for path in (REFERENCE / folder).rglob("*.csv")]
    for path in sorted([*paths, REFERENCE / "passages.csv"]):
        digest.update(path.relative_to(REFERENCE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def documents() -> list[Reading]:
    """Take the readings of the documents whose tables are committed."""
    found = read_csv(ROOT / "data" / "raw" / "figures.csv")
    return [
        Reading(path.stem, read_csv(path), [row for row in found if row["doc"] == path.stem])
        for path in sorted((REFERENCE / "documents").glob("*.csv"))
    ]


def passages(corpus: Path) -> list[Reading]:
    """Take the readings of passages of other texts, and read these with the grammar."""
    return [
        Reading(document.doc, read_csv(REFERENCE / "passages" / f"{document.doc}.csv"), found_rows(document))
        for document in passage_documents(corpus)
    ]


def invented() -> list[Reading]:
    """Take the readings of texts written for the tests, for classes of figures that no text at hand has: tables."""
    return [
        Reading(document.doc, read_csv(REFERENCE / "invented" / f"{document.doc}.csv"), found_rows(document))
        for document in invented_documents()
    ]


def invented_documents() -> list[Document]:
    """Read the texts written for the tests."""
    paths = sorted((REFERENCE / "invented").iterdir())
    return [read_document(path) for path in paths if path.suffix != ".csv"]


def passage_documents(corpus: Path) -> list[Document]:
    """Cut the passages; each row of passages.csv names a file, its lines, and the kind and year it is read with."""
    documents = []
    for row in read_csv(REFERENCE / "passages.csv"):
        path = corpus / row["file"]
        if not path.exists():
            continue
        text = path.read_text(encoding="utf-8-sig")
        if hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            sys.exit(f"gate: {row['file']} is not the file that was annotated")
        lines = text.split("\n")
        spans = (span.partition("-") for span in row["lines"].split(";"))
        chosen = "\n".join("\n".join(lines[int(a) - 1 : int(b or a)]) for a, _, b in spans)
        document = document_from_text(chosen, row["passage"])
        given = replace(
            document.metadata, kind=Field(row["kind"], "given"), year=Field(row["year"], "given", "passages.csv")
        )
        documents.append(replace(document, metadata=given, items=()))
    return documents


def found_rows(document: Document) -> list[dict[str, str]]:
    """Read a document with the grammar, as rows of text."""
    return [
        {key: number(value) for key, value in codebook_row(document.doc, order, figure).items()}
        for order, figure in enumerate(find_figures(document), start=1)
    ]


def reached(readings: Sequence[Reading]) -> dict[str, float]:
    """Score a group of texts, in percent."""
    whole = total(readings)
    return {
        "found": whole.found_f1,
        "value_unit_f1": whole.value_unit_f1,
        **{name: whole.columns[name].percent for name in COLUMNS},
    }


def total(readings: Sequence[Reading]) -> Score:
    scores = [score(reading.reference, reading.found) for reading in readings]
    whole = scores[0]
    for one in scores[1:]:
        whole = whole + one
    return whole


def report(name: str, readings: Sequence[Reading]) -> None:
    whole = total(readings)
    print(f"{name}: {whole.matched} found, {whole.missed} missed, {whole.false} false", end="; ")
    print(f"F1 {whole.found_f1:.1f}, with value and unit {whole.value_unit_f1:.1f}")
    for column in COLUMNS:
        share = whole.columns[column]
        low, high = share.interval
        print(f"  {column:<10} {share.percent:5.1f}  ({low:.1f}-{high:.1f}, of {share.of})")


def errors(reading: Reading) -> None:
    pairs, missed, false = align(reading.reference, reading.found)
    for row in missed:
        if row["confidence"] != "unsure":
            print(f"  {reading.name}: missed {row['as_printed']!r} ({row['measure']}) in {row['item']!r}")
    for row in false:
        print(f"  {reading.name}: false {row['as_printed']!r} ({row['measure']}) in {row['item']!r}")
    for mine, theirs in pairs:
        if mine["confidence"] == "unsure":
            continue
        for column in ("value", "value_max", "unit", "qualifier", "status", "change", "level", "year", "item"):
            if mine[column] != theirs[column] and not _equal(mine[column], theirs[column]):
                where = f"{mine['as_printed']!r} ({mine['measure']})"
                print(f"  {reading.name}: {column} of {where}: {theirs[column]!r}, read {mine[column]!r}")
        if overlap(mine["measure"], theirs["measure"]) < 0.5:
            where = f"{reading.name}: measure of {mine['as_printed']!r}"
            print(f"  {where}: {theirs['measure']!r}, read {mine['measure']!r}")


def _equal(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def pin(groups: dict[str, dict[str, float]], old: dict[str, dict[str, float]]) -> None:
    """Write the floors: a little below what is reached, never below what they were."""
    lines = [
        "# Floors of the gate in percent; written by tools/gate.py --pin, never lowered by hand.",
        f'reference = "{reference_digest()}"',
    ]
    for group in dict.fromkeys((*old, *groups)):
        floors = old.get(group, {})
        reached_here = {name: int((value - SLACK) * 10) / 10 for name, value in groups.get(group, {}).items()}
        names = dict.fromkeys((*floors, *reached_here))
        lines += ["", f"[{group}]"]
        lines += [f"{name} = {max(floors.get(name, 0.0), reached_here.get(name, 0.0))}" for name in names]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is reached")
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    call = parser.parse_args()
    groups = {"documents": documents(), "passages": passages(call.corpus), "invented": invented()}
    if not groups["passages"]:
        print("gate: the texts of the passages are not on this machine; only documents are scored")
    values: dict[str, dict[str, float]] = {}
    for name, readings in groups.items():
        if readings:
            report(name, readings)
            values[name] = reached(readings)
            if call.errors:
                for reading in readings:
                    errors(reading)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if call.pin:
        pin(values, {group: table for group, table in floors.items() if isinstance(table, dict)})
        return 0
    return check(values, floors)


def check(values: dict[str, dict[str, float]], floors: dict[str, object]) -> int:
    broken = []
    if floors.get("reference") != reference_digest():
        broken.append("the annotations changed since the floors were pinned (tools/gate.py --pin)")
    for group, reached_here in values.items():
        table = floors.get(group, {})
        assert isinstance(table, dict)
        broken += [
            f"{group}: {name} is {reached_here[name]:.1f}, below its floor {floor}"
            for name, floor in table.items()
            if reached_here[name] < floor
        ]
    for line in broken:
        print(f"gate: {line}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
