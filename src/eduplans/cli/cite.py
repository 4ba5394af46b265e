"""The command `eduplans cite`: how to cite the package, its data and its documents."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eduplans.cli.app import say
from eduplans.cli.showing import at_work
from eduplans.errors import TableError
from eduplans.messages import problem_text

if TYPE_CHECKING:
    from eduplans.citation import Reference


class CitationFormat(StrEnum):
    """How references are written."""

    apa = "apa"
    bibtex = "bibtex"
    ris = "ris"
    cff = "cff"
    json = "json"


def cite(
    what: Annotated[
        list[str] | None,
        typer.Argument(help="package, data, documents (all of them), or ids of documents; else package and data."),
    ] = None,
    form: Annotated[CitationFormat, typer.Option("--format", help="How to write them.")] = CitationFormat.apa,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, as --format json does.")] = False,
    data: Annotated[Path | None, typer.Option(help="The data folder, else the one found here or above.")] = None,
) -> None:
    """Say how to cite the package, this version of the data, or documents.

    Example: eduplans cite package data --format bibtex
    """
    with at_work("reading the tables"):
        from eduplans.citation import FORMS

        written = FORMS["json" if as_json else form.value](_asked(what or [], data))
    typer.echo(written)


def _asked(what: list[str], data: Path | None) -> list[Reference]:
    from eduplans.citation import package

    if what:
        return [reference for one in what for reference in _one(one, data)]
    try:
        return [package(), *_one("data", data)]
    except TableError as error:
        if data is not None:
            raise
        say(f"eduplans: the package alone: {problem_text(error.problems[0])}")
        return [package()]


def _one(what: str, data: Path | None) -> tuple[Reference, ...]:
    from eduplans.citation import data_package, documents, package
    from eduplans.tables.load import data_folder

    if what == "package":
        return (package(),)
    folder = data_folder(data)
    if what == "data":
        return (data_package(folder),)
    return documents(folder / "raw", None if what == "documents" else [what])
