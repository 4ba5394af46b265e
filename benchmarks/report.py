"""Measure how long the runs of the report take, held to the budget: 20 s a notebook on one core, 90 s for all with two.

    python benchmarks/report.py                      every run, three times, and the whole report once
    python benchmarks/report.py --runs corpus themes --repetitions 5
    python benchmarks/report.py --no-whole --json build/times.json

Each run is the command `eduplans run` in a process of its own, kept to one core, with its exports as in the report;
the whole is what `make report` does from a warm environment: the processed tables, all runs two at a time, the pages.
It is built in a folder of its own, beside nothing of the reader's. Medians, with the share of the budget; CPU seconds
beside wall seconds, as a busy machine stretches these.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eduplans.runs import Run, find_run, read_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
#: Seconds of the budget: one notebook on one core, the whole report with two.
NOTEBOOK, WHOLE = 20.0, 90.0
#: What a report is built from.
PARTS = ("notebooks", "docs", "data", "tests/reference", "benchmarks", "CITATION.cff")
EDUPLANS = Path(sys.executable).with_name("eduplans")


@dataclass(frozen=True, slots=True)
class Times:
    """Wall and CPU seconds of the repetitions of one thing, and its budget in wall seconds."""

    name: str
    wall: tuple[float, ...]
    cpu: tuple[float, ...]
    budget: float

    @property
    def ratio(self) -> float:
        """Median of the wall seconds over the budget.

        Examples
        --------
        >>> Times("corpus", (4.0, 5.0, 9.0), (3.0, 3.0, 3.0), 20.0).ratio
        0.25
        """
        return statistics.median(self.wall) / self.budget

    def line(self) -> str:
        """Write the line that is printed."""
        over = "  OVER" if self.ratio > 1 else ""
        return (
            f"{self.name:<44} {statistics.median(self.wall):6.1f} s  CPU {statistics.median(self.cpu):6.1f} s  "
            f"{100 * self.ratio:5.0f} % of {self.budget:g} s{over}"
        )


def project(folder: Path) -> Path:
    """Copy what the report is built from."""
    for part in PARTS:
        source, target = ROOT / part, folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder


def command(root: Path, run: Run) -> list[str]:
    """Give the command of a run, as the build calls it."""
    out = root / "build" / "runs" / f"{run.name}.ipynb"
    given = [word for name, value in run.parameters.items() for word in ("-p", f"{name}={_written(value)}")]
    words = [str(EDUPLANS), "run", f"notebooks/{run.notebook}", *given, "--out", str(out)]
    return [*words, "--exports", str(out.with_suffix(".zip"))]


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(_written, value)) if isinstance(value, list) else str(value)


def timed(words: Sequence[str], root: Path, core: int | None = None) -> tuple[float, float]:
    """Call a command; its wall and CPU seconds, with those of the kernels that it starts."""
    settings = {name: value for name, value in os.environ.items() if name not in {"MPLBACKEND", "EDUPLANS_DATA"}}
    settings |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    chosen = None if core is None else lambda: os.sched_setaffinity(0, {core})
    done = subprocess.run(
        words, cwd=root, env=settings, capture_output=True, text=True, check=False, preexec_fn=chosen
    )  # fmt: skip
    wall = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"{' '.join(words)} failed\n{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def each(root: Path, runs: Sequence[Run], repetitions: int) -> list[Times]:
    """Time every run by itself on one core."""
    core = min(os.sched_getaffinity(0))
    found = []
    for run in runs:
        pairs = [timed(command(root, run), root, core) for _ in range(repetitions)]
        found.append(Times(run.name, tuple(wall for wall, _ in pairs), tuple(cpu for _, cpu in pairs), NOTEBOOK))
        print(found[-1].line(), flush=True)
    return found


def whole(root: Path, runs: Sequence[Run]) -> Times:
    """Time the report from raw tables to pages, two runs at a time."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    timed([str(EDUPLANS), "clean"], root)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda run: timed(command(root, run), root), runs))
    timed([str(EDUPLANS), "report"], root)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Times(f"whole report, {len(runs)} runs", (wall,), (cpu,), WHOLE)


def size(folder: Path) -> float:
    """Size of all files in a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> int:
    """Measure what the command line asks for; 1 where something is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", nargs="*", default=[], help="names of runs; all, where none is given")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--no-whole", action="store_true", help="leave the whole report out")
    parser.add_argument("--json", type=Path, help="file for the times")
    call = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="eduplans-times-") as folder:
        root = project(Path(folder))
        every = read_runs(root)
        found = each(root, [find_run(every, name) for name in call.runs] or every, call.repetitions)
        if not call.no_whole:
            found.append(whole(root, every))
            print(found[-1].line())
            print(f"report {size(root / 'report'):.1f} MB, its exports {size(root / 'report' / 'exports'):.1f} MB")
    if call.json:
        rows = [{"name": one.name, "wall": one.wall, "cpu": one.cpu, "ratio": round(one.ratio, 3)} for one in found]
        call.json.parent.mkdir(parents=True, exist_ok=True)
        call.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return int(any(one.ratio > 1 for one in found))


if __name__ == "__main__":
    sys.exit(main())
