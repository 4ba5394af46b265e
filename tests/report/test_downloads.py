"""Files to download."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from eduplans.report.downloads import BOM, Download, list_downloads

if TYPE_CHECKING:
    from pathlib import Path


def test_rows_and_columns_are_counted_as_csv_does(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "raw"
    folder.mkdir(parents=True)
    (folder / "documents.csv").write_text('doc,title\na,"two\nlines"\nb,"x,y"\n', encoding="utf-8")
    (folder / "empty.csv").write_text("", encoding="utf-8")
    documents, empty = list_downloads(tmp_path)
    assert (documents.rows, documents.columns, documents.title) == (2, 2, "Documents")
    assert (empty.columns, empty.title) == (0, "")


def test_the_mark_is_not_part_of_the_first_column_for_who_reads_it_right(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "processed"
    folder.mkdir(parents=True)
    (folder / "items.csv").write_text("doc,item\n云泽,一\n", encoding="utf-8")
    (items,) = list_downloads(tmp_path)
    assert items.content.startswith(BOM)
    rows = list(csv.DictReader(io.StringIO(items.content.decode("utf-8-sig"))))
    assert rows == [{"doc": "云泽", "item": "一"}]
    assert items.path == "data/processed/items.csv"


def test_sizes_are_for_reading() -> None:
    sizes = [Download("raw", "a.csv", "", b"x" * length, 0, 0).size for length in (5, 999, 1000, 1_234_567)]
    assert sizes == ["5 bytes", "999 bytes", "1 kB", "1,235 kB"]


def test_every_executed_notebook_is_there_as_it_was_run(site: Path, reported: Path) -> None:
    names = sorted(path.name for path in (reported / "build" / "runs").glob("*.ipynb"))
    assert sorted(path.name for path in (site / "notebooks").iterdir()) == names
    for name in names:
        assert (site / "notebooks" / name).read_bytes() == (reported / "build" / "runs" / name).read_bytes()


def test_the_data_package_is_there(site: Path, reported: Path) -> None:
    assert (site / "data" / "datapackage.json").read_bytes() == (reported / "data" / "datapackage.json").read_bytes()
