"""A project of which every run has failed has no report, and is told why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eduplans.errors import RunError
from eduplans.report.sources import read_sources
from eduplans.runs.failed import note_failure

if TYPE_CHECKING:
    from pathlib import Path


def test_every_run_is_named_with_what_it_said(project: Path) -> None:
    for name in ("amounts", "picture"):
        note_failure(project, name, f"eduplans: {name}.ipynb: its kernel ended by itself\n")
    with pytest.raises(RunError) as raised:
        read_sources(project)
    assert [problem.where for problem in raised.value.problems] == ["amounts", "picture"]
    assert "its kernel ended by itself" in str(raised.value.problems[0])
