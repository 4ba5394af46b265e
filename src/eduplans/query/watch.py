"""How far an answer is: DuckDB knows, and is asked beside its work."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from eduplans.progress import Steps

__all__ = ["watched"]

#: Steps of an answer.
_WHOLE = 100
_EVERY = 0.2


@contextmanager
def watched(connection: duckdb.DuckDBPyConnection, steps: Steps) -> Iterator[None]:
    """Tell how far the question is that a connection answers meanwhile, in hundredths.

    Parameters
    ----------
    connection
        The connection.
    steps
        Told of them; where nothing is shown, nothing is asked.
    """
    if not steps.shown:
        yield
        return
    steps.expect(_WHOLE)
    ended = threading.Event()
    thread = threading.Thread(target=_look, args=(connection, steps, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _look(connection: duckdb.DuckDBPyConnection, steps: Steps, ended: threading.Event) -> None:
    told = 0
    while not ended.wait(_EVERY):
        # below zero until it knows
        now = int(connection.query_progress())
        if told < now <= _WHOLE:
            steps.did(now - told)
            told = now
