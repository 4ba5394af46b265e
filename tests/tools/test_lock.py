"""The check of the lock: what is a difference, and what is not."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

import lock

if TYPE_CHECKING:
    from pathlib import Path

OLD = "a==1 \\\n    --hash=sha256:0 \\\n    --hash=sha256:1\n    # via b\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "requirements.lock").write_text(OLD)
    return tmp_path


def compiling(monkeypatch: pytest.MonkeyPatch, text: str = "", complaint: str = "") -> list[list[str]]:
    """Stand in for uv: it writes a text, or complains."""
    calls: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        if not complaint:
            with open(command[-1], "w") as out:  # noqa: PTH123 - the path comes as text
                out.write(text)
        return subprocess.CompletedProcess(command, 2 if complaint else 0, "", complaint)

    monkeypatch.setattr(lock.subprocess, "run", run)
    return calls


def test_same_lock_passes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = compiling(monkeypatch, OLD)
    assert lock.check(project) == 0
    assert "--generate-hashes" in calls[0]
    assert calls[0][-1] != str(project / "requirements.lock")


def test_wheel_added_to_a_locked_release_is_no_difference(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiling(monkeypatch, OLD.replace("    # via", "    --hash=sha256:2\n    # via"))
    assert lock.check(project) == 0


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (OLD.replace("==1", "==2"), "+ a==2"),
        (OLD + "c==1 \\\n    --hash=sha256:3\n", "+ c==1"),
        (OLD.replace("    --hash=sha256:1\n", ""), "-     --hash=sha256:1"),
        ("", "- a==1"),
    ],
)
def test_other_lock_fails_and_the_difference_is_said(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], new: str, said: str
) -> None:
    compiling(monkeypatch, new)
    assert lock.check(project) == 1
    assert said in capsys.readouterr().out.splitlines()


def test_without_network_the_check_is_skipped_and_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    compiling(monkeypatch, complaint="error: Request failed after 3 retries\n  cause: dns error")
    assert lock.check(project) == lock.SKIPPED
    assert capsys.readouterr().out.splitlines()[-1].startswith("the package index cannot be reached")


def test_dependencies_that_cannot_be_met_are_a_failure(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiling(monkeypatch, complaint="No solution found when resolving dependencies: a>=3 is not available")
    assert lock.check(project) == 1


def test_failed_write_leaves_the_lock(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiling(monkeypatch, complaint="dns error")
    assert lock.write(project) == 1
    assert (project / "requirements.lock").read_text() == OLD
    assert sorted(path.name for path in project.iterdir()) == ["requirements.lock"]


def test_write_replaces_the_lock(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiling(monkeypatch, "b==1\n")
    assert lock.write(project) == 0
    assert (project / "requirements.lock").read_text() == "b==1\n"
