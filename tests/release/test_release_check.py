"""Every item of the check list on a small project that is well, and on the same project with one thing broken."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import dist
import release_check as check
from eduplans import __version__
from eduplans.citation import cff, package
from eduplans.tables import datapackage_bytes, frame, write_raw
from sample_tables import document_row

if TYPE_CHECKING:
    from pathlib import Path


def git(root: Path, *words: str) -> None:
    dist._git(root, "-c", "user.name=x", "-c", "user.email=x@example.org", *words)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A committed project about an invented county in which every quick item is well."""
    root = tmp_path / "project"
    files = {
        "src/eduplans/__init__.py": f'__version__ = "{__version__}"\n',
        "src/eduplans/citation.toml": 'released = ""\n',
        "CITATION.cff": cff([package()]) + "\n",
        "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n",
        "LICENSE": "MIT License\n",
        "README.md": "[data](data) `make report` [web](https://example.org)\n",
        "Makefile": "report:\n",
        "pyproject.toml": '[project]\ndependencies = ["pandas>=3"]\n[project.optional-dependencies]\n',
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    write_raw("documents", frame("documents", [document_row()]), root / "data" / "raw")
    (root / "data" / "datapackage.json").write_bytes(datapackage_bytes(root / "data"))
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "begin")
    return root


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    "item",
    [check.tree, check.versions, check.citation, check.data, check.licences, check.links],
    ids=lambda i: i.__name__,
)
def test_what_is_well_is_ok_and_says_what_was_found(project: Path, item: object) -> None:
    found = item(project)  # type: ignore[operator]
    assert (found.state, bool(found.why[0])) == ("ok", True)


def test_an_uncommitted_file_is_named(project: Path) -> None:
    (project / "new.txt").touch()
    assert check.tree(project) == check.failed("?? new.txt")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("CITATION.cff", f"version: {__version__}", "version: 9.9.9"),
        ("data/datapackage.json", f'"version": "{__version__}"', '"version": "9.9.9"'),
        ("src/eduplans/__init__.py", __version__, "9.9.9"),
    ],
)
def test_a_version_that_differs_is_named(project: Path, name: str, old: str, new: str) -> None:
    replace(project / name, old, new)
    found = check.versions(project)
    assert found.state == "FAILED"
    assert "9.9.9" in found.why[0]


def test_a_page_of_another_version_is_named(project: Path) -> None:
    (project / "report").mkdir()
    (project / "report" / "cite.html").write_text("<p>version <b>9.9.9</b></p>", encoding="utf-8")
    assert check.versions(project) == check.failed(f"report/cite.html says another, the package {__version__}")
    (project / "report" / "cite.html").write_text(f"<p>Version <b>{__version__}</b></p>", encoding="utf-8")
    assert check.versions(project).state == "ok"


def test_a_citation_that_was_edited_by_hand_is_found(project: Path) -> None:
    replace(project / "CITATION.cff", "message", "massage")
    assert check.citation(project).why == ("CITATION.cff is another: `make citation`",)


def test_a_release_has_tag_heading_and_day_or_none_of_them(project: Path) -> None:
    assert check.named(project).state == "skipped"
    replace(project / "CHANGELOG.md", "[Unreleased]", f"[{__version__}] - 2027-01-31")
    half = check.named(project)
    assert (half.state, len(half.why)) == ("FAILED", 2)
    replace(project / "src" / "eduplans" / "citation.toml", '""', '"2027-02-01"')
    git(project, "commit", "-q", "-a", "-m", "release")
    git(project, "tag", f"v{__version__}")
    assert check.named(project) == check.failed("CHANGELOG.md says 2027-01-31, citation.toml 2027-02-01")
    replace(project / "src" / "eduplans" / "citation.toml", "2027-02-01", "2027-01-31")
    assert check.named(project) == check.ok(f"v{__version__}, 2027-01-31")


