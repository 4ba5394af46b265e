"""Ctrl-C while a command is at work: it stops within two seconds, says so, and leaves nothing half-written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from small_project import debris, note_setup, processes
from test_at_once import _heed_interrupts, begin
from test_disk import state

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow


def wait(ready: Callable[[], object], process: subprocess.Popen[str], seconds: float = 120) -> None:
    """Wait until a command is at work; it must not have ended by then."""
    limit = time.monotonic() + seconds
    while not ready():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < limit, "the command has not begun to work"
        time.sleep(0.01)
    assert process.poll() is None, process.communicate()


def interrupted(process: subprocess.Popen[str]) -> str:
    """Press Ctrl-C, which reaches the whole group, and give what is said."""
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert time.monotonic() - started < 2
    assert "Traceback" not in said
    return said


def nothing_left(root: Path) -> bool:
    """Whether files and processes are gone; a process that was stopped takes a moment."""
    limit = time.monotonic() + 5
    while processes(root) and time.monotonic() < limit:
        time.sleep(0.1)
    return processes(root) == [] and debris(root, root / "tmp") == []


def held(folder: Path) -> Callable[[], bool]:
    """Say whether a command has taken a folder for itself, and so is past its preparations."""
    import fcntl

    def look() -> bool:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    return look


def test_clean_at_work(project: Path) -> None:
    (project / "data" / "processed" / "figures.csv").unlink()
    before = state(project)
    process = begin(project, "clean")
    wait(held(project / "data" / "processed"), process)
    assert "eduplans: interrupted; nothing half-written is left" in interrupted(process)
    assert process.returncode == 130
    assert state(project) == before
    assert nothing_left(project)


@pytest.mark.parametrize("part", ["data"])
def test_make_report_at_work(project: Path, part: str) -> None:
    root = project
    shutil.rmtree(root / "data" / "processed")
    note_setup(root)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    process = subprocess.Popen(
        ["make", "-s", f"PYTHON={sys.executable}", "report"],
        cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=_heed_interrupts,  # noqa: PLW1509
    )  # fmt: skip
    at_work: dict[str, Callable[[], object]] = {
        "data": (root / "data" / "processed").is_dir,
    }
    wait(at_work[part], process)
    said = interrupted(process)
    # make itself ends with 2 where its command was interrupted, and says with which code that ended
    assert process.returncode in {130, 2, -signal.SIGINT}, said
    assert "interrupted" in said
    assert "130" in said or process.returncode != 2, said
    assert nothing_left(root)
    assert not (root / "report").exists()
