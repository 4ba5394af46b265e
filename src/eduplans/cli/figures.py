"""The command `eduplans figures`: the figures of documents, straight from the files."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Jobs, LimitsOption, say
from eduplans.cli.showing import with_progress
from eduplans.errors import SomeFailedError


class TableFormat(StrEnum):
    """How figures are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def figures(
    paths: Annotated[list[Path], typer.Argument(help="Documents, or folders of documents.")],
    form: Annotated[TableFormat, typer.Option("--format", help="How to print them.")] = TableFormat.table,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, as --format json does.")] = False,
    jobs: Jobs = 1,
    limits: LimitsOption = None,  # noqa: ARG001 - its callback has put it into the environment
) -> None:
    """Print the figures of documents, straight from the files, with the columns of the codebook.

    Example: eduplans figures data/examples/yunze-2024-plan.txt --format csv
    """
    from eduplans.sight import print_figures

    failed = print_figures(paths, "json" if as_json else form.value, sys.stdout, with_progress, jobs, say)
    if failed:
        raise SomeFailedError(failed)
