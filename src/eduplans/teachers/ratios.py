"""Pupils a teacher in the country, by level and year, with rounding and without crossing a change of scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.codebook import read
from eduplans.trends import Interval, half_unit, national_series

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Levels of the national series for which pupils and teachers are printed.
LEVELS = ("preschool", "primary", "junior", "senior_general", "secondary_voc", "higher")


@dataclass(frozen=True, slots=True)
class Ratios:
    """Pupils a teacher by year (rows) and level (columns); a missing value was not found or left out.

    Parameters
    ----------
    values
        Pupils over teachers.
    low, high
        The range that the last printed digits of both leave open.
    copies
        Whether pupils or teachers of the year were seen only in a copy.
    splits
        By level, years from which another scope holds: values on two sides do not compare.
    left_out
        By level, years that are left out because pupils and teachers differ in scope.
    """

    values: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    copies: pd.DataFrame
    splits: Mapping[str, tuple[int, ...]]
    left_out: Mapping[str, tuple[int, ...]]

    def change(self, level: str, first: int, last: int) -> Interval | None:
        """Say how far the ratio of a level moved between two years.

        Parameters
        ----------
        level
            A column.
        first, last
            Years.

        Returns
        -------
        Interval or None
            Pupils a teacher in `last` less those in `first`; None where one is missing or a split lies between.
        """
        if any(first < split <= last for split in self.splits.get(level, ())):
            return None
        ends = [[float(frame[level].get(year, float("nan"))) for frame in (self.values, self.low, self.high)]
                for year in (first, last)]  # fmt: skip
        if any(pd.isna(one[0]) for one in ends):
            return None
        (value, low, high), (later, later_low, later_high) = ends
        return Interval(later - value, later_low - high, later_high - low)


def pupil_teacher_ratios(
    national: pd.DataFrame,
    *,
    start: int | None = None,
    end: int | None = None,
    levels: Sequence[str] = LEVELS,
    breaks: Sequence[Mapping[str, str]] | None = None,
) -> Ratios:
    """Divide pupils by teachers, level by level.

    r(t) = N(t) / T(t), with N and T as printed and rounded to h(N) and h(T) on either side: the true ratio lies
    between (N - h(N)) / (T + h(T)) and (N + h(N)) / (T - h(T)). Years in which the two differ in scope are left out;
    a year in which the scope of both changes splits the series.

    Parameters
    ----------
    national
        ``eduplans.load("national")``.
    start, end
        First and last year.
    levels
        Levels as printed in the national table.
    breaks
        Rows with `level`, `year` and `effect` (``split``: another scope from this year on; ``leave out``: all years
        from this one on); by default `codebook/teacher_breaks.csv` and, for pupils, `codebook/scope_breaks.csv`.

    Returns
    -------
    Ratios

    Notes
    -----
    Full-time teachers (专任教师). In higher education the official ratio weighs students (折合在校生); here heads are
    divided by heads, as in the China Statistical Yearbook 2004, table 21-18.

    Examples
    --------
    >>> table = pd.DataFrame({"year": [2000, 2001] * 2, "series": ["enrolment"] * 2 + ["teachers"] * 2,
    ...     "level_printed": "primary", "value": [2221.0, 2100.0, 100.0, 100.0], "unit": "person",
    ...     "as_printed": ["2221人", "2100人", "100人", "100人"], "source": "invented", "seen_in": "copy",
    ...     "other_values": "", "note": ""})
    >>> pupil_teacher_ratios(table, levels=["primary"]).values["primary"].tolist()
    [22.21, 21.0]
    """
    rules = _breaks() if breaks is None else list(breaks)
    columns = {level: _level(national, level, start, end) for level in levels}
    left_out: dict[str, tuple[int, ...]] = {}
    for level in levels:
        begins = [int(row["year"]) for row in rules if row["level"] == level and row["effect"] == "leave out"]
        frame = columns[level]
        gone = frame.index[(frame.index >= min(begins)) & frame["value"].notna()] if begins else frame.index[:0]
        left_out[level] = tuple(int(year) for year in gone)
        frame.loc[gone, ["value", "low", "high"]] = float("nan")
        frame.loc[gone, "copy"] = False
    value, low, high, copy = (
        pd.DataFrame({level: columns[level][name] for level in levels}) for name in ("value", "low", "high", "copy")
    )
    splits = {
        level: tuple(sorted({int(row["year"]) for row in rules if row["level"] == level and row["effect"] == "split"}))
        for level in levels
    }
    return Ratios(value, low, high, copy, splits, left_out)


def _breaks() -> list[dict[str, str]]:
    """Take breaks of teachers, and those of pupils, which split the ratio."""
    own = [dict(row) for row in read("teacher_breaks")]
    pupils = [
        {"level": row["level"], "year": row["year"], "effect": "split"}
        for row in read("scope_breaks")
        if row["series"] == "enrolment"
    ]
    return own + pupils


def _level(national: pd.DataFrame, level: str, start: int | None, end: int | None) -> pd.DataFrame:
    pupils, teachers = (
        national_series(national, name, level, start=start, end=end).frame for name in ("enrolment", "teachers")
    )
    heads, half = pupils["value"], pupils["as_printed"].map(_half)
    staff, staff_half = teachers["value"], teachers["as_printed"].map(_half)
    return pd.DataFrame(
        {
            "value": heads / staff,
            "low": (heads - half) / (staff + staff_half),
            "high": (heads + half) / (staff - staff_half),
            "copy": (pupils["copy"] | teachers["copy"]) & heads.notna() & staff.notna(),
        }
    )


def _half(printed: str) -> float:
    """Half a unit of the last digit; a number of persons printed to the last one is exact."""
    half = half_unit(printed) if printed else 0.0
    return 0.0 if half < 1 else half


@dataclass(frozen=True, slots=True)
class PrintedRatio:
    """A ratio that a publication prints beside the one computed from pupils and teachers.

    Parameters
    ----------
    year, level
        What it is of.
    printed, decimals
        The ratio and how many decimals are printed.
    computed
        From pupils and teachers, with the range that rounding leaves.
    agrees
        Whether the computed range and the printed one (half a unit of its last digit) meet.
    source, url, seen_in
        The publication.
    """

    year: int
    level: str
    printed: float
    decimals: int
    computed: Interval
    agrees: bool
    source: str
    url: str
    seen_in: str


def printed_against_computed(
    ratios: Ratios, rows: Sequence[Mapping[str, str]] | None = None
) -> tuple[PrintedRatio, ...]:
    """Hold computed ratios against printed ones.

    Parameters
    ----------
    ratios
        Result of `pupil_teacher_ratios`.
    rows
        Printed ratios; by default `codebook/printed_ratios.csv`.

    Returns
    -------
    tuple of PrintedRatio
        By level and year; those whose year or level is not computed are left out.
    """
    found = []
    for row in read("printed_ratios") if rows is None else rows:
        year, level, decimals = int(row["year"]), row["level"], int(row["decimals"])
        if level not in ratios.values or year not in ratios.values.index or pd.isna(ratios.values[level][year]):
            continue
        value, low, high = (float(frame[level][year]) for frame in (ratios.values, ratios.low, ratios.high))
        half = 0.5 * 10**-decimals
        printed = float(row["printed"])
        # Slack for binary fractions only.
        agrees = low <= printed + half + 1e-9 and high >= printed - half - 1e-9
        found.append(
            PrintedRatio(year, level, printed, decimals, Interval(value, low, high), agrees, row["source"], row["url"],
                         row["seen_in"])
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (LEVELS.index(one.level), one.year)))
