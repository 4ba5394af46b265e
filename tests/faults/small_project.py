"""A real project of two invented counties and two notebooks, small enough to be killed two hundred times."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import inputs  # noqa: E402 - the tools are scripts beside the package, not part of it
import plan  # noqa: E402

# Invented counties; written for these tests.
DOCUMENTS = {
    "lanxi-2031-plan.txt": "岚溪县2031年教育工作要点\n岚溪县教育局\n2031年2月3日\n"
    "一、扩大学位\n1．新建幼儿园3所，新增学位960个。\n2．改扩建小学2所，投入资金1500万元。\n"
    "二、教师队伍\n1．招聘教师85人，其中研究生12人。\n",
    "shibei-2032-report.txt": "石碑县2032年教育工作总结\n石碑县教育局\n2032年12月20日\n"
    "一、基本情况\n1．全县有学校46所，在校学生21500人。\n2．学前教育毛入园率达到93.5%。\n",
}
NOTEBOOKS = {
    "amounts": ["import eduplans\nfigures = eduplans.load('figures')\nfigures[['doc', 'as_printed', 'value', 'unit']]"],
    "picture": [
        (
            "import eduplans\nimport matplotlib.pyplot as plt\nfrom IPython.display import Image, display\nimport io\n"
            "documents = eduplans.load('documents')\nfigure, axes = plt.subplots(figsize=(2, 1.5))\n"
            "axes.bar(range(len(documents)), documents['figures'].astype(int))\nbuffer = io.BytesIO()\n"
            "figure.savefig(buffer, format='png', metadata={'Software': None})\nplt.close(figure)\n"
            "display(Image(buffer.getvalue()), metadata={'alt': 'Figures of two invented counties'})"
        )
    ],
}
RUNS = "".join(f'[[run]]\nname = "{name}"\nnotebook = "{name}.ipynb"\n\n' for name in NOTEBOOKS)
# A project without settings for Sphinx of its own has the pages that all projects share, and none in Chinese.
START_PAGE = """# Two invented counties

```{include} _generated/headline.md
```

```{include} _generated/navigation.md
```
"""


def put_notebook(path: Path, title: str, cells: list[str]) -> Path:
    """Write a notebook of one heading and code cells."""
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    notebook.cells.append(nbformat.v4.new_markdown_cell(f"# {title}", id="title"))
    notebook.cells += [nbformat.v4.new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(cells)]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def put_project(root: Path) -> Path:
    """Write the project with its documents, not yet read."""
    for name, text in DOCUMENTS.items():
        _write(root / "data" / "documents" / name, text)
    for name in ("corrections", "national"):
        lines = (ROOT / "data" / "raw" / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        _write(root / "data" / "raw" / f"{name}.csv", "".join(lines[: 1 if name == "corrections" else 6]))
    for name, cells in NOTEBOOKS.items():
        put_notebook(root / "notebooks" / f"{name}.ipynb", name.capitalize(), cells)
    _write(root / "notebooks" / "runs.toml", RUNS)
    _write(root / "docs" / "index.md", START_PAGE)
    shutil.copytree(ROOT / "tools", root / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "CITATION.cff", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, root / name)
    (root / "src").symlink_to(ROOT / "src")
    _borrow_environment(root)
    return root


def _borrow_environment(root: Path) -> None:
    """Take the environment that these tests run in for the project's own, so that nothing is installed."""
    own = Path(sys.prefix)
    (root / ".venv").mkdir()
    for name in ("bin", "lib", "share"):
        (root / ".venv" / name).symlink_to(own / name)
    shutil.copy(own / "pyvenv.cfg", root / ".venv")


def note_setup(root: Path) -> None:
    """Note the borrowed environment as what the setup has made; to be called where the project stands."""
    digester = inputs.Digester(root)
    for stage in plan.stages(root, "setup"):
        inputs.record(digester, stage, digester.inputs(stage))


def contents(root: Path) -> dict[str, bytes]:
    """All that the stages have written, without what differs between two equal runs: times."""
    found = {}
    for part in ("data/raw", "data/processed", "build/runs", "report"):
        for path in sorted((root / part).rglob("*")):
            if path.is_file() and not (part == "build/runs" and path.suffix == ".json"):
                found[path.relative_to(root).as_posix()] = path.read_bytes()
    package = root / "data" / "datapackage.json"
    if package.is_file():
        found["data/datapackage.json"] = package.read_bytes()
    return found


def debris(root: Path, temporary: Path) -> list[str]:
    """What no stage may leave: hidden and half-written files, temporary folders."""
    left = [path for part in ("data", "build", "report") for path in (root / part).rglob(".*")]
    left += list(root.glob(".report*"))
    left += [path for path in (root / "build").rglob("*") if path.suffix in {".part", ".tmp"}]
    left += list(temporary.iterdir()) if temporary.is_dir() else []
    allowed = {".buildinfo", ".nojekyll", ".gitignore"}
    return sorted(str(path) for path in left if path.name not in allowed and not _of_others(path))


def _of_others(path: Path) -> bool:
    # settings of IPython and matplotlib's own cache
    return any(part in {"ipython", "matplotlib"} for part in path.parts)


def processes(root: Path) -> list[str]:
    """Processes that work in a project or on it."""
    import psutil

    found = []
    for process in psutil.process_iter():
        try:
            words = " ".join(process.cmdline())
            here = str(root) in words or process.cwd().startswith(str(root))
            if here and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(f"{process.pid} {words[:100]}")
        except psutil.Error:
            continue
    return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
