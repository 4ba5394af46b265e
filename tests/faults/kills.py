"""Kill a stage at a chosen moment, run it again, and hold the result against the undisturbed one.

A stage runs in a forked child that has everything imported already, in a process group of its own. An audit hook
counts what changes files (opening for writing, renaming, removing, making folders) and kills the whole group with
SIGKILL just before the n-th of these; or the parent kills it after a time. Hook and fork are of the tests alone.
"""

from __future__ import annotations

import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from small_project import ROOT, contents, debris, note_setup, processes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

_CHANGING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate"}
_WRITING = os.O_WRONLY | os.O_RDWR
#: What the stages import while they work.
WARM = (
    "eduplans.audit.run", "eduplans.chapters.county", "eduplans.clean", "eduplans.documents", "eduplans.figures",
    "eduplans.ingest.small", "eduplans.plots", "eduplans.report.build", "eduplans.runs",
    "fontTools.subset", "furo", "myst_nb", "nbclient", "openpyxl", "pandera.pandas", "papermill", "psutil",
    "pyarrow.parquet", "sphinx.application", "sphinx.builders.html", "sphinx.search.zh",
)  # fmt: skip
#: Changes at the end of a stage that are always among those chosen.
LAST = 5
#: Seconds that a stage may take after a kill; beyond, it hangs.
PATIENCE = 240


@dataclass(frozen=True)
class Kill:
    """One trial: which stage, and when: before the n-th change of a file, or after so many seconds."""

    stage: str
    event: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return f"{self.stage}, " + (f"change {self.event}" if self.event else f"after {self.seconds:.3f} s")


def ingest(root: Path) -> None:
    from eduplans.ingest import ingest as read

    read([root / "data" / "documents"], root / "data" / "raw")


def clean(root: Path) -> None:
    from eduplans.clean import build_processed

    build_processed(root / "data" / "raw", root / "data" / "processed")


def notebooks(root: Path) -> None:
    from eduplans.runs import run_notebook

    for name in ("amounts", "picture"):
        out = root / "build" / "runs" / f"{name}.ipynb"
        run_notebook(root / "notebooks" / f"{name}.ipynb", {}, out, exports=out.with_suffix(".zip"))


def report(root: Path) -> None:
    from eduplans.report import build_report

    build_report(root, root / "report")


def make(root: Path) -> None:
    for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL"):
        os.environ.pop(name, None)
    os.execvp("make", ["make", "-s", "-j2", f"PYTHON={sys.executable}", "report"])


STAGES: dict[str, Callable[[Path], None]] = {
    "ingest": ingest,
    "clean": clean,
    "notebooks": notebooks,
    "report": report,
    "make": make,
}


def warm() -> None:
    """Import once what every child needs."""
    for name in WARM:
        importlib.import_module(name)


def begin(stage: str, root: Path, *, die_before: int = 0, count_into: Path | None = None) -> int:
    """Begin a stage in a child of its own process group; returns its id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.setsid()
        os.chdir(root)
        log = os.open(root / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 1)
        os.dup2(log, 2)
        temporary = root / "tmp"
        temporary.mkdir(exist_ok=True)
        os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
        os.environ.update({"MPLCONFIGDIR": str(ROOT / "build" / "faults-matplotlib")})
        count = _count(root, die_before)
        STAGES[stage](root)
        if count_into is not None:
            total = count[0]
            count_into.write_text(str(total))
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the child says it and ends
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _count(root: Path, die_before: int) -> list[int]:
    count = [0]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        changing = event in _CHANGING or (event == "open" and bool(int(str(arguments[2] or 0)) & _WRITING))
        if changing and str(arguments[0]).startswith(str(root)):
            count[0] += 1
            if count[0] == die_before:
                os.killpg(0, signal.SIGKILL)

    sys.addaudithook(hook)
    return count


def end(child: int, seconds: float = PATIENCE) -> int | None:
    """Wait for a child; kill its group where it takes longer, and give None."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _lasting(root: Path, seconds: float = 5.0) -> list[str]:
    """Processes of a project that are still there after a while: what was killed takes a moment to be gone."""
    limit = time.monotonic() + seconds
    while (left := processes(root)) and time.monotonic() < limit:
        time.sleep(0.1)
    return left


