"""The gate: pinned floors belong to the annotations, break when a score falls, and only rise."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

import gate

if TYPE_CHECKING:
    from pathlib import Path

FULL = {"found": 99.0, "value_unit_f1": 98.0}


@pytest.fixture
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A floors file of its own."""
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.toml")
    return tmp_path / "floors.toml"


def pinned(path: Path) -> dict[str, dict[str, float]]:
    return {name: table for name, table in tomllib.loads(path.read_text("utf-8")).items() if isinstance(table, dict)}


def test_floors_are_pinned_to_the_annotations_that_are_committed() -> None:
    committed = tomllib.loads(gate.FLOORS.read_text(encoding="utf-8"))
    assert committed["reference"] == gate.reference_digest()
    for group in ("documents", "passages", "invented"):
        assert set(committed[group]) == {"found", "value_unit_f1", *gate.COLUMNS}
        assert all(50 <= floor <= 100 for floor in committed[group].values())


def test_the_gate_passes(root: Path) -> None:
    done = subprocess.run([sys.executable, "tools/gate.py"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^documents: \d+ found, \d+ missed, \d+ false; F1 [\d.]+", done.stdout, re.MULTILINE)


def test_make_has_the_gate(root: Path) -> None:
    assert re.search(r"^gate: setup ##.*\n\t@\$\(BIN\)/python tools/gate\.py$", (root / "Makefile").read_text(), re.M)


def test_a_score_below_its_floor_breaks_the_gate(capsys: pytest.CaptureFixture[str]) -> None:
    floors = {"reference": gate.reference_digest(), "documents": {"found": 99.1, "value_unit_f1": 97.0}}
    assert gate.check({"documents": FULL}, floors) == 1
    assert "documents: found is 99.0, below its floor 99.1" in capsys.readouterr().err
    assert gate.check({"documents": FULL}, floors | {"documents": {"found": 99.0}}) == 0


def test_other_annotations_break_the_gate(capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.check({"documents": FULL}, {"reference": "0" * 64, "documents": {}}) == 1
    assert gate.check({"documents": FULL}, {}) == 1
    assert "the annotations changed" in capsys.readouterr().err


def test_floors_stand_a_little_below_what_is_reached_and_never_fall(floors: Path) -> None:
    gate.pin({"documents": FULL}, {})
    below = {name: round(value - gate.SLACK, 1) for name, value in FULL.items()}
    assert pinned(floors) == {"documents": below}
    gate.pin({"documents": {"found": 90.0, "value_unit_f1": 99.9}}, pinned(floors))
    assert pinned(floors) == {"documents": below | {"value_unit_f1": round(99.9 - gate.SLACK, 1)}}
    assert tomllib.loads(floors.read_text("utf-8"))["reference"] == gate.reference_digest()


def test_a_group_that_is_not_at_hand_keeps_its_floors(floors: Path) -> None:
    gate.pin({"documents": FULL}, {"passages": {"found": 98.0}})
    assert pinned(floors)["passages"] == {"found": 98.0}


def test_the_digest_is_of_names_and_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "REFERENCE", tmp_path)
    (tmp_path / "documents").mkdir()
    (tmp_path / "passages.csv").write_text("passage\n", encoding="utf-8")
    table = tmp_path / "documents" / "one.csv"
    table.write_text("a\n", encoding="utf-8")
    first = gate.reference_digest()
    table.write_text("b\n", encoding="utf-8")
    second = gate.reference_digest()
    table.rename(tmp_path / "documents" / "two.csv")
    assert len({first, second, gate.reference_digest()}) == 3


@pytest.mark.shared
def test_passages_are_cut_from_the_files_that_were_annotated(shared: Path, tmp_path: Path) -> None:
    documents = gate.passage_documents(shared / "corpus")
    assert [document.doc for document in documents] == [
        row["passage"] for row in gate.read_csv(gate.REFERENCE / "passages.csv")
    ]
    assert all(document.metadata.kind.basis == "given" for document in documents)
    assert gate.passage_documents(tmp_path) == []


def test_another_file_of_the_same_name_is_refused(tmp_path: Path) -> None:
    name = gate.read_csv(gate.REFERENCE / "passages.csv")[0]["file"]
    (tmp_path / name).write_text("云泽县\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="not the file that was annotated"):
        gate.passage_documents(tmp_path)
