"""The command line: thin commands over the library, one module each.

Heavy imports stand inside the commands, so that a help page is there at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.cli.accept import accept
from eduplans.cli.add import add
from eduplans.cli.app import app
from eduplans.cli.audit import audit
from eduplans.cli.cite import cite
from eduplans.cli.clean import clean
from eduplans.cli.compare import compare
from eduplans.cli.doctor import doctor
from eduplans.cli.figures import figures
from eduplans.cli.generate import generate
from eduplans.cli.ingest import ingest
from eduplans.cli.query import query
from eduplans.cli.report import report
from eduplans.cli.reproduce import reproduce
from eduplans.cli.review import review
from eduplans.cli.run import run
from eduplans.cli.trace import trace
from eduplans.cli.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["app"]

#: In the order of their use, which is that of the help page.
_COMMANDS: tuple[Callable[..., None], ...] = (
    add,
    ingest,
    clean,
    verify,
    figures,
    trace,
    query,
    audit,
    compare,
    review,
    run,
    accept,
    report,
    reproduce,
    cite,
    doctor,
    generate,
)
for _command in _COMMANDS:
    app.command()(_command)
