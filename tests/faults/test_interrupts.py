"""Ctrl-C while a command is at work: it stops within two seconds, says so, and leaves nothing half-written.

Here at chosen moments; ``python tests/faults/interrupts.py`` presses it at random ones of every command.
"""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import interrupts
import psutil
import pytest
from interrupts import Command
from small_project import debris, note_setup, processes
from test_disk import state

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(cleaned: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project after `make notebooks`, ready for a report."""
    root = tmp_path_factory.mktemp("interrupts").resolve() / "project"
    shutil.copytree(cleaned, root, symlinks=True)
    note_setup(root)
    process = interrupts.begin(root, Command(("notebooks",), make=True))
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, out + err
    return root


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    root = tmp_path / "project"
    shutil.copytree(built, root, symlinks=True)
    note_setup(root)
    return root


def wait(ready: Callable[[], object], process: subprocess.Popen[str], seconds: float = 120) -> None:
    """Wait until a command is at work; it must not have ended by then."""
    limit = time.monotonic() + seconds
    while not ready():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < limit, "the command has not begun to work"
        time.sleep(0.01)
    assert process.poll() is None, process.communicate()


def check_stopped(process: subprocess.Popen[str], root: Path) -> str:
    """Press Ctrl-C; see that all ends as it should, and give what was said."""
    seconds, said = interrupts.press(process)
    assert interrupts.judged(process, seconds, said, root) == ()
    assert debris(root, root / "tmp") == []
    return said


def goes_well(root: Path, command: Command) -> None:
    """Give the command again; it has to go well."""
    process = interrupts.begin(root, command)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, out + err
    assert debris(root, root / "tmp") == []


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


def kernel_runs(root: Path) -> bool:
    return any("ipykernel" in line for line in processes(root))


def test_clean_at_work(project: Path) -> None:
    (project / "data" / "processed" / "figures.csv").unlink()
    before = state(project)
    process = interrupts.begin(project, Command(("clean",)))
    wait(held(project / "data" / "processed"), process)
    assert "eduplans: interrupted; nothing half-written is left" in check_stopped(process, project)
    assert process.returncode == 130
    assert state(project) == before
    goes_well(project, Command(("clean",)))
    assert (project / "data" / "processed" / "figures.csv").is_file()


def test_ingest_with_two_workers_at_work(project: Path) -> None:
    text = next((project / "data" / "documents").glob("lanxi*")).read_text(encoding="utf-8")
    many = project / "data" / "many"
    many.mkdir()
    for number in range(200):  # of an invented county
        # each long enough, and each another text, that the workers have something to do
        (many / f"lanxi-{number}.txt").write_text(text + f"三、其他\n1．新增学位{number}个。\n" * 40, encoding="utf-8")
    before = state(project)
    command = Command(("ingest", "data/many", "--out", "data/raw", "--jobs", "2"))
    process = interrupts.begin(project, command)
    wait(lambda: len(psutil.Process(process.pid).children(recursive=True)) >= 2, process)
    said = check_stopped(process, project)
    assert "the same command goes on where this one was" in said
    assert process.returncode == 130
    assert {name: content for name, content in state(project).items() if name in before} == before


@pytest.mark.parametrize("arguments", [("run", "notebooks/picture.ipynb"), ("run", "--all"), ("accept",)])
def test_a_kernel_at_work(project: Path, arguments: tuple[str, ...]) -> None:
    before = state(project)
    process = interrupts.begin(project, Command(arguments))
    wait(lambda: kernel_runs(project), process)
    check_stopped(process, project)
    assert process.returncode == 130
    assert state(project) == before


def test_report_at_work(copied: Path) -> None:
    before = state(copied)
    process = interrupts.begin(copied, Command(("report",)))
    wait(lambda: list(copied.glob(".report.*/source/index.md")), process)
    time.sleep(0.5)
    check_stopped(process, copied)
    assert process.returncode == 130
    assert state(copied) == before
    assert not (copied / "report").exists()


@pytest.mark.parametrize("part", ["data", "notebook", "report"])
def test_make_report_at_work(copied: Path, part: str) -> None:
    if part == "data":
        shutil.rmtree(copied / "data" / "processed")
    elif part == "notebook":
        shutil.rmtree(copied / "build" / "runs")
    at_work: dict[str, Callable[[], object]] = {
        "data": (copied / "data" / "processed").is_dir,
        "notebook": lambda: kernel_runs(copied),
        "report": lambda: list(copied.glob(".report.*/source/index.md")),
    }
    process = interrupts.begin(copied, Command(("report",), make=True))
    wait(at_work[part], process)
    check_stopped(process, copied)
    assert not (copied / "report").exists()
    if part == "data":
        goes_well(copied, Command(("data",), make=True))
