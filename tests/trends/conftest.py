"""Invented national statistics and the real ones of the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from eduplans import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def statistics(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A table of invented statistics; what a row does not say has a default."""
    default = {
        "series": "edu_total",
        "level_printed": "all",
        "unit": "yuan",
        "as_printed": "1元",
        "source": "invented",
        "seen_in": "publisher or known press",
        "other_values": None,
        "note": None,
    }
    return pd.DataFrame([default | row for row in rows])


@pytest.fixture
def invented() -> Callable[[list[dict[str, Any]]], pd.DataFrame]:
    return statistics


@pytest.fixture(scope="session")
def national(root: Path) -> pd.DataFrame:
    """The national statistics of the repository."""
    return load("national", root / "data")
