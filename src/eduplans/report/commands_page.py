"""The page of all commands, written from what the commands say of themselves: help, arguments, options, examples."""

from __future__ import annotations

import inspect
import re
from enum import Enum
from importlib import import_module
from pathlib import Path, PurePath
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from eduplans.display import code, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Command = Callable[..., None]

_EXAMPLE = re.compile(r"^Example: (.+)$", re.MULTILINE)
_THEN = ", then "


def commands_page() -> str:
    """Write the reference of the command line.

    Returns
    -------
    str
        Markdown: a section a command, in the order of use; always in English, whatever the reader's language.

    Examples
    --------
    >>> "## eduplans trace" in commands_page()
    True
    """
    parts = [_lead()]
    for name, command in commands().items():
        parts += _command(name, command)
    return "\n\n".join(parts) + "\n"


def commands() -> dict[str, Command]:
    """Give the functions of the commands by name.

    Returns
    -------
    dict
        In the order of use.
    """
    from eduplans.cli import _COMMANDS

    return {name: getattr(import_module(f"eduplans.cli.{name}"), name) for name in _COMMANDS}


def examples(command: Command) -> list[str]:
    """Give the calls that a command's help names.

    Examples
    --------
    >>> examples(commands()["report"])
    ['eduplans report', 'eduplans report --pdf report.pdf']
    """
    return [call.strip() for line in _EXAMPLE.findall(_help(command)) for call in line.split(_THEN)]


def options(command: Command) -> list[tuple[list[str], Any, Any, Any]]:
    """Give the arguments and options of a command, as its function declares them.

    Returns
    -------
    list of tuple
        Names, type, what typer is told, and default (`inspect.Parameter.empty` where one must be given).
    """
    hints = get_type_hints(command, include_extras=True)
    found = []
    for name, parameter in inspect.signature(command).parameters.items():
        declared, told = get_args(hints[name])[:2]
        if type(told).__name__ == "ArgumentInfo":
            names = [name.upper()]
        else:
            # within Annotated typer takes the first name for what elsewhere is the default
            given = (told.default, *(told.param_decls or ()))
            names = [one for one in given if isinstance(one, str) and one.startswith("-")]
            names = names or [f"--{name.replace('_', '-')}"]
        found.append((names, declared, told, parameter.default))
    return found


def _lead() -> str:
    from eduplans.cli import app

    links = ", ".join(f"[{name}](#eduplans-{name})" for name in commands())
    return f"{escape(_words(str(app.info.help)))}\n\n{links}."


def _command(name: str, command: Command) -> Iterator[str]:
    yield f"## eduplans {name}"
    for paragraph in _EXAMPLE.sub("", _help(command)).split("\n\n"):
        if paragraph.strip():
            yield escape(_words(paragraph))
    calls = "\n".join(f"$ {call}" for call in examples(command))
    if calls:
        yield f"```console\n{calls}\n```"
    rows = [f"| {' | '.join(_row(*option))} |" for option in options(command)]
    yield "\n".join(["| argument or option | takes | what it is | else |", "| --- | --- | --- | --- |", *rows])


def _row(names: list[str], declared: Any, told: Any, default: Any) -> list[str]:
    """Tell names, type, meaning and default of an argument or option."""
    cells = [
        ", ".join(map(code, names)),
        escape(_taken(declared, told)),
        escape(_words(told.help or "")),
        _else(default),
    ]
    return [cell.replace("|", r"\|") for cell in cells]


def _taken(declared: Any, told: Any) -> str:
    kinds = [kind for kind in get_args(declared) if kind is not NoneType]
    if get_origin(declared) is list:
        return f"{_taken(kinds[0], told)}, several"
    if kinds:  # what may be None
        return _taken(kinds[0], told)
    if declared is bool:
        return ""
    if told.metavar:
        return str(told.metavar)
    if issubclass(declared, Enum):
        return ", ".join(str(one.value) for one in declared)
    least = "" if told.min is None else f", at least {told.min:g}"
    return {Path: "path", int: "whole number", float: "number"}.get(declared, "text") + least


def _else(default: Any) -> str:
    if default is inspect.Parameter.empty:
        return "required"
    if default is None or isinstance(default, bool) or default == "":
        return ""
    shown = default.as_posix() if isinstance(default, PurePath) else getattr(default, "value", default)
    return code(str(shown))


def _help(command: Command) -> str:
    """Take the wrapping out of the paragraphs of a docstring, each example on a line of its own."""
    return re.sub(r"(?<!\n)\n(?!\n|Example:)", " ", inspect.getdoc(command) or "")


def _words(text: str) -> str:
    return " ".join(text.split())
