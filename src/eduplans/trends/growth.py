"""Log growth accounting: growth of spending = growth of pupils + growth of spending per pupil."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from eduplans.codebook import read
from eduplans.errors import ParameterError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from eduplans.trends.series import Series

#: What can be said of the difference between one year and the year before.
State = Literal["usable", "two values", "break", "missing"]
_TERMS = ["spending", "pupils", "per_pupil"]


@dataclass(frozen=True, slots=True)
class Decomposition:
    """Yearly log differences of spending, of pupils and of spending per pupil.

    Parameters
    ----------
    series
        The concept of spending.
    frame
        Indexed by `year` (the later one of each difference). `spending`, `pupils`, `per_pupil`: natural log
        differences; a missing one was dropped or cannot be formed. `state`: ``usable``; ``two values`` (usable,
        but one of the two years is printed with two values); ``break`` (straddles a change of scope and is
        dropped); ``missing`` (a value of one of the two years was not found). `reason`: why, in words.
        `comparable_growth`: growth in percent on a comparable basis, where the publication prints it.
    """

    series: str
    frame: pd.DataFrame

    @property
    def usable(self) -> pd.DataFrame:
        """The rows that carry numbers."""
        return self.frame[self.frame["state"].isin(["usable", "two values"])]

    def years(self, state: State) -> tuple[int, ...]:
        """Years in this state."""
        return tuple(int(year) for year in self.frame.index[self.frame["state"] == state])


def scope_breaks(
    series: str, level: str = "all", rules: Iterable[Mapping[str, str]] | None = None
) -> tuple[Mapping[str, str], ...]:
    """List the known breaks of one series.

    Parameters
    ----------
    series, level
        Names as in the national statistics.
    rules
        Rows with `series`, `level`, `year`, `kind`, `effect`, `reason`, `comparable_growth`, `source`; by
        default the codebook's ``scope_breaks``.

    Returns
    -------
    tuple of mapping

    Examples
    --------
    >>> [(row["year"], row["effect"]) for row in scope_breaks("gpb_edu")]
    [('2012', 'drop'), ('2015', 'drop'), ('2021', 'drop')]
    """
    rows = read("scope_breaks") if rules is None else rules
    return tuple(row for row in rows if row["series"] == series and row["level"] == level)


def decompose(spending: Series, pupils: pd.Series, breaks: Sequence[Mapping[str, str]] | None = None) -> Decomposition:
    """Split the growth of spending into growth of pupils and growth of spending per pupil.

    For S = N × (S / N): Δln S = Δln N + Δln(S / N), exactly, year by year. Log differences add up over years
    and over terms, which percentages do not. A difference across a change of scope compares two things and is
    dropped; a difference over more than one year is not formed.

    Parameters
    ----------
    spending
        Spending by year, at current or at constant prices.
    pupils
        Pupils by year, in the same scope throughout.
    breaks
        Breaks of the series; by default what `scope_breaks` knows of it. ``effect`` is ``drop``
        (the difference from the year before straddles the break) or ``show both`` (the year is printed with
        two values).

    Returns
    -------
    Decomposition

    Examples
    --------
    >>> from eduplans.trends import Series
    >>> years = pd.RangeIndex(2000, 2003, name="year")
    >>> money = Series("invented", "all", "yuan", pd.DataFrame({"value": [100.0, 121.0, 200.0]}, index=years))
    >>> heads = pd.Series([10.0, 11.0, 11.0], index=years)
    >>> broken = [{"year": "2002", "effect": "drop", "reason": "wider scope", "comparable_growth": ""}]
    >>> result = decompose(money, heads, broken)
    >>> result.frame["per_pupil"].round(4).tolist(), result.frame["state"].tolist()
    ([0.0953, nan], ['usable', 'break'])

    Notes
    -----
    An identity says what happened and not why: more money per pupil may be a decision to spend more, or money
    that did not follow a falling number of pupils.
    """
    if breaks is None:
        breaks = scope_breaks(spending.name, spending.level)
    frame = pd.DataFrame({"spending": _log_change(spending.values), "pupils": _log_change(pupils)}).iloc[1:]
    frame["per_pupil"] = frame["spending"] - frame["pupils"]
    frame["state"] = np.where(frame["per_pupil"].isna(), "missing", "usable")
    frame["reason"] = [_gap(year, spending.values, pupils) for year in frame.index]
    frame["comparable_growth"] = np.nan
    for row in breaks:
        _mark(frame, row)
    frame.loc[frame["state"].eq("break"), ["spending", "per_pupil"]] = np.nan
    return Decomposition(spending.name, frame)


def _log_change(values: pd.Series) -> pd.Series:
    if (values <= 0).any():
        raise ParameterError(Problem("growth needs values above zero", value=str(values.min())))
    # An explicit difference of neighbours in a gapless index: never across a missing year.
    return values.astype(float).map(math.log).diff()


def _gap(year: int, spending: pd.Series, pupils: pd.Series) -> str:
    """Say which values of a difference were not found."""
    lacks = [
        f"{name} of {when}"
        for name, values in (("spending", spending), ("pupils", pupils))
        for when in (year - 1, year)
        if pd.isna(values.get(when))
    ]
    return "not found: " + ", ".join(lacks) if lacks else ""


def _mark(frame: pd.DataFrame, row: Mapping[str, str]) -> None:
    year = int(row["year"])
    if row["effect"] == "drop" and year in frame.index:
        frame.loc[year, ["state", "reason"]] = ["break", row["reason"]]
        if row["comparable_growth"]:
            frame.loc[year, "comparable_growth"] = float(row["comparable_growth"])
    elif row["effect"] == "show both":
        near = frame.index.isin([year, year + 1]) & frame["state"].eq("usable")
        frame.loc[near, "state"] = "two values"
        frame.loc[near, "reason"] = row["reason"]


def by_period(decomposition: Decomposition, periods: Sequence[Mapping[str, str]] | None = None) -> pd.DataFrame:
    """Add the usable yearly differences up over plan periods.

    Parameters
    ----------
    decomposition
        Result of `decompose`.
    periods
        Rows with `name_zh`, `name_en`, `first` (the base year) and `last`; by default the five-year plans of
        the codebook's ``plan_periods``.

    Returns
    -------
    pandas.DataFrame
        A row a period that overlaps the data: `period`, `period_zh`, `first` and `last` (years between which
        differences are used or lacking), `used` of `years` differences, the sums `spending`, `pupils`,
        `per_pupil` in log points over the used differences, and `mean_spending`, `mean_pupils`,
        `mean_per_pupil` a year. Sums of periods with a different number of used years are not comparable; the
        means are.

    Examples
    --------
    >>> from eduplans.trends import Series
    >>> years = pd.RangeIndex(2000, 2003, name="year")
    >>> money = Series("invented", "all", "yuan", pd.DataFrame({"value": [100.0, 110.0, 121.0]}, index=years))
    >>> result = decompose(money, pd.Series([10.0, 10.0, 10.0], index=years), [])
    >>> table = by_period(result, [{"name_en": "1st", "name_zh": "一五", "first": "2000", "last": "2005"}])
    >>> table[["used", "years", "spending"]].round(4).values.tolist()
    [[2.0, 5.0, 0.1906]]
    """
    rows = []
    for period in read("plan_periods") if periods is None else periods:
        first, last = int(period["first"]), int(period["last"])
        inside = decomposition.frame.loc[first + 1 : last]
        if inside.empty:
            continue
        used = inside[inside["state"].isin(["usable", "two values"])]
        sums = used[_TERMS].sum(min_count=1)
        means = used[_TERMS].mean().add_prefix("mean_")
        rows.append(
            {
                "period": period["name_en"],
                "period_zh": period["name_zh"],
                "first": first,
                "last": last,
                "used": len(used),
                "years": last - first,
                **sums.to_dict(),
                **means.to_dict(),
            }
        )
    return pd.DataFrame(rows)
