"""The whole notebook on provinces, on invented tables and without any."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.provinces.invented import write_exports
from tests.test_notebook_labels import missing

from eduplans.exports.folder import read_index
from eduplans.runs import run_notebook

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_on_invented_tables_everything_is_shown_and_has_a_chinese_label(root: Path, tmp_path: Path) -> None:
    given = {"tables": str(write_exports(tmp_path / "tables")), "language": "zh"}
    run_notebook(root / "notebooks" / "provinces.ipynb", given, tmp_path / "zh.ipynb", exports=tmp_path / "exports")
    index = read_index(tmp_path / "exports")
    kinds = [entry["kind"] for entry in index]
    assert kinds.count("picture") == 5
    assert kinds.count("table") == 11
    assert missing(index, []) == []


@pytest.mark.slow
def test_without_tables_it_says_so_and_shows_no_result(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    run_notebook(root / "notebooks" / "provinces.ipynb", {"tables": str(tmp_path / "empty")}, tmp_path / "a.ipynb")
    cells = json.loads((tmp_path / "a.ipynb").read_text(encoding="utf-8"))["cells"]
    shown = [output for cell in cells for output in cell.get("outputs", [])]
    assert len(shown) == 2
    assert "No tables were found" in json.dumps(shown[0], ensure_ascii=False)
    heads = [line for cell in cells if cell["cell_type"] == "markdown" for line in cell["source"] if line[:3] == "## "]
    assert [head.strip("# \n") for head in heads] == [
        "What the results will and will not mean",
        "Limits",
        "Questions for students",
    ]
