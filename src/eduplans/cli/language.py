"""Help pages in the language of the reader: texts of commands and options, heads of the panels."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import Any

from eduplans import messages

#: Heads of the help page, which belong to typer.
_PANELS = ("ARGUMENTS_PANEL_TITLE", "OPTIONS_PANEL_TITLE", "COMMANDS_PANEL_TITLE")


class Language(StrEnum):
    """Languages of messages and help."""

    en = "en"
    zh = "zh"


def choose(language: Language | None) -> Language | None:
    """Take the language of messages from ``--lang``."""
    if language is not None:
        messages.use(language.value)
    return language


def in_language(command: Any, context: Any) -> Any:
    """Put a command's help into the language in use.

    Parameters
    ----------
    command
        A command of typer, which is changed; None where there is no such command.
    context
        Its context, or that of the group it belongs to.

    Returns
    -------
    object
        The command.
    """
    if command is None or messages.language() == "en" or getattr(command, "eduplans_language", "en") != "en":
        return command
    command.eduplans_language = messages.language()
    command.help = messages.paragraphs(command.help or "")
    command.short_help = messages.message(command.short_help or "")
    for parameter in (*command.params, command.get_help_option(context)):
        if getattr(parameter, "help", None):
            parameter.help = messages.paragraphs(parameter.help)
    _panels()
    return command


def _panels() -> None:
    rich_utils: Any = import_module("typer.rich_utils")  # typer imports it when a help page is asked for
    for name in _PANELS:
        setattr(rich_utils, name, messages.message(getattr(rich_utils, name)))
