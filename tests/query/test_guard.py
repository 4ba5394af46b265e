"""Attacks: everything that is not reading the tables is refused, and nothing on the disk changes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import duckdb
import pytest

from eduplans.errors import EduplansError, ParameterError, QueryError
from eduplans.query import open_tables
from eduplans.query.locked import connect
from eduplans.query.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

    from eduplans.query import Tables

#: {own} is a table's file, {other} a file beside it, {new} one that does not exist.
ATTACKS = (
    "copy item_words to '{new}'",
    "copy item_words to '{own}' (use_tmp_file false)",
    "copy (select 1) to '{own}' (use_tmp_file false)",
    "with x as (copy (select 1) to '{own}' (use_tmp_file false)) select 1",
    "with x as (copy (select 1) to '{new}') select * from x",
    "select * from (with x as (copy (select 1) to '{own}' (use_tmp_file false)) select 1)",
    "select (with x as (copy (select 1) to '{own}' (use_tmp_file false)) select 1)",
    "with x as (insert into item_words values ('a', 'b', 'c', 1) returning *) select * from x",
    "with x as (delete from item_words returning *) select * from x",
    "with x as (update item_words set count = 1 returning *) select * from x",
    "attach '{new}' as other",
    "attach '{own}' as other",
    "select * from read_csv('{other}')",
    "select * from read_csv('/etc/passwd')",
    "select * from read_text('/etc/passwd')",
    "select * from read_blob('{other}')",
    "select * from read_json('{other}')",
    "select * from read_parquet('{other}')",
    "select * from '{other}'",
    "select * from 'https://example.org/table.parquet'",
    "select * from glob('/etc/*')",
    "select * from sniff_csv('{other}')",
    "select (select count(*) from read_text('/etc/passwd'))",
    "select * from query('select * from read_text(''/etc/passwd'')')",
    "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
    "select * from enable_logging(storage_path = '{new}')",
    "select * from arrow_scan(1, 2, 3)",
    "select * from pandas_scan(1)",
    "select * from which_secret('a', 's3')",
    "select * from duckdb_secrets()",
    "install httpfs",
    "load httpfs",
    "load '{other}'",
    "pragma memory_limit = '100GB'",
    "pragma enable_profiling",
    "call pragma_version()",
    "export database '{new}'",
    "import database '{new}'",
    "set memory_limit = '100GB'",
    "set enable_external_access = true",
    "reset lock_configuration",
    "set allowed_directories = ['/']",
    "create table t as select 1",
    "create or replace view item_words as select 1",
    "drop view item_words",
    "create macro f() as table select 1",
    "create secret s (type s3)",
    "begin transaction",
    "prepare p as select 1",
    "explain analyze copy item_words to '{new}'",
    "checkpoint",
    "vacuum",
    "use raw",
    "select 1; copy item_words to '{new}'",
    "select 1; select 2",
    "",
    "-- nothing",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_are_refused_and_change_nothing(folder: Path, attack: str) -> None:
    own, other, new = folder / "raw" / "item_words.csv", folder / "other.csv", folder / "new"
    other.write_text("secret,1\n")
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    with open_tables(folder) as tables:
        with pytest.raises((ParameterError, QueryError)) as caught:
            tables.sql(attack.format(own=own, other=other, new=new))
        assert caught.value.exit_code == 2
        assert tables.sql("select sum(count) as n from item_words")["n"].item() == 8
        assert tables.sql("select current_setting('memory_limit') as m")["m"].item() == "953.6 MiB"
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()} == before


@pytest.mark.parametrize(
    "attack",
    [
        "select * from read_csv('{other}')",
        "select * from read_text('/etc/passwd')",
        "copy (select 1) to '{new}'",
        "attach '{new}' as other",
        "install httpfs",
        "load httpfs",
        "export database '{new}'",
        "set enable_external_access = true",
        "set memory_limit = '100GB'",
        "set allowed_directories = ['/']",
    ],
)
def test_the_second_wall_holds_without_the_first(folder: Path, tmp_path: Path, attack: str) -> None:
    other = folder / "other.csv"
    other.write_text("secret,1\n")
    connection = connect(find_sources(folder), tmp_path / "scratch", "1GB", None)
    with pytest.raises(duckdb.Error):
        connection.execute(attack.format(other=other, new=folder / "new"))
    assert not (folder / "new").exists()
    connection.close()


def test_frames_around_the_question_are_no_tables(tables: Tables) -> None:
    import pandas as pd

    secret = pd.DataFrame({"n": [1]})
    with pytest.raises(QueryError, match="secret does not exist"):
        tables.sql("select * from secret")
    assert len(secret) == 1


@pytest.mark.parametrize(
    "question",
    [
        "select 1",
        "from item_words",
        "values (1), (2)",
        "describe item_words",
        "summarize item_words",
        "show tables",
        "with recursive n as (select 1 as i union all select i + 1 from n where i < 9) select sum(i) from n",
        "with w as materialized (select * from item_words) select count(*) from w",
        "select word from item_words union select doc from item_words intersect select word from item_words",
        "select count(*) from item_words where word in (select word from raw.item_words) and exists (from range(3))",
        "pivot item_words on word in ('学校') using sum(count) group by doc",
        "select unnest([1, 2]), * from generate_series(1, 3)",
        "select doc, sum(count) over (partition by doc order by item) from item_words qualify row_number() over () < 3",
        "select * from item_words using sample 2 rows",
        "select 1 -- a remark; with a semicolon",
        "select 'copy x to y; attach'",
    ],
)
def test_all_kinds_of_reading_are_allowed(tables: Tables, question: str) -> None:
    assert len(tables.sql(question)) > 0


def test_a_deeply_nested_question_is_no_crash(tables: Tables) -> None:
    deep = "select " + "(" * 100 + "1" + ")" * 100 + " as n"
    assert tables.sql(deep)["n"].item() == 1
    with suppress(EduplansError):  # DuckDB 2 refuses it, older ones answer: neither ends the process
        tables.sql("select " + "(" * 9000 + "1" + ")" * 9000)
    assert tables.sql("select 2 as n")["n"].item() == 2
