"""The command `eduplans new`: a research project of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Json, count, print_json, say
from eduplans.cli.showing import at_work


def new(
    path: Annotated[Path, typer.Argument(help="Folder of the project; it is made, or is empty.")],
    example: Annotated[
        bool, typer.Option("--example", help="Put the plan of an invented county into data/documents.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make a research project of one's own: folders, Makefile, notebooks, environment.

    In it, make report turns the documents in data/documents into pages.

    Example: eduplans new my-county --example
    """
    with at_work("making the project"):
        from eduplans.project import new_project

        made = new_project(path, example=example)
    if as_json:
        print_json({"folder": made.folder, "files": made.files})
    say(f"{made.folder}: {count(len(made.files), 'file')}; README.md says what is what")
    if not example:
        say(f"next: put documents into {path / 'data' / 'documents'}")
    say(f"next: make -C {_quoted(path)} report")


def _quoted(path: Path) -> str:
    import shlex

    return shlex.quote(str(path))
