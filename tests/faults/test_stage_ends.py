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
STAGE = f"""import sys
from pathlib import Path
sys.path.insert(0, {str(ROOT / "tools")!r})
import stage
stage._call(["sh", "-c", {sys.executable!r} + " deaf.py; true"], Path())
"""


def begun(folder: Path) -> subprocess.Popen[str]:
    (folder / "deaf.py").write_text(DEAF, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", STAGE], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=interrupts.heed,  # noqa: PLW1509
    )  # fmt: skip
    while not (folder / "begun").exists():
        assert process.poll() is None, process.communicate()
    return process


def test_what_does_not_heed_the_interrupt_is_ended_with_all_it_began(tmp_path: Path) -> None:
    process = begun(tmp_path)
    assert len(processes(tmp_path)) == 3  # the stage, its shell and what that called
    seconds, _ = interrupts.press(process)
    assert 0.9 < seconds < interrupts.WITHIN
    assert interrupts.left_over(tmp_path) == []
