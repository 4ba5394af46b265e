"""Agreement of the readings of themes: what is compared, the committed table, and floors that the method keeps."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

import theme_agreement
from eduplans import codebook
from eduplans.themes.classify import KINDS
from eduplans.themes.lexicon import labels_of

if TYPE_CHECKING:
    from pathlib import Path

    Sources = dict[str, theme_agreement.Labels]
    Table = dict[tuple[str, str, str], dict[str, str]]

#: Least kappa of the method with each reading; raised when the method is better, never lowered to pass.
FLOORS = {"theme": 0.89, "strength": 0.80, "instrument": 0.72}
#: The same without the words that only one item uses.
FLOORS_POORER = {"theme": 0.82, "strength": 0.78, "instrument": 0.69}
#: Key of the row on sentences of other texts.
SENTENCES = ("method", "reading of sentences", "theme")


@pytest.fixture(scope="module")
def sources(root: Path) -> Sources:
    return theme_agreement.readings() | theme_agreement.method(root / "data")


@pytest.fixture(scope="module")
def table(sources: Sources) -> Table:
    return {(row["one"], row["other"], row["column"]): row for row in theme_agreement.rows(sources)}


@pytest.mark.parametrize("reading", ["first", "second"])
@pytest.mark.parametrize("column", KINDS)
def test_the_method_keeps_its_floors(table: Table, reading: str, column: str) -> None:
    assert float(table["method", reading, column]["kappa"]) >= FLOORS[column]
    poorer = table["method without words of one item", reading, column]
    assert float(poorer["kappa"]) >= FLOORS_POORER[column]


def test_the_committed_table_is_what_the_readings_give(table: Table) -> None:
    committed = {(row["one"], row["other"], row["column"]): row for row in codebook.read("theme_agreement")}
    assert committed.keys() == table.keys() | {SENTENCES}
    for key, row in table.items():
        assert dict(committed[key]) == row, "run python tools/theme_agreement.py, which writes the table anew"


@pytest.mark.parametrize("name", ["first", "second"])
def test_readings_use_the_vocabulary_and_read_each_item_once(sources: Sources, name: str) -> None:
    rows = sources[name]
    with (theme_agreement.READINGS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == len(rows)
    for kind in KINDS:
        assert {row[kind] for row in rows.values()} <= set(labels_of(kind))
    for row in rows.values():
        further = row["secondary"].split(";") if row["secondary"] else []
        assert set(further) <= set(labels_of("theme")) - {row["theme"]}


def test_the_first_reading_reads_every_item(sources: Sources) -> None:
    assert set(sources["first"]) == set(sources["method"]) >= set(sources["second"])


@pytest.mark.shared
def test_sentences_of_the_corpus_are_found_again_and_measured(shared: Path) -> None:
    found = theme_agreement.sentences(shared / "corpus")
    wanted = theme_agreement.read(theme_agreement.READINGS / "sentences.csv")
    assert len(found["method"]) == len(wanted)
    row = theme_agreement.sentence_row(shared / "corpus")
    (committed,) = (row for row in codebook.read("theme_agreement") if row["other"] == SENTENCES[1])
    assert dict(committed) == row
    assert float(row["kappa"]) >= 0.55


def test_without_the_corpus_the_row_is_kept(tmp_path: Path) -> None:
    assert theme_agreement.sentences(tmp_path / "nowhere") == {}
    assert theme_agreement.sentence_row(tmp_path / "nowhere")["other"] == SENTENCES[1]


def test_sentences_are_read_by_the_vocabulary_and_hold_no_text() -> None:
    rows = theme_agreement.read(theme_agreement.READINGS / "sentences.csv")
    assert {row["theme"] for row in rows} <= set(labels_of("theme"))
    assert all(len(row["sha256"]) == 16 for row in rows)


def invented() -> Sources:
    """Three items of an invented plan, read twice and judged once."""
    label = {"theme": "safety", "strength": "binding", "instrument": "regulation"}
    other = {"theme": "teachers", "strength": "directed", "instrument": "supply"}
    first = {("d", "1"): label, ("d", "2"): other, ("d", "3"): label}
    return {"first": first, "second": first | {("d", "3"): other}, "method": first | {("d", "2"): label}}


def test_percent_and_kappa_of_an_invented_case() -> None:
    rows = {(row["one"], row["other"], row["column"]): row for row in theme_agreement.rows(invented())}
    assert len(rows) == 9
    one = rows["first", "second", "theme"]
    # two of three alike; by chance (2 * 1 + 1 * 2) / 9 = 4 / 9; kappa = (2/3 - 4/9) / (1 - 4/9) = 0.4
    assert (one["items"], one["percent"], one["kappa"]) == ("3", "66.7", "0.400")


def test_items_that_one_reading_leaves_out_are_not_compared() -> None:
    sources = invented()
    sources["second"] = {("d", "1"): sources["first"]["d", "1"]}
    rows = {(row["one"], row["other"], row["column"]): row for row in theme_agreement.rows(sources)}
    assert rows["first", "second", "theme"]["items"] == "1"
    assert rows["method", "first", "theme"]["items"] == "3"


def test_differences_are_listed_by_item_and_column() -> None:
    lines = theme_agreement.differences(invented())
    assert len(lines) == 6
    assert lines[0] == "d 2 theme: first teachers, second teachers, method safety"
