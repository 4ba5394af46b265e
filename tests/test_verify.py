"""`eduplans verify`, and what reads raw tables: nothing is made from a table that was changed by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import sample_tables
from eduplans.clean import build_processed
from eduplans.cli import app
from eduplans.errors import TableError
from eduplans.tables import RAW
from eduplans.trace import trace
from eduplans.verify import verify

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Raw and processed tables of Qingping (青屏县), an invented county."""
    raw = sample_tables.write_sample(tmp_path / "project")
    build_processed(raw, raw.parent / "processed")
    return raw.parent


def tamper(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_all_is_well_and_tables_by_hand_are_not_under_it(data: Path) -> None:
    tamper(data / "raw" / "corrections.csv", "figure_id", "figure_id")
    (data / "raw" / "national.csv").write_text("changed by hand\n", encoding="utf-8")
    found = verify(data)
    assert found.problems == ()
    assert str(data / "raw" / "figures.csv") in found.checked
    assert str(data / "processed" / "figures.csv") in found.checked
    assert f"{data / 'raw' / 'national.csv'}: kept by hand" in found.unchecked


def test_a_changed_cell_is_named_and_the_exit_code_tells(data: Path) -> None:
    tamper(data / "raw" / "figures.csv", "91.5,", "19.5,")
    done = CliRunner().invoke(app, ["verify", "--data", str(data)])
    assert done.exit_code == 2
    assert f"{data / 'raw' / 'figures.csv'}, row 3, column value: this row of the document qingping-2031-report" in (
        done.output
    )
    assert "(found '19.5')" in done.output


def test_as_json(data: Path) -> None:
    done = CliRunner().invoke(app, ["verify", "--data", str(data), "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["problems"] == []


def test_clean_makes_nothing_of_a_changed_table(data: Path) -> None:
    tamper(data / "raw" / "figures.csv", "91.5,", "19.5,")
    before = state(data)
    with pytest.raises(TableError, match=r"row 3, column value: .*not as ingest wrote it \(found '19\.5'\)"):
        build_processed(data / "raw", data / "processed")
    assert state(data) == before


def test_trace_follows_no_figure_through_a_changed_table(data: Path) -> None:
    tamper(data / "raw" / "items.csv", "学前教育", "小学教育")
    with pytest.raises(TableError, match=r"items\.csv, row 3, column heading"):
        trace("any", data / "raw", None)


def test_a_processed_table_that_was_changed_or_is_gone(data: Path) -> None:
    (data / "processed" / "panel.csv").unlink()
    tamper(data / "processed" / "figures.csv", "91.5,", "19.5,")
    said = [str(problem) for problem in verify(data).problems]
    changed = "row 3, column value: it was changed since it was made: expected '91.5', found '19.5'"
    again = "[digests]; `eduplans clean` makes it anew"
    assert said == [
        f"{data}/processed/figures.csv, {changed} {again}",
        f"{data}/processed/panel.csv: it is gone {again}",
    ]


def test_rows_of_a_processed_table_that_were_added_or_taken_away(data: Path) -> None:
    path = data / "processed" / "figures.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], *lines[2:], lines[-1].replace("qingping", "other")]), encoding="utf-8")
    found = verify(data).problems
    assert [(one.where, one.row, one.column) for one in found] == [(str(path), 2, ""), (str(path), len(lines), "")]
    assert "this row is missing" in found[0].what
    assert "this row was not expected" in found[1].what


@pytest.mark.parametrize("content", [b"", "地点,年\n".encode("gb18030"), b'"open\n'])
def test_a_processed_table_that_is_no_such_table_any_more(data: Path, content: bytes) -> None:
    path = data / "processed" / "panel.csv"
    path.write_bytes(content)
    (found,) = verify(data).problems
    assert (found.where, found.row, found.column) == (str(path), 1, "")
    assert "expected the header 'place,place_code," in found.what


def test_a_processed_table_of_raw_tables_that_were_changed_too_is_named_as_a_whole(data: Path) -> None:
    tamper(data / "raw" / "figures.csv", "91.5,", "19.5,")
    tamper(data / "processed" / "figures.csv", "91.5,", "19.5,")
    raw, processed = verify(data).problems
    assert (raw.row, raw.column) == (3, "value")
    assert (processed.where, processed.row) == (str(data / "processed" / "figures.csv"), None)


def test_what_was_built_is_held_against_the_records_of_the_build(data: Path) -> None:
    page = data.parent / "report" / "index.html"
    record = data.parent / "build" / "outputs" / "report.sha256"
    for path in (page, record):
        path.parent.mkdir(parents=True)
    page.write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    record.write_text(f"# inputs 00\n# 11  docs/index.md\n{empty}  report/index.html\n", encoding="utf-8")
    assert "built by report (1 files)" in verify(data).checked
    page.write_bytes(b"altered")
    (problem,) = verify(data).problems
    assert (problem.where, problem.remedy) == (str(page), "`make report` makes it anew")


def test_tables_of_a_folder_without_digests_are_said_not_to_be_known(data: Path) -> None:
    (data / "raw" / "digests.json").unlink()
    problems = verify(data).problems
    generated = [table for table in RAW.values() if table.made_by and (data / "raw" / f"{table.name}.csv").is_file()]
    assert [problem.where for problem in problems] == [str(data / "raw" / f"{table.name}.csv") for table in generated]
    assert len(generated) >= 6
    assert {problem.what for problem in problems} == {"nothing is known of what ingest wrote"}
    build_processed(data / "raw", data / "processed")  # a folder of an earlier version can still be used


def test_no_folder_of_raw_tables(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no folder of raw tables"):
        verify(tmp_path)


def test_a_dataset_is_checked_file_by_file(data: Path) -> None:
    from eduplans.ingest import ingest

    documents = data / "documents"
    documents.mkdir()
    for year in (2031, 2032):  # of an invented county
        text = (
            f"青屏县{year}年教育工作要点\n青屏县教育局\n{year}年2月3日\n一、学位\n1．新建幼儿园3所，新增学位960个。\n"
        )
        (documents / f"qingping-{year}-plan.txt").write_text(text, encoding="utf-8")
    raw = data / "large" / "raw"
    ingest([documents], raw, parquet_above=1)
    found = verify(raw.parent)
    parts = sorted(str(path) for path in raw.rglob("*.parquet"))
    assert (found.problems, sorted(set(found.checked))) == ((), parts)
    path = next(raw.glob("figures/*.parquet"))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    done = CliRunner().invoke(app, ["verify", "--data", str(raw.parent)])
    assert done.exit_code == 2
    assert f"{path}: not as ingest wrote it" in done.stderr
    path.unlink()
    assert [problem.what for problem in verify(raw.parent).problems] == ["the file is gone"]
