"""The walk of a newcomer: from an empty folder to pages about one's own county, with the environment at hand."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from eduplans.runs.plan import document_ids

SCRIPTS = Path(sys.executable).parent
PLAN = """清河县教育局2025年工作总结

（清河县为虚构地名，所有数字均为编写。）

一、学位供给
2025年全县新建公办幼儿园4所，新增学位1080个，义务教育巩固率97.2%。
二、教育投入
全县一般公共预算教育支出7.12亿元，比上年增长4.6%。
"""
OTHER = PLAN.replace("清河县", "白石县").replace("97.2%", "95.1%")

#: Seconds of processors, summed over all that was called, and not by the clock: a machine that does other things as
#: well takes longer for the same, and no step waits for anything but its own work. A machine of the reader's own needs
#: no longer by the clock, and less where it does things side by side.
FIVE_MINUTES = 300

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("make") is None, reason="there is no make on this machine"),
]


def call(*words: str, folder: Path) -> tuple[int, str, str]:
    """Call as in a new terminal in which no environment is active: eduplans is not on the PATH."""
    settings = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "EDUPLANS", "MAKE"))
    }
    settings |= {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(words, cwd=folder, env=settings, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def state(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*")}


def worked() -> float:
    """Seconds that the processors have worked for commands called from here, and for all that these have called."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_from_an_empty_folder_to_a_page_about_ones_own_county(tmp_path: Path) -> None:
    before = worked()
    code, _, said = call(str(SCRIPTS / "eduplans"), "new", "我的 county", folder=tmp_path)
    assert code == 0, said
    project = tmp_path / "我的 county"

    code, out, _ = call("make", folder=project)
    targets = ("help", "setup", "ingest", "data", "notebooks", "report", "clean")
    assert code == 0
    assert all(f"\n    {name} " in out for name in targets)

    code, _, said = call("make", "report", folder=project)
    assert code == 2
    assert "data/documents: this folder holds no document; put files ending in .txt" in said
    assert not (project / "report").exists()

    documents = project / "data" / "documents"
    (documents / "qinghe-2025-report.txt").write_text(PLAN, encoding="utf-8")
    code, _, said = call("make", "report", folder=project)
    assert code == 0, said
    page = (project / "report" / "counties" / "qinghe-2025-report.html").read_text(encoding="utf-8")
    assert all(printed in page for printed in ("清河县", "1080个", "97.2%", "7.12亿元", "4.6%"))
    assert 1 < worked() - before < FIVE_MINUTES
    start = (project / "report" / "index.html").read_text(encoding="utf-8")
    assert "<title>我的 county</title>" in start
    assert "1 county-level education document" in start
    assert (project / "report" / "zh" / "counties" / "qinghe-2025-report.html").is_file()

    unchanged = state(project)
    code, out, _ = call("make", "report", folder=project)
    assert (code, out) == (0, "report/index.html is up to date\n")
    assert state(project) == unchanged

    (documents / "baishi-2025-report.txt").write_text(OTHER, encoding="utf-8")
    (documents / "broken.docx").write_text("not a Word file", encoding="utf-8")
    code, _, said = call("make", "report", folder=project)
    assert code == 0, said
    assert "broken.docx: the Word file is damaged" in said
    assert "going on without what could not be read" in said
    counties = project / "report" / "counties"
    assert {path.name for path in counties.iterdir()} == {"qinghe-2025-report.html", "baishi-2025-report.html"}
    assert "95.1%" in (counties / "baishi-2025-report.html").read_text(encoding="utf-8")

    for gone in ("broken.docx", "qinghe-2025-report.txt"):
        (documents / gone).unlink()
    code, _, said = call("make", "data", folder=project)
    assert code == 0, said
    assert "a document is gone: the others are read anew" in said
    assert document_ids(project / "data") == ("baishi-2025-report",)

    assert call("make", "clean", folder=project)[0] == 0
    left = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert "data/documents/baishi-2025-report.txt" in left
    assert sorted(name for name in left if name.startswith("data/raw")) == ["data/raw/corrections.csv"]
    assert not [name for name in left if name.startswith(("report/", "build/", "data/processed/"))]


def test_without_an_eduplans_that_fits_it_is_said_what_to_do(tmp_path: Path) -> None:
    call(str(SCRIPTS / "eduplans"), "new", "project", folder=tmp_path)
    project = tmp_path / "project"
    (project / ".eduplans-bin").unlink(missing_ok=True)
    code, _, said = call("make", "setup", "PYTHON=false", folder=project)
    assert code == 2
    assert "asks for eduplans" in said
    assert 'make setup PIP="--find-links FOLDER"' in said
    assert not (project / ".venv").exists()
