"""How results are printed: rows as table, CSV or JSON, a trace as a short story."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, TextIO

from eduplans.messages import head, in_column, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.rows import Row
    from eduplans.trace import Trace

#: What qualifiers say in words, in front of a number.
QUALIFIERS = {
    "exact": "",
    "about": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "at_most": "at most ",
    "less_than": "less than ",
}
#: Columns of the codebook of figures, plus the span in the cleaned text.
FIGURE_COLUMNS = (
    "doc", "order", "item", "as_printed", "value", "value_max", "unit", "qualifier", "measure", "level", "year",
    "status", "change", "confidence", "start", "end",
)  # fmt: skip
#: Width of a table for people where no terminal says one.
WIDE = 180
#: Its columns.
_SHOWN = ("item", "as_printed", "value", "unit", "qualifier", "measure", "level", "year", "status", "change")


def listed(words: Sequence[str]) -> str:
    """Join words for a sentence; nothing of none.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"]), listed([])
    ('a', 'a and b', 'a, b and c', '')
    """
    return " and ".join([part for part in (", ".join(words[:-1]), *words[-1:]) if part])


def number(value: object) -> str:
    """Write a number in the one way of all tables: no ".0" behind whole numbers, empty where missing.

    Parameters
    ----------
    value
        A number, a text or None.

    Returns
    -------
    str

    Examples
    --------
    >>> number(648000000.0), number(5.3), number(None)
    ('648000000', '5.3', '')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def print_rows(rows: Sequence[Row], form: str, stream: TextIO) -> None:
    """Print rows of figures.

    Parameters
    ----------
    rows
        Rows with the columns of the codebook.
    form
        ``table`` (for people), ``csv`` or ``json`` (for programs).
    stream
        Where to.
    """
    if form == "table":
        _print_tables(rows, stream)
        return
    text = rows_text(rows, form)
    stream.write(table_head(form))
    stream.write(text)
    if form == "json":
        stream.write(json_end(len(rows)))


def table_head(form: str) -> str:
    """Write what stands before the rows: the names of the columns, or the bracket that opens the list."""
    return ",".join(FIGURE_COLUMNS) + "\n" if form == "csv" else "["


def json_end(rows: int) -> str:
    """Close a list with so many rows in it."""
    return "\n]\n" if rows else "]\n"


def rows_text(rows: Sequence[Row], form: str) -> str:
    """Write rows for programs, without what stands before and after them.

    Parameters
    ----------
    rows
        Rows with the columns of the codebook.
    form
        ``csv``, or ``json`` (members of a list, to be parted by commas).

    Returns
    -------
    str
        Empty where there is no row.
    """
    if form == "json":
        listed = [{key: row[key] for key in FIGURE_COLUMNS} for row in rows]
        return json.dumps(listed, ensure_ascii=False, indent=1)[1:-2] if rows else ""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([number(row[key]) for key in FIGURE_COLUMNS] for row in rows)
    return stream.getvalue()


def _print_tables(rows: Sequence[Row], stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(file=stream, width=None if stream.isatty() else WIDE)
    for doc in dict.fromkeys(str(row["doc"]) for row in rows):
        table = Table(title=doc, title_justify="left")
        for key in _SHOWN:
            table.add_column(head(key), overflow="fold", no_wrap=key == "as_printed")
        own = [row for row in rows if row["doc"] == doc]
        for row in own:
            table.add_row(*(_short(row, key) for key in _SHOWN))
        console.print(table, markup=False)
    console.print(message(f"{len(rows)} figures"))


def _short(row: Row, key: str) -> str:
    from rich.markup import escape

    text = number(row[key])
    if key == "value" and row["value_max"] is not None:
        text += "-" + number(row["value_max"])
    return escape(text.replace("\n", " "))


def print_trace(found: Trace, stream: TextIO, *, as_json: bool = False) -> None:
    """Print where a figure stands.

    Parameters
    ----------
    found
        Result of `eduplans.trace.trace`.
    stream
        Where to.
    as_json
        Print JSON instead of text.
    """
    if as_json:
        facts = {
            "figure": found.figure,
            "document": found.document,
            "heading": found.heading,
            "found": found.found,
            "sentence": found.sentence,
            "corrections": list(found.corrections),
            "confirmed": found.confirmed,
        }
        json.dump(facts, stream, ensure_ascii=False, indent=1, default=number)
        stream.write("\n")
        return
    for line in _trace_lines(found):
        stream.write(line.rstrip() + "\n")


def _trace_lines(found: Trace) -> list[str]:
    figure, document = found.figure, found.document
    value = number(figure["value"]) + (f"-{number(figure['value_max'])}" if figure["value_max"] != "" else "")
    lines = [
        ("figure", figure["figure_id"]),
        ("printed", figure["as_printed"]),
        ("reads", f"{value} {figure['unit']} ({figure['qualifier']}, {figure['change']}, {figure['status']})"),
        ("measure", figure["measure"]),
        ("document", f"{document['doc']}: {document['title'] or message('title not printed')}"),
        ("source", head(str(document["source"]))),
        ("item", f"{figure['item'] or message('before the first heading')}  {found.heading}"),
        ("span", message(f"{figure['start']}-{figure['end']} of the cleaned text")),
        ("phrase", figure["phrase"]),
    ]
    lines += [
        ("correction", f"{row['column']}: {row['new'] or row['flag']} ({row['reason']}; {row['source']})")
        for row in found.corrections
    ]
    if found.confirmed:
        parts = (found.confirmed[name] for name in ("date", "by", "reason", "source"))
        lines.append(("confirmed", "; ".join(filter(None, parts))))
    return [f"{in_column(name, 10)} {said}" for name, said in (*lines, ("sentence", _sentence(found)))]


def _sentence(found: Trace) -> str:
    digest = found.document["sha256_file"]
    if found.found == "sentence":
        return found.sentence
    if found.found == "other text":
        return message("not shown: cleaning now gives another text than the recorded one; ingest the file again")
    return message(f"not shown: no file with SHA-256 {digest} (--documents PATH, or data/documents/)")
