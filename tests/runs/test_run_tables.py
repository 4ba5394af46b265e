"""Which tables a notebook reads; the notebooks and modules are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.runs.tables import table_files, tables_read

if TYPE_CHECKING:
    from pathlib import Path


def test_names_written_out_and_rules_of_parameters_are_the_tables() -> None:
    cells = [
        '%matplotlib inline\ndocument: str = "a"  # which one [documents.doc]\nstart: int = 1  # first [0..5]',
        'import eduplans\na = eduplans.load("figures")\ndef late():\n    return eduplans.load("items", data=None)',
        'from eduplans import load\nload("damage")\nsay("of data/processed/panel.csv, by load() [panel.x]")',
    ]
    assert tables_read(cells, []) == {"documents", "figures", "items", "damage"}


def test_a_notebook_without_tables_reads_none() -> None:
    assert tables_read(["import eduplans", "1 + 1"], []) == frozenset()


@pytest.mark.parametrize(
    "cell",
    [
        "eduplans.load(name)",
        'eduplans.load(f"{name}")',
        'eduplans.load(name="figures")',
        "read = eduplans.load",
        "from eduplans import load as read",
        "from eduplans import *",
        'pd.read_csv("../data/raw/items.csv")',
        'open("../data/raw/items.csv")',
        'Path("../data/raw/items.csv").read_text()',
        'getattr(eduplans, "lo" + "ad")("items")',
        "%run other.py",
        "!cat ../data/raw/items.csv",
        "1 +",
    ],
)
def test_what_is_not_written_out_may_be_any_table(cell: str) -> None:
    assert tables_read(['load("figures")', cell], []) is None


@pytest.mark.parametrize(
    ("name", "source", "all_tables"),
    [
        ("chapters/one.py", '"""For what load("figures") gives."""\nx = 1\n', False),
        ("chapters/one.py", "import eduplans\ndef f():\n    return eduplans.load('items')\n", True),
        ("chapters/one.py", "from eduplans.tables import read_table as read\n", True),
        ("tables/load.py", "def g():\n    return read_table(data_folder())\n", False),
        ("eduplans/__init__.py", "def load():\n    from .tables.load import load as read\n", False),
    ],
)
def test_a_module_that_reads_tables_may_read_any(name: str, source: str, all_tables: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(source, encoding="utf-8")
    assert (tables_read(['load("figures")'], [path]) is None) == all_tables


def test_files_are_processed_before_raw_and_only_tables(tmp_path: Path) -> None:
    for name in ("raw/a.csv", "raw/b.csv", "raw/README.md", "processed/a.csv", "processed/README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    both = [tmp_path / "processed" / "a.csv", tmp_path / "raw" / "b.csv"]
    assert table_files(tmp_path, None) == both
    assert table_files(tmp_path, frozenset({"b", "gone"})) == both[1:]
    assert table_files(tmp_path, frozenset()) == []
