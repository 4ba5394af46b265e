"""What a run rests on, and when it is stale."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from invented_notebooks import put_notebook

from eduplans.errors import RunError
from eduplans.runs import is_fresh, read_record
from eduplans.runs.notebook import read_notebook, source_digest, write_notebook
from eduplans.runs.record import PACKAGE, input_digests, module_files


@pytest.fixture
def copied(done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    return Path(shutil.copytree(done, tmp_path / "copy"))


def fresh(root: Path, **parameters: object) -> bool:
    return is_fresh(
        root / "notebooks" / "pupils.ipynb", parameters, root / "build" / "runs" / "pupils.ipynb", root / "data"
    )


def test_a_copied_run_is_fresh(copied: Path) -> None:
    assert fresh(copied)


def test_outputs_in_the_notebook_do_not_matter_its_cells_do(copied: Path) -> None:
    path = copied / "notebooks" / "pupils.ipynb"
    notebook = read_notebook(path)
    notebook.cells[3].outputs = []
    write_notebook(notebook, path)
    assert fresh(copied)
    notebook.cells[3].source += "\n"
    write_notebook(notebook, path)
    assert not fresh(copied)


def test_tables_parameters_the_output_and_the_record_matter(copied: Path) -> None:
    assert not fresh(copied, start=2020)
    table = copied / "data" / "processed" / "documents.csv"
    before = table.read_bytes()
    table.write_bytes(before + b"x,y\n")
    assert not fresh(copied)
    table.write_bytes(before)
    assert fresh(copied)
    out = copied / "build" / "runs" / "pupils.ipynb"
    text = out.read_text(encoding="utf-8")
    out.write_text(text + " ", encoding="utf-8")
    assert not fresh(copied)
    out.write_text(text, encoding="utf-8")
    out.with_suffix(".json").unlink()
    assert not fresh(copied)


@pytest.mark.parametrize("content", ["{", "{}", '{"notebook": 1, "more": 2}'])
def test_a_broken_record_is_an_error_and_not_fresh(copied: Path, content: str) -> None:
    out = copied / "build" / "runs" / "pupils.ipynb"
    out.with_suffix(".json").write_text(content, encoding="utf-8")
    assert not fresh(copied)
    with pytest.raises(RunError, match="not a record of a run"):
        read_record(out)


def test_tables_that_a_notebook_loads_count_and_no_others(copied: Path, tmp_path: Path) -> None:
    (copied / "data" / "raw" / "damage.csv").write_text("doc\n", encoding="utf-8")

    def tables(notebook: Path) -> set[str]:
        return {name for name in input_digests(notebook, copied / "data") if name.startswith("data/")}

    assert tables(copied / "notebooks" / "pupils.ipynb") == {"data/processed/documents.csv"}
    literal = put_notebook(tmp_path / "a.ipynb", (("code", 'import eduplans\neduplans.load("damage")', []),))
    assert tables(literal) == {"data/raw/damage.csv"}
    unsaid = put_notebook(tmp_path / "b.ipynb", (("code", "import eduplans\neduplans.load(name)", []),))
    assert tables(unsaid) == {"data/processed/documents.csv", "data/raw/damage.csv"}


def test_other_versions_matter(copied: Path) -> None:
    path = copied / "build" / "runs" / "pupils.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["versions"]["pandas"] = "1.0"
    path.write_text(json.dumps(record), encoding="utf-8")
    assert not fresh(copied)


def test_modules_that_imports_reach_are_inputs(tmp_path: Path) -> None:
    cells = (("code", "%matplotlib inline\nfrom eduplans.errors import Problem", []), ("code", "not python", []))
    found = input_digests(put_notebook(tmp_path / "x.ipynb", cells), None)
    assert {"notebooks/x.ipynb", "eduplans/__init__.py", "eduplans/errors.py"} <= set(found)
    assert "eduplans/runs/plan.py" not in found


def test_imports_are_followed_also_inside_functions_and_packages() -> None:
    names = {file.relative_to(PACKAGE).as_posix() for file in module_files(["eduplans.runs.plan"])}
    assert {"__init__.py", "errors.py", "runs/plan.py", "runs/__init__.py", "runs/rules.py"} <= names
    assert module_files(["pandas", "nowhere.else"]) == []


def test_the_codebook_counts_with_its_data() -> None:
    names = {file.relative_to(PACKAGE).as_posix() for file in module_files(["eduplans.codebook"])}
    assert any(name.startswith("codebook/") and name.endswith(".csv") for name in names)


def test_digest_of_a_notebook_sees_kinds_tags_and_sources(tmp_path: Path) -> None:
    one = source_digest(put_notebook(tmp_path / "a.ipynb", (("code", "1", []),)))
    assert one == source_digest(put_notebook(tmp_path / "b.ipynb", (("code", "1", []),)))
    others = [(("markdown", "1", []),), (("code", "1", ["hide-input"]),), (("code", "2", []),)]
    assert one not in [source_digest(put_notebook(tmp_path / "c.ipynb", cells)) for cells in others]
