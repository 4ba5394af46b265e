"""The benchmark of the report: what it calls and what it says. What it measures is not tested: machines differ."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from eduplans.runs import Run

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def benchmark() -> Any:
    spec = importlib.util.spec_from_file_location("report_times", ROOT / "benchmarks" / "report.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["report_times"] = module
    spec.loader.exec_module(module)
    return module


def test_the_median_is_held_to_the_budget(benchmark: Any) -> None:
    one = benchmark.Times("corpus", (30.0, 4.0, 5.0), (3.0, 3.5, 9.0), 20.0)
    assert one.ratio == 0.25
    assert one.line().split() == ["corpus", "5.0", "s", "CPU", "3.5", "s", "25", "%", "of", "20", "s"]
    assert benchmark.Times("corpus", (21.0,), (3.0,), 20.0).line().endswith("OVER")


def test_a_run_is_called_as_the_build_calls_it(benchmark: Any, tmp_path: Path) -> None:
    run = Run("a", "x.ipynb", {"deflate": True, "years": [2000, 2001]})
    words = benchmark.command(tmp_path, run)
    out = tmp_path / "build" / "runs" / "a.ipynb"
    assert words[1:3] == ["run", "notebooks/x.ipynb"]
    assert words[3:] == [
        "-p", "deflate=true", "-p", "years=2000,2001", "--out", str(out), "--exports", str(out.with_suffix(".zip")),
    ]  # fmt: skip


def test_what_is_built_from_is_there_and_is_copied(benchmark: Any, tmp_path: Path) -> None:
    root = benchmark.project(tmp_path / "copy")
    assert (root / "notebooks" / "runs.toml").is_file()
    assert (root / "data" / "raw" / "documents.csv").is_file()
    assert benchmark.size(root) > 0.1


def test_seconds_are_measured_and_a_failure_ends_it(benchmark: Any, tmp_path: Path) -> None:
    wall, cpu = benchmark.timed([sys.executable, "-c", "sum(range(10**6))"], tmp_path, core=None)
    assert 0 < cpu <= wall + 0.5
    with pytest.raises(SystemExit, match="failed"):
        benchmark.timed([sys.executable, "-c", "1 / 0"], tmp_path)
