"""Tests of unit roots and cointegration of the chapter's series, and the little they can tell at this length."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from eduplans.display import number, percent
from eduplans.trends import Test, adf, engle_granger, kpss, longest_run, power
from eduplans.trends.unit_roots import SMALLEST_RUN

if TYPE_CHECKING:
    from eduplans.chapters.funding.data import Funding
    from eduplans.trends.unit_roots import Trend

#: Shares of a deviation that is left a year later, for which power is shown; 1 is a unit root.
RHOS = (1.0, 0.95, 0.9, 0.8, 0.6, 0.4)
#: Years of a long series, for comparison.
LONG = 200


@dataclass(frozen=True, slots=True)
class Tested:
    """Both tests of one series."""

    __test__ = False  # not one of pytest's

    series: str
    adf: Test
    kpss: Test

    @property
    def reading(self) -> str:
        """What the two tests say together."""
        if self.adf.rejects and self.kpss.rejects:
            return "they contradict each other"
        if self.adf.rejects:
            return "speaks for stationary"
        return "speaks for a unit root" if self.kpss.rejects else "neither is rejected: open"


def run(data: Funding) -> pd.DataFrame:
    """Take the longest stretch of years with money and pupils and without a change of scope.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    pandas.DataFrame
        By year, natural logarithms: `money`, `pupils`, `per pupil`.
    """
    both = data.spending.values.where(data.heads.total.notna())
    years = longest_run(both, data.growth.years("break")).index
    frame = pd.DataFrame({"money": data.spending.values[years], "pupils": data.heads.total[years]}).astype(float)
    frame = frame.apply(np.log)
    frame["per pupil"] = frame["money"] - frame["pupils"]
    return frame


def years_tested(data: Funding) -> int:
    """Count the years of the stretch that the tests look at, or give the fewest that they would need.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    int
    """
    return max(len(run(data)), SMALLEST_RUN + 1)


def unit_roots(data: Funding) -> tuple[Tested, ...]:
    """Test levels around a trend and differences around a constant.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    tuple of Tested
        Empty where the longest stretch is too short.
    """
    frame = run(data)
    if len(frame) < SMALLEST_RUN + 1:
        return ()
    names = {"money": f"ln {data.noun}", "pupils": "ln pupils", "per pupil": f"ln {data.noun} per pupil"}
    found = []
    for column, name in names.items():
        found.append(_tested(name, frame[column], "ct"))
        found.append(_tested(f"Δ {name}", frame[column].diff().iloc[1:], "c"))
    return tuple(found)


def _tested(name: str, values: pd.Series, trend: Trend) -> Tested:
    return Tested(name, adf(values, trend), kpss(values, trend))


def unit_root_table(found: tuple[Tested, ...]) -> pd.DataFrame:
    """Lay the tests out, one row a series.

    Parameters
    ----------
    found
        Result of `unit_roots`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "series": one.series,
                "around a": "trend" if one.adf.trend == "ct" else "constant",
                "years": f"{one.adf.first}–{one.adf.last}",
                "n": one.adf.n,
                "ADF": number(one.adf.statistic, 2),
                "5 % below": number(one.adf.critical, 2),
                "unit root rejected": one.adf.rejects,
                "KPSS": number(one.kpss.statistic, 3),
                "5 % above": number(one.kpss.critical, 3),
                "stationary rejected": one.kpss.rejects,
                "together": one.reading,
            }
            for one in found
        ]
    )


def cointegration(data: Funding) -> tuple[tuple[str, Test], ...]:
    """Test whether money and pupils keep together, either way round, without and with a trend.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    tuple of (str, Test)
        What explains what, and the test; empty where the longest stretch is too short.
    """
    frame = run(data)
    if len(frame) < SMALLEST_RUN + 1:
        return ()
    ways = {f"{data.noun} by pupils": ("money", "pupils"), f"pupils by {data.noun}": ("pupils", "money")}
    trends: tuple[Trend, ...] = ("c", "ct")
    return tuple(
        (name, engle_granger(frame[left], frame[right], trend))
        for name, (left, right) in ways.items()
        for trend in trends
    )


def cointegration_table(found: tuple[tuple[str, Test], ...]) -> pd.DataFrame:
    """Lay the tests of cointegration out.

    Parameters
    ----------
    found
        Result of `cointegration`.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    return pd.DataFrame(
        [
            {
                "line": name,
                "with a": "constant and trend" if test.trend == "ct" else "constant",
                "years": f"{test.first}–{test.last}",
                "n": test.n,
                "Engle-Granger": number(test.statistic, 2),
                "5 % below": number(test.critical, 2),
                "p": number(test.p, 2),
                "no cointegration rejected": test.rejects,
            }
            for name, test in found
        ]
    )


def power_table(n: int) -> pd.DataFrame:
    """Simulate how often each test rejects in series of `n` years, and of many years for comparison.

    Parameters
    ----------
    n
        Years.

    Returns
    -------
    pandas.DataFrame
        Ready for `eduplans.display.table`.
    """
    rows = []
    for rho in RHOS:
        row: dict[str, object] = {
            "left after a year": "all (unit root)" if rho == 1 else percent(100 * rho, 0),
            "half gone after, years": "never" if rho == 1 else number(math.log(0.5) / math.log(rho), 1),
        }
        for test in ("ADF", "Engle-Granger", "KPSS"):
            for years in (n, LONG):
                found = power(test, rho, years, draws=4000 if years == n else 1000)
                row[f"{test} rejects, {years} years"] = percent(100 * found.rejects, 0)
        rows.append(row)
    return pd.DataFrame(rows)


def power_sentence(n: int, rho: float = 0.8) -> str:
    """Say how rarely the tests find in `n` years what is there.

    Parameters
    ----------
    n
        Years.
    rho
        Share of a deviation that is left a year later.

    Returns
    -------
    str
    """
    single, pair = (power(test, rho, n).rejects for test in ("ADF", "Engle-Granger"))
    drift = power("KPSS", 1.0, n).rejects
    half = number(math.log(0.5) / math.log(rho), 1)
    return (
        f"Of invented stationary series of {n} years that lose half of a deviation in {half} years, ADF "
        f"finds **{percent(100 * single, 0)}** stationary; of pairs kept together as firmly, Engle-Granger finds "
        f"**{percent(100 * pair, 0)}**. Of random walks KPSS finds {percent(100 * drift, 0)}. A test that rejects so "
        "seldom says little when it does not reject."
    )


def roots_sentence(found: tuple[Tested, ...], pairs: tuple[tuple[str, Test], ...]) -> str:
    """Say what the tests reject, all together.

    Parameters
    ----------
    found
        Result of `unit_roots`.
    pairs
        Result of `cointegration`.

    Returns
    -------
    str
    """
    if not found:
        return f"No stretch of {SMALLEST_RUN + 1} years without gap or change of scope: nothing is tested."
    roots = sum(one.adf.rejects for one in found)
    still = sum(one.kpss.rejects for one in found)
    kept = sum(test.rejects for _, test in pairs)
    return (
        f"ADF rejects a unit root in {roots} of {len(found)} series and KPSS rejects stationarity in {still}; "
        f"Engle-Granger rejects that nothing holds money and pupils together in {kept} of {len(pairs)} lines."
    )
