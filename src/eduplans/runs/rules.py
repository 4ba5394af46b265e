"""What limits a parameter's values: ranges, choices and columns of tables."""

from __future__ import annotations

import csv
import difflib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_COLUMN = re.compile(r"[a-z_]+\.[a-z_]+")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
#: Fewer choices than this are no choice.
_TWO = 2


def rule_problems(value: Any, rule: str, values: Mapping[str, Any], data: Path | None) -> list[str]:
    """Say what a rule has against a value.

    Parameters
    ----------
    value
        The value, or a list of which each part is checked.
    rule
        ``a..b``, ``a | b`` or ``table.column``; nothing is checked where it is empty.
    values
        The values of all parameters, for bounds that are parameters.
    data
        The data folder for ``table.column``.

    Returns
    -------
    list of str
        Empty where the value is right.

    Examples
    --------
    >>> rule_problems(1900, "1952..end", {"end": 2024}, None)
    ['less than 1952']
    >>> rule_problems("totl", "total | budget", {}, None)
    ['none of: total, budget; did you mean total?']
    """
    parts = value if isinstance(value, list) else [value]
    if not rule:
        return []
    if ".." in rule:
        return [text for part in parts for text in _out_of_range(part, rule, values)]
    if _COLUMN.fullmatch(rule):
        choices = column_values(rule, data)
        return [] if choices is None else [text for part in parts for text in _not_among(part, choices)]
    choices = [choice.strip() for choice in rule.split("|")]
    return [text for part in parts for text in _not_among(part, choices)]


def rule_fault(rule: str, kind: str, names: Sequence[str]) -> str:
    """Say what is wrong with a rule itself.

    Parameters
    ----------
    rule
        What stands in the square brackets.
    kind
        Type of the parameter.
    names
        Names of all parameters of the notebook.

    Returns
    -------
    str
        Empty where nothing is.

    Examples
    --------
    >>> rule_fault("2000..end", "int", ["start", "end"]), rule_fault("2000..last", "int", ["start"])
    ('', "this range ends in no number and no parameter: 'last'")
    >>> rule_fault("zh", "str", [])
    'this is no range, no list of choices and no column of a table'
    """
    if not rule or _COLUMN.fullmatch(rule):
        return ""
    if ".." in rule:
        if kind.removeprefix("list[").rstrip("]") not in {"int", "float"}:
            return "a range limits numbers, and this is none"
        ends = [end.strip() for end in rule.split("..", 1)]
        bad = [end for end in ends if end and end not in names and not _NUMBER.fullmatch(end)]
        return f"this range ends in no number and no parameter: {bad[0]!r}" if bad else ""
    choices = [choice.strip() for choice in rule.split("|")]
    if len(choices) < _TWO or not all(choices):
        return "this is no range, no list of choices and no column of a table"
    return ""


def rule_words(rule: str, kind: str) -> str:
    """Say in words which values a rule takes.

    Examples
    --------
    >>> rule_words("1952..end", "int"), rule_words("..5", "int"), rule_words("total | budget", "str")
    ('from 1952 to end', 'to 5', 'total or budget')
    >>> rule_words("documents.doc", "str"), rule_words("", "bool"), rule_words("", "str")
    ('a value of the column doc of the table documents', 'true or false', '')
    """
    if not rule:
        return "true or false" if kind == "bool" else ""
    if ".." in rule:
        low, high = (end.strip() for end in rule.split("..", 1))
        return " ".join(part for part in (f"from {low}" if low else "", f"to {high}" if high else "") if part)
    if _COLUMN.fullmatch(rule):
        table, column = rule.split(".")
        return f"a value of the column {column} of the table {table}"
    choices = [choice.strip() for choice in rule.split("|")]
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def column_values(rule: str, data: Path | None) -> list[str] | None:
    """List the distinct values of ``table.column``, processed before raw; None where there is no such table."""
    table, column = rule.split(".")
    for stage in ("processed", "raw"):
        path = data / stage / f"{table}.csv" if data else None
        if path and path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                return list(dict.fromkeys(row.get(column) or "" for row in csv.DictReader(file)))
    return None


def _out_of_range(value: Any, rule: str, values: Mapping[str, Any]) -> list[str]:
    low, high = (_bound(text.strip(), values) for text in rule.split("..", 1))
    problems = []
    if low is not None and value < low[1]:
        problems.append(f"less than {low[0]}")
    if high is not None and value > high[1]:
        problems.append(f"more than {high[0]}")
    return problems


def _bound(text: str, values: Mapping[str, Any]) -> tuple[str, float] | None:
    if not text:
        return None
    if text in values:
        return f"{text} ({values[text]})", values[text]
    return text, float(text)


def _not_among(value: Any, choices: list[str]) -> list[str]:
    if str(value) in choices:
        return []
    close = difflib.get_close_matches(str(value), choices, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return [f"none of: {', '.join(choices)}{hint}"]
