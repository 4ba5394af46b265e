"""The command `eduplans query`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from eduplans.cli import app

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()
BY_WORD = "select word, sum(count) as times from item_words group by word order by times desc nulls last, word"


def test_a_table_for_people(folder: Path) -> None:
    done = RUNNER.invoke(app, ["query", BY_WORD, "--data", str(folder)])
    assert done.exit_code == 0
    lines = [line.strip("│ ") for line in done.stdout.splitlines() if "学校" in line]
    assert [part.strip() for part in lines[0].split("│")] == ["学校", "7"]
    assert done.stderr == "3 rows\n"


def test_csv_and_json_on_standard_output(folder: Path) -> None:
    done = RUNNER.invoke(app, ["query", BY_WORD, "--data", str(folder), "--format", "csv"])
    assert done.stdout == 'word,times\n学校,7\n"a,b""c",1\n教师,\n'
    done = RUNNER.invoke(app, ["query", BY_WORD, "--data", str(folder), "--format", "json"])
    assert json.loads(done.stdout)[0] == {"word": "学校", "times": 7}


def test_the_ending_of_the_file_says_the_format(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.csv"
    done = RUNNER.invoke(app, ["query", BY_WORD, "--data", str(folder), "--out", str(out)])
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"3 rows: {out}\n")
    assert out.read_text(encoding="utf-8").startswith("word,times\n学校,7\n")
    done = RUNNER.invoke(app, ["query", BY_WORD, "--data", str(folder), "--out", str(tmp_path / "answer.doc")])
    assert done.exit_code == 2
    assert "end it in .csv, .json or .parquet" in done.stderr


def test_without_a_question_tables_and_columns_are_listed(folder: Path) -> None:
    done = RUNNER.invoke(app, ["query", "--data", str(folder)])
    assert done.stdout == "item_words: doc, item, word, count\nraw.item_words: doc, item, word, count\n"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("select * from figures", "there are the tables item_words"),
        ("select nothing from item_words", "item_words has doc, item, word, count"),
        ("drop view item_words", "only reading is possible (found 'DROP')"),
        ("selct word", "syntax error"),
    ],
)
def test_errors_of_sql_are_ours(folder: Path, question: str, said: str) -> None:
    done = RUNNER.invoke(app, ["query", question, "--data", str(folder)])
    assert done.exit_code == 2
    assert done.stderr.startswith("eduplans: ")
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_only_the_first_hundred_rows_are_shown_and_all_are_counted(folder: Path) -> None:
    done = RUNNER.invoke(app, ["query", "select range as n from range(250)", "--data", str(folder)])
    assert done.stderr == "250 rows, the first 100 shown\n"
    assert " 99 " in done.stdout
    assert " 100 " not in done.stdout


def _heed() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.slow
def test_ctrl_c_ends_a_long_question(folder: Path) -> None:
    question = "select sum(a.range * b.range) as n from range(10000000) a, range(10000000) b"
    command = [sys.executable, "-c", "from eduplans.cli import app; app()", "query", question, "--data", str(folder)]
    # a shell lets what it starts in the background ignore Ctrl-C
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ, preexec_fn=_heed)  # noqa: PLW1509
    time.sleep(4)
    assert process.poll() is None
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "interrupted" in said
    assert time.monotonic() - started < 5


def test_no_answer_from_a_table_that_was_changed_by_hand(tmp_path: Path) -> None:
    import sample_tables

    raw = sample_tables.write_sample(tmp_path)
    asked = ["query", "select count(*) from raw.figures", "--data", str(raw.parent)]
    assert RUNNER.invoke(app, asked).exit_code == 0
    text = (raw / "figures.csv").read_text(encoding="utf-8")
    (raw / "figures.csv").write_text(text.replace("91.5,", "19.5,", 1), encoding="utf-8")
    for folder in (raw.parent, raw):  # named as the data folder or as the folder of the tables
        done = RUNNER.invoke(app, [*asked[:-1], str(folder)])
        assert done.exit_code == 2
        assert "figures.csv, row 3, column value: this row of the document qingping-2031-report" in done.stderr
        assert done.stdout == ""
