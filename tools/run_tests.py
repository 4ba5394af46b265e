"""Run the checks and tests, go on after a failure, and close with one line of counts.

``run_tests.py PART...`` with the parts lint, format, types, lock, tests, environment and notebooks. A check counts
as one; of pytest every test counts. Skips are said with their reasons. Exit code 1 where anything failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

SKIPPED = 77
"""Exit code of a check that could not be made; its last line says why."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a part came to.

    Parameters
    ----------
    passed
        How many passed.
    failed
        Names of what failed.
    skipped
        Names of what was skipped, each with its reason.
    """

    passed: int = 0
    failed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {len(self.failed)} failed, {len(self.skipped)} skipped"


def checks(root: Path) -> dict[str, list[list[str]]]:
    """Commands of each check that counts as one."""
    python = sys.executable
    tools = [str(path.relative_to(root)) for path in sorted((root / "tools").glob("*.py"))]
    return {
        "lint": [[python, "-m", "ruff", "check", "."]],
        "format": [[python, "-m", "ruff", "format", "--check", "."]],
        "types": [[python, "-m", "mypy"], [python, "-m", "mypy", *tools]],
        "lock": [[python, "tools/lock.py", "check"]],
    }


def pytest_arguments(root: Path, part: str) -> list[str]:
    """Arguments of pytest for a part; one worker takes a whole file, as the cells of a notebook need."""
    workers = ["-n", os.environ.get("JOBS", "2"), "--dist", "loadfile"]
    if part == "environment":
        return ["tests/test_environment.py"]
    if part == "notebooks":
        notebooks = sorted(str(path.relative_to(root)) for path in (root / "notebooks").glob("*.ipynb"))
        sanitize = ["--nbval-sanitize-with", "tools/nbval-sanitize.cfg"]
        return [*workers, "--nbval", "--nbval-current-env", *sanitize, *(notebooks or ["notebooks"])]
    return workers


def run_check(root: Path, name: str, commands: list[list[str]]) -> Counts:
    """Run the commands of a check; it passes when all do."""
    skipped = ""
    failed = False
    for command in commands:
        done = subprocess.run(command, cwd=root, check=False, stdout=subprocess.PIPE, text=True)
        print(done.stdout, end="", flush=True)
        if done.returncode == SKIPPED:
            skipped = (done.stdout.strip().splitlines() or ["no reason given"])[-1]
        elif done.returncode:
            failed = True
    if failed:
        return Counts(failed=(name,))
    return Counts(skipped=(f"{name}: {skipped}",)) if skipped else Counts(passed=1)


def run_pytest(root: Path, part: str, arguments: list[str]) -> Counts:
    """Run pytest and read the counts from its report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "junit.xml"
        command = [sys.executable, "-m", "pytest", *arguments, f"--junitxml={report}"]
        code = subprocess.run(command, cwd=root, check=False).returncode
        counts = read_junit(report.read_text(encoding="utf-8")) if report.is_file() else Counts()
    if code and not counts.failed:
        # a crash, or no test found at all: never to pass unseen
        counts += Counts(failed=(f"{part}: pytest ended with exit code {code}",))
    return counts


def read_junit(text: str) -> Counts:
    """Read the counts from a report in JUnit's format.

    Examples
    --------
    >>> print(read_junit('<testsuite><testcase classname="t" name="a"/><testcase classname="t" name="b">'
    ...                  '<skipped message="no browser"/></testcase></testsuite>'))
    1 passed, 0 failed, 1 skipped
    """
    passed = 0
    failed: list[str] = []
    skipped: list[str] = []
    for case in ET.fromstring(text).iter("testcase"):
        name = "::".join(filter(None, (case.get("classname"), case.get("name"))))
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(name)
        elif skip is not None:
            skipped.append(f"{name}: {skip.get('message')}")
        else:
            passed += 1
    return Counts(passed, tuple(failed), tuple(skipped))


def main(root: Path, parts: list[str]) -> int:
    """Run the parts, print the counts and return the exit code."""
    os.environ.pop("MPLBACKEND", None)  # with a backend set, notebooks draw no pictures
    total = Counts()
    for part in parts:
        print(f"\n== {part}", flush=True)
        commands = checks(root).get(part)
        if commands is not None:
            counts = run_check(root, part, commands)
        else:
            counts = run_pytest(root, part, pytest_arguments(root, part))
        print(f"{part}: {counts}", flush=True)
        total += counts
    for title, names in (("skipped", total.skipped), ("failed", total.failed)):
        if names:
            print(f"\n{title}:", *names, sep="\n  ")
    print(f"\n{total}", flush=True)
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), sys.argv[1:]))
