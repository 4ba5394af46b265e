"""Elasticity of spending with respect to pupils from yearly log differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from eduplans.errors import ParameterError, Problem

if TYPE_CHECKING:
    import pandas as pd

    from eduplans.trends.growth import Decomposition

Covariance = Literal["HC3", "HAC", "classic"]
#: Fewer differences than this leave no degrees of freedom worth a standard error.
SMALLEST_SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Elasticity:
    """A line through yearly log differences, Δln S = constant + slope × Δln N.

    Parameters
    ----------
    slope, error, low, high, p
        The elasticity, its standard error, the ends of its interval and the p-value of slope = 0, by
        Student's t with `freedom` degrees of freedom.
    constant, constant_error
        Yearly growth of spending at an unchanged number of pupils, in log points, and its standard error.
    fit
        R²: the share of the variance of Δln S that goes with Δln N.
    years
        The later years of the differences used.
    covariance, lags, confidence
        How the standard errors were made.
    """

    slope: float
    error: float
    low: float
    high: float
    p: float
    constant: float
    constant_error: float
    fit: float
    years: tuple[int, ...]
    freedom: int
    covariance: Covariance
    lags: int
    confidence: float

    @property
    def n(self) -> int:
        """Number of differences."""
        return len(self.years)


def elasticity(
    decomposition: Decomposition,
    covariance: Covariance = "HC3",
    confidence: float = 0.95,
    *,
    trend: bool = False,
) -> Elasticity:
    """Estimate by how many percent spending grew where pupils grew by one percent.

    Ordinary least squares of Δln S on a constant and Δln N over the usable differences.

    Parameters
    ----------
    decomposition
        Result of `decompose`; differences that straddle a break are not in its usable rows.
    covariance
        ``HC3``: heteroscedasticity-robust, each residual divided by one minus its leverage (MacKinnon and White
        1985); it does not see years that resemble their neighbours. ``HAC``: Newey and West's (1987), robust to
        autocorrelation too, with the correction n / (n - 2) and lags floor(4 (n / 100)^(2/9)). ``classic``: equal
        variances.
    confidence
        Coverage of the interval.
    trend
        Whether growth of spending may also rise or fall by the same amount every year (a linear trend); the
        constant is then that of the middle year.

    Returns
    -------
    Elasticity

    Raises
    ------
    ParameterError
        If fewer than `SMALLEST_SAMPLE` differences are usable, or pupils never changed.

    Examples
    --------
    >>> import pandas as pd
    >>> from eduplans.trends import Decomposition
    >>> heads = [0.0, 0.01, 0.02, 0.03, 0.04]
    >>> frame = pd.DataFrame({"pupils": heads, "state": "usable"}, index=range(2001, 2006))
    >>> frame["spending"] = 0.1 + 2 * frame["pupils"]
    >>> result = elasticity(Decomposition("invented", frame))
    >>> round(result.slope, 6), round(result.constant, 6), result.n
    (2.0, 0.1, 5)

    Notes
    -----
    Differences and not levels: both series drift, and a line through two drifting series always looks close.
    The slope describes years and does not tell cause: money and pupils may both follow something third. Years
    are taken as they follow each other; where a difference is dropped, HAC treats its neighbours as adjacent.

    References
    ----------
    J. G. MacKinnon and H. White (1985), Journal of Econometrics 29, 305-325. W. K. Newey and K. D. West (1987),
    Econometrica 55, 703-708.
    """
    rows = decomposition.usable
    lags = int(4 * (len(rows) / 100) ** (2 / 9)) if covariance == "HAC" else 0
    result = ols(rows, trend=trend).fit(**_options(covariance, lags), use_t=True)
    low, high = result.conf_int(alpha=1 - confidence)[1]
    return Elasticity(
        slope=float(result.params[1]),
        error=float(result.bse[1]),
        low=float(low),
        high=float(high),
        p=float(result.pvalues[1]),
        constant=float(result.params[0]),
        constant_error=float(result.bse[0]),
        # Spending that always grows alike has no variance to share out.
        fit=float(result.rsquared) if np.ptp(rows["spending"].to_numpy(float)) else float("nan"),
        years=tuple(int(year) for year in rows.index),
        freedom=int(result.df_resid),
        covariance=covariance,
        lags=lags,
        confidence=confidence,
    )


def ols(rows: pd.DataFrame, *, trend: bool = False) -> Any:
    """Set up the line through yearly differences, for an estimator to fit with the errors it wants.

    Parameters
    ----------
    rows
        Usable differences: `pupils` and `spending`.
    trend
        Whether a linear trend in the years is taken out too.

    Returns
    -------
    statsmodels.regression.linear_model.OLS

    Raises
    ------
    ParameterError
        If fewer than `SMALLEST_SAMPLE` differences are usable, or pupils never changed.
    """
    import statsmodels.api as sm

    _check(rows)
    years = rows.index.to_numpy(float)
    causes = [rows["pupils"].to_numpy(float), *([years - years.mean()] if trend else [])]
    return sm.OLS(rows["spending"].to_numpy(float), sm.add_constant(np.column_stack(causes)))


def detectable(estimate: Elasticity, power: float = 0.8) -> float:
    """Say how large a true slope must be for these differences to find it different from 0.

    (t(1 - α/2) + t(power)) × standard error, with α = 1 - confidence.

    Parameters
    ----------
    estimate
        Result of `elasticity`.
    power
        Probability with which it is to be found.

    Returns
    -------
    float
        The smallest such slope, either side of 0.

    Examples
    --------
    >>> import pandas as pd
    >>> from eduplans.trends import Decomposition
    >>> heads = [0.0, 0.01, 0.02, 0.03, 0.04]
    >>> frame = pd.DataFrame({"pupils": heads, "state": "usable"}, index=range(2001, 2006))
    >>> frame["spending"] = [0.1, 0.13, 0.13, 0.17, 0.17]
    >>> estimate = elasticity(Decomposition("invented", frame), "classic")
    >>> round(detectable(estimate) / estimate.error, 2)
    4.16

    References
    ----------
    H. S. Bloom (1995), Minimum detectable effects, Evaluation Review 19, 547-556.
    """
    from scipy import stats

    quantiles = [stats.t.ppf(share, estimate.freedom) for share in ((1 + estimate.confidence) / 2, power)]
    return float(sum(quantiles) * estimate.error)


def _check(rows: pd.DataFrame) -> None:
    if len(rows) < SMALLEST_SAMPLE:
        raise ParameterError(
            Problem(
                f"{len(rows)} usable yearly differences are too few for a line",
                rule=f"at least {SMALLEST_SAMPLE}",
                remedy="take an earlier start or a later end",
            )
        )
    if np.ptp(rows["pupils"].to_numpy(float)) == 0:
        raise ParameterError(Problem("the number of pupils never changed its growth, so there is no slope"))


def _options(covariance: Covariance, lags: int) -> dict[str, object]:
    if covariance == "HAC":
        return {"cov_type": "HAC", "cov_kwds": {"maxlags": lags, "use_correction": True}}
    return {"cov_type": "HC3" if covariance == "HC3" else "nonrobust"}
