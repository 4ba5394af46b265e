"""The counts of `make test`: whole, true, and 1 as the exit code where anything failed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import run_tests

if TYPE_CHECKING:
    from pathlib import Path

SUITE = """
import pytest

def test_passes(): pass

@pytest.mark.parametrize("x", [1, 2])
def test_fails(x): assert x == 1

@pytest.mark.skip(reason="no browser here")
def test_skips(): pass

@pytest.mark.xfail(strict=True)
def test_known(): assert False

@pytest.fixture
def broken(): raise ValueError

def test_error(broken): pass
"""

OK = [sys.executable, "-c", "print('fine')"]
BAD = [sys.executable, "-c", "raise SystemExit('bad')"]
SKIP = [sys.executable, "-c", "print('first'); print('no network'); raise SystemExit(77)"]


@pytest.fixture(autouse=True)
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pytest inside pytest must not take itself for a worker; without plugins it starts at once."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS", "PYTEST_CURRENT_TEST"):
        monkeypatch.delenv(name, raising=False)


def test_counts_of_pytest_are_read_from_its_report(tmp_path: Path) -> None:
    (tmp_path / "test_suite.py").write_text(SUITE)
    counts = run_tests.run_pytest(tmp_path, "tests", ["-q", "-p", "no:cacheprovider"])
    assert counts.passed == 2
    assert counts.failed == ("test_suite::test_fails[2]", "test_suite::test_error")
    assert counts.skipped[0] == "test_suite::test_skips: no browser here"
    assert counts.skipped[1].startswith("test_suite::test_known")


def test_no_test_at_all_is_a_failure(tmp_path: Path) -> None:
    counts = run_tests.run_pytest(tmp_path, "notebooks", [])
    assert counts.failed == ("notebooks: pytest ended with exit code 5",)


def test_crash_of_pytest_is_a_failure(tmp_path: Path) -> None:
    counts = run_tests.run_pytest(tmp_path, "tests", ["--no-such-option"])
    assert counts.failed == ("tests: pytest ended with exit code 4",)


def test_file_that_cannot_be_imported_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "test_broken.py").write_text("import no_such_module")
    counts = run_tests.run_pytest(tmp_path, "tests", [])
    assert len(counts.failed) == 1


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        ([OK, OK], run_tests.Counts(1)),
        ([OK, BAD], run_tests.Counts(failed=("types",))),
        ([BAD, SKIP], run_tests.Counts(failed=("types",))),
        ([OK, SKIP], run_tests.Counts(skipped=("types: no network",))),
    ],
)
def test_check_counts_as_one(tmp_path: Path, commands: list[list[str]], expected: run_tests.Counts) -> None:
    assert run_tests.run_check(tmp_path, "types", commands) == expected


def test_all_parts_run_after_a_failure_and_the_counts_close(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test_suite.py").write_text("def test_a(): pass\ndef test_b(): pass\n")
    monkeypatch.setattr(run_tests, "checks", lambda _: {"lint": [BAD], "types": [OK], "lock": [SKIP]})
    monkeypatch.setattr(run_tests, "pytest_arguments", lambda *_: ["-q"])
    assert run_tests.main(tmp_path, ["lint", "types", "lock", "tests"]) == 1
    lines = capfd.readouterr().out.splitlines()
    assert lines[-1] == "3 passed, 1 failed, 1 skipped"
    assert lines[lines.index("skipped:") + 1] == "  lock: no network"
    assert lines[lines.index("failed:") + 1] == "  lint"


def test_success_is_exit_code_0_and_nothing_done_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_tests, "checks", lambda _: {"lint": [OK], "lock": [SKIP]})
    assert run_tests.main(tmp_path, ["lint"]) == 0
    assert run_tests.main(tmp_path, ["lock"]) == 1


def test_backend_is_taken_out_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    show = [sys.executable, "-c", "import os; print('backend', os.environ.get('MPLBACKEND'))"]
    monkeypatch.setattr(run_tests, "checks", lambda _: {"lint": [show]})
    run_tests.main(tmp_path, ["lint"])
    assert "backend None" in capfd.readouterr().out


def test_notebooks_go_to_one_worker_each_with_the_masks(tmp_path: Path) -> None:
    (tmp_path / "notebooks" / "expected").mkdir(parents=True)
    for name in ("b.ipynb", "a.ipynb", "expected/c.ipynb"):
        (tmp_path / "notebooks" / name).write_text("{}")
    arguments = run_tests.pytest_arguments(tmp_path, "notebooks")
    assert arguments[-2:] == ["notebooks/a.ipynb", "notebooks/b.ipynb"]
    assert arguments[arguments.index("--dist") + 1] == "loadfile"
    assert arguments[arguments.index("--nbval-sanitize-with") + 1] == "tools/nbval-sanitize.cfg"


def test_types_cover_the_tools(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "x.py").write_text("")
    assert run_tests.checks(tmp_path)["types"][1][-1] == "tools/x.py"
