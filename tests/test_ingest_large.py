"""Many documents: a dataset part by part, interrupted and gone on with; plans of invented counties."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import eduplans
from eduplans import clean
from eduplans import ingest as package
from eduplans.errors import DocumentError, TableError
from eduplans.ingest import TABLES, ingest
from eduplans.ingest.journal import Journal, journal_file
from eduplans.tables import RAW, read_raw
from eduplans.tables.dataset import MANIFEST, dataset_problems, read_dataset
from test_ingest import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from eduplans.ingest.reading import Portion, Taken

pytest.importorskip("pyarrow")
DOCUMENTS = 23


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(DOCUMENTS):
        write_plan(folder, number)
    return folder


def write_plan(folder: Path, number: int, recruited: int = 80) -> Path:
    text = PLAN.replace("80名", f"{recruited + number}名").replace("600个", f"{600 + 7 * number}个")
    path = folder / f"plan-{number:03d}.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "PART", 4)
    monkeypatch.setattr(package, "CHUNK", 4)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of all documents that are read."""
    seen: list[str] = []
    real = package.read_portion

    def read_portion(portion: Portion) -> Taken:
        seen.extend(one.doc for one in portion.files)
        return real(portion)

    monkeypatch.setattr(package, "read_portion", read_portion)
    return seen


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rows(folder: Path) -> dict[str, pd.DataFrame]:
    return {name: read_raw(name, folder) for name in TABLES}


def stop_after(number: int, files: Iterable[Path]) -> Iterator[Path]:
    for count, file in enumerate(files):
        if count == number:
            raise KeyboardInterrupt
        yield file


large = partial(ingest, parquet_above=10)


def test_a_dataset_holds_the_rows_of_the_csv_files(plans: Path, tmp_path: Path) -> None:
    summary = large([plans], tmp_path / "large")
    ingest([plans], tmp_path / "small")
    assert summary.dataset
    assert len(summary.added) == DOCUMENTS
    assert sorted(path.name for path in (tmp_path / "large").iterdir()) == sorted([*TABLES, MANIFEST])
    assert [path.name for path in sorted((tmp_path / "large" / "figures").iterdir())] == [
        f"part-{number:05d}.parquet" for number in range(6)
    ]
    for name, frame in rows(tmp_path / "small").items():
        pd.testing.assert_frame_equal(rows(tmp_path / "large")[name], frame)
    assert not list(tmp_path.glob(".*"))


def test_load_reads_a_dataset(plans: Path, tmp_path: Path) -> None:
    large([plans], tmp_path / "raw")
    words = eduplans.load("item_words", tmp_path)
    assert words["doc"].nunique() == DOCUMENTS
    assert words["count"].dtype == "Int64"


def test_the_bytes_are_the_same_with_any_number_of_workers_and_in_any_order(plans: Path, tmp_path: Path) -> None:
    large([plans], tmp_path / "one")
    large([plans], tmp_path / "two", jobs=2)
    large(sorted(plans.iterdir(), reverse=True), tmp_path / "three", jobs=3)
    assert contents(tmp_path / "one") == contents(tmp_path / "two") == contents(tmp_path / "three")


@pytest.mark.parametrize("above", [10, 100])
def test_an_interrupted_run_goes_on_and_reads_nothing_twice(
    plans: Path, tmp_path: Path, looked_at: list[str], above: int
) -> None:
    (plans / "plan-001-empty.txt").write_bytes(b" ")
    with pytest.raises(KeyboardInterrupt):
        ingest([plans], tmp_path / "raw", parquet_above=above, progress=partial(stop_after, 14))
    first = list(looked_at)
    looked_at.clear()
    assert not (tmp_path / "raw" / MANIFEST).exists()
    summary = ingest([plans], tmp_path / "raw", parquet_above=above)
    assert len(first) >= 12
    assert not set(first) & set(looked_at)
    assert len(first) + len(looked_at) == DOCUMENTS + 1
    assert len(summary.added) == DOCUMENTS
    assert len(summary.resumed) == len(first) - 1
    assert [problem.where for problem in summary.failed] == [str(plans / "plan-001-empty.txt")]
    ingest([plans], tmp_path / "whole", parquet_above=above)
    assert contents(tmp_path / "raw") == contents(tmp_path / "whole")
    assert not list(tmp_path.glob(".*"))


