"""Many documents on disk, their truth, and the command."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from eduplans.cli import app
from eduplans.errors import EduplansError
from eduplans.generate import Order, invent
from eduplans.generate.files import DOCUMENT_COLUMNS, TRUTH_COLUMNS, write_documents
from eduplans.printing import FIGURE_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

ORDER = Order(seed=3, characters=300)
RUNNER = CliRunner()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_thousand_documents_a_folder(tmp_path: Path) -> None:
    done = write_documents(tmp_path, ORDER, 4, first=998)
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    made = [invent(ORDER, index) for index in range(998, 1002)]
    assert files == sorted(f"{index // 1000:04d}/{one.file}" for index, one in zip(range(998, 1002), made, strict=True))
    assert (done.documents, done.figures) == (4, sum(len(one.truth) for one in made))
    assert done.bytes == sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())


def test_the_truth_has_the_columns_of_the_codebook(tmp_path: Path) -> None:
    assert [name for name in FIGURE_COLUMNS if name not in {"start", "end"}] == list(TRUTH_COLUMNS)
    truth = tmp_path / "truth.csv"
    write_documents(tmp_path / "out", ORDER, 5, truth)
    made = [invent(ORDER, index) for index in range(5)]
    found = rows(truth)
    assert [tuple(row.values())[2:] for row in found] == [tuple(figure) for one in made for figure in one.truth]
    documents = rows(tmp_path / "truth_documents.csv")
    assert list(documents[0]) == list(DOCUMENT_COLUMNS)
    for row, one in zip(documents, made, strict=True):
        assert (tmp_path / "out" / row["file"]).read_bytes() == one.data
        assert int(row["figures"]) == len([line for line in found if line["doc"] == row["doc"]])


def test_documents_come_one_at_a_time(tmp_path: Path) -> None:
    """A million are begun at once, and the first are there before the others are thought of."""

    def stop(numbers: object) -> object:
        for number in numbers:  # type: ignore[attr-defined]
            if number == 3:
                raise KeyboardInterrupt
            yield number

    with pytest.raises(KeyboardInterrupt):
        write_documents(tmp_path / "out", ORDER, 10**6, tmp_path / "truth.csv", progress=stop)  # type: ignore[arg-type]
    assert len([path for path in (tmp_path / "out").rglob("*") if path.is_file()]) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "no half truth is left"


def test_a_folder_that_cannot_be_made_is_our_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EduplansError, match="file"):
        write_documents(tmp_path / "file", ORDER, 1)


def test_the_command_writes_what_ingest_reads(tmp_path: Path) -> None:
    out, truth = tmp_path / "documents", tmp_path / "truth.csv"
    words = ["generate", str(out), "-n", "4", "--seed", "9", "--characters", "900", "--truth", str(truth)]
    done = RUNNER.invoke(app, [*words, "--kinds", "plan", "--kinds", "report", "--pollution", "light"])
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert done.stderr.startswith("4 documents, ")
    assert {row["kind"] for row in rows(tmp_path / "truth_documents.csv")} <= {"plan", "report"}
    assert {row["pollution"] for row in rows(tmp_path / "truth_documents.csv")} == {"light"}
    done = RUNNER.invoke(app, ["ingest", str(out), "--out", str(tmp_path / "raw")])
    assert done.exit_code == 0, done.output
    assert {row["doc"] for row in rows(tmp_path / "raw" / "documents.csv")} == {row["doc"] for row in rows(truth)}


def test_a_wrong_call_is_refused(tmp_path: Path) -> None:
    for wrong in (["--kinds", "novel"], ["--pollution", "awful"], ["--documents", "0"]):
        assert RUNNER.invoke(app, ["generate", str(tmp_path / "out"), *wrong]).exit_code == 2
    assert not (tmp_path / "out").exists()
