"""The command `eduplans doctor`: what is wrong with an installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Json, count, say
from eduplans.cli.showing import shown_steps

#: Exit code where something is bad; a warning is none.
BAD = 1


def doctor(
    data: Annotated[Path | None, typer.Option(help="The data folder, else the one found here or above.")] = None,
    as_json: Json = False,
) -> None:
    """Say what is wrong with this installation, and what to do; exit code 1 where something is bad, 0 otherwise.

    Example: eduplans doctor
    """
    import json
    from dataclasses import asdict

    with shown_steps("looking at the installation") as steps:
        from eduplans.doctor import State, examine

        findings = examine(data, steps)
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(finding.line())
    numbers = {state: sum(finding.state is state for finding in findings) for state in State}
    say(f"{count(len(findings), 'check')}: {', '.join(f'{number} {state}' for state, number in numbers.items())}")
    if numbers[State.bad]:
        raise typer.Exit(BAD)
