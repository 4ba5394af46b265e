"""Parameters of a notebook: read from its parameters cell, checked before a kernel starts.

The cell tagged ``parameters`` declares one parameter a line, with a type and a comment that says what it is.
What stands in square brackets at the end of the comment limits the values::

    start: int = 2000  # first year [1952..end]
    funding: str = "total"  # spending series [total | budget]
    document: str = "yunze-2024-plan"  # id of the document [documents.doc]

``[a..b]`` is a range whose bounds are numbers or other parameters (either may be left out), ``[a | b]`` a list
of choices, ``[table.column]`` a column of a table of the data folder. Values are data, never code: they reach
the notebook as literals.
"""

from __future__ import annotations

import ast
import difflib
import logging
import math
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from eduplans.errors import ParameterError, Problem
from eduplans.runs.notebook import read_notebook, tags
from eduplans.runs.rules import rule_fault, rule_problems, rule_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_RULE = re.compile(r"\s*\[([^\[\]]*)\]\s*$")
_TYPES = ("bool", "int", "float", "str", "list[int]", "list[float]", "list[str]")
_HALF = re.compile("[\ud800-\udfff]")
_INT = re.compile(r"[+-]?[0-9]+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as its notebook declares it.

    Parameters
    ----------
    name
        Name of the variable.
    type
        ``bool``, ``int``, ``float``, ``str`` or a list of one of the last three, such as ``list[int]``.
    default
        Value when none is given.
    help
        What it is, from the comment.
    rule
        What limits the values, from the comment's square brackets; empty where nothing does.

    Examples
    --------
    >>> print(Parameter("start", "int", 2000, "first year", "1952..2024"))
    start: int = 2000 (first year; 1952..2024)
    """

    name: str
    type: str
    default: Any
    help: str = ""
    rule: str = ""

    def __str__(self) -> str:
        said = "; ".join(part for part in (self.help, self.rule) if part)
        return f"{self.name}: {self.type} = {self.default!r}" + (f" ({said})" if said else "")


def read_parameters(notebook: Path) -> dict[str, Parameter]:
    """Read the parameters that a notebook declares.

    Parameters
    ----------
    notebook
        The notebook.

    Returns
    -------
    dict
        By name, in the order of the cell; empty where no cell is tagged ``parameters``.

    Raises
    ------
    ParameterError
        The cell declares something that cannot be checked: no plain default, an unknown type.
    RunError
        The file is not a notebook.
    """
    cells = [cell for cell in read_notebook(notebook)["cells"] if "parameters" in tags(cell)]
    if not cells:
        return {}
    assigned = _assigned(cells[0]["source"], notebook.name)
    from papermill import inspect_notebook

    try:
        with quiet():
            declared = inspect_notebook(str(notebook))
    except ValueError as error:
        raise ParameterError(Problem(f"the parameters cannot be read: {error}", where=notebook.name)) from error
    problems = [
        Problem(
            "this line of the parameters cell cannot be read",
            where=notebook.name,
            value=name,
            remedy="write one line: name: type = value  # what it is, with no second = in it",
        )
        for name in assigned
        if name not in declared
    ]
    found: dict[str, Parameter] = {}
    for name, said in declared.items():
        if name in assigned:
            try:
                found[name] = _declared(said, assigned[name])
            except ParameterError as error:
                problems += [Problem(p.what, notebook.name, None, name, p.value) for p in error.problems]
    problems += [
        Problem(fault, notebook.name, None, name, one.rule, remedy="write [a..b], [a | b] or [table.column]")
        for name, one in found.items()
        if (fault := rule_fault(one.rule, one.type, [other.name for other in found.values()]))
    ]
    if problems:
        raise ParameterError(problems)
    return found


def check_parameters(notebook: Path, given: Mapping[str, Any], data: Path | None = None) -> dict[str, Any]:
    """Check values for a notebook's parameters.

    Parameters
    ----------
    notebook
        The notebook.
    given
        Values by name; strings, as a command line gives them, are read as the declared type.
    data
        The data folder that rules such as ``[documents.doc]`` refer to.

    Returns
    -------
    dict
        The given values in their types, in the order of the parameters cell.

    Raises
    ------
    ParameterError
        Unknown names, wrong types and values out of range, all at once, each with what is right.
    """
    declared = read_parameters(notebook)
    problems = [_unknown(name, declared, notebook.name) for name in given if name not in declared]
    values: dict[str, Any] = {}
    for name, parameter in declared.items():
        if name in given:
            try:
                values[name] = convert(given[name], parameter.type)
            except ValueError as error:
                problems.append(_wrong(parameter, given[name], str(error), notebook.name))
    full = {name: parameter.default for name, parameter in declared.items()} | values
    for name, value in full.items():
        # Also what was not given: another value given may have moved a bound past it.
        if name in values or name not in given:
            problems += [
                _wrong(declared[name], value, text, notebook.name)
                for text in rule_problems(value, declared[name].rule, full, data)
            ]
    if problems:
        raise ParameterError(problems)
    return values


def parameter_help(notebook: Path) -> str:
    """List a notebook's parameters for a terminal: types, defaults, what they are and which values they take.

    Parameters
    ----------
    notebook
        The notebook.

    Returns
    -------
    str
        A paragraph a parameter.

    Raises
    ------
    ParameterError, RunError
        As of `read_parameters`.
    """
    declared = read_parameters(notebook)
    if not declared:
        return f"{notebook.name} takes no parameters."
    parts = []
    for one in declared.values():
        default = str(one.default).lower() if isinstance(one.default, bool) else one.default
        lines = [f"-p {one.name}={default}   ({one.type})", f"    {one.help}" if one.help else ""]
        lines.append(f"    {rule_words(one.rule, one.type)}")
        parts.append("\n".join(line for line in lines if line.strip()))
    return "\n".join([f"{notebook.name} takes, with the values that stand where none is given:", *parts])


@contextmanager
def quiet() -> Iterator[None]:
    """Keep papermill from telling once more what is told here, with a traceback of its own."""
    loggers = [logging.getLogger(name) for name in ("papermill", "papermill.translators", "traitlets")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def convert(value: Any, kind: str) -> Any:
    """Read a value as a type.

    Parameters
    ----------
    value
        A string, or a value that has the type already.
    kind
        One of the types of `Parameter`.

    Returns
    -------
    bool, int, float, str or list

    Raises
    ------
    ValueError
        The value is not of the type.

    Examples
    --------
    >>> convert("2010", "int"), convert("true", "bool"), convert("1,2", "list[int]")
    (2010, True, [1, 2])
    >>> convert("2010.5", "int")
    Traceback (most recent call last):
    ValueError: not a whole number
    """
    if kind.startswith("list["):
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            raise ValueError("not a list")
        return [convert(part.strip() if isinstance(part, str) else part, kind[5:-1]) for part in parts]
    return {"bool": _bool, "int": _int, "float": _float, "str": _str}[kind](value)


def _bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise ValueError("neither true nor false")


def _int(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _INT.fullmatch(value):
        return int(value)
    raise ValueError("not a whole number")


def _float(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("not a number")
    try:
        number = float(value)
    except ValueError:
        raise ValueError("not a number") from None
    if not math.isfinite(number):
        raise ValueError("not a finite number")
    return number


def _str(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    if _HALF.search(value):
        raise ValueError("not a text: it holds half of a character, which no notebook can")
    return value


def _assigned(source: str, where: str) -> dict[str, Any]:
    """Names that the cell assigns, with their default values: Python's own reading, against papermill's."""
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise ParameterError(Problem(f"the parameters cell is not Python: {error}", where=where)) from error
    values: dict[str, Any] = {}
    for statement in body:
        target: ast.expr
        value: ast.expr | None
        match statement:
            case ast.AnnAssign(target=target, value=value) | ast.Assign(targets=[target], value=value):
                pass
            case _:
                continue
        if isinstance(target, ast.Name) and value is not None:
            try:
                values[target.id] = ast.literal_eval(value)
            except ValueError:
                raise ParameterError(
                    Problem("the default of a parameter is not a plain value", where=where, column=target.id)
                ) from None
    return values


def _declared(said: Mapping[str, str], default: Any) -> Parameter:
    kind = said["inferred_type_name"].replace(" ", "")
    if kind == "None":
        kind = type(default).__name__
        if kind == "list" and default:
            kind = f"list[{type(default[0]).__name__}]"
    if kind not in _TYPES:
        raise ParameterError(Problem(f"unknown type; the types are {', '.join(_TYPES)}", value=kind))
    try:
        default = convert(default, kind)
    except ValueError as error:
        raise ParameterError(Problem(f"the default is {error}", value=repr(default))) from error
    match = _RULE.search(said["help"])
    text = said["help"][: match.start()] if match else said["help"]
    return Parameter(said["name"], kind, default, text.strip(), match.group(1).strip() if match else "")


def _unknown(name: str, declared: Mapping[str, Parameter], where: str) -> Problem:
    close = difflib.get_close_matches(name, declared, n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    listed = "".join(f"\n  {parameter}" for parameter in declared.values())
    right = f"{hint}the parameters are:{listed}" if declared else "this notebook takes none"
    return Problem("no such parameter", where=where, value=name, remedy=right)


def _wrong(parameter: Parameter, value: Any, text: str, where: str) -> Problem:
    shown = value if isinstance(value, str) else repr(value)
    return Problem(f"parameter {parameter.name}: {text}", where=where, value=shown, remedy=f"declared as {parameter}")
