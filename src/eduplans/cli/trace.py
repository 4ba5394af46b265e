"""The command `eduplans trace`: from a figure back to its sentence."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eduplans.cli.app import Json  # noqa: TC001 - typer looks it up
from eduplans.cli.showing import at_work

if TYPE_CHECKING:
    from eduplans.trace import Trace


def trace(
    figure_id: Annotated[str, typer.Argument(help="Id of a figure, such as yunze-2024-plan:2c6349aa.")],
    documents: Annotated[
        Path | None, typer.Option(help="The document, or a folder that holds it; found by its digest.")
    ] = None,
    raw: Annotated[Path | None, typer.Option(help="Folder of the raw tables.")] = None,
    as_json: Json = False,
) -> None:
    """Follow a figure back to its document, item, phrase and sentence.

    Example: eduplans trace yunze-2024-plan:2c6349aa --documents data/examples
    """
    with at_work("looking for the figure and its document"):
        from eduplans.printing import print_trace
        from eduplans.tables import data_folder
        from eduplans.trace import trace as follow

        folder = raw or data_folder() / "raw"
        found: Trace = follow(figure_id, folder, documents or _own_documents(folder))
    print_trace(found, sys.stdout, as_json=as_json)


def _own_documents(raw: Path) -> Path | None:
    """Look where users drop their documents: data/documents beside data/raw."""
    folder = raw.resolve().parent / "documents"
    return folder if folder.is_dir() else None
