"""The command `eduplans accept`: the present outputs of the runs become the expected ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Json, count, print_json, say
from eduplans.cli.showing import shown_steps


def accept(
    names: Annotated[list[str] | None, typer.Argument(help="Names of runs; all, where none is given.")] = None,
    root: Annotated[Path, typer.Option(help="The project.")] = Path(),
    as_json: Json = False,
) -> None:
    """Take what the runs show now as what is expected, and refresh the committed notebooks.

    Look at the differences before you commit them.

    Example: eduplans accept funding-and-enrolment
    """
    with shown_steps("running the notebooks") as steps:
        from eduplans.runs import accept_runs

        accepted = accept_runs(root, names or (), tell=say, steps=steps)
    if as_json:
        differences = [str(one) for one in accepted.differences]
        print_json({"runs": accepted.runs, "written": accepted.written, "differences": differences})
    for difference in accepted.differences:
        say(str(difference))
    say(f"{count(len(accepted.runs), 'run')} accepted, {count(len(accepted.written), 'file')} written")
