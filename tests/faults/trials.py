"""Kill the stages of a small project two hundred times: ``python tests/faults/trials.py [--seed N] [--jobs N]``.

Ends on one line of counts; exit code 1 where a trial failed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from kills import Ground, Kill, warm
from small_project import put_project

#: How often each stage is killed; together 200.
TIMES = {"ingest": 68, "clean": 64, "notebooks": 40, "report": 20, "make": 8}


def main(arguments: list[str]) -> int:
    """Run the trials and print what failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("JOBS") or 2))
    parser.add_argument("--stage", choices=list(TIMES))
    parser.add_argument("--times", type=int)
    given = parser.parse_args(arguments)
    started = time.monotonic()
    warm()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        times = {given.stage: given.times or TIMES[given.stage]} if given.stage else TIMES
        ground = Ground(Path(folder), put_project(Path(folder).resolve() / "project"), times)
        kills = ground.kills(times, given.seed)
        failed = _shared(ground, kills, given.jobs)
    counts = Counter(kill.stage for kill in kills)
    said = ", ".join(f"{stage} {number}" for stage, number in counts.items())
    minutes = (time.monotonic() - started) / 60
    print(f"{len(kills)} kills ({said}), {len(failed)} not survived, seed {given.seed}, {minutes:.1f} minutes")
    return 1 if failed else 0


def _shared(ground: Ground, kills: list[Kill], jobs: int) -> list[str]:
    """Share the trials between forked workers; each writes what failed into a file."""
    workers = []
    for worker in range(jobs):
        child = os.fork()
        if not child:
            code = 1
            try:
                failed = _tried(ground, list(enumerate(kills))[worker::jobs])
                (ground.folder / f"failed-{worker}").write_text("\0".join(failed), encoding="utf-8")
                code = 0
            finally:
                os._exit(code)
        workers.append(child)
    for child in workers:
        if os.waitpid(child, 0)[1]:
            print("a worker of the trials has failed")
            return ["a worker"]
    texts = [(ground.folder / f"failed-{worker}").read_text(encoding="utf-8") for worker in range(jobs)]
    return [problem for text in texts for problem in text.split("\0") if problem]


def _tried(ground: Ground, kills: list[tuple[int, Kill]]) -> list[str]:
    """Try one after the other, and say at once what failed: a time limit may end all this before its last line."""
    failed = []
    for number, kill in kills:
        problem = ground.trial(kill, str(number))
        if problem:
            failed.append(problem)
            print(problem, flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
