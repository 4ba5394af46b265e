"""Clones hold what is committed and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reproduced_project import commit, git

from eduplans.errors import ReproductionError
from eduplans.reproduce.clone import as_committed, clone, head, remove, uncommitted

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "with blanks 与汉字"
    folder.mkdir()
    (folder / "a.txt").write_text("committed", encoding="utf-8")
    (folder / ".gitignore").write_text("/build/\n/.venv/\n", encoding="utf-8")
    git(folder, "init", "--quiet")
    commit(folder, "a")
    return folder


def test_what_is_not_committed_is_named_but_for_the_certificate(repository: Path) -> None:
    assert uncommitted(repository) == ()
    (repository / "reproduction.json").write_text("{}", encoding="utf-8")
    (repository / "build").mkdir()
    (repository / "build" / "x").touch()
    assert uncommitted(repository) == ()
    (repository / "a.txt").write_text("changed", encoding="utf-8")
    (repository / "新.txt").touch()
    assert uncommitted(repository) == ("a.txt", "新.txt")


def test_a_clone_holds_the_commit_and_not_the_working_tree(repository: Path, tmp_path: Path) -> None:
    commit_id = head(repository)
    (repository / "a.txt").write_text("changed", encoding="utf-8")
    target = clone(repository, commit_id, tmp_path / "copy")
    assert (target / "a.txt").read_text(encoding="utf-8") == "committed"
    (repository / "b.txt").touch()
    commit(repository, "b")
    assert (clone(repository, commit_id, tmp_path / "other") / "b.txt").exists() is False


def test_variables_of_git_lead_nowhere_else(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    expected = head(repository)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert head(repository) == expected


def test_only_the_environment_survives_putting_a_clone_back(repository: Path, tmp_path: Path) -> None:
    target = clone(repository, head(repository), tmp_path / "copy")
    for name in ("build/x", ".venv/y", "new/z"):
        (target / name).parent.mkdir()
        (target / name).touch()
    (target / "a.txt").write_text("changed", encoding="utf-8")
    as_committed(target)
    assert (target / "a.txt").read_text(encoding="utf-8") == "committed"
    assert (target / ".venv" / "y").exists()
    assert not (target / "build").exists()
    assert not (target / "new").exists()


def test_a_folder_without_a_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReproductionError, match="git rev-parse"):
        head(tmp_path)


def test_removing_what_is_gone_is_no_error(tmp_path: Path) -> None:
    remove(tmp_path / "none")
