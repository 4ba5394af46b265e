"""A small project about an invented county: one notebook, two runs, a table of documents."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import nbformat

if TYPE_CHECKING:
    from pathlib import Path

PARAMETERS = """\
start: int = 2019  # first year [2000..end]
end: int = 2022  # last year [..2030]
series: str = "total"  # which pupils [total | primary]
document: str = "yunze-2024-plan"  # id of the document [documents.doc]
deflate = False  # in prices of the last year
"""
TABLE = """\
import pandas as pd
from IPython.display import display
years = list(range(start, end + 1))
frame = pd.DataFrame({"year": years, "pupils": [1000 + 7 * n for n in range(len(years))]})
frame
"""
PICTURE = """\
import matplotlib.pyplot as plt
figure, axes = plt.subplots(figsize=(2, 1.5))
axes.plot(frame["year"], frame["pupils"])
import io
buffer = io.BytesIO()
figure.savefig(buffer, format="png", metadata={"Software": None})
plt.close(figure)
from IPython.display import Image
display(Image(buffer.getvalue()), metadata={"alt": "Pupils rise by 7 a year"})
print("drawn", object())
"""
CHAPTER = (
    ("markdown", "# Pupils of 云泽县\n\n云泽县 is an invented county.", []),
    ("code", PARAMETERS, ["parameters"]),
    ("markdown", "## The table\n\n```\n# not a heading\n```", []),
    ("code", TABLE, []),
    ("markdown", "## The picture", []),
    ("code", PICTURE, []),
    ("code", "import warnings\nif series == 'primary':\n    warnings.warn('few values', stacklevel=1)\nseries", []),
)


def notebook_of(cells: tuple[tuple[str, str, list[str]], ...]) -> Any:
    """Make a notebook of (kind, source, tags)."""
    notebook = nbformat.v4.new_notebook(
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
        }
    )
    for kind, source, tags in cells:
        make = getattr(nbformat.v4, f"new_{kind}_cell")
        notebook.cells.append(make(source, metadata={"tags": tags} if tags else {}))
    return notebook


def put_notebook(path: Path, cells: tuple[tuple[str, str, list[str]], ...] = CHAPTER) -> Path:
    """Write a notebook of (kind, source, tags)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook_of(cells), path)
    return path


COUNTY = (
    ("markdown", "# A county\n\nAbout one invented county.", []),
    ("code", 'document: str = "yunze-2024-plan"  # id of the document [documents.doc]', ["parameters"]),
    (
        "code",
        "from IPython.display import HTML\nHTML(f'<table><tr><th>巩固率</th><td>{document}</td></tr></table>')",
        [],
    ),
)
COUNTY_RUN = """
[[run]]
name = "county"
notebook = "county.ipynb"
for_each = "documents"
title = "{county} {year}"
"""
RAW = {
    "documents": "doc,county,title,year,kind,items,figures\n"
    "yunze-2024-plan,云泽县,云泽县2024年工作计划,2024,plan,12,34\n"
    "qinghe-2024-report,清禾县,清禾县2024年报告,2024,report,5,6\n",
    "figures": "figure_id,doc,item,as_printed,phrase\n"
    "yunze-2024-plan:00000001,yunze-2024-plan,一,999万元,补助999万元\n",
    "corrections": "figure_id,column,old,new,flag,reason,source\n"
    "yunze-2024-plan:00000001,value,9990000,,implausible,too much for one township,arithmetic\n",
}


def put_report_project(root: Path, project: Path) -> Path:
    """Write the project with a page a county and the prose of the real report."""
    put_project(root)
    put_notebook(root / "notebooks" / "county.ipynb", COUNTY)
    with (root / "notebooks" / "runs.toml").open("a", encoding="utf-8") as file:
        file.write(COUNTY_RUN)
    for name, text in RAW.items():
        (root / "data" / "raw" / f"{name}.csv").write_text(text, encoding="utf-8")
    (root / "data" / "datapackage.json").write_text("{}\n", encoding="utf-8")
    shutil.copytree(project / "docs", root / "docs")
    shutil.copy(project / "CITATION.cff", root / "CITATION.cff")
    return root


def put_project(root: Path) -> Path:
    """Write the project: runs, tables, the notebook."""
    put_notebook(root / "notebooks" / "pupils.ipynb")
    (root / "notebooks" / "runs.toml").write_text(
        '[[run]]\nname = "pupils"\nnotebook = "pupils.ipynb"\nheadline = ["The picture"]\n\n'
        '[[run]]\nname = "primary"\nnotebook = "pupils.ipynb"\ntitle = "Pupils of primary schools"\n'
        'parameters = { series = "primary", start = 2020 }\n',
        encoding="utf-8",
    )
    for stage in ("raw", "processed"):
        (root / "data" / stage).mkdir(parents=True)
        (root / "data" / stage / "documents.csv").write_text(
            "doc,county\nyunze-2024-plan,云泽县\nqinghe-2024-report,清禾县\n", encoding="utf-8"
        )
    return root
