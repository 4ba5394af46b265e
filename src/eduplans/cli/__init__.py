"""The command line: thin commands over the library, one module each.

A module and the options of its command are read when the command is called or helped with, and heavy imports stand
inside the commands, so that a help page is there at once.
"""

from __future__ import annotations

from collections import UserDict
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.main import get_command

from eduplans.cli.app import _Commands, app

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["app"]

#: In the order of their use, which is that of the help page; each is a function in the module of its name.
_COMMANDS = (
    "new",
    "add",
    "ingest",
    "clean",
    "verify",
    "figures",
    "trace",
    "query",
    "audit",
    "compare",
    "review",
    "run",
    "accept",
    "report",
    "reproduce",
    "cite",
    "doctor",
    "generate",
)


class _OnDemand(UserDict[str, Any]):
    """Commands by name, each made when it is asked for: that of one takes a twentieth of the time of all."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(names))

    def __getitem__(self, name: str) -> Any:
        if self.data[name] is None:
            one = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            one.command(name)(getattr(import_module(f"{__name__}.{name}"), name))
            self.data[name] = get_command(one)
        return self.data[name]


class _Group(_Commands):
    """The commands, made on demand."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _OnDemand(_COMMANDS)


app.info.cls = _Group
