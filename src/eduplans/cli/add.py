"""The command `eduplans add`: one document, and what was understood of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Json, LimitsOption, say
from eduplans.cli.showing import at_work


def add(
    file: Annotated[Path, typer.Argument(help="The document.")],
    out: Annotated[Path, typer.Option(help="Folder of the raw tables.")] = Path("data/raw"),
    unnumbered: Annotated[bool, typer.Option("--unnumbered", help="Take it without numbered headings.")] = False,
    as_json: Json = False,
    limits: LimitsOption = None,  # noqa: ARG001 - its callback has put it into the environment
) -> None:
    """Read one document into the raw tables and show what was understood of it and what to check.

    Nothing is asked: what could not be found out is told, with what to do about it.

    Example: eduplans add data/examples/yunze-2024-plan.txt
    """
    from eduplans.errors import DocumentError, Problem
    from eduplans.ingest import ingest
    from eduplans.understanding import print_understanding, understand

    if file.is_dir():
        raise DocumentError(Problem("this is a folder", where=str(file), remedy="eduplans ingest reads folders"))
    with at_work("reading the document"):
        summary = ingest([file], out, unnumbered=unnumbered, tell=say)
        doc = (*summary.added, *summary.replaced)[0].doc
        understood = understand(doc, out)
    print_understanding(understood, sys.stdout, as_json=as_json)
    say(f"{doc} is {'in' if summary.added else 'replaced in'} {out}; next: make report")
