"""Full disks, folders that can only be read, inputs that vanish: a clear error, the previous good state intact."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest
from small_project import DOCUMENTS

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [sys.executable, "-c", "from eduplans.cli import app; app()"]
#: Each command with the folder that it writes into.
COMMANDS = {
    "ingest": (["ingest", "data/documents", "--out", "data/raw"], "data/raw"),
    "clean": (["clean"], "data/processed"),
    "run": (["run", "notebooks/amounts.ipynb", "--out", "build/own/amounts.ipynb"], "build/own"),
}


@cache
def unshared() -> bool:
    """Whether folders can be mounted for one command alone."""
    command = ["unshare", "-rm", "true"]
    return shutil.which("unshare") is not None and subprocess.run(command, check=False).returncode == 0


def mounted(project: Path, how: str, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Call the command where a folder is mounted in another way, for it alone."""
    if not unshared():
        pytest.skip("folders cannot be mounted here (unshare -rm)")
    script = f'{how} && exec "$@"'
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", *PROGRAM, *arguments],
        cwd=project, check=False, capture_output=True, text=True, timeout=180,
    )  # fmt: skip


def state(project: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for part in ("data", "build")
        for path in sorted((project / part).rglob("*"))
        if path.is_file()
    }


def changed(project: Path) -> None:
    """Let each command have something new to write."""
    path = project / "data" / "documents" / next(iter(DOCUMENTS))
    path.write_text(path.read_text(encoding="utf-8").replace("960", "975"), encoding="utf-8")
    (project / "data" / "processed" / "panel.csv").unlink()
    (project / "build" / "own").mkdir(parents=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_can_only_be_read(project: Path, command: str) -> None:
    changed(project)
    before = state(project)
    arguments, folder = COMMANDS[command]
    done = mounted(project, f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder}", arguments)
    assert done.returncode == 5, done.stderr
    assert f"{folder}" in done.stderr
    assert "the folder can only be read; give yourself the right to write there, or name another folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert state(project) == before


@pytest.mark.parametrize("command", ["ingest", "clean"])
def test_a_disk_that_is_full(project: Path, command: str) -> None:
    changed(project)
    before = state(project)
    arguments, folder = COMMANDS[command]
    # the folder as it is, on a disk of its own that has no space left
    full = f"cp -r {folder} keep && mount -t tmpfs -o size=192k none {folder} && cp -r keep/. {folder} && rm -r keep"
    fill = f"{{ dd if=/dev/zero of={folder}/filler bs=1k count=400 2>/dev/null; true; }}"
    done = mounted(project, f"{full} && {fill}", arguments)
    assert done.returncode == 5, done.stderr
    assert "the disk is full; free space, then give the same command again" in done.stderr
    assert "Traceback" not in done.stderr
    assert state(project) == before


@pytest.mark.parametrize("command", ["ingest", "clean"])
def test_a_limit_on_the_size_of_files(project: Path, command: str) -> None:
    changed(project)
    before = state(project)
    limited = ["sh", "-c", 'ulimit -f 1; exec "$@"', "sh", *PROGRAM, *COMMANDS[command][0]]
    done = subprocess.run(limited, cwd=project, check=False, capture_output=True, text=True, timeout=180)
    assert done.returncode == 5, done.stderr
    assert "raise the limit (ulimit -f)" in done.stderr
    assert state(project) == before


def test_a_document_that_vanishes_between_listing_and_reading(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import eduplans.ingest
    from eduplans.ingest import ingest

    listed = eduplans.ingest.document_files

    def taken_away(paths: list[Path], *rest: object) -> list[Path]:
        files = listed(paths, *rest)
        files[0].unlink()
        return files

    monkeypatch.setattr(eduplans.ingest, "document_files", taken_away)
    summary = ingest([project / "data" / "documents"], project / "data" / "raw")
    (problem,) = summary.failed
    assert "cannot be opened: No such file" in str(problem)
    assert str(project / "data" / "documents") in problem.where
    assert len(summary.replaced) == 1


def test_a_raw_table_that_vanishes(project: Path) -> None:
    from eduplans.clean import build_processed
    from eduplans.errors import TableError

    (project / "data" / "raw" / "items.csv").unlink()
    before = state(project)
    with pytest.raises(TableError, match=r"items\.csv: the table is gone .*git checkout data/raw"):
        build_processed(project / "data" / "raw", project / "data" / "processed")
    assert state(project) == before


def test_a_clock_that_jumps_changes_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    from eduplans.clean import build_processed

    for moment in (0, 4_000_000_000):
        for path in (project / "data").rglob("*.csv"):
            os.utime(path, (moment, moment))
        monkeypatch.setattr(time, "time", lambda moment=moment: float(moment))
        assert build_processed(project / "data" / "raw", project / "data" / "processed").changed == ()
