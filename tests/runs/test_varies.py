"""A run that shows the user's own tables: nothing is expected of it, and it depends on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.errors import RunError
from eduplans.runs.accept import accept_runs, outdated_notebooks
from eduplans.runs.plan import Run, expand_runs, own_files, read_runs, varies
from eduplans.runs.tables import external_files

if TYPE_CHECKING:
    from pathlib import Path

RUN = Run("provinces", "provinces.ipynb", varies_with="data/external")


def project(root: Path, *names: str) -> Path:
    (root / "data" / "external").mkdir(parents=True)
    for name in names:
        (root / "data" / "external" / name).write_text("x", encoding="utf-8")
    return root


def test_a_readme_and_hidden_files_are_no_tables(tmp_path: Path) -> None:
    assert not varies(project(tmp_path, "README.md", ".keep"), RUN)


def test_a_table_of_the_user_is(tmp_path: Path) -> None:
    root = project(tmp_path, "README.md", "总人口.csv")
    assert varies(root, RUN)
    assert not varies(root, Run("corpus", "corpus.ipynb"))
    assert [path.name for path in own_files(root / "data" / "external")] == ["总人口.csv"]


def test_without_the_folder_nothing_varies(tmp_path: Path) -> None:
    assert not varies(tmp_path, RUN)


def test_only_a_notebook_that_names_the_folder_depends_on_it(tmp_path: Path) -> None:
    data = project(tmp_path, "总人口.csv") / "data"
    assert external_files(data, ['tables: str = "data/external"  # folder']) == [data / "external" / "总人口.csv"]
    assert external_files(data, ['tables: str = "elsewhere"']) == []


def test_runs_toml_has_the_key(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text("{}", encoding="utf-8")
    toml = tmp_path / "runs.toml"
    toml.write_text('[[run]]\nname = "a"\nnotebook = "a.ipynb"\nvaries_with = "data/external"\n', encoding="utf-8")
    assert expand_runs(toml, ())[0].varies_with == "data/external"
    toml.write_text('[[run]]\nname = "a"\nnotebook = "a.ipynb"\nvaries_with = 1\n', encoding="utf-8")
    with pytest.raises(RunError, match="varies_with is not the name of a folder"):
        expand_runs(toml, ())


def test_accepting_leaves_out_a_run_that_shows_the_tables_of_the_user(project: Path) -> None:
    toml = project / "notebooks" / "runs.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace("[[run]]", '[[run]]\nvaries_with = "data/external"'), encoding="utf-8")
    (project / "data" / "external").mkdir(parents=True)
    (project / "data" / "external" / "总人口.csv").write_text("x", encoding="utf-8")
    committed = {path.name: path.read_bytes() for path in (project / "notebooks").glob("*.ipynb")}
    told: list[str] = []
    accepted = accept_runs(project, tell=told.append)
    assert accepted.runs == ()
    assert len(told) == len(read_runs(project)) == 2
    assert all("is left out: it shows the tables in data/external" in line for line in told)
    assert {path.name: path.read_bytes() for path in (project / "notebooks").glob("*.ipynb")} == committed
    assert outdated_notebooks(project, read_runs(project)) == []
