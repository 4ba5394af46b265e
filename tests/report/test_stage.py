"""Executed notebooks as sources of pages."""

from __future__ import annotations

import base64
import copy
import hashlib
from typing import TYPE_CHECKING

import pytest

from eduplans.report.follow import read_follow
from eduplans.report.sources import read_sources, table_rows
from eduplans.report.stage import page_notebook, picture_texts, stage_site

if TYPE_CHECKING:
    from pathlib import Path

    from eduplans.report.sources import Shown, Sources


@pytest.fixture
def sources(reported: Path) -> Sources:
    return read_sources(reported)


def run_of(sources: Sources, name: str) -> Shown:
    return next(shown for shown in sources.runs if shown.run.name == name)


def test_chapters_and_counties_are_told_apart_by_the_document(sources: Sources) -> None:
    assert [shown.page for shown in sources.chapters] == ["chapters/pupils", "chapters/primary"]
    assert [shown.page for shown in sources.counties] == ["counties/yunze-2024-plan", "counties/qinghe-2024-report"]


def test_a_page_has_its_own_title_and_folded_code_and_the_run_stays_as_it_was(sources: Sources) -> None:
    shown = run_of(sources, "primary")
    before = copy.deepcopy(shown.notebook)
    notebook = page_notebook(shown)
    assert shown.notebook == before
    assert notebook.cells[0].source == "# Pupils of primary schools\n\n云泽县 is an invented county."
    tags = [cell.metadata.tags for cell in notebook.cells if cell.cell_type == "code"]
    assert all("hide-input" in found and "injected-parameters" not in found for found in tags)
    assert notebook.cells[-1].source.startswith("## How this page was made")


def test_a_notebook_without_a_title_gets_one(sources: Sources) -> None:
    shown = run_of(sources, "pupils")
    del shown.notebook.cells[0]
    assert page_notebook(shown).cells[0].source == "# Pupils of 云泽县"


def test_alternative_texts_are_kept_by_the_digest_of_the_picture(sources: Sources) -> None:
    notebook = run_of(sources, "pupils").notebook
    (output,) = [o for cell in notebook.cells for o in cell.get("outputs", []) if "image/png" in o.get("data", {})]
    digest = hashlib.sha256(base64.b64decode(output.data["image/png"])).hexdigest()
    assert picture_texts(notebook) == {digest: "Pupils rise by 7 a year"}


def test_staging_writes_prose_pages_and_generated_parts(sources: Sources, tmp_path: Path) -> None:
    pictures = stage_site(sources, tmp_path / "staged", read_follow(sources), tmp_path / "chinese")
    assert set(pictures.alternatives.values()) == {"Pupils rise by 7 a year"}
    for name in ("conf.py", "index.md", "chapters/pupils.ipynb", "_generated/headline.md", "_generated/headline.png"):
        assert (tmp_path / "staged" / name).is_file()
        assert (tmp_path / "chinese" / name).is_file()
    assert (tmp_path / "staged" / "figures" / "yunze-2024-plan.md").is_file()


def test_a_table_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert table_rows(tmp_path / "none.csv") == []


def test_a_gap_in_a_title_is_closed_and_an_empty_title_is_the_document(project: Path) -> None:
    table = project / "data" / "raw" / "documents.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("yunze-2024-plan,云泽县", "yunze-2024-plan,"), encoding="utf-8")
    assert run_of(read_sources(project), "county-yunze-2024-plan").title == "2024"
    runs = project / "notebooks" / "runs.toml"
    runs.write_text(runs.read_text(encoding="utf-8").replace("{county} {year}", "{county}"), encoding="utf-8")
    assert run_of(read_sources(project), "county-yunze-2024-plan").title == "yunze-2024-plan"


def test_figure_ids_are_short_and_whole_on_pointing_and_untold_tables_are_not_searched() -> None:
    from nbformat.v4 import new_code_cell, new_output

    from eduplans.report.sphinx_ext import UNSEARCHED_MARK
    from eduplans.report.stage import _prepare_tables

    output = new_output("display_data", {"text/html": "<td>yunze-2024-plan:0a1b2c3d</td><td>8:20</td>"})
    cell = new_code_cell("", outputs=[output])
    _prepare_tables(cell)
    html = cell["outputs"][0]["data"]["text/html"]
    assert html == '<td title="yunze-2024-plan:0a1b2c3d"><code>0a1b2c3d</code></td><td>8:20</td>'
    cell["metadata"]["tags"] = ["unsearched"]
    _prepare_tables(cell)
    assert UNSEARCHED_MARK in cell["outputs"][0]["data"]["text/html"]


def test_code_that_shows_nothing_joins_the_code_after_it() -> None:
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

    from eduplans.report.stage import _joined_code

    shows = [new_output("display_data", {"text/html": "x"})]
    cells = [new_code_cell("a = 1"), new_code_cell("a", outputs=shows), new_code_cell("b"), new_markdown_cell("c")]
    joined = _joined_code(cells)
    assert [cell["source"] for cell in joined] == ["a = 1\n\na", "b", "c"]


def test_a_county_that_is_inferred_says_so_in_the_title(project: Path) -> None:
    table = project / "data" / "raw" / "documents.csv"
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join([f"{head},county_basis", *(f"{row},inferred" for row in rows)]) + "\n", encoding="utf-8")
    assert run_of(read_sources(project), "county-yunze-2024-plan").title == "云泽县 (inferred) 2024"
