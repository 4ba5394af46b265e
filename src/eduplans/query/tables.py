"""Tables on disk as something that can be asked: `eduplans.open`."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.digests import check_digests
from eduplans.errors import Problem, QueryError
from eduplans.progress import Steps
from eduplans.query.guard import check_reads
from eduplans.query.locked import connect, first_line, import_duckdb
from eduplans.query.sources import find_sources
from eduplans.query.watch import watched
from eduplans.storage import scratch, storing
from eduplans.storage.commit import part_of
from eduplans.tables.load import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from types import TracebackType
    from typing import Self

    import duckdb
    import pandas as pd
    import pyarrow as pa

__all__ = ["MEMORY", "Tables", "open_tables"]

#: Most memory that DuckDB takes where nothing else is said.
MEMORY = "1GB"
_ROWS = 50_000  # rows of a batch


class Tables:
    """Tables on disk that can be asked in SQL and are never changed; see `open_tables`, which makes one.

    Attributes
    ----------
    folder : pathlib.Path
        Where they stand.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, stack: ExitStack) -> None:
        self._connection, self._stack = connection, stack
        self.folder = folder

    @property
    def tables(self) -> dict[str, tuple[str, ...]]:
        """Names of the tables, each with the names of its columns in their order.

        Examples
        --------
        See `open_tables`.
        """
        rows = self._connection.execute(
            "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE NOT internal "
            "ORDER BY schema_name <> 'main', schema_name DESC, table_name, column_index"
        ).fetchall()
        found: dict[str, tuple[str, ...]] = {}
        for schema, table, column in rows:
            name = table if schema == "main" else f"{schema}.{table}"
            found[name] = (*found.get(name, ()), column)
        return found

    def batches(self, question: str) -> pa.RecordBatchReader:
        """Ask, and take the rows in batches, so that an answer need not fit into memory.

        Parameters
        ----------
        question
            One SELECT.

        Returns
        -------
        pyarrow.RecordBatchReader

        Raises
        ------
        QueryError
            It cannot be answered; the message lists the tables, or the columns of those that are named.
        ParameterError
            It would do something else than read.
        """
        return self._batches(question, alone=False)

    def _batches(self, question: str, *, alone: bool) -> pa.RecordBatchReader:
        import duckdb
        import pyarrow as pa

        try:
            check_reads(self._connection, question)
            # a cursor each, so that answers can be read side by side; only the connection knows how far it is
            cursor = self._connection if alone else self._connection.cursor()
            answer = cursor.sql(question)
            # the method had another name until DuckDB 1.4
            reader = getattr(answer, "to_arrow_reader", None) or answer.fetch_arrow_reader
            batches = reader(_ROWS)
        except duckdb.Error as error:
            raise self._explained(error, question) from error
        except RuntimeError as error:
            raise _interrupted(error) from error
        held = batches if alone else _held(batches, cursor)
        return pa.RecordBatchReader.from_batches(batches.schema, held)

    def sql(self, question: str) -> pd.DataFrame:
        """Ask, and take the answer as a table.

        Parameters
        ----------
        question
            One SELECT.

        Returns
        -------
        pandas.DataFrame
            With the types of `eduplans.load`: ``str``, ``Int64``, ``Float64`` as ``float64``, ``boolean`` and dates.

        Raises
        ------
        QueryError
            It cannot be answered; the message lists the tables, or the columns of those that are named.
        ParameterError
            It would do something else than read.

        Examples
        --------
        See `open_tables`.
        """
        from eduplans.query.frames import to_frame

        with self._reading(question):
            return to_frame(self.batches(question).read_all())

    def write(
        self,
        question: str,
        form: str,
        out: Path | None = None,
        progress: Callable[[], AbstractContextManager[Steps]] | None = None,
    ) -> int:
        """Ask, and write the answer batch by batch.

        Parameters
        ----------
        question
            One SELECT.
        form
            ``table``, ``csv``, ``json`` or ``parquet``.
        out
            File, which takes its name when the answer is complete; standard output without it.
        progress
            Shows the steps, hundredths of the answer, until its first rows are there.

        Returns
        -------
        int
            Number of rows.

        Raises
        ------
        QueryError, ParameterError
            See `batches`.
        StorageError
            The file cannot be written.
        """
        from eduplans.query.output import write_answer

        with progress() if progress else nullcontext(Steps()) as steps, watched(self._connection, steps):
            answer = self._batches(question, alone=True)
        with self._reading(question):
            if out is None:
                return write_answer(answer, form, sys.stdout, sys.stdout.buffer)
            with _beside(out) as path:
                if form == "parquet":
                    with path.open("wb") as binary:
                        return write_answer(answer, form, None, binary)
                with path.open("w", encoding="utf-8", newline="") as stream:
                    return write_answer(answer, form, stream, None)

    @contextmanager
    def _reading(self, question: str) -> Iterator[None]:
        """Explain faults that show only when rows are read; they come through Arrow, which knows no kinds of them."""
        import duckdb
        import pyarrow as pa

        try:
            yield
        except (duckdb.Error, pa.ArrowException) as error:
            raise self._explained(error, question) from error
        except RuntimeError as error:
            raise _interrupted(error) from error

    def _explained(self, error: Exception, question: str) -> QueryError:
        """Say what is wrong, and which tables there are, or which columns the named tables have."""
        import duckdb

        remedy = ""
        if isinstance(error, duckdb.ConnectionException):
            return QueryError(Problem("these tables are closed", remedy="open them anew"))
        if isinstance(error, duckdb.OutOfMemoryException) or "Out of Memory" in str(error):
            remedy = "give it more with --memory (memory=), or ask for less at once"
        elif not isinstance(error, duckdb.ParserException):
            named = {name: columns for name, columns in self.tables.items() if name in question.lower()}
            if isinstance(error, duckdb.BinderException) and named:
                remedy = "; ".join(f"{name} has {', '.join(columns)}" for name, columns in named.items())
            elif isinstance(error, duckdb.CatalogException | duckdb.BinderException):
                remedy = "there are the tables " + ", ".join(self.tables)
        return QueryError(Problem(first_line(error), remedy=remedy))

    def close(self) -> None:
        """Close the database and remove what it kept on disk."""
        self._connection.close()
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{len(self.tables)} tables of {self.folder}>"


