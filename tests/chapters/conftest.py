"""The processed tables of the repository, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans import load

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd


@pytest.fixture(scope="session")
def frames(root: Path) -> dict[str, pd.DataFrame]:
    """The tables that chapters read, by name."""
    return {name: load(name, root / "data") for name in ("national", "documents", "items", "figures", "damage")}
