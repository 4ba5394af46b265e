"""Tests of unit roots and cointegration of the chapter's series, and the little they can tell at this length."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from eduplans.chapters.funding.data import year_ranges
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
    if len(run(data)) < SMALLEST_RUN + 1:
        return ()
    return tuple(Tested(name, adf(values, trend), kpss(values, trend)) for name, values, trend in _series(data))


def _series(data: Funding) -> list[tuple[str, pd.Series, Trend]]:
    """Name levels and differences, each with what it is tested around."""
    frame = run(data)
    names = {"money": f"ln {data.noun}", "pupils": "ln pupils", "per pupil": f"ln {data.noun} per pupil"}
    found: list[tuple[str, pd.Series, Trend]] = []
    for column, name in names.items():
        found += [(name, frame[column], "ct"), (f"Δ {name}", frame[column].diff().iloc[1:], "c")]
    return found


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
                "used in the regression": one.adf.used,
                "ADF lags": one.adf.lags,
                "ADF": number(one.adf.statistic, 2),
                "5 % below": number(one.adf.critical, 2),
                "unit root rejected": one.adf.rejects,
                "KPSS lags": one.kpss.lags,
                "KPSS": number(one.kpss.statistic, 3),
                "5 % above": number(one.kpss.critical, 3),
                "stationary rejected": one.kpss.rejects,
                "together": one.reading,
            }
            for one in found
        ]
    )


def kpss_by_lags(data: Funding) -> dict[str, tuple[Test, ...]]:
    """Test stationarity of every series with every number of lags from none to floor(12 (n/100)^(1/4)).

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    dict of str to tuple of Test
        By the name of the series, by lags; empty where the longest stretch is too short.

    References
    ----------
    D. Kwiatkowski, P. C. B. Phillips, P. Schmidt and Y. Shin (1992), Journal of Econometrics 54, 159-178: the longest
    of their three rules.
    """
    if len(run(data)) < SMALLEST_RUN + 1:
        return {}
    return {
        name: tuple(kpss(values, trend, lags) for lags in range(int(12 * (len(values) / 100) ** 0.25) + 1))
        for name, values, trend in _series(data)
    }


def lag_sentence(data: Funding) -> str:
    """Say how many lags KPSS is taken with, and for which series its verdict turns with another number.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
        Empty where nothing is tested.
    """
    by_lags, taken = kpss_by_lags(data), {one.series: one.kpss.lags for one in unit_roots(data)}
    if not by_lags:
        return ""
    turned = [
        _turn(name, tests, taken[name]) for name, tests in by_lags.items() if len({one.rejects for one in tests}) > 1
    ]
    most = max(len(tests) for tests in by_lags.values()) - 1
    lags = "; ".join(dict.fromkeys(str(value) for value in taken.values()))
    said = f"KPSS is taken with floor(4 (n/100)^(2/9)) = {lags} lags of the Bartlett kernel."
    if not turned:
        return f"{said} With any number from 0 to {most} its verdicts are the same."
    return (
        f"{said} From 0 to {most} lags its verdict turns for {len(turned)} of {len(by_lags)} series: "
        f"{'; '.join(turned)}. For these it is a verdict on the number of lags too."
    )


def _turn(name: str, tests: tuple[Test, ...], taken: int) -> str:
    """Say with which lags a test rejects, and how the statistic passes the critical value next to the lags taken."""
    rejects = [test.lags for test in tests if test.rejects]
    change = min(
        (test.lags for test, before in zip(tests[1:], tests, strict=False) if test.rejects != before.rejects),
        key=lambda lags: abs(lags - taken),
    )
    first, second = (number(tests[lags].statistic, 3) for lags in (change - 1, change))
    return (
        f"{name} (rejected with {year_ranges(pd.Index(rejects))}, not with the others; {first} with {change - 1} and "
        f"{second} with {change}, critical value {number(tests[change].critical, 3)})"
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
                "used in the regression": test.used,
                "lags": test.lags,
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
        f"{_growth(found)}"
    )


def _growth(found: tuple[Tested, ...]) -> str:
    """Say of which growth a unit root is not excluded, and what that would mean."""
    open_ones = [one.series for one in found if one.series.startswith("Δ") and not one.adf.rejects]
    if not open_ones:
        return ""
    return (
        f" Not excluded is a unit root in growth too ({', '.join(open_ones)}): it would undermine the line in "
        "differences as one in levels undermines a line in levels."
    )
