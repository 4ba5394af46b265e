"""The command `eduplans review`: a reader confirms or corrects the figures of a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import count, say
from eduplans.errors import ParameterError, Problem


def review(
    doc: Annotated[str | None, typer.Argument(help="Id of the document.")] = None,
    out: Annotated[Path | None, typer.Option(help="The workbook to write (else build/review/DOC.xlsx).")] = None,
    back: Annotated[Path | None, typer.Option(help="Read this workbook back into corrections.csv.")] = None,
    data: Annotated[Path | None, typer.Option(help="The data folder (else found from here upwards).")] = None,
) -> None:
    """Write a sheet in which a reader confirms or corrects the figures of a document, or read it back.

    The sheet (XLSX) has a row a figure with its phrase; what is changed in it needs a reason. Read back, changes
    become rows of data/raw/corrections.csv, which eduplans clean applies, and figures found right rows of
    data/raw/confirmations.csv, with the day and, where they say so, who found it.

    Example: eduplans review yunze-2024-plan --out review.xlsx, then eduplans review --back review.xlsx
    """
    from eduplans.review import read_review, write_review
    from eduplans.tables import data_folder

    if (doc is None) == (back is None):
        raise ParameterError(
            Problem(
                "name a document, or --back with a workbook",
                remedy="eduplans review DOC, or eduplans review --back FILE",
            )
        )
    folder = data_folder(data)
    if back is not None:
        found = read_review(back, folder / "raw")
        say(
            f"{count(found.confirmed, 'figure')} confirmed, {found.corrected} corrected, {found.refused} refused, "
            f"{found.open} not judged"
        )
        names = "corrections.csv and confirmations.csv" if found.confirmed else "corrections.csv"
        say(f"{folder / 'raw'}, {names}: {'written' if found.changed else 'as it was'}; next: make report")
        return
    book = out or Path("build") / "review" / f"{doc}.xlsx"
    rows = write_review(str(doc), folder, book)
    say(f"{count(rows, 'figure')} to review: {book}")
    say(f"when it is done: eduplans review --back {book}")
