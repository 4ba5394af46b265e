"""Walk with an installed eduplans outside the project, with a document about an invented county.

What a step should do depends on the extra that is installed: what needs another one has to say so and to name it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

DOC = "yunze-2024-plan"
FIGURE = "120名"
#: What makes a DOCX, and a picture, of words about the invented county.
WRITE_DOCX = """
import docx
document = docx.Document()
for line in open('{doc}.txt', encoding='utf-8'):
    document.add_paragraph(line)
document.save('w.docx')
"""
DRAW = "from eduplans.plots import counts, png; open('w.png', 'wb').write(png(counts({'云泽县': 2}, title='学校')))"
QUERY = "select count(*) as figures from figures where as_printed = '120名'"


@dataclass
class Walk:
    """An environment, a folder to walk in, and the faults found so far.

    Parameters
    ----------
    python
        Python of the environment.
    folder
        The folder.
    """

    python: Path
    folder: Path

    def __post_init__(self) -> None:
        self.faults: list[str] = []

    def run(self, *words: str, command: str = "python") -> subprocess.CompletedProcess[str]:
        """Run a command of the environment, away from the settings of whoever runs the test."""
        settings = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "EDUPLANS_DATA"}}
        settings |= {"PYTHONUTF8": "1", "MPLCONFIGDIR": str(self.folder / "mpl"), "COLUMNS": "200"}
        called = [str(self.python.with_name(command)), *words]
        return subprocess.run(called, cwd=self.folder, env=settings, check=False, capture_output=True, text=True)

    def call(self, *words: str, code: int = 0, out: str = "", err: str = "") -> str:
        """Call eduplans; note as a fault what is not as said."""
        done = self.run(*words, command="eduplans")
        said = f"eduplans {' '.join(words)}"
        last = (done.stderr.strip().splitlines() or ["nothing said"])[-1]
        if done.returncode != code:
            self.faults.append(f"{said}: exit code {done.returncode} where {code} was due ({last})")
        elif out not in done.stdout:
            self.faults.append(f"{said}: no {out!r} in what it prints")
        elif err not in done.stderr:
            self.faults.append(f"{said}: no {err!r} in its messages ({last})")
        elif "Traceback" in done.stderr:
            self.faults.append(f"{said}: a traceback")
        return done.stdout


def walk(python: Path, extra: str, examples: Path, folder: Path) -> list[str]:
    """Walk from a document to its figures, tables, a sentence, a query and a citation.

    Parameters
    ----------
    python
        Python of the environment in which eduplans is installed.
    extra
        The extra that is installed; empty for the lean core.
    examples
        Folder of the document about the invented county.
    folder
        A folder outside the project; made.

    Returns
    -------
    list of str
        Faults.
    """
    folder.mkdir(parents=True)
    shutil.copy(examples / f"{DOC}.txt", folder)
    step = Walk(python, folder)
    where = step.run("-c", "import eduplans; print(eduplans.__file__)").stdout.strip()
    if not Path(where).is_relative_to(python.parent.parent):
        return [f"eduplans is not imported from the environment but from {where or 'nowhere'}"]
    step.call("--version", out="eduplans ")
    printed = json.loads(step.call("figures", f"{DOC}.txt", "--format", "json") or "[]")
    if not any(row["as_printed"] == FIGURE and row["value"] == 120 for row in printed):
        step.faults.append(f"eduplans figures does not find {FIGURE}")
    step.call("ingest", f"{DOC}.txt", "--out", "data/raw", err=DOC)
    step.call("clean", err="figures: ")
    key = _figure_id(folder / "data" / "raw" / "figures.csv")
    step.call("trace", key, "--documents", ".", out="计划招聘教师120名")
    step.call("cite", "package", "data", DOC, "--format", "bibtex", out="云泽县")
    _doctor(step, extra)
    _extras(step, extra)
    return step.faults


def _figure_id(table: Path) -> str:
    import csv

    if not table.is_file():
        return "no-table"
    with table.open(encoding="utf-8", newline="") as file:
        return next((row["figure_id"] for row in csv.DictReader(file) if row["as_printed"] == FIGURE), "no-such-figure")


def _doctor(step: Walk, extra: str) -> None:
    """See that the doctor names what is missing, and finds nothing bad once there is a kernel."""
    if extra == "report":
        step.call("doctor", code=1, out="bad   kernel: ")
        step.run("-m", "ipykernel", "install", "--sys-prefix", "--name", "eduplans", "--display-name", "eduplans")
    lacking = {"formats", "large", "report"} - {extra} - ({"formats", "large"} if extra == "cluster" else set())
    told = step.call("doctor")
    step.faults += [
        f"eduplans doctor does not say that the extra {name} is missing"
        for name in sorted(lacking)
        if f"warn  extra {name}: " not in told or f'"eduplans[{name}]"' not in told
    ]


def _extras(step: Walk, extra: str) -> None:
    """See that what needs an extra works with it, and names it where it is missing."""
    (step.folder / "page.html").write_text("<p>云泽县2024年工作要点</p><p>新建小学3所。</p>", encoding="utf-8")
    if extra in {"formats", "cluster"}:
        done = step.run("-c", WRITE_DOCX.format(doc=DOC))
        step.faults += [done.stderr] if done.returncode else []
        step.call("figures", "w.docx", "--format", "csv", out=FIGURE)
        step.call("figures", "page.html", "--format", "csv", out="3所")
    elif extra != "report":
        step.call("figures", "page.html", code=2, err="eduplans[formats]")
    if extra in {"large", "cluster"}:
        step.call("query", QUERY, out="1")
    else:
        step.call("query", QUERY, code=2, err="eduplans[large]")
    if extra == "report":
        done = step.run("-c", DRAW)
        if done.returncode or not (step.folder / "w.png").is_file():
            step.faults.append(f"no picture: {done.stderr.strip().splitlines()[-1:]}")
