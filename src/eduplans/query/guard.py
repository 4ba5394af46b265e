"""Only reading: what a question may hold is listed, everything else is refused before it runs.

That a statement is a SELECT says too little: DuckDB takes `COPY ... TO`, INSERT and DELETE inside a WITH, and table
functions that open files. So the parsed question is looked through, part by part. The settings of
`eduplans.query.locked` are a second wall.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from eduplans.errors import ParameterError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

__all__ = ["check_reads"]

#: Parts of a question that read.
_NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
#: Functions that a question may take rows from; all others of DuckDB open files, change settings or take pointers.
_FUNCTIONS = frozenset(
    {
        "duckdb_columns", "duckdb_functions", "duckdb_keywords", "duckdb_settings", "duckdb_tables", "duckdb_types",
        "duckdb_views", "generate_series", "json_each", "json_tree", "pragma_table_info", "range", "repeat",
        "summary", "unnest",
    }
)  # fmt: skip
_REMEDY = "write one SELECT (also with WITH, FROM, VALUES, DESCRIBE, SUMMARIZE or SHOW TABLES)"


def check_reads(connection: duckdb.DuckDBPyConnection, question: str) -> None:
    """Refuse a question that would do anything but read the tables.

    Parameters
    ----------
    connection
        Where it would run; nothing of it is run.
    question
        The question in SQL.

    Raises
    ------
    ParameterError
        It is not one statement, does not only read, or takes rows from a function that is not listed.
    duckdb.Error
        It cannot be parsed.

    Examples
    --------
    >>> import duckdb
    >>> check_reads(duckdb.connect(), "select 1")
    >>> check_reads(duckdb.connect(), "with x as (copy (select 1) to 'file') select 1")
    Traceback (most recent call last):
        ...
    eduplans.errors.ParameterError: only reading is possible (found 'COPY'); write one SELECT (also with WITH, FROM, \
VALUES, DESCRIBE, SUMMARIZE or SHOW TABLES)
    """
    statements = connection.extract_statements(question)
    if len(statements) != 1:
        raise ParameterError(Problem("one statement at a time", value=str(len(statements)), remedy=_REMEDY))
    kind = statements[0].type.name
    if kind != "SELECT":
        raise ParameterError(Problem("only reading is possible", value=kind, remedy=_REMEDY))
    rows = connection.execute("SELECT json_serialize_sql(?)", [statements[0].query]).fetchall()
    tree = json.loads(rows[0][0])
    if tree.get("error"):
        raise ParameterError(
            Problem(f"this cannot be looked through: {tree.get('error_message', 'no reason given')}", remedy=_REMEDY)
        )
    for part in _parts(tree["statements"]):
        _check_part(part)


def _check_part(part: dict[str, Any]) -> None:
    kind = str(part.get("type", ""))
    if kind.endswith("_NODE") and kind not in _NODES:
        word = kind.removesuffix("_NODE").removesuffix("_QUERY")
        raise ParameterError(Problem("only reading is possible", value=word, remedy=_REMEDY))
    if kind == "TABLE_FUNCTION":
        name = str(part["function"].get("function_name", "")).lower()
        if name not in _FUNCTIONS:
            remedy = "name the tables themselves; these functions give rows: " + ", ".join(sorted(_FUNCTIONS))
            raise ParameterError(Problem("rows cannot be taken from this function", value=name, remedy=remedy))


def _parts(tree: object) -> Iterator[dict[str, Any]]:
    """Walk through all parts without recursion: a question may be nested deeper than Python's stack."""
    left = [tree]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            yield one
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
