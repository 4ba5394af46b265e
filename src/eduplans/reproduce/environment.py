"""The environment of a clone: made from the lock by the clone's own make, and held against the lock."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eduplans.errors import Problem, ReproductionError
from eduplans.reproduce.processes import call

if TYPE_CHECKING:
    from collections.abc import Callable

    from eduplans.reproduce.pythons import Python

_INSTALLED = Path(__file__).with_name("installed.py")
#: Variables of a make that calls this one; the make of a clone must not take them for its own.
_OF_MAKE = (
    *("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "VIRTUAL_ENV"),
    *("JOBS", "PYTHON", "DOCUMENTS", "TIMEOUT", "MEMORY"),
)


def install(clone: Path, python: Python, tell: Callable[[str], None] = lambda _: None) -> float:
    """Make the environment of a clone from its lock, with the network and the caller's settings of pip.

    Parameters
    ----------
    clone
        The project.
    python
        The Python that it is made with.
    tell
        Called with each line that is said.

    Returns
    -------
    float
        Seconds.

    Raises
    ------
    ReproductionError
        It could not be made; the message holds the last lines of what was said.
    """
    mine = {name: value for name, value in os.environ.items() if name not in _OF_MAKE}
    # beside the clone, with which it goes: what an installer unpacks and has no time to remove
    beside = clone.parent / "tmp"
    beside.mkdir(exist_ok=True)
    done = call(["make", "setup", f"PYTHON={python.command}"], clone, {**mine, "TMPDIR": str(beside)}, tell=tell)
    if done.code:
        raise ReproductionError(
            Problem(
                f"the environment for Python {python} could not be made (exit code {done.code}):\n{done.said}",
                remedy='other Pythons: PYTHONS="python3.11"',
            )
        )
    return done.seconds


def inspect(clone: Path, *, files: bool = False) -> dict[str, Any]:
    """Compare the environment of a clone with its lock.

    Parameters
    ----------
    clone
        The project.
    files
        Compare every file of every package with its digest as well.

    Returns
    -------
    dict
        Version of Python, number of packages of the lock, what differs; with `files` what was altered.
    """
    command = [".venv/bin/python", "-B", str(_INSTALLED), "requirements.lock", *(["--files"] if files else [])]
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = call(command, clone, mine)
    if done.code:
        raise ReproductionError(Problem(f"the environment could not be looked at:\n{done.said}"))
    found: dict[str, Any] = json.loads(done.said.splitlines()[-1])
    return found


def refuse_other(found: dict[str, Any]) -> None:
    """Refuse an environment that is not the lock: its outputs are compared with nothing.

    Raises
    ------
    ReproductionError
        Each package that differs.

    Examples
    --------
    >>> refuse_other({"differing": []})
    """
    if found["differing"]:
        rule = "outputs are compared under the lock only"
        raise ReproductionError(
            [Problem(f"the environment differs from the lock: {said}", rule=rule) for said in found["differing"]]
        )
