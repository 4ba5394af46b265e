"""Printed totals of pupils: what they hold besides the named levels, and a level that a total leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.data import level_name, year_ranges
from eduplans.codebook import read
from eduplans.display import amount, number, percent
from eduplans.trends import national_series, whole_and_parts
from eduplans.trends.wholes import printed_level

if TYPE_CHECKING:
    from eduplans.chapters.funding.data import Funding

_SKILLED, _HIGHER = "secondary_voc_skilled_workers", "higher_total_scale"


def gap_table(national: pd.DataFrame, data: Funding) -> pd.DataFrame:
    """Lay out by how much the printed total of all pupils exceeds the sum of levels, and what is known of the gap.

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
    frame = _gaps(national, data)
    return pd.DataFrame(
        {
            "year": frame.index,
            "printed total, 万人": [number(value / 1e4) for value in frame["printed"]],
            "± rounding": [number(value / 1e4, 2 if value < 1e3 else 0) for value in frame["half"]],
            "sum of levels": [number(value / 1e4) for value in frame["sum"]],
            "gap": [number(value / 1e4, 0) for value in frame["gap"]],
            "skilled-worker schools": [number(value / 1e4, 0) for value in frame["skilled"]],
            "other higher education": [number(value / 1e4, 0) for value in frame["higher"]],
            "rest": [number(value / 1e4, 0) for value in frame["rest"]],
        }
    )


def _gaps(national: pd.DataFrame, data: Funding) -> pd.DataFrame:
    total = data.heads.total
    printed = printed_level(national, "all").reindex(total.index)
    frame = pd.DataFrame({"printed": printed["value"], "half": printed["half"], "sum": total})
    change = max((int(rule["minus_before"]) for rule in read("pupil_levels") if rule["minus"] == _SKILLED), default=0)
    skilled = national_series(national, "enrolment", _SKILLED).values.reindex(total.index)
    frame["gap"] = frame["printed"] - frame["sum"]
    frame["skilled"] = skilled
    frame["higher"] = (
        national_series(national, "enrolment", _HIGHER).values.reindex(total.index) - data.heads.frame["higher"]
    )
    # From the year of the change on these schools are not counted, so nothing of them is in the total.
    inside = skilled.where(skilled.index < change, 0.0)
    frame["rest"] = frame["gap"] - inside - frame["higher"]
    return frame[frame["printed"].notna()]


def gap_sentence(national: pd.DataFrame, data: Funding) -> str:
    """Say how the printed totals are rounded, and what they hold besides the levels as far as it is known.

    Parameters
    ----------
    national
        ``eduplans.load("national")``.
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
    """
    frame = _gaps(national, data)
    if frame.empty:
        return "No printed total of all pupils falls into these years."
    coarse = frame.index[frame["half"] >= 5e5]
    said = (
        f"A total of all pupils is printed for {year_ranges(frame.index)}; rounded to a million in "
        f"{year_ranges(coarse) or 'no year'}"
        + (
            f", to the digits shown in {year_ranges(frame.index.difference(coarse))}"
            if len(coarse) < len(frame)
            else ""
        )
        + "."
    )
    known = frame.dropna(subset=["rest"])
    if known.empty:
        return said
    last = known.iloc[-1]
    return (
        f"{said} In {int(known.index[-1])} it exceeds the sum of levels by {amount(last['gap'], '万人', 0)}, "
        f"{percent(100 * last['gap'] / last['printed'])} of it. {amount(last['higher'], '万人', 0)} of the gap are "
        f"other higher education (postgraduates, adult and online students), and before {_change()} the "
        f"skilled-worker schools; a rest of {_ends(known['rest'])} 万人 a year is left, give or take the rounding. "
        "The statistics at hand do not divide this rest; pupils of special schools belong into it."
    )


def _change() -> str:
    return next(rule["minus_before"] for rule in read("pupil_levels") if rule["minus"] == _SKILLED)


def _ends(values: pd.Series) -> str:
    low, high = number(values.min() / 1e4, 0), number(values.max() / 1e4, 0)
    return low if low == high else f"{low} to {high}"


def derivation_table(national: pd.DataFrame) -> pd.DataFrame:
    """Lay out, in every year that prints them all, whether a whole is the sum of its parts.

    Parameters
    ----------
    national
        ``eduplans.load("national")``.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    rows = []
    for rule in _rules():
        for year, row in whole_and_parts(national, rule).iterrows():
            rows.append(
                {
                    "year": year,
                    "printed whole, 万人": number(row["whole"] / 1e4, 2),
                    "sum of its parts": number(row["parts"] / 1e4, 2),
                    "gap": number(row["gap"] / 1e4, 2, sign=True),
                    "rounding leaves ±": number(row["open"] / 1e4, 2),
                    "agrees": "yes" if row["rounded"] else "if cut, not rounded" if row["holds"] else "no",
                }
            )
    return pd.DataFrame(rows)


def _rules() -> list[dict[str, str]]:
    return [dict(rule) for rule in read("pupil_levels") if rule["whole"]]


def derivation_sentence(national: pd.DataFrame, data: Funding) -> str:
    """Say which levels are taken as what a whole leaves, in which years, and on what ground.

    Parameters
    ----------
    national
        ``eduplans.load("national")``.
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
    """
    said = []
    for rule in _rules():
        check = whole_and_parts(national, rule)
        years = data.heads.derived[rule["level"]]
        agree = f"whole and parts agree in {int(check['rounded'].sum())} of {len(check)} years that print them all"
        cut = check.index[~check["rounded"] & check["holds"]]
        against = check.index[~check["holds"]]
        if len(cut):
            agree += f", and in {year_ranges(cut)} if the whole was cut after its last digit and not rounded"
        if len(against):
            agree += f", but not in {year_ranges(against)}, so nothing is derived"
        if years:
            said.append(
                f"{level_name(rule['level'])} of {year_ranges(pd.Index(years))} is printed in coarse rounding only; "
                f"here it is compulsory education less {level_name(rule['others'])}, both printed more exactly (‡): "
                f"{agree}."
            )
        else:
            said.append(f"{level_name(rule['level'])} is taken as printed: {agree}.")
    return " ".join(said)


def later_totals(national: pd.DataFrame, data: Funding) -> tuple[int, int, float] | None:
    """Find how the printed total of all pupils moved after the last year whose levels were all found.

    Parameters
    ----------
    national
        ``eduplans.load("national")``.
    data
        What `gather` took out of the statistics.

    Returns
    -------
    tuple[int, int, float] | None
        That year, the last year with a printed total, and the change between them in percent; None where no later
        total is printed.
    """
    last = int(data.heads.total.dropna().index.max())
    printed = printed_level(national, "all")["value"].reindex(data.heads.total.index).dropna()
    if last not in printed.index or int(printed.index[-1]) <= last:
        return None
    end = int(printed.index[-1])
    return last, end, float(100 * (printed[end] / printed[last] - 1))
