"""Every rule of a column, a row and a key is checked, all violations at once, each with its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import sample_tables
from eduplans import tables
from eduplans.errors import TableError, UnknownNameError
from eduplans.tables import Column, RowRule, Table
from eduplans.tables.checks import column_rules, violations

if TYPE_CHECKING:
    from pathlib import Path

SMALL = Table(
    name="small",
    stage="raw",
    title="",
    description="",
    columns=(
        Column("id", "string", "", required=True, unique=True, pattern="[a-z]+"),
        Column("kind", "string", "", values=("x", "y")),
        Column("n", "integer", "", minimum=1, maximum=9),
        Column("word", "string", "", max_length=3),
    ),
    key=("id",),
    rules=(RowRule("n is not 5", "n", lambda frame: frame["n"] != 5),),
)


def small(**cells: list[object]) -> pd.DataFrame:
    base: dict[str, list[object]] = {"id": ["a"], "kind": ["x"], "n": [1], "word": ["w"]}
    frame = pd.DataFrame(base | cells)
    return frame.astype({"id": "str", "kind": "str", "n": "Int64", "word": "str"})


def found(frame: pd.DataFrame, table: Table = SMALL) -> list[tuple[int | None, str, str | None, str]]:
    return [(p.row, p.column, p.value, p.rule) for p in violations(frame, table, "small.csv")]


def test_a_good_frame_has_no_violation() -> None:
    assert found(small()) == []
    assert found(small(kind=[None], n=[None], word=[None])) == []


@pytest.mark.parametrize(
    ("cells", "violation"),
    [
        ({"id": ["A"]}, (2, "id", "A", "matches [a-z]+")),
        ({"id": ["a1"]}, (2, "id", "a1", "matches [a-z]+")),
        ({"id": [None]}, (2, "id", None, "required")),
        ({"kind": ["z"]}, (2, "kind", "z", "one of x, y")),
        ({"n": [0]}, (2, "n", "0", "at least 1")),
        ({"n": [10]}, (2, "n", "10", "at most 9")),
        ({"n": [5]}, (2, "n", "5", "n is not 5")),
        ({"word": ["学前教育"]}, (2, "word", "学前教育", "at most 3 characters")),
    ],
)
def test_each_rule_names_row_column_value_and_itself(
    cells: dict[str, list[object]], violation: tuple[int, str, str, str]
) -> None:
    assert found(small(**cells)) == [violation]


def test_a_repeated_id_is_named_where_it_comes_again() -> None:
    frame = pd.concat([small(), small(id=["b"]), small()], ignore_index=True)
    assert found(frame) == [(4, "id", "a", "unique")]


def test_a_repeated_key_of_several_columns_is_named() -> None:
    table = replace(SMALL, columns=(replace(SMALL.columns[0], unique=False), *SMALL.columns[1:]), key=("id", "kind"))
    frame = pd.concat([small(), small(kind=["y"]), small(word=["v"])], ignore_index=True)
    assert found(frame, table) == [(4, "id, kind", "a, x", "unique key")]


def test_all_violations_come_at_once_in_the_order_of_rows() -> None:
    frame = pd.concat([small(n=[0], kind=["z"]), small(id=["b"]), small(id=["C"], word=["long word"])])
    assert [place[:2] for place in found(frame.reset_index(drop=True))] == [
        (2, "kind"),
        (2, "n"),
        (4, "id"),
        (4, "word"),
    ]


def test_rules_in_words_follow_the_columns() -> None:
    assert column_rules(SMALL.columns[0]) == {"required": "required", "unique": "unique", "pattern": "matches [a-z]+"}
    assert column_rules(SMALL.columns[2]) == {"minimum": "at least 1", "maximum": "at most 9"}


@pytest.mark.parametrize("table", [*tables.RAW.values(), *tables.PROCESSED.values()], ids=lambda t: t.file)
def test_every_table_is_described(table: Table) -> None:
    assert table.title
    assert table.description
    assert set(table.key) <= set(table.names)
    assert set(table.order) <= set(table.names)
    assert set(table.by_appearance) <= set(table.order or table.key)
    assert len(set(table.names)) == len(table.names)
    assert [column.name for column in table.columns if not column.description] == []
    assert {rule.column for rule in table.rules} <= set(table.names)


def test_unreadable_cells_and_broken_rules_come_together(tmp_path: Path) -> None:
    raw = sample_tables.write_sample(tmp_path)
    path = raw / "figures.csv"
    text = path.read_text(encoding="utf-8")
    text = (
        text.replace(",91.5,", ",many,").replace(",item,exact,", ",lamp,exact,").replace(",2031,standard,", ",31,rule,")
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        tables.read_raw("figures", raw)
    problems = caught.value.problems
    assert [(p.row, p.column, p.value) for p in problems] == [
        (3, "value", "many"),
        (4, "year", "31"),
        (4, "status", "rule"),
        (6, "unit", "lamp"),
    ]
    assert str(problems[0]) == f"{path}, row 3, column value: not a number (found 'many') [type number]"


@pytest.mark.parametrize(
    ("name", "column", "value", "rule"),
    [
        ("figures", "end", 99, "the span is as long as what is printed"),
        ("figures", "value_max", 1.0, "the upper end of a range is above the lower"),
        ("items", "characters", 1, "characters is end minus start"),
        ("documents", "county_code", "99990", "matches [0-9]{6}"),
        ("documents", "sha256_text", "abc", "matches [0-9a-f]{64}"),
        ("documents", "kind", "letter", "one of plan, report, bulletin, budget, announcement, unknown"),
        ("corrections", "column", "figure_id", None),
        ("corrections", "flag", None, "a correction has a new cell, a flag or both"),
        ("confirmations", "date", "9 March 2031", r"matches \d{4}-\d\d-\d\d"),
        ("confirmations", "figure_id", "figure 5", None),
        ("national", "unit", "apples", "one of person, count, yuan, percent, index"),
    ],
)
def test_rules_of_the_raw_tables_hold(name: str, column: str, value: object, rule: str | None) -> None:
    frame = sample_tables.frames()[name]
    frame.loc[0, column] = value
    (problem, *_) = violations(frame, tables.RAW[name], name)
    assert (problem.row, problem.column) == (2, column)
    assert rule is None or problem.rule == rule


def test_an_unknown_table_lists_the_right_names(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"'figurs'.*documents, items, item_words, figures"):
        tables.read_raw("figurs", tmp_path)
    with pytest.raises(UnknownNameError, match="panel"):
        tables.read_processed("figurs", tmp_path)


def test_a_frame_with_other_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        tables.write_raw("item_words", pd.DataFrame({"doc": [], "item": [], "wordd": [], "count": []}), tmp_path)
    assert [(p.what, p.column, p.value) for p in caught.value.problems] == [
        ("column is missing", "word", None),
        ("unknown column", "", "wordd"),
    ]
