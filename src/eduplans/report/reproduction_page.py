"""The page that shows the last certificate of reproduction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from eduplans.errors import Problem, RunError
from eduplans.reproduce.page import NOTHING, page

if TYPE_CHECKING:
    from pathlib import Path

FILE = "reproduction.json"


def reproduction(root: Path) -> str:
    """Write the last certificate as Markdown.

    Parameters
    ----------
    root
        The project, with ``reproduction.json`` where a certificate has been made.

    Returns
    -------
    str
        Markdown; where there is no certificate, how to make one.

    Raises
    ------
    RunError
        The file is no certificate.
    """
    path = root / FILE
    if not path.is_file():
        return f"{NOTHING}\n"
    try:
        return page(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise RunError(
            Problem(f"not a certificate: {error}", where=FILE, remedy=f"git checkout {FILE}, or make reproduce")
        ) from error
