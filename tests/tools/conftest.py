"""The tiny project, for each test a copy of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tiny_project import Project, tiny_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project]:
    """The tiny project set up, and the same built; both to be copied, never to be changed."""
    made = tiny_project(tmp_path_factory.mktemp("template") / "tiny")
    built = made.copied_to(made.root.with_name("built"))
    done = built.make("report")
    assert done.returncode == 0, done.stderr
    built.calls()
    return made, built


@pytest.fixture
def project(templates: tuple[Project, Project], tmp_path: Path) -> Project:
    """The tiny project, set up but not built."""
    return templates[0].copied_to(tmp_path / "tiny")


@pytest.fixture
def built(templates: tuple[Project, Project], tmp_path: Path) -> Project:
    """The tiny project, built once."""
    return templates[1].copied_to(tmp_path / "tiny")
