"""The command `eduplans reproduce`: proof that what is committed comes out again."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eduplans.cli.app import Json, count, print_json, say
from eduplans.cli.showing import shown_steps
from eduplans.errors import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Exit code where an output differs or a build failed.
DIFFERS = 1
_SHOWN = 20
#: Characters shown of what a program says.
_LINE = 40


def reproduce(
    root: Annotated[Path, typer.Option(help="The project, a git repository.")] = Path(),
    documents: Annotated[
        Path | None, typer.Option(help="Documents that the raw tables are made of (else the raw tables stand).")
    ] = None,
    python: Annotated[
        list[str] | None, typer.Option(help="A Python to build with; may be repeated (else those of the PATH).")
    ] = None,
    conditions: Annotated[Path | None, typer.Option(help="Table of conditions (else that of the package).")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for reproduction.json and .md (else the project).")] = None,
    despite_changes: Annotated[
        bool, typer.Option("--despite-changes", help="Certify the commit although files are not committed.")
    ] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the clones, and say where they are.")] = False,
    as_json: Json = False,
) -> None:
    """Build what is committed again, in clones, offline and under varied conditions, and compare every output.

    Exit codes: 0 all equal, 1 something differs, 2 it could not be run, 130 interrupted.

    Example: eduplans reproduce --documents data/documents
    """
    from eduplans.reproduce import Plan
    from eduplans.reproduce import reproduce as run
    from eduplans.reproduce.conditions import TABLE
    from eduplans.reproduce.page import page, summary
    from eduplans.runs.notebook import write_text

    with _ended_from_outside(), shown_steps("cloning") as steps:
        plan = Plan(
            root, documents, tuple(python or ()), conditions or TABLE,
            despite_changes=despite_changes, keep=keep, tell=say, steps=steps,
            show=lambda line: steps.tell(visible(line[:_LINE])),
        )  # fmt: skip
        found = run(plan)
    target = (out or root) / "reproduction.json"
    content = found.to_json()
    write_text(target, found.text())
    write_text(target.with_suffix(".md"), f"# Reproduction\n\n{page(content)}")
    for one in found.differences[:_SHOWN]:
        say(str(one))
    if as_json:
        print_json(content)
    else:
        typer.echo(summary(content))
    say(f"certificate: {target}")
    if found.differences:
        say(f"{count(len(found.differences), 'place')} differ")
        raise typer.Exit(DIFFERS)


@contextmanager
def _ended_from_outside() -> Iterator[None]:
    """Clear up after a request to end as after Ctrl-C."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
