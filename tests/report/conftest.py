"""The invented project with its runs done, and its report."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

# The invented notebooks are those of the tests of runs.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "runs"))


# Read for its doctests it would be a second module of its name; it has none.
collect_ignore = ["conftest.py"]


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The project after its runs and its report; tests that change it copy it first."""
    from invented_notebooks import put_report_project

    from eduplans.report import build_report
    from eduplans.runs import accept_runs

    project = put_report_project(tmp_path_factory.mktemp("reported"), root)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("EDUPLANS_DATA", raising=False)
        accept_runs(project)
    build_report(project, project / "report")
    return project


@pytest.fixture(scope="session")
def followed(reported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the invented project whose chapters show a table and a picture that rest on a figure."""
    from followed_project import put_followed

    return put_followed(reported, tmp_path_factory.mktemp("followed") / "project")


@pytest.fixture
def project(reported: Path, tmp_path: Path) -> Path:
    """A copy of the project to change."""
    return Path(shutil.copytree(reported, tmp_path / "project"))


@pytest.fixture(scope="session")
def site(reported: Path) -> Path:
    """The report of the invented project."""
    return reported / "report"
