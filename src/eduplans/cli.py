"""The command line: thin commands over the library, in the order of their use.

Results go to standard output, messages to standard error. Exit codes: 0 done, 2 a wrong call or bad input,
3 some of several inputs were bad, 130 interrupted. Heavy imports stand inside the commands, so that a help page
is there at once.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from eduplans import __version__
from eduplans.errors import EduplansError, SomeFailedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import click

    from eduplans.trace import Trace

INTERRUPTED = 130


class _Commands(TyperGroup):
    """Commands in the order of the flow; our errors as messages with their exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EduplansError as error:
            for problem in error.problems:
                _say(f"eduplans: {problem}")
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            _say("eduplans: interrupted; nothing half-written is left")
            raise typer.Exit(INTERRUPTED) from error


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="From the work plans and reports of Chinese education bureaus to tables whose every figure traces to "
    "its sentence.",
)


class TableFormat(StrEnum):
    """How figures are printed."""

    table = "table"
    csv = "csv"
    json = "json"


def _say(message: str) -> None:
    """Print a message for people, to standard error."""
    typer.echo(message, err=True)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"eduplans {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _with_progress(files: Iterable[Path]) -> Iterator[Path]:
    """Show which file is being read on a terminal; be quiet elsewhere."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(
        list(files), description="reading", console=console, disable=not console.is_terminal, transient=True
    )


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Documents, or folders of documents.")],
    out: Annotated[Path, typer.Option(help="Folder of the raw tables.")] = Path("data/raw"),
    unnumbered: Annotated[bool, typer.Option("--unnumbered", help="Take documents without numbered headings.")] = False,
) -> None:
    """Read documents into the raw tables.

    Documents given are added or replaced by their id (the file's name without its ending); all others stay.

    Example: eduplans ingest data/examples/yunze-2024-plan.txt --out data/raw
    """
    from eduplans.ingest import ingest as run

    summary = run(paths, out, unnumbered=unnumbered, progress=_with_progress)
    for word, documents in (("added", summary.added), ("replaced", summary.replaced)):
        for one in documents:
            hurt = f", {one.damage} damaged places" if one.damage else ""
            _say(f"{word} {one.doc}: {one.items} items, {one.figures} figures{hurt}")
    _say(f"{len(summary.added) + len(summary.replaced)} documents read, {len(summary.kept)} others kept: {out}")
    if summary.failed:
        _say(f"not read, {len(summary.failed)} problems:")
        raise SomeFailedError(summary.failed)


@app.command()
def figures(
    paths: Annotated[list[Path], typer.Argument(help="Documents, or folders of documents.")],
    form: Annotated[TableFormat, typer.Option("--format", help="How to print them.")] = TableFormat.table,
) -> None:
    """Print the figures of documents, straight from the files, with the columns of the codebook.

    Example: eduplans figures data/examples/yunze-2024-plan.txt --format csv
    """
    from eduplans.printing import print_rows
    from eduplans.sight import figures_of_files

    rows, failed = figures_of_files(paths, progress=_with_progress)
    print_rows(rows, form.value, sys.stdout)
    if failed:
        raise SomeFailedError(failed)


@app.command()
def trace(
    figure_id: Annotated[str, typer.Argument(help="Id of a figure, such as yunze-2024-plan:2aaa0dfe.")],
    documents: Annotated[
        Path | None, typer.Option(help="The document, or a folder that holds it; found by its digest.")
    ] = None,
    raw: Annotated[Path | None, typer.Option(help="Folder of the raw tables.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Follow a figure back to its document, item, phrase and sentence.

    Example: eduplans trace yihuang-2020-report:ID --documents data/documents
    """
    from eduplans.printing import print_trace
    from eduplans.tables import data_folder
    from eduplans.trace import trace as run

    folder = raw or data_folder() / "raw"
    found: Trace = run(figure_id, folder, documents or _own_documents(folder))
    print_trace(found, sys.stdout, as_json=as_json)


def _own_documents(raw: Path) -> Path | None:
    """Look where users drop their documents: data/documents beside data/raw."""
    folder = raw.resolve().parent / "documents"
    return folder if folder.is_dir() else None
