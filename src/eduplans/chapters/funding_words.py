"""Facts and verdicts that the sentences of the chapter on funding and enrolment state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding import CONCEPTS, concept_name, interval, level_name, year_ranges
from eduplans.codebook import read
from eduplans.display import log_points, marked, number, percent
from eduplans.errors import ParameterError, Problem
from eduplans.trends import by_period, national_series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.chapters.funding import Funding
    from eduplans.trends import Elasticity, GrowthPair, PerStudent


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentences on national spending and pupils need.

    Parameters
    ----------
    first, last
        First and last year in which both spending of the chosen concept and pupils were found.
    nominal_times, real_times
        Spending of `last` as a multiple of `first`.
    pupils_first, pupils_last, pupils_change
        Pupils of both years and the change in percent.
    used, dropped, lacking
        Number of usable yearly differences, and the years dropped and lacking in words.
    spending, pupils, per_pupil
        Sums of the usable log differences.
    copies, cells
        Values seen only in copies, of all values used.
    """

    first: int
    last: int
    nominal_times: float
    real_times: float
    pupils_first: float
    pupils_last: float
    pupils_change: float
    used: int
    dropped: str
    lacking: str
    spending: float
    pupils: float
    per_pupil: float
    copies: int
    cells: int

    @property
    def pupils_share(self) -> float:
        """Share of the growth of spending that is growth of pupils, in percent."""
        return 100 * self.pupils / self.spending


def facts(data: Funding) -> Facts:
    """Work out what the sentences on national spending and pupils need.

    Raises
    ------
    ParameterError
        If no year has both spending of the chosen concept and pupils.
    """
    nominal, real, heads = data.nominal[data.concept], data.real[data.concept], data.heads.total
    both = nominal.values.notna() & heads.notna()
    years = nominal.values.index[both]
    if years.empty:
        raise ParameterError(
            Problem(
                f"no year from {both.index[0]} to {both.index[-1]} has both spending of {data.concept} and pupils",
                remedy="take other years",
            )
        )
    first, last = int(years[0]), int(years[-1])
    growth = data.growth
    sums = growth.usable[["spending", "pupils", "per_pupil"]].sum()
    found = nominal.values.notna()
    level_found = data.heads.frame.notna()
    return Facts(
        first=first,
        last=last,
        nominal_times=float(nominal.values[last] / nominal.values[first]),
        real_times=float(real.values[last] / real.values[first]),
        pupils_first=float(heads[first]),
        pupils_last=float(heads[last]),
        pupils_change=float(100 * (heads[last] / heads[first] - 1)),
        used=len(growth.usable),
        dropped=year_ranges(pd.Index(growth.years("break"))) or "none",
        lacking=year_ranges(pd.Index(growth.years("missing"))) or "none",
        spending=float(sums["spending"]),
        pupils=float(sums["pupils"]),
        per_pupil=float(sums["per_pupil"]),
        copies=int((nominal.frame["copy"] & found).sum() + (data.heads.copies & level_found).sum().sum()),
        cells=int(found.sum() + level_found.sum().sum()),
    )


def verdict(estimate: Elasticity | None) -> str:
    """Say what an estimate can and cannot tell.

    Parameters
    ----------
    estimate
        The estimate; None where too few differences are usable.

    Returns
    -------
    str
        A sentence.

    Examples
    --------
    >>> verdict(None)
    'Too few yearly differences are usable for a line: nothing is estimated.'
    """
    if estimate is None:
        return "Too few yearly differences are usable for a line: nothing is estimated."
    zero, one = estimate.low <= 0 <= estimate.high, estimate.low <= 1 <= estimate.high
    if zero and one:
        return (
            "The interval holds both 0 (spending does not follow pupils at all) and 1 (spending follows pupils in "
            "proportion): these years cannot tell the two apart, and the sign of the slope is not established."
        )
    if zero:
        return "The interval holds 0 and not 1: these years speak against spending that follows pupils in proportion."
    if one:
        return "The interval holds 1 and not 0: these years agree with spending that follows pupils in proportion."
    side = "below 0" if estimate.high < 0 else "above 1" if estimate.low > 1 else "between 0 and 1"
    return f"The interval lies {side}: neither 0 nor 1 agrees with these years."


