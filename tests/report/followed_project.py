"""An invented project whose chapters show a table, a picture and a sentence that rest on a figure."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = "yunze-2024-plan:00000001"
_PARAMETERS = 'series: str = "total"  # which [total | primary]\nstart: int = 2019  # year [2000..]\n'
_SHOWS = f"""\
import pandas as pd
from eduplans.display import say, show, table
from eduplans.plots import counts
rows = [["999万元", 2 * n, "=cmd()", "{FIGURE}"] for n in range(12)]
table(pd.DataFrame(rows, columns=["printed", "double", "note", "figure id"]), "Allowances", source="invented",
      rests_on=["{FIGURE}"])
show(counts({{"补助 allowances": 2, "教师 teachers": 3}}, title="Bars"), alt="There are two.", caption="Two.",
     source="invented", rests_on=["{FIGURE}"])
say("They come to 999万元, which is **{{part}}** of all.", part=str(100 / 8) + " %")
"""
_CELLS = (
    ("markdown", "# Pupils of 云泽县\n\nInvented: 巩固率, retention.", []), ("code", _PARAMETERS, ["parameters"]),
    ("markdown", "## The picture", []), ("code", _SHOWS, []),
)  # fmt: skip


def put_followed(reported: Path, project: Path) -> Path:
    """Copy the invented project, let its chapters show what rests on a figure, and build its report.

    Parameters
    ----------
    reported
        The project with its report.
    project
        Folder of the copy.

    Returns
    -------
    pathlib.Path
        The new report.
    """
    from invented_notebooks import put_notebook

    from eduplans.report import build_report
    from eduplans.runs import accept_runs

    shutil.copytree(reported, project)
    put_notebook(project / "notebooks" / "pupils.ipynb", _CELLS)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("EDUPLANS_DATA", raising=False)
        accept_runs(project)
    shutil.rmtree(project / "report")
    build_report(project, project / "report")
    return project / "report"
