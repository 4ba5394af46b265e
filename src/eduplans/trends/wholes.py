"""A level as what a printed whole leaves when its other parts are taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from eduplans.trends.printed import half_unit
from eduplans.trends.series import national_series

if TYPE_CHECKING:
    from collections.abc import Mapping


def printed_level(
    national: pd.DataFrame, level: str, *, start: int | None = None, end: int | None = None
) -> pd.DataFrame:
    """Take the printed pupils of one level with what rounding leaves open.

    Parameters
    ----------
    national
        The table of national statistics.
    level
        The level, as printed.
    start, end
        First and last year.

    Returns
    -------
    pandas.DataFrame
        By year: `value`, `copy` (seen only in a copy) and `half` (half a unit of the last printed digit).

    Examples
    --------
    >>> table = pd.DataFrame({"year": [2020, 2021], "series": "enrolment", "level_printed": "primary",
    ...     "value": [107253500.0, 108000000.0], "unit": "person", "as_printed": ["10725.35万人", "1.08亿人"],
    ...     "source": "invented", "seen_in": "copy", "other_values": "", "note": ""})
    >>> printed_level(table, "primary")["half"].tolist()
    [50.0, 500000.0]
    """
    series = national_series(national, "enrolment", level, start=start, end=end)
    half = [half_unit(text) if text else float("nan") for text in series.frame["as_printed"]]
    return series.frame[["value", "copy"]].assign(half=half)


def whole_and_parts(national: pd.DataFrame, rule: Mapping[str, str]) -> pd.DataFrame:
    """Compare a printed whole with the sum of its printed parts, in every year that prints all of them.

    Parameters
    ----------
    national
        The table of national statistics.
    rule
        `level`, `whole` and `others` (the other parts of the whole, separated by blanks).

    Returns
    -------
    pandas.DataFrame
        By year: `whole`, `parts` (their sum), `gap` (whole minus parts), `open` (what rounding of all of them
        leaves), `rounded` (the gap lies within it) and `holds` (the gap lies within it, or would if the whole
        were cut after its last digit and not rounded).

    Examples
    --------
    >>> rows = [("all", 145.0, "145人"), ("primary", 101.0, "101人"), ("junior", 44.0, "44人")]
    >>> table = pd.DataFrame([{"year": year, "series": "enrolment", "level_printed": level, "value": value,
    ...     "unit": "person", "as_printed": text, "source": "invented", "seen_in": "copy", "other_values": "",
    ...     "note": ""} for level, value, text in rows for year in (2020, 2021)])
    >>> rule = {"level": "primary", "whole": "all", "others": "junior"}
    >>> whole_and_parts(table, rule)["holds"].tolist()
    [True, True]
    """
    names = [rule["level"], *rule["others"].split()]
    whole = printed_level(national, rule["whole"])
    parts = [printed_level(national, name) for name in names]
    total = pd.Series(np.sum([part["value"] for part in parts], axis=0), index=whole.index)
    half = pd.Series(np.sum([part["half"] for part in parts], axis=0), index=whole.index)
    frame = pd.DataFrame({"whole": whole["value"], "parts": total, "open": whole["half"] + half})
    frame["gap"] = frame["whole"] - frame["parts"]
    slack = 0.5  # persons: numbers in 万 with four digits are whole persons only up to binary rounding
    frame["rounded"] = frame["gap"].abs() <= frame["open"] + slack
    frame["holds"] = frame["rounded"] | frame["gap"].between(-frame["open"] - whole["half"] - slack, 0)
    return frame.dropna()


def what_the_whole_leaves(
    national: pd.DataFrame, rule: Mapping[str, str], *, start: int | None = None, end: int | None = None
) -> pd.DataFrame | None:
    """Take the other parts away from a whole; nothing where whole and parts do not agree in some year.

    Parameters
    ----------
    national
        The table of national statistics.
    rule
        `level`, `whole` and `others`.
    start, end
        First and last year.

    Returns
    -------
    pandas.DataFrame | None
        By year: `value`, `copy` and `half`; rounding adds up. None where the identity fails, so that the level
        must not be derived.
    """
    check = whole_and_parts(national, rule)
    if check.empty or not check["holds"].all():
        return None
    left = printed_level(national, rule["whole"], start=start, end=end)
    for name in rule["others"].split():
        part = printed_level(national, name, start=start, end=end)
        left = pd.DataFrame(
            {
                "value": left["value"] - part["value"],
                "copy": left["copy"] | part["copy"],
                "half": left["half"] + part["half"],
            }
        )
    return left
