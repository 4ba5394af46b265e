"""Which Python and which tests the oldest and newest packages are tried with."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

import other_versions as other

if TYPE_CHECKING:
    from pathlib import Path


def test_the_oldest_python_is_the_one_of_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.12"\n', encoding="utf-8")
    assert other.oldest_python(tmp_path) == 12


def put_python(folder: Path, minor: int, says: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"python3.{minor}"
    path.write_text(f"#!/bin/sh\necho {says}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def only_these(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    return tmp_path


def test_pythons_that_do_not_work_or_are_no_release_do_not_count(only_these: Path) -> None:
    works = put_python(only_these / "path", 91, "91 final")
    put_python(only_these / "path", 92, "92 alpha")
    put_python(only_these / "pyenv" / "versions" / "3.93.0" / "bin", 93, "command not found")
    assert other.pythons() == {sys.version_info.minor: sys.executable, 91: str(works)}


def test_the_newest_python_that_is_here_is_chosen_and_the_oldest_allowed(only_these: Path, root: Path) -> None:
    newest = put_python(only_these / "pyenv" / "versions" / "3.99.0" / "bin", 99, "99 final")
    assert other.choose(root, "newest") == (99, str(newest))
    oldest = other.oldest_python(root)
    if sys.version_info.minor == oldest:
        assert other.choose(root, "oldest") == (oldest, sys.executable)


def test_without_the_oldest_python_the_check_is_skipped_and_says_so(
    only_these: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (only_these / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.98"\n', encoding="utf-8")
    assert other.main(only_these, "oldest") == other.SKIPPED
    assert capsys.readouterr().out == "Python 3.98 is not here\n"


def test_what_is_left_out_is_there_and_has_a_reason(root: Path) -> None:
    words = other.arguments(root)
    assert all(other.LEFT_OUT.values())
    assert [word for word in words if word.startswith("--ignore=")] == [f"--ignore={name}" for name in other.LEFT_OUT]
    for name, why in other.DESELECTED.items():
        file, _, test = name.partition("::")
        assert why
        assert f"--deselect={name}" in words
        # a test that is renamed would run again unseen
        assert f"def {test}(" in (root / file).read_text(encoding="utf-8")
    assert "tests" in words
    for name in ("tests/documents", "tests/figures", "tests/trends", "tests/test_clean.py", "tests/test_cli.py"):
        assert (root / name).exists()
        assert name not in other.LEFT_OUT


def test_a_left_out_folder_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="tests/report"):
        other.arguments(tmp_path)


@pytest.mark.parametrize(
    ("complaint", "code"),
    [("error: dns error", other.SKIPPED), ("No solution found: connect a and b", 1), ("broken", 1)],
)
def test_no_index_is_a_skip_and_no_solution_a_failure(
    root: Path, monkeypatch: pytest.MonkeyPatch, complaint: str, code: int
) -> None:
    monkeypatch.setattr(other, "install", lambda *_: complaint)
    monkeypatch.setattr(other, "choose", lambda *_: (11, sys.executable))
    assert other.main(root, "oldest") == code


def test_the_tests_run_with_the_python_that_was_installed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        called.append(command)
        return subprocess.CompletedProcess(command, 5)

    monkeypatch.setattr(other, "choose", lambda *_: (11, sys.executable))
    monkeypatch.setattr(other, "install", lambda *_: "")
    monkeypatch.setattr(other.subprocess, "run", run)
    assert other.main(root, "newest") == 5
    assert called[0][:3] == [str(root / "build" / "versions" / "newest" / "env" / "bin" / "python"), "-m", "pytest"]


def test_every_package_of_the_core_and_the_extras_has_a_lower_bound(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    without = [line for line in lines if Requirement(line).name != "eduplans" and not re.search(r">=", line)]
    assert without == []
