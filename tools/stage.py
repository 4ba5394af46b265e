"""Run one stage of the build: ``stage.py NAME [COMMAND...]``.

The command's inputs are digested before it starts and its outputs after it ends, and the time it took is noted for
the summary. A run (``run-NAME``) needs no command; it writes into ``build/tmp`` and its files move to ``build/runs``
only when it is done. What a failed stage printed is shown, and its exit code is make's. Ctrl-C reaches the command
as well, and its end is awaited for a moment.
"""

from __future__ import annotations

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing has begun: no traceback from the imports below

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import inputs
import plan

FAILED_KERNEL = 4
"""Exit code of ``eduplans run`` where the kernel crashed, hung or took too much memory: the rest goes on without."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as of a shell."""
PATIENCE = 1
"""Seconds that a command has to end after Ctrl-C, which reaches it as well: what it leaves behind when it is ended is
undone by the next call."""


def main(root: Path, name: str, command: list[str]) -> int:
    """Run a stage and return its exit code."""
    stage = plan.stage(root, name)
    manifest = inputs.refresh(inputs.Digester(root), stage)
    (root / stage.record).unlink(missing_ok=True)
    started = time.time()
    code = _run(root, stage, manifest) if stage.notebook else _command(root, stage, command)
    if code == FAILED_KERNEL and stage.notebook:
        return 0  # no record is left: the next make runs it again, and tools/summary.py ends this one with an error
    if code:
        return code
    ended = time.time()
    if not stage.notebook:
        inputs.record(inputs.Digester(root), stage, manifest)
    if name == "data":
        _refresh_later(root)
    _note(root, name, started, ended)
    return 0


def _command(root: Path, stage: plan.Stage, command: list[str]) -> int:
    if stage.name not in plan.SETUP:
        return _call(command, root)[0]
    # installers unpack here, where the next build clears up after them if they are killed
    unpacked = root / "build" / "tmp" / stage.name
    shutil.rmtree(unpacked, ignore_errors=True)
    unpacked.mkdir(parents=True)
    os.environ["TMPDIR"] = str(unpacked)
    # kept back until the end: after Ctrl-C each of them would show where in its code it was
    code, said = _call(command, root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    _show(said)
    shutil.rmtree(unpacked)
    return code


def _run(root: Path, stage: plan.Stage, manifest: str) -> int:
    name = stage.name.removeprefix("run-")
    beside = root / "build" / "tmp" / name
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    out = (beside / f"{name}.ipynb").relative_to(root)
    command = [str(Path(".venv", "bin", "eduplans")), "run", *stage.arguments, "--out", str(out)]
    command += [*stage.limits, "--exports", str(out.with_suffix(".zip"))]
    started = time.monotonic()
    # kept back until the end: the output of runs side by side must not mix
    code, said = _call(command, root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    failed = plan.failed(root)
    failed.clear_failure(root, name)
    if code:
        shutil.rmtree(beside)
        if code == FAILED_KERNEL:
            failed.note_failure(root, name, said.decode(errors="replace"))
        print(f"notebook run {name} failed", file=sys.stderr)
        _show(said)
        return code
    runs = root / "build" / "runs"
    # `eduplans run --all` and `eduplans accept` write there as well: what is recorded is what was moved
    with plan.storage(root).alone(runs):
        for path in sorted(beside.iterdir()):
            path.replace(runs / path.name)
        inputs.record(inputs.Digester(root), stage, manifest)
    beside.rmdir()
    print(f"notebook run {name}: {time.monotonic() - started:.1f} s", flush=True)
    return 0


def _show(said: bytes) -> None:
    sys.stderr.flush()
    sys.stderr.buffer.write(said)
    sys.stderr.flush()


def _call(command: list[str], root: Path, stdout: int | None = None, stderr: int | None = None) -> tuple[int, bytes]:
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, cwd=root, stdout=stdout, stderr=stderr) as process:
        try:
            said, _ = process.communicate()
        except KeyboardInterrupt:
            _end(process)
            raise
    return process.returncode, said or b""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait a moment for a command that Ctrl-C has reached, then kill it with all that it began."""
    try:
        process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        for number in _family(process.pid):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


def _family(number: int) -> list[int]:
    """List a process and what it began, as far as the system tells (Linux)."""
    begun = ""
    with suppress(OSError):
        begun = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
    return [number, *(one for child in begun.split() for one in _family(int(child)))]


def _refresh_later(root: Path) -> None:
    # the tables may have changed: only then do the runs and the report that read them run again
    try:
        later = plan.stages(root, "report")
    except plan.PlanError:
        return  # asked for data alone; who asks for more is told what is wrong with the plan
    digester = inputs.Digester(root)
    for stage in later:
        if stage.name not in (*plan.SETUP, "data") and inputs.inputs_path(root, stage).is_file():
            why = inputs.reason(digester, stage, inputs.refresh(digester, stage))
            if why not in ("", inputs.NOT_BUILT):  # no record: stale for another reason, which has been said
                print(f"{stage.name}: {why}", flush=True)


def _note(root: Path, name: str, started: float, ended: float) -> None:
    line = json.dumps({"stage": name, "started": started, "ended": ended}) + "\n"
    # one short write to a file opened for appending: runs side by side cannot mix their lines
    descriptor = os.open(root / "build" / "times.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    try:
        sys.exit(main(Path.cwd(), sys.argv[1], sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)  # the Makefile says so, once for all stages, and clears up
