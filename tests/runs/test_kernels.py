"""Kernels that crash, hang or eat memory: named with cell and heading, stopped, and gone afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest
from invented_notebooks import put_notebook

from eduplans.errors import KernelError, RunError, StorageError
from eduplans.runs import expand_runs, run_notebook
from eduplans.runs.kernel import Limits, Watch

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, code: str, **limits: float) -> str:
    """Run a notebook with one bad cell and give the message; no kernel and nothing half-written may be left."""
    cells = (("markdown", "# Counties", []), ("code", "1", []), ("markdown", "## Bad", []), ("code", code, []))
    notebook = put_notebook(folder / "bad.ipynb", cells)
    with pytest.raises(KernelError) as caught:
        run_notebook(notebook, {}, folder / "out.ipynb", **limits)  # type: ignore[arg-type]
    assert sorted(path.name for path in folder.iterdir()) == ["bad.ipynb"]
    assert kernels(folder) == []
    assert caught.value.exit_code == 4
    return str(caught.value)


def kernels(folder: Path) -> list[int]:
    """Processes that work in a folder and are not this one."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd() == str(folder) and process.pid != os.getpid():
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


WHERE = 'bad.ipynb: the kernel died in cell 4 (2nd code cell) under "Bad": its kernel '


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import os\nos._exit(7)", "ended by itself with exit code 7"),
        ("import ctypes\nctypes.string_at(0)", "crashed (SIGSEGV)"),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "was killed from outside (SIGKILL), as systems do"),
    ],
)
def test_a_crash_says_where_and_how(tmp_path: Path, code: str, why: str) -> None:
    assert run(tmp_path, code).startswith(WHERE + why)


def test_a_kernel_that_eats_memory_is_stopped_before_the_machine_is_full(tmp_path: Path) -> None:
    grow = "    kept.append(bytearray(b'x' * 5_000_000))\n    time.sleep(0.02)"
    eat = f"import time\nkept = []\nfor _ in range(400):\n{grow}"
    said = run(tmp_path, eat, memory=400)
    assert said.startswith(WHERE + "took ")
    assert "MB of memory, and 400 MB are allowed; it was stopped" in said
    assert "MEMORY=megabytes" in said


def test_memory_of_processes_that_a_notebook_begins_counts_and_they_go_with_it(tmp_path: Path) -> None:
    eat = "import time; b = b'x' * 700_000_000; time.sleep(60)"
    child = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {eat!r}])"
    assert "600 MB are allowed" in run(tmp_path, child, memory=600)


def test_a_cell_that_the_machine_has_no_memory_for(tmp_path: Path) -> None:
    assert "failed: MemoryError" in run(tmp_path, "bytearray(1 << 60)")


def test_a_hang_that_ignores_interrupts_is_stopped(tmp_path: Path) -> None:
    ignored = "".join(f"signal.signal(signal.{name}, signal.SIG_IGN)\n" for name in ("SIGINT", "SIGTERM"))
    deaf = f"import signal, time\n{ignored}time.sleep(90)"
    started = time.monotonic()
    said = run(tmp_path, deaf, timeout=6)
    assert 'cell 4 (2nd code cell) under "Bad" was still running after 6 seconds [time-out]' in said
    assert "TIMEOUT=seconds" in said
    assert time.monotonic() - started < 40


def test_a_hang_at_the_start_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from eduplans.runs import execute

    monkeypatch.setattr(execute, "Limits", lambda seconds, megabytes: Limits(seconds, megabytes, start=1.0))
    spec = tmp_path / "kernels" / "python3"
    spec.mkdir(parents=True)
    argv = f'["{sys.executable}", "-c", "import time; time.sleep(90)", "{{connection_file}}"]'
    (spec / "kernel.json").write_text(f'{{"argv": {argv}, "display_name": "deaf", "language": "python"}}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    work = tmp_path / "work"
    work.mkdir()
    notebook = put_notebook(work / "bad.ipynb", (("code", "1", []),))
    with pytest.raises(KernelError, match="the kernel did not begin within 1 seconds"):
        run_notebook(notebook, {}, work / "out.ipynb")
    assert kernels(work) == []


def test_no_kernel_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    notebook = put_notebook(tmp_path / "bad.ipynb", (("code", "import time\ntime.sleep(90)", []),))
    arguments = ["run", str(notebook), "--out", str(tmp_path / "out.ipynb")]
    code = "from eduplans.cli import app; app()"
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=tmp_path.parent)
    end = time.monotonic() + 60
    while not kernels(tmp_path) and time.monotonic() < end:
        time.sleep(0.1)
    assert kernels(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.wait()
    end = time.monotonic() + 5
    while kernels(tmp_path) and time.monotonic() < end:
        time.sleep(0.05)
    assert kernels(tmp_path) == []


def test_a_table_that_changes_under_a_run_is_named(project: Path) -> None:
    table = project / "data" / "processed" / "documents.csv"
    code = f"open({str(table)!r}, 'a').write('x,y\\n')"
    notebook = put_notebook(project / "notebooks" / "bad.ipynb", (("code", code, []),))
    with pytest.raises(StorageError, match=r"data/processed/documents\.csv: it changed while the notebook ran"):
        run_notebook(notebook, {}, project / "build" / "out.ipynb")
    assert not (project / "build" / "out.ipynb").exists()


def test_limits_of_a_run_stand_in_the_list_of_runs(project: Path) -> None:
    toml = project / "notebooks" / "runs.toml"
    toml.write_text('[[run]]\nname = "a"\nnotebook = "pupils.ipynb"\ntimeout = 9.5\nmemory = 800\n', encoding="utf-8")
    (found,) = expand_runs(toml, [])
    assert (found.timeout, found.memory) == (9.5, 800)
    toml.write_text('[[run]]\nname = "a"\nnotebook = "pupils.ipynb"\ntimeout = -1\nmemory = "much"\n', encoding="utf-8")
    with pytest.raises(RunError) as caught:
        expand_runs(toml, [])
    assert [problem.what for problem in caught.value.problems] == [
        "timeout is not a number of seconds above zero",
        "memory is not a number of megabytes above zero",
    ]


def test_a_watch_without_a_kernel_has_nothing_to_end() -> None:
    watch = Watch(Limits())
    watch.end()
    assert watch.reason() == "its kernel no longer answered"


def test_a_folder_for_temporary_files_with_a_long_name_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("folder-" * 15)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    notebook = put_notebook(tmp_path / "good.ipynb", (("markdown", "# Counties", []), ("code", "1 + 1", [])))
    run_notebook(notebook, {}, tmp_path / "out.ipynb")
    assert (tmp_path / "out.ipynb").is_file()
    assert list(long.iterdir()) == []
