"""Chance that is the same on every machine and for every Python: all draws come from one stream of numbers.

Only `random.Random.random` is used, whose stream is promised to stay; how the standard library makes choices and
ranges of it has changed between versions.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Thing = TypeVar("Thing")


class Chance:
    """The draws of one document.

    Parameters
    ----------
    seed
        Seed of the whole collection.
    index
        Number of the document: each has a stream of its own, so that any can be made alone.

    Examples
    --------
    >>> one, same, other = Chance(7, 3), Chance(7, 3), Chance(7, 4)
    >>> draws = [chance.integer(0, 10**9) for chance in (one, same, other)]
    >>> draws[0] == draws[1], draws[0] == draws[2]
    (True, False)
    """

    __slots__ = ("draw",)

    def __init__(self, seed: int, index: int) -> None:
        self.draw = random.Random(f"eduplans {seed} {index}").random

    def integer(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int(self.draw() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        """Draw a number between two others."""
        return low + self.draw() * (high - low)

    def likely(self, share: float) -> bool:
        """Say yes so often."""
        return self.draw() < share

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """Take one of several things, all equally likely."""
        return things[int(self.draw() * len(things))]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Give the things in an order drawn by Fisher and Yates's method."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = int(self.draw() * (last + 1))
            order[last], order[other] = order[other], order[last]
        return order
