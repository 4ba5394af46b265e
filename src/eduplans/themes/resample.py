"""Intervals by resampling items: how much a share would move had a document had other items of the same kind.

The items of a document are drawn with replacement, as many as there are, and the share is computed anew (B. Efron,
Bootstrap Methods, Annals of Statistics 7, 1979). Items of one document are not independent draws from anything, so an
interval shows how much the share hangs on few items. It says nothing about other counties.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

#: Seed and number of resamples; printed under every table that rests on them.
SEED = 20_200_311
TIMES = 2000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval.

    Parameters
    ----------
    value
        The number from the items as they are.
    low, high
        Ends of the 95 % interval.
    """

    value: float
    low: float
    high: float


@cache
def draws(size: int, times: int = TIMES, seed: int = SEED) -> NDArray[np.int64]:
    """Draw items with replacement.

    Parameters
    ----------
    size
        Number of items.
    times
        Number of resamples.
    seed
        Of the random numbers.

    Returns
    -------
    numpy.ndarray of int, shape (times, size)
        Positions of the items of each resample; shared between callers and not to be written to.

    Examples
    --------
    >>> draws(3, times=2).shape
    (2, 3)
    """
    places = np.random.default_rng(seed).integers(0, size, size=(times, size), dtype=np.int64)
    places.flags.writeable = False
    return places


def ratio(parts: Sequence[float], wholes: Sequence[float], times: int = TIMES, seed: int = SEED) -> Estimate:
    """Estimate a ratio of sums over items, with its percentile interval.

    The ratio is ``sum(parts) / sum(wholes)``; a resample without any whole counts as zero.

    Parameters
    ----------
    parts, wholes
        One number an item, such as the words of a theme and all words.
    times, seed
        As for `draws`.

    Returns
    -------
    Estimate

    Examples
    --------
    >>> ratio([1.0, 1.0, 1.0], [2.0, 2.0, 2.0])
    Estimate(value=0.5, low=0.5, high=0.5)
    """
    part, whole = np.asarray(parts, dtype=float), np.asarray(wholes, dtype=float)
    if not whole.size or not whole.sum():
        return Estimate(float("nan"), float("nan"), float("nan"))
    places = draws(whole.size, times, seed)
    above, below = part[places].sum(axis=1), whole[places].sum(axis=1)
    found = np.divide(above, below, out=np.zeros_like(above), where=below > 0)
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(float(part.sum() / whole.sum()), float(low), float(high))


def centred(value: float, resampled: Numbers, clip: Callable[[float], float] = float) -> Estimate:
    """Make an interval from the spread of resamples around their own mean.

    Its ends are ``value + q - mean`` of the resampled quantiles q. Likeness needs this: a resample has fewer different
    words than the document (about three items in eight are not drawn), so that all resamples lie below the
    estimate. Their spread is used, their shift is not.

    Parameters
    ----------
    value
        From the items as they are.
    resampled
        The same number from each resample.
    clip
        Keeps an end where it is possible, such as at most 1.

    Returns
    -------
    Estimate

    Examples
    --------
    >>> centred(0.5, np.array([0.3, 0.3]))
    Estimate(value=0.5, low=0.5, high=0.5)
    """
    low, high = np.quantile(resampled, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]) - resampled.mean()
    return Estimate(value, clip(value + float(low)), clip(value + float(high)))
