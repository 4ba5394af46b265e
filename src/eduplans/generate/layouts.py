"""Numbering of items: the labels as they are printed, and the paths that a reader gives them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from eduplans.generate.data import read

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Layout", "chinese_number", "label", "layouts"]

_DIGITS = "零一二三四五六七八九"


class Layout(NamedTuple):
    """How a document numbers its sections, the items in them, and what stands below those.

    Parameters
    ----------
    name
        Its name.
    section, item, sub
        Kind of label of each depth; empty where there is none.
    restart
        Whether items begin anew in every section.
    run_in
        Whether a heading opens the paragraph of its item instead of standing on a line of its own.
    """

    name: str
    section: str
    item: str
    sub: str
    restart: bool
    run_in: bool


@cache
def layouts() -> dict[str, Layout]:
    """Give the layouts by name.

    Examples
    --------
    >>> layouts()["running"].restart
    False
    """
    return {
        row["layout"]: Layout(
            row["layout"], row["section"], row["item"], row["sub"], row["restart"] == "yes", row["run_in"] == "yes"
        )
        for row in read("layouts")
    }


def chinese_number(number: int) -> str:
    """Write a number below one hundred in Chinese numerals.

    Examples
    --------
    >>> [chinese_number(number) for number in (3, 10, 14, 20, 35)]
    ['三', '十', '十四', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


#: Kind of label: how it is printed, and its name in the path.
_LABELS: dict[str, tuple[Callable[[int], str], Callable[[int], str]]] = {
    "cn": (lambda number: f"{chinese_number(number)}、", chinese_number),
    "cn_bracket": (
        lambda number: f"（{chinese_number(number)}）",
        lambda number: f"({chinese_number(number)})",
    ),
    "dot": (lambda number: f"{number}.", str),
    "comma": (lambda number: f"{number}、", str),
}


def label(kind: str, number: int) -> tuple[str, str]:
    """Print a label.

    Parameters
    ----------
    kind
        ``cn``, ``cn_bracket``, ``dot`` or ``comma``.
    number
        Its number.

    Returns
    -------
    printed, name : str
        The label as printed, and its name in the path of the item.

    Examples
    --------
    >>> label("cn_bracket", 4)
    ('（四）', '(四)')
    """
    printed, name = _LABELS[kind]
    return printed(number), name(number)
