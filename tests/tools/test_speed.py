"""Measuring speed: what is computed of the repetitions, and that a repetition reads every text once."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import speed

if TYPE_CHECKING:
    from pathlib import Path


def repetition(reading: float, finding: float, expression: float) -> dict[str, float]:
    return {"characters": 1000.0, "figures": 7.0, "reading": reading, "finding": finding, "expression": expression}


def test_medians_and_the_ratio_are_of_the_repetitions() -> None:
    # the third is slowed down by something else; medians do not see it
    results = [repetition(0.1, 0.3, 0.01), repetition(0.1, 0.4, 0.01), repetition(5.0, 5.0, 0.1)]
    got = speed.throughput(results)
    assert (got["characters"], got["figures"], got["repetitions"]) == (1000, 7, 3)
    assert got["eduplans"] == 2000
    assert got["eduplans_reading_alone"] == 10000
    assert got["eduplans_finding_alone"] == 2500
    assert got["regular_expression"] == 100000
    assert got["times_slower_than_expression"] == pytest.approx(50.0)


def test_a_repetition_reads_every_text_in_a_process_of_its_own(tmp_path: Path) -> None:
    texts = {"one.txt": "云泽县新建幼儿园3所。\n" * 20, "two.txt": "清禾县招聘教师12名,比例为80%。\n" * 20}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "README.txt").write_text("12人\n", encoding="utf-8")
    folder = tmp_path / "shared"
    (folder / "corpus").mkdir(parents=True)
    for path in sorted(tmp_path.glob("*.txt")):
        path.rename(folder / "corpus" / path.name)
    paths = speed.corpus(folder)
    assert [path.name for path in paths] == ["one.txt", "two.txt"]
    command = [sys.executable, speed.__file__, "--once", *map(str, paths)]
    got = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert got["characters"] == sum(map(len, texts.values()))
    assert got["figures"] == 60
    assert all(got[name] > 0 for name in ("reading", "finding", "expression"))


def test_without_texts_it_says_so(tmp_path: Path) -> None:
    command = [sys.executable, speed.__file__, "--quick", "--shared", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "not on this machine" in done.stderr


def test_the_committed_measurement_is_what_the_report_needs(root: Path) -> None:
    got = json.loads((root / "benchmarks" / "speed.json").read_text(encoding="utf-8"))
    assert got["repetitions"] >= 5
    assert got["texts"] >= 20
    assert set(got["peers"]) == {"sample_characters", "Recognizers-Text", "JioNLP"}
    assert got["times_slower_than_expression"] == pytest.approx(got["regular_expression"] / got["eduplans"], rel=0.1)
