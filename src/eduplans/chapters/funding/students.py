"""Spending per student by level, and what two rates of a county imply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.data import level_name, year_ranges
from eduplans.display import amount, marked, number, percent
from eduplans.trends import printed_amount, pupils_behind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.trends import GrowthPair, PerStudent, PupilsBehind


def per_student_table(result: PerStudent) -> pd.DataFrame:
    """Lay spending per student out by year and level, in yuan.

    Parameters
    ----------
    result
        Spending per student of one definition.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    columns = {level_name(level): marked(result.values[level], result.copies[level], 0) for level in result.values}
    return pd.DataFrame({"year": result.values.index, **columns})


def per_student_growth(result: PerStudent) -> pd.DataFrame:
    """Lay growth of spending per student out by year and level; across a restated base as the publication prints it.

    Parameters
    ----------
    result
        Spending per student of one definition.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
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


def per_student_sentence(result: PerStudent) -> str:
    """Say which levels have the lowest and the highest spending per student in the last year with most levels.

    Parameters
    ----------
    result
        Spending per student of one definition.

    Returns
    -------
    str
    """
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


def definitions_sentence(earlier: PerStudent, later: PerStudent) -> str:
    """Say which years two definitions of spending per student cover, and in which both are found.

    Parameters
    ----------
    earlier, later
        Spending per student of each definition.

    Returns
    -------
    str
    """
    spans = [result.values.dropna(how="all").index for result in (earlier, later)]
    both = spans[0].intersection(spans[1])
    return f"Recurrent spending is found for {year_ranges(spans[0])}, budget spending for {year_ranges(spans[1])}. " + (
        f"Both are found for {year_ranges(both)}." if len(both) else "No year has both."
    )


def pair_table(pairs: Sequence[GrowthPair]) -> pd.DataFrame:
    """Lay out the printed rates of counties and the growth of students that they imply.

    Parameters
    ----------
    pairs
        What `eduplans.trends.growth_pairs` found.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
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


def pair_ids(pairs: Sequence[GrowthPair], found: Sequence[PupilsBehind] = ()) -> tuple[str, ...]:
    """List the figure ids that pairs of rates, and the pupils behind them, rest on.

    Parameters
    ----------
    pairs
        What `eduplans.trends.growth_pairs` found.
    found
        Result of `behind`.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> pair_ids([])
    ()
    """
    rates = [name for pair in pairs for name in (pair.total_id, pair.per_head_id)]
    return tuple(filter(None, [*rates, *(name for one in found for name in (one.printed_id, one.amount_id))]))


def pair_sentence(pairs: Sequence[GrowthPair]) -> str:
    """Say what the printed rates of counties imply about their students.

    Parameters
    ----------
    pairs
        What `eduplans.trends.growth_pairs` found.

    Returns
    -------
    str

    Examples
    --------
    >>> pair_sentence([])
    'No document at hand prints both rates.'
    """
    if not pairs:
        return "No document at hand prints both rates."
    return " ".join(
        f"{pair.place or pair.doc}: the report on {pair.year} prints that spending grew by {pair.total} and spending "
        f"per student by {pair.per_head}. Together they imply that the number of students grew by "
        f"{percent(pair.heads.value, 2)} (rounding leaves {percent(pair.heads.low, 3)} to "
        f"{percent(pair.heads.high, 3)})."
        for pair in pairs
    )


def behind(figures: pd.DataFrame, pairs: Sequence[GrowthPair]) -> tuple[PupilsBehind, ...]:
    """Find the pupils that documents with both rates print, and what the rates make of them.

    Parameters
    ----------
    figures
        ``eduplans.load("figures")``.
    pairs
        What `eduplans.trends.growth_pairs` found.

    Returns
    -------
    tuple[PupilsBehind, ...]
    """
    found = (pupils_behind(figures, pair) for pair in pairs)
    return tuple(one for one in found if one is not None)


def behind_table(found: Sequence[PupilsBehind]) -> pd.DataFrame:
    """Lay out printed pupils, those implied for the year before, and spending per pupil.

    Parameters
    ----------
    found
        Result of `behind`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "year": one.year,
                "pupils (printed)": one.printed,
                "of whom": one.measure,
                "the year before (implied)": number(one.before.value, 0),
                "with rounding": f"{number(one.before.low, 0)} to {number(one.before.high, 0)}",
                "spending (printed)": one.amount or None,
                "元 per pupil": number(one.per_head.value, 0) if one.per_head else None,
                "figures": ", ".join(filter(None, [one.printed_id, one.amount_id])),
            }
            for one in found
        ]
    )


def behind_sentence(found: Sequence[PupilsBehind]) -> str:
    """Say how many pupils the rates imply for the year before, and how much was spent for each of the year.

    Parameters
    ----------
    found
        Result of `behind`.

    Returns
    -------
    str

    Examples
    --------
    >>> behind_sentence([])
    'No document with both rates prints its number of pupils for the year.'
    """
    if not found:
        return "No document with both rates prints its number of pupils for the year."
    return " ".join(
        f"It prints {one.printed} for {one.year} and no number for {one.year - 1}: if it counts the same pupils "
        f"throughout, there were {number(one.before.value, 0)} in {one.year - 1} (rounding leaves "
        f"{number(one.before.low, 0)} to {number(one.before.high, 0)}), "
        f"{number(abs(printed_amount(one.printed) - one.before.value), 0)} "
        f"{'fewer' if printed_amount(one.printed) > one.before.value else 'more'}." + _each(one)
        for one in found
    )


def _each(one: PupilsBehind) -> str:
    if one.per_head is None:
        return ""
    return (
        f" The printed {one.amount} are {amount(one.per_head.value, '元', 0)} for each of them. The number stands "
        f"under “{one.measure}”; whether spending counts exactly these, the report does not say."
    )
