"""The command `eduplans generate`: documents about invented counties, with their truth."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Json, count, print_json, say
from eduplans.cli.showing import with_progress


class PollutionLevel(StrEnum):
    """How much of what web copies do to a document is done."""

    none = "none"
    light = "light"
    heavy = "heavy"
    mixed = "mixed"


class DocumentKind(StrEnum):
    """Kinds of documents that can be made."""

    plan = "plan"
    report = "report"
    bulletin = "bulletin"


def generate(
    out: Annotated[Path, typer.Argument(help="Folder for the documents, a thousand in each of its own folders.")],
    documents: Annotated[int, typer.Option("--documents", "-n", min=1, help="How many documents.")] = 100,
    seed: Annotated[int, typer.Option(help="Another seed makes other documents; the same, the same bytes.")] = 1,
    characters: Annotated[int, typer.Option(min=100, help="Characters of each document, at least.")] = 8000,
    pollution: Annotated[
        PollutionLevel, typer.Option(help="What web copies do to them; mixed is all three levels.")
    ] = PollutionLevel.mixed,
    kinds: Annotated[
        list[DocumentKind] | None, typer.Option(help="Kinds of documents, one an option; all, where none is given.")
    ] = None,
    truth: Annotated[
        Path | None,
        typer.Option(help="File (CSV) for the figures in them, as the codebook of figures has them."),
    ] = None,
    first: Annotated[int, typer.Option(min=0, help="Number of the first document.")] = 0,
    as_json: Json = False,
) -> None:
    """Write documents about counties that do not exist, every figure of which is known.

    They measure the grammar where nobody has annotated, and make loads. Beside the truth stands a table of the
    documents with their layouts and pollution.

    Example: eduplans generate build/invented --documents 20 --seed 7 --truth build/invented.csv
    """
    from dataclasses import asdict

    from eduplans.generate.document import KINDS, Order
    from eduplans.generate.files import documents_table, write_documents

    chosen = tuple(dict.fromkeys(kind.value for kind in kinds)) if kinds else KINDS
    order = Order(seed, characters, pollution.value, chosen)
    done = write_documents(out, order, documents, truth, first, partial(with_progress, what="writing"))
    if as_json:
        tables = {"truth": truth, "documents_table": truth and documents_table(truth)}
        print_json({"out": out, **asdict(done), **tables})
    say(f"{count(done.documents, 'document')}, {done.characters} characters, {count(done.figures, 'figure')}: {out}")
    if truth:
        say(f"the truth: {truth}, the documents: {documents_table(truth)}")
