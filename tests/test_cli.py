"""The command line as a user meets it: output, messages, exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eduplans import __version__
from eduplans.cli import app
from eduplans.printing import FIGURE_COLUMNS

EXAMPLE = Path(__file__).resolve().parent.parent / "data" / "examples" / "yunze-2024-plan.txt"


def run(*words: str | Path) -> tuple[int, str, str]:
    """Call the command in this process: exit code, standard output, standard error."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, result.stdout, result.stderr


def commands() -> list[str]:
    from typer.main import get_command

    return list(get_command(app).commands)


def test_help_tells_the_commands_in_the_order_of_use() -> None:
    code, out, _ = run("--help")
    assert code == 0
    places = [out.index(f" {name} ") for name in commands()]
    assert places == sorted(places)


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_with_an_example(name: str) -> None:
    code, out, _ = run(name, "--help")
    assert code == 0
    assert f"eduplans {name}" in out.partition("Example")[2]


def test_version_is_that_of_the_package() -> None:
    assert run("--version") == (0, f"eduplans {__version__}\n", "")


def test_figures_as_csv_go_to_standard_output_alone() -> None:
    code, out, err = run("figures", EXAMPLE, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, err) == (0, "")
    assert tuple(rows[0]) == FIGURE_COLUMNS
    assert {row["doc"] for row in rows} == {"yunze-2024-plan"}
    values = {row["as_printed"]: (row["value"], row["unit"]) for row in rows}
    assert values["6.48亿元"] == ("648000000", "yuan")
    assert values["60分钟"] == ("60", "minute")


def test_figures_as_json_are_the_same_rows() -> None:
    _, as_csv, _ = run("figures", EXAMPLE, "--format", "csv")
    _, as_json, _ = run("figures", EXAMPLE, "--format", "json")
    assert len(json.loads(as_json)) == len(list(csv.DictReader(io.StringIO(as_csv))))


def test_figures_of_a_missing_file_is_exit_two_and_names_it(tmp_path: Path) -> None:
    code, out, err = run("figures", tmp_path / "none.txt")
    assert (code, out) == (2, "")
    assert "none.txt" in err


def test_some_bad_files_is_exit_three_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    code, out, err = run("figures", tmp_path, "--format", "csv")
    assert code == 3
    assert "good" in out
    assert "bad.txt" in err


def test_the_walk_from_document_to_sentence(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    code, _, err = run("ingest", EXAMPLE, "--out", raw)
    assert (code, "added yunze-2024-plan: 14 items" in err) == (0, True)
    rows = list(csv.DictReader((raw / "figures.csv").open(encoding="utf-8")))
    key = next(row["figure_id"] for row in rows if row["as_printed"] == "120名")
    code, out, _ = run("trace", key, "--raw", raw, "--documents", EXAMPLE)
    assert code == 0
    assert "计划招聘教师120名，其中特岗教师60名" in out
    assert "补充教师" in out


def test_one_is_told_in_the_singular(tmp_path: Path) -> None:
    _, _, err = run("ingest", EXAMPLE, "--out", tmp_path)
    assert "1 document read, 0 others kept" in err
    assert re.search(r"yunze-2024-plan: \d+ items, \d+ figures", err)


def test_trace_of_an_unknown_id_is_exit_two(tmp_path: Path) -> None:
    run("ingest", EXAMPLE, "--out", tmp_path / "raw")
    code, out, err = run("trace", "nobody-2020-plan:00000000", "--raw", tmp_path / "raw")
    assert (code, out) == (2, "")
    assert "no figure has this id" in err


def test_help_does_not_wait_for_pandas() -> None:
    script = "import sys; from eduplans.cli import app; print(sorted({'pandas', 'matplotlib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
