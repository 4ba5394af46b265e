"""The command `eduplans report`: the pages of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import say


def report(
    root: Annotated[Path, typer.Option(help="The project.")] = Path(),
    out: Annotated[Path | None, typer.Option(help="Where the pages go (else report/ of the project).")] = None,
) -> None:
    """Build the pages of the report from the executed notebooks and the tables.

    Example: eduplans report
    """
    from eduplans.report import build_report

    say(f"report: {build_report(root, out or root / 'report')}")
