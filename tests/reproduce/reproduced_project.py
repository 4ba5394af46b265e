"""A small project that can be reproduced in seconds: the real Makefile, tools and package, one document, two notebooks.

Its document is the example of the repository, about 云泽县, a county that does not exist. Instead of installing the
lock, a clone borrows the packages of the environment that the tests run in.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

if TYPE_CHECKING:
    from collections.abc import Callable

    from eduplans.reproduce.pythons import Python

ROOT = Path(__file__).resolve().parent.parent.parent
COPIED = ("Makefile", "pyproject.toml", "requirements.lock", "CITATION.cff", "README.md", ".gitignore")
HEAD = "name,python,folder,jobs,time_zone,locale,hash_seed,umask,columns,home,settings\n"
FOLDERS = ("src", "tools", "docs")
RUNS = """\
[[run]]
name = "figures"
notebook = "figures.ipynb"

[[run]]
name = "county"
notebook = "county.ipynb"
for_each = "documents"
title = "{county} {year}"
"""
PICTURE = """\
from IPython.display import Image, display
from eduplans.plots import counts
from eduplans.plots.style import png
by_unit = figures["unit"].value_counts().sort_index()
picture = png(counts({f"单位 {unit}": int(number) for unit, number in by_unit.items()}, title="Figures 数字"))
display(Image(picture), metadata={"alt": "How many figures have which unit"})
"""
FIGURES = (
    ("markdown", "# Figures of 云泽县\n\n云泽县 is an invented county."),
    ("parameters", "least: int = 0  # least number of figures [0..]"),
    ("markdown", "## Its figures"),
    ("code", 'import eduplans\nfigures = eduplans.load("figures")\nfigures[["as_printed", "value", "unit"]]'),
    ("markdown", "## By unit 按单位"),
    ("code", PICTURE),
)
COUNTY = (
    ("markdown", "# A county\n\nAbout one invented county."),
    ("parameters", 'document: str = "yunze-2024-plan"  # id of the document [documents.doc]'),
    ("markdown", "## The sum"),
    ("code", 'import eduplans\nfigures = eduplans.load("figures")\nprint(document, figures["value"].sum())'),
)


def write_notebook(path: Path, cells: tuple[tuple[str, str], ...]) -> None:
    """Write a notebook of (kind, source)."""
    made = nbformat.v4.new_notebook(
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        }
    )
    for kind, source in cells:
        if kind == "markdown":
            made.cells.append(nbformat.v4.new_markdown_cell(source))
        else:
            metadata = {"tags": [kind]} if kind == "parameters" else {}
            made.cells.append(nbformat.v4.new_code_cell(source, metadata=metadata))
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(made, path)


def small_project(folder: Path) -> Path:
    """Write the small project, with its results, as a git repository with one commit."""
    folder.mkdir(parents=True)
    for name in COPIED:
        shutil.copy(ROOT / name, folder / name)
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data" / "examples", folder / "data" / "documents")
    (folder / "data" / "documents" / "README.md").unlink()
    with (folder / ".gitignore").open("a", encoding="utf-8") as file:
        file.write("!data/documents/*\n")
    write_notebook(folder / "notebooks" / "figures.ipynb", FIGURES)
    write_notebook(folder / "notebooks" / "county.ipynb", COUNTY)
    (folder / "notebooks" / "runs.toml").write_text(RUNS, encoding="utf-8")
    _tables(folder)
    accept(folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "A small project")
    return folder


def _tables(folder: Path) -> None:
    raw = folder / "data" / "raw"
    raw.mkdir()
    shutil.copy(ROOT / "data" / "raw" / "national.csv", raw)
    header = (ROOT / "data" / "raw" / "corrections.csv").read_text(encoding="utf-8").splitlines()[0]
    (raw / "corrections.csv").write_text(header + "\n", encoding="utf-8")
    eduplans(folder, "ingest", "data/documents", "--out", "data/raw")
    eduplans(folder, "clean")


def accept(folder: Path, before: Path | None = None) -> None:
    """Take what the notebooks show now as what is expected of them, with the packages of a folder before others."""
    eduplans(folder, "accept", before=before)


def eduplans(folder: Path, *arguments: str, before: Path | None = None) -> None:
    """Call the command of the environment of the tests in a folder, on the folder's own package."""
    environment = {name: value for name, value in os.environ.items() if name != "EDUPLANS_DATA"}
    environment["PYTHONPATH"] = os.pathsep.join([*([str(before)] if before else []), str(folder / "src")])
    command = [sys.executable, "-c", "from eduplans.cli import app; app()", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def git(folder: Path, *arguments: str) -> str:
    """Call git as an invented person."""
    who = ["-c", "user.name=A test", "-c", "user.email=test@example.invalid"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def commit(folder: Path, why: str) -> None:
    """Commit everything that is not ignored."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", why)


def borrow(clone: Path, python: Python, tell: Callable[[str], None] = lambda _: None) -> float:
    """Make an environment that borrows the packages of the tests, with the clone's own package before them."""
    subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", ".venv"], cwd=clone, check=True)
    environment = clone / ".venv"
    (packages,) = environment.glob("lib/python*/site-packages")
    # relative, as a setup leaves them: a .pth file is read in the encoding of the locale
    borrowed = ["../../../../src", os.path.relpath(sysconfig.get_path("purelib"), packages)]
    (packages / "borrowed.pth").write_text("\n".join(borrowed) + "\n", encoding="utf-8")
    command = environment / "bin" / "eduplans"
    command.write_text('#!/bin/sh\nexec "${0%/*}/python" -c "from eduplans.cli import app; app()" "$@"\n')
    command.chmod(0o755)
    kernel = environment / "share" / "jupyter" / "kernels" / "eduplans"
    kernel.mkdir(parents=True)
    argv = [str(environment / "bin" / "python"), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    said = json.dumps({"argv": argv, "display_name": "eduplans", "language": "python"})
    (kernel / "kernel.json").write_text(said, encoding="utf-8")
    shutil.copytree(kernel, kernel.with_name("python3"))
    _note_setup(clone)
    return 0.0


def _note_setup(clone: Path) -> None:
    """Tell the clone's make that its environment is the one it would make."""
    code = (
        "import sys; sys.path.insert(0, 'tools'); import inputs, plan; from pathlib import Path\n"
        "root = Path.cwd(); digester = inputs.Digester(root)\n"
        "for stage in plan.stages(root, 'setup'):\n"
        "    inputs.record(digester, stage, digester.inputs(stage))\n"
    )
    subprocess.run([sys.executable, "-ESc", code], cwd=clone, check=True)
