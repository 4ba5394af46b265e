"""Honest files with a few things wrong: bits flipped, ends cut off, pieces swapped, doubled or blanked."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hostile.valid import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Made = tuple[str, bytes]


def _flip(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 3, 30))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def _cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.randrange(1, len(data))]


def _piece(data: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice((4, 40, 400)))


def _swap(data: bytearray, chance: random.Random) -> bytearray:
    start, end = _piece(data, chance)
    target = chance.randrange(len(data))
    return (
        data[:target] + data[start:end] + data[target:start] + data[end:]
        if target < start
        else data[:start] + data[end:]
    )


def _double(data: bytearray, chance: random.Random) -> bytearray:
    start, end = _piece(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 50)) + data[end:]


def _blank(data: bytearray, chance: random.Random) -> bytearray:
    start, end = _piece(data, chance)
    data[start:end] = bytes([chance.choice((0, 32, 255))]) * (end - start)
    return data


_WAYS: tuple[Callable[[bytearray, random.Random], bytearray], ...] = (_flip, _cut, _swap, _double, _blank)


def mutations(canary: Path, times: int = 14) -> Iterator[Made]:
    """Change every honest file in every way, so many times."""
    chance = random.Random(2024)
    for ending, data in files().items():
        for way in _WAYS:
            for number in range(times):
                yield f"{way.__name__.strip('_')}-{number}.{ending}", bytes(way(bytearray(data), chance))
