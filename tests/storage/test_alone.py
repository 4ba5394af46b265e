"""One writer at a time: the second waits with a message, and a lock ends with its holder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from eduplans.storage import alone, read_steady, scratch, using
from eduplans.storage.scratch import PREFIX

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

HOLD = (
    "import sys, time\nfrom pathlib import Path\nfrom eduplans.storage import {lock}\n"
    "with {lock}(Path(sys.argv[1])):\n    print('in', flush=True)\n    time.sleep(float(sys.argv[2]))\n"
)


def holder(folder: Path, seconds: float, lock: str = "alone") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", HOLD.format(lock=lock), str(folder), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"in\n"
    return process


def test_the_second_waits_and_says_so(tmp_path: Path) -> None:
    first = holder(tmp_path, 1.0)
    said: list[str] = []
    with alone(tmp_path, tell=said.append):
        assert first.wait(timeout=1) == 0
    assert said == [f"another command is at work in {tmp_path}; waiting for it to finish"]


def test_a_lock_is_gone_with_its_holder(tmp_path: Path) -> None:
    first = holder(tmp_path, 60)
    first.send_signal(signal.SIGKILL)
    first.wait()
    said: list[str] = []
    with alone(tmp_path, tell=said.append):
        assert said == []
    assert list(tmp_path.iterdir()) == []


def test_readers_share_and_keep_writers_out(tmp_path: Path) -> None:
    reader = holder(tmp_path, 0.8, "using")
    said: list[str] = []
    with using(tmp_path, tmp_path / "none", tell=said.append):
        assert said == []
    with alone(tmp_path, tell=said.append):
        assert reader.poll() is not None or reader.wait(timeout=1) == 0
    assert len(said) == 1


def test_who_has_it_may_ask_again_and_a_fork_does_not_keep_it(tmp_path: Path) -> None:
    with using(tmp_path), alone(tmp_path), alone(tmp_path):
        child = os.fork()
        if not child:
            time.sleep(30)
            os._exit(0)
    said: list[str] = []
    other = holder(tmp_path, 0)
    assert other.wait(timeout=10) == 0
    assert said == []
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_temporary_folders_of_the_killed_are_swept_and_those_in_use_are_not(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}left" / "deep").mkdir(parents=True)
    (tmp_path / "eduplans-0.1.0").mkdir()
    with scratch(tmp_path) as used, scratch(tmp_path) as other:
        assert used.is_dir()
        assert {path.name for path in tmp_path.iterdir()} == {used.name, other.name, "eduplans-0.1.0"}
    assert [path.name for path in tmp_path.iterdir()] == ["eduplans-0.1.0"]


def test_a_file_that_changes_while_it_is_read_is_read_again_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pytest

    from eduplans.errors import StorageError
    from eduplans.storage import steady

    path = tmp_path / "plan.txt"
    path.write_bytes(b"x" * 100)
    states = iter([(100, 1, 1), (100, 2, 1), *[(100, 2, 1)] * 3])
    monkeypatch.setattr(steady, "_state", lambda _: next(states))
    assert read_steady(path) == b"x" * 100  # changed the first time, still the second
    numbers = iter(range(100))
    monkeypatch.setattr(steady, "_state", lambda _: (100, next(numbers), 1))
    with pytest.raises(StorageError, match=r"plan\.txt: it changes while it is being read; wait"):
        read_steady(path)


def test_a_clock_that_jumps_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"x")
    for moment in (0, 4_000_000_000):
        os.utime(path, (moment, moment))
        assert read_steady(path) == b"x"


def test_a_pipe_is_read_as_it_is(tmp_path: Path) -> None:
    import threading

    path = tmp_path / "pipe"
    os.mkfifo(path)
    threading.Thread(target=lambda: path.write_bytes(b"through a pipe"), daemon=True).start()
    assert read_steady(path) == b"through a pipe"
