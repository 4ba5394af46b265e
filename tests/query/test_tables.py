"""Answers: types, Parquet and CSV, names, memory, what is written where."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import eduplans
from eduplans.errors import EduplansError, ParameterError, QueryError, TableError
from eduplans.query import open_tables
from eduplans.tables import RAW

if TYPE_CHECKING:
    from pathlib import Path

    from eduplans.query import Tables


def test_columns_have_the_types_of_the_schema_and_empty_cells_are_missing(tables: Tables) -> None:
    answer = tables.sql("select * from item_words order by word, item")
    assert [str(kind) for kind in answer.dtypes] == ["str", "str", "str", "Int64"]
    assert answer["word"].to_list() == ['a,b"c', "学校", "学校", "教师"]
    assert answer["count"].isna().to_list() == [False, False, False, True]


def test_every_column_type_of_a_schema_becomes_its_own(tmp_path: Path) -> None:
    named = [column.name for column in RAW["documents"].columns]
    (tmp_path / "documents.csv").write_text(
        ",".join(named) + "\n" + ",".join({"doc": "a", "date": "2024-03-06", "year": "2024"}.get(n, "") for n in named),
        encoding="utf-8",
    )
    (tmp_path / "damage.csv").write_text("doc,item,start,end,printed,kind,repaired\na,,0,2,x,torn,true\n")
    with eduplans.open(tmp_path) as tables:
        answer = tables.sql("select date, year, repaired from documents join damage using (doc)")
    assert [str(kind) for kind in answer.dtypes] == ["datetime64[s]", "Int64", "boolean"]
    assert answer.iloc[0].to_list() == [pd.Timestamp("2024-03-06"), 2024, True]


def test_sums_are_whole_numbers_and_beyond_64_bits_floating_ones(tables: Tables) -> None:
    answer = tables.sql("select sum(count) as times, sum(9000000000000000000 + count) as wide from item_words")
    assert str(answer["times"].dtype) == "Int64"
    assert answer["times"].item() == 8
    assert answer["wide"].item() == pytest.approx(2.7e19)


def test_processed_stands_before_raw_and_both_can_be_named(folder: Path) -> None:
    (folder / "processed").mkdir()
    (folder / "processed" / "item_words.csv").write_text("doc,item,word,count\nqinghe,一,安全,9\n", encoding="utf-8")
    with open_tables(folder) as tables:
        assert list(tables.tables) == ["item_words", "raw.item_words", "processed.item_words"]
        sums = [tables.sql(f"select sum(count) as n from {name}")["n"].item() for name in tables.tables]
    assert sums == [9, 8, 9]


def test_parts_of_a_dataset_are_one_table_in_their_order(tmp_path: Path) -> None:
    parts = tmp_path / "figures"
    parts.mkdir()
    for number in (1, 0, 2):
        rows = pa.table({"doc": [f"d{number}"] * 2, "value": [float(number), None]})
        pq.write_table(rows, parts / f"part-{number:05d}.parquet")
    with open_tables(tmp_path) as tables:
        answer = tables.sql("select doc, value from figures")
    assert answer["doc"].to_list() == ["d0", "d0", "d1", "d1", "d2", "d2"]
    assert answer["value"].sum() == 3


def test_a_dataset_list_says_which_parts_belong(tmp_path: Path) -> None:
    parts = tmp_path / "documents"
    parts.mkdir()
    for number in (0, 1):
        pq.write_table(pa.table({"doc": [f"d{number}"]}), parts / f"part-{number:05d}.parquet")
    file = {"file": "documents/part-00001.parquet", "rows": 1, "bytes": 1, "sha256": "0" * 64}
    listed = {
        "form": 1,
        "eduplans": "0",
        "rows": {"documents": 1},
        "parts": [{"reader": "", "files": {"documents": file}}],
    }
    (tmp_path / "dataset.json").write_text(json.dumps(listed))
    with open_tables(tmp_path) as tables:
        assert tables.sql("select doc from documents")["doc"].to_list() == ["d1"]


def test_parts_of_an_ingest_that_is_not_finished_are_no_table(tmp_path: Path) -> None:
    parts = tmp_path / "raw" / "documents"
    parts.mkdir(parents=True)
    pq.write_table(pa.table({"doc": ["d0"]}), parts / "part-00000.parquet")
    (tmp_path / ".raw.ingest").write_text("")
    with pytest.raises(TableError, match="no table in this folder"):
        open_tables(tmp_path / "raw")
    (tmp_path / "raw" / "documents.csv").write_text("doc\nbefore\n")
    with open_tables(tmp_path / "raw") as tables:
        assert tables.sql("select doc from documents")["doc"].to_list() == ["before"]


@pytest.mark.parametrize("name", ["it's", "数据 表", "a[1]*?", 'quote"d'])
def test_odd_names_of_folders_are_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "own.csv").write_text("doc,n\na,1\n")
    (folder / "parts").mkdir()
    pq.write_table(pa.table({"n": [5]}), folder / "parts" / "part-0.parquet")
    with open_tables(folder) as tables:
        assert tables.sql("select n from own")["n"].to_list() == ["1"]  # no schema of ours: text
        assert tables.sql("select n from parts")["n"].to_list() == [5]


def test_two_answers_are_read_side_by_side(tables: Tables) -> None:
    one, other = tables.batches("select word from item_words"), tables.batches("select doc from item_words")
    assert len(list(zip(one.read_all()["word"], other.read_all()["doc"], strict=True))) == 4


def test_an_unknown_table_lists_the_tables(tables: Tables) -> None:
    with pytest.raises(
        QueryError, match=r"name figures does not exist; there are the tables item_words, raw.item_words"
    ):
        tables.sql("select * from figures")


def test_an_unknown_column_lists_the_columns(tables: Tables) -> None:
    with pytest.raises(QueryError, match=r'"wrod" not found.*item_words has doc, item, word, count') as caught:
        tables.sql("select wrod from item_words")
    assert caught.value.exit_code == 2


def test_a_slip_of_syntax_says_where(tables: Tables) -> None:
    with pytest.raises(QueryError, match="syntax error at or near"):
        tables.sql("select * form item_words")


def test_a_cell_of_the_wrong_type_is_an_error_that_names_the_file(folder: Path) -> None:
    (folder / "raw" / "item_words.csv").write_text("doc,item,word,count\na,一,x,many\n", encoding="utf-8")
    with open_tables(folder) as tables, pytest.raises(QueryError, match=r"Line: 2; .*many.*item_words\.csv"):
        tables.sql("select sum(count) from item_words")


def test_no_folder_no_table_no_memory(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(TableError, match="no such"):
        open_tables(tmp_path / "gone")
    (tmp_path / "empty").mkdir()
    with pytest.raises(TableError, match="there is no table in this folder"):
        open_tables(tmp_path / "empty")
    with pytest.raises(ParameterError, match="such as 500MB"):
        open_tables(folder, memory="much")


def test_without_the_extra_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(EduplansError, match=r"pip install eduplans\[large\]"):
        open_tables(folder)


def test_a_closed_one_answers_no_more_and_leaves_nothing_on_disk(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "spill"))
    (tmp_path / "spill").mkdir()
    with open_tables(folder) as tables:
        assert any((tmp_path / "spill").iterdir())
        assert repr(tables) == f"<2 tables of {folder}>"
    assert not [path for path in (tmp_path / "spill").iterdir() if path.is_dir()]
    with pytest.raises(QueryError):
        tables.sql("select 1")


@pytest.mark.slow
def test_more_data_than_memory_is_sorted_and_grouped(tmp_path: Path) -> None:
    """More than two million rows of 60 bytes, all distinct, in 60 MB."""
    import numpy as np

    parts = tmp_path / "data" / "words"
    parts.mkdir(parents=True)
    generator = np.random.default_rng(5)
    for number in range(6):
        keys = generator.permutation(400_000) + number * 400_000
        words = pa.array([f"{key:052d}" for key in keys.tolist()])
        pq.write_table(pa.table({"word": words, "n": keys}), parts / f"part-{number}.parquet")
        del words
    assert 2_400_000 * 52 > 2 * 60_000_000
    with open_tables(tmp_path / "data", memory="60MB", threads=2) as tables:
        groups = tables.sql("select count(*) as groups from (select word, sum(n) from words group by word)")
        out = tmp_path / "sorted.parquet"
        rows = tables.write("select word, n from words order by word desc", "parquet", out)
    assert groups["groups"].item() == rows == 2_400_000
    first = next(pq.ParquetFile(out).iter_batches(10)).column("n").to_pylist()
    assert first == list(range(2_399_999, 2_399_989, -1))


def test_too_little_memory_says_what_to_do(folder: Path) -> None:
    question = "select list(a.range || b.range) as l from range(3000) a, range(3000) b"
    with open_tables(folder, memory="20MB") as tables, pytest.raises(QueryError, match="--memory"):
        tables.sql(question)


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_files_hold_the_answer(tables: Tables, tmp_path: Path, form: str) -> None:
    out = tmp_path / "deep" / f"answer.{form}"
    question = "select word, count / 2 as half, count > 3 as many from item_words order by word, item"
    assert tables.write(question, form, out) == 4
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    if form == "csv":
        assert out.read_text(encoding="utf-8") == (
            'word,half,many\n"a,b""c",0.5,false\n学校,1.5,false\n学校,2,true\n教师,,\n'
        )
    elif form == "json":
        assert json.loads(out.read_text(encoding="utf-8"))[3] == {"word": "教师", "half": None, "many": None}
    else:
        assert pq.read_table(out)["half"].to_pylist() == [0.5, 1.5, 2.0, None]


def test_an_answer_that_fails_leaves_the_former_file(tables: Tables, tmp_path: Path) -> None:
    out = tmp_path / "answer.csv"
    out.write_text("former")
    with pytest.raises(QueryError):
        tables.write("select error('broken') from item_words", "csv", out)
    assert out.read_text() == "former"
    assert not list(tmp_path.glob(".answer*"))


def test_what_duckdb_says_after_ctrl_c_is_an_interrupt() -> None:
    from eduplans.query.tables import _interrupted

    assert isinstance(_interrupted(RuntimeError("Query interrupted")), KeyboardInterrupt)
    other = RuntimeError("something else")
    assert _interrupted(other) is other
