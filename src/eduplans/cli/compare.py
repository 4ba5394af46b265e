"""The command `eduplans compare`: two documents or counties side by side."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from eduplans.cli.app import count, say
from eduplans.cli.figures import TableFormat
from eduplans.cli.showing import at_work


def compare(
    a: Annotated[str, typer.Argument(help="A document by its id, or a county by name or code.")],
    b: Annotated[str, typer.Argument(help="The other one.")],
    form: Annotated[TableFormat, typer.Option("--format", help="How to print it.")] = TableFormat.table,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, as --format json does.")] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for pictures (PNG), one a unit.")] = None,
    data: Annotated[Path | None, typer.Option(help="The data folder (else found from here upwards).")] = None,
) -> None:
    """Print and plot what two documents or two counties say of the same things.

    Example: eduplans compare yunze-2024-plan linhe-2023-report --out build/compare
    """
    with at_work("comparing"):
        from eduplans.comparison import compare as side_by_side
        from eduplans.comparison import pictures, print_comparison

        found = side_by_side(a, b, data)
    print_comparison(found, "json" if as_json else form.value, sys.stdout)
    say(
        f"{count(len(found.shared), 'thing')} in both; {count(len(found.only_a), 'indicator')} only in {a}, "
        f"{len(found.only_b)} only in {b}"
    )
    if out is not None:
        with at_work("drawing the pictures"):
            from eduplans.plots import png
            from eduplans.tables import write_files

            out.mkdir(parents=True, exist_ok=True)
            drawn = {out / f"{unit}.png": png(picture) for unit, picture in pictures(found).items()}
            write_files(drawn)
        say(f"{count(len(drawn), 'picture')}: {out}")
