"""Press Ctrl-C at random moments of every command: ``python tests/faults/interrupts.py [--times N] [COMMAND ...]``.

Each command works on a small project of two invented counties. What is measured is the time from the signal, which
reaches the whole group of processes as that of a terminal does, to the end of the command. It has to say that it was
interrupted, end with exit code 130 within two seconds, leave no process and nothing half-written, and the same
command given again has to go well and give what it gives undisturbed. A line of counts, median and worst for each
command; exit code 1 where something of this does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

from small_project import contents, debris, note_setup, processes, put_project

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds that a command has to end.
WITHIN = 2.0
#: Invented documents, so that reading takes its time.
MANY = 60
PROGRAM = [sys.executable, "-c", "from eduplans.__main__ import main; main()"]
_LANXI = "lanxi-2031-plan"
_SLOW = "select count(*) from {} where f0.value + f1.value + f2.value < f3.value"


@dataclass(frozen=True)
class Command:
    """A command and the state of the project that it is given in.

    Parameters
    ----------
    arguments
        Its arguments; of make where `make` is set, else of eduplans.
    state
        ``read`` (tables of the documents), ``clean`` or ``built`` (notebooks run).
    make
        Whether it is one of make.
    endless
        Whether it does not end by itself, so that it is not given again.
    """

    arguments: tuple[str, ...]
    state: str = "clean"
    make: bool = False
    endless: bool = False


def _slow_question() -> str:
    return _SLOW.format(", ".join(f"raw.figures f{number}" for number in range(12)))


COMMANDS = {
    "new": Command(("new", "own", "--example")),
    "add": Command(("add", f"data/documents/{_LANXI}.txt"), "read"),
    "ingest": Command(("ingest", "data/many", "--out", "data/raw"), "read"),
    "ingest --jobs 2": Command(("ingest", "data/many", "--out", "data/raw", "--jobs", "2"), "read"),
    "ingest to Parquet": Command(("ingest", "data/many", "--out", "data/raw", "--parquet-above", "10"), "read"),
    "clean": Command(("clean",), "read"),
    "verify": Command(("verify",)),
    "figures": Command(("figures", f"data/documents/{_LANXI}.txt")),
    "trace": Command(("trace", "FIGURE")),
    "query": Command(("query", "select count(*) from figures")),
    "query without end": Command(("query", _slow_question()), endless=True),
    "audit": Command(("audit",)),
    "compare": Command(("compare", _LANXI, "shibei-2032-report")),
    "review": Command(("review", _LANXI)),
    "run": Command(("run", "notebooks/picture.ipynb")),
    "run --all": Command(("run", "--all")),
    "accept": Command(("accept",)),
    "report": Command(("report",), "built"),
    "cite": Command(("cite", "package")),
    "doctor": Command(("doctor",)),
    "generate": Command(("generate", "build/invented", "-n", "40")),
    "make data": Command(("data",), "read", make=True),
    "make notebooks": Command(("notebooks",), "read", make=True),
    "make report": Command(("report",), "read", make=True),
}


@dataclass(frozen=True)
class Pressed:
    """What happened at one Ctrl-C: when it was pressed, how long the command took to end, what is wrong."""

    moment: float
    seconds: float
    wrong: tuple[str, ...]


def heed() -> None:
    """Let a child heed the interrupt: what is begun in the background of a shell ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def begin(root: Path, command: Command) -> subprocess.Popen[str]:
    """Begin a command in a group of processes of its own."""
    program = ["make", "-s", f"PYTHON={sys.executable}"] if command.make else PROGRAM
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    temporary = root / "tmp"
    temporary.mkdir(exist_ok=True)
    return subprocess.Popen(
        [*program, *command.arguments],
        cwd=root,
        env=environment | {"TMPDIR": str(temporary), "EDUPLANS_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=heed,  # noqa: PLW1509
    )


def press(process: subprocess.Popen[str]) -> tuple[float, str]:
    """Press Ctrl-C; gives the seconds to the end of the command, and what it said."""
    started = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    try:
        out, said = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, said = process.communicate()
    return time.monotonic() - started, out + said


def left_over(root: Path) -> list[str]:
    """List processes and half-written files that are left; a process that was killed takes a moment to be gone."""
    limit = time.monotonic() + 1
    while (there := processes(root)) and time.monotonic() < limit:
        time.sleep(0.05)
    return there


def judged(process: subprocess.Popen[str], seconds: float, said: str, root: Path) -> tuple[str, ...]:
    """Say what is wrong with the end of an interrupted command."""
    codes = (130, -signal.SIGINT)  # make ends itself by the signal, which a shell calls 130
    left = left_over(root)
    found = {
        f"exit code {process.returncode}": process.returncode not in codes,
        f"{seconds:.1f} s": seconds > WITHIN,
        f"no message: {said[-200:]!r}": "interrupted" not in said.lower(),
        f"a traceback: {said[-1500:]}": "Traceback" in said,
        f"processes: {left}": bool(left),
    }
    return tuple(what for what, wrong in found.items() if wrong)


class Ground:
    """The project in the states in which commands are given.

    Parameters
    ----------
    folder
        Where it is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        root = put_project(folder / "read")
        self._call(root, "generate", "data/many", "-n", str(MANY), "--characters", "4000")
        for path in (root / "data" / "many").rglob("*.txt"):
            path.rename(root / "data" / "many" / path.name)
        self._call(root, "ingest", "data/documents", "--out", "data/raw")
        for state, arguments in (("clean", ("clean",)), ("built", ("run", "--all"))):
            shutil.copytree(root, folder / state, symlinks=True)
            root = folder / state
            self._call(root, *arguments)

    def _call(self, root: Path, *arguments: str) -> None:
        out, said = (process := begin(root, Command(arguments))).communicate(timeout=240)
        if process.returncode:
            raise AssertionError(f"{arguments} fails undisturbed: {out}{said}")

    def copy(self, command: Command, name: str) -> tuple[Path, Command]:
        """Copy the project for one command, and fill in what the command speaks of."""
        root = Path(shutil.copytree(self.folder / command.state, self.folder / name, symlinks=True))
        shutil.rmtree(root / "tmp", ignore_errors=True)
        note_setup(root)
        table = (root / "data" / "raw" / "figures.csv").read_text(encoding="utf-8").splitlines()
        arguments = tuple(table[1].split(",")[0] if one == "FIGURE" else one for one in command.arguments)
        return root, Command(arguments, command.state, command.make, command.endless)

    def undisturbed(self, command: Command) -> tuple[float, dict[str, bytes]]:
        """Give a command alone: the seconds it takes, and what it leaves."""
        root, given = self.copy(command, "undisturbed")
        try:
            started = time.monotonic()
            process = begin(root, given)
            if given.endless:
                return 8.0, _killed(process)
            out, said = process.communicate(timeout=300)
            assert process.returncode == 0, out + said
            return time.monotonic() - started, contents(root)
        finally:
            shutil.rmtree(root)

    def trial(self, command: Command, moment: float, wanted: dict[str, bytes]) -> Pressed | None:
        """Press Ctrl-C after so many seconds; None where the command was done by then."""
        root, given = self.copy(command, "trial")
        try:
            process = begin(root, given)
            try:
                process.wait(timeout=moment)
            except subprocess.TimeoutExpired:
                pass
            else:
                process.communicate()
                return None
            seconds, said = press(process)
            if not given.make and process.returncode == -signal.SIGINT and "Traceback" not in said:
                return None
            wrong = judged(process, seconds, said, root)
            return Pressed(moment, seconds, wrong + (() if given.endless else _again(root, given, wanted)))
        finally:
            shutil.rmtree(root)


def _killed(process: subprocess.Popen[str]) -> dict[str, bytes]:
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return {}


def _again(root: Path, command: Command, wanted: dict[str, bytes]) -> tuple[str, ...]:
    """Give the command again and say what is wrong with what it leaves."""
    process = begin(root, command)
    out, said = process.communicate(timeout=300)
    if process.returncode:
        return (f"given again, it ends with {process.returncode}: {(out + said)[-1500:]}",)
    found = contents(root)
    other = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    left = debris(root, root / "tmp")
    return tuple([f"other results: {other[:5]}"] * bool(other) + [f"left behind: {left[:5]}"] * bool(left))


def _start() -> float:
    """Measure what it takes at present to make a Python of a new process, before which no program can answer."""
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", "import eduplans"], check=True)
    return time.monotonic() - started


def measured(ground: Ground, command: Command, times: int, chance: Callable[[float, float], float]) -> list[Pressed]:
    """Press Ctrl-C so many times at random moments while a command is under way."""
    took, wanted = ground.undisturbed(command)
    first = min(1.5 * _start(), took / 2)
    found: list[Pressed] = []
    while len(found) < times:
        one = ground.trial(command, chance(first, took), wanted)
        if one is None:
            took *= 0.95  # faster than before
        else:
            found.append(one)
    return found


def main(arguments: list[str]) -> int:
    """Measure, and print a line for each command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("commands", nargs="*", help=f"of: {', '.join(COMMANDS)}")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--seed", type=int, default=6)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed).uniform
    every: list[Pressed] = []
    with tempfile.TemporaryDirectory(prefix="interrupts-") as folder:
        ground = Ground(Path(folder).resolve())
        for name in given.commands or COMMANDS:
            found = measured(ground, COMMANDS[name], given.times, chance)
            every += found
            print(_line(name, found), flush=True)
            for one in (one for one in found if one.wrong):
                print(f"  after {one.moment:.2f} s: {'; '.join(one.wrong)}", flush=True)
    print(_line("all", every))
    return 1 if any(one.wrong for one in every) else 0


def _line(name: str, found: list[Pressed]) -> str:
    seconds = [one.seconds for one in found]
    wrong = Counter(bool(one.wrong) for one in found)[True]
    middle, worst = statistics.median(seconds), max(seconds)
    return f"{name:<20} {len(found):4} times  median {middle:5.2f} s  worst {worst:5.2f} s  {wrong} not as it should be"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
