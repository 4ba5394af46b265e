"""Write requirements.lock from pyproject.toml, or check that it is what would be written: ``lock.py write|check``.

The lock holds exact versions with hashes of wheels and names no host. uv writes it and keeps the versions that are
there; `check` compiles onto a copy. A wheel that was added to a locked release later is no difference.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
OPTIONS = [
    *("--extra", "dev", "--generate-hashes", "--no-header", "--universal", "--python-version", "3.11"),
    *("--excludes", "lock-excludes.txt", "--only-binary", ":all:", "--quiet"),
]
NO_INDEX = re.compile(r"dns error|connect|timed out|network|offline|request failed", re.IGNORECASE)


def compile_to(root: Path, out: Path) -> str:
    """Compile the lock; returns what uv complained of, empty where all went well."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS, "-o", str(out)]
    done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr or f"uv ended with exit code {done.returncode}"


def differences(old: str, new: str) -> list[str]:
    r"""Lines that one lock has and the other has not; hashes only where they went away.

    Examples
    --------
    >>> differences("a==1 \\\n    --hash=sha256:0", "a==2 \\\n    --hash=sha256:0")
    ['- a==1', '+ a==2']
    """
    before, after = ([line.rstrip(" \\") for line in text.splitlines()] for text in (old, new))
    gone = [f"- {line}" for line in before if line not in set(after)]
    come = [f"+ {line}" for line in after if line not in set(before) and "--hash=" not in line]
    return gone + come


def check(root: Path) -> int:
    """Compare the lock with what would be written now."""
    lock = root / "requirements.lock"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / lock.name
        shutil.copy(lock, copy)
        complaint = compile_to(root, copy)
        if complaint:
            print(complaint)
            if NO_INDEX.search(complaint):
                print("the package index cannot be reached, so the lock was not compiled anew")
                return SKIPPED
            return 1
        found = differences(lock.read_text(encoding="utf-8"), copy.read_text(encoding="utf-8"))
    if found:
        print("requirements.lock is not what pyproject.toml gives; run `make lock`", *found[:40], sep="\n")
        return 1
    return 0


def write(root: Path) -> int:
    """Write the lock anew, beside and then in place."""
    lock = root / "requirements.lock"
    beside = lock.with_name(".requirements.lock.new")
    shutil.copy(lock, beside)
    complaint = compile_to(root, beside)
    if complaint:
        beside.unlink()
        print(complaint, file=sys.stderr)
        return 1
    beside.replace(lock)
    return 0


if __name__ == "__main__":
    sys.exit({"check": check, "write": write}[sys.argv[1]](Path.cwd()))