class Ground:
    """The states before each stage and the undisturbed results after it, in a folder.

    Parameters
    ----------
    folder
        Where the states are kept.
    project
        The project, its documents not yet read.
    stages
        The stages that will be killed; what comes after the last of them is not built.
    """

    def __init__(self, folder: Path, project: Path, stages: Collection[str] = tuple(STAGES)) -> None:
        self.folder = folder
        self.before: dict[str, Path] = {}
        self.after: dict[str, dict[str, bytes]] = {}
        self.changes: dict[str, int] = {}
        self.took: dict[str, float] = {}
        last = project
        flow = [stage for stage in STAGES if stage != "make"]
        needed = max(flow.index(stage if stage != "make" else "clean") for stage in stages)
        for stage in flow[: needed + 1]:
            self.before[stage] = last
            here = self._copied(last, folder / f"after-{stage}")
            started = time.monotonic()
            child = begin(stage, here, count_into=folder / "count")
            code = end(child)
            if code != 0:
                raise AssertionError(f"{stage} fails undisturbed: {(here / 'log').read_text()[-2000:]}")
            self.took[stage] = time.monotonic() - started
            self.changes[stage] = int((folder / "count").read_text())
            self.after[stage] = contents(here)
            last = here
        if "make" in stages:
            self._whole()

    def _whole(self) -> None:
        """The state before `make report`: documents read, nothing else."""
        self.before["make"] = self.before["clean"]
        here = self._copied(self.before["make"], self.folder / "after-make")
        started = time.monotonic()
        if end(begin("make", here)) != 0:
            raise AssertionError(f"make fails undisturbed: {(here / 'log').read_text()[-2000:]}")
        self.took["make"] = time.monotonic() - started
        self.after["make"] = contents(here)

    def _copied(self, project: Path, here: Path) -> Path:
        shutil.copytree(project, here, symlinks=True)
        shutil.rmtree(here / "tmp", ignore_errors=True)
        (here / "log").unlink(missing_ok=True)
        note_setup(here)
        return here

    def kills(self, total: dict[str, int], seed: int) -> list[Kill]:
        """Choose moments of each stage: every change where the kills suffice, else some; the rest at random."""
        chance = random.Random(seed)
        chosen = []
        for stage, number in total.items():
            changes = list(range(1, self.changes.get(stage, 0) + 1))
            if len(changes) > number:  # the last are the renames that count; of the others a share
                last = min(LAST, number)
                some = chance.sample(changes[:-last], max(0, number * 2 // 3 - last))
                changes = sorted([*some, *changes[-last:]])
            chosen += [Kill(stage, event=event) for event in changes]
            chosen += [
                Kill(stage, seconds=chance.uniform(0.01, self.took[stage])) for _ in range(number - len(changes))
            ]
        return chosen

    def trial(self, kill: Kill, name: str) -> str:
        """Kill, run again, compare; gives what is wrong, or nothing."""
        here = self._copied(self.before[kill.stage], self.folder / f"trial-{name}")
        try:
            killed = end(begin(kill.stage, here, die_before=kill.event), kill.seconds or PATIENCE)
            if killed not in (None, -signal.SIGKILL, 0):
                return f"{kill}: ended with {killed} before it was killed: {(here / 'log').read_text()[-500:]}"
            if left := _lasting(here):
                return f"{kill}: processes are left: {left}"
            if (code := end(begin(kill.stage, here))) != 0:
                return f"{kill}: the next run ended with {code}: {(here / 'log').read_text()[-1500:]}"
            return self._compared(kill, here)
        finally:
            shutil.rmtree(here, ignore_errors=True)

    def _compared(self, kill: Kill, here: Path) -> str:
        wanted, found = self.after[kill.stage], contents(here)
        different = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
        if different:
            return f"{kill}: other results: {', '.join(different[:5])}"
        left = debris(here, here / "tmp")
        return f"{kill}: left behind: {', '.join(left[:5])}" if left else ""