def what_is_missing(data: Funding) -> str:
    """Say which years of which series were not found."""
    gaps = [
        f"{concept_name(name)}: {year_ranges(pd.Index(data.nominal[name].missing))}"
        for name in CONCEPTS
        if data.nominal[name].missing
    ]
    heads = [
        f"pupils of {year}: {', '.join(level_name(level) for level in levels)}"
        for year, levels in data.heads.missing.items()
    ]
    return "; ".join([*gaps, *heads]) or "none"


def rounding_sentence(data: Funding) -> str:
    """Say what rounding leaves open in the yearly growth of pupils where it leaves most open."""
    heads, half = data.heads.total, data.heads.half
    open_by = ((half + half.shift()) / heads).dropna()
    if open_by.empty:
        return ""
    year = max((int(when) for when in open_by.index), key=lambda when: float(open_by[when]))
    growth = data.growth.frame["pupils"][year]
    return (
        f"Rounding of the printed numbers leaves most open in {year}: pupils grew by {log_points(growth, 2)} "
        f"log points, give or take {number(100 * open_by[year], 2)}."
    )


def breaks_table() -> pd.DataFrame:
    """Lay out what is known to break the series of this chapter, and what is done about it."""
    names = {name: concept_name(name) for name in (*CONCEPTS, "gpb_edu_per_student")} | {"enrolment": "Pupils 在校生"}
    return pd.DataFrame(
        [
            {
                "series": names[row["series"]] + (f": {level_name(row['level'])}" if row["level"] != "all" else ""),
                "year": int(row["year"]),
                "what changes": row["kind"],
                "what is done": _EFFECTS[row["effect"]],
                "why": row["reason"],
                "growth printed on a comparable basis": f"{row['comparable_growth']} %"
                if row["comparable_growth"]
                else "",
                "source": row["source"],
            }
            for row in read("scope_breaks")
            if row["series"] in names
        ]
    )


_EFFECTS = {
    "drop": "the difference from the year before is dropped",
    "show both": "both values are shown",
    "subtract": "subtracted in every year before",
    "leave out": "the level is left out of the sum",
}


def scope_table(national: pd.DataFrame, data: Funding) -> pd.DataFrame:
    """Show the levels from which something is subtracted, as printed and with one scope, around the change."""
    rows = []
    for rule in read("pupil_levels"):
        if not rule["minus"]:
            continue
        change = int(rule["minus_before"])
        printed = national_series(national, "enrolment", rule["level"])
        even = data.heads.frame[rule["level"]]
        rows += [
            {
                "level": f"{rule['name_en']} {rule['name_zh']}",
                "year": year,
                "万人 as printed": marked(printed.values[[year]] / 1e4, printed.frame["copy"][[year]])[0],
                "change on the year before": percent(_change(printed.values, year), 1, sign=True),
                "万人 in one scope": number(even[year] / 1e4),
                "change in one scope": percent(_change(even, year), 1, sign=True),
            }
            for year in range(change - 2, change + 2)
            if year in even.index
        ]
    return pd.DataFrame(rows)


def _change(values: pd.Series, year: int) -> float:
    return float(100 * (values[year] / values[year - 1] - 1)) if year - 1 in values.index else float("nan")


def per_student_table(result: PerStudent) -> pd.DataFrame:
    """Lay spending per student out by year and level, in yuan."""
    columns = {level_name(level): marked(result.values[level], result.copies[level], 0) for level in result.values}
    return pd.DataFrame({"year": result.values.index, **columns})


