"""A tiny project with the real Makefile and tools, and a stand-in for the eduplans command that notes its calls."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import inputs  # noqa: E402 - the tools are scripts beside the package, not part of it
import plan  # noqa: E402

# Writes what the real command writes: processed tables from raw ones, runs, pages. A raw table that says "bad" and
# a notebook that says "fail" make it fail half-way, after it has begun to write.
COMMAND = """#!{python} -IS
import os, sys, time
from pathlib import Path
arguments = sys.argv[1:]
with open("calls.log", "a") as log:
    log.write(" ".join(arguments) + "\\n")
if arguments[0] == "clean":
    raw = Path("data/raw/figures.csv").read_text()
    Path("data/processed").mkdir(exist_ok=True)
    Path("data/processed/figures.csv").write_text(raw.split("#")[0].upper())
    sys.exit("figures.csv, row 2: bad" if "bad" in raw else 0)
if arguments[0] == "run":
    out = Path(arguments[arguments.index("--out") + 1])
    out.write_text("half")
    source = Path(arguments[1]).read_text()
    if "meet" in source:  # fails unless another run is at work at the same time
        Path("met-" + out.stem).touch()
        end = time.monotonic() + float(os.environ["PATIENCE"])
        while len(list(Path().glob("met-*"))) < 2:
            if time.monotonic() > end:
                sys.exit("met nobody")
            time.sleep(0.02)
    if "wait" in source:
        Path("waiting-" + out.stem).touch()
        time.sleep(60)
    if "crash" in source:
        sys.stderr.write("eduplans: corpus.ipynb: the kernel died\\n")
        sys.exit(4)
    if "fail" in source:
        sys.exit("cell 1: ZeroDivisionError")
    out.write_text(source + str(arguments) + Path("data/processed/figures.csv").read_text())
    out.with_suffix(".json").write_text("{{}}")
if arguments[0] == "report":
    pages = Path("report")
    pages.mkdir(exist_ok=True)
    (pages / "index.html").write_text("".join(path.read_text() for path in sorted(Path("build/runs").iterdir())))
"""

FILES = {
    "pyproject.toml": "[project]\nname = 'tiny'\n",
    "requirements.lock": "a==1\n",
    "CITATION.cff": "title: tiny\n",
    "docs/index.md": "# Tiny\n",
    "src/eduplans/__init__.py": "",
    "src/eduplans/cli.py": "def clean():\n    from eduplans import clean, runs, report\n",
    "src/eduplans/clean.py": "from eduplans.codebook import read\nlevels = read('levels')\n",
    "src/eduplans/report.py": "def build():\n    import eduplans.style\n",
    "src/eduplans/style.py": "",
    "src/eduplans/trends.py": "",
    "src/eduplans/codebook/__init__.py": "def read(name): ...\n",
    "src/eduplans/codebook/levels.csv": "code\n",
    "src/eduplans/grammar.py": "",
    "data/raw/documents.csv": "doc,title\nnorth-2020,a\nsouth-2021,b\n",
    "data/raw/figures.csv": "figures",
    "data/raw/damage.csv": "damage",
    "data/processed/figures.csv": "FIGURES",
    "data/processed/documents.csv": "DOCUMENTS",
    "notebooks/runs.toml": (
        '[[run]]\nname = "corpus"\nnotebook = "corpus.ipynb"\nparameters = { start = 2000, deflate = true }\n'
        '[[run]]\nname = "county"\nnotebook = "county.ipynb"\nfor_each = "documents"\n'
    ),
    ".venv/pyvenv.cfg": "home = here\n",
    ".venv/share/jupyter/kernels/eduplans/kernel.json": "{}",
}


COUNTY = (
    "document: str = 'north-2020'  # which one [documents.doc]",
    "%matplotlib inline\nimport eduplans\nfrom eduplans import trends",
    "eduplans.load('figures'), eduplans.load('damage')",
)


def notebook(*cells: str) -> str:
    """A notebook as JSON, with one output, which no digest may depend on."""
    written = [
        {"cell_type": "code", "source": cell, "metadata": {}, "outputs": [{"text": "1"}], "execution_count": 1}
        for cell in cells
    ]
    return json.dumps({"cells": written, "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4})


@dataclass(frozen=True)
class Project:
    """A project in a folder of its own."""

    root: Path

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def make(self, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        keep = {key: value for key, value in os.environ.items() if key not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
        command = ["make", f"PYTHON={sys.executable}", *arguments]
        return subprocess.run(
            command, cwd=self.root, env=keep | (env or {}), check=False, capture_output=True, text=True, timeout=60
        )

    def listed(self, *arguments: str) -> list[str]:
        """What make -n says, without the command that says it, which make prints first."""
        done = self.make(*arguments)
        assert done.returncode == 0, done.stderr
        command, *said = done.stdout.splitlines()
        assert "tools/inputs.py --list" in command
        return said

    def copied_to(self, folder: Path) -> Project:
        """A copy, with files of times as they come: an environment knows its place, so it is noted anew."""
        copy = Project(folder)
        shutil.copytree(self.root, folder, symlinks=True)
        copy.note_setup()
        return copy

    def note_setup(self) -> None:
        """Take `.venv` as it is for what the setup has made."""
        digester = inputs.Digester(self.root)
        for stage in plan.stages(self.root, "setup"):
            inputs.record(digester, stage, digester.inputs(stage))

    def calls(self) -> list[str]:
        """The calls of the command since the last time, in alphabetic order (runs go side by side)."""
        log = self.root / "calls.log"
        found = sorted(log.read_text().splitlines()) if log.exists() else []
        log.unlink(missing_ok=True)
        return found

    def built(self) -> list[str]:
        """Names of the stages that ran since the last time."""
        calls = self.calls()
        written = [call.split(" --out ")[-1].split()[0] for call in calls]
        return sorted(path.split("/")[-1].removesuffix(".ipynb") for path in written)


def tiny_project(folder: Path) -> Project:
    """Write the tiny project, set up but not built."""
    made = Project(folder)
    for name, text in FILES.items():
        made.write(name, text)
    made.write("notebooks/corpus.ipynb", notebook("import eduplans", "eduplans.load('figures')"))
    made.write("notebooks/county.ipynb", notebook(*COUNTY))
    shutil.copy(ROOT / "Makefile", made.root)
    package = ROOT / "src" / "eduplans"  # the real list of runs, which the tools read too
    shutil.copy(package / "errors.py", made.root / "src" / "eduplans")
    shutil.copytree(package / "runs", made.root / "src" / "eduplans" / "runs")
    shutil.copytree(package / "storage", made.root / "src" / "eduplans" / "storage")
    for name in ("digests.py", "paths.py", "progress.py"):
        shutil.copy(package / name, made.root / "src" / "eduplans")
    exports = made.root / "src" / "eduplans" / "exports"
    exports.mkdir()
    (exports / "__init__.py").touch()
    shutil.copy(package / "exports" / "settings.py", exports)
    shutil.copytree(ROOT / "tools", made.root / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    made.write(".venv/bin/eduplans", COMMAND.format(python=sys.executable))
    (made.root / ".venv/bin/eduplans").chmod(0o755)
    made.note_setup()
    return made
