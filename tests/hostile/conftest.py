"""A folder of all hostile files, a canary beside it, and small limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.documents.limits import VARIABLE, Limits
from hostile.classes import write_all

if TYPE_CHECKING:
    from pathlib import Path

collect_ignore = ["conftest.py"]
SECRET = "秘密4711之金丝雀"
LIMITS = Limits(megabytes=20, unpacked=50, pages=500, cells=200_000, characters=300_000, seconds=4, memory=600)


@pytest.fixture(scope="session")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file outside of everything: what stands in it must never be seen anywhere."""
    path = tmp_path_factory.mktemp("outside") / "canary.txt"
    path.write_text(f"{SECRET}，新建学校99所\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, canary: Path) -> dict[str, list[Path]]:
    """All hostile files by class."""
    return write_all(tmp_path_factory.mktemp("hostile"), canary)


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> Limits:
    """Limits in which a test of many files ends."""
    monkeypatch.setenv(VARIABLE, str(LIMITS))
    return LIMITS
