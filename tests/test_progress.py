"""Steps of a work: counted, also where other processes do them, and told by all that may take long."""

from __future__ import annotations

import os
import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from eduplans.clean import build_processed
from eduplans.progress import Steps
from eduplans.tables import PROCESSED, RAW
from eduplans.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Shown = list[tuple[str, int, int]]


@pytest.fixture
def shown() -> Shown:
    return []


@pytest.fixture
def steps(shown: Shown) -> Steps:
    return Steps(lambda what, done, total: shown.append((what, done, total)))


def test_steps_are_counted_against_those_that_are_known_of(steps: Steps, shown: Shown) -> None:
    steps.expect(3)
    steps.tell("reading")
    steps.did()
    assert list(steps.through("ab", "writing")) == ["a", "b"]
    assert shown == [
        ("reading", 0, 3), ("reading", 1, 3),
        ("writing", 1, 5), ("writing", 2, 5), ("writing", 3, 5),
    ]  # fmt: skip


def test_what_fails_is_not_counted_as_done(steps: Steps, shown: Shown) -> None:
    def work() -> None:
        for one in steps.through(["1", "x"], "reading"):
            int(one)

    with pytest.raises(ValueError, match="invalid literal"):
        work()
    assert shown[-1] == ("reading", 1, 2)


def fork(work: Callable[[], object], times: int) -> None:
    child = os.fork()
    if child == 0:
        for _ in range(times):
            work()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def test_steps_of_forked_processes_are_counted(steps: Steps, shown: Shown) -> None:
    with steps.of_processes() as told:
        for times in (3, 4):
            fork(told, times)
        told()
    assert shown[-1][1] == 8


def test_a_process_that_lives_on_does_not_keep_the_count_open(steps: Steps) -> None:
    ready, waiting = os.pipe()
    with steps.of_processes():
        child = os.fork()
        if child == 0:
            os.close(waiting)
            os.read(ready, 1)
            os._exit(0)
        os.close(ready)
    os.close(waiting)  # only now it may end
    assert os.waitpid(child, 0)[1] == 0


def test_nothing_is_begun_where_nothing_is_shown() -> None:
    before = threading.active_count()
    with Steps().of_processes() as told:
        told()
        assert threading.active_count() == before


def test_clean_tells_of_each_table_and_verify_of_each_file(
    root: Path, tmp_path: Path, steps: Steps, shown: Shown
) -> None:
    shutil.copytree(root / "data" / "raw", tmp_path / "raw")
    build_processed(tmp_path / "raw", tmp_path / "processed", steps)
    assert shown[-1] == ("making the processed tables", len(RAW) + 2 * len(PROCESSED), len(RAW) + 2 * len(PROCESSED))
    assert {what for what, _, _ in shown} == {"reading the raw tables", "making the processed tables"}
    del shown[:]
    found = verify(tmp_path, Steps(lambda what, done, total: shown.append((what, done, total))))
    assert not found.problems
    assert shown[-1][1] == shown[-1][2] == sum(name.endswith(".csv") for name in found.checked)
