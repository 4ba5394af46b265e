"""The prose of a project's report: what is common, what its own, and what is said where it lacks something."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from eduplans.errors import ProjectError
from eduplans.project import docs_folder, new_project, site_settings
from eduplans.project.create import NOTEBOOKS
from eduplans.project.docs import SHARED, trim_navigation
from eduplans.project.shared import EXAMPLE, PAGES, shared

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return new_project(tmp_path / "云泽_县").folder


def test_own_pages_lie_over_the_common_ones(project: Path, tmp_path: Path) -> None:
    (project / "docs" / "cite.md").write_text("# Ours\n", encoding="utf-8")
    docs = docs_folder(project, tmp_path / "docs")
    assert (docs / "cite.md").read_text(encoding="utf-8") == "# Ours\n"
    assert (docs / "accuracy.md").read_bytes() == (PAGES / "accuracy.md").read_bytes()
    assert (docs / "data.md").read_bytes() == shared("docs/data.md").read_bytes()
    assert {"conf.py", "index.md", "_static", "zh"} <= {path.name for path in docs.iterdir()}
    assert {path.name for path in (docs / "zh").iterdir()} >= {"index.md", "counties.md"}


def test_a_project_with_settings_of_its_own_is_taken_as_it_is(root: Path, tmp_path: Path) -> None:
    assert docs_folder(root, tmp_path / "docs") == root / "docs"
    assert site_settings(root) == {}
    assert not (tmp_path / "docs").exists()


def test_pages_bear_the_heading_of_the_start_page(project: Path) -> None:
    assert site_settings(project) == {"project": "云泽_县", "html_title": "云泽_县"}
    (project / "docs" / "index.md").write_text("no heading\n", encoding="utf-8")
    assert site_settings(project)["project"] == project.name


def test_without_a_chinese_start_page_there_are_none_in_chinese(project: Path, tmp_path: Path) -> None:
    (project / "docs" / "zh" / "index.md").unlink()
    assert not (docs_folder(project, tmp_path / "docs") / "zh").exists()


def test_without_a_start_page_it_is_said_what_to_write(project: Path, tmp_path: Path) -> None:
    (project / "docs" / "index.md").unlink()
    with pytest.raises(ProjectError, match=r"docs/index\.md: the report has no start page; write one .*headline\.md"):
        docs_folder(project, tmp_path / "docs")


def test_an_installation_that_lacks_a_file_says_which() -> None:
    with pytest.raises(ProjectError, match=r"docs/none\.md: the installation lacks this file"):
        shared("docs/none.md")


def test_the_navigation_names_pages_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "_generated").mkdir()
    (tmp_path / "counties").mkdir()
    (tmp_path / "counties" / "a.ipynb").touch()
    (tmp_path / "data.md").touch()
    block = "```{{toctree}}\n:hidden:\n:caption: {}\n\n{}\n```\n"
    path = tmp_path / "_generated" / "navigation.md"
    path.write_text(
        block.format("Counties", "/counties/a\n/counties/b")
        + "\n"
        + block.format("None", "/guide/tutorial")
        + "\n"
        + block.format("Data", "/guide/x\n/data"),
        encoding="utf-8",
    )
    trim_navigation(tmp_path)
    expected = block.format("Counties", "/counties/a") + "\n" + block.format("Data", "/data")
    assert path.read_text(encoding="utf-8") == expected


def test_the_wheel_carries_all_that_projects_have_in_common(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    packed = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert all(target == f"eduplans/project/common/{source}" for source, target in packed.items())
    needed = [EXAMPLE, *(f"notebooks/{name}" for name in NOTEBOOKS), *(f"docs/{name}" for name in SHARED)]
    assert [name for name in needed if name not in packed and name.split("/")[0] not in packed] == []
    assert all((root / source).exists() for source in packed)
