"""Panels of units by time: effects of units and times, differences over one or more years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from eduplans.errors import ParameterError, Problem
from eduplans.estimators.fit import CLUSTERED, Covariance, Fit, least_squares

if TYPE_CHECKING:
    from collections.abc import Sequence

Effect = Literal["unit", "time"]


def fixed_effects(
    frame: pd.DataFrame,
    outcome: str,
    causes: Sequence[str],
    *,
    unit: str,
    time: str,
    effects: Sequence[Effect] = ("unit", "time"),
    covariance: Covariance = "CR1",
) -> Fit:
    """Regress an outcome on causes with effects of units and of times.

        y(i,t) = a(i) + d(t) + b x(i,t) + e(i,t)

    Unit effects are taken out by subtracting the mean of each unit and adding the mean of all (the within
    transformation); times have dummy variables, all but the first. The panel may have gaps.

    Parameters
    ----------
    frame
        One row a unit and time; rows without all values are left out.
    outcome, causes
        Columns.
    unit, time
        Columns that name the row.
    effects
        Which effects there are: ``unit``, ``time``, both or none.
    covariance
        Clustered by unit (``CR1``, ``CR2``, ``CR3``), or as in `least_squares`. For CR1 the count k of coefficients is
        that of slopes, time dummies and the constant, without unit effects, which lie within the clusters.

    Returns
    -------
    Fit
        Coefficients: the causes, then time dummies, then the constant.

    Raises
    ------
    ParameterError
        If a unit and time occurs twice, or the panel does not determine the coefficients.

    Examples
    --------
    >>> frame = pd.DataFrame({"i": list("aabbcc"), "t": [1, 2] * 3, "x": [0, 1, 0, 2, 1, 5.0]})
    >>> frame["y"] = 3 * frame["x"] + frame["t"] + (frame["i"] == "b")
    >>> round(fixed_effects(frame, "y", ["x"], unit="i", time="t").coefficient("x").value, 6)
    3.0

    References
    ----------
    B. H. Baltagi (2021), Econometric Analysis of Panel Data, 6th ed., chapters 2 and 3. J. M. Wooldridge (2010),
    Econometric Analysis of Cross Section and Panel Data, 2nd ed., section 10.5.
    """
    rows = frame[[unit, time, outcome, *causes]].dropna().sort_values([unit, time], ignore_index=True)
    if rows.duplicated([unit, time]).any():
        first = rows[rows.duplicated([unit, time])].iloc[0]
        raise ParameterError(Problem("a unit has two rows for one time", value=f"{first[unit]}, {first[time]}"))
    parts = [rows[list(causes)].astype(float)]
    if "time" in effects:
        parts.append(pd.get_dummies(rows[time], drop_first=True, dtype=float).add_prefix(f"{time}="))
    design = pd.concat([*parts, pd.Series(1.0, index=rows.index, name="constant")], axis=1)
    y = rows[outcome].astype(float)
    if "unit" in effects:
        y = _within(y.to_frame(), rows[unit])[outcome]
        design = _within(design, rows[unit])
    fit = least_squares(
        y.to_numpy(), design.to_numpy(), list(design.columns), covariance=covariance, groups=rows[unit].to_numpy()
    )
    if "unit" not in effects or covariance in CLUSTERED:
        return fit
    return _with_lost_freedom(fit, rows[unit].nunique() - 1)


def _within(frame: pd.DataFrame, unit: pd.Series) -> pd.DataFrame:
    return frame - frame.groupby(unit).transform("mean") + frame.mean()


def _with_lost_freedom(fit: Fit, lost: int) -> Fit:
    """Count the unit effects, which the equation as estimated does not show, among the coefficients."""
    from dataclasses import replace

    left = fit.freedom - lost
    if left[0] < 1:
        raise ParameterError(Problem("there are as many effects as rows", remedy="take more times"))
    scale = 1.0 if fit.covariance == "HC3" else float(fit.freedom[0] / left[0])
    return replace(fit, matrix=fit.matrix * scale, freedom=left)


def differences(frame: pd.DataFrame, columns: Sequence[str], *, unit: str, time: str, span: int = 1) -> pd.DataFrame:
    """Differences of columns over a span of years, within units.

    Parameters
    ----------
    frame
        One row a unit and time.
    columns
        What is differenced, such as logarithms.
    unit, time
        Columns that name the row; times are whole numbers.
    span
        Years between the two ends.

    Returns
    -------
    pandas.DataFrame
        `unit`, `time` (the later year) and `columns`; a row only where both years and all columns have values.
        Nothing is bridged: a gap of two years gives no difference over one.

    Examples
    --------
    >>> frame = pd.DataFrame({"i": "a", "t": [2001, 2002, 2004], "x": [1.0, 3.0, 4.0]})
    >>> differences(frame, ["x"], unit="i", time="t").to_dict("records")
    [{'i': 'a', 't': 2002, 'x': 2.0}]
    """
    if span < 1:
        raise ParameterError(Problem("a span of less than one year", value=str(span)))
    names = [unit, time, *columns]
    earlier = frame[names].assign(**{time: frame[time] + span})
    pairs = frame[names].merge(earlier, on=[unit, time], suffixes=("", "_before"), validate="one_to_one")
    for name in columns:
        pairs[name] = pairs[name] - pairs[f"{name}_before"]
    return pairs[names].dropna().sort_values([unit, time], ignore_index=True)


def long_difference(
    frame: pd.DataFrame,
    outcome: str,
    causes: Sequence[str],
    *,
    unit: str,
    time: str,
    first: int,
    last: int,
    covariance: Covariance = "HC3",
) -> Fit:
    """Regress the change of an outcome between two years on that of causes, one row a unit.

    Parameters
    ----------
    frame
        One row a unit and time.
    outcome, causes
        Columns.
    unit, time
        Columns that name the row.
    first, last
        The two years.
    covariance
        See `least_squares`; one row a unit needs no clusters.

    Returns
    -------
    Fit
        The causes, then the constant (the change where no cause changes).

    Examples
    --------
    >>> frame = pd.DataFrame({"i": list("aabbccdd"), "t": [1, 5] * 4, "x": [0, 1, 0, 2, 1, 5, 0, 0.0]})
    >>> frame["y"] = 3 * frame["x"] + 0.25 * frame["t"]
    >>> round(long_difference(frame, "y", ["x"], unit="i", time="t", first=1, last=5).coefficient("x").value, 6)
    3.0
    """
    changes = differences(frame, [outcome, *causes], unit=unit, time=time, span=last - first)
    rows = changes[changes[time] == last]
    design = np.column_stack([rows[list(causes)].to_numpy(float), np.ones(len(rows))])
    return least_squares(rows[outcome].to_numpy(float), design, [*causes, "constant"], covariance=covariance)
