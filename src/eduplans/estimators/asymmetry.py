"""Slopes on a cause that grows and on one that shrinks, and whether they are alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eduplans.errors import ParameterError, Problem
from eduplans.estimators.bootstrap import Bootstrap, wild_cluster_bootstrap
from eduplans.estimators.panel import Effect, fixed_effects

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from eduplans.estimators.fit import Coefficient, Covariance, Fit


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """A kinked line through zero.

    Parameters
    ----------
    growing, shrinking
        Slope where the cause grows and where it shrinks.
    difference
        Shrinking less growing, the coefficient of the interaction.
    wald, wald_p
        Wald statistic of equal slopes, F with 1 and G - 1 degrees of freedom, and its p-value.
    bootstrap
        The same test by the wild cluster bootstrap.
    n_growing, n_shrinking
        Rows on either side.
    fit
        The regression with the interaction.
    """

    growing: Coefficient
    shrinking: Coefficient
    difference: Coefficient
    wald: float
    wald_p: float
    bootstrap: Bootstrap
    n_growing: int
    n_shrinking: int
    fit: Fit


def asymmetry(
    frame: pd.DataFrame,
    outcome: str,
    cause: str,
    *,
    unit: str,
    time: str,
    effects: Sequence[Effect] = ("time",),
    covariance: Covariance = "CR1",
    fewest: int = 10,
) -> Asymmetry:
    """Estimate one slope for rows in which the cause grows and one for rows in which it shrinks.

        y = d(t) + b x + c x [x < 0] + e,   growing: b,   shrinking: b + c

    The line is joined at x = 0. The Wald test of c = 0 is the square of its t statistic.

    Parameters
    ----------
    frame
        Differences, one row a unit and time.
    outcome, cause
        Columns.
    unit, time
        Columns that name the row.
    effects, covariance
        As for `fixed_effects`.
    fewest
        Rows that either side must have.

    Returns
    -------
    Asymmetry

    Raises
    ------
    ParameterError
        If either side has too few rows.

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> frame = pd.DataFrame({"i": np.repeat(range(10), 4), "t": list(range(4)) * 10})
    >>> frame["x"] = np.sin(np.arange(40.0))
    >>> frame["y"] = np.where(frame["x"] > 0, frame["x"], 3 * frame["x"]) + 0.01 * np.cos(7 * np.arange(40))
    >>> found = asymmetry(frame, "y", "x", unit="i", time="t")
    >>> round(found.growing.value, 1), round(found.shrinking.value, 1)
    (1.0, 3.0)

    References
    ----------
    C. W. J. Granger and G. Yoon (2002), Hidden cointegration, University of California, San Diego, working paper
    2002-02, for slopes of positive and of negative changes.
    """
    rows = frame[[unit, time, outcome, cause]].dropna()
    below = rows[cause] < 0
    many, few = int((rows[cause] > 0).sum()), int(below.sum())
    if min(many, few) < fewest:
        raise ParameterError(
            Problem(
                f"{many} rows in which {cause} grows and {few} in which it shrinks are too few for two slopes",
                rule=f"at least {fewest} of each",
                remedy="take more years or units",
            )
        )
    kink = f"{cause} shrinking"
    rows = rows.assign(**{kink: rows[cause].where(below, 0.0)})

    def fitted(names: Sequence[str]) -> Fit:
        return fixed_effects(rows, outcome, names, unit=unit, time=time, effects=effects, covariance=covariance)

    joint = fitted([cause, kink])
    # The same line, written with one slope a side, gives the second slope with its own standard error.
    apart = rows.assign(**{cause: rows[cause].where(~below, 0.0)})
    sides = fixed_effects(apart, outcome, [cause, kink], unit=unit, time=time, effects=effects, covariance=covariance)
    difference = joint.coefficient(kink)
    return Asymmetry(
        growing=sides.coefficient(cause),
        shrinking=sides.coefficient(kink),
        difference=difference,
        wald=difference.t**2,
        wald_p=difference.p,
        bootstrap=wild_cluster_bootstrap(joint, kink),
        n_growing=many,
        n_shrinking=few,
        fit=joint,
    )
