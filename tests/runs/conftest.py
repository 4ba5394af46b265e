"""The invented project as fixtures: fresh, and after both its runs were accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented_notebooks import put_project

if TYPE_CHECKING:
    from pathlib import Path


# Read for its doctests it would be a second module of its name; it has none.
collect_ignore = ["conftest.py"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, fresh for one test."""
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    return put_project(tmp_path)


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project after accepting both runs; tests that change it copy it first."""
    from eduplans.runs import accept_runs

    root = put_project(tmp_path_factory.mktemp("done"))
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("EDUPLANS_DATA", raising=False)
        accept_runs(root)
    return root
