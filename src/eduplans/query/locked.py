"""A DuckDB that knows the tables and nothing else: no other file, no network, no extension, no change of settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans.errors import EduplansError, ParameterError, Problem, TableError
from eduplans.query.sources import no_pattern, quoted, view_sql

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import duckdb

    from eduplans.query.sources import Source

__all__ = ["connect", "import_duckdb"]

_TELLING = ("Error when", "Could not", "Expected", "file")
_CONFIG = {
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # names of a question are tables, never frames of the Python around it
    "python_enable_replacements": "false",
}


def import_duckdb() -> None:
    """Look whether the extra is installed.

    Raises
    ------
    EduplansError
        It is not.
    """
    try:
        import duckdb
        import pyarrow as pa
    except ImportError as error:
        raise EduplansError(
            Problem(f"this needs the package {error.name}", remedy="pip install eduplans[large]")
        ) from error
    del duckdb, pa


def connect(sources: Sequence[Source], scratch: Path, memory: str, threads: int | None) -> duckdb.DuckDBPyConnection:
    """Open a database in memory with a view of each table, and lock it.

    Parameters
    ----------
    sources
        The tables. A view is named like its table, inside the schemas ``raw`` and ``processed`` and outside of
        them; where both have a table, the processed one stands outside.
    scratch
        Folder for what does not fit into memory.
    memory
        Most memory, such as ``500MB``.
    threads
        Most threads; all processors without it.

    Returns
    -------
    duckdb.DuckDBPyConnection

    Raises
    ------
    ParameterError
        The memory or the number of threads is none.
    TableError
        A table cannot be read.
    """
    import duckdb

    connection = duckdb.connect(":memory:", config=_CONFIG)  # type: ignore[arg-type]
    try:
        connection.execute(f"SET memory_limit = '{memory.replace(chr(39), '')}'")
        if threads is not None:
            connection.execute(f"SET threads = {int(threads)}")
    except duckdb.Error as error:
        connection.close()
        raise ParameterError(
            Problem("not an amount of memory or a number of threads", value=memory, remedy="such as 500MB, 2 threads")
        ) from error
    connection.execute("SET temp_directory = ?", [str(scratch)])
    # known to who asks for it, and never printed
    connection.execute("SET enable_progress_bar = true")
    connection.execute("SET enable_progress_bar_print = false")
    connection.execute("SET progress_bar_time = 1")
    for stage in dict.fromkeys(source.stage for source in sources):
        if stage:
            connection.execute(f"CREATE SCHEMA {quoted(stage)}")
    for source in sources:
        _view(connection, source)
    files = [str(path) for source in sources for path in source.files]
    # a name is looked up as it is asked for, and again as it is found
    connection.execute("SET allowed_paths = ?", [[*files, *{no_pattern(path) for path in files}.difference(files)]])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _view(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    import duckdb

    name = quoted(source.name)
    try:
        if source.stage:
            connection.execute(f"CREATE VIEW {quoted(source.stage)}.{name} AS {view_sql(source)}")
            connection.execute(f"CREATE OR REPLACE VIEW main.{name} AS FROM {quoted(source.stage)}.{name}")
        else:
            connection.execute(f"CREATE VIEW main.{name} AS {view_sql(source)}")
    except duckdb.Error as error:
        connection.close()
        where = str(source.files[0])
        raise TableError(Problem(f"this table cannot be read: {first_line(error)}", where=where)) from error


def first_line(error: Exception) -> str:
    r"""Give what DuckDB says in one line, without its own head and the question.

    Examples
    --------
    >>> first_line(ValueError("Catalog Error: Table with name x does not exist!\nDid you mean y?"))
    'Table with name x does not exist'
    """
    lines = str(error).strip().split("\n")
    text = lines[0]
    if "CSV Error" in text:  # which column and which file stand further down
        text += "".join(f"; {line.strip()}" for line in lines[1:] if line.strip().startswith(_TELLING))
    head, colon, rest = text.partition(" Error: ")
    return (rest if colon and len(head) < 30 else text).rstrip("!.")
