"""Clones of what is committed: the state of the working tree is said, and nothing of it gets into a clone."""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

from eduplans.errors import Problem, ReproductionError

if TYPE_CHECKING:
    from pathlib import Path

#: Files that a certificate itself writes: that they are new says nothing about the state of the project.
CERTIFICATE = ("reproduction.json", "reproduction.md", "README.md")


def git(folder: Path, *arguments: str) -> str:
    """Call git in a folder and return what it said.

    Raises
    ------
    ReproductionError
        git is missing or refused.
    """
    # variables such as GIT_DIR, which hooks of git set, would lead to another repository
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotepath=off", *arguments],
            cwd=folder, env=kept, check=False, capture_output=True, text=True,
        )  # fmt: skip
    except OSError as error:
        raise ReproductionError(Problem(f"git could not be called: {error}")) from error
    if done.returncode:
        raise ReproductionError(Problem(f"git {arguments[0]}: {done.stderr.strip()}", where=str(folder)))
    return done.stdout.rstrip("\n")


def head(root: Path) -> str:
    """Name the commit that is checked out."""
    return git(root, "rev-parse", "--verify", "HEAD")


def uncommitted(root: Path) -> tuple[str, ...]:
    """List the files that differ from what is committed, without those of a certificate.

    Parameters
    ----------
    root
        The project.

    Returns
    -------
    tuple of str
        Paths in the project; of new folders the folder.
    """
    lines = git(root, "status", "--porcelain").splitlines()
    names = (line[3:].split(" -> ")[-1].strip('"') for line in lines)
    return tuple(sorted(name for name in names if name not in CERTIFICATE))


def clone(root: Path, commit: str, target: Path) -> Path:
    """Clone a commit into a folder.

    Parameters
    ----------
    root
        The project.
    commit
        The commit.
    target
        The folder; it must not exist.

    Returns
    -------
    pathlib.Path
        The folder.
    """
    git(root, "clone", "--quiet", "--shared", "--no-checkout", str(root), str(target))
    git(target, "checkout", "--quiet", "--detach", commit)
    return target


def as_committed(folder: Path) -> None:
    """Put a clone back to its commit; only its environment stays."""
    git(folder, "reset", "--quiet", "--hard")
    git(folder, "clean", "--quiet", "-ffdx", "--exclude=/.venv")


def remove(folder: Path, patience: float = 5.0) -> None:
    """Remove a folder, also where a program that is ending still writes into it.

    A program of the system does it, several times as fast as Python, and goes on to the end where this process has to
    end before: clones with their environments are large.
    """
    end = time.monotonic() + patience
    while True:
        subprocess.run(
            ["rm", "-rf", str(folder)], check=False, stderr=subprocess.DEVNULL, start_new_session=True
        )  # fmt: skip
        if not folder.exists():
            return
        if time.monotonic() > end:
            raise ReproductionError(Problem("this folder could not be removed", where=str(folder)))
        time.sleep(0.1)
