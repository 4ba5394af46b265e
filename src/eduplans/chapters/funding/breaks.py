"""Changes of scope, and years printed with two values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.data import CONCEPTS, concept_name, level_name
from eduplans.codebook import read
from eduplans.display import log_points, marked, number, percent
from eduplans.trends import decompose, deflate, national_series, other_value_gap, scope_breaks, with_other_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eduplans.chapters.funding.data import Funding
    from eduplans.trends import Series


_EFFECTS = {
    "drop": "the difference from the year before is dropped",
    "show both": "both values are shown",
    "subtract": "subtracted in every year before",
    "leave out": "the level is left out of the sum",
}


def breaks_table() -> pd.DataFrame:
    """Lay out what is known to break the series of this chapter, and what is done about it.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    names = {name: concept_name(name) for name in (*CONCEPTS, "gpb_edu_per_student")} | {"enrolment": "Pupils 在校生"}
    alike: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    for row in read("scope_breaks"):
        if row["series"] in names:
            alike.setdefault(_treatment(row), []).append(row)
    return pd.DataFrame(
        [
            {
                "series": "; ".join(_named(rows, names)),
                "year": int(rows[0]["year"]),
                "what changes": rows[0]["kind"],
                "what is done": _EFFECTS[rows[0]["effect"]],
                "why": rows[0]["reason"],
                "growth printed on a comparable basis": _printed_growth(rows),
                "source": rows[0]["source"],
            }
            for rows in alike.values()
        ]
    )


def _treatment(row: Mapping[str, str]) -> tuple[str, ...]:
    """Give what rows of one line of the table share."""
    return tuple(row[column] for column in ("year", "kind", "effect", "reason", "source"))


def _named(rows: Sequence[Mapping[str, str]], names: Mapping[str, str]) -> list[str]:
    """Name series, each with its levels."""
    levels: dict[str, list[str]] = {}
    for row in rows:
        levels.setdefault(row["series"], []).append(row["level"])
    return [
        names[series] + ("" if found == ["all"] else ": " + ", ".join(level_name(level) for level in found))
        for series, found in levels.items()
    ]


def _printed_growth(rows: Sequence[Mapping[str, str]]) -> str | None:
    """Give the printed rate, or each with its level where the line holds several."""
    rates = [(row["level"], f"{row['comparable_growth']} %") for row in rows if row["comparable_growth"]]
    if len(rows) == 1:
        return rates[0][1] if rates else None
    return "; ".join(f"{'all levels' if level == 'all' else level_name(level)} {rate}" for level, rate in rates) or None


def scope_table(national: pd.DataFrame, data: Funding) -> pd.DataFrame:
    """Show the levels from which something is subtracted, as printed and with one scope, around the change.

    Parameters
    ----------
    national
        ``eduplans.load("national")``.
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
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


#: From this gap on (percent of the value taken), a second printed value changes growth by as much as a year of it.
TWO_VALUES = 1.0


def other_values_table(data: Funding) -> pd.DataFrame:
    """Lay out every value of the concepts that another publication prints otherwise, and what is done.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "concept": concept_name(name),
                "year": year,
                "亿元, taken": number(series.values[year] / 1e8, 2),
                "other printed value": series.frame["other_values"][year],
                "other by": percent(gap, 2, sign=True),
                "what is done": "both values are shown" if abs(gap) >= TWO_VALUES else "the value taken alone is used",
            }
            for name, series in data.nominal.items()
            for gaps in [other_value_gap(series)]
            for year, gap in zip(map(int, gaps.index), gaps, strict=True)
        ]
    )


def both_values(data: Funding) -> pd.DataFrame:
    """Lay out the years around one that is printed with two values, under either value, for every concept.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    rows = []
    for name, series in data.nominal.items():
        for row in scope_breaks(name):
            if row["effect"] == "show both" and int(row["year"]) in series.frame.index:
                rows += _both(name, series, int(row["year"]), data)
    return pd.DataFrame(rows)


def _both(name: str, series: Series, year: int, data: Funding) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for label, variant in (("later table", series), ("announcements of the time", with_other_value(series, year))):
        nominal, real = (
            decompose(one, data.heads.total).frame for one in (variant, deflate(variant, data.cpi, data.base))
        )
        near = [when for when in (year, year + 1) if when in nominal.index]
        rows.append(
            {
                "concept": concept_name(name),
                f"value of {year} from": label,
                "亿元": number(variant.values[year] / 1e8, 2),
                **{f"{when - 1}–{when}": log_points(nominal["spending"][when]) for when in near},
                **{f"{when - 1}–{when} real": log_points(real["spending"][when]) for when in near},
                **{f"per pupil {when - 1}–{when} real": log_points(real["per_pupil"][when]) for when in near},
            }
        )
    return rows
