"""The command `eduplans verify`: whether tables are what the programs wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Json, print_json, say
from eduplans.cli.showing import shown_steps
from eduplans.errors import TableError


def verify(
    data: Annotated[Path | None, typer.Option(help="The data folder (else found from here upwards).")] = None,
    as_json: Json = False,
) -> None:
    """Check that no generated table was changed by hand: file, row and column are named.

    Raw tables are compared with what ingest wrote, processed ones with what clean wrote, pages and executed
    notebooks with the records of the build. Tables kept by hand are not under it. Exit code 2 where one differs.

    Example: eduplans verify --data data
    """
    from eduplans.tables.load import data_folder
    from eduplans.verify import to_dict
    from eduplans.verify import verify as look

    with shown_steps("looking at the tables") as steps:
        found = look(data or data_folder(), steps)
    if as_json:
        print_json(to_dict(found))
    else:
        for line in (*(f"{name}: as it was written" for name in found.checked), *found.unchecked):
            typer.echo(line)
    if found.problems:
        raise TableError(found.problems)
    say("nothing has been changed since it was written" if found.checked else "there was nothing to check")
