"""Memory of `eduplans ingest` with two workers on documents of invented counties, all processes together."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from eduplans.generate.document import Order
from eduplans.generate.files import write_documents
from eduplans.workers import in_order

if TYPE_CHECKING:
    from pathlib import Path

psutil = pytest.importorskip("psutil")
pytest.importorskip("pyarrow")
DOCUMENTS = 240
MOST_MB = 500


def modules(_: int) -> tuple[bool, float]:
    """Tell whether a worker has the modules that documents need before its first task, and its CPU seconds."""
    return "eduplans.figures" in sys.modules, time.process_time()


def test_workers_have_loaded_what_they_need_before_their_first_task() -> None:
    assert all(loaded for loaded, _ in in_order(modules, range(4), jobs=2))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes share")
def test_workers_are_forks_that_need_no_second_load() -> None:
    # an interpreter that loads all this anew takes more than a third of a second of processor time
    assert max(seconds for _, seconds in in_order(modules, range(4), jobs=2)) < 0.2


def proportional(process: psutil.Process) -> float:
    """Megabytes of a process and all it started, shared pages counted once."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_full_info().pss / 1e6
        except psutil.Error:
            continue
    return total


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes share")
@pytest.mark.parametrize(("above", "written"), [(10, "dataset.json"), (DOCUMENTS, "item_words.csv")])
def test_two_workers_and_their_parent_stay_within_the_promised_memory(tmp_path: Path, above: int, written: str) -> None:
    write_documents(tmp_path / "in", Order(1, 8000), DOCUMENTS)
    words = ["ingest", str(tmp_path / "in"), "--out", str(tmp_path / "raw")]
    words += ["--parquet-above", str(above), "--jobs", "2"]
    command = [sys.executable, "-c", "from eduplans.cli import app; app()", *words]
    most, running = 0.0, subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while running.poll() is None:
        try:
            most = max(most, proportional(psutil.Process(running.pid)))
        except psutil.NoSuchProcess:
            break
        time.sleep(0.5)
    assert running.wait() == 0
    assert (tmp_path / "raw" / written).is_file()
    assert 100 < most < MOST_MB