def test_a_table_that_was_altered_lost_or_never_described_is_named(project: Path) -> None:
    table = project / "data" / "raw" / "documents.csv"
    before = table.read_bytes()
    replace(table, ",2031,", ",2032,")
    assert check.data(project) == check.failed("raw/documents.csv has another size or digest: `eduplans clean`")
    replace(table, ",2032,", ",soon,")
    assert any("row 2, column year" in line for line in check.data(project).why)
    table.write_bytes(before)
    (project / "data" / "raw" / "more.csv").write_text("x\n", encoding="utf-8")
    assert check.data(project) == check.failed("raw/more.csv is not described")
    (project / "data" / "raw" / "more.csv").unlink()
    table.unlink()
    assert check.data(project) == check.failed("raw/documents.csv is not there")


def test_a_package_without_a_free_licence_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "_licence", lambda name: "All rights reserved" if name == "pandas" else "MIT")
    assert check.licences(project) == check.failed("pandas names no licence that is known as free")


def test_links_and_targets_that_are_not_there_are_named(project: Path) -> None:
    (project / "README.md").write_text("[gone](docs/gone.md) `make nothing`\n", encoding="utf-8")
    assert check.links(project) == check.failed(
        "README.md links to docs/gone.md, which is not there", "README.md names make nothing, which is not a target"
    )


def test_the_certificate_has_to_say_yes_and_to_know_the_tables(project: Path) -> None:
    path = project / "reproduction.json"
    assert check.certificate(project).state == "skipped"
    digest = hashlib.sha256((project / "data" / "raw" / "documents.csv").read_bytes()).hexdigest()
    path.write_text(json.dumps({"result": "equal", "inputs": {"documents": digest}}), encoding="utf-8")
    assert check.certificate(project).state == "ok"
    path.write_text(json.dumps({"result": "differs", "inputs": {"documents": digest}}), encoding="utf-8")
    assert check.certificate(project).state == "FAILED"
    path.write_text(json.dumps({"result": "equal", "inputs": {"documents": "0"}}), encoding="utf-8")
    assert "data/raw/documents.csv as it is now" in check.certificate(project).why[0]
    path.write_text("{", encoding="utf-8")
    assert check.certificate(project).state == "FAILED"


@pytest.mark.parametrize(("code", "state"), [(0, "ok"), (1, "FAILED"), (check.SKIPPED, "skipped")])
def test_a_tool_ends_as_its_exit_code_says_and_gives_its_last_line(project: Path, code: int, state: str) -> None:
    (project / "tool.py").write_text(f"import sys\nprint('first')\nprint('last')\nsys.exit({code})\n", encoding="utf-8")
    found = check.command(project, "tool.py")
    assert (found.state, found.why[-1]) == (state, "last")


def test_the_list_ends_with_counts_and_one_where_an_item_failed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    slow: list[str] = []
    items = [
        ("good", lambda _: check.ok("well"), True),
        ("slow", lambda _: slow.append("ran") or check.ok("done"), False),
    ]
    monkeypatch.setattr(check, "CHECKS", tuple(items))
    assert check.main(project, quick=True) == 0
    assert slow == []
    assert "skipped  slow: takes minutes" in capsys.readouterr().out
    items.append(("bad", lambda _: check.failed("one", "two"), True))
    monkeypatch.setattr(check, "CHECKS", tuple(items))
    assert check.main(project, quick=False) == 1
    out = capsys.readouterr().out
    assert "FAILED   bad: one\n         two\n" in out
    assert out.endswith("2 ok, 1 failed, 0 skipped\n")
    assert slow == ["ran"]


def test_every_item_that_the_release_needs_is_on_the_list() -> None:
    names = [name for name, _, _ in check.CHECKS]
    assert len(names) == len(set(names)) >= 16
    assert {"tree is clean", "one version", "lock is fresh", "tests", "sdist and wheel", "archive"} <= set(names)


def test_the_project_itself_passes_what_does_not_hang_on_its_state(root: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a checkout")
    for item in (check.versions, check.citation, check.licences, check.links):
        found = item(root)
        assert found.state == "ok", found.why


def test_the_command_is_a_program(project: Path, root: Path) -> None:
    script = "import sys, release_check as c; c.CHECKS = (('x', lambda _: c.skipped('why'), True),); "
    script += "sys.exit(c.main(__import__('pathlib').Path.cwd(), quick=True))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root / "tools", check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "0 ok, 0 failed, 1 skipped")
