"""Places in notebooks as a reader counts, and files written whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
import pytest
from invented_notebooks import notebook_of, put_notebook

from eduplans.errors import RunError
from eduplans.runs.notebook import (
    INJECTED,
    Place,
    locate,
    ordinal,
    places,
    read_notebook,
    source_digest,
    write_notebook,
    write_text,
)

if TYPE_CHECKING:
    from pathlib import Path

CELLS = (
    ("markdown", "# Title\n\nText", []),
    ("code", "a = 1", ["parameters"]),
    ("code", "a = 2", [INJECTED]),
    ("markdown", "no heading\n#also none\n\n```python\n# a comment\n```", []),
    ("code", "a", []),
    ("markdown", "## First ##\ntext\n### Second", []),
    ("raw", "# raw", []),
    ("code", "b", []),
)


def test_cells_are_counted_without_the_injected_one() -> None:
    found = [(place.cell, place.code, place.heading) for place, _ in places(notebook_of(CELLS))]
    assert found == [(2, 1, "Title"), (4, 2, "Title"), (7, 3, "Second")]


def test_the_injected_cell_has_a_name_of_its_own() -> None:
    assert str(locate(notebook_of(CELLS), 2)) == "the injected parameters"


def test_the_number_in_brackets_is_shown_where_there_is_one() -> None:
    notebook = notebook_of(CELLS)
    notebook.cells[4].execution_count = 9
    assert str(locate(notebook, 4)) == 'cell 4 (2nd code cell, In [9]) under "Title"'


def test_a_place_without_a_heading() -> None:
    assert str(Place(1, 1)) == "cell 1 (1st code cell)"


@pytest.mark.parametrize(
    ("number", "word"), [(10, "10th"), (12, "12th"), (21, "21st"), (103, "103rd"), (111, "111th"), (112, "112th")]
)
def test_ordinals(number: int, word: str) -> None:
    assert ordinal(number) == word


def test_writing_is_canonical_and_reading_gives_it_back(tmp_path: Path) -> None:
    path = put_notebook(tmp_path / "a.ipynb", CELLS)
    notebook = read_notebook(path)
    write_notebook(notebook, tmp_path / "b.ipynb")
    write_notebook(read_notebook(tmp_path / "b.ipynb"), tmp_path / "c.ipynb")
    assert (tmp_path / "b.ipynb").read_bytes() == (tmp_path / "c.ipynb").read_bytes()
    assert read_notebook(tmp_path / "b.ipynb") == notebook


def test_writing_leaves_the_old_file_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "old\n")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "new \ud800")
    assert path.read_text(encoding="utf-8") == "old\n"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_writing_makes_folders_and_a_file_that_others_may_read(tmp_path: Path) -> None:
    path = tmp_path / "x" / "y" / "a.txt"
    write_text(path, "text")
    assert path.stat().st_mode & 0o777 == 0o644


def test_an_older_format_is_read_as_the_present_one(tmp_path: Path) -> None:
    path = tmp_path / "old.ipynb"
    nbformat.write(nbformat.v3.new_notebook(worksheets=[nbformat.v3.new_worksheet()]), path, version=3)
    assert read_notebook(path).nbformat == 4


def test_a_notebook_with_an_invalid_cell_is_refused(tmp_path: Path) -> None:
    path = put_notebook(tmp_path / "a.ipynb", CELLS)
    path.write_text(path.read_text(encoding="utf-8").replace('"code"', '"cod"'), encoding="utf-8")
    with pytest.raises(RunError, match="not a notebook"):
        read_notebook(path)


def test_the_digest_leaves_out_the_injected_cell(tmp_path: Path) -> None:
    with_it = put_notebook(tmp_path / "a.ipynb", CELLS)
    without = put_notebook(tmp_path / "b.ipynb", tuple(cell for cell in CELLS if INJECTED not in cell[2]))
    assert source_digest(with_it) == source_digest(without)