def open_tables(data: Path | str | None = None, *, memory: str = MEMORY, threads: int | None = None) -> Tables:
    r"""Open the tables of a folder for questions in SQL; nothing is loaded, nothing can be changed.

    Parameters
    ----------
    data
        A data folder with ``raw`` and ``processed`` in it, or a folder of tables (CSV or Parquet); without it, the
        folder that `eduplans.load` takes.
    memory
        Most memory for the answers; what does not fit is kept on disk meanwhile.
    threads
        Most threads; all processors without it.

    Returns
    -------
    Tables
        Named as `eduplans.load` names them; where a table is both raw and processed, its name alone means the
        processed one, ``raw.figures`` the other.

    Raises
    ------
    TableError
        There is no such folder, or no table in it; or a generated raw table was changed by hand.
    ParameterError
        Memory or threads are no such amounts.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import eduplans
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pathlib.Path(folder, "item_words.csv")
    ...     _ = table.write_text("doc,item,word,count\nplan,一,学校,3\nplan,二,学校,4\n", encoding="utf-8")
    ...     with eduplans.open(folder) as tables:
    ...         tables.tables
    ...         answer = tables.sql("select word, sum(count) as times from item_words group by word")
    {'item_words': ('doc', 'item', 'word', 'count')}
    >>> answer.to_dict("records")
    [{'word': '学校', 'times': 7}]
    """
    import_duckdb()
    folder = Path(data) if data is not None and not _is_data(Path(data)) else data_folder(data)
    sources = find_sources(folder)
    check_digests(folder / "raw" if _is_data(folder) else folder)
    with ExitStack() as stack:
        connection = connect(sources, stack.enter_context(scratch(prefix="eduplans-query-")), memory, threads)
        return Tables(connection, folder, stack.pop_all())


def _interrupted(error: RuntimeError) -> BaseException:
    """Take what DuckDB says after Ctrl-C for what Python says."""
    return KeyboardInterrupt() if "interrupted" in str(error).lower() else error


def _is_data(folder: Path) -> bool:
    return (folder / "raw").is_dir() or (folder / "processed").is_dir()


def _held(batches: pa.RecordBatchReader, cursor: duckdb.DuckDBPyConnection) -> Iterator[pa.RecordBatch]:
    """Keep the cursor of an answer until its last row was read."""
    yield from batches
    cursor.close()


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """Give a path to write to; what was written takes its name when all went well."""
    with storing(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        path = part_of(out)
        try:
            yield path
            path.replace(out)
        finally:
            path.unlink(missing_ok=True)
