"""The command `eduplans query`: questions in SQL over the tables on disk."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import count, say
from eduplans.cli.showing import shown_steps
from eduplans.errors import ParameterError, Problem


class AnswerFormat(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


def query(
    question: Annotated[str, typer.Argument(help="One SELECT; without one, the tables and columns are listed.")] = "",
    data: Annotated[
        Path | None,
        typer.Option(help="Data folder, or any folder of tables (CSV or Parquet); without it, that of the project."),
    ] = None,
    form: Annotated[AnswerFormat | None, typer.Option("--format", help="How the answer is written.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, as --format json does.")] = False,
    out: Annotated[Path | None, typer.Option(help="File for the answer; its ending says the format.")] = None,
    memory: Annotated[str, typer.Option(help="Most memory; what does not fit is kept on disk meanwhile.")] = "1GB",
    threads: Annotated[int | None, typer.Option(min=1, help="Most threads.")] = None,
) -> None:
    """Ask the tables in SQL, without loading them; only reading is possible.

    Where a table is both raw and processed, its name means the processed one, raw.figures the other.

    Example: eduplans query "select place, count(*) as figures from figures group by place"
    """
    import json

    from eduplans.query import open_tables
    from eduplans.query.output import SHOWN

    with open_tables(data, memory=memory, threads=threads) as tables:
        if not question:
            if as_json:
                typer.echo(json.dumps({name: list(columns) for name, columns in tables.tables.items()}, indent=1))
                return
            for name, columns in tables.tables.items():
                typer.echo(f"{name}: {', '.join(columns)}")
            return
        chosen = AnswerFormat.json if as_json else _chosen(form, out)
        rows = tables.write(question, chosen.value, out, partial(shown_steps, "asking the tables"))
    shown = "" if chosen is not AnswerFormat.table or out or rows <= SHOWN else f", the first {SHOWN} shown"
    say(f"{count(rows, 'row')}{shown}{f': {out}' if out else ''}")


def _chosen(form: AnswerFormat | None, out: Path | None) -> AnswerFormat:
    """Take the format that is said, else that of the file's ending, else a table for people."""
    if form is not None:
        return form
    if out is None:
        return AnswerFormat.table
    ending = out.suffix.lower().removeprefix(".")
    if ending not in {"csv", "json", "parquet"}:
        raise ParameterError(
            Problem("the ending says no format", where=str(out), remedy="end it in .csv, .json or .parquet")
        )
    return AnswerFormat(ending)
