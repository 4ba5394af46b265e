"""Slopes of spending on pupils among provinces, each with several ways to an interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from eduplans.chapters.provinces.data import TIME, UNIT, assemble
from eduplans.display import number
from eduplans.errors import ParameterError
from eduplans.estimators import (
    Asymmetry,
    Bootstrap,
    Fit,
    asymmetry,
    fixed_effects,
    long_difference,
    wild_cluster_bootstrap,
    with_covariance,
)
from eduplans.provinces import CONCEPTS, series_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eduplans.chapters.provinces.data import Provinces

#: The cause in every regression here.
CAUSE = "log_pupils"


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """A slope and how it was found; the bootstrap only where rows are clustered by province."""

    label: str
    fit: Fit
    bootstrap: Bootstrap | None


def slopes(data: Provinces) -> tuple[Slope, ...]:
    """Estimate by how many percent spending is higher where pupils are more by one percent, in three ways.

    Two-way fixed effects on levels, yearly differences with effects of years, and one long difference a province.

    Parameters
    ----------
    data
        Result of `gather`.

    Returns
    -------
    tuple of Slope
    """
    levels = fixed_effects(data.complete, "log_real", [CAUSE], unit=UNIT, time=TIME)
    yearly = fixed_effects(data.changes, "log_real", [CAUSE], unit=UNIT, time=TIME, effects=("time",))
    first, last = data.ends
    span = long_difference(data.complete, "log_real", [CAUSE], unit=UNIT, time=TIME, first=first, last=last)
    return (
        Slope("Levels, effects of provinces and years", levels, wild_cluster_bootstrap(levels, CAUSE)),
        Slope("Yearly differences, effects of years", yearly, wild_cluster_bootstrap(yearly, CAUSE)),
        Slope(f"Long difference {first}–{last}", span, None),
    )


def slope_table(found: Sequence[Slope]) -> pd.DataFrame:
    """Lay slopes out with all intervals, one row a kind of interval."""
    rows: list[dict[str, object]] = []
    for one in found:
        kinds = [with_covariance(one.fit, kind) for kind in ("CR1", "CR2", "CR3")] if one.bootstrap else [one.fit]
        for fit in kinds:
            value = fit.coefficient(CAUSE)
            rows.append(
                {
                    "regression": one.label,
                    "rows": fit.n,
                    "interval by": fit.covariance,
                    "slope": number(value.value, 2, sign=True),
                    "standard error": number(value.error, 2),
                    "degrees of freedom": number(value.freedom, 1),
                    "p": number(value.p, 3),
                    "95 % interval": between(value.low, value.high),
                }
            )
        if one.bootstrap:
            rows.append(_bootstrapped(one.label, one.fit.n, one.bootstrap))
    return pd.DataFrame(rows)


def _bootstrapped(label: str, n: int, found: Bootstrap) -> dict[str, object]:
    return {
        "regression": label,
        "rows": n,
        "interval by": "wild bootstrap",
        "slope": number(found.value, 2, sign=True),
        "standard error": None,
        "degrees of freedom": None,
        "p": number(found.p, 3),
        "95 % interval": between(found.low, found.high),
    }


def between(low: float, high: float, decimals: int = 2) -> str:
    """Write an interval with signs.

    Examples
    --------
    >>> between(-0.5, 1.25)
    '−0.50 to +1.25'
    """
    return f"{number(low, decimals, sign=True)} to {number(high, decimals, sign=True)}"


def slope_sentence(found: Sequence[Slope]) -> str:
    """State the slopes in levels and in differences, and what each of their intervals holds."""
    return " ".join(_slope_said(one) for one in found[:2] if one.bootstrap is not None)


def _slope_said(one: Slope) -> str:
    ends = _ends(one)
    value = one.fit.coefficient(CAUSE).value
    listed = "; ".join(f"{name} {between(low, high)}" for name, (low, high) in ends.items())
    zero, proportion = ({name: _held(*pair, at) for name, pair in ends.items()} for at in (0, 1))
    said = (
        f"{one.label}: one percent more pupils goes with **{number(abs(value), 2)} percent {_direction(value)}** "
        f"spending (95 % intervals: {listed}). 0 (money that does not follow pupils): {_by_interval(zero)}. "
        f"1 (money in proportion to pupils): {_by_interval(proportion)}."
    )
    if len(set(zero.values())) > 1:
        said += (
            f" **In {one.label.split(',')[0].lower()} the finding hangs on the interval**: whether 0 can be excluded."
        )
    return said


def _ends(one: Slope) -> dict[str, tuple[float, float]]:
    """Give the ends of all intervals of a slope, by how they are made."""
    fits = [with_covariance(one.fit, kind).coefficient(CAUSE) for kind in ("CR1", "CR2", "CR3")]
    ends = {kind: (fit.low, fit.high) for kind, fit in zip(("CR1", "CR2", "CR3"), fits, strict=True)}
    return ends | ({"wild bootstrap": (one.bootstrap.low, one.bootstrap.high)} if one.bootstrap else {})


def _held(low: float, high: float, at: float) -> str:
    """Say whether an interval holds a value; an end that is printed as the value touches it.

    Examples
    --------
    >>> _held(-0.2, 0.9, 0), _held(0.2, 0.9, 0), _held(0.001, 0.9, 0)
    ('held', 'not held', 'touched')
    """
    if any(abs(end - at) < 0.005 for end in (low, high)):
        return "touched"
    return "held" if low < at < high else "not held"


def _by_interval(held: Mapping[str, str]) -> str:
    """List intervals by what they do.

    Examples
    --------
    >>> _by_interval({"CR1": "held", "CR2": "held"}), _by_interval({"CR1": "not held", "CR2": "held"})
    ('held by all of them', 'not held by CR1, held by CR2')
    """
    if len(set(held.values())) == 1:
        what = next(iter(held.values()))
        return "held by none of them" if what == "not held" else f"{what} by all of them"
    kinds = dict.fromkeys(held.values())
    return ", ".join(f"{what} by {' and '.join(name for name in held if held[name] == what)}" for what in kinds)


def _direction(value: float) -> str:
    return "less" if value < 0 else "more"


def without_each(data: Provinces) -> pd.DataFrame:
    """Estimate the slope in yearly differences without each province in turn.

    Returns
    -------
    pandas.DataFrame
        Columns ``province_code`` and ``slope``, from the lowest slope.
    """
    rows = []
    for code in sorted(data.changes[UNIT].unique()):
        rest = data.changes[data.changes[UNIT] != code]
        fit = fixed_effects(rest, "log_real", [CAUSE], unit=UNIT, time=TIME, effects=("time",))
        rows.append({UNIT: code, "slope": float(fit.values[0])})
    return pd.DataFrame(rows).sort_values("slope", ignore_index=True)


def concept_table(data: Provinces, concepts: Sequence[str] = CONCEPTS) -> pd.DataFrame:
    """Estimate in yearly differences under other concepts of spending; those without a table are left out."""
    rows = []
    for concept in concepts:
        try:
            other = assemble(data.exports, start=data.start, end=data.end, funding=concept)
        except ParameterError:
            continue
        fit = fixed_effects(other.changes, "log_real", [CAUSE], unit=UNIT, time=TIME, effects=("time",))
        boot = wild_cluster_bootstrap(fit, CAUSE)
        rows.append(
            {
                "spending": series_name(concept),
                "differences": fit.n,
                "slope": number(boot.value, 2, sign=True),
                "95 % interval (wild bootstrap)": between(boot.low, boot.high),
                "p": number(boot.p, 3),
            }
        )
    return pd.DataFrame(rows)


def kinked(data: Provinces) -> Asymmetry | None:
    """Estimate one slope where pupils grow and one where they shrink; None where one side has too few rows."""
    try:
        return asymmetry(data.changes, "log_real", CAUSE, unit=UNIT, time=TIME)
    except ParameterError:
        return None


def kinked_table(found: Asymmetry) -> pd.DataFrame:
    """Lay both slopes and their difference out."""
    rows = [
        ("pupils grow", found.n_growing, found.growing),
        ("pupils shrink", found.n_shrinking, found.shrinking),
        ("difference", found.n_growing + found.n_shrinking, found.difference),
    ]
    frame = pd.DataFrame(
        [
            {
                "direction": label,
                "differences": n,
                "slope": number(one.value, 2, sign=True),
                "standard error (CR1)": number(one.error, 2),
                "95 % interval": between(one.low, one.high),
                "p": number(one.p, 3),
                "p, wild bootstrap": None,
            }
            for label, n, one in rows
        ]
    )
    frame.loc[2, "p, wild bootstrap"] = number(found.bootstrap.p, 3)
    return frame


def kinked_sentence(found: Asymmetry | None) -> str:
    """Say whether the two slopes can be told apart."""
    if found is None:
        return "There are too few differences on one side for two slopes."
    apart = found.bootstrap.p < 0.05
    return (
        f"Where pupils grow the slope is {number(found.growing.value, 2, sign=True)}, where they shrink "
        f"{number(found.shrinking.value, 2, sign=True)}. Wald test of equal slopes: F(1, "
        f"{number(found.difference.freedom, 0)}) = {number(found.wald, 2)}, p = {number(found.wald_p, 3)}; wild "
        f"bootstrap p = {number(found.bootstrap.p, 3)}. "
        + (
            "The two slopes differ."
            if apart
            else "These data **cannot tell the two slopes apart**, which does not show that they are equal: the "
            f"interval of their difference reaches from {between(found.difference.low, found.difference.high)}."
        )
    )
