"""The small project of two invented counties, read, cleaned and undisturbed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

# Read for its doctests it would be a second module of its name; it has none.
collect_ignore = ["conftest.py"]


@pytest.fixture(scope="session")
def cleaned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project after ingest and clean; tests that change it copy it first."""
    from small_project import put_project

    from eduplans.clean import build_processed
    from eduplans.ingest import ingest

    root = put_project(tmp_path_factory.mktemp("faults").resolve() / "project")
    ingest([root / "data" / "documents"], root / "data" / "raw")
    build_processed(root / "data" / "raw", root / "data" / "processed")
    return root


@pytest.fixture
def project(cleaned: Path, tmp_path: Path) -> Path:
    """A copy to be maltreated."""
    import shutil

    return Path(shutil.copytree(cleaned, tmp_path / "project", symlinks=True))
