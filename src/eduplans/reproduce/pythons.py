"""Which Pythons are at hand: those named, or those that are found where programs are looked for."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.errors import Problem, ReproductionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NAME = re.compile(r"python3\.\d+")
# What an environment is made with; where it is missing, this Python cannot be used.
_ASK = "import sys, venv, ensurepip; print(*sys.version_info[:3], sep='.'); print(sys.executable)"
_PATIENCE = 20


@dataclass(frozen=True, slots=True, order=True)
class Python:
    """A Python that can make an environment.

    Parameters
    ----------
    version
        Its three numbers.
    command
        The program.
    """

    version: tuple[int, ...]
    command: str

    def __str__(self) -> str:
        return ".".join(map(str, self.version))


def find_pythons(root: Path, named: Sequence[str] = ()) -> tuple[Python, ...]:
    """Find the Pythons that the project can be built with.

    Parameters
    ----------
    root
        The project, whose ``pyproject.toml`` says which versions it supports.
    named
        Commands or paths; those on the ``PATH`` and the present one where none is given.

    Returns
    -------
    tuple of Python
        One a version, the oldest first.

    Raises
    ------
    ReproductionError
        One that was named cannot be used, or none is there.
    """
    least = _least(root)
    found: dict[tuple[int, ...], Python] = {}
    problems: list[Problem] = []
    for command in named or _candidates():
        python = ask(command)
        if python is not None and python.version >= least:
            found.setdefault(python.version[:2], python)
        elif named:
            what = "this is no Python that can make an environment" if python is None else f"this Python is {python}"
            problems.append(Problem(what, value=command, rule=f"at least {'.'.join(map(str, least))}"))
    if problems or not found:
        raise ReproductionError(problems or Problem("no Python was found", remedy='name some: PYTHONS="python3.11"'))
    return tuple(sorted(found.values()))


def ask(command: str) -> Python | None:
    """Ask a program for its version and its own path; None where it does not answer as a Python with ``venv`` does.

    Examples
    --------
    >>> ask("no-such-program") is None
    True
    """
    try:
        done = subprocess.run(
            [command, "-I", "-c", _ASK], check=False, capture_output=True, text=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = done.stdout.splitlines()
    if done.returncode or len(said) != 2:
        return None
    return Python(tuple(map(int, said[0].split("."))), said[1])


def _candidates() -> Iterator[str]:
    """List the programs python3.N of the PATH, and python3."""
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        yield from _in_folder(Path(folder))
    yield "python3"


def _in_folder(folder: Path) -> Iterable[str]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
    return [str(folder / name) for name in names if _NAME.fullmatch(name)]


def _least(root: Path) -> tuple[int, ...]:
    try:
        content = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
        wanted = str(content["project"]["requires-python"])
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise ReproductionError(
            Problem(f"no pyproject.toml that says which Python: {error}", where=str(root))
        ) from error
    numbers = re.search(r">=\s*(\d+(?:\.\d+)*)", wanted)
    return tuple(map(int, numbers[1].split("."))) if numbers else (3, 11)
