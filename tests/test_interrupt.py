"""Ctrl-C ends a command in time, also where a library keeps the main thread for itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# sum() over a range runs in C for minutes and looks at no signal meanwhile
BUSY = """
import sys
from eduplans.cli import interrupt
print("ready", flush=True)
try:
    with interrupt.in_time("stopped"):
        {work}
except KeyboardInterrupt:
    print("by itself", flush=True)
    sys.exit(interrupt.INTERRUPTED)
"""
HOLDS = """import time
        while True:
            try:
                time.sleep(60)
            except KeyboardInterrupt:
                pass"""
HOLDS_FOLDER = """import time
        from pathlib import Path
        from eduplans.storage import scratch
        with scratch(Path({parent!r})) as folder:
            (folder / "half").write_text("x")
            while True:
                try:
                    time.sleep(60)
                except KeyboardInterrupt:
                    pass"""

OTHER_ERROR = """import time
        try:
            time.sleep(60)
        except KeyboardInterrupt:
            raise ValueError("a library has failed")"""
NO_ERROR = """import time
        try:
            time.sleep(60)
        except KeyboardInterrupt:
            pass"""
# the command itself, held where its libraries are imported and where they are put away
IMPORTS = """
import importlib.abc, sys, time
class Slow(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "eduplans.cli":
            print("ready", flush=True)
            time.sleep(60)
sys.meta_path.insert(0, Slow())
from eduplans.__main__ import main
main()
"""
ENDS = """
import atexit, sys, time
atexit.register(lambda: (print("ready", flush=True), time.sleep(60)))
sys.argv = ["eduplans", "cite", "--help"]
from eduplans.__main__ import main
main()
"""


def begin(work: str) -> subprocess.Popen[str]:
    return begin_code(BUSY.format(work=work))


def begin_code(code: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_heed,  # noqa: PLW1509
        env={**os.environ, "EDUPLANS_LANG": "en"},
    )  # fmt: skip
    assert process.stdout is not None
    assert "ready\n" in iter(process.stdout.readline, "")
    time.sleep(0.2)
    return process


def _heed() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def stop(process: subprocess.Popen[str]) -> tuple[float, str, str]:
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return time.monotonic() - started, out, err


def test_work_that_swallows_the_interrupt_is_ended() -> None:
    process = begin(HOLDS)
    seconds, _, err = stop(process)
    assert (process.returncode, err) == (130, "stopped\n")
    assert 1 < seconds < 2


def test_temporary_folders_of_work_that_is_ended_go(tmp_path: Path) -> None:
    process = begin(HOLDS_FOLDER.format(parent=str(tmp_path)))
    assert [path.name for folder in tmp_path.iterdir() for path in folder.iterdir()] == ["half"]
    seconds, _, err = stop(process)
    assert (process.returncode, err) == (130, "stopped\n")
    assert seconds < 2
    assert list(tmp_path.iterdir()) == []


def test_work_that_ends_by_itself_is_left_to_it() -> None:
    process = begin("import time; time.sleep(60)")
    seconds, out, err = stop(process)
    assert (process.returncode, out, err) == (130, "by itself\n", "")
    assert seconds < 1


@pytest.mark.parametrize("work", [OTHER_ERROR, NO_ERROR])
def test_what_a_library_makes_of_the_interrupt_does_not_matter(work: str) -> None:
    process = begin(work)
    seconds, out, err = stop(process)
    assert (process.returncode, out, err) == (130, "by itself\n", "")
    assert seconds < 1


@pytest.mark.parametrize("code", [IMPORTS, ENDS])
def test_before_and_after_the_work_of_a_command(code: str) -> None:
    process = begin_code(code)
    seconds, _, err = stop(process)
    assert (process.returncode, err) == (130, "eduplans: interrupted; nothing half-written is left\n")
    assert seconds < 1


def test_nothing_is_left_where_no_interrupt_came() -> None:
    process = begin("pass")
    process.communicate(timeout=20)
    assert process.returncode == 0


@pytest.mark.slow
def test_a_question_without_end(tmp_path: Path) -> None:
    tables = ", ".join(f"raw.figures f{number}" for number in range(12))
    process = subprocess.Popen(
        [sys.executable, "-c", "from eduplans.__main__ import main; main()", "query",
         f"select count(*) from {tables} where f0.value + f1.value < f2.value", "--data", str(ROOT / "data")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_heed, start_new_session=True,  # noqa: PLW1509
        env={**os.environ, "EDUPLANS_LANG": "en"},
    )  # fmt: skip
    time.sleep(8)
    assert process.poll() is None
    seconds, _, err = stop(process)
    assert process.returncode == 130
    assert "eduplans: interrupted" in err
    assert seconds < 2
