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
from eduplans.errors import EduplansError, ParameterError, Problem, SomeFailedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eduplans.trace import Trace

INTERRUPTED = 130
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that share the documents.")]


class _Commands(TyperGroup):
    """Commands in the order of the flow; our errors as messages with their exit codes."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def invoke(self, ctx: Any) -> Any:
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


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


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
    jobs: Jobs = 1,
) -> None:
    """Read documents into the raw tables.

    Documents given are added or replaced by their id (the file's name without its ending); all others stay.

    Example: eduplans ingest data/examples/yunze-2024-plan.txt --out data/raw
    """
    from eduplans.ingest import ingest as read

    summary = read(paths, out, unnumbered=unnumbered, jobs=jobs, progress=_with_progress, tell=_say)
    for word, documents in (("added", summary.added), ("replaced", summary.replaced)):
        for one in documents:
            hurt = f", {_count(one.damage, 'damaged place')}" if one.damage else ""
            _say(f"{word} {one.doc}: {_count(one.items, 'item')}, {_count(one.figures, 'figure')}{hurt}")
    given = len(summary.added) + len(summary.replaced)
    _say(f"{_count(given, 'document')} read, {_count(len(summary.kept), 'other')} kept: {out}")
    if summary.failed:
        _say(f"not read, {_count(len(summary.failed), 'problem')}:")
        raise SomeFailedError(summary.failed)


@app.command()
def clean(
    raw: Annotated[Path, typer.Option(help="Folder of the raw tables.")] = Path("data/raw"),
    out: Annotated[Path, typer.Option(help="Folder of the processed tables.")] = Path("data/processed"),
) -> None:
    """Make the processed tables from the raw ones: corrections, indicators, panel, validation.

    Example: eduplans clean --raw data/raw --out data/processed
    """
    from eduplans.clean import build_processed

    summary = build_processed(raw, out)
    for name, rows in summary.rows.items():
        _say(f"{name}: {_count(rows, 'row')}")
    _say(
        f"{_count(summary.named, 'figure')} with a named indicator, {summary.corrections} corrected, "
        f"{summary.flagged} flagged; {_count(len(summary.changed), 'file')} changed in {out}"
    )


@app.command()
def figures(
    paths: Annotated[list[Path], typer.Argument(help="Documents, or folders of documents.")],
    form: Annotated[TableFormat, typer.Option("--format", help="How to print them.")] = TableFormat.table,
    jobs: Jobs = 1,
) -> None:
    """Print the figures of documents, straight from the files, with the columns of the codebook.

    Example: eduplans figures data/examples/yunze-2024-plan.txt --format csv
    """
    from eduplans.sight import print_figures

    failed = print_figures(paths, form.value, sys.stdout, _with_progress, jobs, _say)
    if failed:
        raise SomeFailedError(failed)


@app.command()
def trace(
    figure_id: Annotated[str, typer.Argument(help="Id of a figure, such as yunze-2024-plan:2c6349aa.")],
    documents: Annotated[
        Path | None, typer.Option(help="The document, or a folder that holds it; found by its digest.")
    ] = None,
    raw: Annotated[Path | None, typer.Option(help="Folder of the raw tables.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Follow a figure back to its document, item, phrase and sentence.

    Example: eduplans trace yunze-2024-plan:2c6349aa --documents data/examples
    """
    from eduplans.printing import print_trace
    from eduplans.tables import data_folder
    from eduplans.trace import trace as follow

    folder = raw or data_folder() / "raw"
    found: Trace = follow(figure_id, folder, documents or _own_documents(folder))
    print_trace(found, sys.stdout, as_json=as_json)


def _own_documents(raw: Path) -> Path | None:
    """Look where users drop their documents: data/documents beside data/raw."""
    folder = raw.resolve().parent / "documents"
    return folder if folder.is_dir() else None


@app.command()
def audit(
    doc: Annotated[str | None, typer.Option(help="Only this document, by its id.")] = None,
    verdict: Annotated[str | None, typer.Option(help="Only consistent, inconsistent or 'cannot tell'.")] = None,
    data: Annotated[Path | None, typer.Option(help="The data folder (else found from here upwards).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the relations between the figures of documents, and whether they hold.

    They come from data/processed/audit.csv, which eduplans clean makes.

    Example: eduplans audit --verdict inconsistent
    """
    from eduplans.audit.printing import chosen_findings, print_findings

    found = chosen_findings(data, doc, verdict)
    print_findings(found, sys.stdout, as_json=as_json)
    _say(_count(len(found), "relation"))


@app.command()
def run(
    notebook: Annotated[Path, typer.Argument(help="The notebook.")],
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", metavar="NAME=VALUE", help="A parameter; may be repeated.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where the executed notebook goes (else build/own).")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds that the whole notebook may take.")] = 600.0,
    exports: Annotated[
        Path | None,
        typer.Option(help="Folder, or .zip file, for tables as CSV, LaTeX, HTML and pictures as PNG, SVG."),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="With --exports: pictures as PDF as well.")] = False,
    help_parameters: Annotated[
        bool, typer.Option("--help-parameters", help="List the notebook's parameters and run nothing.")
    ] = False,
) -> None:
    """Run a notebook with parameters; unknown names and wrong types are refused before it starts.

    Example: eduplans run notebooks/funding-and-enrolment.ipynb -p start=2005 -p deflate=true --exports build/paper
    """
    from eduplans.runs import parameter_help, run_notebook

    if help_parameters:
        typer.echo(parameter_help(notebook))
        return
    if pdf and exports is None:
        raise ParameterError(Problem("--pdf without --exports", remedy="name the folder with --exports"))
    given = _assignments(parameters or [])
    record = run_notebook(notebook, given, out, timeout=timeout, exports=exports, pdf=pdf)
    _say(f"{notebook}: {record.seconds:.1f} s, written to {out or record.out}")
    if exports is not None:
        _say(f"tables and pictures: {exports}")


def _assignments(words: Iterable[str]) -> dict[str, str]:
    """Split NAME=VALUE at the first equals sign; refuse what has none, and names given twice."""
    values: dict[str, str] = {}
    problems = []
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            problems.append(Problem("not NAME=VALUE", value=word, remedy="write for example -p start=2005"))
        elif name in values:
            problems.append(Problem("this parameter is given twice", value=name))
        values[name] = value
    if problems:
        raise ParameterError(problems)
    return values


@app.command()
def accept(
    names: Annotated[list[str] | None, typer.Argument(help="Names of runs; all, where none is given.")] = None,
    root: Annotated[Path, typer.Option(help="The project.")] = Path(),
) -> None:
    """Take what the runs show now as what is expected, and refresh the committed notebooks.

    Look at the differences before you commit them.

    Example: eduplans accept funding-and-enrolment
    """
    from eduplans.runs import accept_runs

    accepted = accept_runs(root, names or (), tell=_say)
    for difference in accepted.differences:
        _say(str(difference))
    _say(f"{_count(len(accepted.runs), 'run')} accepted, {_count(len(accepted.written), 'file')} written")


@app.command()
def report(
    root: Annotated[Path, typer.Option(help="The project.")] = Path(),
    out: Annotated[Path | None, typer.Option(help="Where the pages go (else report/ of the project).")] = None,
) -> None:
    """Build the pages of the report from the executed notebooks and the tables.

    Example: eduplans report
    """
    from eduplans.report import build_report

    _say(f"report: {build_report(root, out or root / 'report')}")
