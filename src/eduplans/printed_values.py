"""Values typed by hand beside what is printed: the printed form is read again and has to give the value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.errors import Problem
from eduplans.figures import find_figures_in_text
from eduplans.tables.cells import cell_text
from eduplans.tables.relations import Checked

if TYPE_CHECKING:
    from eduplans.model import Figure

__all__ = ["check_printed_values"]

_RULE = "the value is what is printed"
_PLAIN = re.compile(r"(?P<whole>\d[\d,]*)(?:\.(?P<decimals>\d+))?(?P<unit>\D+)")
_SLACK = 1 + 1e-9


def check_printed_values(frame: pd.DataFrame, where: str) -> Checked:
    """Read the printed forms of a table and compare them with its values.

    Parameters
    ----------
    frame
        With the columns ``value`` and ``as_printed``, typed, with a running index from 0.
    where
        Its file, for messages.

    Returns
    -------
    Checked
        Rows whose printed form is one plain number with a unit, and those whose value is farther from it than it
        is precise (half of its last digit). Other printed forms, such as an index without a unit, are left alone.

    Examples
    --------
    >>> rows = pd.DataFrame({"value": [25000000.0, 3.0], "as_printed": ["2600万元", "上涨3%"]})
    >>> found = check_printed_values(rows, "national.csv")
    >>> found.rows, found.problems[0].what
    (1, "'2600万元' is 26000000")
    """
    problems: list[Problem] = []
    rows = 0
    for row, (value, printed) in enumerate(zip(frame["value"], frame["as_printed"], strict=True), start=2):
        plain = None if pd.isna(printed) or pd.isna(value) else _PLAIN.fullmatch(printed.strip())
        figure = _figure(printed.strip()) if plain else None
        if plain is None or figure is None:
            continue
        rows += 1
        if abs(float(value) - figure.value) > _tolerance(plain, figure.value) * _SLACK:
            problems.append(_problem(where, row, value, printed, figure))
    return Checked(where.rsplit("/", 1)[-1].removesuffix(".csv"), _RULE, rows, tuple(problems))


def _figure(printed: str) -> Figure | None:
    found = find_figures_in_text(printed)
    return found[0] if len(found) == 1 and found[0].as_printed == printed and found[0].value_max is None else None


def _tolerance(plain: re.Match[str], value: float) -> float:
    """Give half of the last printed digit; what is counted in thousands and more may be rounded to whole ones."""
    decimals = plain["decimals"] or ""
    number = float(f"{plain['whole'].replace(',', '')}.{decimals or 0}")
    scale = value / number if number else 1.0
    return max(scale * 10.0 ** -len(decimals) / 2, 0.5 if scale > 1 else 0.0)


def _problem(where: str, row: int, value: float, printed: str, figure: Figure) -> Problem:
    return Problem(
        f"{printed!r} is {cell_text(figure.value)}",
        where=where,
        row=row,
        column="value",
        value=cell_text(float(value)),
        rule=_RULE,
        remedy="look into the source and mend the value or the printed form",
    )
