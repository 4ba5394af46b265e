"""Regular expressions that are compiled when they are first used.

A text needs fewer than half of the expressions that all texts together need, and compiling takes longer than reading
a short text. Expressions that most texts need again and again are compiled with their modules instead, as asking an
expression itself takes half the time of asking what stands for it.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["compiled"]

_METHODS = ("search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split")


class _Pattern:
    """Stands for a compiled expression until one of its attributes is asked for, then has all its methods."""

    def __init__(self, expression: str, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        pattern = re.compile(self._expression, self._flags)
        # from now on they are found without this method, as fast as those of the expression itself
        self.__dict__.update({method: getattr(pattern, method) for method in _METHODS})
        return getattr(pattern, name)


def compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Compile an expression when it is first used.

    Parameters
    ----------
    expression
        As for `re.compile`; a mistake in it comes to light with its first use.
    flags
        As for `re.compile`.

    Returns
    -------
    re.Pattern
        What has the methods and attributes of one.

    Examples
    --------
    >>> years = compiled("[0-9]{4}年")
    >>> years.search("到2024年").group(), years.pattern
    ('2024年', '[0-9]{4}年')
    """
    return cast("re.Pattern[str]", _Pattern(expression, flags))