def test_what_changed_after_the_interruption_is_read_again(plans: Path, tmp_path: Path, looked_at: list[str]) -> None:
    with pytest.raises(KeyboardInterrupt):
        large([plans], tmp_path / "raw", progress=partial(stop_after, 10))
    looked_at.clear()
    write_plan(plans, 2, recruited=500)
    large([plans], tmp_path / "raw")
    assert "plan-002" in looked_at
    assert "plan-001" not in looked_at
    figures = read_raw("figures", tmp_path / "raw")
    assert "502名" in set(figures[figures["doc"] == "plan-002"]["as_printed"])
    assert sorted(read_raw("documents", tmp_path / "raw")["doc"]) == [f"plan-{n:03d}" for n in range(DOCUMENTS)]


def test_another_version_reads_everything_again(
    plans: Path, tmp_path: Path, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KeyboardInterrupt):
        large([plans], tmp_path / "raw", progress=partial(stop_after, 10))
    looked_at.clear()
    for place in ("eduplans.ingest.reader", "eduplans.ingest.reading.reader"):
        monkeypatch.setattr(place, lambda **_: "a later version")
    summary = large([plans], tmp_path / "raw")
    assert len(looked_at) == DOCUMENTS
    assert summary.resumed == ()
    assert len(read_raw("documents", tmp_path / "raw")) == DOCUMENTS
    assert not dataset_problems(tmp_path / "raw")


def test_the_same_documents_again_change_nothing_and_are_not_read(
    plans: Path, tmp_path: Path, looked_at: list[str]
) -> None:
    large([plans], tmp_path / "raw")
    before = contents(tmp_path / "raw")
    looked_at.clear()
    summary = ingest([plans], tmp_path / "raw")
    assert (looked_at, len(summary.unchanged), summary.added) == ([], DOCUMENTS, ())
    assert contents(tmp_path / "raw") == before


def test_new_documents_add_parts_and_changed_ones_replace_their_rows(plans: Path, tmp_path: Path) -> None:
    large([plans], tmp_path / "raw")
    before = contents(tmp_path / "raw")
    write_plan(plans, 5, recruited=700)
    write_plan(plans, 90)
    summary = ingest([plans], tmp_path / "raw")
    assert [one.doc for one in summary.added] == ["plan-090"]
    assert [one.doc for one in summary.replaced] == ["plan-005"]
    after = contents(tmp_path / "raw")
    assert "figures/part-00001.parquet" in before.keys() - after.keys()  # plan-005 stood in it
    assert all(after[name] == before[name] for name in before.keys() & after.keys() if name != MANIFEST)
    figures = read_raw("figures", tmp_path / "raw")
    assert "705名" in set(figures[figures["doc"] == "plan-005"]["as_printed"])
    assert "85名" not in set(figures[figures["doc"] == "plan-005"]["as_printed"])
    assert figures["figure_id"].is_unique
    dataset = read_dataset(tmp_path / "raw")
    assert dataset is not None
    assert dataset.rows("documents") == DOCUMENTS + 1
    assert not dataset_problems(tmp_path / "raw")


def test_csv_files_become_the_first_part_and_tables_kept_by_hand_stay(plans: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    old = write_plan(tmp_path, 300)
    ingest([old], raw)
    (raw / "corrections.csv").write_text("kept by hand\n", encoding="utf-8")
    summary = large([plans], raw)
    assert summary.kept == ("plan-300",)
    assert sorted(path.name for path in raw.iterdir()) == sorted([*TABLES, MANIFEST, "corrections.csv"])
    assert set(read_raw("documents", raw)["doc"]) >= {"plan-300", "plan-000"}
    assert len(read_raw("documents", raw)) == DOCUMENTS + 1


def test_a_copy_is_linked_across_parts_also_when_the_first_goes(plans: Path, tmp_path: Path) -> None:
    text = (plans / "plan-020.txt").read_text(encoding="utf-8")
    copy = plans / "plan-001-copy.txt"
    copy.write_text(text.replace("，", "，\n"), encoding="utf-8")
    assert large([plans], tmp_path / "raw").duplicates == (("plan-020", "plan-001-copy"),)
    linked = read_raw("documents", tmp_path / "raw").set_index("doc")["duplicate_of"].dropna()
    assert linked.to_dict() == {"plan-020": "plan-001-copy"}
    copy.write_text(text.replace("80", "12").replace("100名", "777名"), encoding="utf-8")
    assert ingest([plans], tmp_path / "raw").duplicates == ()
    assert read_raw("documents", tmp_path / "raw")["duplicate_of"].isna().all()
    assert not dataset_problems(tmp_path / "raw")


def test_debris_of_a_killed_run_is_cleared(plans: Path, tmp_path: Path) -> None:
    large([plans], tmp_path / "raw")
    before = contents(tmp_path / "raw")
    (tmp_path / "raw" / "figures" / "part-00099.parquet").write_bytes(b"half")
    (tmp_path / "raw" / "figures" / ".part-00100.parquet.1.part").write_bytes(b"half")
    ingest([plans], tmp_path / "raw")
    assert contents(tmp_path / "raw") == before


def test_nothing_is_written_where_nothing_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / "in" / f"{number}.txt").write_bytes(b" ")
    with pytest.raises(DocumentError, match="the file is empty"):
        large([tmp_path / "in"], tmp_path / "raw")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_damaged_part_is_named(plans: Path, tmp_path: Path) -> None:
    large([plans], tmp_path / "raw")
    part = tmp_path / "raw" / "figures" / "part-00002.parquet"
    part.write_bytes(part.read_bytes()[:-9] + b"123456789")
    assert [problem.where for problem in dataset_problems(tmp_path / "raw")] == [str(part)]
    with pytest.raises(TableError, match=r"part-00002\.parquet: not a Parquet file"):
        read_raw("figures", tmp_path / "raw")


