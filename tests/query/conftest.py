"""Tables of counties that do not exist, as CSV and as a dataset of Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import eduplans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from eduplans.query import Tables

WORDS = 'doc,item,word,count\nyunze,一,学校,3\nyunze,一,教师,\nyunze,二,学校,4\nqinghe,一,"a,b""c",1\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a data folder with one raw table."""
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "item_words.csv").write_text(WORDS, encoding="utf-8")
    return tmp_path / "data"


@pytest.fixture
def tables(folder: Path) -> Iterator[Tables]:
    """Open it."""
    with eduplans.open(folder) as opened:
        yield opened
