"""What the elasticity hangs on: neighbouring years, one year, time, and when pupils are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.funding.estimates import fitted, interval
from eduplans.display import log_points, number
from eduplans.trends import diagnose, scope_breaks, with_last_years_pupils, without_year
from eduplans.trends.elasticity import SMALLEST_SAMPLE

if TYPE_CHECKING:
    from eduplans.chapters.funding.data import Funding
    from eduplans.trends import Decomposition


def check_table(data: Funding) -> pd.DataFrame:
    """Lay out the slope of the chosen concept as it stands and under each check.

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
                "line": name,
                "differences": len(growth.usable),
                "elasticity": number(estimate.slope, 2, sign=True) if estimate else None,
                "HC3 interval": interval(estimate.low, estimate.high) if estimate else None,
                "HAC interval": interval(hac.low, hac.high) if hac else None,
                "R²": number(estimate.fit, 2) if estimate else None,
            }
            for name, growth, trend in _lines(data)
            for estimate, hac in [(fitted(growth, "HC3", trend=trend), fitted(growth, "HAC", trend=trend))]
        ]
    )


def _lines(data: Funding) -> list[tuple[str, Decomposition, bool]]:
    """Name each check, with its differences and whether a trend is taken out."""
    growth = data.growth
    found = [("all usable differences", growth, False)]
    if len(growth.usable) >= SMALLEST_SAMPLE:
        year = diagnose(growth).year
        found.append((f"without {year}, which pulls most", without_year(growth, year), False))
    found.append(("with a linear trend", growth, True))
    found.append(("growth of pupils of the year before", with_last_years_pupils(growth), False))
    if len(data.filled.usable) > len(growth.usable):
        found.append(("with growth printed on a comparable basis", data.filled, False))
    return found


def check_sentence(data: Funding) -> str:
    """Say how much the residuals resemble their neighbours, how HAC allows for it, and which year pulls most.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
        Sentences; empty where nothing is estimated.
    """
    hac = fitted(data.growth, "HAC")
    if hac is None:
        return ""
    found = diagnose(data.growth)
    return (
        f"Durbin-Watson is {number(found.durbin_watson, 2)} (2 where residuals do not resemble those of the year "
        f"before) and the first autocorrelation of the residuals {number(found.autocorrelation, 2, sign=True)}, over "
        f"{found.pairs} pairs of neighbouring years: {_resemblance(found.autocorrelation, hac.n)} HAC errors allow "
        f"for {hac.lags} {'lag' if hac.lags == 1 else 'lags'}, by the rule floor(4 (n/100)^(2/9)) with n = {hac.n}. "
        f"{found.year} pulls most at the line: its leverage is {number(found.leverage, 2)}, the mean is "
        f"{number(found.mean_leverage, 2)}."
    )


#: Years in which a change in how pupils are counted is suspected, and what is suspected. It stands here and not in
#: the codebook's breaks: no source was found, and nothing is done about it.
_SUSPECTED = {2013: "the introduction of the national register of pupils (学籍系统)"}


def suspicion_sentence(data: Funding) -> str:
    """Say what is doubtful in the numbers of the year that pulls most at the line.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
        Empty where nothing is estimated or nothing is doubtful.
    """
    rows = data.growth.usable
    if len(rows) < SMALLEST_SAMPLE:
        return ""
    year = diagnose(data.growth).year
    change, doubts = float(rows["pupils"][year]), []
    if year in _SUSPECTED:
        doubts.append(
            f"{_SUSPECTED[year]} is suspected of a part in the {'fall' if change < 0 else 'rise'} of pupils by "
            f"{log_points(abs(change), 2).lstrip('+')} log points; a source was not found"
        )
    if rows["state"][year] == "two values":
        named = [row["year"] for row in scope_breaks(data.concept) if row["effect"] == "show both"]
        near = [when for when in named if int(when) in (year - 1, year)]
        doubts.append(f"money of {' and '.join(near)} is printed with two values")
    if not doubts:
        return ""
    return f"The numbers behind {year}, which pulls most, are themselves doubtful: {'; '.join(doubts)}."


def _resemblance(autocorrelation: float, n: int) -> str:
    """Judge a first autocorrelation against twice its standard error under independence."""
    bound = f"(chance alone would keep it within ±{number(2 / n**0.5, 2)})"
    if abs(autocorrelation) < 2 / n**0.5:
        return f"not clearly more than chance {bound}, though so few years show only strong resemblance."
    if autocorrelation > 0:
        return f"years resemble their neighbours {bound}, which HC3 errors, made for independent years, do not see."
    return f"years tend to reverse the one before {bound}, which HC3 errors, made for independent years, do not see."


def signs_sentence(data: Funding) -> str:
    """Say whether the sign of the slope, and what its interval holds, survive the checks.

    Parameters
    ----------
    data
        What `gather` took out of the statistics.

    Returns
    -------
    str
        A sentence; empty where nothing is estimated.
    """
    fits = [(name, fitted(growth, "HC3", trend=trend)) for name, growth, trend in _lines(data)]
    slopes = {name: fit.slope for name, fit in fits if fit is not None}
    if len(slopes) < 2:
        return ""
    sure = [name for name, fit in fits if fit is not None and not fit.low <= 0 <= fit.high]
    zero = f" Its HC3 interval leaves out 0 in: {'; '.join(sure)}." if sure else " Every HC3 interval holds 0."
    ends = f"from {number(min(slopes.values()), 2, sign=True)} to {number(max(slopes.values()), 2, sign=True)}"
    first, *_ = slopes.values()
    other = [name for name, slope in slopes.items() if (slope > 0) != (first > 0)]
    if other:
        return f"The slope runs {ends}: its sign changes under a check ({'; '.join(other)}).{zero}"
    return f"The slope runs {ends} and stays {'above' if first > 0 else 'below'} zero in every line of the table.{zero}"
