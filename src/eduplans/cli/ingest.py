"""The command `eduplans ingest`: documents into raw tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eduplans.cli.app import Jobs, Json, LimitsOption, count, print_json, say
from eduplans.cli.showing import with_progress
from eduplans.errors import SomeFailedError

if TYPE_CHECKING:
    from eduplans.ingest import IngestSummary

#: Beyond so many documents the tables become a dataset; as `eduplans.ingest.MOST_CSV`, without its imports.
MOST_CSV = 500


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Documents, or folders of documents.")],
    out: Annotated[Path, typer.Option(help="Folder of the raw tables.")] = Path("data/raw"),
    unnumbered: Annotated[bool, typer.Option("--unnumbered", help="Take documents without numbered headings.")] = False,
    jobs: Jobs = 1,
    scheduler: Annotated[
        str, typer.Option(help="Share the documents between the workers of this Dask scheduler, tcp://HOST:8786.")
    ] = "",
    parquet_above: Annotated[
        int, typer.Option(min=0, help="Beyond so many documents the tables become a partitioned Parquet dataset.")
    ] = MOST_CSV,
    as_json: Json = False,
    limits: LimitsOption = None,  # noqa: ARG001 - its callback has put it into the environment
) -> None:
    """Read documents into the raw tables.

    Documents given are added or replaced by their id (the file's name without its ending); all others stay.
    Interrupted, the same command goes on where it was.

    Example: eduplans ingest data/examples/yunze-2024-plan.txt --out data/raw
    """
    from eduplans.ingest import ingest as read
    from eduplans.workers.memory import keep_little

    keep_little()
    try:
        summary = read(
            paths,
            out,
            unnumbered=unnumbered,
            jobs=jobs,
            scheduler=scheduler,
            parquet_above=parquet_above,
            progress=with_progress,
            tell=say,
        )
    except KeyboardInterrupt:
        say("the same command goes on where this one was")
        raise
    if as_json:
        print_json(_outcome(summary, out))
    _tell(summary, out)
    if summary.failed:
        say(f"not read, {count(len(summary.failed), 'problem')}:")
        raise SomeFailedError(summary.failed)


def _outcome(summary: IngestSummary, out: Path) -> dict[str, Any]:
    """Give what was done as plain values, for programs."""
    from dataclasses import asdict

    return {"out": out, **asdict(summary), "duplicates": dict(summary.duplicates)}


def _tell(summary: IngestSummary, out: Path) -> None:
    """Say what was done: document by document where they are few."""
    for word, documents in (("added", summary.added), ("replaced", summary.replaced)):
        for one in documents if not summary.dataset else ():
            hurt = f", {count(one.damage, 'damaged place')}" if one.damage else ""
            say(f"{word} {one.doc}: {count(one.items, 'item')}, {count(one.figures, 'figure')}{hurt}")
    given = len(summary.added) + len(summary.replaced)
    counts = [f"{count(given, 'document')} read", f"{count(len(summary.kept), 'other')} kept"]
    for number, what in (
        (len(summary.replaced) * summary.dataset, "replaced"),
        (len(summary.unchanged), "unchanged and not read again"),
        (len(summary.resumed), "taken over from an interrupted run"),
        (len(summary.duplicates), "copies of another's text, not counted twice"),
    ):
        counts += [f"{number} {what}"] * bool(number)
    say(f"{', '.join(counts)}: {out}{' (a partitioned dataset)' if summary.dataset else ''}")
