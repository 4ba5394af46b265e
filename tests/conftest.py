"""What all tests share: the folder of the project and the folder of real documents beside it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and statistics beside the project; skips where it is missing."""
    folder = ROOT.parent / "shared"
    if not (folder / "documents").is_dir():
        pytest.skip("the real documents (../shared) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def assert_linear() -> Callable[[Callable[[int], object]], None]:
    """Hold work on a text of n characters to time that grows with n: ten times the text, far from a hundred times.

    A ratio within one process, because the machine of the tests is shared and no absolute time can be trusted.
    """

    def spent(work: Callable[[int], object], size: int) -> float:
        start = time.process_time()
        work(size)
        return time.process_time() - start

    def check(work: Callable[[int], object]) -> None:
        small = max(min(spent(work, 10_000) for _ in range(3)), 0.004)
        large = min(spent(work, 100_000) for _ in range(2))
        assert large < 40 * small, f"{large:.2f} s for 100,000 characters, {small:.3f} s for 10,000"

    return check
