"""A run whose kernel failed: its page and the lists say so, and why; all others are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from eduplans.report import build_report
from eduplans.report.missing import notice
from eduplans.runs.failed import clear_failure, failed_runs, note_failure

if TYPE_CHECKING:
    from pathlib import Path

SAID = (
    'eduplans: pupils.ipynb: the kernel died in cell 4 (2nd code cell) under "The table": '
    "its kernel crashed (SIGSEGV); where it needs more memory: --memory\n"
)


def words(page: Path) -> str:
    found = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml").find("article")
    assert found is not None
    return " ".join(found.get_text(" ").split())


def test_the_rest_of_the_report_says_what_is_missing_and_why(project: Path) -> None:
    (project / "build" / "runs" / "primary.ipynb").unlink()
    note_failure(project, "primary", SAID)
    assert failed_runs(project) == ["primary"]
    build_report(project, project / "report")
    page = words(project / "report" / "chapters" / "primary.html")
    assert "This page is missing" in page
    assert 'the kernel died in cell 4 (2nd code cell) under "The table": its kernel crashed (SIGSEGV)' in page
    for name in ("index", "chapters"):
        said = words(project / "report" / f"{name}.html")
        assert "1 page is missing from this report" in said
        assert "its kernel crashed (SIGSEGV)" in said
    assert "This page is missing" not in words(project / "report" / "chapters" / "pupils.html")


def test_notes_come_and_go(tmp_path: Path) -> None:
    clear_failure(tmp_path, "any")
    note_failure(tmp_path, "any", "x")
    note_failure(tmp_path, "any", "y")
    assert failed_runs(tmp_path) == ["any"]
    clear_failure(tmp_path, "any")
    assert failed_runs(tmp_path) == []


def test_where_nothing_is_missing_nothing_is_said() -> None:
    assert notice([]) == ""
