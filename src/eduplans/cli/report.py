"""The command `eduplans report`: the pages of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Json, print_json, say
from eduplans.cli.showing import shown_steps


def report(
    root: Annotated[Path, typer.Option(help="The project.")] = Path(),
    out: Annotated[Path | None, typer.Option(help="Where the pages go (else report/ of the project).")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write the whole report as this PDF, and no pages.")] = None,
    as_json: Json = False,
) -> None:
    """Build the pages of the report, or its PDF, from the executed notebooks and the tables.

    Example: eduplans report
    Example: eduplans report --pdf report.pdf
    """
    with shown_steps("setting the PDF" if pdf else "building the pages") as steps:
        if pdf is not None:
            from eduplans.report.pdf import write_pdf

            written = write_pdf(root, pdf, steps)
        else:
            from eduplans.report import build_report

            written = build_report(root, out or root / "report", steps)
    if as_json:
        print_json({"report": written})
    say(f"report: {written}")
