"""What the README says is so: its commands run, the files and targets it names exist."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eduplans.cli import app
from eduplans.tables import read_raw

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"^```console\n(.*?)^```", README, re.M | re.S)
CALLS = [line for block in CONSOLE for line in block.splitlines() if line.startswith(".venv/bin/eduplans ")]
TARGETS = sorted(set(re.findall(r"`?make ([a-z][a-z-]+)", README)))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's data and notebooks to walk in."""
    for name in ("data/raw", "data/processed", "data/examples", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EDUPLANS_DATA", raising=False)
    return tmp_path


def test_the_readme_has_the_two_commands_first() -> None:
    assert [block.strip() for block in CONSOLE[:2]] == ["make report", "make test"]


def test_every_block_is_one_that_a_test_runs() -> None:
    """Every fence of both READMEs is a console or Python block, and every line of a console block has its test."""
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        fences = re.findall(r"^ *```(.*)$", text, re.M)
        assert len(fences) % 2 == 0
        assert fences[::2].count("console") + fences[::2].count("python") == len(fences) // 2 == 10
        assert re.findall(r"^```console\n(.*?)^```", text, re.M | re.S) == CONSOLE
    others = [line for block in CONSOLE for line in block.splitlines() if line not in CALLS]
    clusters = [
        line for line in others if line.startswith(("dask ", "eduplans ingest documents --out raw --scheduler"))
    ]
    assert len(clusters) == 3, "tests/test_cluster.py runs them with addresses of its own"
    made = [line for line in others if line.startswith("make ")]
    assert made == ["make report", "make test", "make report", "make -C ../my-county report"]
    assert sorted(others) == sorted(made + clusters)


def test_every_command_of_the_readme_runs_as_written(project: Path) -> None:
    assert len(CALLS) >= 4
    for call in CALLS:
        result = CliRunner().invoke(app, shlex.split(call)[1:])
        assert result.exit_code == 0, f"{call}\n{result.stderr}"


def test_the_walk_adds_the_invented_document_and_keeps_the_others(project: Path) -> None:
    before = set(read_raw("documents", project / "data" / "raw")["doc"])
    add = next(call for call in CALLS if " add " in call)
    CliRunner().invoke(app, shlex.split(add)[1:])
    assert set(read_raw("documents", project / "data" / "raw")["doc"]) == before | {"yunze-2024-plan"}
    trace = next(call for call in CALLS if " trace " in call)
    assert "sentence   " in CliRunner().invoke(app, shlex.split(trace)[1:]).stdout


def test_the_python_of_the_readme_runs(project: Path) -> None:
    snippet = "\n".join(re.findall(r"^```python\n(.*?)^```", README, re.M | re.S))
    names: dict[str, object] = {}
    exec(compile(snippet, "README.md", "exec"), names)
    assert len(names["figures"]) > 0  # type: ignore[arg-type]
    assert len(names["panel"]) > 0  # type: ignore[arg-type]
    assert len(names["by_unit"]) > 0  # type: ignore[arg-type]


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_of_the_readme_is_in_the_makefile(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:.*## ", makefile, re.M)


def test_every_path_of_the_readme_exists() -> None:
    named = re.findall(r"`((?:data|notebooks|src|tests|docs)/[\w./-]+)`|\]\(([\w./-]+)\)", README)
    made = {"data/processed/", "data/documents/"}
    for path in {one or other for one, other in named} - made:
        assert (ROOT / path).exists(), path
