"""What a table is: its columns with type, rules, meaning and origin, in one record.

From these records come the checks (`eduplans.tables.checks`), the data package (`eduplans.tables.datapackage`) and the
data dictionary (`eduplans.dictionary`), so that what is documented is what is checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

ColumnType = Literal["string", "integer", "number", "boolean", "date"]
Stage = Literal["raw", "processed"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Name in the header.
    type
        Type as the Frictionless Data standard names it.
    description
        What a cell says, in a sentence without a full stop.
    unit
        Unit of the numbers, where they have one.
    origin
        Where a cell comes from: the document, cleaning, the outline, the grammar, a person, a derivation.
    required
        Whether an empty cell is an error; an empty cell otherwise means "not known".
    unique
        Whether no two rows may have the same cell.
    values
        The only cells allowed, where the column has a vocabulary.
    pattern
        Regular expression that every whole cell has to match.
    minimum, maximum
        Bounds of numbers, both included.
    max_length
        Bound of the number of characters.
    later
        Whether tables of an earlier version may lack the column, which then is empty.
    """

    name: str
    type: ColumnType
    description: str
    unit: str = ""
    origin: str = ""
    required: bool = False
    unique: bool = False
    values: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule about several cells of one row.

    Parameters
    ----------
    name
        The rule in words, as messages show it.
    column
        Column that a message points to.
    holds
        From the typed frame to one boolean a row.
    """

    name: str
    column: str
    holds: Callable[[pd.DataFrame], pd.Series[bool]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a CSV file with its columns and rules.

    Parameters
    ----------
    name
        Name, which is the file's without ``.csv``.
    stage
        ``raw`` (what sources print) or ``processed`` (made from raw tables alone).
    title
        Title for readers.
    description
        What a row is and what to keep in mind.
    columns
        Columns in the order of the file.
    key
        Columns that tell rows apart; rows are sorted by `order`.
    order
        Columns to sort by; the key where empty.
    by_appearance
        Columns of `order` that keep the order in which their values first appear instead of being sorted.
    made_by
        The command that makes the table; empty for tables kept by hand.
    optional
        Whether the file may be missing, which means no rows.
    lapsing
        Whether its rows may outlive what they name in other tables.
    rules
        Rules about several cells of a row.
    """

    name: str
    stage: Stage
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...] = ()
    by_appearance: tuple[str, ...] = ()
    made_by: str = ""
    optional: bool = False
    lapsing: bool = False
    rules: tuple[RowRule, ...] = field(default=())

    @property
    def names(self) -> list[str]:
        """Names of the columns in the order of the file."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        """Find the column of this name.

        Parameters
        ----------
        name
            Name in the header.

        Returns
        -------
        Column

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def file(self) -> str:
        """Path of the file inside the data folder."""
        return f"{self.stage}/{self.name}.csv"
