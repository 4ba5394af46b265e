"""What `make` builds anew, and what it leaves: contents decide, time stamps do not."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tiny_project import COUNTY, ROOT, notebook

if TYPE_CHECKING:
    from tiny_project import Project

RUNS = ["corpus", "county-north-2020", "county-south-2021"]


def rebuilt(project: Project) -> list[str]:
    done = project.make("report")
    assert done.returncode == 0, done.stderr
    return project.built()


def written(run: str) -> str:
    return f"--out build/tmp/{run}/{run}.ipynb --exports build/tmp/{run}/{run}.zip"


def test_first_make_builds_everything_and_says_where_and_how_long(project: Project) -> None:
    done = project.make("report")
    assert done.returncode == 0, done.stderr
    assert project.calls() == [
        "clean",
        "report",
        "run notebooks/corpus.ipynb -p start=2000 -p deflate=true " + written("corpus"),
        "run notebooks/county.ipynb -p document=north-2020 " + written("county-north-2020"),
        "run notebooks/county.ipynb -p document=south-2021 " + written("county-south-2021"),
    ]
    assert f"The report: {project.root}/report/index.html" in done.stdout
    assert "setup      nothing to do" in done.stdout
    assert re.search(r"^data +\d+\.\d s$", done.stdout, re.MULTILINE)
    assert re.search(r"^notebooks +\d+\.\d s  \(3 runs\)$", done.stdout, re.MULTILINE)
    assert re.search(r"^report +\d+\.\d s$", done.stdout, re.MULTILINE)
    assert sorted(path.name for path in (project.root / "build" / "runs").iterdir()) == sorted(
        f"{name}.{suffix}" for name in RUNS for suffix in ("ipynb", "json")
    )


def test_second_make_does_nothing_quickly(built: Project) -> None:
    started = time.monotonic()
    done = built.make("report")
    assert time.monotonic() - started < 2
    assert built.calls() == []
    assert done.stdout.count("nothing to do") == 4


def test_time_stamps_decide_nothing(built: Project) -> None:
    for path in built.root.rglob("*"):
        if path.is_file() and "build" not in path.parts:
            os.utime(path)
    assert rebuilt(built) == []


def test_change_that_keeps_the_time_stamp_is_seen(built: Project) -> None:
    path = built.root / "notebooks" / "corpus.ipynb"
    before = path.stat()
    built.write("notebooks/corpus.ipynb", notebook("import eduplans", "1 + 2"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns - 10**12))
    assert rebuilt(built) == ["corpus", "report"]


def test_one_raw_table(built: Project) -> None:
    built.write("data/raw/figures.csv", "other")
    assert rebuilt(built) == sorted(["clean", "report", *RUNS])
    assert rebuilt(built) == []


def test_raw_table_that_leaves_the_processed_ones_as_they_are_runs_no_notebook(built: Project) -> None:
    built.write("data/raw/figures.csv", "figures# a remark that cleaning drops")
    assert rebuilt(built) == ["clean", "report"]
    assert rebuilt(built) == []


def test_one_notebook(built: Project) -> None:
    built.write("notebooks/county.ipynb", notebook("import eduplans.trends"))
    assert rebuilt(built) == ["county-north-2020", "county-south-2021", "report"]


def test_outputs_kept_in_a_notebook_are_no_change(built: Project) -> None:
    text = built.read("notebooks/corpus.ipynb")
    built.write("notebooks/corpus.ipynb", text.replace('"text": "1"', '"text": "2"'))
    assert text != built.read("notebooks/corpus.ipynb")
    assert rebuilt(built) == []


def test_one_module_of_a_notebook(built: Project) -> None:
    built.write("src/eduplans/trends.py", "x = 1\n")
    assert rebuilt(built) == ["county-north-2020", "county-south-2021", "report"]


def test_module_imported_inside_a_function(built: Project) -> None:
    built.write("src/eduplans/style.py", "x = 1\n")
    assert rebuilt(built) == ["report"]


def test_module_of_the_data_stage(built: Project) -> None:
    built.write("src/eduplans/clean.py", built.read("src/eduplans/clean.py") + "x = 1\n")
    # the pages hold the docstrings of all modules
    assert rebuilt(built) == ["clean", "report"]


def test_table_of_the_codebook_counts_where_the_codebook_is_imported(built: Project) -> None:
    built.write("src/eduplans/codebook/levels.csv", "code\nprimary\n")
    assert rebuilt(built) == ["clean"]


def test_module_that_nothing_imports(built: Project) -> None:
    built.write("src/eduplans/grammar.py", "x = 1\n")
    assert rebuilt(built) == ["report"]


def test_raw_table_without_a_processed_form_counts_for_the_notebooks_that_load_it(built: Project) -> None:
    built.write("data/raw/damage.csv", "other")
    assert rebuilt(built) == ["clean", "county-north-2020", "county-south-2021", "report"]


def test_command_line_counts_for_the_stages_and_no_run(built: Project) -> None:
    built.write("src/eduplans/cli.py", built.read("src/eduplans/cli.py") + "x = 1\n")
    assert rebuilt(built) == ["clean", "report"]


def test_lock_counts_for_all(built: Project) -> None:
    built.write("requirements.lock", "a==2\n")
    done = built.make("-n", "report")
    for stage in ("env", "install", "data", "run-corpus", "report"):
        assert f"would run {stage}: requirements.lock changed\n" in done.stdout


def test_settings_of_tools_in_pyproject_do_not_install_again(built: Project) -> None:
    built.write("pyproject.toml", "[project]\nname = 'tiny'\n[tool.ruff]\nline-length = 100\n")
    assert built.listed("-n", "setup") == ["nothing to do"]
    built.write("pyproject.toml", "[project]\nname = 'tiny'\ndependencies = ['a']\n")
    assert built.listed("-n", "setup") == ["would run install: pyproject.toml changed"]


def test_one_parameter(built: Project) -> None:
    built.write("notebooks/runs.toml", built.read("notebooks/runs.toml").replace("2000", "2001"))
    assert rebuilt(built) == ["corpus", "report"]


def test_document_added_and_gone(built: Project) -> None:
    documents = built.read("data/raw/documents.csv")
    built.write("data/raw/documents.csv", documents + "west-2022,c\n")
    assert rebuilt(built) == ["clean", "county-west-2022", "report"]
    built.write("data/raw/documents.csv", documents)
    assert rebuilt(built) == ["clean", "report"]
    assert not list((built.root / "build" / "runs").glob("county-west-2022.*"))


def test_outputs_deleted_or_altered_by_hand_are_built_again(built: Project) -> None:
    page = built.read("report/index.html")
    built.write("report/index.html", "altered")
    assert rebuilt(built) == ["report"]
    assert built.read("report/index.html") == page
    (built.root / "build" / "runs" / "corpus.ipynb").unlink()
    assert rebuilt(built) == ["corpus", "report"]
    built.write("data/processed/figures.csv", "altered")
    assert rebuilt(built)[0] == "clean"
    assert built.read("data/processed/figures.csv") == "FIGURES"
    assert built.read("report/index.html") == page
    assert rebuilt(built) == []


def test_why_is_said(built: Project) -> None:
    built.write("data/raw/figures.csv", "other")
    said = built.make("report").stdout
    assert "data: data/raw/figures.csv changed\n" in said
    for name in RUNS:
        assert f"run-{name}: data/processed/figures.csv changed\n" in said


def test_why_is_said_also_where_the_tables_were_made_before(built: Project) -> None:
    built.write("data/raw/figures.csv", "other")
    said = [built.make("data").stdout, built.make("notebooks").stdout]
    assert "run-corpus: data/processed/figures.csv changed\n" in said[0]
    assert "run-corpus: data/processed/figures.csv changed\n" in said[1]


def test_listing_what_would_run_writes_and_runs_nothing(built: Project) -> None:
    def state() -> dict[str, tuple[int, bytes]]:
        return {
            str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in built.root.rglob("*") if path.is_file()
        }

    built.write("data/raw/figures.csv", "other")
    built.write("notebooks/county.ipynb", notebook(*COUNTY, "1"))
    before = state()
    said = [
        "would run data: data/raw/figures.csv changed",
        *(f"would run run-{name}: notebooks/county.ipynb changed" for name in RUNS[1:]),
        "would run report: data/raw/figures.csv changed",
        "may run, where data changes a table they load: run-corpus",
    ]
    for arguments in (("-n", "report"), ("--dry-run", "-j2", "report"), ("-n", "report", "JOBS=1")):
        assert built.listed(*arguments) == said
    assert state() == before
    assert built.calls() == []
    assert built.make("report").returncode == 0
    assert built.built() == sorted(["clean", "report", *RUNS])
    assert built.listed("-n", "report") == ["nothing to do"]


def test_a_run_brings_the_report_after_it(built: Project) -> None:
    built.write("notebooks/corpus.ipynb", notebook("import eduplans", "eduplans.load('figures')", "1"))
    assert built.listed("-n", "report") == [
        "would run run-corpus: notebooks/corpus.ipynb changed",
        "would run report: after run-corpus",
    ]


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_interrupt_is_one_plain_line_and_leaves_nothing_half_built(project: Project, jobs: int) -> None:
    project.write("notebooks/corpus.ipynb", notebook("wait"))
    project.write("notebooks/county.ipynb", notebook("wait"))
    command = ["make", f"-j{jobs}", f"PYTHON={sys.executable}", "report"]
    process = subprocess.Popen(
        command,
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a shell that starts the tests in the background lets them ignore the signal that is tested here
        preexec_fn=_heed_interrupts,  # noqa: PLW1509
    )
    end = time.monotonic() + 20
    while len(list(project.root.glob("waiting-*"))) < jobs and time.monotonic() < end:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode in (130, -signal.SIGINT)  # make ends itself by the signal, which a shell calls 130
    assert err.count("interrupted\n") == 1
    assert "Traceback" not in out + err
    assert "failed" not in out + err
    assert not (project.root / "build" / "tmp").exists()
    assert not list((project.root / "build").glob("runs/*"))
    assert not (project.root / "report").exists()


def test_failing_notebook_fails_the_build_and_leaves_the_last_good_report(built: Project) -> None:
    page, run = built.read("report/index.html"), built.read("build/runs/corpus.ipynb")
    good = built.read("notebooks/corpus.ipynb")
    built.write("notebooks/corpus.ipynb", notebook("fail"))
    done = built.make("report")
    assert done.returncode != 0
    assert "notebook run corpus failed\ncell 1: ZeroDivisionError" in done.stderr
    assert built.built() == ["corpus"]
    assert built.read("report/index.html") == page
    assert built.read("build/runs/corpus.ipynb") == run
    assert not any((built.root / "build" / "tmp").iterdir())
    assert built.make("report").returncode != 0  # still failing, not taken for built
    assert built.built() == ["corpus"]
    built.write("notebooks/corpus.ipynb", good)
    assert rebuilt(built) == ["corpus", "report"]


def test_failing_notebook_on_a_fresh_clone_leaves_no_report(project: Project) -> None:
    project.write("notebooks/corpus.ipynb", notebook("fail"))
    assert project.make("report").returncode != 0
    assert not (project.root / "report").exists()
    assert not list((project.root / "build" / "runs").glob("corpus.*"))


def test_failing_data_stage_stops_the_build(built: Project) -> None:
    built.write("data/raw/figures.csv", "bad")
    done = built.make("report")
    assert done.returncode != 0
    assert "figures.csv, row 2: bad" in done.stderr
    assert built.built() == ["clean"]


def test_missing_raw_table_is_said_before_anything_is_built(built: Project) -> None:
    (built.root / "data/raw/documents.csv").unlink()
    done = built.make("report")
    assert done.returncode != 0
    assert "data/raw/documents.csv is missing; restore it with `git checkout data/raw`" in done.stderr
    assert built.calls() == []


def test_renamed_entry_module_is_not_silently_unwatched(built: Project) -> None:
    (built.root / "src/eduplans/clean.py").rename(built.root / "src/eduplans/cleaning.py")
    done = built.make("report")
    assert done.returncode != 0
    assert "names the module eduplans.clean" in done.stderr


@pytest.mark.parametrize("arguments", [("-j2",), ("JOBS=2",)])
def test_two_jobs_are_two_runs_at_once(project: Project, arguments: tuple[str, ...]) -> None:
    project.write("notebooks/county.ipynb", notebook("meet"))
    done = project.make(*arguments, "notebooks", env={"PATIENCE": "30"})
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("arguments", [("-j1",), ("JOBS=1",)])
def test_one_job_is_one_run_at_a_time(project: Project, arguments: tuple[str, ...]) -> None:
    project.write("notebooks/county.ipynb", notebook("meet"))
    done = project.make(*arguments, "notebooks", env={"PATIENCE": "0.3"})
    assert done.returncode != 0
    assert "met nobody" in done.stderr


def test_backend_of_the_reader_does_not_reach_the_notebooks(project: Project) -> None:
    show = "import os, sys; print(sys.argv[1:], os.environ.get('MPLBACKEND'), os.environ.get('EDUPLANS_DATA'))"
    command = project.root / ".venv" / "bin" / "eduplans"
    command.write_text(f"#!{sys.executable}\n{show}\n")
    project.note_setup()
    done = project.make("data", env={"MPLBACKEND": "agg", "EDUPLANS_DATA": "/elsewhere"})
    assert "['clean'] None None" in done.stdout


def test_second_make_at_the_same_time_waits_and_says_so(project: Project) -> None:
    holder = subprocess.Popen(["flock", "tools", "sleep", "0.7"], cwd=project.root)
    time.sleep(0.1)
    done = project.make("data")
    assert holder.wait() == 0
    assert done.returncode == 0
    assert "Another make is at work in this folder; waiting" in done.stderr


def test_help_is_the_default_and_lists_every_target(project: Project) -> None:
    done = project.make()
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    listed = {line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")}
    assert targets <= listed
    assert {"DOCUMENTS", "JOBS", "LAB_OPTIONS"} <= listed
    assert {"setup", "data", "notebooks", "report", "test", "test-notebooks", "check", "lab", "clean"} <= targets


def test_clean_removes_what_was_built_and_no_more(built: Project) -> None:
    assert built.make("clean").returncode == 0
    assert not (built.root / "build").exists()
    assert not (built.root / "report").exists()
    assert (built.root / ".venv").exists()
    assert rebuilt(built) == sorted(["clean", "report", *RUNS])
    assert built.make("distclean").returncode == 0
    assert not (built.root / ".venv").exists()


def test_options_reach_jupyterlab(project: Project) -> None:
    done = project.make("-n", "lab", "LAB_OPTIONS=--allow-root --no-browser")
    assert "eduplans --allow-root --no-browser notebooks/start.ipynb\n" in done.stdout


def test_ingest_reads_the_documents_named(project: Project) -> None:
    assert project.make("ingest", "DOCUMENTS=some/folder").returncode == 0
    assert project.calls() == ["ingest some/folder --out data/raw"]


def test_run_passes_parameters_and_exports_on(project: Project) -> None:
    words = ["run", "NOTEBOOK=notebooks/corpus.ipynb", "PARAMETERS=start=2005 deflate=true", "EXPORTS=build/paper"]
    listed = project.make("-n", *words)
    command = "run \"notebooks/corpus.ipynb\" -p 'start=2005' -p 'deflate=true' --exports \"build/paper\""
    assert command in listed.stdout, listed.stderr


def test_run_without_parameters_lists_them_and_without_a_notebook_says_how(project: Project) -> None:
    listed = project.make("-n", "run", "NOTEBOOK=notebooks/corpus.ipynb")
    assert "--help-parameters" in listed.stdout
    done = project.make("run")
    assert done.returncode != 0
    assert "name a notebook: make run NOTEBOOK=notebooks/corpus.ipynb" in done.stderr
    assert project.calls() == []


def test_a_kernel_that_fails_is_missing_from_the_report_and_the_next_make_runs_it_alone(built: Project) -> None:
    good = built.read("notebooks/corpus.ipynb")
    built.write("notebooks/corpus.ipynb", notebook("import eduplans", "crash"))
    done = built.make("report")
    assert done.returncode != 0
    assert built.built() == ["corpus", "report"]
    assert "notebook run corpus failed\neduplans: corpus.ipynb: the kernel died" in done.stderr
    assert "missing: corpus: corpus.ipynb: the kernel died" in done.stderr
    assert built.read("build/failed/corpus.txt") == "eduplans: corpus.ipynb: the kernel died\n"
    assert built.make("report").returncode != 0  # still failing, and not taken for built
    assert built.built() == ["corpus", "report"]
    built.write("notebooks/corpus.ipynb", good)
    assert rebuilt(built) == ["corpus", "report"]
    assert not list((built.root / "build" / "failed").iterdir())
    assert rebuilt(built) == []


def test_limits_of_time_and_memory_reach_the_run_and_change_nothing_that_is_built(project: Project) -> None:
    runs = project.read("notebooks/runs.toml").replace('"corpus.ipynb"', '"corpus.ipynb"\ntimeout = 90\nmemory = 700')
    project.write("notebooks/runs.toml", runs)
    assert project.make("notebooks").returncode == 0
    limited = [call for call in project.calls() if "--timeout" in call]
    assert len(limited) == 1
    assert "corpus.ipynb --timeout 90 --memory 700 --exports" in limited[0]
    project.write("notebooks/runs.toml", runs.replace("700", "800"))
    assert project.make("notebooks").returncode == 0
    assert project.calls() == []
    (project.root / "build" / "runs" / "corpus.ipynb").unlink()
    assert project.make("notebooks", "TIMEOUT=5", "MEMORY=300").returncode == 0
    (again,) = project.calls()
    assert "--timeout 5 --memory 300 --exports" in again


def test_what_a_killed_build_left_is_swept(built: Project) -> None:
    left = ["build/.times.jsonl.77", "build/inputs/.data.sha256.77", "build/matplotlib/fontlist.json.matplotlib-lock"]
    for name in [*left, "build/tmp/corpus/corpus.ipynb"]:
        built.write(name, "half")
    assert rebuilt(built) == []
    assert [name for name in left if (built.root / name).exists()] == []
    assert not (built.root / "build" / "tmp").exists()