def per_student_growth(result: PerStudent) -> pd.DataFrame:
    """Lay growth of spending per student out by year and level; across a restated base as the publication prints it."""
    columns = {}
    for level in result.growth:
        printed = result.comparable[str(level)]
        rates = result.growth[level]
        columns[level_name(level)] = [
            f"{percent(printed[year], 2, sign=True)} (printed)"
            if year in printed
            else percent(rates[year], 2, sign=True)
            for year in map(int, rates.index)
        ]
    return pd.DataFrame({"year": result.growth.index, **columns}).iloc[1:]


def pair_table(pairs: Sequence[GrowthPair]) -> pd.DataFrame:
    """Lay out the printed rates of counties and the growth of students that they imply."""
    return pd.DataFrame(
        [
            {
                "county": pair.place or None,
                "year": pair.year,
                "spending grew (printed)": pair.total,
                "spending per student grew (printed)": pair.per_head,
                "students grew (implied)": percent(pair.heads.value, 3, sign=True),
                "with rounding, from": percent(pair.heads.low, 3, sign=True),
                "to": percent(pair.heads.high, 3, sign=True),
                "spending recognised by": pair.by,
                "figures": f"{pair.total_id}, {pair.per_head_id}",
            }
            for pair in pairs
        ]
    )


def period_sentence(data: Funding) -> str:
    """Say what pupils and spending per pupil contributed to the mean yearly growth of each plan period."""
    table = by_period(data.growth)
    parts = [
        f"{row['period_zh']} ({row['used']} of {row['years']} differences): {log_points(row['mean_spending'])} a year, "
        f"of it {log_points(row['mean_pupils'], 2)} pupils"
        for row in table.to_dict("records")
        if row["used"]
    ]
    return "Mean growth in log points. " + "; ".join(parts) + "." if parts else "No difference is usable."


def estimate_sentence(estimate: Elasticity | None) -> str:
    """State an estimate with its interval; empty where there is none.

    Examples
    --------
    >>> estimate_sentence(None)
    ''
    """
    if estimate is None:
        return ""
    return (
        f"Over {estimate.n} differences one percent more pupils goes with {number(estimate.slope, 2, sign=True)} "
        f"percent of spending; {estimate.covariance} standard error {number(estimate.error, 2)}, "
        f"{100 * estimate.confidence:.0f} % interval from {interval(estimate.low, estimate.high)} "
        f"(t with {estimate.freedom} degrees of freedom, p = {number(estimate.p, 2)}). With pupils unchanged, "
        f"spending grows by {log_points(estimate.constant)} log points a year. R² is {number(estimate.fit, 2)}."
    )


def per_student_sentence(result: PerStudent) -> str:
    """Say which levels have the lowest and the highest spending per student in the last year with most levels."""
    full = result.values.drop(columns="all", errors="ignore")
    found = full.notna().sum(axis=1)
    if found.max() < 2:
        return "Too few levels were found to compare."
    year = max(int(when) for when in full.index[found == found.max()])
    last = pd.Series(full.loc[year]).dropna().sort_values()
    low, high = last.index[0], last.index[-1]
    return (
        f"In {year} spending per student was lowest in {level_name(low)} ({number(last[low], 0)} 元) and highest in "
        f"{level_name(high)} ({number(last[high], 0)} 元), among the {len(last)} levels found."
    )


def pair_sentence(pairs: Sequence[GrowthPair]) -> str:
    """Say what the printed rates of counties imply about their students.

    Examples
    --------
    >>> pair_sentence([])
    'No document at hand prints both rates.'
    """
    if not pairs:
        return "No document at hand prints both rates."
    return " ".join(
        f"{pair.place or pair.doc}: spending {pair.total} and spending per student {pair.per_head} in {pair.year} "
        f"imply that students grew by {percent(pair.heads.value, 2)}; rounding leaves {percent(pair.heads.low, 3)} to "
        f"{percent(pair.heads.high, 3)}."
        for pair in pairs
    )
