"""What a line through yearly differences hangs on: neighbouring years, a single year, time, and the school year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from eduplans.trends.growth import Decomposition


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the residuals and the leverages of a line say.

    Parameters
    ----------
    durbin_watson
        Durbin and Watson's statistic: 2 where residuals do not resemble those of the year before, 0 where they
        repeat them.
    autocorrelation
        First autocorrelation of the residuals, over pairs of neighbouring years only.
    pairs
        Number of such pairs.
    year, leverage
        The year that pulls most at the line (its leverage, between 0 and 1).
    mean_leverage
        The mean leverage, 2 / n: what a year has that pulls no more than others.
    """

    durbin_watson: float
    autocorrelation: float
    pairs: int
    year: int
    leverage: float
    mean_leverage: float


def diagnose(decomposition: Decomposition) -> Diagnosis:
    """Look at the residuals and leverages of the line through the usable differences.

    Parameters
    ----------
    decomposition
        Result of `decompose`, with enough usable differences for `elasticity`.

    Returns
    -------
    Diagnosis

    Examples
    --------
    >>> from eduplans.trends import Decomposition
    >>> heads = [0.0, 0.01, 0.02, 0.03, 0.20]
    >>> frame = pd.DataFrame({"pupils": heads, "state": "usable"}, index=range(2001, 2006))
    >>> frame["spending"] = [0.1, 0.0, 0.1, 0.0, 0.1]
    >>> result = diagnose(Decomposition("invented", frame))
    >>> result.year, result.pairs, result.autocorrelation < 0
    (2005, 4, True)
    """
    import statsmodels.api as sm
    from statsmodels.stats.stattools import durbin_watson

    rows = decomposition.usable
    model = sm.OLS(rows["spending"].to_numpy(float), sm.add_constant(rows["pupils"].to_numpy(float))).fit()
    residuals = pd.Series(model.resid, index=rows.index.astype(int))
    before = residuals.reindex(residuals.index - 1).to_numpy(float)
    both = ~np.isnan(before)
    leverage = pd.Series(model.get_influence().hat_matrix_diag, index=residuals.index)
    year = int(leverage.index[int(leverage.to_numpy().argmax())])
    return Diagnosis(
        durbin_watson=float(durbin_watson(model.resid)),
        autocorrelation=float((residuals.to_numpy()[both] * before[both]).sum() / (residuals**2).sum()),
        pairs=int(both.sum()),
        year=year,
        leverage=float(leverage[year]),
        mean_leverage=float(leverage.mean()),
    )


def without_year(decomposition: Decomposition, year: int) -> Decomposition:
    """Take one year's difference out.

    Parameters
    ----------
    decomposition
        Result of `decompose`.
    year
        The later year of the difference.

    Returns
    -------
    Decomposition

    Examples
    --------
    >>> from eduplans.trends import Decomposition
    >>> frame = pd.DataFrame({"pupils": [0.0, 0.1], "state": "usable"}, index=[2001, 2002])
    >>> list(without_year(Decomposition("invented", frame), 2001).usable.index)
    [2002]
    """
    return replace(decomposition, frame=decomposition.frame.drop(index=year))


def with_last_years_pupils(decomposition: Decomposition) -> Decomposition:
    """Put the growth of pupils of the year before beside each year's growth of funds.

    Pupils are counted when the school year begins, in autumn; funds are those of the calendar year. Most of the
    calendar year's pupils are therefore those counted in the autumn before.

    Parameters
    ----------
    decomposition
        Result of `decompose`.

    Returns
    -------
    Decomposition
        `pupils` moved by one year; a difference without one is ``missing``.

    Examples
    --------
    >>> from eduplans.trends import Decomposition
    >>> frame = pd.DataFrame({"spending": [0.1, 0.2], "pupils": [0.0, 0.1], "per_pupil": [0.1, 0.1],
    ...     "state": "usable"}, index=[2001, 2002])
    >>> result = with_last_years_pupils(Decomposition("invented", frame)).usable
    >>> result[["spending", "pupils"]].values.tolist()
    [[0.2, 0.0]]
    """
    frame = decomposition.frame.copy()
    frame["pupils"] = frame["pupils"].shift()
    frame["per_pupil"] = frame["spending"] - frame["pupils"]
    whole = frame["per_pupil"].notna()
    known = frame["state"].isin(["usable", "two values", "missing"])
    frame.loc[known & ~whole, "state"] = "missing"
    # A year without its own pupils has those of the year before.
    frame.loc[known & whole & frame["state"].eq("missing"), "state"] = "usable"
    return replace(decomposition, frame=frame)


def with_comparable_growth(decomposition: Decomposition, prices: pd.Series | None = None) -> Decomposition:
    """Put the growth that the publication prints on a comparable basis in the place of a dropped difference.

    Parameters
    ----------
    decomposition
        Result of `decompose`.
    prices
        Price level by year, where the decomposition is at constant prices: printed growth is at current prices,
        and growth of prices is taken out of it.

    Returns
    -------
    Decomposition
        Dropped differences for which such growth is printed, and whose pupils are known, are usable.

    Examples
    --------
    >>> from eduplans.trends import Decomposition
    >>> frame = pd.DataFrame({"spending": [0.1, float("nan")], "pupils": [0.0, 0.01], "per_pupil": 0.1,
    ...     "state": ["usable", "break"], "comparable_growth": [float("nan"), 10.0]}, index=[2001, 2002])
    >>> with_comparable_growth(Decomposition("invented", frame)).usable["spending"].round(4).tolist()
    [0.1, 0.0953]
    """
    frame = decomposition.frame.copy()
    growth = np.log1p(frame["comparable_growth"] / 100)
    if prices is not None:
        growth = growth - np.log(prices).diff().reindex(frame.index)
    fits = frame["state"].eq("break") & growth.notna() & frame["pupils"].notna()
    frame.loc[fits, "spending"] = growth[fits]
    frame.loc[fits, "per_pupil"] = growth[fits] - frame.loc[fits, "pupils"]
    frame.loc[fits, "state"] = "usable"
    return replace(decomposition, frame=frame)
