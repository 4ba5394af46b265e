"""Messages and help of the command line in English or Chinese.

The language is what ``--lang`` says, else ``$EDUPLANS_LANG``, else that of the locale (``LC_ALL``, ``LC_MESSAGES``,
``LANG``). English texts stand in the code; their Chinese forms in the codebook: ``messages.csv`` and every
``messages_*.csv``, for heads of columns ``heads.csv``, columns ``en`` and ``zh``. What is printed for programs is the
same in both.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from eduplans.errors import ParameterError, Problem, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "zh")
#: The first that says something decides, as in GNU gettext.
_VARIABLES = ("EDUPLANS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_state: dict[str, str] = {}


def use(language: str) -> None:
    """Choose the language of the messages that follow.

    Parameters
    ----------
    language
        ``en`` or ``zh``.

    Raises
    ------
    ParameterError
        If there is no such language.
    """
    _state["language"] = checked(language)


def checked(language: str) -> str:
    """Give a language back, or refuse what is none; labels and messages have the same ones.

    Raises
    ------
    ParameterError
        If there is no such language.
    """
    if language not in LANGUAGES:
        raise ParameterError(
            Problem("no such language", value=str(language), remedy="there are " + " and ".join(LANGUAGES))
        )
    return language


def language() -> str:
    """Name the language of messages: the chosen one, else that of the environment."""
    return _state.get("language") or of_environment(os.environ)


def of_environment(environment: Mapping[str, str]) -> str:
    """Name the language that an environment asks for.

    Parameters
    ----------
    environment
        Variables and their values.

    Returns
    -------
    str
        ``zh`` or ``en``; anything that is not Chinese is English.

    Examples
    --------
    >>> of_environment({"LANG": "zh_CN.UTF-8"}), of_environment({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"})
    ('zh', 'en')
    """
    said = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "zh" if said.lower().startswith("zh") else "en"


def message(text: str) -> str:
    """Give a message in the language in use.

    Parameters
    ----------
    text
        The English message; lines are looked up one by one.

    Returns
    -------
    str
        The text itself where the language is English or the codebook does not have it.
    """
    if language() == "en" or not text.strip():
        return text
    if "\n" in text:
        return "\n".join(map(message, text.split("\n")))
    from eduplans.labels import chinese  # only where it is needed: it reads the tables

    indent = text[: len(text) - len(text.lstrip())]
    return indent + chinese(text.strip(), "messages")


def head(text: str) -> str:
    """Give the name of a column, a fact or a state in the language in use, from ``heads.csv``.

    They are kept apart from messages, in which the same words are names of parameters and columns and stay as they are.

    Examples
    --------
    >>> use("zh")
    >>> head("measure"), message("measure")
    ('所量', 'measure')
    >>> use("en")
    """
    if language() == "en":
        return text
    from eduplans.labels import chinese

    return chinese(text, "heads")


def in_column(text: str, width: int) -> str:
    """Give a head in the language in use, with blanks behind it up to a width, a Chinese character counting two.

    Examples
    --------
    >>> in_column("phrase", 11) + "|"
    'phrase     |'
    >>> use("zh")
    >>> in_column("phrase", 11) + "|"
    '短语       |'
    >>> use("en")
    """
    from unicodedata import east_asian_width

    said = head(text)
    return said + " " * (width - len(said) - sum(east_asian_width(sign) in "WF" for sign in said))


def problem_text(problem: Problem) -> str:
    """Write a problem in the language in use: place, what is wrong, the value found, the rule, what to do.

    Parameters
    ----------
    problem
        What is wrong.

    Returns
    -------
    str

    Examples
    --------
    >>> use("zh")
    >>> problem_text(Problem("no such file or folder", where="a.txt", remedy="check the path"))
    'a.txt：没有这个文件或文件夹；请检查路径'
    >>> use("en")
    """
    if language() == "en":
        return str(problem)
    place = "，".join(
        part
        for part in (
            visible(problem.where),
            f"第{problem.row}行" if problem.row is not None else "",
            f"{problem.column}列" if problem.column else "",
        )
        if part
    )
    said = message(problem.what)
    text = f"{place}：{said}" if place else said
    text += f"（现为{problem.value!r}）" if problem.value is not None else ""
    text += f"［{message(problem.rule)}］" if problem.rule else ""
    return text + (f"；{message(problem.remedy)}" if problem.remedy else "")


def paragraphs(text: str) -> str:
    """Give a help text in the language in use, paragraph by paragraph.

    Parameters
    ----------
    text
        Paragraphs parted by blank lines; line breaks in them do not count.

    Returns
    -------
    str
    """
    if language() == "en":
        return text
    return "\n\n".join(message(" ".join(part.split())) for part in text.split("\n\n"))
