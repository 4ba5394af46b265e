"""A new project is whole or not there, and is refused where it would lie upon something else."""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from eduplans import __version__
from eduplans.cli import app
from eduplans.errors import ProjectError
from eduplans.project import create, new_project
from eduplans.project.create import NOTEBOOKS
from eduplans.project.shared import EXAMPLE, FILES
from eduplans.runs.parameters import read_parameters
from eduplans.runs.plan import expand_runs
from eduplans.tables import RAW

if TYPE_CHECKING:
    from collections.abc import Iterator


def run(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, result.stderr


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_all_that_a_project_needs_is_there(tmp_path: Path) -> None:
    code, said = run("new", tmp_path / "my-county")
    assert code == 0
    assert f"put documents into {tmp_path / 'my-county' / 'data' / 'documents'}" in said
    found = files(tmp_path / "my-county") - {".eduplans-bin"}
    assert found == {
        ".gitignore", "Makefile", "README.md", "README.zh-CN.md", "requirements.txt",
        "data/documents/README.md", "data/raw/corrections.csv", "docs/index.md", "docs/zh/index.md",
        "notebooks/corpus.ipynb", "notebooks/county-profile.ipynb", "notebooks/my-county.ipynb", "notebooks/runs.toml",
    }  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["my-county"]
    text = "".join((tmp_path / "my-county" / name).read_text(encoding="utf-8") for name in found)
    assert "{{" not in text
    assert f"eduplans[formats,report]=={__version__}\n" in text
    with (tmp_path / "my-county" / "data" / "raw" / "corrections.csv").open(encoding="utf-8") as file:
        assert list(csv.reader(file)) == [RAW["corrections"].names]


def test_the_example_is_the_invented_plan_of_the_package(tmp_path: Path, root: Path) -> None:
    assert run("new", tmp_path / "project", "--example")[0] == 0
    content = (tmp_path / "project" / "data" / "documents" / Path(EXAMPLE).name).read_bytes()
    assert content == (root / EXAMPLE).read_bytes()


def test_notebooks_are_those_of_the_package_but_for_the_document(tmp_path: Path, root: Path) -> None:
    new_project(tmp_path / "project")
    for name in NOTEBOOKS:
        own = (root / "notebooks" / name).read_text(encoding="utf-8").splitlines()
        ours = (tmp_path / "project" / "notebooks" / name).read_text(encoding="utf-8").splitlines()
        differing = [line for line, other in zip(ours, own, strict=True) if line != other]
        assert [line.split(" = ")[0].strip() for line in differing] == ['"document: str'] * (name == NOTEBOOKS[1])
    declared = read_parameters(tmp_path / "project" / "notebooks" / "county-profile.ipynb")
    assert declared["document"].default == Path(EXAMPLE).stem


def test_its_runs_can_be_read_and_its_own_notebook_is_clean(tmp_path: Path) -> None:
    new_project(tmp_path / "project")
    runs = expand_runs(tmp_path / "project" / "notebooks" / "runs.toml", ["a-2024-plan", "b-2024-plan"])
    assert [run.name for run in runs] == [
        "my-county", "corpus", "county-profile-a-2024-plan", "county-profile-b-2024-plan",
    ]  # fmt: skip
    own = tmp_path / "project" / "notebooks" / "my-county.ipynb"
    assert list(read_parameters(own)) == ["county", "status", "language"]
    cells = json.loads(own.read_text(encoding="utf-8"))["cells"]
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.md").write_text("years of work", encoding="utf-8")
    code, said = run("new", folder)
    assert code == 2
    assert "this folder is not empty: it holds chapter.md; name a new folder; nothing was changed" in said
    assert files(tmp_path) == {"thesis/chapter.md"}


def test_an_empty_folder_is_taken_and_the_current_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    code, said = run("new", ".")
    assert (code, "go to the folder above" in said) == (2, True)
    monkeypatch.chdir(tmp_path)
    assert run("new", "empty")[0] == 0
    assert "Makefile" in files(tmp_path / "empty")


@pytest.mark.parametrize("name", ["云泽县 2024", "my-county_2.0", "a (b)", "über"])
def test_names_that_are_allowed(tmp_path: Path, name: str) -> None:
    assert new_project(tmp_path / "above" / name).folder.name == name
    assert (tmp_path / "above" / name / "README.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", ["-x", ".hidden", "a:b", "a$b", "a\nb", "a;b", "a'b", "x ", "x" * 181, "县" * 61])
def test_names_that_tools_stumble_over(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProjectError, match="cannot have this name"):
        new_project(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_and_a_link_are_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "link"):
        with pytest.raises(ProjectError, match="something else stands there"):
            new_project(tmp_path / name)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_nothing_half_made_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.write_bytes
    written: Iterator[int] = iter(range(100))

    def fill_up(path: Path, content: bytes) -> int:
        if next(written) == 5:
            raise OSError(28, "No space left on device")
        return real(path, content)

    monkeypatch.setattr(create.Path, "write_bytes", fill_up)
    code, said = run("new", tmp_path / "project")
    assert (code, "the disk is full" in said) == (5, True)
    assert list(tmp_path.iterdir()) == []


def test_git_leaves_documents_out(tmp_path: Path) -> None:
    folder = new_project(tmp_path / "project", example=True).folder
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()
    assert not [name for name in listed if Path(EXAMPLE).name in name or name == ".eduplans-bin"]
    assert {"data/documents/README.md", "data/raw/corrections.csv", "Makefile"} <= set(listed)


def test_both_readmes_name_the_same_places() -> None:
    def places(name: str) -> list[str]:
        lines = (FILES / name).read_text(encoding="utf-8").splitlines()
        return [line.split("|")[1].strip() for line in lines if line.startswith("| `")]

    assert places("README.md") == places("README.zh-CN.md") != []
