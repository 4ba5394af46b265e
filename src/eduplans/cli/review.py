"""The command `eduplans review`: a reader confirms or corrects the figures of a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Json, count, print_json, say
from eduplans.cli.showing import at_work
from eduplans.errors import ParameterError, Problem


def review(
    doc: Annotated[str | None, typer.Argument(help="Id of the document.")] = None,
    out: Annotated[Path | None, typer.Option(help="The workbook to write (else build/review/DOC.xlsx).")] = None,
    back: Annotated[Path | None, typer.Option(help="Read this workbook back into corrections.csv.")] = None,
    data: Annotated[Path | None, typer.Option(help="The data folder (else found from here upwards).")] = None,
    as_json: Json = False,
) -> None:
    """Write a sheet in which a reader confirms or corrects the figures of a document, or read it back.

    The sheet (XLSX) has a row a figure with its phrase; what is changed in it needs a reason. Read back, changes
    become rows of data/raw/corrections.csv, which eduplans clean applies, and figures found right rows of
    data/raw/confirmations.csv, with the day and, where they say so, who found it.

    Example: eduplans review yunze-2024-plan --out review.xlsx, then eduplans review --back review.xlsx
    """
    if (doc is None) == (back is None):
        raise ParameterError(
            Problem(
                "name a document, or --back with a workbook",
                remedy="eduplans review DOC, or eduplans review --back FILE",
            )
        )
    if back is not None:
        _read_back(back, data, as_json=as_json)
        return
    book = out or Path("build") / "review" / f"{doc}.xlsx"
    with at_work("writing the sheet"):
        from eduplans.review import write_review
        from eduplans.tables import data_folder

        rows = write_review(str(doc), data_folder(data), book)
    if as_json:
        print_json({"doc": doc, "workbook": book, "figures": rows})
    say(f"{count(rows, 'figure')} to review: {book}")
    say(f"when it is done: eduplans review --back {book}")


def _read_back(book: Path, data: Path | None, *, as_json: bool) -> None:
    from dataclasses import asdict

    with at_work("reading the sheet"):
        from eduplans.review import read_review
        from eduplans.tables import data_folder

        raw = data_folder(data) / "raw"
        found = read_review(book, raw)
    if as_json:
        print_json({"raw": raw, **asdict(found)})
    say(
        f"{count(found.confirmed, 'figure')} confirmed, {found.corrected} corrected, {found.refused} refused, "
        f"{found.open} not judged"
    )
    names = "corrections.csv and confirmations.csv" if found.confirmed else "corrections.csv"
    say(f"{raw}, {names}: {'written' if found.changed else 'as it was'}; next: make report")
