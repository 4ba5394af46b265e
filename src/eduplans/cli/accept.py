"""The command `eduplans accept`: the present outputs of the runs become the expected ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import count, say
from eduplans.cli.showing import shown_steps


def accept(
    names: Annotated[list[str] | None, typer.Argument(help="Names of runs; all, where none is given.")] = None,
    root: Annotated[Path, typer.Option(help="The project.")] = Path(),
) -> None:
    """Take what the runs show now as what is expected, and refresh the committed notebooks.

    Look at the differences before you commit them.

    Example: eduplans accept funding-and-enrolment
    """
    from eduplans.runs import accept_runs

    with shown_steps("running the notebooks") as steps:
        accepted = accept_runs(root, names or (), tell=say, steps=steps)
    for difference in accepted.differences:
        say(str(difference))
    say(f"{count(len(accepted.runs), 'run')} accepted, {count(len(accepted.written), 'file')} written")
