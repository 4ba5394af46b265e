"""The data dictionary: a page in Markdown made from the tables' records, so that it says what is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eduplans import codebook
from eduplans.tables import PROCESSED, RAW
from eduplans.tables.checks import column_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eduplans.tables import Column, Table

_STAGES = {
    "raw": "Raw tables: what the sources print, nothing added",
    "processed": "Processed tables: made from the raw tables and the codebook alone",
}
_PREFACE = (
    "An empty cell means not known or not reported; it never means zero. Years are calendar years. Money is in yuan, "
    "people are persons, rates are percent."
)
_LONG_LIST = 40


def data_dictionary(heading: int = 1) -> str:
    """Write the data dictionary.

    Parameters
    ----------
    heading
        Depth of the page's own heading.

    Returns
    -------
    str
        Markdown: for every table what a row is, then its columns with type, unit, meaning, rules and origin; then
        the vocabularies of levels and indicators.

    Examples
    --------
    >>> data_dictionary().splitlines()[0]
    '# Data dictionary'
    """
    lines = [
        f"{'#' * heading} Data dictionary",
        "",
        _PREFACE,
        "",
    ]
    for stage, tables in (("raw", RAW), ("processed", PROCESSED)):
        lines += [f"{'#' * (heading + 1)} {_STAGES[stage]}", ""]
        for table in tables.values():
            lines += _table_lines(table, heading + 2)
    lines += [f"{'#' * (heading + 1)} Vocabularies", ""]
    lines += _levels(heading + 2)
    lines += _indicators(heading + 2)
    return "\n".join(lines)


def _table_lines(table: Table, heading: int) -> Iterator[str]:
    yield f"{'#' * heading} `{table.file}`: {table.title}"
    yield ""
    yield table.description
    yield ""
    made = f"Made by `{table.made_by}`." if table.made_by else "Kept by hand."
    yield f"Key: {', '.join(f'`{name}`' for name in table.key)}. {made}"
    yield ""
    yield from markdown_table(
        ("column", "type", "unit", "meaning", "rules", "origin"),
        (
            (f"`{column.name}`", column.type, column.unit, column.description, _rules(column), column.origin)
            for column in table.columns
        ),
    )
    for rule in table.rules:
        yield f"Every row: {rule.name}."
    yield ""


def _rules(column: Column) -> str:
    rules = dict(column_rules(column))
    if len(column.values) > _LONG_LIST:  # the vocabulary has a table of its own below
        rules["enum"] = "one of the codes below"
    return "; ".join(rules.values())


def _levels(heading: int) -> Iterator[str]:
    yield f"{'#' * heading} Levels of education"
    yield ""
    columns = ("source", "printed", "level", "name_zh", "name_en", "broader", "note")
    yield from markdown_table(columns, ([row[name] for name in columns] for row in codebook.read("levels")))


def _indicators(heading: int) -> Iterator[str]:
    yield f"{'#' * heading} Indicators"
    yield ""
    columns = ("code", "family", "name_zh", "name_en", "definition", "unit", "direction", "source", "note")
    yield from markdown_table(columns, ([row[name] for name in columns] for row in codebook.read("indicators")))


def markdown_table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    r"""Write a table in Markdown.

    Parameters
    ----------
    header
        Heads of the columns.
    rows
        Cells; a bar is escaped, a line break becomes a blank.

    Yields
    ------
    str
        Lines, an empty one last.

    Examples
    --------
    >>> list(markdown_table(["a"], [["x|y"]]))
    ['| a |', '| --- |', '| x\\|y |', '']
    """
    head = list(header)
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        cells = (cell.replace("|", r"\|").replace("\n", " ") for cell in row)
        yield f"| {' | '.join(cells)} |"
    yield ""
