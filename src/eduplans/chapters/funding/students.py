"""Spending per student by level, and what two rates of a county imply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.data import level_name
from eduplans.display import marked, number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eduplans.trends import GrowthPair, PerStudent


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
        f"{pair.place or pair.doc}: spending {pair.total} and spending per student {pair.per_head} in {pair.year} "
        f"imply that students grew by {percent(pair.heads.value, 2)}; rounding leaves {percent(pair.heads.low, 3)} to "
        f"{percent(pair.heads.high, 3)}."
        for pair in pairs
    )
