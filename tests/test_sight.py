"""Figures straight from files, in one process or two: the same bytes, in the order of the files; invented counties."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from eduplans.errors import DocumentError
from eduplans.printing import FIGURE_COLUMNS, print_rows
from eduplans.sight import figures_of_files, print_figures

TEXT = "清溪坪县教育局2023年工作要点\n一、发展学前教育\n新建公办幼儿园{}所，普惠性幼儿园覆盖率达到85%以上。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(1, 10):
        (tmp_path / f"{number}.txt").write_text(TEXT.format(number + 1), encoding="utf-8")
    (tmp_path / "5.txt").write_bytes(b"\x00\x01\x02\x03" * 40)
    (tmp_path / "6.txt").write_text("清溪坪县教育局\n一、概况\n没有数。\n", encoding="utf-8")
    return tmp_path


def _printed(folder: Path, form: str, jobs: int) -> tuple[str, list[str]]:
    stream = io.StringIO()
    failed = print_figures([folder], form, stream, jobs=jobs)
    return stream.getvalue(), [problem.where for problem in failed]


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_two_processes_print_the_bytes_of_one(folder: Path, form: str) -> None:
    printed, failed = _printed(folder, form, 1)
    assert (printed, failed) == _printed(folder, form, 2)
    assert [Path(where).name for where in failed] == ["5.txt"]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_file_by_file_prints_what_all_rows_at_once_print(folder: Path, form: str) -> None:
    stream = io.StringIO()
    print_rows(figures_of_files([folder])[0], form, stream)
    assert _printed(folder, form, 1)[0] == stream.getvalue()


def test_rows_come_in_the_order_of_the_files(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_printed(folder, "csv", 2)[0])))
    assert tuple(rows[0]) == FIGURE_COLUMNS
    assert [row["doc"] for row in rows if row["unit"] == "school"] == ["1", "2", "3", "4", "7", "8", "9"]
    assert [row["value"] for row in rows if row["unit"] == "school"] == ["2", "3", "4", "5", "8", "9", "10"]


def test_files_without_figures_print_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "none.txt").write_text("清溪坪县教育局\n一、概况\n没有数。\n", encoding="utf-8")
    assert json.loads(_printed(tmp_path, "json", 1)[0]) == []
    assert _printed(tmp_path, "csv", 1)[0] == ",".join(FIGURE_COLUMNS) + "\n"


def test_nothing_is_printed_where_no_file_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\x03" * 40)
    stream = io.StringIO()
    with pytest.raises(DocumentError):
        print_figures([tmp_path], "csv", stream)
    assert stream.getvalue() == ""


@pytest.mark.parametrize("form", ["csv", "json"])
def test_rows_made_in_blocks_print_the_same(folder: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _printed(folder, form, 1)
    monkeypatch.setattr("eduplans.sight._BLOCK", 1)
    assert _printed(folder, form, 1) == whole


GLUED = (
    "清溪坪县教育概况\n(单位：万人)2018年2019年2020年"
    "常住12.3913.4216.66户籍8.258.1210.08占比66.5960.5160.50。\n新建学校3所。\n"
)


@pytest.mark.parametrize("form", ["csv", "table"])
def test_a_table_that_lost_its_layout_is_told_and_not_guessed(tmp_path: Path, form: str) -> None:
    file = tmp_path / "glued.txt"
    file.write_text(GLUED, encoding="utf-8")
    told: list[str] = []
    print_figures([file], form, io.StringIO(), tell=told.append)
    assert len(told) == 1
    assert told[0].startswith(f"{file}: a table at characters")
    assert [row["as_printed"] for row in figures_of_files([file])[0]] == ["3所"]
