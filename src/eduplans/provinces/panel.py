"""From tidy province values to a panel: pupils, spending, prices, regions."""

from __future__ import annotations

from functools import cache

import pandas as pd

from eduplans.codebook import read, read_map
from eduplans.errors import ParameterError, Problem

#: Concepts of spending that can be chosen.
CONCEPTS = ("edu_fiscal", "edu_total", "edu_local")
#: Levels whose pupils are added up.
LEVELS = ("primary_pupils", "junior_pupils", "senior_pupils", "vocational_pupils")


def province_panel(tidy: pd.DataFrame, *, start: int, end: int, funding: str = "edu_fiscal") -> pd.DataFrame:
    """Put what the chapter needs side by side, one row a province and year.

    Parameters
    ----------
    tidy
        Result of `eduplans.provinces.tidy`.
    start, end
        First and last year; all 31 provinces have a row for each, empty where nothing was reported.
    funding
        One of `CONCEPTS`.

    Returns
    -------
    pandas.DataFrame
        ``province_code``, ``province``, ``region``, ``year``; ``spending`` (yuan, current prices), the four levels and
        ``pupils`` (persons; empty where a level is missing), ``cpi`` (previous year = 100), ``real`` (spending at the
        prices of `end` in each province) and ``per_pupil`` (of it). Sorted by province and year.

    Raises
    ------
    ParameterError
        If a series is in none of the files.
    """
    needed = (funding, *LEVELS, "cpi")
    missing = sorted(set(needed) - set(tidy["indicator"]))
    if missing:
        raise ParameterError(
            [Problem(f"no file has the series {name}", remedy=f"add the table with {_head(name)}") for name in missing]
        )
    chosen = tidy[tidy["indicator"].isin(needed)]
    wide = chosen.pivot(index=["province_code", "year"], columns="indicator", values="value")
    places = pd.MultiIndex.from_product(
        [[row["code"] for row in read("provinces")], range(start, end + 1)], names=["province_code", "year"]
    )
    panel = wide.reindex(index=places, columns=list(needed)).rename(columns={funding: "spending"}).reset_index()
    panel.insert(1, "province", panel["province_code"].map(read_map("provinces", "code", "name")))
    panel.insert(2, "region", panel["province_code"].map(regions()))
    panel["pupils"] = panel[list(LEVELS)].sum(axis=1, skipna=False)
    panel["real"] = panel["spending"] * _to_last_prices(panel)
    panel["per_pupil"] = panel["real"] / panel["pupils"]
    return panel.rename_axis(columns=None)


def _to_last_prices(panel: pd.DataFrame) -> pd.Series:
    """Give the factor from a year's prices to those of the last year: the product of later indices, by province."""
    later = panel.groupby("province_code")["cpi"].shift(-1).div(100)
    # The last year has no later index; a gap before it stays one and leaves the years before it without a factor.
    last = panel.groupby("province_code").cumcount(ascending=False) == 0
    steps = later.where(~last, 1.0)[::-1]
    codes = panel["province_code"][::-1]
    product = steps.groupby(codes).cumprod()
    gap = steps.isna().groupby(codes).cummax()
    return product.mask(gap)[::-1]


@cache
def regions() -> dict[str, str]:
    """Region of each province by its code, in the division of the National Bureau of Statistics of 2011.

    Examples
    --------
    >>> regions()["110000"], regions()["210000"]
    ('east', 'northeast')
    """
    return dict(read_map("province_regions", "code", "region"))


def region_name(region: str) -> str:
    """English and Chinese name of a region.

    Examples
    --------
    >>> region_name("northeast")
    'North-east 东北'
    """
    return (
        f"{read_map('province_regions', 'region', 'name_en')[region]} "
        f"{read_map('province_regions', 'region', 'name_zh')[region]}"
    )


def _head(series: str) -> str:
    return read_map("province_series", "series", "head").get(series, series)
