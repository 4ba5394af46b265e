"""What all tests share: the folder of the project and the folder of real documents beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

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
