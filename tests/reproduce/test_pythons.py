"""Which Pythons are found."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from eduplans.errors import ReproductionError
from eduplans.reproduce.pythons import ask, find_pythons

if TYPE_CHECKING:
    from pathlib import Path

PYPROJECT = '[project]\nrequires-python = ">=3.11"\n'


def pretend(folder: Path, name: str, version: str) -> Path:
    """Write a program that answers as a Python of some version."""
    path = folder / name
    path.write_text(f'#!/bin/sh\necho {version}\necho "$0"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return tmp_path


def test_those_on_the_path_are_found_in_order(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project / "bin"
    folder.mkdir()
    for name, version in (("python3.13", "3.13.2"), ("python3.9", "3.9.1"), ("python3.11", "3.11.4")):
        pretend(folder, name, version)
    shim = folder / "python3.12"
    shim.write_text("#!/bin/sh\necho 'not here' >&2\nexit 127\n", encoding="utf-8")
    shim.chmod(0o755)
    pretend(folder, "python3", "3.11.4")
    pretend(folder, "python3.13-config", "3.14.0")
    monkeypatch.setenv("PATH", f"{folder}:{project / 'none'}:/usr/bin:/bin")
    found = [one for one in find_pythons(project) if str(folder) in one.command]
    assert [str(one) for one in found][0::1] == ["3.11.4", "3.13.2"]


def test_those_named_are_taken_and_no_others(project: Path) -> None:
    (only,) = find_pythons(project, [sys.executable])
    assert only.version == sys.version_info[:3]


def test_one_that_is_named_has_to_do(project: Path) -> None:
    old = pretend(project, "python3.9", "3.9.1")
    with pytest.raises(ReproductionError) as caught:
        find_pythons(project, [str(old), "/no/python", sys.executable])
    assert [(one.what, one.value) for one in caught.value.problems] == [
        ("this Python is 3.9.1", str(old)),
        ("this is no Python that can make an environment", "/no/python"),
    ]


def test_a_program_that_says_something_else_is_no_python() -> None:
    assert ask("echo") is None
    assert ask(sys.executable) is not None


def test_the_project_says_which_versions(tmp_path: Path) -> None:
    with pytest.raises(ReproductionError, match=r"no pyproject\.toml"):
        find_pythons(tmp_path, [sys.executable])
