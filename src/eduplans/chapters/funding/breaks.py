"""Changes of scope, and years printed with two values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.data import CONCEPTS, concept_name, level_name
from eduplans.codebook import read
from eduplans.display import log_points, marked, number, percent
from eduplans.trends import decompose, deflate, national_series, scope_breaks, with_other_value

if TYPE_CHECKING:
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
