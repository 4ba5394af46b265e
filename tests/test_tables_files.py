"""Malformed files are named with their row; good files are written in one way, whole or not at all."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sample_tables
from eduplans import tables
from eduplans.errors import TableError
from eduplans.tables.files import to_csv, write_files

if TYPE_CHECKING:
    from pathlib import Path

WORDS = tables.RAW["item_words"]
HEADER = "doc,item,word,count\n"


def problems(path: Path, content: bytes | str) -> tuple:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(TableError) as caught:
        tables.read_table(path, WORDS)
    return caught.value.problems


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "item_words.csv"


def test_rows_with_other_numbers_of_cells_are_all_named(path: Path) -> None:
    found = problems(path, HEADER + "a,一,词,1\na,一,词\na,一,词,1,2\n")
    assert [(problem.row, problem.what) for problem in found] == [
        (3, "3 cells where the header has 4"),
        (4, "5 cells where the header has 4"),
    ]
    assert found[0].where == str(path)


def test_a_cell_with_a_line_break_counts_as_one_row(path: Path) -> None:
    assert problems(path, HEADER + 'a,一,"词\n词",1\na,一,词\n')[0].row == 3


def test_an_unclosed_quote_is_an_error_at_its_row(path: Path) -> None:
    (problem,) = problems(path, HEADER + 'a,一,词,1\na,一,"词,1\n')
    assert problem.row == 3
    assert "not well-formed CSV" in problem.what


def test_text_after_a_closing_quote_is_an_error(path: Path) -> None:
    assert problems(path, HEADER + 'a,一,"词"x,1\n')[0].row == 2


def test_a_blank_line_between_rows_is_an_error_and_at_the_end_is_not(path: Path) -> None:
    assert problems(path, HEADER + "\na,一,词,1\n")[0].what == "blank line"
    path.write_text(HEADER + "a,一,词,1\n\n\n", encoding="utf-8")
    assert len(tables.read_table(path, WORDS)) == 1


def test_byte_order_mark_and_crlf_are_tolerated(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + (HEADER + "a,一,词,1\n").replace("\n", "\r\n").encode())
    assert tables.read_table(path, WORDS).to_dict("records") == [{"doc": "a", "item": "一", "word": "词", "count": 1}]


def test_another_encoding_is_named_with_row_and_bytes(path: Path) -> None:
    (problem,) = problems(path, (HEADER + "a,a,b,1\na,一,词,1\n").encode("gb18030"))
    assert (problem.what, problem.row) == ("not UTF-8", 3)
    assert problem.value is not None
    assert problem.value.startswith("b4 ca")


def test_missing_and_unknown_columns_are_all_named(path: Path) -> None:
    found = problems(path, "doc,item,wort,count,extra\n")
    assert [(problem.what, problem.column or problem.value) for problem in found] == [
        ("column is missing", "word"),
        ("unknown column", "wort"),
        ("unknown column", "extra"),
    ]


def test_columns_in_another_order_are_an_error(path: Path) -> None:
    assert "another order" in problems(path, "item,doc,word,count\n")[0].what


def test_an_empty_file_is_an_error(path: Path) -> None:
    assert problems(path, "")[0].what == "the file is empty"


def test_a_missing_file_says_which_command_makes_it(tmp_path: Path) -> None:
    with pytest.raises(
        TableError, match=r"figures\.csv: no such table; `eduplans ingest PATH.*`git checkout data/raw`"
    ):
        tables.read_raw("figures", tmp_path)
    with pytest.raises(TableError, match=r"kept by hand.*`git checkout data/raw`"):
        tables.read_raw("corrections", tmp_path)
    with pytest.raises(TableError, match=r"`eduplans clean` makes it$"):
        tables.read_processed("panel", tmp_path)


def test_a_folder_in_the_place_of_a_table_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "damage.csv").mkdir()
    with pytest.raises(TableError, match="a folder stands where"):
        tables.read_raw("damage", tmp_path)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch") / "item_words.csv"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet='a,"\n\r一1\ufeff\0', max_size=60).map(str.encode))
def test_any_bytes_give_a_frame_or_a_table_error(scratch: Path, rest: bytes) -> None:
    scratch.write_bytes(HEADER.encode() + rest)
    try:
        columns = list(tables.read_table(scratch, WORDS).columns)
    except TableError as error:
        columns = [*WORDS.names] if error.problems else []
    assert columns == WORDS.names


def test_bytes_are_utf8_with_lf_and_few_quotes() -> None:
    frame = pd.DataFrame({"a": ["x", 'q"', "l\nb"], "b": ["", "c,d", "文"]}, dtype="str")
    assert to_csv(frame) == 'a,b\nx,\n"q""","c,d"\n"l\nb",文\n'.encode()


@pytest.mark.parametrize("cell", ["x\ry", "\r", "z\r", "x\r\ny", 'q"\r,', "\n\r"])
def test_a_carriage_return_in_a_cell_ends_no_row(cell: str) -> None:
    frame = pd.DataFrame({"a": [cell, "x"], f"b{cell}": ["1", cell]}, dtype="str")
    data = to_csv(frame)
    assert list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True)) == [
        ["a", f"b{cell}"],
        [cell, "1"],
        ["x", cell],
    ]
    assert data.endswith(b'"\n')
    assert b"1\nx," in data


def test_the_same_bytes_do_not_touch_the_file(tmp_path: Path) -> None:
    frame = sample_tables.frames()["item_words"]
    assert tables.write_raw("item_words", frame, tmp_path)
    before = (tmp_path / "item_words.csv").stat()
    assert not tables.write_raw("item_words", frame, tmp_path)
    assert (tmp_path / "item_words.csv").stat().st_mtime_ns == before.st_mtime_ns


def test_a_failing_write_leaves_all_files_and_no_remains(tmp_path: Path) -> None:
    good, blocked = tmp_path / "good.csv", tmp_path / "file" / "blocked.csv"
    good.write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"not a folder")
    with pytest.raises(OSError, match="file"):
        write_files({good: b"new", blocked: b"new"})
    assert good.read_bytes() == b"old"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "good.csv"]
