"""The command `eduplans clean`: raw tables into processed ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import Json, count, print_json, say
from eduplans.cli.showing import shown_steps


def clean(
    raw: Annotated[Path, typer.Option(help="Folder of the raw tables.")] = Path("data/raw"),
    out: Annotated[Path, typer.Option(help="Folder of the processed tables.")] = Path("data/processed"),
    as_json: Json = False,
) -> None:
    """Make the processed tables from the raw ones: corrections, indicators, panel, validation.

    Example: eduplans clean --raw data/raw --out data/processed
    """
    from dataclasses import asdict

    with shown_steps("making the processed tables") as steps:
        from eduplans.clean import build_processed

        summary = build_processed(raw, out, steps)
    if as_json:
        print_json({"out": out, **asdict(summary)})
    for name, rows in summary.rows.items():
        say(f"{name}: {count(rows, 'row')}")
    say(
        f"{count(summary.named, 'figure')} with a named indicator, {summary.corrections} corrected, "
        f"{summary.flagged} flagged; {count(len(summary.changed), 'file')} changed in {out}"
    )
