"""The data dictionary names every table, column and code."""

from __future__ import annotations

from eduplans import codebook
from eduplans.dictionary import data_dictionary, markdown_table
from eduplans.tables import PROCESSED, RAW


def test_every_table_and_column_stands_in_its_part() -> None:
    page = data_dictionary()
    for table in (*RAW.values(), *PROCESSED.values()):
        part = page.split(f"### `{table.file}`: {table.title}\n", 1)[1].split("\n### ", 1)[0]
        assert table.description in part
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} | {column.unit} | {column.description} |" in part
        for rule in table.rules:
            assert rule.name in part


def test_every_level_and_indicator_stands_in_the_vocabularies() -> None:
    vocabularies = data_dictionary().split("## Vocabularies", 1)[1]
    for row in codebook.read("indicators"):
        assert f"| {row['code']} | {row['family']} | {row['name_zh']} |" in vocabularies
    for row in codebook.read("levels"):
        assert f"| {row['source']} | {row['printed']} | {row['level']} |" in vocabularies


def test_rules_say_what_is_checked_and_long_lists_stand_once() -> None:
    page = data_dictionary()
    assert "required; at least 1" in page
    assert "one of actual, target, standard, baseline" in page
    assert "one of the codes below" in page
    assert page.count("gross_enrolment_rate") == 1


def test_headings_start_where_told_and_tables_are_whole() -> None:
    assert data_dictionary(heading=2).startswith("## Data dictionary\n")
    lines = data_dictionary().splitlines()
    heads = [number for number, line in enumerate(lines) if line.startswith("| --- |")]
    assert len(heads) == len(RAW) + len(PROCESSED) + 2
    for number in heads:
        width = lines[number].count("|")
        assert lines[number - 1].count("|") == width


def test_a_bar_and_a_line_break_in_a_cell_do_not_break_the_table() -> None:
    assert list(markdown_table(["a", "b"], [["x|y", "1\n2"]]))[2] == r"| x\|y | 1 2 |"
