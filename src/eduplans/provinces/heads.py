"""Heads of province tables: the name of a series, its unit, and what it is called in the codebook."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from eduplans.codebook import read, read_map

_HEAD = re.compile(r"^(?P<name>.+?)\s*[(（](?P<unit>[^()（）]*)[)）]$")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, or the name of a table that holds one series.

    Parameters
    ----------
    printed
        As it stands in the file.
    indicator
        Its series in ``province_series.csv``; for a series that is not there the name as printed, without unit.
    unit
        Base unit (yuan, person ...); as printed where the codebook does not know it.
    factor
        What printed values are multiplied by.
    expected
        Unit that the codebook asks of the series; empty where it is not there.
    """

    printed: str
    indicator: str
    unit: str
    factor: float
    expected: str

    @property
    def known(self) -> bool:
        """Whether the codebook has the series."""
        return bool(self.expected)


def read_head(printed: str) -> Head:
    """Read a head such as 教育经费(万元).

    Parameters
    ----------
    printed
        The head, with its unit in brackets at the end.

    Returns
    -------
    Head

    Examples
    --------
    >>> read_head("教育经费(万元)")
    Head(printed='教育经费(万元)', indicator='edu_total', unit='yuan', factor=10000.0, expected='yuan')
    >>> read_head("某项面积（平方公里）").indicator, read_head("某项面积（平方公里）").unit
    ('某项面积', '平方公里')
    """
    text = printed.strip()
    found = _HEAD.match(text)
    name, bracket = (found["name"], found["unit"].strip()) if found else (text, "")
    series = _series().get(_plain(name))
    unit, factor = _units().get(bracket, (bracket, 1.0))
    if series is None:
        return Head(text, name, unit, factor, "")
    return Head(text, series[0], unit, factor, series[1])


def _plain(name: str) -> str:
    return name.replace("（", "(").replace("）", ")").replace(" ", "")


@cache
def _series() -> dict[str, tuple[str, str]]:
    return {_plain(row["head"]): (row["series"], row["unit"]) for row in read("province_series")}


@cache
def _units() -> dict[str, tuple[str, float]]:
    return {row["printed"]: (row["unit"], float(row["factor"])) for row in read("province_units")}


def series_name(indicator: str) -> str:
    """English and Chinese name of a series.

    Examples
    --------
    >>> series_name("edu_total")
    'Total funds of education 教育经费'
    """
    english = read_map("province_series", "series", "name_en").get(indicator, "")
    return f"{english} {read_map('province_series', 'series', 'name_zh').get(indicator, indicator)}".strip()
