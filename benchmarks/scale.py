"""Measure how ingest grows: documents and megabytes a second, memory, speed-ups, growth, and what it would all cost.

    python benchmarks/scale.py                                   1,000, 10,000 and 100,000 documents: hours
    python benchmarks/scale.py --sizes 100 200 --compare 200     a small one: minutes
    python benchmarks/scale.py --keep --sizes 1000               one size again, the others as they were measured

Invented documents are written (`eduplans generate`), then read by `eduplans ingest` in processes of their own: every
size with two jobs, and one size also with one job and with two Dask workers. The memory of all processes of a run is
looked at four times a second: their resident sets, which count shared pages once for each process, and their
proportional sets, which count them once. From the time of the largest size follows, on paper, what all counties would
take. Results go to benchmarks/scale.json after every run, and as text to benchmarks/scale.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "benchmarks" / "scale.json"
EDUPLANS = Path(sys.executable).with_name("eduplans")
DASK = Path(sys.executable).with_name("dask")
SIZES, COMPARED = (1_000, 10_000, 100_000), 10_000
#: What all of them would be: counties, years, and documents of a county and year (a plan, a report, a bulletin).
COUNTIES, YEARS, A_YEAR = 2_800, 20, 3
_EVERY = 0.25
_STARTED = 120.0
_SOME_FAILED = 3


@dataclass(frozen=True, slots=True)
class Way:
    """How the documents are shared."""

    name: str
    jobs: int
    workers: int = 0


ONE, TWO, DASK_TWO = Way("one job", 1), Way("two jobs", 2), Way("two Dask workers", 1, 2)


@dataclass(frozen=True, slots=True)
class Measured:
    """One run.

    Parameters
    ----------
    way, documents, characters, megabytes
        What was read, and how; megabytes of files.
    seconds, cpu_seconds
        Of the whole command, its start included, and of all its processes and workers.
    rss, pss, largest
        Peak megabytes of all processes together by resident and by proportional set, and of the largest process.
    figures, tables_megabytes
        What was written.
    digest
        Of all tables, so that ways can be compared.
    """

    way: str
    documents: int
    characters: int
    megabytes: float
    seconds: float
    cpu_seconds: float
    rss: float
    pss: float
    largest: float
    figures: int
    tables_megabytes: float
    digest: str

    @property
    def documents_a_second(self) -> float:
        """Documents a second of wall time."""
        return self.documents / self.seconds

    @property
    def megabytes_a_second(self) -> float:
        """Megabytes of files a second of wall time."""
        return self.megabytes / self.seconds


class Memory:
    """Looks at the memory of processes and all they started, until it is stopped."""

    def __init__(self, roots: Sequence[int]) -> None:
        self.rss = self.pss = self.largest = 0.0
        self._roots, self._stop = roots, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(_EVERY):
            self.look()

    def look(self) -> None:
        """Look once."""
        sizes = [_sizes(process) for process in tree(self._roots)]
        self.rss = max(self.rss, sum(rss for rss, _ in sizes))
        self.pss = max(self.pss, sum(pss for _, pss in sizes))
        self.largest = max([self.largest, *(rss for rss, _ in sizes)])

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()
        self._thread.join()


def tree(roots: Sequence[int]) -> list[psutil.Process]:
    """List processes with all they started and that still run."""
    found: dict[int, psutil.Process] = {}
    for root in roots:
        try:
            process = psutil.Process(root)
            for one in (process, *process.children(recursive=True)):
                found[one.pid] = one
        except psutil.NoSuchProcess:
            continue
    return list(found.values())


def _sizes(process: psutil.Process) -> tuple[float, float]:
    """Give resident and proportional megabytes; nothing for a process that has just ended."""
    try:
        rss = process.memory_info().rss / 1e6
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        return rss, sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e3
    except (psutil.Error, OSError):
        return 0.0, 0.0


def cpu_of(roots: Sequence[int]) -> float:
    """Sum the CPU seconds of processes that run, with those of children they waited for."""
    seconds = 0.0
    for process in tree(roots):
        try:
            used = process.cpu_times()
        except psutil.Error:
            continue
        seconds += used.user + used.system + used.children_user + used.children_system
    return seconds


@contextmanager
def cluster(workers: int, folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Start a Dask scheduler and its workers as processes of their own; their address and numbers."""
    if not workers:
        yield "", []
        return
    file = folder / "scheduler.json"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    words = [str(DASK), "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    words += ["--scheduler-file", str(file)]
    started = [subprocess.Popen(words, **quiet)]
    try:
        address = _address(file)
        options = ["--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0"]
        started += [subprocess.Popen([str(DASK), "worker", address, *options], **quiet) for _ in range(workers)]
        _wait_for(address, workers)
        yield address, [process.pid for process in started]
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        file.unlink(missing_ok=True)


def _address(file: Path) -> str:
    ends = time.monotonic() + _STARTED
    while time.monotonic() < ends:
        if file.exists() and file.read_text(encoding="utf-8").strip().endswith("}"):
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    raise SystemExit("scale: the Dask scheduler did not start")


def _wait_for(address: str, workers: int) -> None:
    """Wait until the workers are there: a cluster stands before it is used."""
    from distributed import Client

    with Client(address, timeout=_STARTED) as client:
        client.wait_for_workers(workers, timeout=_STARTED)


def measure(way: Way, documents: Path, made: dict[str, Any], folder: Path) -> Measured:
    """Read the documents into an empty folder in one way."""
    out = folder / "raw"
    shutil.rmtree(out, ignore_errors=True)
    with cluster(way.workers, folder) as (address, others):
        words = [str(EDUPLANS), "ingest", str(documents), "--out", str(out), "--jobs", str(way.jobs)]
        before = cpu_of(others)
        children = os.times()
        started = time.perf_counter()
        with (folder / "said.txt").open("w", encoding="utf-8") as said:
            process = subprocess.Popen([*words, *(["--scheduler", address] if address else [])], stderr=said)
            memory = Memory([process.pid, *others])
            code = process.wait()
        seconds = time.perf_counter() - started
        memory.stop()
        now = os.times()
        own = now.children_user + now.children_system - children.children_user - children.children_system
        cpu = own + cpu_of(others) - before
    if code not in {0, _SOME_FAILED}:
        raise SystemExit(
            f"scale: ingest ended with {code}\n{(folder / 'said.txt').read_text(encoding='utf-8')[-2000:]}"
        )
    figures, read = counted(out)
    if read != made["documents"]:
        raise SystemExit(f"scale: {read} of {made['documents']} documents were read")
    size, digest = digested(out)
    return Measured(
        way.name, made["documents"], made["characters"], made["bytes"] / 1e6, seconds, cpu, memory.rss, memory.pss,
        memory.largest, figures, size / 1e6, digest,
    )  # fmt: skip


def counted(out: Path) -> tuple[int, int]:
    """Count figures and documents in the tables."""
    import eduplans

    with eduplans.open(out, memory="200MB", threads=1) as tables:
        answer = tables.sql(
            "select (select count(*) from figures) as figures, (select count(*) from documents) as documents"
        )
    return int(answer["figures"].item()), int(answer["documents"].item())


def digested(out: Path) -> tuple[int, str]:
    """Sum the sizes of the tables up, and make one digest of all their bytes and names."""
    digest, size = hashlib.sha256(), 0
    for path in sorted(out.rglob("*")):
        if path.suffix in {".csv", ".parquet"} and path.is_file():
            digest.update(path.relative_to(out).as_posix().encode() + b"\0")
            with path.open("rb") as stream:
                while block := stream.read(1 << 20):
                    size += len(block)
                    digest.update(block)
    return size, digest.hexdigest()


def exponent(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Fit the power with which seconds grow with documents: least squares on both logarithms.

    Examples
    --------
    >>> round(exponent([(100, 2.0), (1000, 20.0), (10000, 200.0)]), 6)
    1.0
    >>> exponent([(100, 2.0)]) is None
    True
    """
    if len({size for size, _ in pairs}) < 2:
        return None
    x = [math.log(size) for size, _ in pairs]
    y = [math.log(seconds) for _, seconds in pairs]
    return statistics.linear_regression(x, y).slope


def on_paper(largest: Measured, growth: float | None) -> dict[str, float]:
    """Extrapolate from the largest run to all counties and years, with the growth measured, at least linear."""
    documents = COUNTIES * YEARS * A_YEAR
    times = documents / largest.documents
    grown = times ** max(1.0, growth or 1.0)
    return {
        "counties": COUNTIES,
        "years": YEARS,
        "documents_a_county_and_year": A_YEAR,
        "documents": documents,
        "hours": largest.seconds * grown / 3600,
        "core_hours": largest.cpu_seconds * grown / 3600,
        "gigabytes_of_documents": largest.megabytes * times / 1e3,
        "gigabytes_of_tables": largest.tables_megabytes * times / 1e3,
        "figures": largest.figures * times,
    }


def summed_up(runs: Sequence[Measured], setting: dict[str, Any]) -> dict[str, Any]:
    """Put all together: runs, speed-ups, growth, and the whole on paper."""
    grown = [run for run in runs if run.way == TWO.name]
    growth = exponent([(run.documents, run.seconds) for run in grown])
    result: dict[str, Any] = {**setting, "runs": [_rounded(run) for run in runs]}
    result["exponent_of_seconds"] = growth and round(growth, 3)
    cpu = exponent([(run.documents, run.cpu_seconds) for run in grown])
    result["exponent_of_cpu_seconds"] = cpu and round(cpu, 3)
    result["speed_up"] = speed_ups(runs)
    by_size: dict[int, set[str]] = {}
    for run in runs:
        by_size.setdefault(run.documents, set()).add(run.digest)
    result["same_bytes_in_every_way"] = all(len(digests) == 1 for digests in by_size.values())
    if grown:
        largest = max(grown, key=lambda run: run.documents)
        result["on_paper"] = {name: round(value, 2) for name, value in on_paper(largest, growth).items()}
    return result


def _rounded(run: Measured) -> dict[str, Any]:
    values = asdict(run) | {"documents_a_second": run.documents_a_second, "megabytes_a_second": run.megabytes_a_second}
    return {name: round(value, 2) if isinstance(value, float) else value for name, value in values.items()}


def speed_ups(runs: Sequence[Measured]) -> dict[str, float]:
    """Divide the median seconds of one job by those of the other ways, on the same documents."""
    sizes = {run.documents for run in runs if run.way == ONE.name}
    medians = {
        way.name: statistics.median(seconds)
        for way in (ONE, TWO, DASK_TWO)
        if (seconds := [run.seconds for run in runs if run.way == way.name and run.documents in sizes])
    }
    return {name: round(medians[ONE.name] / value, 2) for name, value in medians.items() if name != ONE.name}


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(run: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{run['documents']:,}", run["way"], f"{run['seconds']:,.1f}", f"{run['documents_a_second']:.1f}",
        f"{run['megabytes_a_second']:.2f}", f"{run['cpu_seconds']:,.1f}", f"{run['pss']:.0f}", f"{run['rss']:.0f}",
        f"{run['largest']:.0f}", f"{run['tables_megabytes']:,.0f}",
    )  # fmt: skip


def _on_paper_text(paper: dict[str, float]) -> str:
    return (
        f"On paper, {paper['documents']:,.0f} documents ({paper['counties']:,.0f} counties, "
        f"{paper['years']:.0f} years, {paper['documents_a_county_and_year']:.0f} a year) take "
        f"{paper['hours']:.1f} hours with two jobs on this machine, {paper['core_hours']:.1f} core-hours; "
        f"{paper['gigabytes_of_documents']:.1f} GB of documents become {paper['gigabytes_of_tables']:.1f} GB "
        f"of tables with {paper['figures'] / 1e6:.0f} million figures."
    )


def as_text(result: dict[str, Any]) -> str:
    """Write the result for people, as Markdown."""
    columns = (
        "documents", "way", "seconds", "documents/s", "MB/s", "CPU seconds", "peak MB, all processes (PSS)", "(RSS)",
        "largest process", "tables, MB",
    )  # fmt: skip
    lines = [_line(columns), _line("---" if name == "way" else "---:" for name in columns)]
    lines += [_line(_cells(run)) for run in result["runs"]]
    ups = ", ".join(f"{name} {value:g}" for name, value in result["speed_up"].items())
    lines += ["", f"Speed-up over one job: {ups or 'not measured'}. "]
    if result["exponent_of_seconds"] is not None:
        lines[-1] += (
            f"Seconds grow with the number of documents to the power of {result['exponent_of_seconds']:g} "
            f"(CPU seconds: {result['exponent_of_cpu_seconds']:g}). "
        )
    same = "the same bytes" if result["same_bytes_in_every_way"] else "NOT the same bytes"
    lines[-1] += f"Tables of the same documents have {same} in every way."
    if paper := result.get("on_paper"):
        lines += ["", _on_paper_text(paper)]
    lines += ["", f"Measured on {result['processor']}, {result['cores']} cores, Python {result['python']}."]
    if result.get("note"):
        lines[-1] += f" {result['note']}"
    return "\n".join(lines) + "\n"


def processor() -> str:
    """Name the processor, where the system tells."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def generate(folder: Path, documents: int, characters: int, seed: int) -> dict[str, Any]:
    """Write the documents, and time that too."""
    from eduplans.generate.document import Order
    from eduplans.generate.files import write_documents

    started = time.perf_counter()
    done = write_documents(folder, Order(seed, characters), documents)
    return asdict(done) | {"seconds": time.perf_counter() - started}


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of documents, read with two jobs")
    parser.add_argument("--compare", type=int, default=COMPARED, help="size at which ways are compared; 0: none")
    parser.add_argument("--repetitions", type=int, default=1, help="of the compared ways, in turns")
    parser.add_argument("--characters", type=int, default=8_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="folder for documents and tables (GB); a temporary one without it")
    parser.add_argument("--keep", action="store_true", help="keep runs of other sizes and ways that the result has")
    parser.add_argument("--note", default="", help="what else the reader should know, such as other work at the time")
    parser.add_argument("--json", type=Path, default=RESULT, help="file for the result; its text goes beside it")
    call = parser.parse_args()
    setting: dict[str, Any] = {
        "characters": call.characters, "seed": call.seed, "python": platform.python_version(),
        "processor": processor(), "cores": len(os.sched_getaffinity(0)), "load_before": round(os.getloadavg()[0], 2),
        "note": call.note,
    }  # fmt: skip
    kept = measured_before(call.json) if call.keep else []
    runs: list[Measured] = []
    for size in sorted({*call.sizes, *([call.compare] if call.compare else [])}):
        with tempfile.TemporaryDirectory(prefix="eduplans-scale-", dir=call.folder) as name:
            folder = Path(name)
            made = generate(folder / "documents", size, call.characters, call.seed)
            setting["generated_documents_a_second"] = round(made["documents"] / made["seconds"], 1)
            print(f"{size} documents of {made['bytes'] / 1e6:.1f} MB written in {made['seconds']:.1f} s", flush=True)
            ways = [ONE, TWO, DASK_TWO] * call.repetitions if size == call.compare else [TWO]
            for way in ways:
                runs.append(measure(way, folder / "documents", made, folder))
                write(call.json, summed_up(together(kept, runs), setting))
                print(f"{way.name}: {runs[-1].seconds:.1f} s, {runs[-1].pss:.0f} MB (PSS)", flush=True)
    print(as_text(summed_up(together(kept, runs), setting)))
    return 0


def measured_before(path: Path) -> list[Measured]:
    """Read the runs of an earlier result; none where there is none."""
    if not path.is_file():
        return []
    names = {field.name for field in fields(Measured)}
    runs = json.loads(path.read_text(encoding="utf-8"))["runs"]
    return [Measured(**{name: value for name, value in run.items() if name in names}) for run in runs]


def together(kept: Sequence[Measured], runs: Sequence[Measured]) -> list[Measured]:
    """Put new runs in the place of earlier ones of the same size and way, in the order of sizes."""
    again = {(run.documents, run.way) for run in runs}
    rest = [run for run in kept if (run.documents, run.way) not in again]
    return sorted([*rest, *runs], key=lambda run: run.documents)


def write(path: Path, result: dict[str, Any]) -> None:
    """Write the result and its text, together."""
    from eduplans.storage import write_files

    content = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_files({path: content.encode(), path.with_suffix(".md"): as_text(result).encode()})


if __name__ == "__main__":
    sys.exit(main())
