"""National series: one quantity at one level by year.

The functions take the table of national statistics (``eduplans.load("national")``) as a frame and return frozen
results. A year without a value stays a row with a missing value: it was not found, which is neither zero nor
a reason to interpolate.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from eduplans.errors import ParameterError, Problem, UnknownNameError
from eduplans.trends.printed import printed_amount

_TEXTS = ("as_printed", "source", "other_values", "note")


@dataclass(frozen=True, slots=True)
class Series:
    """One series at one level, a row a year.

    Parameters
    ----------
    name, level, unit
        What it is, as the table of national statistics names it.
    frame
        Indexed by `year` without gaps; columns `value` (missing: not found), `as_printed`, `source`, `copy`
        (whether the value was seen only in a copy of the publication), `other_values`, `note`.
    """

    name: str
    level: str
    unit: str
    frame: pd.DataFrame

    @property
    def values(self) -> pd.Series:
        """The values by year."""
        return self.frame["value"]

    @property
    def missing(self) -> tuple[int, ...]:
        """Years whose value was not found."""
        return tuple(int(year) for year in self.frame.index[self.values.isna()])

    @property
    def copies(self) -> tuple[int, ...]:
        """Years whose value was seen only in a copy."""
        return tuple(int(year) for year in self.frame.index[self.frame["copy"]])


def national_series(
    national: pd.DataFrame,
    name: str,
    level: str = "all",
    *,
    start: int | None = None,
    end: int | None = None,
) -> Series:
    """Take one series at one level out of the national statistics.

    Parameters
    ----------
    national
        The processed table: a row a year, `series` and `level_printed`.
    name, level
        As in the columns `series` and `level_printed`, such as ``edu_total`` and ``all``.
    start, end
        First and last year; by default those of the whole table.

    Returns
    -------
    Series
        Every year from `start` to `end`; a year that is not in the table has a missing value.

    Raises
    ------
    UnknownNameError
        If the table has no such series, or not at this level; the message lists what there is.
    ParameterError
        If `end` is not after `start`.

    Examples
    --------
    >>> table = pd.DataFrame({"year": [2000, 2002], "series": "gdp", "level_printed": "all", "value": [10.0, 12.0],
    ...     "unit": "yuan", "as_printed": ["10元", "12元"], "source": "invented",
    ...     "seen_in": ["copy", "publisher"], "other_values": "", "note": ""})
    >>> gdp = national_series(table, "gdp")
    >>> gdp.missing, gdp.copies
    ((2001,), (2000,))
    """
    rows = national[national["series"] == name]
    if rows.empty:
        _refuse("series", name, national["series"])
    levels = rows["level_printed"]
    rows = rows[levels == level]
    if rows.empty:
        _refuse(f"level of {name}", level, levels)
    first = int(national["year"].min()) if start is None else start
    last = int(national["year"].max()) if end is None else end
    if last <= first:
        raise ParameterError(Problem("the last year must come after the first", column="end", value=str(last)))
    rows = rows.assign(year=rows["year"].astype(int)).set_index("year")
    frame = rows.reindex(pd.RangeIndex(first, last + 1, name="year"))
    # Columns with a vocabulary are categories, which cannot take an empty text.
    text = {column: frame[column].astype(object).fillna("").astype(str) for column in _TEXTS}
    copy = frame["seen_in"].eq("copy").fillna(False).astype(bool)
    columns = pd.DataFrame({"value": frame["value"].astype(float), "copy": copy, **text})
    return Series(name, level, str(rows["unit"].iloc[0]), columns)


def _refuse(what: str, value: str, known: pd.Series) -> None:
    names = ", ".join(sorted(set(map(str, known))))
    raise UnknownNameError(
        Problem(f"no such {what}", where="national statistics", value=value, remedy="there are " + names)
    )


def with_other_value(series: Series, year: int) -> Series:
    """Put the value that another publication prints in the place of the table's.

    Parameters
    ----------
    series
        A series whose `other_values` names another value for `year`, such as ``27695.97亿元``.
    year
        The year to change.

    Returns
    -------
    Series
        The same series with the other value; unchanged where none is named.

    Examples
    --------
    >>> years = pd.RangeIndex(2011, 2013, name="year")
    >>> frame = pd.DataFrame({"value": [1.0, 2.0], "other_values": ["", "27695.97亿元"]}, index=years)
    >>> float(with_other_value(Series("edu_total", "all", "yuan", frame), 2012).values[2012])
    2769597000000.0
    """
    other = str(series.frame.loc[year, "other_values"]) if year in series.frame.index else ""
    if not other:
        return series
    frame = series.frame.copy()
    frame.loc[year, "value"] = printed_amount(other.split(";")[0])
    return replace(series, frame=frame)


def other_value_gap(series: Series) -> pd.Series:
    """Say by how much the other printed value of a year differs from the one taken.

    Parameters
    ----------
    series
        A series.

    Returns
    -------
    pandas.Series
        By year that is printed with another value: other value over the one taken, less one, in percent.

    Examples
    --------
    >>> years = pd.RangeIndex(2011, 2013, name="year")
    >>> frame = pd.DataFrame({"value": [1e8, 2e8], "other_values": ["", "2.01亿元"]}, index=years)
    >>> other_value_gap(Series("edu_total", "all", "yuan", frame)).round(3).to_dict()
    {2012: 0.5}
    """
    years = [int(year) for year in series.frame.index[series.frame["other_values"].ne("")]]
    gaps = [100 * (with_other_value(series, year).values[year] / series.values[year] - 1) for year in years]
    return pd.Series(gaps, index=years, dtype=float)
