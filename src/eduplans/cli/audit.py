"""The command `eduplans audit`: what the figures of a document say of each other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Json, count, say
from eduplans.cli.showing import at_work


def audit(
    doc: Annotated[str | None, typer.Option(help="Only this document, by its id.")] = None,
    verdict: Annotated[str | None, typer.Option(help="Only consistent, inconsistent or 'cannot tell'.")] = None,
    data: Annotated[Path | None, typer.Option(help="The data folder (else found from here upwards).")] = None,
    as_json: Json = False,
) -> None:
    """Print the relations between the figures of documents, and whether they hold.

    They come from data/processed/audit.csv, which eduplans clean makes.

    Example: eduplans audit --verdict inconsistent
    """
    with at_work("reading the relations"):
        from eduplans.audit.printing import chosen_findings, print_findings

        found = chosen_findings(data, doc, verdict)
    print_findings(found, sys.stdout, as_json=as_json)
    say(count(len(found), "relation"))
