"""A stage of the build ends soon after Ctrl-C, also where what it called does not heed it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import interrupts
from small_project import ROOT, processes

if TYPE_CHECKING:
    from pathlib import Path

DEAF = """import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
open("begun", "w").close()
time.sleep(60)
"""
INSTALLER = """import time
open("begun", "w").close()
time.sleep(60)
"""
# the stage that installs, its command a script in the place of an installer
STAGE = f"""import sys
from pathlib import Path
sys.path.insert(0, {str(ROOT / "tools")!r})
import plan, stage
try:
    sys.exit(stage._command(Path(), plan.Stage("env"), ["sh", "-c", {sys.executable!r} + " called.py; exit $?"]))
except KeyboardInterrupt:
    sys.exit(stage.INTERRUPTED)
"""


def begin(folder: Path, called: str) -> subprocess.Popen[str]:
    (folder / "called.py").write_text(called, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-c", STAGE], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=interrupts.heed,  # noqa: PLW1509
    )  # fmt: skip


def begun(folder: Path, called: str) -> subprocess.Popen[str]:
    process = begin(folder, called)
    while not (folder / "begun").exists():
        assert process.poll() is None, process.communicate()
    return process


def test_what_does_not_heed_the_interrupt_is_ended_with_all_it_began(tmp_path: Path) -> None:
    process = begun(tmp_path, DEAF)
    assert len(processes(tmp_path)) == 3  # the stage, its shell and what that called
    seconds, _ = interrupts.press(process)
    assert 0.9 < seconds < interrupts.WITHIN
    assert interrupts.left_over(tmp_path) == []


def test_an_installer_that_heeds_it_says_nothing_of_its_code(tmp_path: Path) -> None:
    process = begun(tmp_path, INSTALLER)
    seconds, said = interrupts.press(process)
    assert (process.returncode, said) == (130, "")
    assert seconds < 0.9
    # what it has unpacked and not removed stands where the Makefile removes it
    assert (tmp_path / "build" / "tmp" / "env").is_dir()


def test_an_installer_that_fails_is_heard(tmp_path: Path) -> None:
    process = begin(tmp_path, "import os, sys, tempfile\nprint(tempfile.gettempdir())\nsys.exit('no such package')")
    out, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert (out, said) == ("", f"{tmp_path}/build/tmp/env\nno such package\n")
    assert list((tmp_path / "build" / "tmp").iterdir()) == []