def test_processed_tables_are_made_of_a_dataset_and_of_csv_alike(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, read in (("large", large), ("small", ingest)):
        raw = tmp_path / name / "raw"
        read([plans], raw)
        for kept in ("corrections", "national"):
            (raw / f"{kept}.csv").write_text(f"{','.join(RAW[kept].names)}\n", encoding="utf-8")
        clean.build_processed(raw, tmp_path / name / "processed")
    made = [contents(tmp_path / name / "processed") for name in ("large", "small")]
    assert made[0] == made[1]
    monkeypatch.setattr(clean, "MOST_DOCUMENTS", 10)
    with pytest.raises(TableError, match="a dataset of 23 documents"):
        clean.build_processed(tmp_path / "large" / "raw", tmp_path / "large" / "processed")


def test_a_journal_line_that_is_not_whole_is_left_out(tmp_path: Path) -> None:
    path = journal_file(tmp_path / "raw")
    journal = Journal(path, "key")
    journal.add({"part": 1})
    journal.close()
    with path.open("a", encoding="ascii") as stream:
        stream.write('{"part": 2')
    assert Journal(path, "key").lines == [{"part": 1}]
    assert path.read_text(encoding="ascii").count("\n") == len(path.read_text(encoding="ascii").splitlines()) == 2
    assert Journal(path, "another key").lines == []
    assert not path.exists()


PROGRAM = """
import sys
import eduplans.ingest as package
package.PART = package.CHUNK = 2
from eduplans.cli import app
app(sys.argv[1:])
"""


def _noted(out: Path) -> int:
    """Count what the journal holds whole."""
    lines = journal_file(out).read_text(encoding="utf-8").splitlines() if journal_file(out).exists() else []
    return sum(line.endswith("}") for line in lines)


def _heed() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.mark.slow
@pytest.mark.parametrize("above", ["10", "1000"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_program_that_is_killed_goes_on(plans: Path, tmp_path: Path, how: signal.Signals, above: str) -> None:
    for number in range(DOCUMENTS, 60):
        write_plan(plans, number)
    out = tmp_path / "raw"
    command = [sys.executable, "-c", PROGRAM, "ingest", str(plans), "--out", str(out), "--parquet-above", above]
    command += ["--jobs", "2"]
    # a shell lets what it starts in the background ignore Ctrl-C
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=_heed)  # noqa: PLW1509
    deadline = time.monotonic() + 60
    while _noted(out) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(how)
    begun = time.monotonic()
    messages = process.communicate()[1]
    assert process.returncode == (-signal.SIGKILL if how == signal.SIGKILL else 130)
    if how == signal.SIGINT:
        assert time.monotonic() - begun < (2 if os.getloadavg()[0] < 2 else 20)
        assert "interrupted" in messages
        assert "goes on where this one was" in messages
    assert _noted(out) >= 2
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "taken over from an interrupted run" in done.stderr
    ingest([plans], tmp_path / "other", parquet_above=int(above))
    for name, frame in rows(tmp_path / "other").items():
        pd.testing.assert_frame_equal(rows(out)[name], frame)
    assert not list(tmp_path.glob(".*"))
    assert set(RAW) > set(rows(out))
