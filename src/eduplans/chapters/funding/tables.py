"""Tables of national funding and enrolment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.data import concept_name, level_name, year_ranges
from eduplans.display import log_points, marked, number, percent
from eduplans.trends import by_period, decompose, price_index, with_comparable_growth

if TYPE_CHECKING:
    from eduplans.chapters.funding.data import Funding


def known(data: Funding) -> pd.DataFrame:
    """Lay out how each series is known: values found, seen only in copies, and years not found.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    rows = [_known(concept_name(name), series.values, series.frame["copy"]) for name, series in data.nominal.items()]
    rows.append(_known(concept_name("cpi"), data.cpi.values, data.cpi.frame["copy"]))
    rows += [
        _known("Pupils 在校生: " + level_name(level), data.heads.frame[level], data.heads.copies[level])
        for level in data.heads.frame
    ]
    return pd.DataFrame(rows)


def _known(name: str, values: pd.Series, copies: pd.Series) -> dict[str, object]:
    found = values.notna()
    return {
        "series": name,
        "years found": int(found.sum()),
        "of them seen only in copies": int((copies & found).sum()),
        "years not found": year_ranges(values.index[~found]) or "none",
    }


def pupil_table(data: Funding) -> pd.DataFrame:
    """Lay pupils out by year and level in 万人, with the sum and what rounding leaves open.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    heads = data.heads
    columns = {
        level_name(level): marked(
            heads.frame[level] / 1e4, heads.copies[level], derived=heads.frame.index.isin(heads.derived[str(level)])
        )
        for level in heads.frame
    }
    return pd.DataFrame(
        {
            "year": heads.frame.index,
            **columns,
            "sum 合计": [number(value / 1e4) for value in heads.total],
            "± rounding": [number(value / 1e4, 2 if value < 1e5 else 0) for value in heads.half],
        }
    )


def money_table(data: Funding) -> pd.DataFrame:
    """Lay the chosen concept out by year in 亿元, nominal and real, with prices and spending per pupil.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    nominal, real = data.nominal[data.concept], data.real[data.concept]
    per_head = nominal.values / data.heads.total
    real_per_head = real.values / data.heads.total
    return pd.DataFrame(
        {
            "year": nominal.frame.index,
            "亿元, current prices": marked(nominal.values / 1e8, nominal.frame["copy"]),
            "other printed value": [text or None for text in nominal.frame["other_values"]],
            "prices, previous year = 100": marked(data.cpi.values, data.cpi.frame["copy"]),
            f"亿元, prices of {data.base}": [number(value / 1e8) for value in real.values],
            "元 per pupil, current": [number(value, 0) for value in per_head],
            f"元 per pupil, prices of {data.base}": [number(value, 0) for value in real_per_head],
        }
    )


_STATES = {"usable": "used", "two values": "used; two values", "break": "dropped", "missing": "not found"}


def growth_table(data: Funding) -> pd.DataFrame:
    """Lay the growth accounting out by year in log points, with what is dropped and why.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    frame = data.growth.frame
    return pd.DataFrame(
        {
            "year": frame.index,
            data.noun: [log_points(value) for value in frame["spending"]],
            "= pupils": [log_points(value, 2) for value in frame["pupils"]],
            "+ per pupil": [log_points(value) for value in frame["per_pupil"]],
            "state": frame["state"].map(_STATES).tolist(),
            "why": frame["reason"].tolist(),
            "growth printed on a comparable basis": [
                "" if pd.isna(value) else percent(value, 2) for value in frame["comparable_growth"]
            ],
        }
    )


def period_table(data: Funding) -> pd.DataFrame:
    """Lay the growth accounting out by plan period, nominal and real, in log points a year.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    parts = []
    for prices, series, level in (
        ("current", data.nominal, None),
        (f"of {data.base}", data.real, price_index(data.cpi, data.base)),
    ):
        growth = decompose(series[data.concept], data.heads.total)
        table, filled = by_period(growth), by_period(with_comparable_growth(growth, level))
        second = {
            f"{data.noun}, with printed comparable growth": [
                f"{log_points(row['mean_spending'])} ({row['used']} of {row['years']})"
                for row in filled.to_dict("records")
            ]
        }
        parts.append(
            pd.DataFrame(
                {
                    "plan period": [
                        f"{en} plan {zh}" for en, zh in zip(table["period"], table["period_zh"], strict=True)
                    ],
                    "years": [f"{first}–{last}" for first, last in zip(table["first"], table["last"], strict=True)],
                    "prices": prices,
                    "used differences": [f"{n} of {m}" for n, m in zip(table["used"], table["years"], strict=True)],
                    data.noun: [log_points(value) for value in table["mean_spending"]],
                    "= pupils": [log_points(value, 2) for value in table["mean_pupils"]],
                    "+ per pupil": [log_points(value) for value in table["mean_per_pupil"]],
                    f"sum of {data.noun}": [log_points(value) for value in table["spending"]],
                    **(second if growth.years("break") else {}),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)
