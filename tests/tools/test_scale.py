"""benchmarks/scale.py: what it works out, its look at memory, and a small run."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def scale() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scale", ROOT / "benchmarks" / "scale.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["scale"] = module
    spec.loader.exec_module(module)
    return module


def run(scale: ModuleType, way: str, documents: int, seconds: float, digest: str = "a") -> object:
    return scale.Measured(
        way=way, documents=documents, characters=8000 * documents, megabytes=documents / 50, seconds=seconds,
        cpu_seconds=2 * seconds, rss=400, pss=300, largest=200, figures=100 * documents,
        tables_megabytes=documents / 100, digest=digest,
    )  # fmt: skip


def test_growth_is_the_slope_of_logarithms(scale: ModuleType) -> None:
    pairs = [(size, 0.01 * size**1.05) for size in (1000, 10_000, 100_000)]
    assert scale.exponent(pairs) == pytest.approx(1.05)
    assert scale.exponent(pairs[:1]) is None
    # one that is off pulls the fit as least squares do, not as the ends do
    assert scale.exponent([(1, 1), (10, 20), (100, 100)]) == pytest.approx(1.0)


def test_speed_ups_compare_medians_on_the_same_documents(scale: ModuleType) -> None:
    seconds = {"one job": (100, 104, 300), "two jobs": (52, 50, 60), "two Dask workers": (65, 64, 66)}
    runs = [run(scale, way, 1000, second) for way, times in seconds.items() for second in times]
    runs.append(run(scale, "two jobs", 9000, 1))
    assert scale.speed_ups(runs) == {"two jobs": 2.0, "two Dask workers": 1.6}


def test_all_counties_on_paper(scale: ModuleType) -> None:
    paper = scale.on_paper(run(scale, "two jobs", 84_000, 3600), 1.0)
    assert paper["documents"] == 2800 * 20 * 3 == 168_000
    assert (paper["hours"], paper["core_hours"]) == (2.0, 4.0)
    assert paper["gigabytes_of_documents"] == pytest.approx(168_000 / 50 / 1000)
    assert paper["gigabytes_of_tables"] == pytest.approx(1.68)
    assert scale.on_paper(run(scale, "two jobs", 84_000, 3600), 1.05)["hours"] == pytest.approx(2**1.05)
    # a measured growth below linear is start-up, and no promise
    assert scale.on_paper(run(scale, "two jobs", 84_000, 3600), 0.8)["hours"] == 2.0


def test_the_text_says_what_was_measured(scale: ModuleType) -> None:
    runs = [run(scale, "one job", 1000, 100), run(scale, "two jobs", 1000, 50), run(scale, "two jobs", 10_000, 510)]
    setting = {"processor": "a processor", "cores": 2, "python": "3.11"}
    result = scale.summed_up(runs, setting)
    text = scale.as_text(result)
    assert "| 10,000 | two jobs | 510.0 | 19.6 | 0.39 | 1,020.0 | 300 | 400 | 200 | 100 |" in text
    assert "Speed-up over one job: two jobs 2. " in text
    assert "to the power of 1.009" in text
    assert "have the same bytes in every way" in text
    assert "On paper, 168,000 documents (2,800 counties, 20 years, 3 a year) take 2.4 hours" in text
    assert json.loads(json.dumps(result)) == result


def test_other_bytes_are_not_kept_quiet(scale: ModuleType) -> None:
    runs = [run(scale, "one job", 1000, 100), run(scale, "two jobs", 1000, 50, digest="b")]
    result = scale.summed_up(runs, {"processor": "", "cores": 2, "python": ""})
    assert result["same_bytes_in_every_way"] is False
    assert "NOT the same bytes" in scale.as_text(result)


def test_the_memory_of_children_counts_and_shared_pages_count_once(scale: ModuleType) -> None:
    program = (
        "import os, time\n"
        "block = bytearray(os.urandom(1)) * 150_000_000\n"
        "if os.fork() == 0: time.sleep(4); os._exit(0)\n"
        "time.sleep(4)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program])
    memory = scale.Memory([process.pid])
    time.sleep(2.5)
    memory.stop()
    process.kill()
    process.wait()
    assert memory.rss > 2 * 145
    assert 145 < memory.pss < 1.5 * 150
    assert 145 < memory.largest < 1.5 * 150


@pytest.mark.slow
def test_a_small_run_from_end_to_end(tmp_path: Path) -> None:
    out = tmp_path / "scale.json"
    words = [
        "--sizes",
        "4",
        "8",
        "--compare",
        "0",
        "--characters",
        "600",
        "--json",
        str(out),
        "--folder",
        str(tmp_path),
    ]
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "scale.py", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(out.read_text(encoding="utf-8"))
    assert [(one["documents"], one["way"]) for one in result["runs"]] == [(4, "two jobs"), (8, "two jobs")]
    assert all(one["figures"] > 0 and one["pss"] > 50 and one["cpu_seconds"] > 0 for one in result["runs"])
    assert result["on_paper"]["documents"] == 168_000
    assert out.with_suffix(".md").read_text(encoding="utf-8").rstrip() in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scale.json", "scale.md"]


def test_runs_that_are_measured_again_replace_earlier_ones(scale: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "scale.json"
    setting = {"processor": "x", "cores": 2, "python": "3.11"}
    scale.write(path, scale.summed_up([run(scale, "two jobs", 1000, 50), run(scale, "two jobs", 9000, 400)], setting))
    kept = scale.measured_before(path)
    both = scale.together(kept, [run(scale, "two jobs", 1000, 30), run(scale, "one job", 1000, 60)])
    assert [(one.documents, one.way, one.seconds) for one in both] == [
        (1000, "two jobs", 30), (1000, "one job", 60), (9000, "two jobs", 400),
    ]  # fmt: skip
    assert scale.measured_before(tmp_path / "none.json") == []
