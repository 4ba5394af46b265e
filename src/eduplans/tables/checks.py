"""Checks of one table: pandera schemas made from the columns, every violation as a `Problem` with its place."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import pandera.pandas as pa

from eduplans.errors import Problem
from eduplans.tables.cells import DTYPES, cell_text

if TYPE_CHECKING:
    from eduplans.tables.columns import Column, RowRule, Table

_REQUIRED = "required"
_UNIQUE = "unique"
_RULES = {
    "not_nullable": ("the cell is empty", _REQUIRED),
    "field_uniqueness": ("the cell is there more than once", _UNIQUE),
    "multiple_fields_uniqueness": ("another row has the same key", "unique key"),
}


def column_rules(column: Column) -> dict[str, str]:
    """Rules of a column in words, by their constraint in the Frictionless Data standard.

    Parameters
    ----------
    column
        The column.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> from eduplans.tables import RAW
    >>> column_rules(RAW["figures"].column("order"))
    {'required': 'required', 'minimum': 'at least 1'}
    """
    rules = {}
    if column.required:
        rules["required"] = _REQUIRED
    if column.unique:
        rules["unique"] = _UNIQUE
    if column.values:
        rules["enum"] = "one of " + ", ".join(column.values)
    if column.pattern:
        rules["pattern"] = f"matches {column.pattern}"
    if column.minimum is not None:
        rules["minimum"] = f"at least {cell_text(column.minimum)}"
    if column.maximum is not None:
        rules["maximum"] = f"at most {cell_text(column.maximum)}"
    if column.max_length is not None:
        rules["maxLength"] = f"at most {column.max_length} characters"
    return rules


def _column_schema(column: Column) -> pa.Column:
    rules = column_rules(column)
    checks = []
    if "enum" in rules:
        checks.append(pa.Check.isin(column.values, error=rules["enum"]))
    if "pattern" in rules:
        checks.append(pa.Check(partial(_matches, re.compile(column.pattern)), error=rules["pattern"]))
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum, error=rules["minimum"]))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum, error=rules["maximum"]))
    if column.max_length is not None:
        checks.append(pa.Check.str_length(max_value=column.max_length, error=rules["maxLength"]))
    return pa.Column(
        DTYPES[column.type],
        checks,
        nullable=not column.required,
        unique=column.unique,
        report_duplicates="exclude_first",
        description=column.description,
    )


def _matches(pattern: re.Pattern[str], cells: pd.Series) -> pd.Series:
    """Tell which cells match as a whole; every value is looked at once, as words and items come thousands of times."""
    return ~cells.isin([value for value in cells.unique() if not pattern.fullmatch(value)])


def _row_check(rule: RowRule) -> pa.Check:
    # An empty or unreadable cell has a problem of its own already.
    return pa.Check(lambda frame: rule.holds(frame).fillna(value=True).astype(bool), error=rule.name)


@cache
def schema(table: Table) -> pa.DataFrameSchema:
    """Make the pandera schema of a table.

    Parameters
    ----------
    table
        The table.

    Returns
    -------
    pandera.pandas.DataFrameSchema
        Ordered and closed: no other columns.
    """
    key = list(table.key)
    return pa.DataFrameSchema(
        {column.name: _column_schema(column) for column in table.columns},
        checks=[_row_check(rule) for rule in table.rules],
        unique=key if not (len(key) == 1 and table.column(key[0]).unique) else None,
        report_duplicates="exclude_first",
        strict=True,
        ordered=True,
        name=table.name,
    )


def violations(frame: pd.DataFrame, table: Table, where: str) -> list[Problem]:
    """Find every cell and row that breaks the rules of a table.

    Parameters
    ----------
    frame
        Typed as the table says, with a running index from 0.
    table
        The table.
    where
        File or table, for messages.

    Returns
    -------
    list of Problem
        By row and column, one for each rule broken; empty where all is well.
    """
    try:
        schema(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
    else:
        return []
    at = {rule.name: rule.column for rule in table.rules}
    found: dict[tuple[int, int, str], Problem] = {}
    for case in cases.to_dict("records"):
        problem = _problem(case, frame, table, at, where)
        place = table.names.index(problem.column) if problem.column in table.names else -1
        found.setdefault((problem.row or 0, place, problem.rule), problem)
    return [found[key] for key in sorted(found)]


def _problem(case: dict[Any, Any], frame: pd.DataFrame, table: Table, at: dict[str, str], where: str) -> Problem:
    check = str(case["check"])
    what, rule = _RULES.get(check, ("the rule is broken", check))
    column = at.get(check, str(case["column"]))
    if check == "multiple_fields_uniqueness":
        column = ", ".join(table.key)
    if pd.isna(case["index"]):  # about the frame as a whole, such as a wrong type
        return Problem(what, where=where, column=column, value=str(case["failure_case"]), rule=rule)
    row = int(case["index"])
    cells = [cell_text(frame[name].iloc[row]) for name in column.split(", ")]
    value = None if rule == _REQUIRED else ", ".join(cells)
    return Problem(what, where=where, row=row + 2, column=column, value=value, rule=rule)
