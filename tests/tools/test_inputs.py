"""What counts as an input of a stage, and when a stage is out of date."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tiny_project import ROOT, notebook

import inputs
import plan
from eduplans.runs import read_runs
from eduplans.runs.record import input_digests

if TYPE_CHECKING:
    from tiny_project import Project


def manifest(project: Project, name: str) -> dict[str, str]:
    text = inputs.Digester(project.root).inputs(plan.stage(project.root, name))
    return {line.split("  ")[1]: line.split("  ")[0] for line in text.splitlines()}


def test_manifest_of_the_data_stage(project: Project) -> None:
    assert manifest(project, "data").keys() == {
        *("data/raw/damage.csv", "data/raw/documents.csv", "data/raw/figures.csv", "requirements.lock"),
        *("src/eduplans/__init__.py", "src/eduplans/clean.py", "src/eduplans/cli.py"),
        *("src/eduplans/codebook/__init__.py", "src/eduplans/codebook/levels.csv"),
    }


def test_manifest_of_a_run_has_its_notebook_arguments_and_tables(project: Project) -> None:
    found = manifest(project, "run-county-north-2020")
    assert {"(arguments)", "notebooks/county.ipynb", "src/eduplans/trends.py"} <= found.keys()
    assert {name for name in found if name.startswith("data/")} == {
        *("data/processed/documents.csv", "data/processed/figures.csv", "data/raw/damage.csv")
    }
    assert "src/eduplans/cli.py" not in found
    assert found["(arguments)"] != manifest(project, "run-county-south-2021")["(arguments)"]


def test_tables_that_a_notebook_does_not_load_are_no_input(project: Project) -> None:
    assert {name for name in manifest(project, "run-corpus") if name.startswith("data/")} == {
        "data/processed/figures.csv"
    }
    project.write("notebooks/corpus.ipynb", notebook("import eduplans", "eduplans.load(name)"))
    every = {"data/processed/documents.csv", "data/processed/figures.csv", "data/raw/damage.csv"}
    assert {name for name in manifest(project, "run-corpus") if name.startswith("data/")} == every
    project.write("notebooks/corpus.ipynb", notebook("from eduplans import trends", "eduplans.load('figures')"))
    project.write("src/eduplans/trends.py", "import eduplans\ndef all():\n    return eduplans.load('damage')\n")
    assert {name for name in manifest(project, "run-corpus") if name.startswith("data/")} == every


def test_readme_of_a_folder_of_tables_is_no_input_and_no_output(project: Project) -> None:
    for folder in ("raw", "processed"):
        project.write(f"data/{folder}/README.md", "What stands here.")
    for stage in plan.stages(project.root, "report"):
        digester = inputs.Digester(project.root)
        assert "data/raw/README.md" not in digester.inputs(stage)
        assert "data/processed/README.md" not in digester.inputs(stage) + digester.outputs(stage)


def test_notebook_counts_by_cells_tags_and_kernel(project: Project) -> None:
    path = project.root / "notebooks" / "corpus.ipynb"
    first, cells = inputs.notebook_source(path)
    assert cells == ["import eduplans", "eduplans.load('figures')"]
    content = json.loads(path.read_text())
    content["cells"][0]["execution_count"] = 7
    content["cells"][0]["source"] = ["import ", "eduplans"]
    path.write_text(json.dumps(content))
    assert inputs.notebook_source(path)[0] == first
    for change in ({"source": "import json"}, {"metadata": {"tags": ["parameters"]}}, {"cell_type": "markdown"}):
        path.write_text(json.dumps(content | {"cells": [content["cells"][0] | change, content["cells"][1]]}))
        assert inputs.notebook_source(path)[0] != first


def test_file_that_is_not_a_notebook_is_named(project: Project) -> None:
    project.write("notebooks/corpus.ipynb", "{}")
    with pytest.raises(plan.PlanError, match=r"corpus\.ipynb is not a notebook"):
        manifest(project, "run-corpus")


def test_reason_names_at_most_three_files(built: Project) -> None:
    for name in "abcde":
        built.write(f"data/raw/{name}.csv", name)
    said = built.make("data").stdout
    assert "data: data/raw/a.csv, data/raw/b.csv, data/raw/c.csv and 2 more changed\n" in said


def test_record_without_a_list_of_inputs_does_not_name_them_all(built: Project) -> None:
    record = built.root / "build" / "outputs" / "data.sha256"
    record.write_text("# inputs 0\n")
    stage = plan.stage(built.root, "data")
    digester = inputs.Digester(built.root)
    assert inputs.reason(digester, stage, digester.inputs(stage)) == "inputs changed"


def test_manifest_is_touched_only_when_it_changes(built: Project) -> None:
    stage = plan.stage(built.root, "data")
    path = inputs.inputs_path(built.root, stage)
    before = path.stat().st_mtime_ns
    inputs.refresh(inputs.Digester(built.root), stage)
    assert path.stat().st_mtime_ns == before
    built.write("data/raw/figures.csv", "other")
    inputs.refresh(inputs.Digester(built.root), stage)
    assert path.stat().st_mtime_ns > before


def test_environment_belongs_to_its_folder(built: Project) -> None:
    moved = built.root.with_name("moved")
    built.root.rename(moved)
    stage = plan.stage(moved, "env")
    digester = inputs.Digester(moved)
    assert inputs.reason(digester, stage, digester.inputs(stage))


def test_packages_altered_by_hand_are_seen(built: Project) -> None:
    record = ".venv/lib/python3.11/site-packages/a-1.dist-info/RECORD"
    built.write(record, "a")
    built.note_setup()
    assert built.listed("-n", "setup") == ["nothing to do"]
    built.write(record, "b")
    assert built.listed("-n", "setup") == [
        f"would run env: {record} altered or deleted by hand",
        "would run install: after env",
    ]


@pytest.mark.skipif(not (ROOT / "notebooks" / "runs.toml").is_file(), reason="there is no list of runs")
def test_the_build_watches_all_that_a_run_records_as_its_inputs() -> None:
    digester = inputs.Digester(ROOT)
    seen: set[str] = set()
    for run in read_runs(ROOT):
        stage = plan.stage(ROOT, f"run-{run.name}")
        watched = {line.split("  ")[1] for line in digester.inputs(stage).splitlines()}
        recorded = input_digests(ROOT / "notebooks" / run.notebook, ROOT / "data")
        assert {re.sub("^eduplans/", "src/eduplans/", name) for name in recorded} <= watched
        tables = {name for name in recorded if name.startswith("data/")}
        assert tables == {name for name in watched if name.startswith("data/")}
        # a notebook that loads every table, or whose loads cannot be told, would make this test and the rule idle
        there = {f"data/{path.parent.name}/{path.name}" for path in ROOT.glob("data/*/*.csv")}
        assert len(tables) < len(there) / 2, run.name
        seen |= tables
    assert {"data/processed/figures.csv", "data/processed/national.csv", "data/raw/item_words.csv"} <= seen


def test_the_tools_need_no_package(project: Project) -> None:
    # python3 of a fresh clone has nothing installed: -S leaves site-packages out
    command = [sys.executable, "-ES", "tools/inputs.py", "report"]
    done = subprocess.run(command, cwd=project.root, check=False, capture_output=True, text=True)
    assert done.returncode == inputs.OUT_OF_DATE, done.stderr
    assert (project.root / "build" / "inputs" / "run-corpus.sha256").is_file()


def test_unreadable_list_of_runs_is_named_before_anything_is_built(project: Project) -> None:
    project.write("notebooks/runs.toml", '[[run]]\nname = "x"\nnotebook = "gone.ipynb"\n')
    done = project.make("report")
    assert done.returncode != 0
    assert "gone.ipynb" in done.stderr
    assert project.calls() == []
    assert project.make("setup").returncode == 0  # what does not need the list still works


def test_names_that_make_cannot_hold_are_refused(project: Project) -> None:
    project.write("notebooks/runs.toml", '[[run]]\nname = "a b"\nnotebook = "corpus.ipynb"\n')
    assert "the name 'a b' may hold letters" in project.make("notebooks").stderr


def test_list_parameters_are_written_as_on_a_command_line(project: Project) -> None:
    project.write("notebooks/corpus.ipynb", notebook("1"))
    line = 'parameters = { years = [2001, 2002], real = false, funding = "budget" }'
    project.write("notebooks/runs.toml", f'[[run]]\nname = "x"\nnotebook = "corpus.ipynb"\n{line}\n')
    assert plan.stage(project.root, "run-x").arguments == (
        *("notebooks/corpus.ipynb", "-p", "years=2001,2002", "-p", "real=false", "-p", "funding=budget"),
    )
