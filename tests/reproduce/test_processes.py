"""Programs are called, listened to and ended with all they began."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from eduplans.reproduce.processes import call

ENVIRONMENT = {"PATH": os.environ["PATH"], "GREETING": "你好"}


def test_code_lines_environment_and_folder(tmp_path: Path) -> None:
    heard: list[str] = []
    script = 'echo "$GREETING $HOME"; pwd; echo wrong >&2; exit 4'
    done = call(["sh", "-c", script], tmp_path, ENVIRONMENT, tell=heard.append)
    assert done.code == 4
    assert heard == ["你好 ", str(tmp_path), "wrong"]
    assert done.said.splitlines() == heard


def test_only_the_last_lines_are_kept(tmp_path: Path) -> None:
    done = call(["sh", "-c", "seq 1000"], tmp_path, ENVIRONMENT)
    assert done.said.splitlines()[-1] == "1000"
    assert len(done.said.splitlines()) == 40


def test_the_mask_of_rights_is_that_of_the_conditions(tmp_path: Path) -> None:
    call(["touch", "a"], tmp_path, ENVIRONMENT, umask=0o077)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_an_interrupt_ends_the_program_and_its_children_also_deaf_ones(tmp_path: Path) -> None:
    # the child ignores the interrupt, as a hanging program does
    script = "trap '' INT; sh -c 'trap \"\" INT; echo $$ > child; sleep 60' & wait"

    def interrupt() -> None:
        end = time.monotonic() + 10
        while not (tmp_path / "child").exists() and time.monotonic() < end:
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=interrupt).start()
    started = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            call(["sh", "-c", script], tmp_path, ENVIRONMENT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - started < 15
    child = int((tmp_path / "child").read_text())
    end = time.monotonic() + 5
    while _alive(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _alive(child)


def _alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except OSError:
        return False
