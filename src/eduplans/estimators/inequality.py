"""Inequality between units of different size: Theil's indices, their parts between and within groups, Gini's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from eduplans.errors import ParameterError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a decomposition.

    Parameters
    ----------
    name
        Its name.
    population, income
        Its shares of the weights and of the total.
    ratio
        Its mean over the mean of all.
    index
        Inequality within it.
    within
        What inequality within it adds to the whole.
    """

    name: str
    population: float
    income: float
    ratio: float
    index: float
    within: float


@dataclass(frozen=True, slots=True)
class Theil:
    """Theil's index and its parts.

    Parameters
    ----------
    total, between, within
        The index; the part that would remain if all units of a group had its mean; the rest. They add up.
    groups
        The groups, in the order of their first unit.
    kind
        ``T`` or ``L``.
    """

    total: float
    between: float
    within: float
    groups: tuple[Group, ...]
    kind: Literal["T", "L"]

    @property
    def share_between(self) -> float:
        """Part between groups, of one; not a number where all are equal."""
        return self.between / self.total if self.total > 0 else float("nan")


def theil(
    values: ArrayLike,
    weights: ArrayLike | None = None,
    groups: Sequence[str] | None = None,
    kind: Literal["T", "L"] = "T",
) -> Theil:
    """Theil's index of inequality, with its parts between and within groups.

        T = sum p(i) r(i) ln r(i),   L = sum p(i) ln (1 / r(i)),   r(i) = y(i) / mean

    with p(i) the share of the weights and the mean weighted by them. For groups g with population share P(g), share of
    the total Y(g) and ratio of means R(g),

        T = sum Y(g) ln R(g) + sum Y(g) T(g),   L = sum P(g) ln (1 / R(g)) + sum P(g) L(g)

    Parameters
    ----------
    values
        A value per head of each unit, above zero.
    weights
        Heads of each unit; by default all alike.
    groups
        Name of the group of each unit; by default one group.
    kind
        ``T`` weighs groups by their share of the total, ``L`` (mean log deviation) by their share of heads.

    Returns
    -------
    Theil

    Raises
    ------
    ParameterError
        If lengths differ, or a value or weight is not above zero.

    Examples
    --------
    >>> round(theil([1.0, 1.0, 1.0]).total, 12)
    0.0
    >>> found = theil([1, 3, 2, 2], groups=["a", "a", "b", "b"])
    >>> round(found.between, 12), round(found.total - found.within, 12)
    (0.0, 0.0)

    References
    ----------
    H. Theil (1967), Economics and Information Theory, chapter 4. A. F. Shorrocks (1980), Econometrica 48, 613-625.
    """
    amounts, heads = _checked(values, weights)
    names = ["all"] * len(amounts) if groups is None else [str(name) for name in groups]
    if len(names) != len(amounts):
        raise ParameterError(Problem(f"{len(names)} groups for {len(amounts)} values"))
    mean = float(heads @ amounts)
    labels = np.array(names)
    parts = tuple(_group(name, amounts, heads, labels == name, mean, kind) for name in dict.fromkeys(names))
    sign = 1 if kind == "T" else -1
    between = sum(sign * (part.income if kind == "T" else part.population) * np.log(part.ratio) for part in parts)
    within = sum(part.within for part in parts)
    return Theil(_index(amounts, heads, kind), float(between), float(within), parts, kind)


def _index(amounts: NDArray[np.float64], heads: NDArray[np.float64], kind: str) -> float:
    shares = heads / heads.sum()
    ratios = amounts / (shares @ amounts)
    return float(shares @ (ratios * np.log(ratios))) if kind == "T" else float(-(shares @ np.log(ratios)))


def _group(
    name: str,
    amounts: NDArray[np.float64],
    heads: NDArray[np.float64],
    chosen: NDArray[np.bool_],
    mean: float,
    kind: str,
) -> Group:
    population = float(heads[chosen].sum())
    own = float(heads[chosen] @ amounts[chosen]) / population
    income = population * own / mean
    index = _index(amounts[chosen], heads[chosen], kind)
    return Group(name, population, income, own / mean, index, (income if kind == "T" else population) * index)


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Gini's coefficient: half the mean absolute difference between two heads drawn at random, over the mean.

        G = sum p(i) p(j) |y(i) - y(j)| / (2 mean)

    Parameters
    ----------
    values, weights
        As for `theil`.

    Returns
    -------
    float
        Without correction for small samples: n equal units of which one has all would have 1 - 1/n.

    Examples
    --------
    >>> round(gini([1.0, 1.0, 1.0]), 12), round(gini([1.0, 3.0]), 4)
    (0.0, 0.25)

    References
    ----------
    F. A. Cowell (2011), Measuring Inequality, 3rd ed., appendix A.
    """
    amounts, heads = _checked(values, weights)
    gaps = np.abs(amounts[:, None] - amounts[None, :])
    return float(heads @ gaps @ heads / (2 * (heads @ amounts)))


def _checked(values: ArrayLike, weights: ArrayLike | None) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    amounts = np.asarray(values, float)
    heads = np.ones(len(amounts)) if weights is None else np.asarray(weights, float)
    if amounts.shape != heads.shape or not len(amounts):
        raise ParameterError(Problem(f"{heads.size} weights for {amounts.size} values"))
    if not (np.isfinite(amounts).all() and np.isfinite(heads).all() and (amounts > 0).all() and (heads > 0).all()):
        raise ParameterError(
            Problem("inequality needs values and weights above zero", remedy="leave out units without a value")
        )
    return amounts, heads / heads.sum()
