"""Several commands at once on one folder wait for each other; Ctrl-C stops each within two seconds."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import interrupts
import pytest
from interrupts import Command
from small_project import debris, note_setup, put_notebook
from test_disk import state

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


def begin(project: Path, *arguments: str) -> subprocess.Popen[str]:
    return interrupts.begin(project, Command(arguments))


@pytest.mark.slow
def test_commands_at_once_wait_and_give_what_they_give_alone(project: Path) -> None:
    (project / "data" / "processed" / "figures.csv").unlink()
    commands = [
        ("ingest", "data/documents", "--out", "data/raw"),
        ("clean",),
        ("ingest", "data/documents", "--out", "data/raw", "--jobs", "2"),
        ("clean",),
    ]
    running = [begin(project, *command) for command in commands]
    said = [process.communicate(timeout=200)[1] for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    assert any("another command is at work in" in text and "waiting for it to finish" in text for text in said)
    assert (project / "data" / "processed" / "figures.csv").is_file()
    assert list((project / "data").rglob(".*")) == []


@pytest.mark.slow
def test_builds_at_once_wait_and_leave_the_right_result(project: Path) -> None:
    note_setup(project)
    builds = [
        Command(("report",), make=True),
        Command(("run", "--all")),
        Command(("accept",)),
        Command(("notebooks",), make=True),
    ]
    running = [interrupts.begin(project, build) for build in builds]
    said = [process.communicate(timeout=500) for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    waited = "".join(err for _, err in said)
    assert "Another make is at work in this folder; waiting for it to finish." in waited
    assert "another command is at work in" in waited
    assert debris(project, project / "tmp") == []
    # all that was built is what its records say, and nothing is left to do
    (verified, accepted) = (interrupts.begin(project, Command((name,))) for name in ("verify", "accept"))
    out, err = verified.communicate(timeout=60)
    assert verified.returncode == 0, err
    assert "built by report" in out
    assert "2 runs accepted, 0 files written" in accepted.communicate(timeout=200)[1]
    again = interrupts.begin(project, builds[0])
    assert again.communicate(timeout=200)[0].count("nothing to do") == 4


def test_who_comes_second_waits_for_the_lock_of_the_first(project: Path) -> None:
    from eduplans.storage import alone

    with alone(project / "data" / "raw"):
        waiting = begin(project, "clean")
        assert waiting.stderr is not None
        assert f"another command is at work in {project}/data/raw; waiting" in waiting.stderr.readline()
        time.sleep(0.3)
        assert waiting.poll() is None
    assert waiting.wait(timeout=120) == 0


@pytest.mark.parametrize("command", ["ingest", "clean", "run"])
def test_an_interrupt_stops_within_two_seconds_and_leaves_nothing(project: Path, command: str) -> None:
    from contextlib import ExitStack

    from eduplans.storage import alone

    put_notebook(
        project / "notebooks" / "slow.ipynb", "Slow", ["open('begun', 'w').close()\nimport time\ntime.sleep(60)"]
    )
    before = state(project)
    with ExitStack() as stack:
        if command == "run":
            arguments = ["run", "notebooks/slow.ipynb", "--out", "build/own/slow.ipynb"]
            ready = (project / "notebooks" / "begun").exists
        else:  # what reads or writes tables is stopped while it waits for another
            stack.enter_context(alone(project / "data" / "raw"))
            arguments = ["ingest", "data/documents", "--out", "data/raw"] if command == "ingest" else ["clean"]
            ready = project.exists
        process = begin(project, *arguments)
        if command != "run":
            assert process.stderr is not None
            process.stderr.readline()
        end = time.monotonic() + 60
        while not ready() and time.monotonic() < end:
            time.sleep(0.05)
        started = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130, said
    assert time.monotonic() - started < 2
    assert "eduplans: interrupted; nothing half-written is left" in said
    assert "Traceback" not in said
    assert state(project) == before
    assert list((project / "data").rglob(".*")) == []
