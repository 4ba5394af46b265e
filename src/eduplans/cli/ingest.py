"""The command `eduplans ingest`: documents into raw tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Jobs, LimitsOption, count, say, with_progress
from eduplans.errors import SomeFailedError


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Documents, or folders of documents.")],
    out: Annotated[Path, typer.Option(help="Folder of the raw tables.")] = Path("data/raw"),
    unnumbered: Annotated[bool, typer.Option("--unnumbered", help="Take documents without numbered headings.")] = False,
    jobs: Jobs = 1,
    limits: LimitsOption = None,  # noqa: ARG001 - its callback has put it into the environment
) -> None:
    """Read documents into the raw tables.

    Documents given are added or replaced by their id (the file's name without its ending); all others stay.

    Example: eduplans ingest data/examples/yunze-2024-plan.txt --out data/raw
    """
    from eduplans.ingest import ingest as read

    summary = read(paths, out, unnumbered=unnumbered, jobs=jobs, progress=with_progress, tell=say)
    for word, documents in (("added", summary.added), ("replaced", summary.replaced)):
        for one in documents:
            hurt = f", {count(one.damage, 'damaged place')}" if one.damage else ""
            say(f"{word} {one.doc}: {count(one.items, 'item')}, {count(one.figures, 'figure')}{hurt}")
    given = len(summary.added) + len(summary.replaced)
    say(f"{count(given, 'document')} read, {count(len(summary.kept), 'other')} kept: {out}")
    if summary.failed:
        say(f"not read, {count(len(summary.failed), 'problem')}:")
        raise SomeFailedError(summary.failed)
