"""Unit tests with the oldest or newest packages that pyproject.toml allows: ``other_versions.py oldest|newest``.

The oldest are the lowest versions of all packages named, on the oldest Python allowed; the newest are what the index
has today, on the newest Python that is here. Both are compiled and installed into build/versions, away from .venv.

Outputs are compared under the lock only: another matplotlib draws other pixels and another Sphinx writes other pages,
so what compares these with what is committed is left out, by folder and by name below, and so are the tests of tools,
which run under the lock whatever is installed elsewhere. All else runs, doctests of the lean core too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from lock import NO_INDEX, SKIPPED

#: Tests that compare pictures, pages or executed notebooks, or belong to tools of the project.
LEFT_OUT = {
    "tests/report": "pages",
    "tests/plots": "pictures",
    "tests/exports": "pictures and tables as committed",
    "tests/runs": "executed notebooks",
    "tests/reproduce": "a certificate under the lock",
    "tests/tools": "tools, which run under the lock",
    "tests/release": "what is released, from the lock",
    "tests/test_environment.py": "the lock itself",
    "tests/test_notebooks.py": "executed notebooks",
    "tests/test_notebook_labels.py": "executed notebooks",
    "tests/chapters/test_notebook_provinces.py": "executed notebooks",
}
#: Single tests of the same kind, in files whose other tests run.
DESELECTED = {
    "tests/test_ingest.py::test_the_committed_raw_tables_are_what_the_documents_give": "who has read",
}
#: Tests that take long go through the lock alone, and pages are looked at in a browser there.
_MARKS = "not slow and not browser"
#: Modules whose doctests run: what reads text and tables.
DOCTESTS = ("documents", "figures", "tables", "trends", "codebook", "audit")
_OPTIONS = ["--extra", "dev", "--no-header", "--excludes", "lock-excludes.txt", "--only-binary", ":all:", "--quiet"]
_VERSION = re.compile(r"python3\.(\d+)")


def oldest_python(root: Path) -> int:
    """Minor version of the oldest Python that the project allows."""
    asked = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    return int(re.fullmatch(r">=3\.(\d+)", asked)[1])  # type: ignore[index]


def pythons() -> dict[int, str]:
    """Pythons that are here by their minor versions: on the path, beside this one, and where pyenv keeps them."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    folders += sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob("versions/*/bin"))
    here = {path for folder in folders for path in folder.glob("python3.*") if _VERSION.fullmatch(path.name)}
    found = {sys.version_info.minor: sys.executable}
    for path in sorted(here):
        minor = int(_VERSION.fullmatch(path.name)[1])  # type: ignore[index]
        if minor not in found and _works(path, minor):
            found[minor] = str(path)
    return found


def _works(path: Path, minor: int) -> bool:
    script = "import ensurepip, ssl, sys; print(sys.version_info.minor, sys.version_info.releaselevel)"
    done = subprocess.run([str(path), "-c", script], check=False, capture_output=True, text=True)
    return done.returncode == 0 and done.stdout.split() == [str(minor), "final"]


def choose(root: Path, which: str) -> tuple[int, str] | None:
    """Choose the Python: the oldest allowed, or the newest that is here; None where it is not here."""
    here, oldest = pythons(), oldest_python(root)
    minor = oldest if which == "oldest" else max(here)
    return (minor, here[minor]) if minor in here and minor >= oldest else None


def install(root: Path, which: str, minor: int, python: str, folder: Path) -> str:
    """Compile the versions and install them with the project; gives what went wrong."""
    uv = [sys.executable, "-m", "uv"]
    own, pins = folder / "env" / "bin" / "python", folder / "versions.txt"
    wanted = ["--resolution", "lowest-direct"] if which == "oldest" else ["--upgrade"]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for command in (
        [
            *uv,
            "pip",
            "compile",
            "pyproject.toml",
            *_OPTIONS,
            *wanted,
            "--python-version",
            f"3.{minor}",
            "-o",
            str(pins),
        ],
        [*uv, "venv", "--quiet", "--python", python, str(folder / "env")],
        [*uv, "pip", "install", "--quiet", "--no-deps", "--python", str(own), "-r", str(pins)],
        [*uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--python", str(own), "-e", "."],
        [str(own), "-m", "ipykernel", "install", "--sys-prefix", "--name", "eduplans"],
    ):
        done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
        if done.returncode:
            return done.stderr or f"{' '.join(command)} ended with exit code {done.returncode}"
    return ""


def arguments(root: Path) -> list[str]:
    """Arguments of pytest: all tests but those left out, each of which has to be there."""
    gone = [name for name in (*LEFT_OUT, *DESELECTED) if not (root / name.partition("::")[0]).exists()]
    if gone:
        raise FileNotFoundError(f"left out, but not there: {', '.join(gone)}")
    doctests = [f"src/eduplans/{name}" for name in DOCTESTS]
    left_out = [f"--ignore={name}" for name in LEFT_OUT] + [f"--deselect={name}" for name in DESELECTED]
    return [
        "-q",
        "-p",
        "no:cacheprovider",
        "-m",
        _MARKS,
        "-W",
        "ignore::DeprecationWarning",
        *left_out,
        "tests",
        *doctests,
    ]


def main(root: Path, which: str) -> int:
    """Install the versions, run the tests, and return their exit code; 77 where no index or no such Python is here."""
    chosen = choose(root, which)
    if chosen is None:
        print(f"Python 3.{oldest_python(root)} is not here")
        return SKIPPED
    folder = root / "build" / "versions" / which
    print(f"{which} packages on Python 3.{chosen[0]}; left out: {', '.join(f'{n} ({w})' for n, w in LEFT_OUT.items())}")
    complaint = install(root, which, *chosen, folder)
    if complaint:
        print(complaint)
        if NO_INDEX.search(complaint) and "No solution" not in complaint:
            print("the package index cannot be reached, so the versions were not installed")
            return SKIPPED
        return 1
    settings = {name: value for name, value in os.environ.items() if name not in {"MPLBACKEND", "PYTHONPATH"}}
    command = [str(folder / "env" / "bin" / "python"), "-m", "pytest", *arguments(root)]
    return subprocess.run(command, cwd=root, env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), sys.argv[1]))
