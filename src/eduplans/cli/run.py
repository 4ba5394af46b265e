"""The command `eduplans run`: one notebook with parameters, or all that a project's report shows."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eduplans.cli.app import Json, count, print_json, say
from eduplans.cli.showing import shown_steps
from eduplans.errors import ParameterError, Problem
from eduplans.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eduplans.runs.record import RunRecord


def run(
    notebook: Annotated[Path | None, typer.Argument(help="The notebook.")] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", metavar="NAME=VALUE", help="A parameter; may be repeated.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where the executed notebook goes (else build/own).")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that the whole notebook may take.")] = 600.0,
    memory: Annotated[int, typer.Option(min=1, help="Megabytes that its kernel may take.")] = 4096,
    exports: Annotated[
        Path | None,
        typer.Option(help="Folder, or .zip file, for tables as CSV, LaTeX, HTML and pictures as PNG, SVG."),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="With --exports: pictures as PDF as well.")] = False,
    help_parameters: Annotated[
        bool, typer.Option("--help-parameters", help="List the notebook's parameters and run nothing.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Run what notebooks/runs.toml names and is not up to date, for the report.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Run a notebook with parameters; unknown names and wrong types are refused before it starts.

    Exit code 4 where its kernel crashed, hung or took too much memory.

    Example: eduplans run notebooks/funding-and-enrolment.ipynb -p start=2005 -p deflate=true --exports build/paper
    Example: eduplans run --all
    """
    if every:
        _run_all(alone=not (notebook or parameters or out or exports or pdf or help_parameters), as_json=as_json)
        return
    if notebook is None:
        raise ParameterError(Problem("no notebook is named", remedy="name one, or give --all"))
    if help_parameters:
        _help_parameters(notebook, as_json=as_json)
        return
    if pdf and exports is None:
        raise ParameterError(Problem("--pdf without --exports", remedy="name the folder with --exports"))
    from eduplans.runs import run_notebook

    given = _assignments(parameters or [])
    record = run_notebook(
        notebook, given, out, timeout=timeout, memory=memory, exports=exports, pdf=pdf, bar=sys.stderr.isatty()
    )
    if as_json:
        print_json(_outcome(record, out or Path(_own(notebook)), exports))
    say(f"{notebook}: {record.seconds:.1f} s, written to {out or _own(notebook)}")
    if exports is not None:
        say(f"tables and pictures: {exports}")


def _outcome(record: RunRecord, out: Path, exports: Path | None) -> dict[str, Any]:
    """Give what a run came to as plain values; its inputs and versions stand in the record beside it."""
    return {
        "notebook": record.notebook,
        "parameters": record.parameters,
        "out": out,
        "record": out.with_suffix(".json"),
        "exports": exports,
        "sha256": record.output,
        "seconds": record.seconds,
    }


def _help_parameters(notebook: Path, *, as_json: bool) -> None:
    from eduplans.runs.parameters import parameter_help, read_parameters

    if as_json:
        print_json([asdict(one) for one in read_parameters(notebook).values()])
    else:
        typer.echo(message(parameter_help(notebook)))


def _own(notebook: Path) -> str:
    """Where a run goes that is told no other place, from here."""
    import os

    from eduplans.runs.execute import data_folder

    data = data_folder(notebook.resolve())
    return os.path.relpath((data.parent if data else Path()) / "build" / "own" / notebook.name)


def _run_all(*, alone: bool, as_json: bool) -> None:
    from eduplans.project import run_all

    if not alone:
        raise ParameterError(Problem("--all goes without a notebook and its options", remedy="see notebooks/runs.toml"))
    with shown_steps("running the notebooks") as steps:
        done = run_all(Path(), tell=say, steps=steps)
    if as_json:
        print_json(asdict(done))
    for name in done.removed:
        say(f"removed {name}")
    say(f"{count(len(done.run), 'notebook')} run, {len(done.kept)} up to date")


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
