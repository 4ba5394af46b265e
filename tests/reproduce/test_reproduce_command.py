"""The command: exit codes, files written, an interrupt; the README and the report show the last certificate."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from invented_certificate import DIFFERENCE, certificate
from typer.testing import CliRunner

import eduplans.reproduce
from eduplans.cli import app
from eduplans.errors import RunError
from eduplans.report.reproduction_page import reproduction

if TYPE_CHECKING:
    from eduplans.reproduce import Certificate, Plan

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import readme_reproduction  # noqa: E402 - a tool is a script beside the package


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Certificates to be given out, and then the plans that were asked for."""
    waiting: list[Any] = []

    def pretend(plan: Plan) -> Certificate:
        found = waiting.pop(0)
        waiting.append(plan)
        return found  # type: ignore[no-any-return]

    monkeypatch.setattr(eduplans.reproduce, "reproduce", pretend)
    return waiting


def test_all_equal_is_code_0_and_both_files_are_written(asked: list[Any], tmp_path: Path) -> None:
    asked.append(certificate())
    result = CliRunner().invoke(app, ["reproduce", "--out", str(tmp_path), "--python", "python3", "--keep"])
    assert result.exit_code == 0, result.stderr
    assert "Everything was the same" in result.stdout
    assert json.loads((tmp_path / "reproduction.json").read_text(encoding="utf-8"))["result"] == "equal"
    assert (tmp_path / "reproduction.md").read_text(encoding="utf-8").startswith("# Reproduction\n\nEverything was")
    (plan,) = asked
    assert (plan.pythons, plan.keep, plan.despite_changes, plan.documents) == (("python3",), True, False, None)


def test_a_difference_is_code_1_and_named(asked: list[Any], tmp_path: Path) -> None:
    asked.append(certificate(DIFFERENCE))
    result = CliRunner().invoke(app, ["reproduce", "--out", str(tmp_path)])
    assert result.exit_code == 1
    assert "first, data/processed/panel.csv, row 7, column value: expected '1|2', found '3'" in result.stderr
    assert (tmp_path / "reproduction.json").is_file()


def test_the_certificate_is_printed_for_programs(asked: list[Any], tmp_path: Path) -> None:
    asked.append(certificate())
    result = CliRunner().invoke(app, ["reproduce", "--out", str(tmp_path), "--json"])
    assert json.loads(result.stdout) == json.loads((tmp_path / "reproduction.json").read_text(encoding="utf-8"))


def test_what_cannot_be_run_is_code_2_and_writes_nothing(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["reproduce", "--root", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "git rev-parse" in result.stderr
    assert not (tmp_path / "out").exists()


def test_missing_documents_and_a_python_that_is_none_are_code_2(template: Path, tmp_path: Path) -> None:
    for words, said in ((["--documents", "/none"], "no such documents"), (["--python", "/none"], "this is no Python")):
        result = CliRunner().invoke(app, ["reproduce", "--root", str(template), "--out", str(tmp_path), *words])
        assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


def test_an_interrupt_is_code_130_within_two_seconds_and_leaves_no_clone(template: Path, tmp_path: Path) -> None:
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom eduplans.cli import app; app()"
    )
    command = [sys.executable, "-c", code, "reproduce", "--root", str(template), "--out", str(tmp_path / "out")]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    process = subprocess.Popen(
        [*command, "--python", sys.executable], env=environment, stderr=subprocess.PIPE, text=True
    )  # fmt: skip
    assert process.stderr is not None
    assert "making the environment from the lock" in process.stderr.readline()
    time.sleep(0.5)
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)
    assert time.monotonic() - started < 2
    assert process.returncode == 130
    assert "interrupted" in process.stderr.read()
    # what is large may be removed a moment later
    end = time.monotonic() + 10
    while list(tmp_path.iterdir()) and time.monotonic() < end:
        time.sleep(0.05)
    assert list(tmp_path.iterdir()) == []


def test_the_page_of_the_report_shows_the_certificate_or_how_to_make_one(tmp_path: Path) -> None:
    assert "No certificate has been made yet: `make reproduce` makes one." in reproduction(tmp_path)
    (tmp_path / "reproduction.json").write_text(certificate().text(), encoding="utf-8")
    assert "14 of 14 processed tables" in reproduction(tmp_path)
    (tmp_path / "reproduction.json").write_text('{"format": 1}', encoding="utf-8")
    with pytest.raises(RunError, match="not a certificate"):
        reproduction(tmp_path)


def test_the_readme_says_what_the_last_certificate_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    said = readme_reproduction.said(ROOT / "reproduction.json")
    assert readme_reproduction.renewed(readme, said) == readme, "run tools/readme_reproduction.py"


def test_the_last_certificate_found_everything_equal() -> None:
    path = ROOT / "reproduction.json"
    if not path.is_file():
        pytest.skip("no certificate has been made yet")
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["result"] == "equal"
    assert len(found["variations"]) >= 3
    assert found["uncommitted"] == []


def test_the_sentence_of_the_readme_is_put_between_its_marks(tmp_path: Path) -> None:
    begin, end = readme_reproduction.BEGIN, readme_reproduction.END
    (tmp_path / "README.md").write_text(f"before\n{begin}old\n{end}after\n", encoding="utf-8")
    (tmp_path / "reproduction.json").write_text(certificate().text(), encoding="utf-8")
    readme_reproduction.main(tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert text.startswith(f"before\n{begin}Everything was the same")
    assert text.endswith(f"{end}after\n")
    assert max(map(len, text.splitlines())) <= 124
    with pytest.raises(ValueError, match="lacks the marks"):
        readme_reproduction.renewed("no marks", "x")
